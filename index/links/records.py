"""What is told of articles that hang together: candidates, wanted titles, versions, stories, graphs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.article import UNDATED, Published, RelatedLink
from index.records import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that a link may mean."""

    article: int
    headline: str
    published: Published
    source: str
    how: str
    """``url``, ``headline`` or ``alike``: what it was found by."""
    confidence: float
    """0 to 1, as of :class:`index.records.Related`."""
    evidence: tuple[str, ...] = ()
    """What speaks for and against it, a few words each: ``same paper``, ``12 days before``."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A title that articles point at and that leads to none of the archive."""

    title: str
    """As most of them print it."""
    url: str
    """Where it is said to be, empty when nobody says."""
    pointing: int
    """How many articles point at it."""
    article: int
    """One of them, the earliest: with ``position`` it names a link to choose a target for."""
    position: int
    """The place of the link in that article, from 0."""
    candidates: tuple[Candidate, ...] = ()
    """The likeliest first."""


class Change(StrEnum):
    """What became of a stretch of text between two versions."""

    KEPT = "kept"
    CUT = "cut"
    ADDED = "added"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of two versions of a text: a sentence or several, as one has it and as the other does."""

    change: Change
    before: str
    """As the first text has it, empty where it was added."""
    after: str
    """As the second text has it, empty where it was cut."""
    removed: tuple[Span, ...] = ()
    """Where words of ``before`` are not in ``after``."""
    inserted: tuple[Span, ...] = ()
    """Where words of ``after`` are not in ``before``."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells two versions of a text apart."""

    passages: tuple[Passage, ...]
    """Both texts whole, in order: the headline first, then the body."""
    kept: float
    """The share of the first text's words that the second has as well, 0 to 1."""


class Mark(StrEnum):
    """What an article is to its story."""

    FIRST = "first report"
    FOLLOW_UP = "follow-up"
    CORRECTION = "correction"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article of a story, in its place."""

    article: int
    headline: str
    published: Published
    source: str
    distance: int
    """Steps from the article that the story was asked of, which has 0."""
    strength: float
    """How firmly it belongs to it, 0 to 1: the product of the links on the way."""
    marks: frozenset[Mark] = frozenset()
    copies: tuple[int, ...] = ()
    """Versions of it under other ids that are folded into it."""
    gap: int = 0
    """Days since the chapter before it; 0 where one of the two is undated."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person, place or body that a story keeps coming back to."""

    name: str
    articles: int
    """How many of its articles have it."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles that hang together with one, by date."""

    article: int
    """The one that it was asked of."""
    chapters: tuple[Chapter, ...]
    """The earliest first, undated ones last."""
    papers: int
    names: tuple[Name, ...]
    """The commonest first."""
    stopped: str = ""
    """Why it is not longer, a sentence; empty when everything that hangs together is here."""


class Tie(StrEnum):
    """What joins two articles."""

    LINK = "link"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two articles; a link leads from ``source`` to ``target``, a version both ways."""

    source: int
    target: int
    tie: Tie
    confidence: float = 1.0
    link: RelatedLink | None = None
    """The link as printed; None for versions."""


@dataclass(frozen=True, slots=True)
class Step:
    """An article on the way from one to another."""

    article: int
    headline: str
    published: Published
    source: str
    edge: Edge | None = None
    """What leads here from the step before; None for the first. Its source is the later of the two steps
    where the way goes against the link."""


@dataclass(frozen=True, slots=True)
class Node:
    """An article of a graph."""

    article: int
    headline: str = ""
    published: Published = UNDATED
    source: str = ""
    distance: int = 0
    """Steps from the nearest article that the graph was asked of."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Articles and what joins them."""

    nodes: tuple[Node, ...] = ()
    """By date, undated ones last."""
    edges: tuple[Edge, ...] = ()
    stopped: str = ""
    """Why there are not more, a sentence; empty when these are all."""
