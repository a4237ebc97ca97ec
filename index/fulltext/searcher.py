"""Carries searches out over one commit of the index, and answers what similar articles are found by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from whoosh.query.qcore import Query

from index.fulltext.codec import view_of
from index.fulltext.np_index import ArrayIndex
from index.fulltext.np_searcher import ArraySearcher
from index.fulltext.ordering import Order
from index.records import Sort

_ORDERS = {Sort.RELEVANCE: Order.SCORE, Sort.NEWEST: Order.NEWEST, Sort.OLDEST: Order.OLDEST}


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found."""

    ids: npt.NDArray[np.int64]
    """Article ids in order, at most as many as asked for."""
    scores: npt.NDArray[np.float32]
    """As long as ``ids``; zeros when ordered by time."""
    total: int
    notes: tuple[str, ...] = ()


class Searcher:
    """One commit of the index, held open. For one thread at a time."""

    def __init__(self, index: ArrayIndex) -> None:
        """Open the last commit of ``index``."""
        self._reader = index.reader()
        self._searcher = ArraySearcher(self._reader, fromindex=index)
        self.count: int = self._reader.doc_count()
        leaves = [(view_of(leaf), offset) for leaf, offset in self._reader.leaf_readers()]
        self._segments = [(view, offset) for view, offset in leaves if view is not None]

    def close(self) -> None:
        """Close the files."""
        self._reader.close()

    def search(self, query: Query, sort: Sort, limit: int | None) -> Hits:
        """The articles that match, in order."""
        found = self._searcher.matching(query, scored=sort is Sort.RELEVANCE)
        documents, scores = found.first(limit, _ORDERS[sort])
        if sort is not Sort.RELEVANCE:
            scores = np.zeros(len(documents), dtype=np.float32)
        return Hits(self._ids_of(documents), scores, found.total, tuple(dict.fromkeys(found.notes)))

    def ranked(self, query: Query, limit: int) -> list[tuple[int, float]]:
        """Document numbers and scores of the best matches, best first."""
        documents, scores = self._searcher.matching(query).first(limit)
        return list(zip(documents.tolist(), scores.tolist(), strict=True))

    def id_of(self, document: int) -> int:
        """The article that has a document number."""
        return int(self._ids_of(np.array([document]))[0])

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

    def _ids_of(self, documents: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
        """The articles of document numbers."""
        ids = np.zeros(len(documents), dtype=np.int64)
        for view, offset in self._segments:
            here = (documents >= offset) & (documents < offset + view.doc_count)
            ids[here] = view.column("id")[documents[here] - offset]
        return ids
