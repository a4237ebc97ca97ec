"""Segments to search in, and a second opinion on what a search must find.

``make_segments`` builds real segment files from a few words of plain Python. :class:`Model` answers the same
queries document by document, from the definition: slow, obvious, and independent of the arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from whoosh import query as whoosh

from index.fulltext.analysis import tokens
from index.fulltext.schema import HEADLINE_WEIGHT, make_schema
from index.fulltext.storage.layout import Layout
from index.fulltext.storage.segment_file import SegmentFile
from index.fulltext.storage.segment_view import SegmentView
from index.fulltext.writing.batch import Batch
from index.fulltext.writing.vocabulary import Vocabulary


@dataclass
class Doc:
    """An article as the index sees it."""

    body: str = ""
    headline: str = ""
    published: int = 0
    source: str = ""
    id: int = 0
    deleted: bool = False
    words: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def positions(self, name: str, term: str) -> list[int]:
        """Where a term stands in a field."""
        if name not in self.words:
            self.words[name] = [(token.text, token.position) for token in tokens(getattr(self, name))]
        return [position for word, position in self.words[name] if word == term]

    def length(self, name: str) -> int:
        """How many terms a field has."""
        self.positions(name, "")
        return len(self.words[name])


Layouts = Sequence[Sequence[Doc]]
"""Documents by segment."""


@pytest.fixture(scope="session")
def make_segments(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Layouts], list[SegmentView]]:
    """Builds segments of documents, some deleted."""

    def make(layout: Layouts) -> list[SegmentView]:
        folder: Path = tmp_path_factory.mktemp("segments")
        views = []
        number = 0
        for place, docs in enumerate(layout):
            batch = Batch(Layout.of(make_schema()), Vocabulary())
            for doc in docs:
                number += 1
                doc.id = doc.id or number
                batch.add(
                    {
                        "id": doc.id,
                        "headline": doc.headline,
                        "body": doc.body,
                        "published": doc.published,
                        "source": doc.source,
                    }
                )
            path = folder / f"{place}.segment"
            batch.write(path)
            live = np.array([not doc.deleted for doc in docs])
            views.append(SegmentView(SegmentFile(path), None if live.all() else live))
        return views

    return make


class Model:
    """Finds and scores documents one by one."""

    boosts: dict[str, float] = {"headline": HEADLINE_WEIGHT}  # noqa: RUF012

    def __init__(self, layout: Layouts) -> None:
        self.docs = [doc for docs in layout for doc in docs]
        self._idf: dict[tuple[str, str], float] = {}
        self._average: dict[str, float] = {}

    def search(self, query: whoosh.Query) -> dict[int, float]:
        """Documents by number in the whole index, and their scores."""
        found = ((number, self.score(query, doc)) for number, doc in enumerate(self.docs) if not doc.deleted)
        return {number: score for number, score in found if score is not None}

    def score(self, query: Any, doc: Doc, boost: float = 1.0) -> float | None:
        """What a query gives a document; None where it does not match."""
        match query:
            case whoosh.Term():
                return self._term(query.fieldname, query.text, doc, boost * query.boost)
            case whoosh.And():
                scores = [self.score(part, doc, self._group(query, boost)) for part in query.subqueries]
                return sum(scores) if scores and None not in scores else None  # type: ignore[arg-type]
            case whoosh.DisjunctionMax():
                best = [self.score(part, doc, self._group(query, boost)) for part in query.subqueries]
                return max((score for score in best if score is not None), default=None)
            case whoosh.Or():
                scores = [self.score(part, doc, self._group(query, boost)) for part in query.subqueries]
                present = [score for score in scores if score is not None]
                return sum(present) if present else None
            case whoosh.AndNot():
                return self.score(query.a, doc, boost) if self.score(query.b, doc) is None else None
            case whoosh.AndMaybe():
                first = self.score(query.a, doc, boost)
                return None if first is None else first + (self.score(query.b, doc, boost) or 0.0)
            case whoosh.Require():
                return None if self.score(query.b, doc) is None else self.score(query.a, doc, boost)
            case whoosh.Not():
                return boost if self.score(query.query, doc) is None else None
            case whoosh.ConstantScoreQuery():
                return None if self.score(query.child, doc) is None else boost * query.score
            case whoosh.Phrase():
                return self._phrase(query, doc, boost * query.boost)
            case whoosh.Every():
                has = query.fieldname is None or doc.length(query.fieldname)
                return boost * query.boost if has else None
            case whoosh.NumericRange():
                value = getattr(doc, query.fieldname)
                return boost * query.boost if self._inside(query, value) else None
            case whoosh.Prefix() | whoosh.Wildcard() | whoosh.FuzzyTerm() | whoosh.TermRange():
                doc.positions(query.fieldname, "")
                words = {word for word, _ in doc.words[query.fieldname]}
                return boost * query.boost if any(self._means(query, word) for word in words) else None
        if query == whoosh.NullQuery:
            return None
        raise AssertionError(f"the model does not know {query!r}")

    def _group(self, query: Any, boost: float) -> float:
        return boost * query.boost if len(query.subqueries) > 1 else boost

    def _term(self, name: str, text: str, doc: Doc, boost: float) -> float | None:
        frequency = len(doc.positions(name, text)) * self.boosts.get(name, 1.0)
        if not frequency:
            return None
        if (name, text) not in self._idf:
            having = sum(bool(other.positions(name, text)) for other in self.docs)
            self._idf[name, text] = log(len(self.docs) / (having + 1)) + 1
        if name not in self._average:
            self._average[name] = sum(other.length(name) for other in self.docs) / len(self.docs)
        k1, b = 1.2, 0.75
        norm = k1 * (1 - b + b * doc.length(name) / self._average[name])
        return boost * self._idf[name, text] * frequency * (k1 + 1) / (frequency + norm)

    def _phrase(self, query: Any, doc: Doc, boost: float) -> float | None:
        reached = set(doc.positions(query.fieldname, query.words[0]))
        for word in query.words[1:]:
            reached = {
                position
                for position in doc.positions(query.fieldname, word)
                if any(1 <= position - before <= query.slop for before in reached)
            }
        if not reached:
            return None
        return sum(self._term(query.fieldname, word, doc, boost) or 0.0 for word in query.words)

    def _inside(self, query: Any, value: int) -> bool:
        low = -(1 << 40) if query.start is None else query.start + query.startexcl
        high = 1 << 40 if query.end is None else query.end - query.endexcl
        return bool(low <= value <= high)

    def _means(self, query: Any, word: str) -> bool:
        match query:
            case whoosh.Prefix():
                return word.startswith(query.text)
            case whoosh.Wildcard():
                return self._glob(query.text, word)
            case whoosh.FuzzyTerm():
                same = word[: query.prefixlength] == query.text[: query.prefixlength]
                return same and self._distance(word, query.text) <= query.maxdist
        low = query.start is None or (word > query.start if query.startexcl else word >= query.start)
        high = query.end is None or (word < query.end if query.endexcl else word <= query.end)
        return bool(low and high)

    def _glob(self, pattern: str, word: str) -> bool:
        if not pattern:
            return not word
        if pattern[0] == "*":
            return any(self._glob(pattern[1:], word[at:]) for at in range(len(word) + 1))
        return bool(word) and pattern[0] in ("?", word[0]) and self._glob(pattern[1:], word[1:])

    def _distance(self, one: str, other: str) -> int:
        row = list(range(len(other) + 1))
        for at, letter in enumerate(one, 1):
            diagonal, row[0] = row[0], at
            for column, wanted in enumerate(other, 1):
                cheapest = min(row[column] + 1, row[column - 1] + 1, diagonal + (letter != wanted))
                diagonal, row[column] = row[column], cheapest
        return row[-1]


WORDS = [
    "ab",
    "abc",
    "abd",
    "ac",
    "acd",
    "ba",
    "bac",
    "bad",
    "bak",
    "cab",
    "cob",
    "dab",
    "dob",
    "gab",
    "kab",
    "zob",
]
"""Words that are their own stems, some of them nearly alike."""


class Chance:
    """Random archives and queries, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._weights = [1 / rank for rank in range(1, len(WORDS) + 1)]

    def text(self, lengths: Sequence[int] = (0, 3, 10, 20, 30)) -> str:
        """A text of one of these lengths, the first words of the list most often."""
        return " ".join(self.random.choices(WORDS, self._weights, k=self.random.choice(lengths)))

    def layout(self, docs: int) -> list[list[Doc]]:
        """About so many documents in one to five segments, some deleted."""
        share = self.random.choice([0.0, 0.0, 0.1, 0.5])
        made = [
            Doc(
                body=self.text(),
                headline=self.text(range(5)),
                published=self.random.choice([0, *range(19870301, 19870310)]),
                source=self.random.choice(["", "Gazette", "Courier", "Standard"]),
                deleted=self.random.random() < share,
            )
            for _ in range(docs)
        ]
        edges = sorted(self.random.sample(range(1, docs), self.random.choice([0, 0, 1, 4])))
        return [made[start:stop] for start, stop in pairwise([0, *edges, docs])]

    def word(self) -> str:
        """A word, seldom one that no document has."""
        return self.random.choice([*WORDS, "nowhere"])

    def name(self) -> str:
        """A text field."""
        return self.random.choice(["body", "body", "headline"])

    def boost(self) -> float:
        """Mostly none."""
        return self.random.choice([1.0, 1.0, 1.0, 2.5, 0.5])

    def leaf(self) -> whoosh.Query:
        """A query without parts."""
        name, word, boost = self.name(), self.word(), self.boost()
        day = self.random.randint(19870301, 19870309)
        words = self.random.choices(WORDS[:6], k=self.random.choice([2, 2, 3]))
        makers: list[Callable[[], whoosh.Query]] = [
            lambda: whoosh.Term(name, word, boost=boost),
            lambda: whoosh.Term(name, word, boost=boost),
            lambda: whoosh.Or([whoosh.Term("headline", word), whoosh.Term("body", word)]),
            lambda: whoosh.Or([whoosh.Term("headline", word), whoosh.Term("body", word)]),
            lambda: whoosh.Phrase(name, words, boost=boost),
            lambda: whoosh.Phrase(name, words, slop=self.random.choice([2, 3])),
            lambda: whoosh.Prefix(name, word[: self.random.choice([1, 2])], boost=boost),
            lambda: whoosh.Wildcard(name, "?" + word[1:2] + "*", boost=boost),
            lambda: whoosh.FuzzyTerm(
                name, word, maxdist=self.random.choice([1, 2]), prefixlength=self.random.choice([0, 1])
            ),
            lambda: whoosh.TermRange(
                name, "ac", word, self.random.random() < 0.5, self.random.random() < 0.5
            ),
            lambda: whoosh.NumericRange("published", day, day + 2, boost=boost),
            lambda: whoosh.Every(self.random.choice([None, "headline"]), boost=boost),
            lambda: whoosh.NullQuery,
        ]
        return self.random.choice(makers)()

    def query(self, depth: int = 3) -> whoosh.Query:
        """Any query, at most so deep."""
        if depth == 0 or self.random.random() < 0.3:
            return self.leaf()
        part = lambda: self.query(depth - 1)  # noqa: E731
        parts = [part() for _ in range(self.random.choice([2, 2, 3, 4]))]
        makers: list[Callable[[], whoosh.Query]] = [
            lambda: whoosh.And(parts, boost=self.boost()),
            lambda: whoosh.And(parts),
            lambda: whoosh.Or(parts, boost=self.boost()),
            lambda: whoosh.Or(parts),
            lambda: whoosh.And([*parts, whoosh.Not(part())]),
            lambda: whoosh.AndNot(parts[0], parts[1]),
            lambda: whoosh.AndMaybe(parts[0], parts[1]),
            lambda: whoosh.Require(parts[0], parts[1]),
            lambda: whoosh.DisjunctionMax(parts),
            lambda: whoosh.ConstantScoreQuery(parts[0], self.random.choice([1.0, 3.0])),
            lambda: whoosh.Not(parts[0]),
        ]
        return self.random.choice(makers)()


@pytest.fixture(scope="session")
def chance() -> type[Chance]:
    """Makes random archives and queries from a seed."""
    return Chance


@pytest.fixture(scope="session")
def model() -> type[Model]:
    """Makes a model of documents by segment."""
    return Model


@pytest.fixture(scope="session")
def doc() -> type[Doc]:
    """Makes a document."""
    return Doc
