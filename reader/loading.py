"""The archive's slow answers, fetched in threads and posted as facts.

The screen asks by calling a method of :class:`Loader`; the answer arrives as a message that bears the
generation of the request. A cancelled thread still finishes and posts, so whoever handles a fact first asks
:meth:`Loader.is_current` and drops what has been overtaken. Threads post; they never touch a widget.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.worker import WorkerCancelled, get_current_worker

from index.errors import DeskError, NewsreaderError
from reader import lists
from reader.facts import Fact as Fact
from reader.facts import Failed as Failed
from reader.lists import Listed, MarksLoaded, RowsLoaded

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from index.archive import Archive
    from index.desk import Desk
    from index.desk.records import RowMarks
    from index.records import Progress, Sort
    from reader.rows import Row


class ArchiveOpened(Fact):
    """The archive can be asked."""

    archive: Archive


class OpeningProgressed(Fact):
    """The archive is being made ready, and it takes a while."""

    progress: Progress


class _RowsWanted(NamedTuple):
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

    def first(self, sort: Sort) -> tuple[Listed, Sequence[Row]]:
        """The first rows of the archive, read at once: they are painted with everything else."""
        listed = lists.beginning(self.archive, sort)
        listed.group, listed.generation = "list", next(self._numbers)
        self._latest["list"] = listed.generation

        def tell(fact: Fact) -> None:
            self._screen.post_message(fact)

        marks_of = partial(self._marks_of, tell=tell)
        return listed, lists.rows(self.archive, marks_of, listed.ids[: lists.PAGE], "")

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
            known = len(sys.modules)
            try:
                tell(work(tell))
            except NewsreaderError as error:
                tell(Failed(error))
            if len(sys.modules) > known:  # what was loaded stays: never look through it for cycles
                gc.freeze()

        self._screen.run_worker(
            run,
            group=group,
            description=description,
            thread=True,
            exclusive=True,
            exit_on_error=False,
        )
