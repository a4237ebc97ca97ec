"""Phrases: words that follow one another, found from their positions.

First the documents that have all the words, as for And. Then, for these alone, every occurrence of a word
becomes a **place**: one number that says both which document and where in it. In places, "the next word" is
plus one and another document is far away, so that a phrase is an intersection of sorted arrays:

* few occurrences: each place of the rarer word, moved along, is looked up in the places of the other;
* many: the places of a word are marked in a strip as long as the documents together, and the other word's
  places are read off it. The strip is cut into blocks, so that its length is bounded.

With a slop, ``"oil price"~3``, word by word: a place stays when the last place of the word before it lies at
most that far back (Whoosh's rule for ordered spans).

A document is scored by its words, as if they stood anywhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.fulltext.documents import MASK, Documents, is_masked, listed
from index.fulltext.nodes import Answer, Hits, Node
from index.fulltext.segment_file import Array
from index.fulltext.terms import TermNode

_MANY = 4096
"""From this many places on a strip is cheaper than looking up."""

_STRIP = 1 << 22
"""Length of the strip in which places are marked; longer texts are taken in blocks."""

_STRIDE = 32
"""Without a strip a place is the document's index shifted by this many bits, plus the position."""


class Occurrences(NamedTuple):
    """Where a word stands in the documents looked at."""

    counts: Array
    """Per document how often."""
    positions: Array
    """The positions, document after document."""


