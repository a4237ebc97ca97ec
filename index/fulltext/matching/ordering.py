"""The first hits of a search in the order asked for: best, newest, oldest, or by source.

Each segment gives its own first hits, then those few are put in one order. Where everything is wanted, all
hits are sorted at once. Equal scores are ordered by document number, as in Whoosh; equal days by id, which is
the same whatever the segments are.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.fulltext.matching.ranking import best, first, lower_bound
from index.fulltext.storage.documents import Documents, Scores, is_masked, listed

if TYPE_CHECKING:
    from index.fulltext.storage.segment_view import SegmentView

Array = npt.NDArray[Any]


class Order(StrEnum):
    """How hits are put in order."""

    SCORE = "score"
    NEWEST = "newest"
    """Latest day first; undated articles last."""
    OLDEST = "oldest"
    """Earliest day first; undated articles last."""
    SOURCE = "source"
    """By the name of the paper, the latest of each first; articles without one last."""


class Part(NamedTuple):
    """What was found in one segment."""

    segment: SegmentView
    offset: int
    """The number in the whole index of the segment's first document."""
    documents: Documents
    scores: Scores | None
    """Not there when they were not asked for, or are all the same."""
    constant: float | None
    """The score of all documents, where it is one."""


def first_hits(parts: Sequence[Part], order: Order, limit: int | None) -> tuple[Array, Scores]:
    """The first ``limit`` documents (all with None), numbered over the whole index, and their scores.

    Scores are zeros where none were computed.
    """
    if not parts:
        return np.zeros(0, np.intp), np.zeros(0, np.float32)
    if order is not Order.SCORE:
        return _first_by_column(parts, order, limit)
    if limit is None:
        return _all_by_score(parts)
    chosen = [_best_of(part, limit) for part in parts]
    if len(chosen) == 1:
        documents, scores = chosen[0]
        return documents + parts[0].offset, scores
    numbers = np.concatenate([found[0] + part.offset for found, part in zip(chosen, parts, strict=True)])
    scores = np.concatenate([found[1] for found in chosen])
    places = np.lexsort((numbers, -scores))[:limit]
    return numbers[places], scores[places]


def _best_of(part: Part, limit: int) -> tuple[Documents, Scores]:
    """The best documents of a segment, best first."""
    documents, scores = part.documents, part.scores
    if scores is None:
        documents = first(documents, limit)
        return documents, np.full(len(documents), part.constant or 0.0, np.float32)
    places = best(scores, limit)
    chosen = scores.take(places)
    if not is_masked(documents):
        return documents.take(places), chosen
    # What did not match has the score nought; it comes into view only where fewer matched than asked for.
    matched = int(np.count_nonzero(chosen > 0))
    return places[:matched], chosen[:matched]


def _all_by_score(parts: Sequence[Part]) -> tuple[Array, Scores]:
    """All documents, best first: sorted by one number each, the score above, the document below."""
    numbers = np.concatenate([listed(part.documents) + part.offset for part in parts])
    scores = np.concatenate([_scores_of(part, listed(part.documents)) for part in parts])
    bits = scores.view(np.int32).astype(np.int64)
    rising = np.where(bits < 0, -(1 << 31) - bits, bits)  # floats order as integers but for their sign
    keys = (-rising << 32) | np.arange(len(numbers))
    keys.sort()
    places = keys & 0xFFFFFFFF
    return numbers[places], scores[places]


def _scores_of(part: Part, documents: Documents) -> Scores:
    """The scores of some documents of the part."""
    if part.scores is None:
        return np.full(len(documents), part.constant or 0.0, np.float32)
    if is_masked(part.documents):
        return part.scores.take(documents)
    return part.scores.take(part.documents.searchsorted(documents))


def _first_by_column(parts: Sequence[Part], order: Order, limit: int | None) -> tuple[Array, Scores]:
    """The first documents by a column: the greatest key first, the lowest id among equal keys."""
    ranks = _source_ranks(parts) if order is Order.SOURCE else [None] * len(parts)
    numbers, keys, ids, scores = [], [], [], []
    for part, part_ranks in zip(parts, ranks, strict=True):
        documents = listed(part.documents)
        part_keys = _keys(part, documents, order, part_ranks)
        part_ids = part.segment.column("id")
        if limit is not None and limit < len(documents):
            places = _greatest(part_keys, limit, documents, part_ids)
            documents, part_keys = documents.take(places), part_keys.take(places)
        numbers.append(documents + part.offset)
        keys.append(part_keys)
        ids.append(part_ids.take(documents))
        scores.append(_scores_of(part, documents))
    places = np.lexsort((np.concatenate(ids), -np.concatenate(keys)))[:limit]
    return np.concatenate(numbers)[places], np.concatenate(scores)[places]


def _greatest(keys: Array, limit: int, documents: Documents, ids: Array) -> Array:
    """Where the ``limit`` greatest keys are, in no order; of those that equal the last, the lowest ids'."""
    candidates = (keys >= lower_bound(keys, limit)).nonzero()[0]
    values = keys.take(candidates)
    bound = np.partition(values, len(values) - limit)[len(values) - limit]
    better = candidates[values > bound]
    equal = candidates[values == bound]
    wanted = limit - len(better)
    if wanted < len(equal):
        equal = equal[ids.take(documents.take(equal)).argpartition(wanted - 1)[:wanted]]
    return np.concatenate([better, equal])


def _keys(part: Part, documents: Documents, order: Order, ranks: Array | None) -> Array:
    """What the documents are ordered by, greatest first; nought for those that lack it."""
    days = part.segment.column("published").take(documents)
    if ranks is not None:
        return ranks.take(part.segment.column("source").take(documents)) * _AFTER_ALL_DAYS + days
    return np.where(days == 0, 0, _AFTER_ALL_DAYS - days) if order is Order.OLDEST else days


_AFTER_ALL_DAYS = 100_000_000
"""More than any YYYYMMDD."""


def _source_ranks(parts: Sequence[Part]) -> list[Array]:
    """For every part the keys of its own ordinals, in an order that holds over all of them."""
    tables = [part.segment.table("source") for part in parts]
    names = sorted({name for table in tables for name in table if name})
    keys = {name: len(names) - rank for rank, name in enumerate(names)}
    return [np.array([keys.get(name, 0) for name in table], np.int64) for table in tables]
