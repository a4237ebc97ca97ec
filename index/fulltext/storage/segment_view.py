"""An open segment as arrays: what the vectorised search reads.

A segment numbers its documents from 0. For every text field it holds, in a :class:`FieldView`::

    terms        the sorted terms (a Lexicon); a term is known by its number from here on
    postings     where the postings of each term begin; those of a range of terms lie side by side
    docs         document number of each posting, rising within a term            (packed)
    freqs        how often the term occurs there                                  (packed)
    tokens       where the positions of each term begin
    positions    which words of the field they are, from 0, posting by posting    (packed)
    lengths      number of terms of each document, exact forms of accented words included

Columns hold a value per document: ``id`` int64, ``published`` int32 (YYYYMMDD, 0 when undated), ``source``
and ``section`` as ordinals into a sorted table of their values. Which documents are deleted is kept in a
file of its own, because a segment file never changes.

Opening maps the file and reads its directory, nothing else. Views are shared between all readers of a
process that see the same segment with the same deletions, so that what a search caches by a view's
``identity`` outlives a commit that added other segments.
"""

from __future__ import annotations

import itertools
import weakref
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np

from index.fulltext import IndexUnusable
from index.fulltext.storage.documents import LARGE_SHARE, MASK
from index.fulltext.storage.lexicon import Lexicon
from index.fulltext.storage.packing import PackedArray
from index.fulltext.storage.segment_file import Array, SegmentFile

_identities = itertools.count(1)


class FieldView:
    """The inverted text field ``name`` of a segment."""

    def __init__(self, file: SegmentFile, name: str, total_length: int) -> None:
        """Look the sections up; nothing is read yet."""
        self.total_length = total_length
        """Number of terms in all documents together."""
        self.lengths: Array = file.array(f"{name}.lengths")
        """Number of terms per document; uint8, uint16 or uint32."""
        self.terms = Lexicon(file, f"{name}.terms")
        self.posting_offsets = file.integers(f"{name}.postings")
        """Where the postings of each term begin, and after the last one the number of all."""
        self.token_offsets = file.integers(f"{name}.tokens")
        """Where the positions of each term begin, and after the last one the number of all."""
        self._docs = PackedArray(file, f"{name}.docs")
        self._freqs = PackedArray(file, f"{name}.freqs")
        self._positions = PackedArray(file, f"{name}.positions")
        self._file = file
        self._name = name

    def documents(self, low: int, high: int | None = None, out: Array | None = None) -> Array:
        """The documents of term ``low``, rising; or of terms ``low`` up to ``high``, one term after another.

        A copy as intp, which indexes fastest; into ``out`` where a buffer of exactly that length is given.
        """
        start, stop = self.posting_range(low, high)
        return self._docs.read_as(start, stop, np.intp, out)

    def frequencies(self, low: int, high: int | None = None) -> Array:
        """How often the term occurs in each of its documents; an unsigned type, read-only."""
        return self._freqs.read(*self.posting_range(low, high))

    def document_frequency(self, number: int) -> int:
        """In how many documents a term occurs, deleted ones included."""
        return self.posting_offsets[number + 1] - self.posting_offsets[number]

    def collection_frequency(self, number: int) -> int:
        """How often a term occurs in all documents together, deleted ones included."""
        return self.token_offsets[number + 1] - self.token_offsets[number]

    def posting_range(self, low: int, high: int | None = None) -> tuple[int, int]:
        """Where the postings of a term or range of terms begin and end."""
        return self.posting_offsets[low], self.posting_offsets[low + 1 if high is None else high]

    def positions(self, number: int) -> tuple[Array, Array]:
        """Where a term stands: per posting where its positions begin (and their end), and all positions."""
        frequencies = self.frequencies(number)
        starts = np.zeros(len(frequencies) + 1, np.intp)
        np.cumsum(frequencies, out=starts[1:])
        return starts, self._positions.read(self.token_offsets[number], self.token_offsets[number + 1])

    def raw_documents(self, start: int, stop: int) -> Array:
        """Document numbers by posting instead of by term; an unsigned type, read-only."""
        return self._docs.read(start, stop)

    def raw_frequencies(self, start: int, stop: int) -> Array:
        """Frequencies by posting instead of by term."""
        return self._freqs.read(start, stop)

    def raw_positions(self, start: int, stop: int) -> Array:
        """Positions by their place instead of by term."""
        return self._positions.read(start, stop)

    def offsets(self, start: int, stop: int) -> tuple[Array, Array]:
        """Posting and token offsets of terms ``start`` up to and including ``stop``, as int64."""
        postings = self._file.array(f"{self._name}.postings")[start : stop + 1]
        tokens = self._file.array(f"{self._name}.tokens")[start : stop + 1]
        return postings.astype(np.int64), tokens.astype(np.int64)


