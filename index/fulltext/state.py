"""The state file of an index: whose it is, of which version, how far, and of which files it consists.

It is read before anything else is opened, because what it lists is unpickled by Whoosh: only an index that
this program wrote, whole and unchanged, may be. It is written last, after the index has been committed, so it
never promises more than the index holds; an index that is ahead of it merely sees some articles again.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path

from index.fulltext import IndexUnusable

SCHEMA_VERSION = 1
"""Rises with every change to token rules, fields or files; an index of another version is rebuilt."""

STATE_FILE = "state.json"

_MARKER = "newsreader full-text index"
_TOC = re.compile(r"_[A-Z]+_(\d+)\.toc")
_PART = re.compile(r"_?[A-Z]+_\w+\.\w+")


@dataclass(frozen=True, slots=True)
class State:
    """What the state file says."""

    sequence: int
    """The store's sequence number that the index has seen."""
    generation: int
    """Number of the commit that this describes."""
    toc: int
    """CRC-32 of the table of contents of that commit."""
    sizes: dict[str, int] = field(default_factory=dict)
    """The files of that commit by name, and their bytes."""


def load(folder: Path) -> State:
    """The state of the index in ``folder``; IndexUnusable when it is not one of ours."""
    try:
        read = json.loads((folder / STATE_FILE).read_bytes())
        if read.pop("marker") != _MARKER:
            raise IndexUnusable(f"{STATE_FILE} is not one of this program")
        if (version := read.pop("schema")) != SCHEMA_VERSION:
            raise IndexUnusable(f"it has version {version}, this program needs {SCHEMA_VERSION}")
        state = State(**read)
    except FileNotFoundError:
        raise IndexUnusable("it is missing") from None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexUnusable(f"{STATE_FILE} cannot be read") from error
    if not (isinstance(state.sequence, int) and isinstance(state.generation, int)):
        raise IndexUnusable(f"{STATE_FILE} cannot be read")
    return state


def check(folder: Path) -> State:
    """The state of the index in ``folder``, whose files are those it was committed with."""
    state = load(folder)
    try:
        found = generation(folder)
        if found < state.generation:
            raise IndexUnusable("its last commit is missing")
        if found > state.generation:
            return state  # a commit that did not come to write its state: ahead, and complete
        if _checksum(folder, state.generation) != state.toc:
            raise IndexUnusable("its table of contents is damaged")
        sizes = _sizes(folder)
    except OSError as error:
        raise IndexUnusable(f"it cannot be read ({error.strerror})") from error
    for name, size in state.sizes.items():
        if sizes.get(name) != size:
            raise IndexUnusable(f"{name} is {'missing' if name not in sizes else 'damaged'}")
    return state


def record(folder: Path, sequence: int) -> State:
    """Write the state after a commit, once the commit itself is on the disk."""
    sizes = _sizes(folder)
    for name in sizes:
        _sync(folder / name)
    _sync(folder)
    number = generation(folder)
    state = State(sequence, number, _checksum(folder, number), sizes)
    fresh = folder / f"{STATE_FILE}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"marker": _MARKER, "schema": SCHEMA_VERSION, **asdict(state)}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / STATE_FILE)
    _sync(folder)
    return state


def generation(folder: Path) -> int:
    """Number of the last commit in ``folder``, -1 when there is none."""
    tables = (_TOC.fullmatch(path.name) for path in folder.iterdir())
    return max((int(table.group(1)) for table in tables if table), default=-1)


def _checksum(folder: Path, number: int) -> int:
    """CRC-32 of the table of contents of a commit."""
    (path,) = folder.glob(f"_*_{number}.toc")
    return zlib.crc32(path.read_bytes())


def _sizes(folder: Path) -> dict[str, int]:
    """The files of the index and their sizes, locks and temporary ones left out."""
    with os.scandir(folder) as entries:
        return {
            entry.name: entry.stat().st_size
            for entry in entries
            if _PART.fullmatch(entry.name) and entry.is_file()
        }


def _sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows keeps its folders in order by itself
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
