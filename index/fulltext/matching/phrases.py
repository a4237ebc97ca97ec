"""Phrases: words that follow one another, found from their positions.

First the documents that have all the words, as for And, and with each of them the posting of every word. Then
every occurrence of a word becomes a **place**: one number that says both which document and where in it. In
places, "the next word" is plus one and another document is far away, so that a phrase is an intersection of
sorted arrays:

* few occurrences: each place of the rarest word, moved along, is looked up among the places of the others;
* many: the places of a word are marked on a strip as long as the documents together, and the rarest word's
  places are read off it. The strip is taken in blocks of documents, so that its length is bounded.

Where all words are very common, all their occurrences are marked: choosing some costs more than it saves.

With a slop, ``"oil price"~3``, it goes word by word: a place stays when the last place of the word before it
lies at most that far back (Whoosh's rule for ordered spans). A document is scored by its words, as if they
stood anywhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.fulltext.matching.nodes import Answer, Hits, Node
from index.fulltext.matching.terms import TermNode
from index.fulltext.storage.documents import MASK, NUMBER, Documents, Scores, is_large, is_masked, listed
from index.fulltext.storage.segment_file import Array

_MANY = 4096
"""From this many places on a strip is cheaper than looking up."""

_STRIP = 1 << 22
"""Length of the strip on which places are marked; longer texts are taken in blocks."""

_STRIDE = 32
"""Without a strip a place is the number of the document shifted by this many bits, plus the position."""


class Occurrences(NamedTuple):
    """Where a word stands in some documents."""

    documents: Array
    """The documents that have it, numbered in some way that rises."""
    counts: Array
    """How often each has it, at least once."""
    positions: Array
    """The positions, document after document."""

    def places(self, bases: Array) -> Array:
        """All places, given where each of the documents begins."""
        if len(bases) != len(self.positions):
            bases = _repeat(bases, self.counts)
        return bases + self.positions


class PhraseNode(Node):
    """Documents in which words of one field follow one another."""

    costly = True

    def __init__(self, words: Sequence[TermNode], slop: int) -> None:
        """At least two words in their order, the same node for the same word; ``slop`` is the greatest
        distance from one to the next.
        """
        self.doc_count = words[0].doc_count
        self._words = words
        self._slop = slop
        self.bound = min(word.bound for word in words)
        self.positive = all(word.positive for word in words)
        self._by_bound = sorted(range(len(words)), key=lambda which: words[which].bound)
        self._common = slop == 1 and is_large(self.bound, self.doc_count)

    def hits(self, scored: bool) -> Hits:
        """All documents with the phrase."""
        if self._common:
            documents = self._among_all()
            return documents, self._scores_by_probing(documents) if scored else None
        numbers, _ = self._words[self._by_bound[0]].postings()
        return self._among(numbers, scored)

    def probe(self, documents: Documents, scored: bool) -> Answer:
        """Which of ``documents`` have the phrase."""
        matched = np.zeros(len(documents), MASK)
        probed = listed(documents)
        if self.bound * 8 < len(probed) or (self._common and is_large(len(probed), self.doc_count)):
            found, scores = self.hits(scored)
            there = (
                probed.take(probed.searchsorted(found), mode="clip") == found if len(probed) else found < 0
            )
            found, scores = found[there], None if scores is None else scores[there]
        else:
            found, scores = self._among(probed, scored)
        places = found if is_masked(documents) else probed.searchsorted(found)
        matched[places] = True
        if scores is None:
            return matched, None
        all_scores = np.zeros(len(documents), np.float32)
        all_scores[places] = scores
        return matched, all_scores

    def _among(self, documents: Documents, scored: bool) -> Hits:
        """Those of the listed ``documents`` that have the phrase."""
        documents, postings = self._aligned(documents)
        found = np.zeros(len(documents), MASK)
        if len(documents):
            self._mark(documents, postings, found)
        documents = documents[found]
        if not scored:
            return documents, None
        scores = np.zeros(len(documents), np.float32)
        if len(documents):
            for word, chosen in zip(self._words, postings, strict=True):
                scores += word.scores_of(chosen[found], documents)
        return documents, scores

    def _aligned(self, documents: Documents) -> tuple[Documents, list[Array]]:
        """Those of ``documents`` that have all the words, and for each word their postings."""
        postings: list[Array] = [documents] * len(self._words)
        done: list[int] = []
        for which in self._by_bound:
            numbers, _ = self._words[which].postings()
            if documents is numbers:
                postings[which] = np.arange(len(numbers))
            elif len(documents) * 8 < len(numbers):
                places = numbers.searchsorted(documents)
                have = numbers.take(places, mode="clip") == documents
                documents = documents[have]
                postings[which] = places[have]
                _keep(postings, done, have)
            else:
                wanted = np.zeros(self.doc_count, MASK)
                wanted[documents] = True
                chosen = wanted.take(numbers).nonzero()[0]
                if len(chosen) < len(documents):
                    wanted[documents] = False
                    wanted[numbers.take(chosen)] = True
                    have = wanted.take(documents)
                    documents = documents[have]
                    _keep(postings, done, have)
                postings[which] = chosen
            done.append(which)
            if not len(documents):
                return documents, [documents] * len(self._words)
        return documents, postings

    def _mark(self, documents: Documents, postings: Sequence[Array], found: Array) -> None:
        """Set ``found`` for the documents, all of which have all the words, that have them in their order."""
        numbers = np.arange(len(documents))
        words = [_chosen(word, chosen, numbers) for word, chosen in zip(self._words, postings, strict=True)]
        if self._slop != 1:
            _mark_near(words, self._slop, found)
        elif min(len(word.positions) for word in words) < _MANY:
            _mark_by_lookup(words, found)
        else:
            _mark_by_strips(words, self._words[0].view.lengths.take(documents), found)

    def _among_all(self) -> Documents:
        """All documents with the phrase, from all occurrences of its words."""
        occurrences = {}
        for word in set(self._words):
            numbers, frequencies = word.postings()
            occurrences[word] = Occurrences(numbers, frequencies, word.positions()[1])
        found = np.zeros(self.doc_count, MASK)
        _mark_by_strips([occurrences[word] for word in self._words], self._words[0].view.lengths, found)
        return found.nonzero()[0]

    def _scores_by_probing(self, documents: Documents) -> Scores:
        scores = np.zeros(len(documents), np.float32)
        for word in self._words:
            _, more = word.probe(documents, True)
            assert more is not None
            scores += more
        return scores


def _keep(postings: list[Array], which: Sequence[int], have: Array) -> None:
    """Narrow the postings of some words down."""
    if not have.all():
        for one in which:
            postings[one] = postings[one][have]


def _chosen(word: TermNode, postings: Array, numbers: Array) -> Occurrences:
    """The occurrences of a word in some of its postings, one for each of ``numbers``."""
    _, frequencies = word.postings()
    starts, positions = word.positions()
    if len(postings) == len(frequencies):
        return Occurrences(numbers, frequencies, positions)
    counts = frequencies.take(postings)
    first = starts.take(postings)
    if int(counts.sum()) == len(postings):
        return Occurrences(numbers, counts, positions.take(first))
    # From each run of positions to the next is a jump, within a run a step of one: sum them up.
    ends = counts.cumsum(dtype=NUMBER)
    steps = np.ones(int(ends[-1]), NUMBER)
    steps[0] = first[0]
    steps[ends[:-1]] = first[1:] - first[:-1] - counts[:-1] + 1
    return Occurrences(numbers, counts, positions.take(steps.cumsum(out=steps)))


def _repeat(numbers: Array, counts: Array) -> Array:
    """``numbers.repeat(counts)`` for counts above nought: summing up steps is three times as fast."""
    ends = counts.cumsum(dtype=NUMBER)
    steps = np.zeros(int(ends[-1]), NUMBER)
    steps[0] = numbers[0]
    steps[ends[:-1]] = numbers[1:] - numbers[:-1]
    return steps.cumsum(out=steps)


def _mark_near(words: Sequence[Occurrences], slop: int, found: Array) -> None:
    """Set ``found`` for the documents in which each word is at most ``slop`` behind the one before."""
    reached = words[0].places(words[0].documents << _STRIDE)
    for word in words[1:]:
        places = word.places(word.documents << _STRIDE)
        before = reached.searchsorted(places)
        distance = places - reached.take(before - 1, mode="clip")
        reached = places[(before > 0) & (distance <= slop)]
        if not len(reached):
            return
    found[reached >> _STRIDE] = True


def _mark_by_lookup(words: Sequence[Occurrences], found: Array) -> None:
    """Set ``found`` for the documents in which the words follow one another."""
    order = sorted(range(len(words)), key=lambda which: len(words[which].positions))
    first = order[0]
    starts = words[first].places(words[first].documents << _STRIDE)
    for which in order[1:]:
        places = words[which].places(words[which].documents << _STRIDE)
        wanted = starts + (which - first)
        starts = starts[places.take(places.searchsorted(wanted), mode="clip") == wanted]
        if not len(starts):
            return
    found[starts >> _STRIDE] = True


def _mark_by_strips(words: Sequence[Occurrences], lengths: Array, found: Array) -> None:
    """The same for many occurrences; ``lengths`` are those of the documents that ``found`` is about."""
    # Room behind each document for all the words, so that none is taken for a word of the next document.
    rooms = lengths.astype(NUMBER)
    rooms += len(words)
    for start, stop in _blocks(rooms):
        part = [_within(word, start, stop) for word in words]
        if all(len(word.documents) for word in part):
            _mark_by_strip(part, rooms[start:stop], found[start:stop])


def _mark_by_strip(words: Sequence[Occurrences], rooms: Array, found: Array) -> None:
    ends = rooms.cumsum()
    bases = ends - rooms
    order = sorted(range(len(words)), key=lambda which: len(words[which].positions))
    first, rarest = order[0], words[order[0]]
    starts = rarest.places(bases.take(rarest.documents))
    left: Array | None = None
    for which in order[1:]:
        # Room for a word that would stand before the strip or behind it.
        strip = np.zeros(int(ends[-1]) + 2 * len(words), MASK)
        strip[len(words) :][words[which].places(bases.take(words[which].documents))] = True
        matched = strip.take(starts + (which - first + len(words))).nonzero()[0]
        starts = starts.take(matched)
        left = matched if left is None else left.take(matched)
        if not len(left):
            return
    if left is not None:
        found[_repeat(rarest.documents, rarest.counts).take(left)] = True


def _blocks(rooms: Array) -> list[tuple[int, int]]:
    """Ranges of documents that together fit a strip (one long document may exceed it)."""
    ends = rooms.cumsum()
    if ends[-1] <= _STRIP:
        return [(0, len(rooms))]
    edges = [0]
    while edges[-1] < len(rooms):
        start = edges[-1]
        reached = int(ends[start - 1]) if start else 0
        edges.append(max(start + 1, int(ends.searchsorted(reached + _STRIP, "right"))))
    return list(itertools.pairwise(edges))


def _within(word: Occurrences, start: int, stop: int) -> Occurrences:
    """The occurrences in a range of documents, which is numbered from nought then."""
    low, high = word.documents.searchsorted([start, stop]).tolist()
    begin = int(word.counts[:low].sum(dtype=NUMBER))
    counts = word.counts[low:high]
    end = begin + int(counts.sum(dtype=NUMBER))
    return Occurrences(word.documents[low:high] - start, counts, word.positions[begin:end])
