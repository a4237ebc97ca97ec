"""Carries searches out over one commit of the index, and answers what similar articles are found by."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.query.qcore import Query

from index.fulltext.array_index import ArrayIndex
from index.fulltext.matching.evaluate import Evaluator, Found, Unknown
from index.fulltext.matching.ordering import Order
from index.fulltext.storage.codec import view_of
from index.records import NO_DAYS, Days, Sort

_ORDERS = {
    Sort.RELEVANCE: Order.SCORE,
    Sort.NEWEST: Order.NEWEST,
    Sort.OLDEST: Order.OLDEST,
    Sort.PAPER: Order.SOURCE,
    Sort.HEADLINE: Order.NEWEST,  # the store knows the headlines, and puts these hits in order
}


class Hits(NamedTuple):
    """What a search found."""

    ids: npt.NDArray[np.int64]
    """Article ids in order, at most as many as asked for."""
    scores: npt.NDArray[np.float32]
    """As long as ``ids``; zeros in any order but that of relevance."""
    total: int
    notes: tuple[str, ...]
    days: Days
    """When they appeared, in an order of time."""


class Searcher:
    """One commit of the index, held open. For one thread at a time."""

    def __init__(self, index: ArrayIndex) -> None:
        """Open the last commit of ``index``."""
        self._reader = index.reader()
        self._index = index
        self.count: int = self._reader.doc_count()
        leaves = [(view_of(leaf), offset) for leaf, offset in self._reader.leaf_readers()]
        self._segments = [(view, offset) for view, offset in leaves if view is not None]
        self._evaluator = Evaluator([view for view, _ in self._segments], index.schema)

    def close(self) -> None:
        """Close the files."""
        self._reader.close()

    def search(self, query: Query, sort: Sort, limit: int | None) -> Hits:
        """The articles that match, in order."""
        found = self._matching(query, scored=sort is Sort.RELEVANCE)
        documents, scores = found.first(limit, _ORDERS[sort])
        if sort is not Sort.RELEVANCE:
            scores = np.zeros(len(documents), dtype=np.float32)
        days = _runs(self._values("published", documents)) if sort.is_time else NO_DAYS
        notes = tuple(dict.fromkeys(found.notes))
        return Hits(self._values("id", documents), scores, found.total, notes, days)

    def ranked(self, query: Query, limit: int) -> list[tuple[int, float]]:
        """Document numbers and scores of the best matches, best first."""
        documents, scores = self._matching(query, scored=True).first(limit)
        return list(zip(documents.tolist(), scores.tolist(), strict=True))

    def _matching(self, query: Query, *, scored: bool) -> Found:
        """What a query finds, by arrays, or by Whoosh's collectors where only those know how."""
        try:
            return self._evaluator.find(query, scored=scored)
        except Unknown:
            from index.fulltext.matching.array_searcher import (
                ArraySearcher,  # seldom needed, and slow to load
            )

            return ArraySearcher(self._reader, fromindex=self._index).matching(query, scored=scored)

    def id_of(self, document: int) -> int:
        """The article that has a document number."""
        return int(self._values("id", np.array([document]))[0])

    def frequency(self, field: str, term: str) -> int:
        """In how many articles a field has a term."""
        return int(self._reader.doc_frequency(field, term))

    def having(self, field: str, term: str, documents: list[int]) -> Iterator[int]:
        """Those of the documents, in rising order, that have a term in a field."""
        wanted = np.array(documents, dtype=np.intp)
        for view, offset in self._segments:
            postings = view.field(field)
            place = -1 if postings is None else postings.terms.find(term.encode())
            if postings is None or place < 0:
                continue
            having = postings.documents(place)
            local = wanted - offset
            at = np.minimum(having.searchsorted(local), len(having) - 1)
            yield from wanted[having[at] == local].tolist()

    def length(self, field: str, document: int) -> int:
        """Number of terms in a field of a document."""
        return int(self._reader.doc_field_length(document, field))

    def _values(self, column: str, documents: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
        """What a numeric column has for document numbers."""
        values = np.zeros(len(documents), dtype=np.int64)
        for view, offset in self._segments:
            here = (documents >= offset) & (documents < offset + view.doc_count)
            values[here] = view.column(column)[documents[here] - offset]
        return values


def _runs(days: npt.NDArray[np.int64]) -> Days:
    """Where in a list the days change."""
    starts = np.flatnonzero(np.diff(days, prepend=-1))
    return Days(array("i", days[starts].tolist()), array("q", starts.tolist()))
