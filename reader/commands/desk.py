"""``newsreader desk``: the person's marks as JSON Lines, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import click

from reader.commands.common import json_option, print_json, say

if TYPE_CHECKING:
    from index.desk import Desk
    from index.desk.records import Restored

SHOWN_LINES = 20
"""Skipped lines named in the text form; the JSON form names all."""


@click.group("desk", short_help="Save or merge your marks, tags, notes and quotes.")
def command() -> None:
    """Save or merge your marks: read, stars, tags, notes, quotes, searches, trail.

    They are kept apart from every archive, in the file that NEWSREADER_DESK names or in your data folder.
    """


@command.command("dump")
def dump() -> None:
    """Print all marks as JSON Lines: `newsreader desk dump > marks.jsonl`."""
    from index.desk.dump import dump as lines

    with _opened() as desk:
        for line in lines(desk):
            click.echo(line)


@command.command("restore")
@click.argument("file", type=click.File("rb"))
@json_option
def restore(file: BinaryIO, as_json: bool) -> int:
    """Merge a dump into your marks.

    FILE is what `newsreader desk dump` has printed; - reads it from standard input. Nothing that you have is
    lost and nothing is doubled. A line that makes no sense is named with the reason, and the rest goes on.
    """
    from index.desk.dump import restore as merge

    with _opened() as desk:
        restored = merge(desk, file)
    if as_json:
        print_json(as_document(restored))
    else:
        for number, reason in restored.rejected[:SHOWN_LINES]:
            say(f"line {number:,}: {reason}")
        if len(restored.rejected) > SHOWN_LINES:
            say(f"and {len(restored.rejected) - SHOWN_LINES:,} more lines; --json names them all")
        say(summary(restored))
    return 1 if restored.rejected and not restored.added + restored.known else 0


def _opened() -> Desk:
    """The desk of whoever runs the command."""
    from index.desk import Desk
    from index.locations import desk_file

    return Desk(desk_file())


def as_document(restored: Restored) -> dict[str, object]:
    """The report as a JSON document."""
    return {
        "added": restored.added,
        "known": restored.known,
        "rejected": [{"line": number, "reason": reason} for number, reason in restored.rejected],
    }


def summary(restored: Restored) -> str:
    """The report in a line."""
    line = f"{restored.added:,} added, {restored.known:,} known already"
    return f"{line}, {len(restored.rejected):,} skipped" if restored.rejected else line
