"""Facets: how many hits fall into each year, source or section, counted from columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from index.fulltext.matching.ordering import Part
from index.fulltext.storage.documents import is_masked
from index.fulltext.storage.segment_file import Array

_DAYS_OF_A_YEAR = 10_000
"""YYYYMMDD divided by this is the year."""


def count_by_year(parts: Sequence[Part]) -> dict[int, int]:
    """Hits a year, earliest first; 0 counts the undated."""
    counts: Counter[int] = Counter()
    for part in parts:
        years = _values(part, "published") // _DAYS_OF_A_YEAR
        if len(years):
            earliest = int(years[years > 0].min(initial=_DAYS_OF_A_YEAR))
            undated = int(np.count_nonzero(years == 0))
            tallied = np.bincount(np.maximum(years - (earliest - 1), 0))
            counts.update(
                {
                    earliest - 1 + place: int(tallied[place])
                    for place in tallied.nonzero()[0].tolist()
                    if place
                }
            )
            counts.update({0: undated} if undated else {})
    return dict(sorted(counts.items()))


def count_by_name(parts: Sequence[Part], column: str) -> dict[str, int]:
    """Hits a source or section (``column``), most frequent first; an empty name counts those without."""
    counts: Counter[str] = Counter()
    for part in parts:
        tallied = np.bincount(_values(part, column))
        names = part.segment.table(column)
        counts.update({names[place]: int(tallied[place]) for place in tallied.nonzero()[0].tolist()})
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _values(part: Part, column: str) -> Array:
    values = part.segment.column(column)
    return values[part.documents] if is_masked(part.documents) else values.take(part.documents)
