"""The door from strings to the screen: nothing that acts on a terminal passes, and no offset is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from reader import text
from reader.text import Line

HOSTILE = "a\x1b[31mb\x07\x9bc\u202ed\u2066e\u2028f\ufeffg\ud800h\U000e0041"
TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from(list("ab \t\n\x1b\x9b\u202e\u00ad\u0301\u200d字👨שא"))),
    max_size=60,
)


def plain(*roles: str) -> Style:
    """A style that tells which roles it was asked for."""
    return Style(meta={"roles": roles})


def test_safe_takes_out_what_acts_on_a_terminal() -> None:
    assert text.safe(HOSTILE) == "a[31mbcdefgh"


def test_safe_keeps_tabs_newlines_joiners_and_accents() -> None:
    kept = "a\tb\nc cafe\u0301 नि\u200dक soft\u00adhyphen 字 👨\u200d👩"
    assert text.safe(kept) == kept


@given(TEXTS)
def test_safe_text_is_left_alone(raw: str) -> None:
    assert text.safe(text.safe(raw)) == text.safe(raw)


def test_one_line_folds_white_space() -> None:
    assert text.one_line("  A\u00a0bridge\n\topens so\u00adftly ") == "A bridge opens softly"


def test_content_is_never_markup() -> None:
    assert text.content("[Reuters] opens [/x] [bold]").plain == "[Reuters] opens [/x] [bold]"


def test_content_moves_styles_past_what_it_takes_out() -> None:
    shown = text.content("\x1bab\u202ecd", [(4, 6, "bold")])
    assert (shown.plain, [(span.start, span.end) for span in shown.spans]) == ("abcd", [(2, 4)])


@pytest.mark.parametrize(
    ("whole", "width", "shown"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("a word here", 7, "a word…"),
        ("东京和北京", 6, "东京…"),
        ("cafe\u0301s", 5, "cafe\u0301s"),
        ("cafe\u0301 au lait", 5, "cafe\u0301…"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
    ],
)
def test_cut_counts_cells_and_halves_nothing(whole: str, width: int, shown: str) -> None:
    assert text.cut(whole, width, ellipsis="…") == shown


@given(TEXTS, st.integers(0, 30))
def test_cut_fits(raw: str, width: int) -> None:
    assert text.cells(text.cut(text.safe(raw), width, ellipsis="…")) <= width


@given(TEXTS, st.integers(0, 30), st.integers(0, 5))
def test_strip_fills_its_width_and_shows_no_control(raw: str, width: int, indent: int) -> None:
    strip = text.strip(Line(raw, "meta", ((1, 4, "match"),), indent), width, plain)
    assert strip.cell_length == width
    assert not any(sign < " " or "\x7f" <= sign < "\xa0" or sign in "\u202e\u2066" for sign in strip.text)


def test_strip_lays_later_spans_over_earlier_ones() -> None:
    strip = text.strip(Line("abcdef", "text", ((0, 4, "link"), (2, 6, "match"))), 8, plain, under="cursor")
    drawn = [(segment.text, segment.style.meta["roles"]) for segment in strip if segment.style]
    assert drawn == [
        ("ab", ("cursor", "text", "link")),
        ("cd", ("cursor", "text", "link", "match")),
        ("ef", ("cursor", "text", "match")),
        ("  ", ("cursor",)),
    ]


@pytest.mark.parametrize(
    ("words", "answer"),
    [("שלום", True), ("1948 عربي", True), ("Ivan שלום", False), ("12", False), ("", False)],
)
def test_direction_is_that_of_the_first_letter(words: str, answer: bool) -> None:
    assert text.right_to_left(words) is answer