class PhraseNode(Node):
    """Documents in which words of one field follow one another."""

    costly = True

    def __init__(self, words: Sequence[TermNode], slop: int) -> None:
        """At least two words in their order; ``slop`` is the greatest distance from one to the next."""
        self.doc_count = words[0].doc_count
        self._words = words
        self._slop = slop
        self._rarest_first = sorted(words, key=lambda word: word.bound)
        self.bound = self._rarest_first[0].bound
        self.positive = all(word.positive for word in words)

    def hits(self, scored: bool) -> Hits:
        """All documents with the phrase."""
        documents, _ = self._rarest_first[0].hits(False)
        documents = self._restrict(documents, self._rarest_first[1:])
        return self._scored(documents[self._contain(documents)], scored)

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` have the phrase."""
        size = len(documents)
        probed = listed(documents)
        found, scores = self._scored_among(probed, scored)
        matched = np.zeros(size, MASK)
        places = found if is_masked(documents) else probed.searchsorted(found)
        matched[places] = True
        if scores is None:
            return matched, None
        all_scores = np.zeros(size, np.float32)
        all_scores[places] = scores
        return matched, all_scores

    def _scored_among(self, documents: Documents, scored: bool) -> Hits:
        if self.bound * 8 < len(documents):
            found, scores = self.hits(scored)
            there = documents.take(documents.searchsorted(found), mode="clip") == found
            return found[there], None if scores is None else scores[there]
        documents = self._restrict(documents, self._rarest_first)
        return self._scored(documents[self._contain(documents)], scored)

    def _scored(self, documents: Documents, scored: bool) -> Hits:
        if not scored:
            return documents, None
        scores = np.zeros(len(documents), np.float32)
        if len(documents):
            for word in self._words:
                _, more = word.probe(documents, True)
                assert more is not None
                scores += more
        return documents, scores

    def _restrict(self, documents: Documents, words: Sequence[TermNode]) -> Documents:
        """Those of ``documents`` that have all the words, listed."""
        for word in words:
            if not len(documents):
                break
            matched, _ = word.probe(documents, False)
            documents = documents & matched if is_masked(documents) else documents[matched]
        return listed(documents)

    def _contain(self, documents: Documents) -> Array:
        """Which of ``documents``, all of which have all the words, have them in their order."""
        found = np.zeros(len(documents), MASK)
        if not len(documents):
            return found
        words = [_occurrences(word, documents) for word in self._words]
        if self._slop != 1:
            self._mark_near(words, found)
        elif min(len(word.positions) for word in words) < _MANY:
            _mark_by_lookup(words, found)
        else:
            lengths = self._words[0].view.lengths.take(documents).astype(np.intp)
            lengths += len(words)
            for start, stop in _blocks(lengths):
                part = [_part(word, start, stop) for word in words]
                _mark_by_strip(part, lengths[start:stop], found[start:stop])
        return found

    def _mark_near(self, words: Sequence[Occurrences], found: Array) -> None:
        reached = _places(words[0])
        for word in words[1:]:
            places = _places(word)
            before = reached.searchsorted(places)
            distance = places - reached.take(before - 1, mode="clip")
            reached = places[(before > 0) & (distance <= self._slop)]
            if not len(reached):
                return
        found[reached >> _STRIDE] = True


def _occurrences(word: TermNode, documents: Documents) -> Occurrences:
    """Where the word stands in ``documents``, each of which has it."""
    numbers, frequencies = word.postings()
    starts, positions = word.view.positions(word.number)
    if len(numbers) == len(documents):
        return Occurrences(frequencies, positions)
    if len(documents) * 8 < len(numbers):
        postings = numbers.searchsorted(documents)
    else:
        wanted = np.zeros(word.doc_count, MASK)
        wanted[documents] = True
        postings = wanted.take(numbers).nonzero()[0]
    counts = frequencies.take(postings)
    first = starts.take(postings)
    total = int(counts.sum())
    if total == len(postings):
        return Occurrences(counts, positions.take(first))
    ends = counts.cumsum(dtype=np.intp)
    first -= ends
    first += counts
    indexes = first.repeat(counts)
    indexes += np.arange(total)
    return Occurrences(counts, positions.take(indexes))


def _places(word: Occurrences) -> Array:
    """The places of a word, by document index and position."""
    bases = np.arange(len(word.counts)) << _STRIDE
    if len(word.positions) != len(bases):
        bases = bases.repeat(word.counts)
    bases += word.positions
    return bases


def _mark_by_lookup(words: Sequence[Occurrences], found: Array) -> None:
    """Set ``found`` for the documents in which the words follow one another."""
    order = sorted(range(len(words)), key=lambda which: len(words[which].positions))
    first = order[0]
    starts = _places(words[first])
    for which in order[1:]:
        places = _places(words[which])
        wanted = starts + (which - first)
        starts = starts[places.take(places.searchsorted(wanted), mode="clip") == wanted]
        if not len(starts):
            return
    found[starts >> _STRIDE] = True


def _mark_by_strip(words: Sequence[Occurrences], lengths: Array, found: Array) -> None:
    """The same, for many occurrences. ``lengths`` leaves room in each document for all the words."""
    ends = lengths.cumsum()
    bases = ends - lengths
    order = sorted(range(len(words)), key=lambda which: len(words[which].positions))
    first = order[0]
    owners = np.arange(len(lengths)).repeat(words[first].counts)
    starts = bases.take(owners)
    starts += words[first].positions
    for which in order[1:]:
        places = bases.repeat(words[which].counts)
        places += words[which].positions
        # Room for a word that would stand before the strip or behind it.
        strip = np.zeros(int(ends[-1]) + 2 * len(words), MASK)
        strip[len(words) :][places] = True
        matched = strip.take(starts + (which - first + len(words)))
        starts, owners = starts[matched], owners[matched]
        if not len(starts):
            return
    found[owners] = True


def _blocks(lengths: Array) -> list[tuple[int, int]]:
    """Ranges of documents whose lengths together stay within a strip (one long document may exceed it)."""
    ends = lengths.cumsum()
    if ends[-1] <= _STRIP:
        return [(0, len(lengths))]
    edges = [0]
    while edges[-1] < len(lengths):
        start = edges[-1]
        reached = int(ends[start - 1]) if start else 0
        edges.append(max(start + 1, int(ends.searchsorted(reached + _STRIP, "right"))))
    return list(itertools.pairwise(edges))


def _part(word: Occurrences, start: int, stop: int) -> Occurrences:
    if start == 0 and stop == len(word.counts):
        return word
    begin = int(word.counts[:start].sum(dtype=np.intp))
    counts = word.counts[start:stop]
    return Occurrences(counts, word.positions[begin : begin + int(counts.sum(dtype=np.intp))])
