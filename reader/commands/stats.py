"""``newsreader stats``: the archive in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.commands.common import archive_option, json_option, opened, print_json, printable

if TYPE_CHECKING:
    from index.records import Stats

SHOWN_SOURCES = 12
"""Papers listed by name in the text form; the JSON form lists all."""


@click.command("stats")
@archive_option
@json_option
def command(archive: str | None, as_json: bool) -> None:
    """Show how much is in the archive."""
    with opened(archive) as source:
        stats = source.stats()
    if as_json:
        print_json(as_document(stats))
    else:
        click.echo(as_text(stats))


def as_document(stats: Stats) -> dict[str, object]:
    """The numbers as one JSON document; sizes in bytes."""
    return {
        "folder": stats.folder,
        "articles": stats.articles,
        "versions": stats.versions,
        "first": stats.first.iso or None,
        "last": stats.last.iso or None,
        "links": {"total": stats.links, "resolved": stats.resolved, "wanted": stats.wanted},
        "rejected": stats.rejected,
        "sources": [{"source": name, "articles": count} for name, count in stats.sources],
        "bytes": {"store": stats.store_bytes, "index": stats.index_bytes},
    }


def as_text(stats: Stats) -> str:
    """The numbers for people."""
    lines = [
        f"archive    {stats.folder}",
        f"articles   {stats.articles:,}, with {stats.versions:,} versions of their text",
        f"published  {stats.first.iso[:10] or '-'} to {stats.last.iso[:10] or '-'}",
        f"links      {stats.links:,}: {stats.resolved:,} resolved, {stats.wanted:,} wanted",
        f"rejected   {stats.rejected:,} files",
        f"on disk    {stats.store_bytes / 1e6:,.1f} MB articles, {stats.index_bytes / 1e6:,.1f} MB index",
    ]
    shown = stats.sources[:SHOWN_SOURCES]
    lines += [f"  {count:>9,}  {printable(name) or '(no paper named)'}" for name, count in shown]
    if len(shown) < len(stats.sources):
        rest = sum(count for _, count in stats.sources[SHOWN_SOURCES:])
        lines.append(f"  {rest:>9,}  in {len(stats.sources) - len(shown):,} more papers")
    return "\n".join(lines)
