"""``newsreader rebuild``: the index anew from the articles."""

from __future__ import annotations

import click

from reader.commands.common import archive_option, json_option, opened, print_json, progress_line, say


@click.command("rebuild")
@archive_option
@json_option
def command(archive: str | None, as_json: bool) -> None:
    """Build the full-text index anew from the stored articles. Nothing else changes."""
    with opened(archive) as source, progress_line() as on_progress:
        articles = source.rebuild(on_progress)
    if as_json:
        print_json({"articles": articles})
    else:
        say(f"{articles:,} articles indexed")
