"""Several segments into one, by array concatenation, without the documents that were deleted.

The new segment numbers the live documents of the first segment first, then those of the second, and so on; so
the new postings of a term are the old ones of each segment in turn, with another base. Terms are taken in
**windows**, stretches of the alphabet with about so many tokens (:data:`WINDOW`) in all segments together:

1. cut the window's terms out of every lexicon, up to one pivot term, and merge them (:mod:`lexicon`);
2. lay the window's postings out term by term, segment by segment. Terms with many postings are copied as
   slices, all others scattered at once to where they belong;
3. append terms, documents, frequencies and positions to the sections of the new file.

Memory is that of one window, or of the most frequent term where that has more, and of the columns. The
sections of the new file hold what indexing the live documents afresh in that order would have written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.fulltext.storage.columns import add_id_order, add_number_column, merge_text_column
from index.fulltext.storage.layout import ID, Layout
from index.fulltext.storage.lexicon import Lexicon, merge_terms
from index.fulltext.storage.packing import PackedStream, smallest
from index.fulltext.storage.segment_file import Array, SegmentFileWriter
from index.fulltext.storage.segment_view import FieldView, SegmentView
from index.fulltext.writing.inversion import position_dtype

WINDOW = 1 << 19
"""Tokens of a window."""

_MOST_TERMS = 1 << 17
"""Terms of a window."""

_HEAVY = 1 << 11
"""A term with more tokens than this in a segment is copied as a slice."""


def merge(layout: Layout, views: Sequence[SegmentView], path: Path) -> int:
    """Write the live documents of ``views`` as one new segment file; gives their number."""
    kept = [view.doc_count if view.live is None else int(np.count_nonzero(view.live)) for view in views]
    with SegmentFileWriter(path) as file:
        totals = {}
        for name in layout.texts:
            lengths = _live_values(views, [view.inverted(name).lengths for view in views])
            totals[name] = int(lengths.sum(dtype=np.int64))
            _FieldMerge(file, name, views, kept, lengths).run()
            file.add(f"{name}.lengths", lengths.astype(smallest(int(lengths.max(initial=0)))))
        for name in layout.numbers:
            values = _live_values(views, [view.column(name) for view in views])
            add_number_column(file, name, values)
            if name == ID:
                add_id_order(file, values)
        for name in layout.tables:
            tables = [Lexicon(view.file, f"{name}.table") for view in views]
            parts = [
                (table.slice(0, len(table)), _live(view, view.column(name)))
                for table, view in zip(tables, views, strict=True)
            ]
            merge_text_column(file, name, parts)
        file.finish({"documents": sum(kept), "fields": totals})
    return sum(kept)


def _live(view: SegmentView, values: Array) -> Array:
    """The values of the live documents."""
    return values if view.live is None else values[view.live]


def _live_values(views: Sequence[SegmentView], values: Sequence[Array]) -> Array:
    """The values of the live documents of all segments, one segment after another."""
    return np.concatenate([_live(view, each) for view, each in zip(views, values, strict=True)])


class _Part:
    """One segment's share in the merge of a field: how far it is, and how its documents are renumbered."""

    def __init__(self, field: FieldView, live: Array | None, base: int) -> None:
        self.field = field
        self.live = live
        self.base = np.uint32(base)
        self.at = 0
        if live is not None:
            self.renumbered: Array = np.cumsum(live, dtype=np.uint32) + self.base - np.uint32(1)


class _Run:
    """The terms of a part in a window with their postings, without deleted documents."""

    def __init__(self, part: _Part, stop: int) -> None:
        field = part.field
        postings, tokens = field.offsets(part.at, stop)
        self.terms = field.terms.slice(part.at, stop)
        documents = field.raw_documents(postings[0], postings[-1])
        self.frequencies = field.raw_frequencies(postings[0], postings[-1])
        self.positions = field.raw_positions(tokens[0], tokens[-1])
        self.postings, self.tokens = postings - postings[0], tokens - tokens[0]
        if part.live is None:
            self.documents: Array = documents.astype(np.uint32)
            self.documents += part.base
            return
        keep = part.live[documents]
        self.documents = part.renumbered[documents[keep]]
        sizes = self.frequencies.astype(np.int64)
        self.positions = self.positions[np.repeat(keep, sizes)]
        self.frequencies = self.frequencies[keep]
        self.tokens = np.concatenate([[0], np.cumsum(sizes * keep)])[self.postings]
        self.postings = np.concatenate([[0], np.cumsum(keep)])[self.postings]


