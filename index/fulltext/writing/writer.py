"""Writes documents into an index: batches become segments, a commit makes them visible.

    add ─ Batch ── full ──> segment file      (tokenised, inverted, written)
                    │
    commit ─────────┴──> deletions ─ merge tiers ─ sync ─ commit.json ─ remove what is no longer named

* Memory is bounded by a setting, :data:`MEMORY` bytes for the whole process: a batch is full when its words
  and its vocabulary have used up their share. Merging needs less.
* A document replaces or deletes earlier ones by its id alone. Within a batch a dictionary knows the ids;
  in segments they are looked up together, when a batch is written, by binary search.
* Nothing is visible before ``commit``; ``cancel``, an exception or a kill leave the last commit as it was.
  Files that no commit names are removed by the next.
* One writer at a time, by Whoosh's own lock, which the system frees when the process ends. Readers go on:
  they hold the files of their commit open.
"""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from whoosh.fields import Schema, UnknownFieldError
from whoosh.index import LockError
from whoosh.reading import IndexReader
from whoosh.util.filelock import try_for
from whoosh.writing import IndexingError, IndexWriter

from index.fulltext.storage import commits
from index.fulltext.storage.codec import ArraySegment
from index.fulltext.storage.layout import ID, Layout
from index.fulltext.storage.segment_file import Array
from index.fulltext.writing.batch import Batch
from index.fulltext.writing.merging import merge
from index.fulltext.writing.tiers import Size, groups, is_stale
from index.fulltext.writing.vocabulary import Vocabulary

MEMORY = 300_000_000
"""Bytes that a writing process may use in all."""

_BASE = 75_000_000
"""Bytes of them that Python, the libraries and a chunk of text being tokenised need."""

_BYTES_PER_WORD = 40
"""Of a batch while it is inverted."""


class Home(Protocol):
    """The index that is written to, as far as a writer has to know it."""

    folder: Path
    layout: Layout
    indexname: str

    @property
    def schema(self) -> Schema:
        """The fields."""

    def lock(self, name: str) -> Any:
        """A lock by its name, not yet taken."""

    def reader_of(self, segments: list[ArraySegment], generation: int) -> IndexReader:
        """A reader of some segments."""


class Sizing:
    """When a batch is full and a vocabulary worn out."""

    def __init__(self, memory: int = MEMORY) -> None:
        """``memory`` in bytes, for the process."""
        self._budget = max(memory - _BASE, 40_000_000)

    def is_full(self, batch: Batch) -> bool:
        """Whether a batch should be written now."""
        return batch.tokens * _BYTES_PER_WORD + batch.vocabulary.nbytes > self._budget

    def next_vocabulary(self, written: Batch) -> Vocabulary:
        """The vocabulary for the next batch: the same, or a thinned one when it takes much of the budget."""
        vocabulary = written.vocabulary
        worn_out = vocabulary.nbytes > self._budget // 3
        return vocabulary.thinned(written.frequencies) if worn_out else vocabulary


