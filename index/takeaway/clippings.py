"""The articles that are taken away together: a title, how many, and the articles as a stream."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.article import Article, Headline

if TYPE_CHECKING:
    from index.archive import Archive

BATCH = 500
"""Headlines that are fetched at a time."""


@dataclass(frozen=True, slots=True)
class Clippings:
    """Articles in an order. They are fetched each time they are asked for and never held together."""

    title: str
    """What they are: the words of a search, the headline of a single article."""
    count: int
    headlines: Callable[[], Iterator[Headline]]
    """For a table of contents."""
    articles: Callable[[], Iterator[Article]]
    by_date: bool = False
    """Whether their order is one of time, so that years make chapters."""
    targets: Callable[[Article], Sequence[int | None]] = lambda article: ()
    """For each of an article's ``links``, the article among these that it leads to."""


def of_archive(archive: Archive, ids: Sequence[int], title: str, *, by_date: bool = False) -> Clippings:
    """Articles of an archive, in the order of their ids; ArticleMissing while reading if one is gone."""

    def headlines() -> Iterator[Headline]:
        rest = iter(ids)
        while batch := list(islice(rest, BATCH)):
            yield from archive.headlines(batch)

    among = array("q", sorted(ids))

    def targets(article: Article) -> list[int | None]:
        if not article.links:
            return []
        return [
            related.article if related.article is not None and _holds(among, related.article) else None
            for related in archive.related(article.id)
        ]

    return Clippings(title, len(ids), headlines, lambda: map(archive.article, ids), by_date, targets)


def of_articles(articles: Sequence[Article], title: str = "") -> Clippings:
    """Articles that are at hand; without a title, that of the first one's headline."""
    return Clippings(
        title or (articles[0].headline if articles else ""),
        len(articles),
        lambda: map(_headline, articles),
        lambda: iter(articles),
    )


def _holds(among: array[int], article_id: int) -> bool:
    """Whether sorted ids have one; eight bytes an article, where a set would need sixty."""
    place = bisect_left(among, article_id)
    return place < len(among) and among[place] == article_id


def _headline(article: Article) -> Headline:
    """The list row of an article."""
    return Headline(
        article.id,
        article.headline,
        article.published,
        article.source,
        article.byline,
        article.dateline,
        related=0,
        versions=1,
    )
