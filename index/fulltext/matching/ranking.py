"""Scores: BM25F as Whoosh computes it, and the best of many.

A term in a field of a document scores (``whoosh.scoring.BM25F``)::

    idf * w * (K1 + 1) / (w + K1 * (1 - B + B * length / average))

with ``w`` the frequency times the boost of the field, ``length`` the number of words in the field and
``average`` its mean over the archive. Statistics are of the whole index and count deleted documents, as
Whoosh does. One difference from stock Whoosh: it rounds lengths to one of 256 steps; here they are exact.

Divided by the boost this is ``weight * frequency / (frequency + norm)``: ``norm`` depends on the document
alone and is kept as one array a field, ``weight`` on the term alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.fulltext.storage.documents import Documents, Scores

if TYPE_CHECKING:
    from index.fulltext.storage.segment_view import SegmentView

K1 = 1.2
B = 0.75

_TINY = np.float32(1e-9)
"""The least norm: a field of length nought must not divide by it."""


class Statistics:
    """What BM25F needs to know of the whole index, and the norms of each segment."""

    def __init__(
        self,
        segments: Sequence[SegmentView],
        boosts: dict[str, float],
        k1: float = K1,
        b: float = B,
        field_b: dict[str, float] | None = None,
    ) -> None:
        """``boosts`` maps fields to their boost (1.0 where missing); ``field_b`` overrides B for a field."""
        self._segments = segments
        self._boosts = boosts
        self._k1 = k1
        self._b = b
        self._field_b = field_b or {}
        self.doc_count = sum(segment.doc_count for segment in segments)
        self._averages: dict[str, float] = {}
        self._norms: dict[tuple[int, str], npt.NDArray[np.float32]] = {}

    def weight(self, document_frequency: int) -> float:
        """What multiplies the score of a term found in that many documents of the index."""
        return (log(self.doc_count / (document_frequency + 1)) + 1) * (self._k1 + 1)

    def average_length(self, field: str) -> float:
        """Mean number of words in the field; 1 where there are none."""
        average = self._averages.get(field)
        if average is None:
            views = [segment.field(field) for segment in self._segments]
            total = sum(view.total_length for view in views if view is not None)
            average = self._averages[field] = total / (self.doc_count or 1) or 1.0
        return average

    def norms(self, segment: SegmentView, field: str) -> npt.NDArray[np.float32]:
        """What each document of the segment adds to the frequency in the denominator."""
        key = (segment.identity, field)
        norms = self._norms.get(key)
        if norms is None:
            view = segment.field(field)
            assert view is not None
            b = self._field_b.get(field, self._b)
            scale = self._k1 / self._boosts.get(field, 1.0)
            norms = view.lengths.astype(np.float32)
            norms *= np.float32(scale * b / self.average_length(field))
            norms += np.float32(scale * (1 - b))
            np.maximum(norms, _TINY, out=norms)
            self._norms[key] = norms
        return norms


def bm25(frequencies: npt.NDArray[np.generic], norms: npt.NDArray[np.float32], weight: np.float32) -> Scores:
    """Scores of documents with these frequencies and norms; zero where the frequency is. Spoils ``norms``."""
    scores = frequencies.astype(np.float32)
    norms += scores
    scores /= norms
    scores *= weight
    return scores


_GROUP = 64
"""Of how many keys one maximum is taken for :func:`lower_bound`."""


Places = npt.NDArray[Any]
"""Indexes into an array of scores or keys."""


def lower_bound(keys: npt.NDArray[Any], limit: int) -> Any:
    """A number that at least ``limit`` of the keys reach, close to the limit-th greatest if there are many.

    It is the limit-th greatest among the maxima of groups of 64: each of those groups has a key as great.
    """
    width = len(keys) // _GROUP
    if width <= limit:
        return keys.min()
    maxima = keys[: width * _GROUP].reshape(_GROUP, width).max(axis=0)
    maxima.partition(width - limit)
    return maxima[width - limit]


def best(scores: Scores, limit: int) -> Places:
    """Where the ``limit`` best scores are, best first; among equals the first place wins."""
    if len(scores) > 2 * _GROUP * limit:
        places: Places = (scores >= lower_bound(scores, limit)).nonzero()[0]
        return places[_best(scores[places], limit)]
    return _best(scores, limit)


def _best(scores: Scores, limit: int) -> Places:
    count = len(scores)
    if count <= limit:
        return _descending(scores)
    bound = np.partition(scores, count - limit)[count - limit]
    places: Places = (scores >= bound).nonzero()[0]
    if len(places) > limit:
        # Equals of the last place: all better ones, then the first of the equals.
        better = (scores > bound).nonzero()[0]
        places = np.concatenate([better, (scores == bound).nonzero()[0][: limit - len(better)]])
        return places[np.lexsort((places, -scores[places]))]
    return places[_descending(scores[places])]


def _descending(scores: Scores) -> Places:
    order: Places = (-scores).argsort(kind="stable")
    return order


def first(documents: Documents, limit: int) -> Documents:
    """The first ``limit`` documents of a set: the best when all score the same."""
    if documents.dtype != bool:
        return documents[:limit]
    # Look at ever longer beginnings: a common set shows its first members at once.
    end = limit * 4
    while end < len(documents) and np.count_nonzero(documents[:end]) < limit:
        end *= 8
    return documents[:end].nonzero()[0][:limit]