class _FieldMerge:
    """The merge of one text field."""

    def __init__(
        self,
        file: SegmentFileWriter,
        name: str,
        views: Sequence[SegmentView],
        kept: Sequence[int],
        lengths: Array,
    ) -> None:
        """``kept`` is the number of live documents of each segment, ``lengths`` are those of all of them."""
        total = int(lengths.sum(dtype=np.int64))
        bases = np.cumsum([0, *kept[:-1]]).tolist()
        self._files = [view.file for view in views]
        self._parts = [
            _Part(view.inverted(name), view.live, base) for view, base in zip(views, bases, strict=True)
        ]
        self._blob = file.stream(f"{name}.terms", np.uint8)
        bytes_in_all = sum(part.field.terms.size for part in self._parts)
        self._terms = _OffsetStream(file, f"{name}.terms.offsets", bytes_in_all)
        self._postings = _OffsetStream(file, f"{name}.postings", total)
        self._documents = PackedStream(file, f"{name}.docs", np.uint16, total)
        self._frequencies = PackedStream(file, f"{name}.freqs", np.uint8, total)
        self._tokens = _OffsetStream(file, f"{name}.tokens", total)
        self._positions = PackedStream(file, f"{name}.positions", position_dtype(lengths), total)

    def run(self) -> None:
        """Merge window after window."""
        while parts := [part for part in self._parts if part.at < len(part.field.terms)]:
            runs = []
            for part, stop in zip(parts, _window_ends(parts), strict=True):
                if stop > part.at:
                    runs.append(_Run(part, stop))
                    part.at = stop
            self._merge(runs)
            del runs
            for file in self._files:
                file.release()
        for offsets in (self._terms, self._postings, self._tokens):
            offsets.end()

    def _merge(self, runs: Sequence[_Run]) -> None:
        """Merge the runs of one window."""
        terms, numbers = merge_terms([run.terms for run in runs])
        postings, tokens = np.zeros((2, len(terms.lengths)), np.int64)
        for run, places in zip(runs, numbers, strict=True):
            postings[places] += np.diff(run.postings)
            tokens[places] += np.diff(run.tokens)
        documents = np.empty(int(postings.sum()), np.uint32)
        frequencies = np.empty(len(documents), np.result_type(*(run.frequencies for run in runs)))
        positions = np.empty(int(tokens.sum()), np.result_type(*(run.positions for run in runs)))
        next_posting, next_token = np.cumsum(postings) - postings, np.cumsum(tokens) - tokens
        for run, places in zip(runs, numbers, strict=True):
            pairs = [(run.documents, documents), (run.frequencies, frequencies)]
            _lay_out(pairs, run.postings, next_posting[places])
            _lay_out([(run.positions, positions)], run.tokens, next_token[places])
            next_posting[places] += np.diff(run.postings)
            next_token[places] += np.diff(run.tokens)
        occurring = np.flatnonzero(postings)
        if len(occurring) < len(postings):
            terms, postings, tokens = terms.take(occurring), postings[occurring], tokens[occurring]
        self._blob.append(terms.blob)
        self._terms.append(terms.lengths)
        self._postings.append(postings)
        self._tokens.append(tokens)
        self._documents.append(documents)
        self._frequencies.append(frequencies)
        self._positions.append(positions)


def _window_ends(parts: Sequence[_Part]) -> list[int]:
    """Up to which term each part goes into the next window."""
    pivot: bytes | None = None
    for part in parts:
        terms, tokens = part.field.terms, part.field.token_offsets
        last = min(len(terms), part.at + max(1, _MOST_TERMS // len(parts)))
        stop = bisect_left(tokens, tokens[part.at] + WINDOW // len(parts), part.at + 1, last)
        if stop < len(terms):
            term = terms.term(stop)
            pivot = term if pivot is None else min(pivot, term)
    return [
        len(part.field.terms) if pivot is None else part.field.terms.bisect(pivot, part.at) for part in parts
    ]


def _lay_out(pairs: Sequence[tuple[Array, Array]], offsets: Array, places: Array) -> None:
    """Copy stretches of arrays to their places in others.

    Each pair is a source and a target. The stretches of the sources are delimited by ``offsets``, one more
    than there are ``places``, which say where in the targets each begins.
    """
    sizes = np.diff(offsets)
    at = 0
    for heavy in [*np.flatnonzero(sizes > _HEAVY).tolist(), len(sizes)]:
        if at < heavy:
            start, stop = offsets[at], offsets[heavy]
            target_index = np.repeat(places[at:heavy] - offsets[at:heavy], sizes[at:heavy])
            target_index += np.arange(start, stop)
            for source, target in pairs:
                target[target_index] = source[start:stop]
        if heavy < len(sizes):
            for source, target in pairs:
                stretch = source[offsets[heavy] : offsets[heavy + 1]]
                target[places[heavy] : places[heavy] + len(stretch)] = stretch
        at = heavy + 1


class _OffsetStream:
    """A section of offsets, written as the lengths between them become known."""

    def __init__(self, file: SegmentFileWriter, name: str, capacity: int) -> None:
        self._stream = file.stream(name, np.uint32 if capacity < 1 << 32 else np.uint64)
        self._end = 0

    def append(self, lengths: Array) -> None:
        """Add the offsets where stretches of these lengths begin."""
        ends = np.cumsum(lengths)
        if len(ends):
            self._stream.append(ends - lengths + self._end)
            self._end += int(ends[-1])

    def end(self) -> None:
        """Add the offset behind the last stretch."""
        self._stream.append(np.array([self._end]))
