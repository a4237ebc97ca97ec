"""A Whoosh searcher that searches with arrays where it can, and as Whoosh does where it must.

:class:`ArraySearcher` is a ``whoosh.searching.Searcher`` for an index of our segments: its readers, postings,
statistics and results are Whoosh's, and ``search`` gives ``whoosh.searching.Results``. What tells more,
orders by columns and counts facets is :meth:`ArraySearcher.matching`.

Whoosh's collectors take over for a query or an argument that the evaluator does not know, and for a weighting
other than BM25F.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from whoosh.query import Query
from whoosh.reading import IndexReader
from whoosh.scoring import BM25F
from whoosh.searching import Results, Searcher

from index.fulltext.matching.evaluate import Evaluator, Filter, Found, Unknown
from index.fulltext.matching.ordering import Part
from index.fulltext.storage.codec import view_of
from index.fulltext.storage.documents import NUMBER
from index.fulltext.storage.segment_view import SegmentView

_KNOWN_ARGUMENTS = {"limit", "scored", "optimize", "filter", "mask"}


class ArraySearcher(Searcher):
    """Searches one commit of an index. For one thread at a time."""

    @cached_property
    def segments(self) -> list[SegmentView]:
        """The segments in their order; none for an empty index."""
        reader: IndexReader = self.reader()
        views = (
            view_of(leaf)
            for leaf in ([reader] if reader.is_atomic() else [r for r, _ in reader.leaf_readers()])
        )
        return [view for view in views if view is not None]

    @cached_property
    def evaluator(self) -> Evaluator:
        """What evaluates queries over arrays."""
        weighting = self.weighting
        if not isinstance(weighting, BM25F):
            return Evaluator(self.segments, self.schema)
        return Evaluator(self.segments, self.schema, weighting.K1, weighting.B, weighting._field_B)

    def matching(
        self, query: Query, *, scored: bool = True, filter: Filter = None, mask: Filter = None
    ) -> Found:
        """The documents that match ``query``, are in ``filter`` and not in ``mask``."""
        if not scored or type(self.weighting) is BM25F:
            try:
                return self.evaluator.find(query, scored=scored, filter=filter, mask=mask)
            except Unknown:
                pass
        return self._matching_by_whoosh(query, filter, mask)

    def search(self, q: Query, **kwargs: Any) -> Results:
        """Whoosh's ``search``, by arrays where the arguments allow."""
        limit = kwargs.get("limit", 10)
        others = kwargs.get("filter"), kwargs.get("mask")
        known = _KNOWN_ARGUMENTS.issuperset(kwargs) and type(self.weighting) is BM25F
        if not known or not all(other is None or isinstance(other, Query | set) for other in others):
            return super().search(q, **kwargs)
        if limit is not None and limit < 1:
            raise ValueError("limit must be >= 1")
        try:
            found = self.evaluator.find(q, filter=others[0], mask=others[1])
        except Unknown:
            return super().search(q, **kwargs)
        numbers, scores = found.first(limit)
        results = Results(self, q, list(zip(scores.tolist(), numbers.tolist(), strict=True)))
        results.collector = _Counted(found)  # type: ignore[assignment]
        return results

    def _matching_by_whoosh(self, query: Query, filter: Filter, mask: Filter) -> Found:
        """The same from Whoosh's collector, cut up by segments."""
        found = super().search(query, limit=None, filter=filter, mask=mask).top_n
        numbers = np.array([number for _, number in found], NUMBER)
        scores = np.array([score for score, _ in found], np.float32)
        order = numbers.argsort()
        numbers, scores = numbers[order], scores[order]
        parts = []
        start = 0
        for segment in self.segments:
            stop = start + segment.doc_count
            low, high = numbers.searchsorted([start, stop])
            if low < high:
                parts.append(Part(segment, start, numbers[low:high] - start, scores[low:high], None))
            start = stop
        return Found(parts, len(found), [])


class _Counted:
    """Stands where Whoosh's results ask their collector what it has seen."""

    def __init__(self, found: Found) -> None:
        self._found = found

    def count(self) -> int:
        """How many documents match."""
        return self._found.total

    def computes_count(self) -> bool:
        """It is exact."""
        return True

    def all_ids(self) -> list[int]:
        """The documents that match."""
        numbers: list[int] = self._found.documents.tolist()
        return numbers
