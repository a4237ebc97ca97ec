"""The full-text index: open or create it, write to it, search it.

The index is a Whoosh index in a folder of its own, with a state file beside it (:mod:`index.fulltext.state`).
Everything that depends on how the index is kept lies behind :mod:`index.fulltext.searcher` and the two
functions at the end of this module.
"""

from __future__ import annotations

import pickle
import shutil
import struct
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from time import perf_counter

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, LockError
from whoosh.index import IndexError as WhooshIndexError

from index.article import Article
from index.errors import ArchiveLocked
from index.fulltext import IndexUnusable, similar, state
from index.fulltext.query import build, weighs
from index.fulltext.schema import document, make_schema
from index.fulltext.searcher import Searcher
from index.fulltext.snippets import Matcher, matcher
from index.fulltext.syntax import read
from index.records import Results, Sort

MEMORY = 64
"""Megabytes of postings that a writer gathers before it puts them on disk."""

_DAMAGE = (OSError, EOFError, struct.error, pickle.UnpicklingError)
"""What reading a damaged index raises."""

_MALFORMED = (
    *_DAMAGE,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ImportError,
    AssertionError,
)
"""What unpickling a damaged table of contents raises."""


class FullText:
    """The full-text index of an archive. Its methods may be called from any thread."""

    def __init__(self, folder: Path, index: FileIndex, sequence: int) -> None:
        """Use :meth:`open` or :meth:`create`."""
        self.folder = folder
        self.sequence = sequence
        """The store's sequence number that the commit which this object sees has recorded."""
        self._index = index
        self._searcher: Searcher | None = None
        self._using = RLock()

    @classmethod
    def open(cls, folder: Path) -> FullText:
        """Open the index in ``folder``; IndexUnusable when it is missing, damaged, foreign or too old.

        It shows the last commit of this moment, and its own ones. To see what another process commits
        afterwards, open it again.
        """
        seen = state.check(folder)
        try:
            index = _open_index(folder)
            fulltext = cls(folder, index, seen.sequence)
            fulltext._open_searcher()
        except (*_MALFORMED, WhooshIndexError) as error:
            raise IndexUnusable("it is damaged") from error
        return fulltext

    @classmethod
    def create(cls, folder: Path) -> FullText:
        """Empty the folder and make a new index in it that has seen nothing."""
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        index = _create_index(folder)
        return cls(folder, index, state.record(folder, 0).sequence)

    def close(self) -> None:
        """Give files and memory back."""
        with self._using:
            if self._searcher:
                self._searcher.close()
            self._searcher = None
            self._index.close()

    def count(self) -> int:
        """How many articles the index holds."""
        with self._reading() as searcher:
            return searcher.count

    @contextmanager
    def writer(self, *, sequence: int) -> Iterator[Writer]:
        """Write articles: committed together when the block ends, none of them when it raises.

        ``sequence`` is the store's sequence number that the index has seen then. ArchiveLocked when another
        process is writing.
        """
        with self._using:
            writer = Writer(self._index)
            try:
                yield writer
            except BaseException:
                writer.cancel()
                raise
            writer.commit()
            self.sequence = state.record(self.folder, sequence).sequence
            if self._searcher:
                self._searcher.close()
                self._searcher = None

    def search(self, query: str, *, sort: Sort = Sort.RELEVANCE, limit: int | None = None) -> Results:
        """The articles that match a query text, ordered; QueryError when it cannot be understood.

        ``total`` is exact whatever the limit. A query in which no hit can be better than another (only dates,
        papers, exclusions, or nothing at all) gives the newest first where relevance was asked for.
        """
        started = perf_counter()
        tree = read(query)
        search = build(tree)
        order = Sort.NEWEST if sort is Sort.RELEVANCE and not weighs(tree) else sort
        with self._reading() as searcher:
            hits = searcher.search(search, order, limit)
        return Results(
            query=query,
            sort=sort,
            ids=array("q", hits.ids.tobytes()),
            scores=array("f", hits.scores.tobytes()),
            total=hits.total,
            milliseconds=(perf_counter() - started) * 1000,
            notes=hits.notes,
        )

    def matcher(self, query: str) -> Matcher:
        """What the query looks for in texts, to be highlighted; QueryError as in :meth:`search`."""
        return matcher(query)

    def similar(self, article: Article, limit: int) -> list[tuple[int, float, tuple[str, ...]]]:
        """The articles most like one: id, likeness 0 to 1, and the words they share, weightiest first."""
        with self._reading() as searcher:
            return similar.similar(searcher, article, limit)

    def nearest(self, title: str, limit: int) -> list[tuple[int, float]]:
        """The articles whose headlines are most like a title: id and likeness 0 to 1."""
        with self._reading() as searcher:
            return similar.nearest(searcher, title, limit)

    @contextmanager
    def _reading(self) -> Iterator[Searcher]:
        """The searcher, for one thread at a time; IndexUnusable when its files turn out to be damaged."""
        with self._using:
            try:
                yield self._open_searcher()
            except _DAMAGE as error:
                raise IndexUnusable(f"it is damaged ({error})") from error

    def _open_searcher(self) -> Searcher:
        """The searcher over the commit at hand. Made anew after each: Whoosh refreshes wrongly."""
        if self._searcher is None:
            self._searcher = Searcher(self._index)
        return self._searcher


class Writer:
    """What adds and deletes articles, given out by :meth:`FullText.writer`."""

    def __init__(self, index: FileIndex) -> None:
        """Lock the index for writing; ArchiveLocked when somebody else has."""
        self._index = index
        self._begin()

    def _begin(self) -> None:
        """Take the lock and look at what is committed."""
        try:
            self._writer = self._index.writer(limitmb=MEMORY)
        except LockError as error:
            raise ArchiveLocked(
                "another process is writing to the search index",
                hint="wait until it has finished, then try again",
            ) from error
        self._committed = self._index.reader()
        self._added: set[int] = set()

    def add(self, article: Article) -> None:
        """Index an article in place of any earlier one of its id."""
        self.delete(article.id)
        self._writer.add_document(**document(article))
        self._added.add(article.id)

    def delete(self, article_id: int) -> None:
        """Take an article out; one that is not there is none of our business."""
        if article_id in self._added:  # Whoosh deletes only what has been committed
            self._committed.close()
            self._writer.commit(merge=False)
            self._begin()
        term = self._index.schema["id"].to_bytes(article_id)
        if ("id", term) in self._committed:
            for number in list(self._committed.postings("id", term).all_ids()):
                self._writer.delete_document(number)

    def commit(self) -> None:
        """Make everything visible."""
        self._committed.close()
        self._writer.commit()

    def cancel(self) -> None:
        """Forget everything since the last commit."""
        self._committed.close()
        self._writer.cancel()


def _create_index(folder: Path) -> FileIndex:
    """A new index in an empty folder."""
    FileIndex.create(FileStorage(str(folder)), make_schema())
    return _open_index(folder)


def _open_index(folder: Path) -> FileIndex:
    """The index in a folder, with our schema: the pickled one is not looked at."""
    return FileIndex(FileStorage(str(folder)), schema=make_schema())
