"""Sets of documents of one segment, and what is done with them.

A set comes in one of two shapes, told apart by its dtype:

* **listed**: a sorted array of document numbers (``intp``), each once. The usual shape: what is done with
  it costs as much as there are documents in it.
* **masked**: an array of ``bool`` with an entry for every document of the segment. Used once a set is so
  large (:func:`is_large`) that touching every document is cheaper than looking up the ones that matter.

Scores go with a set as an array of ``float32``: aligned with the numbers of a listed set, one entry a
document for a masked set, and then zero wherever the mask is False.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Documents = npt.NDArray[Any]
"""A listed or a masked set of documents."""

Scores = npt.NDArray[np.float32]
"""The scores that go with a set."""

NUMBER = np.dtype(np.intp)
"""The dtype of document numbers everywhere: it indexes fastest, and ``searchsorted`` copies its whole
haystack when dtypes differ."""

MASK = np.dtype(bool)

EMPTY: Documents = np.zeros(0, NUMBER)
NO_SCORES: Scores = np.zeros(0, np.float32)

LARGE_SHARE = 8
"""A set of more than 1/8 of the segment is better masked (measured with tests/bench/engine.py)."""

SMALL_SEGMENT = 1024
"""Below this many documents nothing is worth a mask."""


def is_large(size: int, doc_count: int) -> bool:
    """Whether a set of ``size`` documents (or postings) out of ``doc_count`` is better masked than listed."""
    return size * LARGE_SHARE > doc_count > SMALL_SEGMENT


def is_masked(documents: Documents) -> bool:
    """Whether the set is a mask."""
    return documents.dtype is MASK or documents.dtype == MASK


def size_of(documents: Documents) -> int:
    """How many documents are in the set."""
    return int(np.count_nonzero(documents)) if is_masked(documents) else len(documents)


def listed(documents: Documents) -> Documents:
    """The same set as sorted numbers."""
    return documents.nonzero()[0] if is_masked(documents) else documents


def masked(documents: Documents, doc_count: int) -> Documents:
    """The same set as a mask over ``doc_count`` documents. A listed set gives a new array."""
    if is_masked(documents):
        return documents
    mask = np.zeros(doc_count, MASK)
    mask[documents] = True
    return mask


def membership(numbers: Documents, documents: Documents) -> Documents:
    """For each of the sorted ``numbers`` whether it is in the set: a bool array aligned with ``numbers``."""
    if is_masked(documents):
        result: Documents = documents.take(numbers)
        return result
    if not len(documents):
        return np.zeros(len(numbers), MASK)
    if len(documents) * 8 < len(numbers):
        return _marks(numbers, documents)
    places = documents.searchsorted(numbers)
    matched: Documents = documents.take(places, mode="clip") == numbers
    return matched


def _marks(numbers: Documents, few: Documents) -> Documents:
    """:func:`membership` turned round: the few are looked up among the many."""
    marks = np.zeros(len(numbers), MASK)
    places = numbers.searchsorted(few)
    marks[places[numbers.take(places, mode="clip") == few]] = True
    return marks


def restrict(documents: Documents, keep: Documents) -> Documents:
    """The documents of the set that are in the mask ``keep``; the shape stays."""
    return documents & keep if is_masked(documents) else documents[keep.take(documents)]


def merge(
    many: Documents, many_scores: Scores | None, few: Documents, few_scores: Scores | None
) -> tuple[Documents, Scores | None]:
    """The union of two listed sets, adding scores where both have a document.

    The shorter one is looked up in the longer one, and only what is missing is inserted: a word of a headline
    nearly always stands in the body too, and then the longer list is used as it is. ``many_scores`` is
    written to; both scores are given or neither.
    """
    if len(few) > len(many):
        many, many_scores, few, few_scores = few, few_scores, many, many_scores
    if not len(few):
        return many, many_scores
    places = many.searchsorted(few)
    both = many.take(places, mode="clip") == few
    if both.all():
        if many_scores is not None and few_scores is not None:
            many_scores[places] += few_scores
        return many, many_scores
    extra = ~both
    added = few[extra]
    targets = places[extra]
    targets += np.arange(len(added))
    kept = np.ones(len(many) + len(added), MASK)
    kept[targets] = False
    union = np.empty(len(kept), NUMBER)
    union[targets] = added
    union[kept] = many
    if many_scores is None or few_scores is None:
        return union, None
    many_scores[places[both]] += few_scores[both]
    scores = np.empty(len(kept), np.float32)
    scores[targets] = few_scores[extra]
    scores[kept] = many_scores
    return union, scores


def merge_many(found: Sequence[tuple[Documents, Scores | None]]) -> tuple[Documents, Scores | None]:
    """The union of several listed sets, adding scores: sorted together, equal neighbours made one."""
    numbers = np.concatenate([documents for documents, _ in found])
    if not len(numbers):
        return numbers, found[0][1]
    numbers <<= _INDEX_BITS
    numbers |= np.arange(len(numbers))
    numbers.sort()
    order = numbers & ((1 << _INDEX_BITS) - 1)
    numbers >>= _INDEX_BITS
    starts = np.ones(len(numbers), MASK)
    np.not_equal(numbers[1:], numbers[:-1], out=starts[1:])
    scores = [part for _, part in found if part is not None]
    if not scores:
        return numbers[starts], None
    return numbers[starts], np.add.reduceat(np.concatenate(scores).take(order), starts.nonzero()[0])


_INDEX_BITS = 32
"""Documents are sorted with where they came from below them in one number: quicker than sorting indexes."""
