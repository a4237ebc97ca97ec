"""Headings of a list, and the rows of dates."""

from __future__ import annotations

from array import array
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Days
from reader.timeline import Grouping, Timeline


def timeline(*days: int) -> Timeline:
    """Of a list whose rows are of these days."""
    runs = [(day, len(list(rows))) for day, rows in groupby(days)]
    starts = [sum(count for _, count in runs[:place]) for place in range(len(runs))]
    return Timeline(Days(array("i", [day for day, _ in runs]), array("q", starts)), len(days))


def test_every_row_stands_under_what_is_known_of_its_date() -> None:
    known = timeline(20121014, 20121000, 20120000, 0)
    assert [known.heading(row, Grouping.DAY) for row in range(4)] == [
        "14 October 2012", "October 2012", "2012", "Undated",
    ]  # fmt: skip
    assert [known.heading(row, Grouping.MONTH) for row in range(4)] == [
        "October 2012", "October 2012", "2012", "Undated",
    ]  # fmt: skip
    assert [known.heading(row, Grouping.YEAR) for row in range(4)] == ["2012", "2012", "2012", "Undated"]
    assert known.heading(0, Grouping.NONE) == ""


def test_a_list_that_is_in_no_order_of_time_has_neither_days_nor_headings() -> None:
    unknown = Timeline(rows=3)
    assert not unknown
    assert (unknown.day(1), unknown.heading(1, Grouping.DAY), len(unknown.headed(Grouping.DAY))) == (0, "", 0)
    assert (unknown.fitting(), unknown.row_of(19980000, 19989999)) == (Grouping.NONE, 0)


DAYS = st.lists(
    st.integers(1997, 1999).flatmap(
        lambda year: st.sampled_from([year * 10000 + part for part in (0, 400, 421, 422, 1231)])
    )
)


@given(DAYS, st.integers(0, 3), st.booleans(), st.sampled_from(list(Grouping)))
def test_headings_stand_where_they_change(
    days: list[int], undated: int, rising: bool, grouping: Grouping
) -> None:
    listed = [*sorted(days, reverse=not rising), *[0] * undated]
    known = timeline(*listed)
    words = [known.heading(row, grouping) for row in range(len(listed))]
    changes = [row for row, word in enumerate(words) if row == 0 or word != words[row - 1]]
    assert list(known.headed(grouping)) == (changes if grouping else [])
    assert [known.day(row) for row in range(len(listed))] == listed


PERIODS = st.sampled_from([(19980000, 19989999), (19980400, 19980499), (19980422, 19980422)])


@given(DAYS, st.integers(0, 2), st.booleans(), PERIODS)
def test_a_date_leads_to_its_first_row_or_to_the_nearest(
    days: list[int], undated: int, rising: bool, period: tuple[int, int]
) -> None:
    first, last = period
    listed = [*sorted(days, reverse=not rising), *[0] * undated]
    row = timeline(*listed).row_of(first, last)
    inside = [place for place, day in enumerate(listed) if first <= day <= last]
    if inside:
        assert row == inside[0]
    elif days:
        assert listed[row] in (
            max((day for day in days if day < first), default=0),
            min((day for day in days if day > last), default=0),
        )
    else:
        assert row == 0


def test_the_nearer_of_two_neighbours_is_taken() -> None:
    assert timeline(19991231, 19980501, 19970101).row_of(19980400, 19980499) == 1
    assert timeline(19970101, 19980320, 19991231).row_of(19980400, 19980499) == 1


@pytest.mark.parametrize(
    ("days", "grouping"),
    [
        ([20121014] * 3 + [20121012] * 3, Grouping.DAY),
        ([20121014, 20121002, 20121001, 20120930, 20120902, 20120901], Grouping.MONTH),
        ([20121014, 20120700, 20120101, 20111231, 20110601, 20110000], Grouping.YEAR),
        ([20121014, 20110700, 20090101, 19990000], Grouping.NONE),
        ([20121014], Grouping.NONE),
        ([], Grouping.NONE),
    ],
)
def test_headings_are_no_closer_than_three_rows(days: list[int], grouping: Grouping) -> None:
    assert timeline(*days).fitting() is grouping


def test_the_first_rows_decide_so_that_headings_stay_when_the_rest_is_known() -> None:
    first = [20121014] * 150 + [20121013] * 150
    whole = timeline(*first, *range(20111231, 20110000, -1))
    assert timeline(*first).fitting() is whole.fitting() is Grouping.DAY
