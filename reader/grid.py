"""Where the rows and the headings of a list lie: the arithmetic of its lines. Pure.

All rows are equally high, so a row's place is a multiplication; headings stand between rows and are few,
so counting those above a row is a bisection. Nothing here is proportional to the number of rows.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

HEADING = -1
"""The line of a row's heading, counted from the row's own first line."""


class Place(NamedTuple):
    """What a line of the list belongs to."""

    row: int
    """The row, from 0."""
    line: int
    """Which of its lines, from 0; -1 is the heading above it and -2 the blank line above that."""


class Grid(NamedTuple):
    """The lines of a list: every row ``row_height`` lines, before some of them a blank line and a heading."""

    rows: int = 0
    row_height: int = 1
    headed: Sequence[int] = ()
    """The rows that have a heading above them, rising."""

    @property
    def height(self) -> int:
        """Lines in all."""
        return self.rows * self.row_height + self._above(len(self.headed))

    def top(self, index: int) -> int:
        """The first line of a row."""
        return index * self.row_height + self._above(bisect_right(self.headed, index))

    def at(self, y: int) -> Place:
        """What line ``y`` belongs to; ``y`` must be below ``height`` and not negative."""
        count = bisect_right(range(len(self.headed)), y, key=self._heading_top)
        if not count:
            return Place(*divmod(y, self.row_height))
        index = self.headed[count - 1]
        line = y - self.top(index)
        if line < 0:
            return Place(index, line)
        further, line = divmod(line, self.row_height)
        return Place(index + further, line)

    def _above(self, count: int) -> int:
        """The lines that the first ``count`` headings take; there is no blank line at the very top."""
        return 2 * count - bool(count and self.headed[0] == 0)

    def _heading_top(self, number: int) -> int:
        """The first line of what stands above the ``number``-th headed row, from 0."""
        return self.headed[number] * self.row_height + self._above(number)


def place_of(article_id: int, ids: array[int], near: int) -> int | None:
    """The place of an article in a list: looked for around a place first, then everywhere."""
    for start, stop in ((max(0, near - 500), near + 500), (0, len(ids))):
        try:
            return ids.index(article_id, start, stop)
        except ValueError:
            continue
    return None
