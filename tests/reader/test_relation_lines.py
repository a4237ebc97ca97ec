"""The relations as lines: nothing lost, nothing wider than there is room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.article import Published, RelatedLink
from index.records import Related
from reader.relation_lines import lines
from reader.relations import Relations, Section, entries


def sections(*titles: str) -> tuple[Section, ...]:
    return Relations(1, [Related(RelatedLink(title), None) for title in titles]).sections()


def test_a_heading_then_entries_with_number_and_sign() -> None:
    drawn = lines(sections("Jamaica, RusAl Make Pact"), 40)
    assert [(line.line.text, line.number) for line in drawn] == [
        ("RELATED", 0),
        ("1 ○ Jamaica, RusAl Make Pact", 1),
    ]


def test_a_long_title_goes_on_below_itself() -> None:
    drawn = lines(sections("RusAl Woos Chinese Investment in Siberia"), 26)
    assert [(" " * line.line.indent) + line.line.text for line in drawn[1:]] == [
        "1 ○ RusAl Woos Chinese",
        "    Investment in Siberia",
    ]


def test_a_title_without_end_is_cut() -> None:
    shown = [line.line.text for line in lines(sections("no end " * 700), 24)[1:]]
    whole = "no end no end no end"
    assert shown == [f"1 ○ {whole}", whole, whole, "no end no end no en…"]


def test_the_date_stands_below_the_title() -> None:
    related = Related(RelatedLink("Pier"), 2, "url", 1.0, published=Published("2004-09-03"))
    assert lines(Relations(1, [related]).sections(), 30)[-1].line.text == "3 Sep 2004"


def test_only_nine_entries_bear_a_digit() -> None:
    drawn = lines(sections(*(f"Title {number}" for number in range(1, 12))), 30)
    assert [line.line.text[0] for line in drawn[1:]] == [*"123456789", " ", " "]


def test_an_untitled_link_still_has_a_line() -> None:
    assert "(no headline)" in lines(sections(""), 30)[1].line.text


@given(st.lists(st.text(max_size=60), max_size=12), st.integers(16, 90))
def test_no_line_is_wider_than_the_pane(titles: list[str], width: int) -> None:
    """Whatever the titles are, each entry has a line and all lines fit."""
    shown = sections(*titles)
    drawn = lines(shown, width)
    assert {line.number for line in drawn} - {0} == {entry.number for entry in entries(shown)}
    for line in drawn:
        assert line.line.indent + cell_len(line.line.text) <= width
