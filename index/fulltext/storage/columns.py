"""Columns: a value per document, for ordering, filtering, counting and for Whoosh's numeric terms.

    NAME.column          int32 or int64 of a numeric field; ordinals of a text field
    NAME.table           the sorted distinct values of a text field, which the ordinals count
    id.order             the documents in the order of their ids

Whoosh indexes a number as terms of several precisions, each without some more of the low bits, and makes a
range of few such terms. :class:`NumericTerms` makes them from the column when they are asked for: nothing of
them is on disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from whoosh.columns import ColumnReader
from whoosh.fields import NUMERIC

from index.fulltext.storage.layout import ID
from index.fulltext.storage.lexicon import Terms, add_lexicon, merge_terms, terms_of_bytes
from index.fulltext.storage.packing import smallest
from index.fulltext.storage.segment_file import Array, SegmentFileWriter
from index.fulltext.storage.segment_view import SegmentView


def add_number_column(file: SegmentFileWriter, name: str, values: Array) -> None:
    """Write a numeric column."""
    file.add(f"{name}.column", values)


def add_id_order(file: SegmentFileWriter, ids: Array) -> None:
    """Write the order by which documents are found by id."""
    file.add(f"{ID}.order", np.argsort(ids, kind="stable").astype(np.uint32))


def add_text_column(file: SegmentFileWriter, name: str, values: Sequence[str], ordinals: Array) -> None:
    """Write a column of texts, given the values in any order and the place of each document's among them."""
    encoded = [value.encode("utf-8", "surrogatepass") for value in values]
    order = sorted(range(len(encoded)), key=encoded.__getitem__)
    ranks = np.zeros(len(order), smallest(len(order)))
    ranks[order] = np.arange(len(order))
    add_lexicon(file, f"{name}.table", terms_of_bytes([encoded[place] for place in order]))
    file.add(f"{name}.column", ranks[ordinals])


def merge_text_column(file: SegmentFileWriter, name: str, parts: Sequence[tuple[Terms, Array]]) -> None:
    """Write the column of a merged segment: tables and ordinals of its parts, live documents only."""
    table, numbers = merge_terms([terms for terms, _ in parts])
    ordinals = np.concatenate([new[old] for new, (_, old) in zip(numbers, parts, strict=True)])
    used = np.unique(ordinals)
    ranks = np.zeros(len(table.lengths), smallest(len(used)))
    ranks[used] = np.arange(len(used))
    add_lexicon(file, f"{name}.table", table.take(used))
    file.add(f"{name}.column", ranks[ordinals])


class NumericTerms:
    """The terms that Whoosh expects of a numeric field, made from its column."""

    def __init__(self, view: SegmentView, name: str, field: NUMERIC) -> None:
        """Sort the column; the one thing done ahead."""
        column = view.column(name)
        order = view.by_id if name == ID else np.argsort(column, kind="stable")
        self._order: Array = order.astype(np.intp)
        self._bits: int = field.bits
        self._step: int = field.shift_step or field.bits
        self._size = field.bits // 8
        unsigned = column[self._order].view(f"<u{self._size}")
        if field.signed:
            unsigned ^= 1 << (self._bits - 1)
        self._sorted: Array = unsigned.astype(np.uint64)

    def documents(self, term: bytes) -> Array:
        """The documents of a term, rising."""
        low, high = self._range(term)
        return np.sort(self._order[low:high])

    def count(self, term: bytes) -> int:
        """In how many documents a term occurs."""
        low, high = self._range(term)
        return high - low

    def terms_from(self, first: bytes) -> Iterator[bytes]:
        """All terms from ``first`` on, by precision and value."""
        start_shift = first[0] if first else 0
        for shift in range(0, self._bits, self._step):
            if shift < start_shift:
                continue
            values = np.unique(self._sorted >> np.uint64(shift))
            for value in values.tolist():
                term = bytes([shift]) + value.to_bytes(self._size, "big")
                if term >= first:
                    yield term

    def _range(self, term: bytes) -> tuple[int, int]:
        """Where in the sorted column the values of a term lie."""
        if len(term) != self._size + 1 or term[0] >= self._bits or term[0] % self._step:
            return 0, 0
        shift, prefix = term[0], int.from_bytes(term[1:], "big")
        return self._place(prefix << shift), self._place((prefix + 1) << shift)

    def _place(self, value: int) -> int:
        """How many documents have a smaller value."""
        return int(np.searchsorted(self._sorted, np.uint64(value))) if value < 1 << 64 else len(self._sorted)


class NumberReader(ColumnReader):
    """A numeric column for Whoosh, which wants its numbers unsigned."""

    def __init__(self, values: Array, field: NUMERIC) -> None:
        """``values`` as they are in the segment."""
        self._values = values
        self._bias = 1 << (field.bits - 1) if field.signed else 0
        self._reverse = False

    def __len__(self) -> int:
        """Number of documents."""
        return len(self._values)

    def __getitem__(self, document: int) -> int:
        """The sortable value of a document."""
        return int(self._values[document]) + self._bias

    def __iter__(self) -> Iterator[int]:
        """All sortable values."""
        bias = self._bias
        return (value + bias for value in self._values.tolist())

    def sort_key(self, document: int) -> int:  # type: ignore[override]
        """What a document is ordered by."""
        value = self[document]
        return -value if self._reverse else value

    def load(self) -> list[int]:
        """All sortable values in a list."""
        return list(self)

    def set_reverse(self) -> None:
        """Order from the largest down."""
        self._reverse = True


class TextReader(ColumnReader):
    """A column of texts for Whoosh, which wants bytes."""

    def __init__(self, view: SegmentView, name: str) -> None:
        """Decode the table, which is short."""
        self._values: list[bytes] = [value.encode("utf-8", "surrogatepass") for value in view.table(name)]
        self._ordinals = view.column(name)
        self._reverse = False

    def __len__(self) -> int:
        """Number of documents."""
        return len(self._ordinals)

    def __getitem__(self, document: int) -> bytes:
        """The value of a document."""
        return self._values[int(self._ordinals[document])]

    def __iter__(self) -> Iterator[bytes]:
        """All values."""
        return (self._values[ordinal] for ordinal in self._ordinals.tolist())

    def sort_key(self, document: int) -> Any:
        """What a document is ordered by; ordinals would not do across segments."""
        return self[document]

    def load(self) -> list[bytes]:
        """All values in a list."""
        return list(self)