class ArrayWriter(IndexWriter):
    """Adds, replaces and deletes documents. A context manager: commits at its end, cancels when it raises."""

    def __init__(
        self, index: Home, *, memory: int = MEMORY, timeout: float = 0.0, delay: float = 0.1
    ) -> None:
        """Take the lock, for which up to ``timeout`` seconds are spent; LockError when it is taken."""
        lock = index.lock("WRITELOCK")
        if not try_for(lock.acquire, timeout=timeout, delay=delay):
            raise LockError("another writer is at work")
        self._lock = lock
        self._index = index
        self.folder: Path = index.folder
        """Where the index is."""
        self.layout: Layout = index.layout
        """What its segments hold."""
        commit = commits.load(index.folder)
        self.schema = index.schema
        self._names = frozenset(self.schema.names())
        self._earlier = commit
        self.generation = commit.generation + 1
        """Number of the commit that this writer will make."""
        self.sequence = commit.sequence
        """What the commit will say that the index has seen of the store."""
        self.segments = [ArraySegment.named(index.folder, self.schema, entry) for entry in commit.segments]
        """The segments of the last commit, with the deletions made since."""
        self.is_closed = False
        self._sizing = Sizing(memory)
        self._added: list[ArraySegment] = []
        self._begin_batch(Vocabulary())

    def add_document(self, **fields: Any) -> None:
        """Add a document: values by field name. Earlier ones of its id stay; see :meth:`update_document`."""
        self._check_open()
        if not self._names.issuperset(fields):
            name = min(fields.keys() - self._names)
            reason = (
                "boosts and values to store apart are not supported" if name[:1] == "_" else "no such field"
            )
            raise UnknownFieldError(f"{name}: {reason}")
        if fields.get(ID) is None:
            raise IndexingError("a document needs an id")
        self._batch.add(fields)
        if self._sizing.is_full(self._batch):
            self.flush()

    def update_document(self, **fields: Any) -> None:
        """Add a document in place of all earlier ones of its id."""
        self._check_open()
        number = fields.get(ID)
        if number is None:
            raise IndexingError("a document needs an id")
        self.delete_id(number)
        batch, place = self._batch, self._batch.count
        self.add_document(**fields)
        if self._batch is batch:
            self._places[number] = place

    def delete_id(self, number: int) -> None:
        """Delete the documents of that id, wherever they are; none is no error."""
        self._check_open()
        place = self._places.pop(number, None)
        if place is not None:
            self._dead.append(place)
        self._doomed.append(number)

    def delete_by_term(self, fieldname: str, text: Any, searcher: Any = None) -> int:
        """Delete the committed documents with a term; by id, those added since as well."""
        if fieldname != ID:
            return int(super().delete_by_term(fieldname, text, searcher))
        number = int.from_bytes(text[1:], "big") if isinstance(text, bytes) else int(text)
        self._apply_deletions()
        before = self._live_count()
        self.delete_id(number)
        self._apply_deletions()
        return before - self._live_count()

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a committed document by its number, or bring it back."""
        self._check_open()
        for segment in self.segments:
            if docnum < segment.doc_count_all():
                segment.delete_document(docnum, delete)
                return
            docnum -= segment.doc_count_all()
        raise IndexingError("no committed document has that number")

    def is_deleted(self, docnum: int) -> bool:
        """Whether a committed document is deleted."""
        for segment in self.segments:
            if docnum < segment.doc_count_all():
                return segment.is_deleted(docnum)
            docnum -= segment.doc_count_all()
        return False

    def reader(self, reuse: IndexReader | None = None, **_: Any) -> IndexReader:
        """The committed documents that this writer has not deleted."""
        self._check_open()
        self._apply_deletions()
        return self._index.reader_of(list(self.segments), self.generation)

    def add_reader(self, reader: IndexReader) -> None:
        """Not offered: segments are merged as arrays."""
        raise IndexingError("documents of another index cannot be copied into this one")

    def doc_count(self) -> int:
        """Documents added so far."""
        return self._batch.count + sum(segment.doc_count_all() for segment in self._added)

    def adopt(self, name: str, documents: int) -> None:
        """Take over a segment file that another process wrote into the folder, in place of earlier documents
        of the same ids.
        """
        self._check_open()
        self.flush()
        segment = ArraySegment(self.folder, self.schema, self._index.indexname)
        segment.segid = name.partition("_")[2]
        segment.set_doc_count(documents)
        self._delete_from([*self.segments, *self._added], segment.view().column(ID))
        self._added.append(segment)

    def flush(self) -> None:
        """Write the batch at hand as a segment. Nothing becomes visible."""
        self._apply_deletions()
        batch = self._batch
        if not batch.count:
            return
        segment = ArraySegment(self.folder, self.schema, self._index.indexname)
        batch.write(segment.path)
        segment.set_doc_count(batch.count)
        if self._dead:
            segment.delete_documents(np.array(self._dead))
        self._added.append(segment)
        self._begin_batch(self._sizing.next_vocabulary(batch))

    def commit(self, mergetype: Any = None, optimize: bool = False, merge: bool = True, **_: Any) -> None:
        """Make everything visible, for good.

        ``optimize`` leaves a single segment, ``merge=False`` leaves all as they are. Whoosh's ``mergetype``
        is not looked at.
        """
        self._check_open()
        try:
            self.flush()
            self._begin_batch(Vocabulary())
            segments = self._merged([*self.segments, *self._added], optimize, merge)
            entries = tuple(segment.entry() for segment in segments)
            state = commits.Commit(self.generation, self.sequence, entries)
            commits.record(self.folder, state, self._earlier)
            commits.sweep(self.folder, state)
        except BaseException:
            self.cancel()
            raise
        self._close()

    def cancel(self, **_: Any) -> None:
        """Forget everything since the last commit, and remove what was written."""
        if self.is_closed:
            return
        try:
            commits.sweep(self.folder, commits.load(self.folder))
        finally:
            self._close()

    def _begin_batch(self, vocabulary: Vocabulary) -> None:
        self._batch = Batch(self.layout, vocabulary)
        self._places: dict[int, int] = {}
        self._dead: list[int] = []
        self._doomed = array("q")

    def _apply_deletions(self) -> None:
        """Delete from the segments what was deleted or replaced by id since the batch began."""
        if self._doomed:
            self._delete_from([*self.segments, *self._added], np.unique(np.array(self._doomed)))
            self._doomed = array("q")

    @staticmethod
    def _delete_from(segments: list[ArraySegment], ids: Array) -> None:
        for segment in segments:
            _, documents = segment.view().find_ids(ids)
            if len(documents):
                segment.delete_documents(documents)

    def _live_count(self) -> int:
        in_segments = sum(segment.doc_count() for segment in [*self.segments, *self._added])
        return in_segments + self._batch.count - len(self._dead)

    def _merged(self, segments: list[ArraySegment], optimize: bool, merge: bool) -> list[ArraySegment]:
        """The segments of the new commit."""
        sizes = [Size(segment.doc_count(), segment.deleted_count()) for segment in segments]
        alive = [number for number, size in enumerate(sizes) if size.live]
        if optimize:
            chosen = [alive] if alive else []
        else:
            chosen = groups(sizes) if merge else [[number] for number in alive]
        return [
            self._merge([segments[number] for number in group])
            if len(group) > 1
            or (sizes[group[0]].deleted and (optimize or (merge and is_stale(sizes[group[0]]))))
            else segments[group[0]]
            for group in chosen
        ]

    def _merge(self, segments: list[ArraySegment]) -> ArraySegment:
        """Write several segments as a new one."""
        result = ArraySegment(self.folder, self.schema, self._index.indexname)
        result.set_doc_count(merge(self.layout, [segment.view() for segment in segments], result.path))
        return result

    def _check_open(self) -> None:
        if self.is_closed:
            raise IndexingError("this writer is closed")

    def _close(self) -> None:
        self.is_closed = True
        self._lock.release()
