"""``newsreader verify``: is everything as it should be?"""

from __future__ import annotations

import click

from reader.commands.common import archive_option, json_option, opened, print_json, printable, say


@click.command("verify")
@archive_option
@json_option
def command(archive: str | None, as_json: bool) -> int:
    """Check the articles, the index and the links. Exits with 3 where something is wrong."""
    with opened(archive) as source:
        problems = source.verify()
    if as_json:
        print_json({"problems": problems})
    else:
        for problem in problems:
            click.echo(printable(problem))
        say("1 problem" if len(problems) == 1 else f"{len(problems)} problems" if problems else "all is well")
    return 3 if problems else 0
