"""Whole numbers in few bytes that NumPy still reads at once: a plain low part, a run-length coded high part.

Document numbers, frequencies and positions are nearly always small, or share their high bits with their
neighbours. A packed array therefore keeps

    NAME          the low 8 or 16 bits of every number, a plain array; 8 where the largest number fits
    NAME.starts   where the high bits change: the index of the first number of each run
    NAME.highs    the high bits of each run; before the first run they are zero

A segment of at most 65,536 documents has no runs at all in its document numbers, frequencies have one only
around a word that occurs 256 times in an article, positions only in articles of more than 65,536 words. A
slice without runs is read without copying; with a few, by one conversion and an addition for each run.
Because numbers keep their places, any stretch of terms is still one slice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.fulltext.storage.segment_file import Array, SegmentFile, SegmentFileWriter

_FEW_RUNS = 24
"""Up to this many runs a loop over them beats building a whole array of high parts."""


class PackedArray:
    """Reads the packed array ``name`` of a segment file."""

    __slots__ = ("_bits", "_highs", "_low", "_starts")

    def __init__(self, file: SegmentFile, name: str) -> None:
        """Look the sections up; nothing is read yet."""
        self._low = file.array(name)
        self._bits = self._low.dtype.itemsize * 8
        packed = f"{name}.starts" in file
        self._starts: Sequence[int] = file.integers(f"{name}.starts") if packed else ()
        self._highs: Sequence[int] = file.integers(f"{name}.highs") if packed else ()

    def __len__(self) -> int:
        """How many numbers there are."""
        return len(self._low)

    def read(self, start: int, stop: int) -> Array:
        """The numbers of a slice in whatever unsigned type holds them: a view where that can be."""
        low = self._low[start:stop]
        first, last = self._runs(start, stop)
        if first == last or not any(self._highs[first:last]):
            return low
        return self._raised(low.astype(np.uint32), start, stop, first, last)

    def read_as(self, start: int, stop: int, dtype: npt.DTypeLike, out: Array | None = None) -> Array:
        """The numbers of a slice, copied as ``dtype``, into ``out`` where one of that length is given."""
        low = self._low[start:stop]
        if out is None:
            out = low.astype(dtype)
        else:
            out[...] = low
        first, last = self._runs(start, stop)
        return self._raised(out, start, stop, first, last) if first != last else out

    def _runs(self, start: int, stop: int) -> tuple[int, int]:
        """The runs that touch a slice, as a range of their numbers."""
        starts = self._starts
        if not starts or start >= stop:
            return 0, 0
        return max(0, bisect_right(starts, start) - 1), bisect_left(starts, stop)

    def _raised(self, numbers: Array, start: int, stop: int, first: int, last: int) -> Array:
        """Add the high parts to ``numbers``, which hold the low parts of the slice."""
        starts, highs, bits = self._starts, self._highs, self._bits
        if last - first <= _FEW_RUNS:
            for run in range(first, last):
                if high := highs[run]:
                    end = starts[run + 1] if run + 1 < last else stop
                    numbers[max(0, starts[run] - start) : end - start] += high << bits
            return numbers
        edges = np.array([*starts[first:last], stop], np.int64)
        if edges[0] > start:
            edges[0] = max(edges[0], start)
        else:
            edges[0] = start
        high_parts = np.array(highs[first:last], numbers.dtype) << numbers.dtype.type(bits)
        numbers[edges[0] - start :] += np.repeat(high_parts, np.diff(edges))
        return numbers


class PackedStream:
    """Writes a packed array piece by piece."""

    def __init__(self, file: SegmentFileWriter, name: str, low_dtype: npt.DTypeLike, capacity: int) -> None:
        """``low_dtype`` is uint8 or uint16; ``capacity`` bounds how many numbers will come."""
        self._low = file.stream(name, low_dtype)
        self._starts = file.stream(f"{name}.starts", np.uint32 if capacity < 1 << 32 else np.uint64)
        self._highs = file.stream(f"{name}.highs", np.uint32)
        self._bits = np.dtype(low_dtype).itemsize * 8
        self._last_high = 0

    def append(self, numbers: Array) -> None:
        """Add unsigned numbers of at most 32 bits at the end."""
        if numbers.size:
            starts, highs = runs_of(numbers, self._bits, self._last_high)
            if len(starts):
                self._starts.append(starts + self._low.count)
                self._highs.append(highs)
                self._last_high = int(highs[-1])
            self._low.append(numbers)


def runs_of(numbers: Array, bits: int, last_high: int = 0) -> tuple[Array, Array]:
    """Where the parts above ``bits`` change along ``numbers``, and to what; ``last_high`` came before."""
    none = np.zeros(0, np.int64)
    if numbers.dtype.itemsize * 8 <= bits:
        if not last_high or not numbers.size:
            return none, none
        return np.zeros(1, np.int64), np.zeros(1, np.int64)
    if not last_high and int(numbers.max(initial=0)) >> bits == 0:
        return none, none
    highs = numbers >> numbers.dtype.type(bits)
    starts = np.flatnonzero(highs[1:] != highs[:-1]) + 1
    if int(highs[0]) != last_high:
        starts = np.concatenate([[0], starts])
    return starts, highs[starts]


def add_packed(file: SegmentFileWriter, name: str, numbers: Array, low_dtype: npt.DTypeLike) -> None:
    """Write a whole packed array of unsigned numbers."""
    bits = np.dtype(low_dtype).itemsize * 8
    starts, highs = runs_of(numbers, bits)
    file.add(name, numbers.astype(low_dtype, copy=False))
    if len(starts):
        file.add(f"{name}.starts", starts.astype(np.uint32 if len(numbers) < 1 << 32 else np.uint64))
        file.add(f"{name}.highs", highs.astype(np.uint32))


def smallest(largest: int) -> npt.DTypeLike:
    """The smallest unsigned type that holds ``largest``."""
    return np.uint8 if largest < 1 << 8 else np.uint16 if largest < 1 << 16 else np.uint32
