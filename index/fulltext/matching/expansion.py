"""Queries that stand for many words: prefixes, wildcards, fuzzy words, ranges of words, ranges of dates.

The words of a field are sorted, so those of a prefix or a range lie side by side, and so do their postings:
one slice, however many words it is. Wildcards and fuzzy words pick single words out of such a stretch; two
caps keep the picking within bounds of time and memory on any vocabulary, and a note tells the reader where
one was reached:

* at most :data:`EXAMINED` words are looked at;
* at most :data:`PICKED` words are searched for, the most common ones.

All of them score a constant: the boost. (Whoosh means to do the same, ``constantscore=True``, yet scores
single words and, in larger indexes, all of them by BM25F.)
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from index.fulltext.analysis import EXACT
from index.fulltext.matching.nodes import ConstantNode
from index.fulltext.storage.documents import EMPTY, MASK, NUMBER, Documents, is_large
from index.fulltext.storage.segment_file import Array

if TYPE_CHECKING:
    from index.fulltext.storage.lexicon import Lexicon
    from index.fulltext.storage.segment_view import FieldView

EXAMINED = 200_000
"""How many words of a segment a wildcard or fuzzy word is compared with."""

PICKED = 2_000
"""How many words of a segment a wildcard or fuzzy word may stand for."""

_EXACT = EXACT.encode()
"""Exact forms of accented words stand beside their folded ones: patterns, being folded, ask for these."""

_BLOCK = 1 << 20
"""How many postings are read at once: bounds memory whatever a prefix stands for."""

Tell = Callable[[str], None]
"""Takes a note for the reader."""

Range = tuple[int, int]
"""Numbers of terms: the first, and the one after the last."""


class WordsNode(ConstantNode):
    """Documents with any of many words of a field."""

    def __init__(self, view: FieldView, doc_count: int, ranges: list[Range], score: float) -> None:
        """``ranges`` of term numbers, rising."""
        super().__init__(doc_count, score)
        self._view = view
        self._ranges = ranges
        spans = [view.posting_range(low, high) for low, high in ranges]
        self._postings = sum(stop - start for start, stop in spans)
        self.bound = min(self._postings, doc_count)

    def documents(self) -> Documents:
        """The union of their postings."""
        if self._postings and len(self._ranges) == 1 and self._ranges[0][1] - self._ranges[0][0] == 1:
            return self._view.documents(self._ranges[0][0])
        if not is_large(self._postings, self.doc_count):
            found = [self._view.documents(low, high) for low, high in self._ranges]
            return np.unique(np.concatenate(found)) if found else EMPTY
        mask = np.zeros(self.doc_count, MASK)
        for low, high in self._ranges:
            start, stop = self._view.posting_range(low, high)
            for at in range(start, stop, _BLOCK):
                mask[self._view.raw_documents(at, min(at + _BLOCK, stop)).astype(NUMBER)] = True
        return mask


class ColumnNode(ConstantNode):
    """Documents whose value in a column lies in a range; a missing value is the column's default."""

    def __init__(self, column: Array, low: int | None, high: int | None, score: float) -> None:
        """``low`` and ``high`` are included; None leaves that end open."""
        super().__init__(len(column), score)
        self._column = column
        limits = np.iinfo(column.dtype)
        self._low = None if low is None or low <= limits.min else low
        self._high = None if high is None or high >= limits.max else high
        self._impossible = (low is not None and low > limits.max) or (high is not None and high < limits.min)
        self.bound = 0 if self._impossible else len(column)

    def documents(self) -> Documents:
        """As a mask: all values are compared."""
        return self._inside(self._column)

    def membership(self, numbers: Documents) -> Documents:
        """Only the values of ``numbers`` are compared."""
        return self._inside(self._column.take(numbers))

    def _inside(self, values: Array) -> Documents:
        if self._impossible:
            return np.zeros(len(values), MASK)
        if self._low is None:
            return np.ones(len(values), MASK) if self._high is None else values <= self._high
        inside: Documents = values >= self._low
        if self._high is not None:
            inside &= values <= self._high
        return inside


