"""A term in one field of one segment: the leaf that most searches are made of.

Its postings (documents and frequencies) are arrays. A probe takes one of three ways, by what it costs:

* few documents probed, many postings: the documents are looked up in the postings (``searchsorted`` gallops);
* many documents probed, few postings: the other way round;
* many of both: the frequencies are laid out as a **row**, a number for every document of the segment, which a
  single ``take`` reads. Rows of terms lately used are kept (:class:`Rows`), so very common words pay once.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.fulltext.matching.nodes import Answer, Hits, Node
from index.fulltext.matching.ranking import bm25
from index.fulltext.storage.documents import MASK, Documents, Scores, is_large, is_masked

if TYPE_CHECKING:
    from index.fulltext.storage.segment_view import FieldView

CACHE_BYTES = 32_000_000
"""Postings, positions and rows that were lately used are kept up to this many bytes in all."""

Row = npt.NDArray[Any]
Key = tuple[int, str, int]
"""A term of a segment: the segment's identity, the field, the number of the term."""


class Recent:
    """Arrays of the terms used last, within a budget of memory. One of a kind a searcher."""

    def __init__(self, budget: int = CACHE_BYTES // 3) -> None:
        """``budget`` in bytes."""
        self._budget = budget
        self._used = 0
        self._kept: OrderedDict[Key, tuple[Row, ...]] = OrderedDict()

    def get(self, key: Key) -> tuple[Row, ...] | None:
        """What is kept for a term."""
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def put(self, key: Key, arrays: tuple[Row, ...]) -> None:
        """Keep the arrays of a term, letting go of those unused the longest."""
        size = sum(array.nbytes for array in arrays)
        if size > self._budget // 4:
            return
        self._kept[key] = arrays
        self._used += size
        while self._used > self._budget:
            _, oldest = self._kept.popitem(last=False)
            self._used -= sum(array.nbytes for array in oldest)

    def clear(self) -> None:
        """Let go of everything."""
        self._kept.clear()
        self._used = 0


class Caches:
    """What the terms of all plans of a searcher share."""

    def __init__(self) -> None:
        """Empty."""
        self.rows = Recent()
        self.postings = Recent()
        self.positions = Recent()
        self._scratch: npt.NDArray[np.float32] = np.empty(0, np.float32)

    def scratch(self, size: int) -> npt.NDArray[np.float32]:
        """A buffer for what is used at once: large new arrays cost page faults."""
        if len(self._scratch) < size:
            self._scratch = np.empty(size, np.float32)
        return self._scratch[:size]

    def clear(self) -> None:
        """Let go of everything: the next search is as slow as a first one."""
        self.rows.clear()
        self.postings.clear()
        self.positions.clear()


class TermNode(Node):
    """Documents with a term in a field, scored by BM25F."""

    def __init__(
        self,
        view: FieldView,
        key: Key,
        doc_count: int,
        norms: npt.NDArray[np.float32],
        weight: float,
        caches: Caches,
    ) -> None:
        """``weight`` includes idf and all boosts."""
        self.doc_count = doc_count
        self.view = view
        self.number = key[2]
        self._key = key
        self._norms = norms
        self._weight = np.float32(weight)
        self._caches = caches
        self.bound = int(view.document_frequency(self.number))
        self.positive = weight > 0
        self._large = is_large(self.bound, doc_count)

    def postings(self) -> tuple[Documents, Row]:
        """The documents of the term and how often each has it."""
        kept = self._caches.postings.get(self._key)
        if kept is None:
            kept = (self.view.documents(self.number), self.view.frequencies(self.number))
            self._caches.postings.put(self._key, kept)
        return kept[0], kept[1]

    def positions(self) -> tuple[Row, Row]:
        """Where the positions of each posting begin, and all positions."""
        kept = self._caches.positions.get(self._key)
        if kept is None:
            kept = self.view.positions(self.number)
            self._caches.positions.put(self._key, kept)
        return kept[0], kept[1]

    def scores_of(self, postings: Row, documents: Documents) -> Scores:
        """The scores of some of the postings, whose documents are given."""
        return bm25(self.postings()[1].take(postings), self._norms.take(documents), self._weight)

    def hits(self, scored: bool) -> Hits:
        """All documents with the term."""
        if self._large:
            row = self._row()
            return row != 0, self._score_row(row) if scored else None
        documents, frequencies = self.postings()
        if not scored:
            return documents, None
        return documents, bm25(frequencies, self._norms.take(documents), self._weight)

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` have the term."""
        if is_masked(documents):
            row = self._row()
            return row != 0, self._score_row(row) if scored else None
        kept = self._caches.rows.get(self._key)
        if kept is not None:
            row = kept[0]
        else:
            count = len(documents)
            if self.bound * 8 < count:
                return self._probe_rarer(documents, scored)
            if self.bound + self.doc_count // 25 > count * 12:
                return self._probe_galloping(documents, scored)
            row = self._row()
        frequencies = row.take(documents)
        matched = frequencies != 0
        return matched, bm25(frequencies, self._norms.take(documents), self._weight) if scored else None

    def _probe_galloping(self, documents: Documents, scored: bool) -> Answer:
        """Each document is looked up in the postings."""
        postings, frequencies = self.postings()
        places = postings.searchsorted(documents)
        matched = postings.take(places, mode="clip") == documents
        if not scored:
            return matched, None
        found = frequencies.take(places, mode="clip")
        found *= matched
        return matched, bm25(found, self._norms.take(documents), self._weight)

    def _probe_rarer(self, documents: Documents, scored: bool) -> Answer:
        """Each posting is looked up among the documents."""
        postings, frequencies = self.postings()
        places = documents.searchsorted(postings)
        there = documents.take(places, mode="clip") == postings
        places = places[there]
        matched = np.zeros(len(documents), MASK)
        matched[places] = True
        if not scored:
            return matched, None
        scores = np.zeros(len(documents), np.float32)
        scores[places] = bm25(frequencies[there], self._norms.take(postings[there]), self._weight)
        return matched, scores

    def _row(self) -> Row:
        kept = self._caches.rows.get(self._key)
        if kept is not None:
            return kept[0]
        documents, frequencies = self.postings()
        row = np.zeros(self.doc_count, frequencies.dtype)
        row[documents] = frequencies
        self._caches.rows.put(self._key, (row,))
        return row

    def _score_row(self, row: Row) -> Scores:
        scores = row.astype(np.float32)
        scores /= np.add(scores, self._norms, out=self._caches.scratch(len(scores)))
        scores *= self._weight
        return scores
