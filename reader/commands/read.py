"""The reader itself: what ``newsreader`` starts when no other command is named."""

from __future__ import annotations

import os
import sys

import click

from index.errors import ArchiveMissing, UsageError
from reader.commands.common import archive_folder, archive_option


@click.command("read", hidden=True)
@click.argument("query", nargs=-1)
@archive_option
@click.option("--samples", is_flag=True, help="Open the sample articles, whatever other archive there is.")
def command(query: tuple[str, ...], archive: str | None, samples: bool) -> int:
    """Open the reader, on the articles that match QUERY if there is one."""
    from index import locations

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "the reader needs a terminal to draw on",
            hint="In a script use `newsreader search QUERY` and `newsreader show ID`.",
        )
    root = click.get_current_context().find_root()
    samples = samples or root.params["samples"]
    folder = archive_folder(archive)
    if not samples and not locations.is_archive(folder):
        if archive or root.obj or os.environ.get("NEWSREADER_ARCHIVE"):
            raise ArchiveMissing(
                f"there is no archive in {folder}", hint="`newsreader import PATH… --archive DIR` makes one."
            )
        samples = True
    from reader.app import run

    return run(locations.samples_folder() if samples else folder, " ".join(query), samples=samples)
