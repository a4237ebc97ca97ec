"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from index.errors import NewsreaderError


class NotWritten(NewsreaderError):
    """A file cannot be written."""

    title = "Not written"
    exit_code = 2


def write_whole(path: Path, pieces: Iterable[bytes]) -> int:
    """Write the pieces to a file and give its size in bytes.

    The file appears under its name when everything is in it and on the disk; what stood there before stays
    until then, and for good if anything goes wrong. A name that stands for a device or a pipe is written to
    as it is. Raises NotWritten when the disk does not take it, and whatever ``pieces`` raises.
    """
    try:
        target = path.expanduser().resolve()
        if target.is_dir():
            raise NotWritten(f"{path} is a folder", hint="Name a file in it.")
        if target.exists() and not target.is_file():
            with target.open("wb") as device:
                return _write(device, pieces)
        return _replace(target, pieces)
    except OSError as error:
        raise NotWritten(f"{path} cannot be written: {error.strerror or error}") from error


def _replace(target: Path, pieces: Iterable[bytes]) -> int:
    """Write beside the target, then take its place with its permissions."""
    beside = target.with_name(f".{target.name[:100]}.{token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            size = _write(file, pieces)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    return size


def _write(file: BinaryIO, pieces: Iterable[bytes]) -> int:
    """Write every piece; how many bytes that were."""
    size = 0
    for piece in pieces:
        file.write(piece)
        size += len(piece)
    return size
