"""Are two texts the same piece? Decided by the runs of three words that they share, and by their facts.

:func:`near_duplicates` is asked only of articles that agree in source, day and headline and have no url to be
told apart by. In the 19,043 pieces of Reuters-21578 such pairs fall into two heaps: wire copies, corrections
and grown versions share nearly all runs of the shorter text; two different pieces, or the noon and the
closing table of one market, share less than half.

:func:`versions` is asked of any two articles, and there sharing words is not enough: reports written to a
pattern (a bank raises its rate, a fund pays its dividend) share most of their words and are about different
things. What tells them apart are the facts, names and numbers: a version that was cut has those of the longer
one and no others.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

RUN = 3
"""Words in a shingle."""

NEAR = 0.6
"""The share of the shorter text's shingles from which on two texts are near-duplicates."""

SHORTEST = 20
"""Words below which a text is too little to be a version of another."""

_LEAST_FACTS, _CLOSE_FACTS, _CLOSE = 0.9, 0.8, 0.8
"""The share of the shorter text's facts that the longer one has: at least so much, less where the texts are
close."""

_BRIEF = 40
"""Shingles below which hardly a word may differ: of a brief written to a pattern, a name and a number are all
that is its own."""

_LEAST_SHARED = 0.5
"""The share of the shorter text's runs of four words that versions have in common at least."""

_LEAST_LENGTH = 0.2
"""The length of the shorter text in shares of the longer one: a brief is no version of a long report."""

_CONTRADICTION = 0.15
"""Of the numbers of one text, the share that may be others in the other one."""

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_FACT = re.compile(r"\d[\d.,:/-]*\d|\d|(?<!\w)[^\W\d_a-z][\w'’-]+")
_SIGNS_TO_BLANKS = {sign: " " for sign in range(128) if not chr(sign).isalnum()}
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]+")


@lru_cache(maxsize=128)
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of three words of a text, case and punctuation aside; every ideograph or kana is a word.

    A text shorter than a run is one shingle, a text without words has none.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < RUN:
        return frozenset([tuple(words)]) if words else frozenset()
    return frozenset(zip(*(words[first:] for first in range(RUN)), strict=False))


def overlap(first: str, second: str) -> float:
    """Containment: shingles in common over those of the shorter text, 0 to 1.

    Unlike the Jaccard measure it stays 1 when one paper cut the other's last paragraphs. Two texts without
    words are alike, one with and one without are not.
    """
    one, other = shingles(first), shingles(second)
    if not one or not other:
        return float(bool(one) == bool(other))
    return len(one & other) / min(len(one), len(other))


def near_duplicates(first: str, second: str) -> bool:
    """Whether two texts of one source, day and headline are the same article."""
    return overlap(first, second) >= NEAR


def runs(text: str) -> frozenset[int]:
    """The runs of four words of a text, none for a text of a few words.

    They are hashes that mean the same only while the program runs.
    """
    text = text.casefold()
    words = text.translate(_SIGNS_TO_BLANKS).split() if text.isascii() else _WORD.findall(text)
    if len(words) < SHORTEST:
        return frozenset()
    return frozenset(map(hash, zip(words, words[1:], words[2:], words[3:], strict=False)))


class Text:
    """A text as it is compared; each part is found out once, when it is needed."""

    def __init__(self, body: str) -> None:
        """Compare ``body`` with others."""
        self._body = body

    @cached_property
    def runs(self) -> frozenset[int]:
        """Its :func:`runs`."""
        return runs(self._body)

    @cached_property
    def facts(self) -> frozenset[str]:
        """The names and numbers in it."""
        return frozenset(_FACT.findall(self._body))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers among them."""
        return frozenset(fact for fact in self.facts if fact[0].isdigit())


def versions(one: Text, other: Text) -> bool:
    """Whether two articles are versions of one piece: cut, grown, reordered, edited, but the same report."""
    # What the facts alone tell goes first: they are sooner found than runs.
    common = len(one.facts & other.facts)
    if common < _CLOSE_FACTS * min(len(one.facts), len(other.facts)):
        return False
    fewer, more = sorted((len(one.numbers), len(other.numbers)))
    odd = fewer - len(one.numbers & other.numbers)
    if odd > _CONTRADICTION * more:
        return False
    if len(one.runs) > len(other.runs):
        one, other = other, one
    if not one.runs or len(one.runs) < _LEAST_LENGTH * len(other.runs):
        return False
    shared = len(one.runs & other.runs) / len(one.runs)
    brief = len(one.runs) < _BRIEF
    if shared < (_LEAST_FACTS if brief else _LEAST_SHARED):
        return False
    if len(one.runs) == len(other.runs) and len(one.facts) > len(other.facts):
        one, other = other, one
    told = common / len(one.facts) if one.facts else 1.0
    if told < (_CLOSE_FACTS if shared >= _CLOSE and not brief else _LEAST_FACTS):
        return False
    return odd <= (0 if brief else _CONTRADICTION * len(one.numbers))
