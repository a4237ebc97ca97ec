"""One segment of the index as one file: named arrays, memory-mapped, checked.

A file is written once, front to back, and never changed::

    header      64 bytes: magic, format version
    sections    one array each, little-endian, starting at a multiple of 64 bytes
    directory   JSON: {"sections": {name: [offset, dtype, count, crc32]}, "meta": {...}}
    footer      32 bytes: size of the whole file, offset and crc32 of the directory, magic

What is checked when:

* **Opening** looks at header, footer, file size, the checksum of the directory and the bounds of every
  section: a fraction of a millisecond, whatever the size. A file that was cut short, half-written, grown,
  made by something else or by another version of the format is refused with :class:`IndexUnusable`.
* **Verifying** reads every byte and compares the checksum of every section: it finds a flipped bit.

:class:`SegmentFile` reads. Its arrays are views into the map: nothing is loaded before it is touched, and a
file that is unlinked while a reader has it open stays readable until that reader goes.

:class:`SegmentFileWriter` writes. Sections that exist as arrays are added whole. Sections that grow side by
side while segments are merged are :class:`Stream`\\ s: each is spooled to an unnamed temporary file, which
vanishes with the process, and copied in at the end, so that a merge needs little memory and a kill leaves
nothing but one unfinished file that no commit names. The commit that names a file
syncs it.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, Self

import numpy as np
import numpy.typing as npt

from index.fulltext import IndexUnusable

Array = npt.NDArray[Any]

FORMAT_VERSION = 1
"""Rises when a file of the earlier version can no longer be read: older indexes are then rebuilt."""

_MAGIC = b"NEWSSEG\n"
_HEADER = struct.Struct("<8sI52x")
_FOOTER = struct.Struct("<QQII8s")
_ALIGNMENT = 64
_DTYPES = frozenset({"|u1", "<u2", "<u4", "<u8", "<i4", "<i8"})
_NATIVE_CODES: dict[str, Literal["B", "H", "I", "Q"]] = {"|u1": "B", "<u2": "H", "<u4": "I", "<u8": "Q"}


class SegmentFile:
    """A segment file opened for reading; IndexUnusable when it is not sound, OSError when it is not there."""

    def __init__(self, path: Path) -> None:
        """Map the file and check its outline."""
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < _HEADER.size + _FOOTER.size:
                raise self._unusable("is cut short")
            self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._arrays: dict[str, Array] = {}
        self._sections, self.meta = self._read_directory(size)

    def _read_directory(self, size: int) -> tuple[dict[str, tuple[int, str, int, int]], dict[str, Any]]:
        """The sections by name and the meta data, after every check that does not read the sections."""
        magic, version = _HEADER.unpack_from(self.map, 0)
        if magic != _MAGIC:
            raise self._unusable("is not a segment file")
        if version != FORMAT_VERSION:
            raise self._unusable(f"has format version {version}, this program reads {FORMAT_VERSION}")
        recorded, offset, length, checksum, magic = _FOOTER.unpack_from(self.map, size - _FOOTER.size)
        if magic != _MAGIC or recorded != size or offset + length + _FOOTER.size != size:
            raise self._unusable("is incomplete")
        directory = self.map[offset : offset + length]
        if zlib.crc32(directory) != checksum:
            raise self._unusable("has a damaged directory")
        try:
            content = json.loads(directory)
            sections = {
                name: (int(start), str(dtype), int(count), int(checksum))
                for name, (start, dtype, count, checksum) in content["sections"].items()
            }
            meta = dict(content["meta"])
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._unusable("has a malformed directory") from error
        for name, (start, dtype, count, _) in sections.items():
            if dtype not in _DTYPES or start % _ALIGNMENT or count < 0:
                raise self._unusable(f"has a malformed section {name}")
            if start < _HEADER.size or start + count * np.dtype(dtype).itemsize > offset:
                raise self._unusable(f"has a section {name} out of bounds")
        return sections, meta

    def __contains__(self, name: str) -> bool:
        """Whether there is a section of that name."""
        return name in self._sections

    def array(self, name: str) -> Array:
        """The section as a read-only array over the map."""
        array = self._arrays.get(name)
        if array is None:
            offset, dtype, count, _ = self._section(name)
            array = self._arrays[name] = np.frombuffer(self.map, dtype, count, offset)
        return array

    def integers(self, name: str) -> Sequence[int]:
        """The section as a sequence of Python integers: quicker than an array, number by number."""
        offset, dtype, count, _ = self._section(name)
        if sys.byteorder != "little":
            numbers: list[int] = self.array(name).tolist()
            return numbers
        size = np.dtype(dtype).itemsize * count
        return memoryview(self.map)[offset : offset + size].cast(_NATIVE_CODES[dtype])

    def offset(self, name: str) -> int:
        """Where in :attr:`map` the section starts."""
        return self._section(name)[0]

    def names(self) -> list[str]:
        """The names of all sections."""
        return list(self._sections)

    def release(self) -> None:
        """Give back the memory of what was read; arrays stay good, and read it again from the system's copy.

        For who goes through a whole file once, as merging does: the process would seem to grow by its size.
        """
        if hasattr(mmap, "MADV_DONTNEED"):
            self.map.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> None:
        """Read everything and compare every checksum; IndexUnusable at the first difference."""
        for name, (offset, dtype, count, checksum) in self._sections.items():
            size = np.dtype(dtype).itemsize * count
            found = 0
            for start in range(offset, offset + size, 1 << 24):
                found = zlib.crc32(self.map[start : min(start + (1 << 24), offset + size)], found)
            if found != checksum:
                raise self._unusable(f"has a damaged section {name}")

    def _section(self, name: str) -> tuple[int, str, int, int]:
        """The directory's entry; a file without a section that it must have is damaged."""
        try:
            return self._sections[name]
        except KeyError:
            raise self._unusable(f"lacks the section {name}") from None

    def _unusable(self, reason: str) -> IndexUnusable:
        return IndexUnusable(f"the index file {self.path.name} {reason}")


