"""The reader itself: what ``newsreader`` starts when no other command is named."""

from __future__ import annotations

import click

from reader import starting
from reader.commands.common import archive_option


@click.command("read", hidden=True)
@click.argument("query", nargs=-1)
@archive_option
@click.option("--samples", is_flag=True, help="Open the sample articles, whatever other archive there is.")
@click.option("--plain", is_flag=True, help="Talk in numbered lines, for screen readers and dumb terminals.")
def command(query: tuple[str, ...], archive: str | None, samples: bool, plain: bool) -> int:
    """Open the reader, on the articles that match QUERY if there is one."""
    root = click.get_current_context().find_root()
    return starting.start(
        " ".join(query),
        archive=archive or root.obj,
        samples=samples or root.params["samples"],
        plain=plain or root.params["plain"],
    )
