"""The timeline of a story: gaps, marks, versions, and nothing wider than there is room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.article import Headline, Published
from index.links.records import Chapter, Mark, Story
from reader.signs import ASCII, UNICODE
from reader.story_lines import gap_words, lines, rows

STORY = Story(
    3,
    (
        Chapter(
            1, "Council Votes", Published("1998-04-21"), "Harbour Gazette", 2, 0.8, frozenset({Mark.FIRST})
        ),
        Chapter(2, "First Pier Stands", Published("2004-06-27"), "The Sound Courier", 1, 0.9, gap=2259),
        Chapter(
            3, "Pier Cracks", Published("2004-09-03"), "Coast Wire", 0, 1.0, frozenset({Mark.FOLLOW_UP}),
            copies=(8,), gap=68,
        ),
        Chapter(
            4, "Bridge [/b] Opens", Published("2013-05"), "", 1, 0.9, frozenset({Mark.LATEST}), gap=3160
        ),
        Chapter(5, "A Note", Published(), "", 1, 0.7, frozenset({Mark.CORRECTION})),
    ),
    3,
    (),
)  # fmt: skip
COPY = Headline(8, "Work Stops", Published("2004-09-04"), "Harbour Gazette", "", "", 0, 1)


def drawn(width: int, unfolded: tuple[int, ...] = ()) -> list[str]:
    shown = lines(rows(STORY, {8: COPY}, unfolded), width, UNICODE)
    return [line.line.text.rstrip() for line in shown]


def test_a_wide_timeline_has_columns() -> None:
    assert drawn(100) == [
        "1998  Apr 21  ┬ Council Votes         Harbour Gazette    first report",
        "              ┆ 6 years",
        "2004  Jun 27  ├ First Pier Stands     The Sound Courier",
        "              ┆ 2 months",
        "      Sep  3  ├▌Pier Cracks           Coast Wire         you are here · +1 version",
        "              ┆ 9 years",
        "2013  May     ├ Bridge [/b] Opens                        latest",
        "undated       └ A Note                                   correction",
    ]


def test_on_a_narrow_one_facts_stand_below() -> None:
    assert drawn(50)[:4] == [
        "1998  Apr 21  ┬ Council Votes",
        "              │ Harbour Gazette · first report",
        "              ┆ 6 years",
        "2004  Jun 27  ├ First Pier Stands",
    ]
    assert drawn(50)[-2:] == ["undated       └ A Note", "                correction"]


def test_versions_unfold_below_their_article() -> None:
    unfolded = drawn(100, (3,))
    place = next(at for at, line in enumerate(unfolded) if "Pier Cracks" in line)
    assert "+1 version" not in unfolded[place]
    assert unfolded[place + 1] == "      Sep  4  ┆ Work Stops            Harbour Gazette    version"


def test_every_article_is_a_row_in_order() -> None:
    shown = lines(rows(STORY, {8: COPY}, (3,)), 40, UNICODE)
    assert sorted({line.row for line in shown} - {-1}) == list(range(6))


def test_gaps_are_told_from_two_months_on() -> None:
    assert [gap_words(days) for days in (0, 59, 60, 580, 3200)] == [
        "",
        "",
        "2 months",
        "19 months",
        "9 years",
    ]


def test_a_story_of_one_article_has_no_branches() -> None:
    one = Story(1, STORY.chapters[:1], 1, ())
    assert lines(rows(one, {}, ()), 100, UNICODE)[0].line.text.startswith("1998  Apr 21  ─▌Council Votes")


def test_terminals_without_signs_get_their_twins() -> None:
    shown = lines(rows(STORY, {}, ()), 100, ASCII)
    assert all(line.line.text.isascii() for line in shown)


@given(st.lists(st.text(max_size=90), min_size=1, max_size=6), st.integers(34, 160))
def test_no_line_is_wider_than_the_page(headlines: list[str], width: int) -> None:
    chapters = tuple(
        Chapter(number, headline, Published(f"{1990 + number}"), headline[:20], 1, 1.0, gap=366)
        for number, headline in enumerate(headlines)
    )
    for line in lines(rows(Story(0, chapters, 1, ()), {}, ()), width, UNICODE):
        assert cell_len(line.line.text) <= width
