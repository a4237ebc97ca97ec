"""The parts of a plan: what a query asks of one segment, as objects that answer with whole arrays.

A query is turned into one tree of nodes a segment (:mod:`index.fulltext.matching.evaluate`). Every node
answers two questions:

* :meth:`Node.hits`: which documents match, and their scores?
* :meth:`Node.probe`: given these documents, which of them match, and what do they score here?

``hits`` is asked of the rarest part of a query, ``probe`` of all the others, so that what a search costs
follows the rarest words. Both answer without scores when the caller needs none: sorting by date, filters and
counts never compute one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from index.fulltext.storage.documents import (
    EMPTY,
    MASK,
    NO_SCORES,
    Documents,
    Scores,
    is_masked,
    masked,
    membership,
)

Hits = tuple[Documents, Scores | None]
"""A set of documents and their scores (None when they were not asked for). The scores are the caller's."""

Answer = tuple[Documents, Scores | None]
"""Which of the probed documents match, as bools aligned with them; their scores, zero where they do not."""


class Node(ABC):
    """A part of a query, bound to one segment."""

    doc_count: int
    """How many documents the segment has, deleted ones included."""

    bound: int
    """No more documents than this can match: what decides who is asked first."""

    costly = False
    """Whether a probe is dear (a phrase reads positions): asked after everything else."""

    constant: float | None = None
    """The score of every match, when it is one and the same."""

    positive = True
    """Whether every match scores more than zero, so that a score tells that a document matches."""

    @abstractmethod
    def hits(self, scored: bool) -> Hits:
        """All documents that match."""

    @abstractmethod
    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` match. For a masked set the answer has an entry for every document of the
        segment, and is to be looked at only where the mask is True."""


class Nothing(Node):
    """No document matches: a missing word, an unknown field, an empty query."""

    bound = 0

    def __init__(self, doc_count: int) -> None:
        """For a segment of ``doc_count`` documents."""
        self.doc_count = doc_count

    def hits(self, scored: bool) -> Hits:
        """No documents."""
        return EMPTY, NO_SCORES if scored else None

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """None of them."""
        return np.zeros(len(documents), MASK), np.zeros(len(documents), np.float32) if scored else None


class ConstantNode(Node):
    """A node whose matches all score the same. Subclasses say only which documents match."""

    def __init__(self, doc_count: int, score: float) -> None:
        """``score`` is given to every match."""
        self.doc_count = doc_count
        self.constant = score
        self.positive = score > 0
        self._score = np.float32(score)

    @abstractmethod
    def documents(self) -> Documents:
        """All documents that match."""

    def membership(self, numbers: Documents) -> Documents:
        """Which of the listed ``numbers`` match."""
        return membership(numbers, self.documents())

    def hits(self, scored: bool) -> Hits:
        """All documents that match."""
        documents = self.documents()
        return documents, self._scores(documents) if scored else None

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` match."""
        if is_masked(documents):
            matched = masked(self.documents(), self.doc_count)
        else:
            matched = self.membership(documents)
        return matched, matched * self._score if scored else None

    def _scores(self, documents: Documents) -> Scores:
        if is_masked(documents):
            return documents * self._score
        return np.full(len(documents), self._score, np.float32)


class Everything(ConstantNode):
    """Every document of the segment."""

    def __init__(self, doc_count: int, score: float) -> None:
        """``score`` is given to each."""
        super().__init__(doc_count, score)
        self.bound = doc_count

    def documents(self) -> Documents:
        """All of them."""
        return np.ones(self.doc_count, MASK)

    def membership(self, numbers: Documents) -> Documents:
        """All of them."""
        return np.ones(len(numbers), MASK)


class Listed(ConstantNode):
    """A given set of documents: a filter that somebody computed before."""

    def __init__(self, doc_count: int, documents: Documents, score: float) -> None:
        """``documents`` is listed or masked."""
        super().__init__(doc_count, score)
        self._documents = documents
        self.bound = doc_count if is_masked(documents) else len(documents)

    def documents(self) -> Documents:
        """The given documents."""
        return self._documents


class Fixed(ConstantNode):
    """What matches a child, with a score of its own (Whoosh's ConstantScoreQuery)."""

    def __init__(self, child: Node, score: float) -> None:
        """``child`` is never scored."""
        super().__init__(child.doc_count, score)
        self._child = child
        self.bound = child.bound
        self.costly = child.costly

    def documents(self) -> Documents:
        """The documents of the child."""
        return self._child.hits(False)[0]

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` the child matches."""
        matched, _ = self._child.probe(documents, False)
        return matched, matched * self._score if scored else None
