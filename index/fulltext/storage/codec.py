"""Our segments as Whoosh sees them: a codec.

Whoosh asks a segment for its codec, and the codec for a reader of terms and one of documents; everything else
(segment and multi-segment readers, searchers, queries, collectors, highlighting) it builds upon those two.
Both read from one :class:`SegmentView`, which the vectorised search takes from a reader with :func:`view_of`.

    whoosh.reading.SegmentReader ── TermReader ─────┬── SegmentView ── segment file, deletions file
                                 └─ DocumentReader ─┘

Writing does not go through the codec: documents come in batches of arrays
(:mod:`index.fulltext.writing.writer`), and the methods that would write a tuple a posting do not exist here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.base import Codec, PerDocumentReader, Segment
from whoosh.columns import Column, ColumnReader
from whoosh.fields import NUMERIC, Schema
from whoosh.filedb.filestore import Storage
from whoosh.reading import IndexReader, SegmentReader

from index.fulltext import IndexUnusable
from index.fulltext.storage.columns import NumberReader, TextReader
from index.fulltext.storage.commits import DELETIONS_SUFFIX, SEGMENT_SUFFIX, SegmentEntry
from index.fulltext.storage.segment_file import Array, SegmentFileWriter
from index.fulltext.storage.segment_view import SegmentView, open_file, open_view
from index.fulltext.storage.term_reader import TermReader


def view_of(reader: IndexReader) -> SegmentView | None:
    """The arrays that a reader of one segment reads from; None when the segment is not one of ours."""
    documents = getattr(reader, "_perdoc", None) if isinstance(reader, SegmentReader) else None
    return documents.view if isinstance(documents, DocumentReader) else None


class ArrayCodec(Codec):
    """Makes the readers of a segment."""

    length_stats = False

    def __init__(self, schema: Schema) -> None:
        """``schema`` says what the fields are."""
        self._schema = schema

    def terms_reader(self, storage: Storage, segment: ArraySegment) -> TermReader:
        """The terms of a segment."""
        return TermReader(segment.view(), self._schema)

    def per_document_reader(self, storage: Storage, segment: ArraySegment) -> DocumentReader:
        """The documents of a segment."""
        return DocumentReader(segment, self._schema)

    def new_segment(self, storage: Storage, indexname: str) -> Segment:
        """Not offered, as all that follows: segments are written by :class:`writer.ArrayWriter`."""
        raise NotImplementedError

    def per_document_writer(self, storage: Storage, segment: Segment) -> None:
        """Not offered."""
        raise NotImplementedError

    def field_writer(self, storage: Storage, segment: Segment) -> None:
        """Not offered."""
        raise NotImplementedError

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> None:
        """Not offered."""
        raise NotImplementedError

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> None:
        """Not offered: :meth:`terms_reader` makes matchers itself."""
        raise NotImplementedError


class ArraySegment(Segment):
    """A segment of a commit: its file, and which documents are deleted.

    Deletions are collected in memory and written to a new file by :meth:`entry` when a commit needs them.
    """

    def __init__(self, folder: Path, schema: Schema, indexname: str) -> None:
        """A new segment under a random name, without documents."""
        super().__init__(indexname)  # type: ignore[no-untyped-call]
        self._folder = folder
        self._schema = schema
        self._documents = 0
        self._deleted = 0
        self._deletions = ""
        self._changed: Array | None = None

    @classmethod
    def named(cls, folder: Path, schema: Schema, entry: SegmentEntry) -> ArraySegment:
        """The segment that a commit names."""
        indexname, _, segid = entry.name.partition("_")
        segment = cls(folder, schema, indexname)
        segment.segid = segid
        segment._documents, segment._deleted = entry.documents, entry.deleted
        segment._deletions = entry.deletions
        return segment

    def entry(self) -> SegmentEntry:
        """How a commit names the segment, after its new deletions were written."""
        if self._changed is not None:
            name = f"{self.segment_id()}.{int.from_bytes(os.urandom(4))}{DELETIONS_SUFFIX}"
            with SegmentFileWriter(self._folder / name) as file:
                file.add("live", np.packbits(self._changed, bitorder="little"))
                file.finish({})
            self._deletions = name
            self._changed = None
        return SegmentEntry(self.segment_id(), self._documents, self._deleted, self._deletions)

    @property
    def path(self) -> Path:
        """The segment file."""
        return self._folder / (self.segment_id() + SEGMENT_SUFFIX)

    def view(self) -> SegmentView:
        """The segment as arrays, with the deletions of this moment."""
        if self._changed is not None:
            view = SegmentView(open_file(self.path), self._changed.copy())
        else:
            view = open_view(self.path, self._deletions)
        if view.doc_count != self._documents:
            raise IndexUnusable(f"the index file {self.path.name} is not the one that was committed")
        return view

    def segment_id(self) -> str:
        """Its name, unique in the folder."""
        return f"{self.indexname}_{self.segid}"

    def codec(self) -> ArrayCodec:
        """What reads it."""
        return ArrayCodec(self._schema)

    def should_assemble(self) -> bool:
        """It is one file already."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Say how many documents were written."""
        self._documents = doccount

    def doc_count_all(self) -> int:
        """Documents in it, deleted ones included."""
        return self._documents

    def deleted_count(self) -> int:
        """How many are deleted."""
        return self._deleted

    def doc_count(self) -> int:
        """How many are not."""
        return self._documents - self._deleted

    def deleted_docs(self) -> Iterator[int]:
        """Which are deleted, rising."""
        live = self._live()
        return iter(()) if live is None else iter(np.flatnonzero(~live).tolist())

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted; numbers behind the last are not."""
        live = self._live()
        return live is not None and docnum < len(live) and not live[docnum]

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document, or bring it back."""
        self.delete_documents(np.array([docnum]), delete)

    def delete_documents(self, documents: Array, delete: bool = True) -> int:
        """Delete documents, or bring them back; gives how many changed."""
        live = self._live()
        if live is None:
            live = np.ones(self._documents, bool)
        documents = np.unique(documents[live[documents] == delete])
        if len(documents):
            if self._changed is None:
                self._changed = live = live.copy()
            live[documents] = not delete
            self._deleted += len(documents) if delete else -len(documents)
        return len(documents)

    def _live(self) -> Array | None:
        """Per document whether it is not deleted; None when all are live."""
        return self._changed if self._changed is not None or not self._deletions else self.view().live


