"""Sorted terms as two arrays: searched, cut into ranges, sorted and merged without a Python object per term.

A lexicon is the terms' bytes one after another (``blob``, UTF-8) and where each begins (``offsets``, one
more than there are terms). Terms are distinct, sorted by their bytes and contain no zero byte, so a term
has a number, all terms of a prefix lie side by side, and finding one is a binary search that touches a
handful of pages of the map.

Sorting and merging look at terms eight bytes at a time: the bytes at some depth, read as one big-endian
number, filled up with zeros behind the end, order as the terms do. Whatever is still equal is looked at
eight bytes deeper; only those few. As no term holds a zero byte, what is equal to the end is the same term.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from index.fulltext.storage.segment_file import Array, SegmentFile, SegmentFileWriter


class Lexicon:
    """The terms ``name`` of a segment file."""

    def __init__(self, file: SegmentFile, name: str) -> None:
        """Look the two sections up; nothing is read yet."""
        self._map = file.map
        self._base = file.offset(name)
        self._offsets: Sequence[int] = file.integers(f"{name}.offsets")
        self._file = file
        self._name = name

    def __len__(self) -> int:
        """How many terms there are."""
        return len(self._offsets) - 1

    @property
    def size(self) -> int:
        """The bytes of all terms together."""
        return self._offsets[len(self)]

    def term(self, number: int) -> bytes:
        """The term of that number."""
        base, offsets = self._base, self._offsets
        return self._map[base + offsets[number] : base + offsets[number + 1]]

    def bisect(self, term: bytes, low: int = 0) -> int:
        """The number of the first term, from ``low`` on, that is not below ``term``; ``len`` when all are."""
        high = len(self)
        data, base, offsets = self._map, self._base, self._offsets
        while low < high:
            middle = (low + high) >> 1
            if data[base + offsets[middle] : base + offsets[middle + 1]] < term:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, term: bytes) -> int:
        """The number of a term, -1 when it is not there."""
        number = self.bisect(term)
        return number if number < len(self) and self.term(number) == term else -1

    def prefix_range(self, prefix: bytes) -> tuple[int, int]:
        """The numbers of the terms that begin with ``prefix``: the first, and the one after the last."""
        start = self.bisect(prefix)
        head = prefix.rstrip(b"\xff")
        if not head:
            return start, len(self)
        return start, self.bisect(head[:-1] + bytes([head[-1] + 1]), start)

    def terms(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The terms of a range of numbers, one by one."""
        for number in range(start, len(self) if stop is None else stop):
            yield self.term(number)

    def slice(self, start: int, stop: int) -> Terms:
        """The terms of a range of numbers, as arrays."""
        offsets = self._file.array(f"{self._name}.offsets")[start : stop + 1].astype(np.int64)
        blob = self._file.array(self._name)[offsets[0] : offsets[-1]]
        return Terms(blob, offsets[:-1] - offsets[0], np.diff(offsets))


class Terms(NamedTuple):
    """Some terms in arrays, in any order."""

    blob: Array
    """uint8: where their bytes are."""
    starts: Array
    """int64: where in ``blob`` each term begins."""
    lengths: Array
    """int64: its length in bytes."""

    def take(self, numbers: Array) -> Terms:
        """Some of the terms, in the order asked for, their bytes side by side."""
        starts, lengths = self.starts[numbers], self.lengths[numbers]
        places = np.cumsum(lengths) - lengths
        source = np.repeat(starts - places, lengths)
        source += np.arange(len(source))
        return Terms(self.blob[source], places, lengths)


def terms_of_bytes(terms: Sequence[bytes]) -> Terms:
    """Arrays from Python byte strings."""
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    return Terms(np.frombuffer(b"".join(terms), np.uint8), np.cumsum(lengths) - lengths, lengths)


def sort_terms(terms: Terms) -> tuple[Array, Array]:
    """The order of terms by their bytes, and per term in that order whether it is not its forerunner."""
    blob, starts, lengths = terms
    words = _words_of(blob)
    keys = _key(words, starts, lengths, 0)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    new = np.ones(len(order), bool)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    depth = 8
    open_places = _ties(new)
    while len(open_places):
        members = order[open_places]
        group = np.cumsum(new)[open_places]
        unfinished = np.zeros(int(group[-1]) + 1, bool)
        unfinished[group[lengths[members] > depth]] = True
        kept = unfinished[group]
        open_places, members, group = open_places[kept], members[kept], group[kept]
        if not len(open_places):
            break
        keys = _key(words, starts[members], lengths[members], depth)
        by_key = np.lexsort((keys, group))
        order[open_places] = members[by_key]
        keys = keys[by_key]
        apart = np.flatnonzero((keys[1:] != keys[:-1]) & (group[1:] == group[:-1])) + 1
        new[open_places[apart]] = True
        still = _ties(new)
        open_places = still[np.isin(still, open_places, assume_unique=True)]
        depth += 8
    return order, new


def merge_terms(parts: Sequence[Terms]) -> tuple[Terms, list[Array]]:
    """The sorted union of several sorted lexicons, and for each of them its terms' numbers in the union."""
    sizes = [len(part.blob) for part in parts]
    bases = np.cumsum([0, *sizes[:-1]])
    together = Terms(
        np.concatenate([part.blob for part in parts]),
        np.concatenate([part.starts + base for part, base in zip(parts, bases, strict=True)]),
        np.concatenate([part.lengths for part in parts]),
    )
    order, new = sort_terms(together)
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.cumsum(new) - 1
    edges = np.cumsum([len(part.starts) for part in parts])[:-1]
    return together.take(order[new]), np.split(numbers, edges)


def add_lexicon(file: SegmentFileWriter, name: str, terms: Terms) -> None:
    """Write sorted terms whose bytes lie side by side as the lexicon ``name``."""
    size = len(terms.blob)
    offsets = np.append(terms.starts, size)
    file.add(name, terms.blob)
    file.add(f"{name}.offsets", offsets.astype(np.uint32 if size < 1 << 32 else np.uint64))


def _ties(new: Array) -> Array:
    """The places of terms that equal, as far as is known, the one before or after."""
    tied = ~new
    tied[:-1] |= tied[1:]
    return np.flatnonzero(tied)


def _words_of(blob: Array) -> Array:
    """For every byte of ``blob`` the eight bytes from there, as one little-endian number."""
    padded = np.zeros(len(blob) + 16, np.uint8)
    padded[: len(blob)] = blob
    return np.lib.stride_tricks.as_strided(padded[:8].view("<u8"), (len(blob) + 8,), (1,))


_KEEP = np.array([0] + [(1 << 64) - (1 << (64 - 8 * count)) for count in range(1, 9)], np.uint64)


def _key(words: Array, starts: Array, lengths: Array, depth: int) -> Array:
    """The eight bytes of each term at ``depth`` as a number that orders as they do; zero behind the end."""
    left = np.clip(lengths - depth, 0, 8)
    at = np.where(left > 0, starts + depth, 0)
    key: Array = words[at].astype(np.uint64).byteswap()
    key &= _KEEP[left]
    return key
