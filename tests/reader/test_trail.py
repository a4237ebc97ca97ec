"""The trail as it is shown: trees under days, narrowed by words, in any width."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Headline, Published
from index.desk.records import Visit
from reader import text, trail
from reader.signs import ASCII, UNICODE
from reader.trail import Row, Step

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def step(number: int, parent: int | None = None, headline: str = "", days: int = 0, via: str = "") -> Step:
    opened = (NOON + timedelta(days=days, seconds=number)).isoformat(timespec="microseconds")
    head = Headline(number, headline or f"Headline {number}", Published("2004"), "The Courier", "", "", 0, 1)
    (made,) = trail.steps([Visit(number, parent, number, opened, via)], [head])
    return made


def drawn(rows: list[Row]) -> list[str]:
    return [row.heading or row.guides + (row.step.title if row.step else "") for row in rows]


def test_a_walk_is_drawn_as_a_tree() -> None:
    walk = [step(1), step(2, 1), step(3, 2), step(4, 1), step(5, 4)]
    assert drawn(trail.rows(walk, "", UNICODE)) == [
        trail.day_of(walk[0]),
        "Headline 1",
        "├ Headline 2",
        "│ └ Headline 3",
        "└ Headline 4",
        "  └ Headline 5",
    ]
    assert drawn(trail.rows(walk, "", ASCII))[2:4] == ["+ Headline 2", "| + Headline 3"]


def test_the_newest_walk_stands_first_under_its_day() -> None:
    rows = trail.rows([step(1), step(2), step(3, days=1), step(4, 1, days=1)], "", UNICODE)
    assert [row.heading for row in rows if row.heading] == [
        trail.day_of(step(3, days=1)),
        trail.day_of(step(1)),
    ]
    assert drawn(rows)[1:2] + drawn(rows)[3:] == ["Headline 3", "Headline 2", "Headline 1", "└ Headline 4"]


def test_words_narrow_to_what_has_all_of_them_and_what_leads_there() -> None:
    walk = [step(1, headline="Pier"), step(2, 1, "Bridge Opens"), step(3, 2, "Ferry"), step(4, 1, "Tides")]
    rows = trail.rows(walk, "COURIER open", UNICODE)
    assert [(row.step.title, row.found) for row in rows if row.step] == [
        ("Pier", False),
        ("Bridge Opens", True),
    ]
    assert drawn(rows)[2] == "└ Bridge Opens"


def test_the_query_that_led_there_is_looked_through_too() -> None:
    rows = trail.rows([step(1, via="aluminum siberia"), step(2)], "siberia", UNICODE)
    assert [row.step.visit.id for row in rows if row.step] == [1]


def test_a_step_whose_beginning_is_forgotten_begins_a_walk() -> None:
    rows = trail.rows([step(7, 3)], "", UNICODE)
    assert drawn(rows)[1:] == ["Headline 7"]


def test_what_the_archive_does_not_have_is_said() -> None:
    (lost,) = trail.steps([step(1).visit], [])
    assert lost.title == trail.MISSING


def test_ten_thousand_steps_in_one_line_are_drawn() -> None:
    """One may follow links for years: the guides of deep steps stay short."""
    walk = [step(1), *(step(number, number - 1) for number in range(2, 10_001))]
    rows = trail.rows(walk, "", UNICODE)
    assert len(rows) == 10_001
    assert rows[-1].depth == 9_999
    line = trail.lay_out(rows[-1], 80, UNICODE, here=True)
    assert "Headline 10000" in line.text


def test_where_one_is_is_told_in_words() -> None:
    row = Row(step=step(1))
    assert "you are here" in trail.lay_out(row, 80, UNICODE, here=True).text
    assert " here " in trail.lay_out(row, 40, UNICODE, here=True).text
    assert "you are here" not in trail.lay_out(row, 80, UNICODE, here=False).text


@pytest.mark.parametrize("width", [1, 20, 40, 80, 200])
def test_a_line_is_not_wider_than_it_may_be(width: int) -> None:
    row = Row(step=step(1, headline="長い見出し " * 40, via="a query " * 9), guides="│ " * 40)
    if width >= 20:
        assert text.cells(trail.lay_out(row, width, UNICODE, here=True).text) <= width
    else:
        trail.lay_out(row, width, UNICODE, here=True)


@given(st.lists(st.integers(0, 40), max_size=40), st.text(max_size=5))
def test_every_step_is_shown_once_below_what_led_to_it(parents: list[int], words: str) -> None:
    """Whatever the walk, and of a search all that it finds."""
    walk = [step(number + 1, parent if parent <= number else None) for number, parent in enumerate(parents)]
    rows = [row for row in trail.rows(walk, words, UNICODE) if row.step]
    shown = [row.step.visit.id for row in rows if row.step]
    assert len(shown) == len(set(shown))
    found = {each.visit.id for each in walk if each.has(words.casefold().split())}
    assert {row.step.visit.id for row in rows if row.step and row.found} == found
    for place, row in enumerate(rows):
        if row.depth and row.step:
            assert row.step.visit.parent in shown[:place]
