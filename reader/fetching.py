"""What there is to know of one article, fetched in threads and posted as facts.

What fills the list is the business of :mod:`reader.loading`, and is there first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.article import Article
from index.errors import DeskError
from index.records import Nearest, Related
from reader.facts import Fact
from reader.marking import Marks, marks_of
from reader.relations import ANYHOW, Alike, Relations

if TYPE_CHECKING:
    from webbrowser import BaseBrowser

    from index.archive import Archive
    from index.desk import Desk
    from index.records import Similar
    from reader.loading import Loader

SIMILAR = 5
"""So many similar articles are shown: the further ones are rarely like it."""


class ArticleLoaded(Fact):
    """An article can be shown."""

    article: Article
    position: int = 0
    """Where it was left."""
    marks: Marks | None = None
    """What the person has marked of it; None where that is not known."""


class RelationsLoaded(Fact):
    """What stands around an article is known."""

    relations: Relations
    complete: bool = True
    """False while only its links are."""


class WantedLoaded(Fact):
    """What is known about a link whose article is missing."""

    related: Related
    nearest: list[Nearest]
    pointing: int
    """How many articles point at it."""


class UrlLoaded(Fact):
    """The original page of an article is known."""

    url: str
    """Empty when the article names none."""
    purpose: str
    """What it was asked for."""


class PageShown(Fact):
    """The browser has taken a page."""

    url: str


class Fetcher:
    """Asks for articles and for what stands around them, on behalf of a screen."""

    def __init__(self, loader: Loader) -> None:
        """Ask through ``loader``, which knows the archive and the desk."""
        self._loader = loader

    @property
    def _archive(self) -> Archive:
        return self._loader.archive

    @property
    def _desk(self) -> Desk:
        return self._loader.desk

    def article(self, article_id: int) -> None:
        """Fetch an article: :class:`ArticleLoaded`."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            return ArticleLoaded(self._archive.article(article_id), *self._remembered(article_id))

        self._loader.carry_out("article", "Read an article", work)

    def _remembered(self, article_id: int) -> tuple[int, Marks | None]:
        """The place where an article was left, and its marks; one reads on without a desk."""
        try:
            return self._desk.trail.place(article_id), marks_of(self._desk, article_id)
        except DeskError:
            return 0, None  # why, is told by whoever looks at the marks next

    def relations(self, article_id: int, alike: Alike = ANYHOW) -> None:
        """Fetch what is linked with an article: :class:`RelationsLoaded`, not complete yet."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            rows = self._archive.headlines([article_id])
            known = Relations(
                article_id,
                self._archive.related(article_id),
                self._archive.backlinks(article_id),
                headline="".join(row.headline for row in rows),
                alike=alike,
            )
            earlier = sum(row.versions - 1 for row in rows)
            return RelationsLoaded(replace(known, earlier=earlier), complete=False)

        self._loader.carry_out("relations", "Find related articles", work)

    def complete(self, known: Relations) -> None:
        """Fetch what else is like an article: :class:`RelationsLoaded`.

        That loads the index when it is done for the first time, so it is asked for when the article is seen.
        """

        def work(tell: Callable[[Fact], None]) -> Fact:
            article_id, alike = known.article, known.alike
            versions = self._archive.copies(article_id)
            similar: Sequence[Similar] = ()
            if alike.scope is not None:
                similar = self._archive.similar(article_id, SIMILAR, scope=alike.scope, without=alike.without)
            return RelationsLoaded(replace(known, versions=versions, similar=similar))

        self._loader.carry_out("relations", "Find similar articles", work)

    def wanted(self, related: Related, pointing: int | None = None) -> None:
        """Fetch what is known about a missing article, at which so many point: :class:`WantedLoaded`."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            title = related.link.title
            count = self._archive.pointing_at(title) if pointing is None else pointing
            return WantedLoaded(related, self._archive.nearest(title), count)

        self._loader.carry_out("wanted", "Look for a missing article", work)

    def url(self, article_id: int, purpose: str) -> None:
        """Fetch the original url of an article: :class:`UrlLoaded`."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            return UrlLoaded("".join(self._archive.urls([article_id])), purpose)

        self._loader.carry_out("url", "Look up a link", work)

    def browse(self, chosen: BaseBrowser, url: str) -> None:
        """Show a page in a browser that has a window of its own: :class:`PageShown`."""
        from reader import browser

        def work(tell: Callable[[Fact], None]) -> Fact:
            browser.show(chosen, url)
            return PageShown(url)

        self._loader.carry_out("browse", "Open the browser", work)
