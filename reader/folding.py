"""The versions of one piece on a single row of a list. Pure."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from index.records import NO_DAYS, Days

_NO_COPIES: Mapping[int, tuple[int, ...]] = {}


class Folding:
    """A list as it was found, and what may be folded in it.

    Folding a million articles takes some hundredths of a second: it is made in a thread.
    """

    def __init__(
        self,
        ids: array[int] | None = None,
        days: Days = NO_DAYS,
        copies: Mapping[int, tuple[int, ...]] = _NO_COPIES,
    ) -> None:
        """Fold everything that can be.

        Args:
            ids: All articles, typecode ``q``.
            days: When they appeared, in an order of time.
            copies: The versions that an article of the list stands for, all of them further down.
        """
        self.ids = array("q") if ids is None else ids
        self.days = days
        self.copies = copies
        self._folded = self._shown(())

    def shown(self, unfolded: Collection[int] = ()) -> tuple[array[int], Days]:
        """The rows that are left, with their days, where the families of ``unfolded`` are shown in full."""
        return self._shown(unfolded) if unfolded else self._folded

    def _shown(self, unfolded: Collection[int]) -> tuple[array[int], Days]:
        """The rows that are left, worked out."""
        hidden = {other for one, others in self.copies.items() if one not in unfolded for other in others}
        if not hidden:
            return self.ids, self.days
        rows = [row for row, article in enumerate(self.ids) if article in hidden]
        return _without(self.ids, rows), _days_without(self.days, rows, len(self.ids))

    def standing_for(self, article: int) -> int | None:
        """The article that stands for the versions of one, itself included; None where it is the only one."""
        if article in self.copies:
            return article
        return next((one for one, others in self.copies.items() if article in others), None)


def _without(ids: array[int], rows: Sequence[int]) -> array[int]:
    """The ids but those of some rows, which rise."""
    left: array[int] = array("q")
    for before, row in pairwise((-1, *rows, len(ids))):
        left += ids[before + 1 : row]
    return left


def _days_without(days: Days, rows: Sequence[int], count: int) -> Days:
    """The runs of days when some rows are gone; a run that has lost all of its rows is none."""
    starts = [start - bisect_left(rows, start) for start in (*days.starts, count)]
    left = Days(array("i"), array("q"))
    for day, (start, end) in zip(days.days, pairwise(starts), strict=True):
        if start < end:
            left.days.append(day)
            left.starts.append(start)
    return left


UNFOLDED = Folding()
"""No list yet."""
