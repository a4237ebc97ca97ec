"""The articles that the engines are measured with, and the words to search them for."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import Stemmer

_WORD = re.compile(r"\w+")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Corpus:
    """JSON Lines files (also gzipped) of articles, as often as wanted. Pickled, it is their paths."""

    path: Path
    times: int = 1
    distinct: int = 0
    """So many words that no other article has are added to each article."""
    more: tuple[Path, ...] = ()
    """The files besides the first."""

    def __getstate__(self) -> dict[str, Any]:
        """Without what was read: a worker process reads for itself."""
        return {"path": self.path, "times": self.times, "distinct": self.distinct, "more": self.more}

    @cached_property
    def lines(self) -> list[dict[str, Any]]:
        """The articles of the files."""
        return [_article(line) for path in (self.path, *self.more) for line in _lines(path)]

    @cached_property
    def _raw(self) -> list[str]:
        """The lines of the files as they stand there."""
        return [line for path in (self.path, *self.more) for line in _lines(path)]

    def __len__(self) -> int:
        """How many articles there are, all copies counted."""
        return len(self.lines) * self.times

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """All articles; ids count from 0."""
        return self._copies(self.lines, 0, len(self.lines))

    def __call__(self, part: int, parts: int) -> Iterable[Mapping[str, Any]]:
        """One part of many: what a worker process is given to read, all copies of some of the lines.

        So every line is parsed in one process only, as a database gives a range without the rest.
        """
        size = len(self._raw)
        start, stop = size * part // parts, size * (part + 1) // parts
        return self._copies(list(map(_article, self._raw[start:stop])), start, size)

    def _copies(self, lines: list[dict[str, Any]], start: int, size: int) -> Iterator[dict[str, Any]]:
        """Neighbouring lines, the first of which is line ``start`` of ``size``, as often as wanted."""
        for copy in range(self.times):
            for number, line in enumerate(lines, copy * size + start):
                article = {**line, "id": number}
                if self.distinct:
                    words = " ".join(f"z{number}y{count}" for count in range(self.distinct))
                    article["body"] = f"{article['body']} {words}"
                yield article

    @property
    def text_bytes(self) -> int:
        """Bytes of headlines and bodies as UTF-8."""
        return self.times * sum(
            len(article["headline"].encode()) + len(article["body"].encode()) for article in self.lines
        )

    def days(self) -> tuple[int, int]:
        """The first and last day of the middle third of all days that have articles."""
        days = sorted({article["published"] for article in self.lines if article["published"] % 100})
        return (days[len(days) // 3], days[len(days) * 2 // 3]) if days else (1, 99_999_999)


def _lines(path: Path) -> Iterator[str]:
    """The lines of one file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="\n") as file:
        yield from file


def _article(raw: str) -> dict[str, Any]:
    """The fields of an article that are indexed."""
    line = json.loads(raw)
    day = _DAY.match(line.get("published") or "")
    return {
        "headline": line.get("headline") or "",
        "body": line.get("body") or "",
        "source": line.get("source") or "",
        "published": int("".join(day.groups())) if day else 0,
    }


class Words:
    """Which words and pairs of words are how common, by articles that have them.

    Only words are chosen that Porter's stemmer and Snowball's English one (Porter's second) take for the same
    words, so that all engines have the same to do.
    """

    def __init__(self, corpus: Corpus) -> None:
        """Count them in a sample of at most 20,000 articles."""
        step = max(1, len(corpus.lines) // 20_000)
        sample = corpus.lines[::step]
        self._articles = len(sample)
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for article in sample:
            words = _WORD.findall(article["body"].lower())
            self._words.update(set(words))
            self._pairs.update({pair for pair in pairwise(words) if min(map(len, pair)) > 1})
        kin = [self._kin("porter"), self._kin("english")]
        self._clear = {word for word in self._words if word.isalpha() and kin[0][word] == kin[1][word]}

    def near(self, share: float, count: int, length: int = 4) -> list[str]:
        """Words of at least ``length`` letters that about this share of the articles have."""
        wanted = max(2.0, share * self._articles)
        words = (word for word in self._clear if len(word) >= length)
        return sorted(words, key=lambda word: (abs(self._words[word] - wanted), word))[:count]

    def common(self, count: int) -> list[str]:
        """The most common words."""
        words = (word for word, _ in self._words.most_common() if len(word) > 1 and word in self._clear)
        return list(islice(words, count))

    def pairs_near(self, share: float, count: int, length: int = 4) -> list[str]:
        """Pairs of neighbouring words that about this share of the articles have."""
        wanted = max(2.0, share * self._articles)
        pairs = (
            pair for pair in self._pairs if min(map(len, pair)) >= length and self._clear.issuperset(pair)
        )
        chosen = sorted(pairs, key=lambda pair: (abs(self._pairs[pair] - wanted), pair))[:count]
        return [" ".join(pair) for pair in chosen]

    def common_pair(self) -> str:
        """The most common pair."""
        return next(" ".join(pair) for pair, _ in self._pairs.most_common() if self._clear.issuperset(pair))

    def _kin(self, algorithm: str) -> dict[str, frozenset[str]]:
        """For each word those of the same stem."""
        stemmer = Stemmer.Stemmer(algorithm)
        by_stem: dict[str, set[str]] = {}
        for word in self._words:
            by_stem.setdefault(stemmer.stemWord(word), set()).add(word)
        return {word: kin for words in by_stem.values() for kin in [frozenset(words)] for word in words}
