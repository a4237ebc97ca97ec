"""What an index consists of at this moment: one small file, replaced as a whole.

``commit.json`` is two lines, a JSON object and its CRC-32 in hexadecimal::

    {"marker": "newsreader full-text index", "schema": 2, "generation": 7, "sequence": 4711, "segments":
     [{"name": "MAIN_9f3a", "documents": 190430, "deleted": 12, "deletions": "MAIN_9f3a.8117.live"}]}
    5a0c91de

A commit is: segment and deletion files written, those that are new synced, the new ``commit.json``
written beside the old one and synced, renamed over it, and the folder synced. At whatever point the program
dies, the folder holds the whole of the old commit or the whole of the new one, and perhaps files that no
commit names; the next commit removes those. A reader holds the files of its commit open, so that removing
what is no longer named does not disturb it.

This replaces Whoosh's own table of contents, which is a pickle: it cannot be checked before it runs, and
reading an index that somebody else made would run their code. It also keeps a stock Whoosh from adding
segments of its own kind by mistake. Nothing here imports Whoosh or NumPy, so that the state of an index can
be read before anything heavy is loaded.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from index.fulltext import IndexUnusable

SCHEMA_VERSION = 2
"""Rises with every change to token rules, fields or files; an index of another version is rebuilt."""

COMMIT_FILE = "commit.json"

SEGMENT_SUFFIX = ".segment"
DELETIONS_SUFFIX = ".live"

_MARKER = "newsreader full-text index"
_OURS = re.compile(r"MAIN_[0-9a-z]+(\.\d+)?\.(segment|live)")
_FRESH = f"{COMMIT_FILE}.new"


class SegmentEntry(NamedTuple):
    """A segment as a commit names it."""

    name: str
    """Its file is this name with :data:`SEGMENT_SUFFIX`."""
    documents: int
    """Documents in it, deleted ones included."""
    deleted: int
    """How many of them are deleted."""
    deletions: str
    """The file that tells which, empty when none is."""

    @property
    def files(self) -> list[str]:
        """The files that it consists of."""
        return [self.name + SEGMENT_SUFFIX, *([self.deletions] if self.deletions else [])]


class Commit(NamedTuple):
    """A state of the index."""

    generation: int
    """Number of the commit."""
    sequence: int
    """The store's sequence number that the index has seen."""
    segments: tuple[SegmentEntry, ...] = ()


def load(folder: Path) -> Commit:
    """The last commit; IndexUnusable when there is none, it is damaged, foreign or of another version."""
    try:
        content, _, checksum = (folder / COMMIT_FILE).read_bytes().partition(b"\n")
    except FileNotFoundError:
        raise IndexUnusable("it is missing") from None
    except OSError as error:
        raise IndexUnusable(f"{COMMIT_FILE} cannot be read ({error.strerror})") from error
    if checksum.strip() != b"%08x" % zlib.crc32(content):
        raise IndexUnusable(f"{COMMIT_FILE} is damaged")
    try:
        read = json.loads(content)
        if read["marker"] != _MARKER:
            raise IndexUnusable(f"{COMMIT_FILE} is not one of this program")
        if read["schema"] != SCHEMA_VERSION:
            raise IndexUnusable(f"it has version {read['schema']}, this program needs {SCHEMA_VERSION}")
        segments = tuple(SegmentEntry(**entry) for entry in read["segments"])
        commit = Commit(read["generation"], read["sequence"], segments)
        well_named = all(_OURS.fullmatch(name) for segment in segments for name in segment.files)
    except (ValueError, TypeError, KeyError) as error:
        raise IndexUnusable(f"{COMMIT_FILE} is not one of this program") from error
    if not well_named:
        raise IndexUnusable(f"{COMMIT_FILE} names files that are none of the index")
    return commit


def record(folder: Path, commit: Commit, earlier: Commit) -> None:
    """Make ``commit`` the state of the index in place of an ``earlier`` one, at once and for good.

    The files that are new with it are synced first. Those that came and went in between need never reach the
    disk, which is half of all that a large import writes.
    """
    known = _names(earlier)
    for name in sorted(_names(commit) - known):
        sync_file(folder / name)
    segments = [segment._asdict() for segment in commit.segments]
    fields = {"marker": _MARKER, "schema": SCHEMA_VERSION, **commit._asdict(), "segments": segments}
    content = json.dumps(fields).encode()
    sync_folder(folder)
    with (folder / _FRESH).open("wb") as file:
        file.write(content + b"\n%08x\n" % zlib.crc32(content))
        file.flush()
        os.fsync(file.fileno())
    (folder / _FRESH).replace(folder / COMMIT_FILE)
    sync_folder(folder)


def sweep(folder: Path, commit: Commit) -> None:
    """Remove the files of earlier commits and of writers that were killed. Only for who holds the lock."""
    named = _names(commit)
    for path in _our_files(folder):
        if path.name not in named:
            remove(path)


def remove(path: Path) -> None:
    """Remove a file, or leave it to a later sweep where the system keeps open files (Windows)."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        if os.name != "nt":
            raise


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk."""
    if os.name == "nt":
        return  # it keeps its folders in order by itself
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make sure that what was written to a file, by whichever process, is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _names(commit: Commit) -> set[str]:
    """The files that a commit consists of."""
    return {name for segment in commit.segments for name in segment.files}


def _our_files(folder: Path) -> Iterable[Path]:
    """The files in the folder that writers make."""
    return (path for path in folder.iterdir() if _OURS.fullmatch(path.name))
