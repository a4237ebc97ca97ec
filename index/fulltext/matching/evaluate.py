"""Search as a handful of array operations: a parsed Whoosh query over the segments of the index.

The way of a query:

1. **Plan** (:mod:`.plan`): for every segment the query becomes a tree of nodes. Words are looked up, what is
   missing falls away, boosts and idf are multiplied into one weight a term. The last plans are kept.
2. **Match and score** (:mod:`.boolean`, :mod:`.terms`, :mod:`.phrases`, :mod:`.expansion`): the rarest part
   of the query lists its documents, the other parts are probed with those. Large sets are masks, small ones
   sorted arrays. Only what matches is scored, and only if the order needs it.
3. **Pick** (:mod:`.ranking`, :mod:`.ordering`, :mod:`.counting`): the count is exact; the first hits come
   from a lower bound and a partition; other orders and facets read columns.

Scores are those of Whoosh's own BM25F collector over the same index. A query of a kind not known here raises
:class:`Unknown`; the searcher (:mod:`.array_searcher`) then asks Whoosh.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from whoosh import query as whoosh
from whoosh.fields import Schema

from index.fulltext.language.marks import passing
from index.fulltext.matching.boolean import Required, Without
from index.fulltext.matching.counting import count_by_name, count_by_year
from index.fulltext.matching.nodes import Listed, Node, Nothing
from index.fulltext.matching.ordering import Order, Part, first_hits
from index.fulltext.matching.plan import Planner, Unknown
from index.fulltext.storage.documents import Documents, Scores, is_masked, restrict, size_of

if TYPE_CHECKING:
    from index.fulltext.storage.segment_view import SegmentView

__all__ = ["Evaluator", "Found", "Order", "Unknown"]

PLANS = 32
"""How many plans are kept."""

Filter = whoosh.Query | set[int] | None
"""A query, or document numbers of the whole index."""


class Found:
    """What a query found: the count, and on demand the first hits and facets."""

    def __init__(self, parts: Sequence[Part], total: int, notes: Sequence[str]) -> None:
        """``notes`` tells the reader what was capped."""
        self._parts = parts
        self.total = total
        """How many documents match."""
        self.notes = notes
        """Sentences for the reader: what was capped."""

    def first(self, limit: int | None, order: Order = Order.SCORE) -> tuple[npt.NDArray[Any], Scores]:
        """The first ``limit`` documents (all with None), numbered over the whole index, and their scores."""
        return first_hits(self._parts, order, limit)

    def years(self) -> dict[int, int]:
        """Hits a year, earliest first; 0 counts the undated."""
        return count_by_year(self._parts)

    def names(self, column: str) -> dict[str, int]:
        """Hits by ``source`` or ``section``, most frequent first."""
        return count_by_name(self._parts, column)

    @cached_property
    def documents(self) -> npt.NDArray[np.intp]:
        """All documents that match, rising."""
        if not self._parts:
            return np.zeros(0, np.intp)
        numbers = [
            (part.documents.nonzero()[0] if is_masked(part.documents) else part.documents) + part.offset
            for part in self._parts
        ]
        return np.concatenate(numbers)


class Evaluator:
    """Evaluates queries over a fixed set of segments. Use it from one thread at a time."""

    def __init__(
        self,
        segments: Sequence[SegmentView],
        schema: Schema,
        k1: float = 1.2,
        b: float = 0.75,
        field_b: dict[str, float] | None = None,
    ) -> None:
        """The segments in their order in the index; the rest are the parameters of BM25F."""
        self._segments = segments
        self._offsets = list(accumulate([0, *(segment.doc_count for segment in segments)]))[:-1]
        self._planner = Planner(segments, schema, k1, b, field_b)
        self._plans: OrderedDict[int, tuple[whoosh.Query, list[Node], list[str]]] = OrderedDict()

    def find(
        self, query: whoosh.Query, *, scored: bool = True, filter: Filter = None, mask: Filter = None
    ) -> Found:
        """The documents that match ``query``, are in ``filter`` and not in ``mask``.

        ``scored=False`` saves the scores where only the count, a column's order or facets are wanted.
        Raises :class:`Unknown` for a query that only Whoosh can evaluate.
        """
        nodes, notes = self._plan(query)
        if filter is not None:
            nodes = [Required(node, other) for node, other in zip(nodes, self._others(filter), strict=True)]
        if mask is not None:
            nodes = [Without(node, other) for node, other in zip(nodes, self._others(mask), strict=True)]
        parts = []
        total = 0
        for segment, offset, node in zip(self._segments, self._offsets, nodes, strict=True):
            if node.bound:
                part, count = _found_in(segment, offset, node, scored)
                if count:
                    parts.append(part)
                    total += count
        return Found(parts, total, notes)

    def forget(self) -> None:
        """Let go of everything kept from earlier queries but the lengths of documents (for measuring)."""
        self._plans.clear()
        self._planner.forget()

    def _plan(self, query: whoosh.Query) -> tuple[list[Node], list[str]]:
        """The plan of a query: its root node for each segment, and notes. Known by identity, not by value."""
        kept = self._plans.get(id(query))
        if kept is not None:
            self._plans.move_to_end(id(query))
            return kept[1], kept[2]
        nodes, notes = self._planner.plan(query)
        if passing(query):
            return nodes, notes
        self._plans[id(query)] = (query, nodes, notes)
        if len(self._plans) > PLANS:
            self._plans.popitem(last=False)
        return nodes, notes

    def _others(self, documents: whoosh.Query | set[int]) -> list[Node]:
        if isinstance(documents, whoosh.Query):
            return self._plan(documents)[0]
        numbers = np.array(sorted(documents), np.intp)
        edges = numbers.searchsorted([*self._offsets, self._planner.statistics.doc_count])
        nodes: list[Node] = []
        for index, segment in enumerate(self._segments):
            here = numbers[edges[index] : edges[index + 1]] - self._offsets[index]
            nodes.append(Listed(segment.doc_count, here, 1.0) if len(here) else Nothing(segment.doc_count))
        return nodes


def _found_in(segment: SegmentView, offset: int, node: Node, scored: bool) -> tuple[Part, int]:
    """What the root of a plan finds in a segment, deleted documents left out, and how many."""
    constant = node.constant
    documents, scores = node.hits(scored and constant is None)
    if segment.live is not None:
        documents, scores = _live(documents, scores, segment.live)
    if is_masked(documents) and scores is not None and not node.positive:
        # Scores cannot tell what matched: list the documents.
        numbers = documents.nonzero()[0]
        documents, scores = numbers, scores.take(numbers)
    return Part(segment, offset, documents, scores, constant), size_of(documents)


def _live(documents: Documents, scores: Scores | None, live: Documents) -> tuple[Documents, Scores | None]:
    if is_masked(documents):
        documents = restrict(documents, live)
        return documents, None if scores is None else scores * documents
    kept = live.take(documents)
    return documents[kept], None if scores is None else scores[kept]
