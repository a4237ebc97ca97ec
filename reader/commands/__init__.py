"""The sub-commands, a file each, and the group that joins them.

A first word that is no command is a query: ``newsreader aluminum siberia`` opens the reader on that search.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module

import click

from reader.commands.common import archive_option

_MODULES = {
    "import": "importing",
    **{
        name: name
        for name in (
            *("search", "export", "show", "related", "wanted", "path", "graph"),
            *("stats", "rebuild", "verify", "desk", "config", "read"),
        )
    },
}
"""The module of each command."""

READER = "read"
"""The hidden command that opens the reader."""


class _Commands(MutableMapping[str, click.Command]):
    """The commands by name. A module is loaded when its command is asked for: the reader starts sooner."""

    def __init__(self) -> None:
        self._added: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._added:
            command: click.Command = import_module(f"reader.commands.{_MODULES[name]}").command
            self._added[name] = command
        return self._added[name]

    def __contains__(self, name: object) -> bool:
        return name in _MODULES or name in self._added

    def __iter__(self) -> Iterator[str]:
        return iter({**_MODULES, **self._added})

    def __len__(self) -> int:
        return len({**_MODULES, **self._added})

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._added[name] = command

    def __delitem__(self, name: str) -> None:
        del self._added[name]


class QueryGroup(click.Group):
    """A group whose unknown words are the query of the reader."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the reader's hidden command before words that name no command."""
        words = _first_word(args, self)
        if words is not None and args[words] not in self.commands:
            args = [*args[:words], READER, "--", *_without_separator(args[words:])]
        elif words is None and not {"--help", "--version", "-h"}.intersection(args):
            args = [*args, READER]
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
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("newsreader-tui")
    except PackageNotFoundError:
        number = "not installed"
    click.echo(f"newsreader {number}")
    ctx.exit()


@click.group(
    cls=QueryGroup,
    commands=_Commands(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIONS]",
    subcommand_metavar="[QUERY | COMMAND …]",
    epilog="Exit codes: 0 found or done, 1 nothing found, 2 wrong usage or bad query, 3 archive unusable.",
)
@archive_option
@click.option("--samples", is_flag=True, help="Open the sample articles, whatever other archive there is.")
@click.option("--plain", is_flag=True, help="Talk in numbered lines, for screen readers and dumb terminals.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version.",
)
@click.pass_context
def newsreader(ctx: click.Context, archive: str | None, samples: bool, plain: bool) -> None:
    """Read newspaper archives in the terminal: import, search, read, follow related articles.

    Without a command the reader opens, on the articles that match QUERY if there is one. Where there is no
    archive yet it opens the sample articles that ship with it.
    """
    ctx.obj = archive  # the reader alone reads the others from this context's parameters
