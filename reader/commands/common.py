"""What the sub-commands share: finding the archive, talking on stderr, data on stdout."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.archive import Archive
    from index.article import Published
    from index.records import Progress

SCHEMA = 1
"""The version of every JSON document that a command prints."""

_Function = TypeVar("_Function", bound=Callable[..., Any])


def archive_option(function: _Function) -> _Function:
    """Add ``--archive DIR``; a sub-command's own beats the one given before it."""
    return click.option(
        "--archive",
        metavar="DIR",
        type=click.Path(file_okay=False),
        help="The archive's folder [NEWSREADER_ARCHIVE; else one in your data folder].",
    )(function)


def json_option(function: _Function) -> _Function:
    """Add ``--json``: one document on stdout."""
    return click.option("--json", "as_json", is_flag=True, help='One JSON document with "schema": 1.')(
        function
    )


def archive_folder(archive: str | None) -> Path:
    """The folder that a command works on: its own option, the group's, the environment, the default."""
    from index.locations import archive_folder as configured

    chosen = archive or click.get_current_context().find_root().obj
    return Path(chosen) if chosen else configured()


@contextmanager
def opened(archive: str | None, *, create: bool = False) -> Iterator[Archive]:
    """The archive, open while the block runs; what opening had to mend is said on stderr."""
    from index.archive import Archive

    with (
        progress_line() as on_progress,
        Archive.open(archive_folder(archive), create=create, on_progress=on_progress) as opened_archive,
    ):
        for notice in opened_archive.notices:
            say(notice)
        yield opened_archive


def say(line: str) -> None:
    """Talk: one line on stderr."""
    click.echo(printable(line), err=True)


def printable(text: str) -> str:
    """Text from outside as one harmless line for a terminal."""
    from index.cleaning import clean_line

    return clean_line(text)


def print_json(document: dict[str, Any]) -> None:
    """Print one document, with its schema first."""
    click.echo(json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, indent=2))


def print_json_line(document: dict[str, Any]) -> None:
    """Print one document on a line of its own."""
    click.echo(json.dumps(document, ensure_ascii=False))


def short_date(published: Published) -> str:
    """A date as a column of ten characters: ISO, without the time of day."""
    return published.iso[:10].ljust(10) if published else "undated   "


@contextmanager
def progress_line() -> Iterator[Callable[[Progress], None] | None]:
    """A line on stderr that is written over as work goes on; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    began = time.monotonic()
    shown = False

    def show(progress: Progress) -> None:
        nonlocal shown
        shown = True
        share = f" {100 * progress.done // progress.total:3d} %" if progress.total else ""
        seconds = time.monotonic() - began
        line = f"{progress.stage}{share}  {progress.done:,}  {seconds:.0f} s  {progress.detail}"
        width = shutil.get_terminal_size().columns
        sys.stderr.write("\r\x1b[K" + printable(line)[: width - 1])
        sys.stderr.flush()

    try:
        yield show
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