class DocumentReader(PerDocumentReader):
    """What a segment holds by document: columns, lengths, deletions."""

    def __init__(self, segment: ArraySegment, schema: Schema) -> None:
        """Read from the segment as it is now."""
        self.view = segment.view()
        self._schema = schema
        live = self.view.live
        self._deleted = 0 if live is None else self.view.doc_count - int(np.count_nonzero(live))

    def doc_count(self) -> int:
        """Live documents."""
        return self.view.doc_count - self._deleted

    def doc_count_all(self) -> int:
        """All documents."""
        return self.view.doc_count

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return self._deleted > 0

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted; Whoosh asks behind the last one as well."""
        live = self.view.live
        return live is not None and docnum < len(live) and not live[docnum]

    def deleted_docs(self) -> Iterator[int]:
        """Which documents are deleted, rising."""
        live = self.view.live
        return iter(()) if live is None else iter(np.flatnonzero(~live).tolist())

    def supports_columns(self) -> bool:
        """There are columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether there is a column for a field."""
        return self.view.has_column(fieldname)

    def list_columns(self) -> list[str]:
        """The fields that have one."""
        return [name for name in self._schema.names() if self.has_column(name)]

    def column_reader(self, fieldname: str, column: Column) -> ColumnReader:
        """A column, value by value."""
        field = self._schema[fieldname]
        if isinstance(field, NUMERIC):
            return NumberReader(self.view.column(fieldname), field)
        return TextReader(self.view, fieldname)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Number of terms in a field of a document, exactly."""
        field = self.view.field(fieldname)
        return default if field is None else int(field.lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """Number of terms in a field of all documents together."""
        field = self.view.field(fieldname)
        return 0 if field is None else field.total_length

    def min_field_length(self, fieldname: str) -> int:
        """Length of the shortest document."""
        field = self.view.field(fieldname)
        return 0 if field is None else int(field.lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """Length of the longest document."""
        field = self.view.field(fieldname)
        return 0 if field is None else int(field.lengths.max())

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The stored fields of a document: numbers, read from their columns."""
        return {
            name: int(self.view.column(name)[docnum])
            for name, field in self._schema.items()
            if field.stored and self.view.has_column(name)
        }
