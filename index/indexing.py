"""Keeps the full-text index of an archive in step with its store.

The index is derived: it records the store's sequence number that it has seen, so whatever it lacks is known
by two numbers and taken from the store, and an index that cannot be used is made anew. Nothing here loads
Whoosh until somebody searches or the index has to be written.
"""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.article import Article
from index.errors import ArchiveError, ArchiveFull, ArchiveLocked
from index.fulltext import IndexUnusable, recorded_sequence
from index.records import Progress
from index.store import Store

if TYPE_CHECKING:
    from index.fulltext.engine import FullText

FOLDER = "fulltext"

LOCK = "import.lock"
"""Held by whoever writes the archive. The system frees the lock of a killed process; the file stays."""

COMMIT = 100_000
"""Articles between two commits of the index, so that an interrupted rebuild goes on from there."""

MANY = 20_000
"""From so many articles on, other processes help: starting them takes as long as indexing thousands."""

INTERVAL = 0.25
"""Seconds between two reports of progress."""

OnProgress = Callable[[Progress], None]

Answer = TypeVar("Answer")


class Indexing:
    """The full-text index of one archive folder. Every method may be called from any thread."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Look after the index in ``folder`` for ``store``; nothing is opened yet."""
        self.folder = folder / FOLDER
        self.notices: list[str] = []
        """What had to be mended, or could not be, a sentence each."""
        self._store = store
        self._archive = folder
        self._fulltext: FullText | None = None
        self._using = threading.RLock()

    def close(self) -> None:
        """Close the index if it is open."""
        with self._using:
            if self._fulltext:
                self._fulltext.close()
            self._fulltext = None

    def is_current(self) -> bool:
        """Whether the index has seen all that the store has, as far as can be told without opening it."""
        return (recorded_sequence(self.folder) or 0) == self._store.sequence()

    def bring_up_to_date(self, on_progress: OnProgress | None = None) -> None:
        """Called on opening: index what is missing, rebuild what cannot be used, and say so in ``notices``.

        Where another process is writing, or nothing can be written, the archive is read as it is.
        """
        if self.is_current():
            return
        wanted, seen = self._store.sequence(), recorded_sequence(self.folder) or 0
        try:
            with self.locked():
                self._mend(on_progress)
        except ArchiveLocked:
            self.notices.append(
                f"An import is running: of {wanted:,} texts the search knows {seen:,} until it has finished."
            )
        except ArchiveError as error:
            self.notices.append(f"The search does not know all articles: {error.message}.")

    def catch_up(self, on_progress: OnProgress | None = None) -> str:
        """Index what the store has and the index has not; holding the lock.

        An index that cannot be used is replaced: gives the reason, else an empty string.
        """
        with self._using, _room_for(self._archive):
            try:
                if self._opened().sequence > self._store.sequence():
                    raise IndexUnusable("it knows articles that the archive does not have")
                reason = ""
            except IndexUnusable as error:
                self._create()
                reason = error.reason
            self._index_missing(on_progress)
        return reason

    def rebuild(self, on_progress: OnProgress | None = None) -> None:
        """Throw the index away and make it anew; holding the lock."""
        with self._using, _room_for(self._archive):
            self._create()
            self._index_missing(on_progress)

    def ask(self, question: Callable[[FullText], Answer]) -> Answer:
        """What the index answers, fresh: it is opened again when another process has committed since.

        One thread at a time: a search takes milliseconds, and the searcher belongs to one thread. An index
        that turns out to be unusable is rebuilt, and asked again.
        """
        with self._using:
            self._refresh()
            try:
                return question(self._opened())
            except IndexUnusable:
                self.close()
                with self.locked():
                    self._mend(None)
            return question(self._opened())

    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    def problems(self) -> list[str]:
        """What is wrong with the index, a line each; every byte of it is read."""
        seen, wanted = recorded_sequence(self.folder), self._store.sequence()
        if seen is None:
            return ["the index is missing or cannot be used; `newsreader rebuild` makes it"] if wanted else []
        if seen != wanted:
            return [f"the index has seen {seen:,} of {wanted:,} texts"]
        try:
            with self._using:
                self._opened().verify()
        except IndexUnusable as error:
            return [f"the index cannot be used, {error.reason}; `newsreader rebuild` makes it anew"]
        articles, indexed = self._store.count(), self.ask(lambda fulltext: fulltext.count())
        if indexed != articles:
            return [f"the index holds {indexed:,} articles, the archive {articles:,}"]
        return []

    def locked(self, wait: float = 0) -> AbstractContextManager[None]:
        """Hold the archive's lock for writing, waiting at most ``wait`` seconds; else ArchiveLocked."""
        return locked(self._archive, wait)

    def _refresh(self) -> None:
        """Let go of an index that another process has added to since.

        One that has lost what it knew is being rebuilt, and the one that is open serves meanwhile; unless
        nobody is at it, and it was spoilt.
        """
        seen = recorded_sequence(self.folder) or 0
        if not self._fulltext or seen == self._fulltext.sequence:
            return
        if seen > self._fulltext.sequence:
            self.close()
            return
        with suppress(ArchiveLocked), self.locked():
            self.close()
            self._mend(None)

    def _opened(self) -> FullText:
        """The index, open; IndexUnusable when it cannot be."""
        from index.fulltext.engine import FullText

        if not self._fulltext:
            self._fulltext = FullText.open(self.folder)
        return self._fulltext

    def _create(self) -> None:
        """An empty index in place of whatever is there."""
        from index.fulltext.engine import FullText

        self.close()
        self._fulltext = FullText.create(self.folder)

    def _index_missing(self, on_progress: OnProgress | None) -> None:
        """Index what was stored after the sequence that the index has seen."""
        fulltext, target = self._opened(), self._store.sequence()
        reporter = _Reporter(on_progress, fulltext.sequence, target)
        while fulltext.sequence < target:
            start, end = fulltext.sequence, min(fulltext.sequence + COMMIT, target)
            if end - start < MANY or not self._index_together(
                fulltext, _Range(self._archive, start, end), reporter
            ):
                with fulltext.writer(sequence=end) as writer:
                    for sequence, article in self._store.since(start, end):
                        writer.add(article)
                        reporter.at(sequence, article.headline)
        reporter.finished()

    def _index_together(self, fulltext: FullText, texts: _Range, reporter: _Reporter) -> bool:
        """Index a range of texts with several processes; False where that cannot be done."""
        from index.fulltext.writing.parallel import HelperLost, processes

        def on_part(part: int, parts: int) -> None:
            reporter.at(texts.cut(part, parts)[0], "")

        count = processes()
        if count == 1:
            return False
        try:
            with fulltext.writer(sequence=texts.end) as writer:
                writer.add_all(texts, count, on_part)
        except HelperLost as error:
            notice = f"The articles were indexed by one process, which takes longer: {error}."
            if notice not in self.notices:
                self.notices.append(notice)
            return False
        return True

    def _mend(self, on_progress: OnProgress | None) -> None:
        """Catch up and say what was wrong; holding the lock."""
        missing = self._store.sequence() - (recorded_sequence(self.folder) or 0)
        if reason := self.catch_up(on_progress):
            self.notices.append(f"The index was built anew from the stored articles: {reason}.")
        elif missing:
            self.notices.append(f"The index was behind: {missing:,} texts were added to it.")


