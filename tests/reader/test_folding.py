"""Folding a list: nothing is lost, and its days stay true."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from index.records import Days
from reader.folding import Folding


def folding(copies: dict[int, tuple[int, ...]]) -> Folding:
    ids = array("q", [10, 11, 12, 13, 14])
    return Folding(ids, Days(array("i", [20040904, 20040903, 0]), array("q", [0, 2, 4])), copies)


def test_versions_share_the_row_of_the_first() -> None:
    ids, days = folding({10: (12, 13)}).shown()
    assert list(ids) == [10, 11, 14]
    assert (list(days.days), list(days.starts)) == ([20040904, 0], [0, 2])


def test_what_is_unfolded_stands_in_its_own_place() -> None:
    folded = folding({10: (12,), 11: (13,)})
    ids, days = folded.shown({10})
    assert list(ids) == [10, 11, 12, 14]
    assert list(days.starts) == [0, 2, 3]


def test_a_list_without_versions_is_not_copied() -> None:
    plain = folding({})
    assert plain.shown()[0] is plain.ids


def test_a_version_knows_what_stands_for_it() -> None:
    folded = folding({10: (12, 13)})
    assert [folded.standing_for(article) for article in (10, 12, 13, 14)] == [10, 10, 10, None]


@given(st.lists(st.integers(0, 4), max_size=30), st.sets(st.integers(0, 29)))
def test_every_row_keeps_its_day(days: list[int], hidden: set[int]) -> None:
    """Whatever is folded, the rows that are left have the days that they had."""
    days.sort(reverse=True)
    starts = [row for row, day in enumerate(days) if not row or days[row - 1] != day]
    gone = sorted(row for row in hidden if 0 < row < len(days))
    ids = array("q", range(len(days)))
    runs = Days(array("i", [days[start] for start in starts]), array("q", starts))
    shown, left = Folding(ids, runs, {0: tuple(gone)} if gone else {}).shown()
    ends = [*left.starts, len(shown)][1:]
    told = [
        day for day, start, end in zip(left.days, left.starts, ends, strict=True) for _ in range(start, end)
    ]
    assert told == [days[article] for article in shown]
    assert sorted([*shown, *gone]) == list(ids)
