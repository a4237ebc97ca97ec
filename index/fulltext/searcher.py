"""Carries a search out over the index as stock Whoosh keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from whoosh.index import FileIndex
from whoosh.query.compound import Or
from whoosh.query.qcore import NullQuery, Query
from whoosh.query.terms import PatternQuery, Term
from whoosh.query.wrappers import ConstantScoreQuery

from index.fulltext.analysis import EXACT
from index.records import Sort

MOST_EXPANSIONS = 500
"""A prefix or pattern is searched as so many terms, the commonest; more are told in a note."""


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

    def __init__(self, index: FileIndex) -> None:
        """Open the last commit of ``index``."""
        self._searcher = index.searcher()
        self.reader = self._searcher.reader()
        self.count: int = self.reader.doc_count()
        self._live = np.zeros(self.reader.doc_count_all(), dtype=bool)
        """By document number. Whoosh's matcher of what does not match can let a deleted document through."""
        self._live[np.fromiter(self.reader.all_doc_ids(), dtype=np.intp)] = True
        self._ids = self._column("id", np.int64)
        self._days = self._column("published", np.int64)

    def close(self) -> None:
        """Close the files."""
        self._searcher.close()

    def search(self, query: Query, sort: Sort, limit: int | None) -> Hits:
        """The articles that match, in order."""
        notes: dict[str, None] = {}
        query = self._expanded(query, notes)
        if sort is Sort.RELEVANCE:
            found = self._searcher.search(query, limit=None).top_n
            documents = np.array([document for _, document in found], dtype=np.intp)
            scores = np.array([score for score, _ in found], dtype=np.float32)
            live = self._live[documents]
            documents, scores = documents[live], scores[live]
        else:
            documents = np.fromiter(self._searcher.docs_for_query(query), dtype=np.intp)
            documents = documents[self._live[documents]]
            scores = np.zeros(len(documents), dtype=np.float32)
            documents = documents[self._order_of_time(documents, sort)]
        return Hits(self._ids[documents][:limit], scores[:limit], len(documents), tuple(notes))

    def ranked(self, query: Query, limit: int) -> list[tuple[int, float]]:
        """Document numbers and scores of the best matches, best first."""
        return [
            (document, score) for score, document in self._searcher.search(query, limit=None).top_n[:limit]
        ]

    def id_of(self, document: int) -> int:
        """The article that has a document number."""
        return int(self._ids[document])

    def frequency(self, field: str, term: str) -> int:
        """In how many articles a field has a term."""
        return int(self.reader.doc_frequency(field, term))

    def having(self, field: str, term: str, documents: list[int]) -> Iterator[int]:
        """Those of the documents, in rising order, that have a term in a field."""
        if not self.reader.doc_frequency(field, term):
            return
        postings = self.reader.postings(field, term)
        for document in documents:
            if postings.is_active() and postings.id() < document:
                postings.skip_to(document)
            if not postings.is_active():
                return
            if postings.id() == document:
                yield document

    def length(self, field: str, document: int) -> int:
        """Number of terms in a field of a document."""
        return int(self.reader.doc_field_length(document, field))

    def _column(self, field: str, kind: type[np.int64]) -> npt.NDArray[np.int64]:
        """The values of a column by document number."""
        parts = [
            np.fromiter(leaf.column_reader(field), dtype=kind, count=leaf.doc_count_all())
            for leaf, _ in self.reader.leaf_readers()
            if leaf.doc_count_all()
        ]
        return np.concatenate(parts) if parts else np.empty(0, dtype=kind)

    def _order_of_time(self, documents: npt.NDArray[np.intp], sort: Sort) -> npt.NDArray[np.intp]:
        """How to arrange documents by time: undated ones last, those of one day by their ids."""
        days = self._days[documents]
        keys = -days if sort is Sort.NEWEST else np.where(days == 0, np.iinfo(np.int64).max, days)
        return np.lexsort((self._ids[documents], keys))

    def _expanded(self, query: Query, notes: dict[str, None]) -> Query:
        """The query with its prefixes and patterns replaced by the terms of the index that they match."""
        if not isinstance(query, PatternQuery):
            return query if query.is_leaf() else query.apply(lambda part: self._expanded(part, notes))
        field = query.fieldname
        terms = [term for term in query._btexts(self.reader) if not term.startswith(EXACT.encode())]
        if len(terms) > MOST_EXPANSIONS:
            notes[f"“{query}” was searched as its {MOST_EXPANSIONS} commonest words only."] = None
            terms.sort(key=lambda term: -self.reader.doc_frequency(field, term))
            del terms[MOST_EXPANSIONS:]
        if not terms:
            return NullQuery
        return ConstantScoreQuery(Or([Term(field, term) for term in terms]))
