"""The archive's slow answers, fetched in threads and posted as facts.

The screen asks by calling a method of :class:`Loader`; the answer arrives as a message that bears the
generation of the request. A cancelled thread still finishes and posts, so whoever handles a fact first asks
:meth:`Loader.is_current` and drops what has been overtaken. Threads post; they never touch a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Any

from textual.worker import WorkerCancelled, get_current_worker

from index.article import Article
from index.errors import DeskError, NewsreaderError
from index.records import Nearest, Progress, Related, Sort
from reader import lists
from reader.facts import Fact as Fact
from reader.facts import Failed as Failed
from reader.lists import MarksLoaded, RowsLoaded
from reader.marking import Marks, marks_of
from reader.relations import ANYHOW, Alike, Relations

if TYPE_CHECKING:
    from pathlib import Path
    from webbrowser import BaseBrowser

    from textual.screen import Screen

    from index.archive import Archive
    from index.desk import Desk
    from index.desk.records import RowMarks

SIMILAR = 5
"""So many similar articles are shown: the further ones are rarely like it."""


@dataclass
class ArchiveOpened(Fact):
    """The archive can be asked."""

    archive: Archive


@dataclass
class OpeningProgressed(Fact):
    """The archive is being made ready, and it takes a while."""

    progress: Progress


@dataclass
class ArticleLoaded(Fact):
    """An article can be shown."""

    article: Article
    position: int = 0
    """Where it was left."""
    marks: Marks | None = None
    """What the person has marked of it; None where that is not known."""


@dataclass
class RelationsLoaded(Fact):
    """What stands around an article is known."""

    relations: Relations


@dataclass
class WantedLoaded(Fact):
    """What is known about a link whose article is missing."""

    related: Related
    nearest: list[Nearest]
    pointing: int
    """How many articles point at it."""


@dataclass
class UrlLoaded(Fact):
    """The original page of an article is known."""

    url: str
    """Empty when the article names none."""
    purpose: str
    """What it was asked for."""


@dataclass
class PageShown(Fact):
    """The browser has taken a page."""

    url: str


@dataclass(frozen=True, slots=True)
class _RowsWanted:
    """The rows that wait for a thread to fetch them."""

    ids: dict[int, None]
    """In the order in which they are wanted."""
    query: str
    list_generation: int


class Loader:
    """Asks the archive in threads on behalf of a screen."""

    def __init__(self, screen: Screen[Any]) -> None:
        """Post every fact to ``screen``."""
        self._screen = screen
        self._archive: Archive | None = None
        self._numbers = count(1)
        self._latest: dict[str, int] = {}
        self._rows_lock = Lock()
        self._rows_wanted = _RowsWanted({}, "", 0)
        self._marks_failed = False
        """Whether it has been told that the marks of the rows cannot be read."""

    @property
    def archive(self) -> Archive:
        """The open archive; asking before it is open is a mistake in the program."""
        if self._archive is None:
            raise RuntimeError("the archive is not open yet")
        return self._archive

    @cached_property
    def desk(self) -> Desk:
        """What the person has marked; its file is opened when it is first asked for something."""
        from index.desk import Desk
        from index.locations import desk_file

        return Desk(desk_file())

    @property
    def ready(self) -> bool:
        """Whether the archive is open."""
        return self._archive is not None

    def take(self, archive: Archive) -> None:
        """Ask this archive from now on."""
        self._archive = archive

    def is_current(self, fact: Fact) -> bool:
        """Whether nothing of the same kind has been asked since."""
        return self._latest.get(fact.group) == fact.generation

    def open(self, folder: Path, *, samples: bool) -> None:
        """Open the archive, made ready in a process of its own where it has to be: :class:`ArchiveOpened`."""
        from reader import preparing

        def work(tell: Callable[[Fact], None]) -> Fact:
            worker = get_current_worker()

            def on_progress(progress: Progress) -> None:
                if worker.is_cancelled:
                    raise WorkerCancelled("the reader was left")
                tell(OpeningProgressed(progress))

            return ArchiveOpened(preparing.ready(folder, samples=samples, on_progress=on_progress))

        self._start("open", "Open the archive", work)

    def list(self, query: str, sort: Sort, *, whole: bool = True) -> None:
        """List the hits, or without a query the archive: :class:`Listed`, :class:`QueryRefused`.

        Without ``whole`` only the first rows of the archive are listed: finding a million ids takes a while,
        and would hold up the thread that fetches the rows.
        """

        def work(tell: Callable[[Fact], None]) -> Fact:
            return lists.make(self.archive, self.desk, query, sort, whole=whole)

        self._start("list", f"List {query!r}", work)

    def growth(self, query: str, total: int, sequence: int) -> None:
        """Look for what a list lacks that was made when the archive was at ``sequence``: :class:`Grown`."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            return lists.growth(self.archive, self.desk, query, total, sequence)

        self._start("growth", "Look for new articles", work)

    def marks(self, ids: Sequence[int]) -> None:
        """Fetch what the person has marked of articles: :class:`MarksLoaded`."""
        self._start("marks", "Read marks", lambda tell: MarksLoaded(self._marks_of(ids, tell)))

    def rows(self, ids: Sequence[int], query: str, list_generation: int) -> None:
        """Fetch rows of the list, with snippets in a search: :class:`RowsLoaded`.

        A request that is overtaken before its thread starts hands its ids on to the next one, so that no
        row stays empty.
        """
        with self._rows_lock:
            waiting = self._rows_wanted.ids if self._rows_wanted.list_generation == list_generation else {}
            self._rows_wanted = _RowsWanted({**dict.fromkeys(ids), **waiting}, query, list_generation)
        self._start("rows", "Read rows of the list", self._rows)

    def article(self, article_id: int) -> None:
        """Fetch an article: :class:`ArticleLoaded`."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            return ArticleLoaded(self.archive.article(article_id), *self._remembered(article_id))

        self._start("article", "Read an article", work)

    def _remembered(self, article_id: int) -> tuple[int, Marks | None]:
        """The place where an article was left, and its marks; one reads on without a desk."""
        try:
            return self.desk.trail.place(article_id), marks_of(self.desk, article_id)
        except DeskError:
            return 0, None  # why, is told by whoever looks at the marks next

    def relations(self, article_id: int, alike: Alike = ANYHOW) -> None:
        """Fetch what stands around an article: :class:`RelationsLoaded`, links first, then similar ones."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            related = self.archive.related(article_id)
            backlinks = self.archive.backlinks(article_id)
            own = "".join(row.headline for row in self.archive.headlines([article_id]))
            tell(RelationsLoaded(Relations(article_id, related, backlinks, headline=own)))
            if alike.scope is None:
                return RelationsLoaded(Relations(article_id, related, backlinks, headline=own, alike=alike))
            similar = self.archive.similar(article_id, SIMILAR, scope=alike.scope, without=alike.without)
            return RelationsLoaded(Relations(article_id, related, backlinks, similar, own, alike))

        self._start("relations", "Find related articles", work)

    def wanted(self, related: Related) -> None:
        """Fetch what is known about a missing article: :class:`WantedLoaded`."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            title = related.link.title
            return WantedLoaded(related, self.archive.nearest(title), self.archive.pointing_at(title))

        self._start("wanted", "Look for a missing article", work)

    def url(self, article_id: int, purpose: str) -> None:
        """Fetch the original url of an article: :class:`UrlLoaded`."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            return UrlLoaded("".join(self.archive.urls([article_id])), purpose)

        self._start("url", "Look up a link", work)

    def browse(self, chosen: BaseBrowser, url: str) -> None:
        """Show a page in a browser that has a window of its own: :class:`PageShown`."""
        from reader import browser

        def work(tell: Callable[[Fact], None]) -> Fact:
            browser.show(chosen, url)
            return PageShown(url)

        self._start("browse", "Open the browser", work)

    def carry_out(self, group: str, description: str, work: Callable[[Callable[[Fact], None]], Fact]) -> None:
        """Do anything else that takes its time; what ``work`` tells and returns is posted."""
        self._start(group, description, work)

    def _rows(self, tell: Callable[[Fact], None]) -> Fact:
        """The rows that are wanted by now."""
        with self._rows_lock:
            wanted = self._rows_wanted
            self._rows_wanted = _RowsWanted({}, wanted.query, wanted.list_generation)
        rows = lists.rows(self.archive, partial(self._marks_of, tell=tell), list(wanted.ids), wanted.query)
        return RowsLoaded(rows, wanted.list_generation)

    def _marks_of(self, ids: Sequence[int], tell: Callable[[Fact], None]) -> Sequence[RowMarks]:
        """What the person has marked of articles; one reads on without a desk, and is told once."""
        try:
            found = self.desk.rows(ids)
        except DeskError as error:
            if not self._marks_failed:
                tell(Failed(error))
            self._marks_failed = True
            return []
        self._marks_failed = False
        return found

    def _start(self, group: str, description: str, work: Callable[[Callable[[Fact], None]], Fact]) -> None:
        """Run ``work`` in a thread of its group; what it tells and returns is posted with its generation."""
        generation = next(self._numbers)
        self._latest[group] = generation

        def tell(fact: Fact) -> None:
            fact.generation, fact.group = generation, group
            self._screen.post_message(fact)

        def run() -> None:
            try:
                tell(work(tell))
            except NewsreaderError as error:
                tell(Failed(error))

        self._screen.run_worker(
            run,
            group=group,
            description=description,
            thread=True,
            exclusive=True,
            exit_on_error=False,
        )
