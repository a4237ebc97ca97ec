"""The sub-commands, a file each, and the group that joins them.

A first word that is no command is a query: ``newsreader aluminum siberia`` opens the reader on that search.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import click

from reader.commands import (
    desk,
    export,
    graph,
    importing,
    path,
    read,
    rebuild,
    related,
    search,
    show,
    stats,
    verify,
    wanted,
)
from reader.commands.common import archive_option


class QueryGroup(click.Group):
    """A group whose unknown words are the query of the reader."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the reader's hidden command before words that name no command."""
        words = _first_word(args, self)
        if words is not None and args[words] not in self.commands:
            args = [*args[:words], read.command.name or "", "--", *_without_separator(args[words:])]
        elif words is None and not {"--help", "--version", "-h"}.intersection(args):
            args = [*args, read.command.name or ""]
        return super().parse_args(ctx, args)


def _first_word(args: list[str], group: click.Group) -> int | None:
    """The place of the first argument that is neither an option nor an option's value."""
    valued = [option for option in group.params if not getattr(option, "is_flag", False)]
    takes_value = {name for option in valued for name in option.opts}
    place = 0
    while place < len(args):
        if args[place] in takes_value:
            place += 2
        elif args[place] == "--" or not args[place].startswith("-"):
            return place
        else:
            place += 1
    return None


def _without_separator(words: list[str]) -> list[str]:
    """The words of the query, without the ``--`` that set them apart from commands."""
    return words[1:] if words and words[0] == "--" else words


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the version and leave."""
    if not wanted or ctx.resilient_parsing:
        return
    try:
        number = version("newsreader-tui")
    except PackageNotFoundError:
        number = "not installed"
    click.echo(f"newsreader {number}")
    ctx.exit()


@click.group(
    cls=QueryGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIONS]",
    subcommand_metavar="[QUERY | COMMAND …]",
    epilog="Exit codes: 0 found or done, 1 nothing found, 2 wrong usage or bad query, 3 archive unusable.",
)
@archive_option
@click.option("--samples", is_flag=True, help="Open the sample articles, whatever other archive there is.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version.",
)
@click.pass_context
def newsreader(ctx: click.Context, archive: str | None, samples: bool) -> None:
    """Read newspaper archives in the terminal: import, search, read, follow related articles.

    Without a command the reader opens, on the articles that match QUERY if there is one. Where there is no
    archive yet it opens the sample articles that ship with it.
    """
    ctx.obj = archive  # `samples` is read from this context's parameters by the reader alone


for _module in (
    *(importing, search, export, show),
    *(related, wanted, path, graph),
    *(stats, rebuild, verify, desk, read),
):
    newsreader.add_command(_module.command)
