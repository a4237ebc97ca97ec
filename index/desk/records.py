"""What the desk answers: marks, notes, quotes, the trail. Times are ISO 8601 in UTC, to the microsecond."""

# Annotations are left to be evaluated here: as texts, each would be compiled when the program starts.

from datetime import UTC, datetime
from typing import NamedTuple


class RowMarks(NamedTuple):
    """What a list row shows of the person's marks on an article."""

    article: int
    read: bool = False
    starred: bool = False
    tags: int = 0
    noted: bool = False
    quotes: int = 0


class TagCount(NamedTuple):
    """A tag and how many articles bear it."""

    tag: str
    articles: int


class Note(NamedTuple):
    """What the person wrote about an article."""

    article: int
    text: str
    modified: str


class Passage(NamedTuple):
    """A passage with its surroundings."""

    text: str
    before: str = ""
    after: str = ""
    position: int = 0
    """Where it began, in characters: a hint, no more."""


class Quote(NamedTuple):
    """A passage of an article that the person has kept; :func:`index.desk.quotes.find` finds it in a text."""

    id: int
    article: int
    passage: Passage
    kept: str


class Visit(NamedTuple):
    """An article that was opened: a step of the trail, which is a tree."""

    id: int
    """Rises with time and is never used again."""
    parent: int | None
    """The visit that one came from; None where one began anew, or where that visit is gone."""
    article: int
    opened: str
    via: str
    """How one came there, in the words of whoever recorded it: ``related``, a query; may be empty."""


class SavedSearch(NamedTuple):
    """A query that the person has given a name."""

    name: str
    query: str
    saved: str


class Change(NamedTuple):
    """A change that can be undone."""

    line: str
    """What was done, a line for people: ``Removed the tag bridge from 3 articles``."""
    made: str


class Restored(NamedTuple):
    """What restoring a dump did."""

    added: int
    """Lines that brought something new."""
    known: int
    """Lines that the desk had already."""
    rejected: tuple[tuple[int, str], ...]
    """Lines that were skipped: their number, from 1, and the reason."""


def now() -> str:
    """The time, as the desk writes it."""
    return written(datetime.now(UTC))


def written(time: datetime) -> str:
    """A time as the desk writes it, so that later is larger; one without a zone is taken for UTC."""
    aware = time if time.tzinfo else time.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")
