"""Starting the reader: which archive, which of the two modes. Loads neither screen nor command line."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from pathlib import Path

from index.errors import ArchiveMissing, UsageError


def start(query: str = "", *, archive: str | None = None, samples: bool = False, plain: bool = False) -> int:
    """Open the reader on the articles that match ``query`` if there is one, and give the exit code.

    Args:
        query: What to list; empty for the whole archive.
        archive: The archive's folder, where the person has named one on the command line.
        samples: Open the shipped articles, whatever other archive there is.
        plain: Talk in numbered lines; chosen by itself on a terminal that cannot move its cursor.
    """
    from index import locations

    plain = plain or os.environ.get("TERM") == "dumb"
    if not plain and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "the reader needs a terminal to draw on",
            hint="`newsreader --plain` does without; in a script use `newsreader search QUERY`.",
        )
    folder = Path(archive) if archive else locations.archive_folder()
    if not samples and not locations.is_archive(folder):
        if archive or os.environ.get(locations.VARIABLE):
            raise ArchiveMissing(
                f"there is no archive in {folder}", hint="`newsreader import PATH… --archive DIR` makes one."
            )
        samples = True
    if samples:
        folder = locations.samples_folder()
    if plain:
        return _talk(folder, query, samples=samples)
    gc.disable()  # until the first screen stands: nothing that start-up makes is garbage
    gc.set_threshold(10_000, 5, 100)  # looking for cycles is felt: among few objects at a time, or seldom
    from reader.app import run

    return run(folder, query, samples=samples)


def _talk(folder: Path, query: str, *, samples: bool) -> int:
    """The linear mode on standard input and output."""
    from index.desk import Desk
    from index.locations import desk_file, settings_file
    from index.records import Progress
    from reader import preparing, settings
    from reader.plain import Plain, talk

    def on_progress(progress: Progress) -> None:
        """Nothing is told: a line every moment would be read aloud."""

    loaded = settings.load(settings_file())
    for problem in loaded.problems:
        print(f"newsreader: {problem}", file=sys.stderr)
    terminal = shutil.get_terminal_size()
    width = (
        min(loaded.settings.column, terminal.columns - 1) if sys.stdout.isatty() else loaded.settings.column
    )
    page = max(3, terminal.lines - 2) if sys.stdout.isatty() else 22
    with (
        preparing.ready(folder, samples=samples, on_progress=on_progress) as archive,
        Desk(desk_file()) as desk,
    ):
        talk(Plain(archive, desk=desk, width=width, page=page), query, sys.stdin, sys.stdout)
    return 0
