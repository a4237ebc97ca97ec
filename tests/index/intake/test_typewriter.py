"""Paragraphs set by typewriters get their blank lines, and nothing but white space changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.intake.typewriter import apart


def test_an_indented_line_begins_a_paragraph() -> None:
    assert (
        apart("The tide\nrose.\n    It fell\nat ten.\n Reuter")
        == "The tide\nrose.\n\nIt fell\nat ten.\n\nReuter"
    )


def test_rows_of_short_lines_stay_together() -> None:
    assert apart("Shr 10 cts\n    Net 8.6 mln\n    Revs 40 mln") == "Shr 10 cts  \nNet 8.6 mln  \nRevs 40 mln"


def test_tables_stay_as_they_are_set_off_by_blank_lines() -> None:
    table = "            High     Low\n Chicago     1.47    1.20\n Toledo      1.41    1.10"
    assert apart(f"Prices in dollars a bushel today,\n{table}\n The tide rose.") == (
        f"Prices in dollars a bushel today,\n\n{table}\n\nThe tide rose."
    )


def test_lists_code_and_quotes_are_left_to_markdown() -> None:
    for body in (
        "- one\n  more\n- two",
        "> a\n  b",
        "```\na\n    b\n```",
        "    all\n    indented",
        "<p>\n  a\n</p>",
    ):
        assert apart(body) == body


@given(
    st.lists(
        st.sampled_from(["The tide rose at the quay today.", "    It fell.", " Reuter", "", " a   1   2"])
    )
)
def test_only_white_space_changes(lines: list[str]) -> None:
    body = "\n".join(lines)
    assert apart(body).split() == body.split()