class SegmentView:
    """A segment as arrays. Get one from :func:`open_view` or from a reader's ``view``."""

    def __init__(self, file: SegmentFile, live: Array | None) -> None:
        """``live`` tells per document whether it is not deleted; None when none is."""
        self.file = file
        self.live = live
        self.doc_count: int = file.meta["documents"]
        """All documents, deleted ones included."""
        self.identity = next(_identities)
        """Unique per open segment: what caches are keyed by."""
        self._fields: dict[str, FieldView | None] = {}

    def field(self, name: str) -> FieldView | None:
        """The inverted field of that name; None when the segment has none."""
        if name not in self._fields:
            total = self.file.meta["fields"].get(name)
            self._fields[name] = None if total is None else FieldView(self.file, name, total)
        return self._fields[name]

    def inverted(self, name: str) -> FieldView:
        """The inverted field of that name, which must be there."""
        field = self.field(name)
        if field is None:
            raise IndexUnusable(f"the index file {self.file.path.name} lacks the field {name}")
        return field

    def field_names(self) -> list[str]:
        """The inverted fields, sorted by name."""
        return sorted(self.file.meta["fields"])

    def has_column(self, name: str) -> bool:
        """Whether there is a column of that name."""
        return f"{name}.column" in self.file

    def column(self, name: str) -> Array:
        """The values of a column, one per document; ordinals for a column of texts."""
        return self.file.array(f"{name}.column")

    def table(self, name: str) -> list[str]:
        """The texts that the ordinals of a column mean, sorted."""
        return [value.decode() for value in Lexicon(self.file, f"{name}.table").terms()]

    @cached_property
    def by_id(self) -> Array:
        """The document numbers in the order of their ids."""
        return self.file.array("id.order")

    def find_ids(self, ids: Array) -> tuple[Array, Array]:
        """Which of ``ids`` are here: pairs of (index into ``ids``, document), deleted documents included.

        ``ids`` is an int64 array. An id may stand in several documents of which at most one is live.
        """
        column, order = self.column("id"), self.by_id
        first = np.searchsorted(column, ids, "left", sorter=order)
        last = np.searchsorted(column, ids, "right", sorter=order)
        counts = last - first
        which = np.repeat(np.arange(len(ids)), counts)
        places = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts - first, counts)
        return which, order[places].astype(np.intp)

    def documents_of(self, ids: Array) -> Array:
        """The documents of the rising ``ids``, deleted ones included: listed, or where they are many a mask.

        Few ids are looked up in the column, many are walked through beside it.
        """
        if len(ids) * LARGE_SHARE <= self.doc_count:
            return np.sort(self.find_ids(ids)[1])
        rising = self.column("id").take(self.by_id)
        known = ids.take(ids.searchsorted(rising), mode="clip") == rising
        mask = np.zeros(self.doc_count, MASK)
        mask[self.by_id[known]] = True
        return mask


_files: weakref.WeakValueDictionary[Path, SegmentFile] = weakref.WeakValueDictionary()
_views: weakref.WeakValueDictionary[tuple[Path, str], SegmentView] = weakref.WeakValueDictionary()
_lock = Lock()


def open_file(path: Path) -> SegmentFile:
    """The segment file at ``path``, shared by all who have it open."""
    with _lock:
        return _open_file(path)


def open_view(path: Path, deletions: str = "") -> SegmentView:
    """The segment file at ``path`` without the documents that the file ``deletions`` beside it names.

    Raises IndexUnusable when one of them is damaged, OSError when it is gone.
    """
    with _lock:
        view = _views.get((path, deletions))
        if view is None:
            file = _open_file(path)
            live = read_deletions(path.with_name(deletions), file.meta["documents"]) if deletions else None
            view = _views[path, deletions] = SegmentView(file, live)
        return view


def read_deletions(path: Path, doc_count: int) -> Array:
    """What a deletions file says: per document whether it is live."""
    file = SegmentFile(path)
    file.verify()
    return np.unpackbits(file.array("live"), count=doc_count, bitorder="little").view(bool)


def _open_file(path: Path) -> SegmentFile:
    file = _files.get(path)
    if file is None:
        file = _files[path] = SegmentFile(path)
    return file
