"""Nodes of And, Or and Not: who is asked first, and that nobody is asked in vain."""

from __future__ import annotations

import numpy as np
import pytest

from index.fulltext.matching.boolean import AllOf, all_of, any_of
from index.fulltext.matching.nodes import ConstantNode, Nothing
from index.fulltext.storage.documents import Documents, merge


class Told(ConstantNode):
    """Matches given documents and remembers what it was asked."""

    def __init__(self, documents: list[int], *, costly: bool = False) -> None:
        super().__init__(100, 1.0)
        self._documents = np.array(documents, np.intp)
        self.bound = len(documents)
        self.costly = costly
        self.listed = 0
        self.probed: list[list[int]] = []

    def documents(self) -> Documents:
        self.listed += 1
        return self._documents

    def membership(self, numbers: Documents) -> Documents:
        self.probed.append(numbers.tolist())
        return np.isin(numbers, self._documents)


def test_the_rarest_part_lists_and_the_others_are_probed_with_what_is_left() -> None:
    """What a search costs follows its rarest word."""
    common, rare, middle = Told(list(range(100))), Told([3, 5, 70]), Told([5, 6, 7, 70, 71])
    documents, _ = AllOf([common, middle, rare]).hits(False)
    assert documents.tolist() == [5, 70]
    assert (common.listed, middle.listed, rare.listed) == (0, 0, 1)
    assert middle.probed == [[3, 5, 70]]
    assert common.probed == [[5, 70]]


def test_costly_parts_are_asked_last_and_about_the_fewest() -> None:
    """Positions are read only for documents that everything else lets through."""
    words, phrase = Told([1, 2, 3, 4]), Told([2], costly=True)
    assert AllOf([phrase, words]).hits(False)[0].tolist() == [2]
    assert phrase.listed == 0
    assert phrase.probed == [[1, 2, 3, 4]]


def test_nothing_left_ends_the_search() -> None:
    """Once no document is left nobody else is asked."""
    one, two, three = Told([1]), Told([2, 3]), Told([1, 2, 3])
    assert len(AllOf([one, two, three]).hits(False)[0]) == 0
    assert three.probed == []


def test_what_cannot_match_falls_away_when_a_plan_is_made() -> None:
    """A missing word empties an And and vanishes from an Or."""
    part, nothing = Told([1]), Nothing(100)
    assert isinstance(all_of([part, nothing], 100), Nothing)
    assert any_of([nothing, part], 100) is part
    assert isinstance(any_of([nothing, nothing], 100), Nothing)


@pytest.mark.parametrize("seed", range(5))
def test_merging_two_lists_gives_their_union_and_adds_scores(seed: int) -> None:
    """Whichever is longer, whatever they share."""
    random = np.random.default_rng(seed)
    one, other = (np.unique(random.integers(0, 60, size)) for size in random.integers(0, 40, 2))
    scores = [random.random(len(numbers)).astype(np.float32) for numbers in (one, other)]
    expected = dict(zip(one.tolist(), scores[0].tolist(), strict=True))
    for number, score in zip(other.tolist(), scores[1].tolist(), strict=True):
        expected[number] = expected.get(number, 0.0) + score
    union, union_scores = merge(one, scores[0], other, scores[1])
    assert union.tolist() == sorted(expected)
    assert union_scores is not None
    assert union_scores.tolist() == pytest.approx([expected[number] for number in sorted(expected)])
    assert merge(one, None, other, None)[0].tolist() == sorted(expected)