@contextmanager
def locked(archive: Path, wait: float = 0) -> Iterator[None]:
    """Hold the lock of an archive folder for writing; ArchiveLocked if it is taken after ``wait`` seconds.

    Each call has a lock object of its own, so that two threads exclude each other as two processes do.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(archive / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise ArchiveLocked(
            f"another import is writing to the archive in {archive}",
            hint="Wait until it has finished, then try again.",
        ) from None
    except OSError as error:
        raise ArchiveError(
            f"nothing can be written in {archive} ({error.strerror or error})",
            hint="Check the permissions of the folder.",
        ) from error
    try:
        yield
    finally:
        lock.release()


class _Range:
    """The texts after one sequence number and up to another, read by whichever process is given a part."""

    def __init__(self, archive: Path, start: int, end: int) -> None:
        """In the archive of this folder."""
        self.archive = archive
        self.start = start
        self.end = end

    def cut(self, part: int, parts: int) -> tuple[int, int]:
        """The sequence numbers after and up to which a part goes."""
        whole = self.end - self.start
        return self.start + whole * part // parts, self.start + whole * (part + 1) // parts

    def __call__(self, part: int, parts: int) -> Iterator[Article]:
        """The articles of a part, through a connection of its own."""
        with closing(Store(self.archive)) as store:
            for _, article in store.since(*self.cut(part, parts)):
                yield article


class _Reporter:
    """Tells how far indexing is, at most every quarter of a second and once at the end."""

    def __init__(self, on_progress: OnProgress | None, start: int, end: int) -> None:
        """Work goes from sequence ``start`` to ``end``."""
        self._on_progress = on_progress
        self._start, self._end = start, end
        self._next = 0.0

    def at(self, sequence: int, detail: str) -> None:
        """Work has come to ``sequence``."""
        if self._on_progress and (now := time.monotonic()) >= self._next:
            self._next = now + INTERVAL
            self._on_progress(Progress("indexing", sequence - self._start, self._end - self._start, detail))

    def finished(self) -> None:
        """Work has come to its end."""
        if self._on_progress and self._end > self._start:
            total = self._end - self._start
            self._on_progress(Progress("indexing", total, total))


@contextmanager
def _room_for(archive: Path) -> Iterator[None]:
    """Turn what the system says of a full or failing disk into an error a person can read."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ArchiveFull(
                f"no room left on the disk of {archive} for the search index; the articles are stored",
                hint="Free some space: the index catches up when the archive is opened again.",
            ) from error
        raise ArchiveError(
            f"the index of the archive in {archive} cannot be written ({error.strerror or error})",
            hint="Check the disk and the permissions of the folder.",
        ) from error
