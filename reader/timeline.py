"""When the articles of a list appeared: its headings, and the row of a date. Pure."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from enum import StrEnum
from itertools import chain, pairwise

from index.records import NO_DAYS, Days
from reader import dates

_TYPICAL = 300
"""So many rows tell how close together the articles are. They are those that a long list begins with before
all of it is known, so that its headings stay when the rest comes."""

_WORTH = 3
"""So many rows should stand under a heading on average: a page is for articles."""


class Grouping(StrEnum):
    """The headings that the rows of a list sorted by time stand under."""

    NONE = ""
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_CUT = {Grouping.DAY: 1, Grouping.MONTH: 100, Grouping.YEAR: 10_000}
"""What a day ``YYYYMMDD`` is divided by to give what the articles under one heading share."""


class Timeline:
    """The days of the rows of a list; of one that is not in an order of time it knows nothing."""

    def __init__(self, days: Days = NO_DAYS, rows: int = 0) -> None:
        """``days`` as the archive tells them of a list of so many ``rows``."""
        self._days, self._starts = days.days, days.starts
        self._rows = rows
        self._dated = len(self._days) - (len(self._days) > 0 and self._days[-1] == 0)
        self._falls = self._dated > 1 and self._days[0] > self._days[1]

    def __bool__(self) -> bool:
        """Whether the days are known."""
        return bool(self._days)

    def day(self, row: int) -> int:
        """The day of a row as ``YYYYMMDD``; 0 when it is undated or unknown."""
        run = bisect_right(self._starts, row) - 1
        return self._days[run] if run >= 0 else 0

    def heading(self, row: int, grouping: Grouping) -> str:
        """What a row stands under; empty without days and without grouping."""
        if not self or not grouping:
            return ""
        cut = _CUT[grouping]
        return dates.long_day(dates.published(self.day(row) // cut * cut)) or "Undated"

    def headed(self, grouping: Grouping) -> array[int]:
        """The rows that a heading stands above, rising; typecode ``q``."""
        if not self or not grouping:
            return array("q")
        cut = _CUT[grouping]
        changes = (
            start
            for (before, day), start in zip(pairwise(self._days), self._starts[1:], strict=True)
            if before // cut != day // cut
        )
        return array("q", chain((0,), changes))

    def fitting(self) -> Grouping:
        """The finest grouping that is worth its headings."""
        runs = bisect_left(self._starts, _TYPICAL)
        days, rows = self._days[:runs], min(self._rows, _TYPICAL)
        for grouping in (Grouping.DAY, Grouping.MONTH, Grouping.YEAR):
            if days and rows >= _WORTH * len({day // _CUT[grouping] for day in days}):
                return grouping
        return Grouping.NONE

    def row_of(self, first: int, last: int) -> int:
        """The first row in a period, its days ``YYYYMMDD``; where it has none, the nearest dated one.

        0 in a list without dates.
        """
        if not self._dated:
            return 0
        near, far = (last, first) if self._falls else (first, last)
        run = bisect_left(range(self._dated), self._key(near), key=lambda run: self._key(self._days[run]))
        if run < self._dated and self._key(self._days[run]) <= self._key(far):
            return self._starts[run]
        beside = [each for each in (run - 1, run) if 0 <= each < self._dated]
        return self._starts[min(beside, key=lambda each: _distance(self._days[each], first, last))]

    def _key(self, day: int) -> int:
        """What rises along the list."""
        return -day if self._falls else day


def _distance(day: int, first: int, last: int) -> int:
    """How far a day is from a period."""
    place = dates.ordinal(day)
    return max(dates.ordinal(first) - place, place - dates.ordinal(last), 0)
