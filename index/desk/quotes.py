"""A passage that somebody has marked in a text, found again when the text has changed.

A passage is kept with what stands before and after it. In a new text it is looked for as it is; where it
stands there several times, its surroundings decide. Else its surroundings tell where it stood; else the words
most like it are taken, if they are like enough. A passage that is gone from the text is not guessed at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from index.desk.records import Passage

CONTEXT = 80
"""Characters kept of what stands before and after a passage."""

LIKE_IN_PLACE = 0.4
"""How like the old passage a new one must be (0 to 1) where the text before and after it is the same."""

LIKE_ANYWHERE = 0.65
"""How like it must be where nothing else tells that it is the same passage."""

_ANCHOR = 24
"""Characters of context that must be the same on both sides to tell the place by them."""

_LONG = 400
"""Words from which on only the beginning and the end of a passage are looked for."""

_END = 100
"""Words of such an end."""

_FEWEST = 4
"""Words below which likeness alone means nothing."""

_TRIED = 3
"""Windows of the text that are compared word by word."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])[^\W_])+")


class Found(NamedTuple):
    """Where a passage stands in a text."""

    start: int
    end: int
    likeness: float
    """1 where it is the very same, else how many of its words are."""


class _Token(NamedTuple):
    """A word of a text, without case."""

    word: str
    start: int
    end: int


def cut(text: str, start: int, end: int) -> Passage:
    """The passage between two offsets of a text, white space at its ends left out."""
    start, end = max(0, start), min(len(text), end)
    chosen = text[start:end]
    start += len(chosen) - len(chosen.lstrip())
    chosen = chosen.strip()
    end = start + len(chosen)
    return Passage(chosen, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start)


def find(text: str, passage: Passage) -> Found | None:
    """Where a passage stands in a text; None where it is lost."""
    if not passage.text.strip():
        return None
    return _same(text, passage) or _in_place(text, passage) or _alike(text, passage)


def _same(text: str, passage: Passage) -> Found | None:
    """The passage unchanged: where most of its surroundings are, then nearest to where it was."""
    places = list(_occurrences(text, passage.text))
    if not places:
        return None

    def worth(start: int) -> tuple[int, int]:
        around = _common(text[:start][::-1][:CONTEXT], passage.before[::-1])
        around += _common(text[start + len(passage.text) :][:CONTEXT], passage.after)
        return around, -abs(start - passage.position)

    best = max(places, key=worth)
    return Found(best, best + len(passage.text), 1.0)


def _in_place(text: str, passage: Passage) -> Found | None:
    """What stands now between the words that stood before and after, if it is still something like it."""
    before, after = passage.before[-_ANCHOR:], passage.after[:_ANCHOR]
    if min(len(before.strip()), len(after.strip())) < _ANCHOR // 2:
        return None
    longest = 2 * len(passage.text) + _ANCHOR
    found = []
    for place in _occurrences(text, before):
        start = place + len(before)
        end = text.find(after, start, start + longest + len(after))
        if end > start and (likeness := _likeness(passage.text, text[start:end])) >= LIKE_IN_PLACE:
            found.append(Found(start, end, likeness))
    return _best(found, passage.position)


def _alike(text: str, passage: Passage) -> Found | None:
    """The stretch of a text whose words are most like those of the passage, in their order."""
    near, length = passage.position, len(passage.text)
    words = [token.word for token in _tokens(passage.text)]
    tokens = list(_tokens(text))
    if len(words) < _FEWEST or len(tokens) < _FEWEST:
        return None
    if len(words) <= _LONG:
        return _most_like(tokens, words, near)
    first = _most_like(tokens, words[:_END], near)
    last = _most_like(tokens, words[-_END:], near + length)
    if not first or not last or not length / 2 < last.end - first.start < length * 2:
        return None
    return Found(first.start, last.end, min(first.likeness, last.likeness))


def _most_like(tokens: list[_Token], words: list[str], near: int) -> Found | None:
    """The run of tokens most like some words, if it is like enough; of equals, that nearest to an offset."""
    margin = len(words) // 4 + 1
    found = []
    for place in _windows(tokens, words, near):
        run = tokens[max(0, place - margin) : place + len(words) + margin]
        matcher = SequenceMatcher(None, words, [token.word for token in run], autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        first, last = blocks[0].b, blocks[-1].b + blocks[-1].size - 1
        likeness = 2 * sum(block.size for block in blocks) / (len(words) + last - first + 1)
        if likeness >= LIKE_ANYWHERE:
            found.append(Found(run[first].start, run[last].end, min(likeness, 0.99)))
    return _best(found, near)


def _best(found: list[Found], near: int) -> Found | None:
    """The most alike; of equals, that nearest to an offset."""
    return max(found, key=lambda place: (place.likeness, -abs(place.start - near)), default=None)


def _windows(tokens: list[_Token], words: list[str], near: int) -> list[int]:
    """Where the runs of tokens begin that share most words with those wanted, whatever their order."""
    size = len(words)
    missing = Counter(words)
    shared = 0
    counts: list[tuple[int, int, int]] = []
    for place, token in enumerate(tokens):
        shared += missing[token.word] > 0
        missing[token.word] -= 1
        if place >= size:
            gone = tokens[place - size].word
            missing[gone] += 1
            shared -= missing[gone] > 0
        start = max(0, place - size + 1)
        counts.append((-shared, abs(tokens[start].start - near), start))
    best: list[int] = []
    for worth, _, start in sorted(counts):
        if len(best) == _TRIED or not worth:
            break
        if all(abs(start - other) > size // 2 for other in best):
            best.append(start)
    return best


def _likeness(old: str, new: str) -> float:
    """Which share of the words of two passages is the same, below 1."""
    words, others = ([token.word for token in _tokens(text)] for text in (old, new))
    if max(len(words), len(others)) > _LONG:
        shared = (Counter(words) & Counter(others)).total()
        return min(2 * shared / (len(words) + len(others)), 0.99)
    return min(SequenceMatcher(None, words, others, autojunk=False).ratio(), 0.99)


def _tokens(text: str) -> Iterator[_Token]:
    """The words of a text; a Chinese or Japanese character is one."""
    return (_Token(word.group().casefold(), *word.span()) for word in _WORD.finditer(text))


def _occurrences(text: str, part: str) -> Iterator[int]:
    """Where a text has a part."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))
