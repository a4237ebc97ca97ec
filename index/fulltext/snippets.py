"""Where a text matches a query, and the passage of an article that shows why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from index.article import Article
from index.fulltext.analysis import folded, spans, terms_of
from index.fulltext.language.syntax import All, Either, In, Node, Pattern, Phrase, Word, read
from index.records import Snippet, Span

ELLIPSIS = "…"

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]* +|[。！？]")
_NEAR = 24  # characters within which a cut looks for the end of a word


class Match(NamedTuple):
    """A place in a text that the query asks for."""

    start: int
    end: int
    part: int
    """Which part of the query matches here."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """What a query looks for in running text. What it excludes, and its dates, are not in it.

    A phrase matches only as a phrase, and as one stretch. Words are compared as the index compares them.
    """

    phrases: tuple[tuple[str, ...], ...] = ()
    """Stems that stand next to each other; a word is a phrase of one."""
    patterns: tuple[re.Pattern[str], ...] = ()
    """For words without case and accents, whole."""

    def __bool__(self) -> bool:
        """Whether anything can match at all."""
        return bool(self.phrases or self.patterns)

    def spans(self, text: str) -> list[Span]:
        """The stretches of a text that match, in order, none touching another's inside."""
        return _joined(self.matches(text))

    def matches(self, text: str) -> Iterator[Match]:
        """Every match, in the order of their ends."""
        if not self:
            return
        stems: list[str] = []
        starts: list[int] = []
        known: dict[str, tuple[str, list[int], list[tuple[int, tuple[str, ...]]]]] = {}
        for start, end in spans(text):
            word = text[start:end]
            if word not in known:
                known[word] = self._looked_up(word)
            stem, whole, ending = known[word]
            stems.append(stem)
            starts.append(start)
            for part in whole:
                yield Match(start, end, part)
            for part, phrase in ending:
                if tuple(stems[-len(phrase) :]) == phrase:
                    yield Match(starts[-len(phrase)], end, part)

    def _looked_up(self, word: str) -> tuple[str, list[int], list[tuple[int, tuple[str, ...]]]]:
        """The stem of a word, the parts that it matches alone, and the phrases that it may be the end of."""
        stem, plain_word = terms_of(word)[0], folded(word)
        whole = [part for part, phrase in enumerate(self.phrases) if phrase == (stem,)]
        whole += [
            len(self.phrases) + place
            for place, pattern in enumerate(self.patterns)
            if pattern.fullmatch(plain_word) or pattern.fullmatch(stem)  # as the index has it
        ]
        ending = [
            (part, phrase) for part, phrase in enumerate(self.phrases) if phrase[1:] and phrase[-1] == stem
        ]
        return stem, whole, ending


@lru_cache(maxsize=64)
def matcher(query: str, fields: frozenset[str] = frozenset(("headline", "body"))) -> Matcher:
    """What a query looks for in texts of these fields; QueryError when it cannot be understood.

    By default the running text: what is asked of headline or body, in either.
    """
    phrases: list[tuple[str, ...]] = []
    patterns: list[str] = []
    for leaf in _wanted(read(query), fields, frozenset(("headline", "body"))):
        if isinstance(leaf, Pattern):
            patterns.append(_expression(leaf.text))
        else:
            phrases.append(tuple(terms_of(leaf.text[start:end])[0] for start, end in spans(leaf.text)))
    return Matcher(
        tuple(dict.fromkeys(phrases)), tuple(re.compile(pattern) for pattern in dict.fromkeys(patterns))
    )


def snippet(article: Article, wanted: Matcher, width: int = 160) -> Snippet:
    """The passage of at most ``width`` characters that has most of the query; else the beginning."""
    from index.markdown import plain  # who only searches need not wait for it

    text = " ".join(plain(article.body).split())
    found = list(wanted.matches(text))
    if len(text) <= width:
        return Snippet(text, tuple(wanted.spans(text)))
    room = width - 2 * len(ELLIPSIS)
    start, end = _passage(text, found, room)
    before, after = ELLIPSIS if start else "", ELLIPSIS if end < len(text) else ""
    shown = text[start:end]
    marks = tuple(
        (max(first, start) - start + len(before), min(last, end) - start + len(before))
        for first, last in _joined(found)
        if first < end and last > start
    )
    return Snippet(before + shown + after, marks)


def _passage(text: str, found: list[Match], room: int) -> Span:
    """Start and end of the best passage of at most ``room`` characters."""
    first, last = _densest(found, room) if found else (0, 0)
    before = max(0, room - (last - first)) // 3
    start = max(0, min(first - before, len(text) - room))
    if start:
        start = _start_near(text, start, first)
    end = min(len(text), start + room)
    if end < len(text):
        end = _end_near(text, end, max(start, min(last, end)))
    return start, end


def _densest(found: list[Match], room: int) -> Span:
    """The stretch of at most ``room`` characters in which most parts of the query match, then most often."""
    found = sorted(found)
    best, best_worth, last = (found[0].start, found[0].end), (0, 0), 0
    counts: dict[int, int] = {}
    for first, match in enumerate(found):
        if first:
            gone = found[first - 1].part
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
        last = max(last, first)
        while last < len(found) and (found[last].end <= match.start + room or last == first):
            counts[found[last].part] = counts.get(found[last].part, 0) + 1
            last += 1
        worth = (len(counts), last - first)
        if worth > best_worth:
            best, best_worth = (match.start, max(other.end for other in found[first:last])), worth
    return best


def _start_near(text: str, start: int, first: int) -> int:
    """Where to begin so that ``first`` is shown: at a sentence, else at a word, from ``start`` on."""
    sentences = [match.end() for match in _SENTENCE_END.finditer(text, max(0, start - 1), first)]
    if sentences:
        return sentences[0]
    space = text.find(" ", start - 1, min(first, start + _NEAR))
    return space + 1 if space >= 0 else start


def _end_near(text: str, end: int, last: int) -> int:
    """Where to end before ``end`` so that what ends at ``last`` is shown: after a word."""
    if text[end] == " ":
        return end
    space = text.rfind(" ", max(last, end - _NEAR), end)
    return space if space >= 0 else end


def _joined(found: Iterable[Match]) -> list[Span]:
    """Matches as stretches, those that overlap as one."""
    joined: list[Span] = []
    for start, end, _ in sorted(found):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _wanted(node: Node, fields: frozenset[str], within: frozenset[str]) -> Iterator[Word | Phrase | Pattern]:
    """The leaves of a tree that ask for words in one of the fields."""
    match node:
        case Word() | Phrase() if fields & within:
            yield node
        case Pattern() if fields & within:
            yield from node.pieces
        case In(field, part):
            yield from _wanted(part, fields, frozenset((field,)))
        case All(parts) | Either(parts):
            for part in parts:
                yield from _wanted(part, fields, within)


def _expression(pattern: str) -> str:
    """The regular expression for a word with wildcards."""
    return "".join(
        {"*": ".*", "?": "."}.get(sign) or re.escape(folded(sign))
        for sign in re.split(r"([*?])", pattern)
        if sign
    )
