"""What an archive answers: search results, relations between articles, reports of an import."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from enum import StrEnum

from index.article import UNDATED, Published, RelatedLink


class Sort(StrEnum):
    """The orders that a list can have. Undated articles come last in both orders of time."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    PAPER = "paper"
    """By the name of the paper, the newest of each first; articles without one last."""
    HEADLINE = "headline"
    """By the letters of the headline, case and the signs before its first word aside."""

    @property
    def is_time(self) -> bool:
        """Whether it is one of the two orders of time."""
        return self in (Sort.NEWEST, Sort.OLDEST)


Span = tuple[int, int]
"""A stretch of a text: first character, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Days:
    """When the articles of a list in an order of time appeared, as runs of articles of one day."""

    days: array[int] = field(default_factory=lambda: array("i"))
    """The day of each run as ``YYYYMMDD``, unknown parts 0; 0 is the run of the undated. Typecode ``i``."""
    starts: array[int] = field(default_factory=lambda: array("q"))
    """The place in the list, from 0, at which each run begins: rising. Typecode ``q``."""


NO_DAYS = Days()
"""Of an empty list, and of one in another order."""


@dataclass(frozen=True, slots=True)
class Results:
    """The hits of a query, in order."""

    query: str
    sort: Sort
    ids: array[int]
    """Article ids, typecode ``q``: all hits, or the first ``limit`` of them."""
    scores: array[float]
    """Typecode ``f``, as long as ``ids``; larger is better; zeros when the order is by time."""
    total: int
    """How many articles match, exactly."""
    milliseconds: float
    """From the query's text to the ordered hits."""
    notes: tuple[str, ...] = ()
    """What the reader should be told, a sentence each: a prefix cut to its commonest words and the like."""
    days: Days = NO_DAYS
    """When the articles of ``ids`` appeared, in an order of time."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of an article that shows why it was found."""

    text: str
    """One line; an ellipsis at an end that was cut."""
    spans: tuple[Span, ...] = ()
    """Where in ``text`` the query matches."""


@dataclass(frozen=True, slots=True)
class Related:
    """A related link of an article, with the article it was resolved to."""

    link: RelatedLink
    article: int | None
    """The id of the target, None while it is wanted."""
    how: str = ""
    """What decided: ``url`` or ``headline``, the key that matched; ``alike``, a headline much like the title;
    ``chosen`` or ``broken`` by a person. Empty while nothing comes near."""
    confidence: float = 0.0
    """0 to 1."""
    runner_up: int | None = None
    """The id of the next best target where the title was ambiguous; of a wanted link, the best candidate."""
    published: Published = UNDATED
    """When the target appeared."""
    headline: str = ""
    """The target's own headline."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """A related link seen from its target."""

    article: int
    """The id of the article that holds the link."""
    headline: str
    published: Published
    sentence: str
    """The sentence that an inline link stands in; for a listed link its printed title."""
    inline: bool = False
    """Whether ``sentence`` is one: the link stands in the text and not in a list."""
    before: bool = False
    """Whether it appeared before the article that it points at."""
    confidence: float = 1.0
    """How sure it is that this article is meant, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Similar:
    """An article that the index finds alike."""

    article: int
    headline: str
    published: Published
    source: str
    score: float
    terms: tuple[str, ...]
    """The words that both articles share and that weigh most."""
    weights: tuple[float, ...] = ()
    """Their shares in the likeness of the two, 0 to 1, as many as ``terms``."""
    copies: tuple[int, ...] = ()
    """Versions of it that are alike as well and are not listed by themselves."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """An article whose headline resembles the title of a wanted link."""

    article: int
    headline: str
    published: Published
    source: str
    likeness: float
    """0 to 1."""


class Outcome(StrEnum):
    """What keeping an article did to the archive."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that gave no article, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Woken:
    """A link that waited until an import brought what it points at."""

    title: str
    article: int
    """The article that holds it."""
    headline: str
    """The headline of that article."""
    target: int


@dataclass(slots=True)
class ImportReport:
    """What an import did."""

    files: int = 0
    """Files looked at."""
    added: int = 0
    updated: int = 0
    """Articles that were there with another text; the older one is kept as a version."""
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    links: int = 0
    """Related links in the articles added or updated."""
    resolved: int = 0
    """How many of them point to an article of the archive now."""
    woke: int = 0
    """Wanted links of articles that were there before this import and that it resolved."""
    woken: tuple[Woken, ...] = ()
    """The first of them, by the titles that they bear."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import or a rebuild is. Sent at most every 0.25 s and once at the end."""

    stage: str
    """What is being done, in a word or two: ``reading``, ``indexing``."""
    done: int
    total: int
    """0 while it is not known."""
    detail: str = ""
    """The file or article at hand."""


@dataclass(frozen=True, slots=True)
class Stats:
    """The archive in numbers."""

    folder: str
    articles: int
    versions: int
    links: int
    resolved: int
    wanted: int
    rejected: int
    sources: tuple[tuple[str, int], ...]
    """Papers with their number of articles, most first."""
    first: Published
    last: Published
    store_bytes: int
    index_bytes: int
