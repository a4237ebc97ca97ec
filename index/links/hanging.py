"""What hangs together with an article: the questions about links, versions, stories and ways, in one place.

The archive hands them on to the person; none of them needs the full-text index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.article import Article
from index.errors import ArticleMissing
from index.links import candidates, story, walk
from index.links.differences import difference
from index.links.records import Candidate, Difference, Graph, Step, Story, Wanted
from index.links.wanted import wanted
from index.links.weaving import Weaving
from index.store import Store

NEIGHBOURS, NEAR = 30, 2
"""Articles of a neighbourhood at most, and steps from its middle."""

CANDIDATES = 5
"""Candidates that are shown for a title."""


class Hanging:
    """Answers what hangs together in an archive. Every method may be called from any thread."""

    def __init__(self, store: Store, weaving: Weaving) -> None:
        """Ask ``store``, woven by ``weaving``."""
        self._store = store
        self._links = weaving.links
        self._copies = weaving.copies

    def candidates(self, article: int, position: int, near: Iterable[int] = ()) -> list[Candidate]:
        """What a link may mean, likeliest first; ``near`` are articles to be considered besides."""
        related = self._links.related(article)
        if not 0 <= position < len(related):
            raise ArticleMissing(f"article {article} has no link {position + 1}")
        link = related[position]
        known = self._links.traces.near([link.link.title])[link.link.title]
        found = candidates.candidates(self._store, article, position, known, near, link.article)
        return found[:CANDIDATES]

    def wanted(self, limit: int | None) -> list[Wanted]:
        """The wanted titles, those that most articles point at first, each with its candidates."""
        found = wanted(self._store, limit)
        return [
            replace(entry, candidates=tuple(self.candidates(entry.article, entry.position)))
            for entry in found
        ]

    def copies(self, article: int) -> list[int]:
        """The other versions of an article, by day."""
        return self._copies.family(article)

    def members(self, articles: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """The other versions of each article that has some."""
        return self._copies.members(articles)

    def story(self, article: int, limit: int) -> Story:
        """The articles that hang together with one, by date."""
        return story.tell(self._store, self._copies, article, limit)

    def path(self, start: int, goal: int, *, forward: bool) -> list[Step]:
        """The shortest way between two articles; empty where there is none."""
        return walk.steps(self._store, walk.way(self._store, start, goal, forward=forward) or ())

    def neighbourhood(self, article: int, limit: int = NEIGHBOURS, depth: int = NEAR) -> Graph:
        """The articles around one and what joins them."""
        reached, stopped = walk.spread(self._store, article, limit=limit, depth=depth)
        return walk.graph(self._store, reached, stopped)

    def graph(self, articles: Sequence[int], stopped: str = "") -> Graph:
        """Articles and what joins them to each other."""
        return walk.graph(self._store, (walk.Reached(article, 0, 1.0) for article in articles), stopped)

    def changes(self, texts: Sequence[Article]) -> list[Difference]:
        """What each text changed of the one before it."""
        return [difference(one, other) for one, other in pairwise(texts)]