class Stream:
    """A section that grows by and by."""

    def __init__(self, name: str, dtype: npt.DTypeLike, folder: Path) -> None:
        """An empty section; ``folder`` holds its unnamed temporary file."""
        from tempfile import TemporaryFile  # who only reads need not wait for it

        self.name = name
        self.dtype = np.dtype(dtype).newbyteorder("<")
        self.count = 0
        self.checksum = 0
        self.spool: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115 (closed with the writer)

    def append(self, values: Array) -> None:
        """Add values at the end, converted to the section's type, which the caller knows to hold them."""
        if values.size:
            data = np.ascontiguousarray(values, self.dtype).data.cast("B")
            self.spool.write(data)
            self.checksum = zlib.crc32(data, self.checksum)
            self.count += values.size


class SegmentFileWriter:
    """Writes one segment file. A context manager: what is not finished at its end is removed."""

    def __init__(self, path: Path) -> None:
        """Begin a new file."""
        self.path = path
        self._file = path.open("wb")
        self._file.write(_HEADER.pack(_MAGIC, FORMAT_VERSION))
        self._sections: dict[str, tuple[int, str, int, int]] = {}
        self._streams: list[Stream] = []
        self._finished = False

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, and remove the file unless it was finished."""
        for stream in self._streams:
            stream.spool.close()
        self._file.close()
        if not self._finished:
            self.path.unlink(missing_ok=True)

    def add(self, name: str, values: Array) -> None:
        """Write a whole section."""
        values = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
        data = values.data.cast("B") if values.size else memoryview(b"")
        offset = self._align()
        self._file.write(data)
        self._sections[name] = (offset, values.dtype.str, int(values.size), zlib.crc32(data))

    def stream(self, name: str, dtype: npt.DTypeLike) -> Stream:
        """Begin a section that is written piece by piece."""
        stream = Stream(name, dtype, self.path.parent)
        self._streams.append(stream)
        return stream

    def finish(self, meta: dict[str, Any]) -> None:
        """Copy the streams in, write directory and footer. A commit that names the file syncs it."""
        from shutil import copyfileobj

        for stream in self._streams:
            offset = self._align()
            stream.spool.seek(0)
            copyfileobj(stream.spool, self._file, 1 << 20)
            self._sections[stream.name] = (offset, stream.dtype.str, stream.count, stream.checksum)
        directory = json.dumps({"sections": self._sections, "meta": meta}).encode()
        offset = self._align()
        size = offset + len(directory) + _FOOTER.size
        self._file.write(directory)
        self._file.write(_FOOTER.pack(size, offset, len(directory), zlib.crc32(directory), _MAGIC))
        self._file.flush()
        self._finished = True

    def _align(self) -> int:
        """Fill up to the next multiple of 64 bytes and give that offset."""
        position = self._file.tell()
        padding = -position % _ALIGNMENT
        self._file.write(bytes(padding))
        return position + padding
