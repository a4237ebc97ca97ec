"""What an archive answers: search results, relations between articles, reports of an import."""

# Annotations are left to be evaluated here: as texts, each would be compiled when the program starts.

from array import array
from enum import StrEnum
from typing import NamedTuple

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


class Scope(StrEnum):
    """Which articles similar ones are looked for among."""

    ALL = "all"
    BEFORE = "before"
    AFTER = "after"
    SAME_PAPER = "same paper"
    OTHER_PAPERS = "other papers"


Span = tuple[int, int]
"""A stretch of a text: first character, and the one after the last."""


class Days(NamedTuple):
    """When the articles of a list in an order of time appeared, as runs of articles of one day."""

    days: "array[int]"
    """The day of each run as ``YYYYMMDD``, unknown parts 0; 0 is the run of the undated. Typecode ``i``."""
    starts: "array[int]"
    """The place in the list, from 0, at which each run begins: rising. Typecode ``q``."""


NO_DAYS = Days(array("i"), array("q"))
"""Of an empty list, and of one in another order."""


class Results(NamedTuple):
    """The hits of a query, in order."""

    query: str
    sort: Sort
    ids: "array[int]"
    """Article ids, typecode ``q``: all hits, or the first ``limit`` of them."""
    scores: "array[float]"
    """Typecode ``f``, as long as ``ids``; larger is better; zeros when the order is by time."""
    total: int
    """How many articles match, exactly."""
    milliseconds: float
    """From the query's text to the ordered hits."""
    notes: tuple[str, ...] = ()
    """What the reader should be told, a sentence each: a prefix cut to its commonest words and the like."""
    days: Days = NO_DAYS
    """When the articles of ``ids`` appeared, in an order of time."""


class Snippet(NamedTuple):
    """A passage of an article that shows why it was found."""

    text: str
    """One line; an ellipsis at an end that was cut."""
    spans: tuple[Span, ...] = ()
    """Where in ``text`` the query matches."""


CERTAIN = 0.9
"""From this confidence on it is certain where a link leads."""


class Standing(StrEnum):
    """How sure it is where a link leads."""

    EXACT = "exact"
    LIKELY = "likely"
    WANTED = "wanted"


class Related(NamedTuple):
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

    @property
    def standing(self) -> Standing:
        """Exact by url, by a person's choice or by the only such headline; else likely, or wanted."""
        if self.article is None:
            return Standing.WANTED
        alone = self.runner_up is None and self.confidence >= CERTAIN
        return Standing.EXACT if alone or self.how in ("url", "chosen") else Standing.LIKELY


class Backlink(NamedTuple):
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


class Similar(NamedTuple):
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


class Term(NamedTuple):
    """A term that an article is compared by."""

    term: str
    """As the index knows it: what is named to switch it off."""
    word: str
    """As the article writes it."""
    weight: float
    """Its share in what the article is compared by, 0 to 1; all shares add up to 1."""


class Nearest(NamedTuple):
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


class Rejected(NamedTuple):
    """A file that gave no article, and why."""

    path: str
    reason: str


class Woken(NamedTuple):
    """A link that waited until an import brought what it points at."""

    title: str
    article: int
    """The article that holds it."""
    headline: str
    """The headline of that article."""
    target: int


class ImportReport:
    """What an import did; counted up while it runs."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.files = 0
        """Files looked at."""
        self.added = 0
        self.updated = 0
        """Articles that were there with another text; the older one is kept as a version."""
        self.unchanged = 0
        self.rejected: list[Rejected] = []
        self.links = 0
        """Related links in the articles added or updated."""
        self.resolved = 0
        """How many of them point to an article of the archive now."""
        self.woke = 0
        """Wanted links of articles that were there before this import and that it resolved."""
        self.woken: tuple[Woken, ...] = ()
        """The first of them, by the titles that they bear."""
        self.seconds = 0.0


class Progress(NamedTuple):
    """How far an import or a rebuild is. Sent at most every 0.25 s and once at the end."""

    stage: str
    """What is being done, in a word or two: ``reading``, ``indexing``."""
    done: int
    total: int
    """0 while it is not known."""
    detail: str = ""
    """The file or article at hand."""


class Stats(NamedTuple):
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
