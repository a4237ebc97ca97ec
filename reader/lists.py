"""What fills the headline list, asked of the archive and of the desk. Called in threads."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.errors import QueryError
from index.records import NO_DAYS, Days, Results, Sort
from reader.facts import Fact
from reader.find import Find
from reader.folding import UNFOLDED, Folding
from reader.rows import Row
from reader.timeline import Timeline

if TYPE_CHECKING:
    from index.archive import Archive
    from index.desk import Desk
    from index.desk.records import RowMarks

FIRST_ROWS = 300
"""So many newest articles are listed at once, before all ids of the archive are known."""

PAGE = 60
"""So many rows fill the list of any terminal, at first."""


class Listed(Fact):
    """A list of articles is known: the hits of a query, or the whole archive."""

    query: str
    sort: Sort
    ids: array[int]
    total: int
    """How many articles match."""
    archive: int
    """How many there are."""
    results: Results | None
    """With the time it took and what the search has to say; None for the whole archive."""
    complete: bool
    """False for the first rows of an archive whose ids are still being read."""
    counts: tuple[tuple[str, int], ...] = ()
    """Where nothing was found: how many articles match each part of the query by itself."""
    find: Find | None = None
    """Finds the matches of the query in any text; None without a query."""
    folding: Folding = UNFOLDED
    """The same articles with the days on which they appeared, and those that are versions of others."""
    sequence: int = 0
    """How far the archive had come when it was asked."""

    @property
    def timeline(self) -> Timeline:
        """When the articles appeared, in an order of time."""
        return Timeline(self.folding.days, len(self.ids))


class QueryRefused(Fact):
    """A query could not be understood."""

    query: str
    error: QueryError


class RowsLoaded(Fact):
    """Rows of the list are known."""

    rows: list[Row]
    list_generation: int
    """The generation that the list gave with its request."""


class MarksLoaded(Fact):
    """What the person has marked of the rows that the list holds."""

    marks: Sequence[RowMarks]


class Grown(Fact):
    """The archive was looked at for what has come into it since the list was made."""

    new: int
    """How many articles belong on the list and are not there yet."""
    query: str
    """Of the list."""
    sequence: int
    """How far the archive had come when the list was made."""
    woke: int = 0
    """How many links of articles that were there lead to some that have come since."""
    title: str = ""
    """Of the first of them."""


def make(archive: Archive, desk: Desk, query: str, sort: Sort, *, whole: bool) -> Fact:
    """The hits, or the archive, as a whole or only its first rows, which is quick: Listed or QueryRefused."""
    if not query.strip():
        return _archive(archive, sort) if whole else beginning(archive, sort)
    sequence = archive.sequence()
    try:
        results = archive.search(query, sort=sort, marks=desk)
    except QueryError as error:
        return QueryRefused(query, error)
    return Listed(
        query, sort, results.ids, results.total, archive.count(), results, True,
        counts=() if results.total else _counts(archive, desk, query),
        find=archive.matcher(query).spans,
        folding=_folding(archive, results.ids, results.days),
        sequence=sequence,
    )  # fmt: skip


def beginning(archive: Archive, sort: Sort) -> Listed:
    """The archive, of which in an order of time only the first rows are known yet."""
    return _archive(archive, sort, FIRST_ROWS)


def rows(
    archive: Archive, marks_of: Callable[[Sequence[int]], Sequence[RowMarks]], ids: Sequence[int], query: str
) -> list[Row]:
    """Rows of the list, in a search with the passages that match."""
    headlines = archive.headlines(ids)
    known = [headline.id for headline in headlines]
    marks = {each.article: each for each in marks_of(known)}
    if not query:
        return [Row(headline, marks=marks.get(headline.id)) for headline in headlines]
    spans = archive.matcher(query).spans
    return [
        Row(headline, snippet, tuple(spans(headline.headline)), marks.get(headline.id))
        for headline, snippet in zip(headlines, archive.snippets(known, query), strict=True)
    ]


def growth(archive: Archive, desk: Desk, query: str, total: int, sequence: int) -> Grown:
    """How many articles a list of ``total``, made when the archive was at ``sequence``, would have more, and
    which links have found what they waited for since."""
    if archive.sequence() == sequence:
        return Grown(0, query, sequence)
    now = archive.search(query, limit=1, marks=desk).total if query.strip() else archive.count()
    woke, first = archive.woken(sequence, 1)
    return Grown(max(0, now - total), query, sequence, woke, first[0].title if first else "")


def _archive(archive: Archive, sort: Sort, limit: int | None = None) -> Listed:
    """The archive; ``limit`` counts in the orders of time: only of these the first rows are found at once."""
    sequence, total = archive.sequence(), archive.count()
    sort = Sort.NEWEST if sort is Sort.RELEVANCE else sort
    if sort.is_time:
        ids, days = archive.dated(sort, limit=limit)
    else:
        ids, days, limit = archive.ids(sort), NO_DAYS, None
    complete = limit is None or total <= len(ids)
    folding = _folding(archive, ids, days)
    listed = len(ids) if complete else total
    return Listed("", sort, ids, listed, total, None, complete, folding=folding, sequence=sequence)


def _folding(archive: Archive, ids: array[int], days: Days) -> Folding:
    """A list with what may be folded in it."""
    return Folding(ids, days, archive.fold(ids).copies)


def _counts(archive: Archive, desk: Desk, query: str) -> tuple[tuple[str, int], ...]:
    """How many articles match each part of a query that has more than one."""
    from reader.findings import parts

    return tuple((part, archive.search(part, limit=1, marks=desk).total) for part in parts(query))