def prefix(lexicon: Lexicon, text: str) -> list[Range]:
    """The words that begin with ``text``."""
    low, high = lexicon.prefix_range(text.encode())
    return [(low, high)] if low < high else []


def between(
    lexicon: Lexicon, start: bytes | None, end: bytes | None, *, open_start: bool, open_end: bool
) -> list[Range]:
    """The words from ``start`` to ``end``; an open end leaves the word itself out."""
    low = 0 if start is None else lexicon.bisect(start)
    if open_start and low < len(lexicon) and lexicon.term(low) == start:
        low += 1
    high = len(lexicon)
    if end is not None:
        high = lexicon.bisect(end)
        if not open_end and high < len(lexicon) and lexicon.term(high) == end:
            high += 1
    return [(low, high)] if low < high else []


def wildcard(view: FieldView, pattern: str, tell: Tell) -> list[Range]:
    """The words that a pattern with ``*``, ``?`` or ``[..]`` matches."""
    literal = re.split(r"[*?\[]", pattern, maxsplit=1)[0]
    low, high = _examined(view.terms, literal, pattern, tell)
    matches = re.compile(fnmatch.translate(pattern)).match
    terms = enumerate(view.terms.terms(low, high), low)
    numbers = [number for number, term in terms if not term.startswith(_EXACT) and matches(term.decode())]
    return _picked(view, numbers, pattern, tell)


def fuzzy(view: FieldView, word: str, distance: int, prefix_length: int, tell: Tell) -> list[Range]:
    """The words that ``distance`` insertions, deletions or replacements lead to, with the same beginning."""
    low, high = _examined(view.terms, word[:prefix_length], f"{word}~{distance}", tell)
    words = [term.decode() for term in view.terms.terms(low, high)]
    close = [place for place, other in enumerate(words) if abs(len(other) - len(word)) <= distance]
    if not close:
        return []
    near = _within([words[place] for place in close], word, distance)
    return _picked(view, [low + close[place] for place in near], f"{word}~{distance}", tell)


def _examined(lexicon: Lexicon, beginning: str, pattern: str, tell: Tell) -> Range:
    low, high = lexicon.prefix_range(beginning.encode())
    if high - low > EXAMINED:
        tell(f"“{pattern}” was compared with {EXAMINED:,} words only: begin it with more letters.")
        high = low + EXAMINED
    return low, high


def _picked(view: FieldView, numbers: list[int], pattern: str, tell: Tell) -> list[Range]:
    if len(numbers) > PICKED:
        tell(f"“{pattern}” stands for more than {PICKED:,} words: the most common of them were searched for.")
        numbers.sort(key=view.document_frequency, reverse=True)
        numbers = sorted(numbers[:PICKED])
    ranges: list[Range] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number:
            ranges[-1] = (ranges[-1][0], number + 1)
        else:
            ranges.append((number, number + 1))
    return ranges


def _within(words: list[str], word: str, distance: int) -> list[int]:
    """Which of ``words`` lie within an edit distance: the textbook table, for all words at once."""
    longest = max(len(other) for other in words)
    letters = np.zeros((longest, len(words)), np.uint32)
    for place, other in enumerate(words):
        letters[: len(other), place] = np.frombuffer(other.encode("utf-32-le"), np.uint32)
    lengths = np.array([len(other) for other in words])
    wanted = [ord(letter) for letter in word]
    table = [np.full(len(words), column, np.int16) for column in range(len(wanted) + 1)]
    result = np.where(lengths == 0, len(wanted), distance + 1)
    for row in range(longest):
        diagonal = table[0]
        table[0] = np.full(len(words), row + 1, np.int16)
        for column, letter in enumerate(wanted, 1):
            above = table[column]
            replaced = diagonal + (letters[row] != letter)
            table[column] = np.minimum(np.minimum(above, table[column - 1]) + 1, replaced).astype(np.int16)
            diagonal = above
        result = np.where(lengths == row + 1, table[-1], result)
    places: list[int] = (result <= distance).nonzero()[0].tolist()
    return places
