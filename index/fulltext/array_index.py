"""An index of our segments that Whoosh takes for one of its own.

:class:`ArrayIndex` is a Whoosh index whose commits are ours (:mod:`index.fulltext.storage.commits`) and whose
schema is the program's, never one read from the folder. Readers, searchers, queries and collectors are
Whoosh's.

Every reader is opened afresh, which takes a fraction of a millisecond as maps are shared: refreshing an old
one, as Whoosh offers it, forgets merges and deletions. Where a writer removes a file between the moment a
commit was read and the moment its files are opened, opening starts again with the newer commit.
"""

from __future__ import annotations

from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import IndexReader

from index.fulltext import IndexUnusable
from index.fulltext.storage import commits
from index.fulltext.storage.codec import ArraySegment
from index.fulltext.storage.layout import Layout

if TYPE_CHECKING:
    from index.fulltext.writing.writer import ArrayWriter

_ATTEMPTS = 10
_PAUSE = 0.02
"""Seconds between attempts to open a commit whose files are being replaced."""


def create_index(folder: Path, schema: Schema) -> ArrayIndex:
    """A new, empty index; what was an index in the folder before is gone."""
    folder.mkdir(parents=True, exist_ok=True)
    empty = commits.Commit(generation=0, sequence=0)
    commits.record(folder, empty, empty)
    commits.sweep(folder, empty)
    return ArrayIndex(folder, schema)


def open_index(folder: Path, schema: Schema) -> ArrayIndex:
    """The index in a folder; IndexUnusable when it is missing, damaged, foreign or of another version.

    Every file of the last commit is opened and its outline checked; :func:`verify` reads them all through.
    """
    index = ArrayIndex(folder, schema)
    try:
        index.reader().close()
    except OSError as error:
        raise IndexUnusable(
            f"{Path(error.filename or folder).name} cannot be opened ({error.strerror})"
        ) from error
    return index


def verify(folder: Path, schema: Schema) -> None:
    """Read every byte of the index and compare the checksums; IndexUnusable at the first damage."""
    reader = open_index(folder, schema).reader()
    for leaf, _ in reader.leaf_readers():
        segment = leaf.segment()
        if isinstance(segment, ArraySegment):
            segment.view().file.verify()
    reader.close()


class ArrayIndex(FileIndex):
    """A Whoosh index of segments that are arrays."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        """Use :func:`open_index` or :func:`create_index`. IndexUnusable where there is no commit to read."""
        self.folder = folder
        self.layout = Layout.of(schema)
        self.storage = FileStorage(str(folder))
        self.indexname = "MAIN"
        self._schema = schema
        commits.load(folder)

    @property
    def schema(self) -> Schema:
        """The fields."""
        schema: Schema = self._schema
        return schema

    @property
    def sequence(self) -> int:
        """The store's sequence number that the last commit has seen."""
        return commits.load(self.folder).sequence

    def latest_generation(self) -> int:
        """Number of the last commit."""
        return commits.load(self.folder).generation

    def last_modified(self) -> int:
        """When the last commit was made, in seconds since 1970."""
        return int((self.folder / commits.COMMIT_FILE).stat().st_mtime)

    def reader(self, reuse: IndexReader | None = None) -> IndexReader:
        """The last commit, opened for reading; ``reuse`` is not needed."""
        for attempt in range(1, _ATTEMPTS + 1):
            toc = self._read_toc()
            try:
                return self.reader_of(toc.segments, toc.generation)
            except FileNotFoundError:
                if attempt == _ATTEMPTS or self.latest_generation() == toc.generation:
                    raise
                sleep(_PAUSE)
        raise AssertionError("unreachable")

    def reader_of(self, segments: list[ArraySegment], generation: int) -> IndexReader:
        """A reader of some segments, as they are at this moment."""
        reader: IndexReader = self._reader(  # type: ignore[no-untyped-call]
            self.storage, self._schema, segments, generation
        )
        return reader

    def writer(self, procs: int = 1, **options: Any) -> ArrayWriter:
        """The writer; LockError when there is another. For several processes see :mod:`parallel`."""
        from index.fulltext.writing.writer import (
            ArrayWriter,  # who only searches need not wait for what writes
        )

        return ArrayWriter(self, **options)

    def _read_toc(self) -> TOC:
        """The last commit in Whoosh's words."""
        commit = commits.load(self.folder)
        segments = [ArraySegment.named(self.folder, self._schema, entry) for entry in commit.segments]
        return TOC(self._schema, segments, commit.generation)
