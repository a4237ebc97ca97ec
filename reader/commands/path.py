"""``newsreader path``: how two articles hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.commands.common import archive_option, json_option, opened, print_json, printable, say, short_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.links.records import Step


@click.command("path", short_help="Show how two articles are connected.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@archive_option
@click.option("--forward", is_flag=True, help="Only to articles of the same day or later.")
@json_option
def command(one: str, other: str, archive: str | None, forward: bool, as_json: bool) -> int:
    """Show the shortest way from article A to article B along related links, mentions and versions.

    Exits with 1 where there is none.
    """
    with opened(archive) as source:
        steps = source.path(source.find_id(one), source.find_id(other), forward=forward)
    if as_json:
        print_json({"path": [as_document(step) for step in steps]})
    else:
        for line in lines(steps):
            click.echo(line)
        if not steps:
            say("no way leads from the one to the other" + (", forward in time" if forward else ""))
    return 0 if steps else 1


def as_document(step: Step) -> dict[str, Any]:
    """A step as JSON."""
    return {
        "article": step.article,
        "headline": step.headline,
        "published": step.published.iso or None,
        "source": step.source,
        "by": how(step) or None,
    }


def lines(steps: Sequence[Step]) -> list[str]:
    """The way for people: how each article is reached, its number, date and headline."""
    signs = {"": " ", "link": "→", "mention": "↩", "version": "≈"}
    return [
        f"{signs[how(step)]} {step.article:>19}  {short_date(step.published)}  {printable(step.headline)}"
        for step in steps
    ]


def how(step: Step) -> str:
    """What leads to a step: a ``link`` to it, its own ``mention`` of the one before, or a ``version``."""
    if step.edge is None:
        return ""
    if step.edge.link is None:
        return "version"
    return "link" if step.edge.target == step.article else "mention"
