"""``newsreader import``: files and folders into the archive."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.commands.common import archive_option, json_option, opened, print_json, progress_line, say

if TYPE_CHECKING:
    from index.records import ImportReport

WOKEN = 10
"""Titles that woke which are named."""


@click.command("import")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@archive_option
@json_option
def command(paths: tuple[str, ...], archive: str | None, as_json: bool) -> int:
    """Import files and folders of articles.

    PATH is a file or a folder, which is searched with all its folders; - reads paths from standard input,
    one a line. Importing the same thing twice changes nothing; a changed text becomes a new version, and the
    older one is kept. A file that cannot be read is reported by name and the rest goes on.
    """
    with opened(archive, create=True) as target, progress_line() as on_progress:
        report = target.import_paths(list(_expand(paths)), on_progress)
    if as_json:
        print_json(as_document(report))
    else:
        for rejected in report.rejected:
            say(f"{rejected.path}: {rejected.reason}")
        say(summary(report))
        for line in woken_lines(report):
            say(line)
    return 0 if report.added + report.updated + report.unchanged else 1


def _expand(paths: tuple[str, ...]) -> list[Path]:
    """The paths named, with ``-`` replaced by those on standard input."""
    named: list[Path] = []
    for path in paths:
        if path == "-":
            named += [Path(line.rstrip("\r\n")) for line in sys.stdin if line.strip()]
        else:
            named.append(Path(path))
    return named


def as_document(report: ImportReport) -> dict[str, object]:
    """The report as the JSON document that DESIGN fixes."""
    return {
        "files": report.files,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": [{"path": entry.path, "reason": entry.reason} for entry in report.rejected],
        "links": {"total": report.links, "resolved": report.resolved, "woke": report.woke},
        "seconds": round(report.seconds, 3),
    }


def summary(report: ImportReport) -> str:
    """The report in a line."""
    parts = [f"{report.added:,} added", f"{report.updated:,} updated", f"{report.unchanged:,} unchanged"]
    if report.rejected:
        parts.append(f"{len(report.rejected):,} rejected")
    line = ", ".join(parts) + f" · {report.links:,} links, {report.resolved:,} resolved"
    if report.woke:
        line += f" · {report.woke:,} links woke up"
    return f"{line} · {report.seconds:.1f} s"


def woken_lines(report: ImportReport) -> list[str]:
    """Which titles woke, a line each with how many articles had waited for it, the first ones."""
    waiting = Counter(entry.title for entry in report.woken)
    lines = [
        f"  woke: {title}" + (f" ({count:,} articles)" if count > 1 else "")
        for title, count in waiting.most_common(WOKEN)
    ]
    if len(waiting) > WOKEN:
        lines.append(f"  and {len(waiting) - WOKEN:,} more titles")
    return lines
