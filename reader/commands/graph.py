"""``newsreader graph``: the articles that match a query, and what joins them, as a picture or as data."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reader.commands.common import SCHEMA, archive_option, opened, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.links.records import Graph

LIMIT = 200
"""Articles of a graph unless somebody asks for more: a picture of more shows nothing."""


@click.command("graph", short_help="Print the links between the articles that match a query.")
@click.argument("query", nargs=-1, required=True)
@archive_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["svg", "dot", "graphml", "json"]),
    default="svg",
    show_default=True,
    help="A picture by date and paper; Graphviz; Gephi, yEd and others; JSON.",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=LIMIT, help=f"At most N [{LIMIT}].")
def command(query: tuple[str, ...], archive: str | None, form: str, limit: int) -> int:
    """Print the articles that match QUERY and the links between them, on standard output.

    Exits with 1 where nothing matches.
    """
    from index.links import formats, picture

    with opened(archive) as source:
        graph = source.graph(" ".join(query), limit)
    if graph.stopped:
        say(graph.stopped)
    if not graph.nodes:
        return 1
    writers: dict[str, Callable[[Graph], str]] = {
        "svg": picture.as_svg,
        "dot": formats.as_dot,
        "graphml": formats.as_graphml,
        "json": lambda found: formats.as_json(found, SCHEMA),
    }
    sys.stdout.buffer.write(writers[form](graph).encode("utf-8", "replace"))
    return 0
