"""What tells two versions of a text apart: sentence by sentence, and within a sentence word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from index.article import Article
from index.links.records import Change, Difference, Passage
from index.markdown import plain
from index.records import Span
from index.sentences import sentence_ends

LEAST_ALIKE = 0.5
"""Two sentences that share less of their words are a sentence cut and another one added."""

_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")


def difference(one: Article, other: Article) -> Difference:
    """What the second article has that the first has not, and the other way round; headlines included."""
    before, after = _sentences(one), _sentences(other)
    keys, other_keys = [_key(text) for text in before], [_key(text) for text in after]
    passages: list[Passage] = []
    matcher = SequenceMatcher(None, keys, other_keys, autojunk=False)
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        cut, added = before[start:end], after[other_start:other_end]
        if what == "equal":
            passages += (Passage(Change.KEPT, old, new) for old, new in zip(cut, added, strict=True))
        else:
            passages += _paired(cut, added)
    return Difference(tuple(passages), _kept(before, after))


def _sentences(article: Article) -> list[str]:
    """The headline and the sentences of the body, without marks of Markdown."""
    body = plain(article.body)
    places = [0, *sentence_ends(body), len(body)]
    found = (body[start:end].strip() for start, end in pairwise(places))
    return [text for text in (article.headline.strip(), *found) if text]


def _key(sentence: str) -> tuple[str, ...]:
    """What makes two sentences the same: their words, whatever the quotation marks and line ends."""
    return tuple(word for word in _WORD.findall(sentence) if word[0].isalnum()) or (sentence,)


def _paired(cut: list[str], added: list[str]) -> Iterator[Passage]:
    """Sentences that took each other's place: those much alike are one reworded, in order."""
    start = 0
    for sentence in cut:
        best, place = 0.0, -1
        for number in range(start, len(added)):
            alike = _alike(sentence, added[number])
            if alike > best:
                best, place = alike, number
        if best < LEAST_ALIKE:
            yield Passage(Change.CUT, sentence, "", ((0, len(sentence)),))
            continue
        for new in added[start:place]:
            yield Passage(Change.ADDED, "", new, (), ((0, len(new)),))
        yield _reworded(sentence, added[place])
        start = place + 1
    for new in added[start:]:
        yield Passage(Change.ADDED, "", new, (), ((0, len(new)),))


def _alike(one: str, other: str) -> float:
    """The share of words that two sentences have in common."""
    words, other_words = _key(one), _key(other)
    shared = set(words) & set(other_words)
    return 2 * len(shared) / max(1, len(set(words)) + len(set(other_words)))


def _reworded(old: str, new: str) -> Passage:
    """A sentence that was edited, with the words that went and came."""
    words, other_words = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    matcher = SequenceMatcher(
        None, [word[0] for word in words], [word[0] for word in other_words], autojunk=False
    )
    removed: list[Span] = []
    inserted: list[Span] = []
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        if what != "equal" and end > start:
            removed.append((words[start].start(), words[end - 1].end()))
        if what != "equal" and other_end > other_start:
            inserted.append((other_words[other_start].start(), other_words[other_end - 1].end()))
    return Passage(Change.REWORDED, old, new, tuple(removed), tuple(inserted))


def _kept(before: list[str], after: list[str]) -> float:
    """The share of the first text's words that the second one has in the same order."""
    words = [word for sentence in before for word in _key(sentence)]
    other = [word for sentence in after for word in _key(sentence)]
    if not words:
        return 1.0
    blocks = SequenceMatcher(None, words, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(words)
