"""``newsreader config``: where the settings are, and what there is to settle."""

from __future__ import annotations

import click


@click.command("config")
@click.option("--path", is_flag=True, help="Print only where the file is, or would be.")
@click.option("--keys", is_flag=True, help="Print every command: its id, its keys now, what it does.")
def command(path: bool, keys: bool) -> int:
    """Print the settings with their defaults, documented; the file to begin your own from.

    What is wrong with your own file is said on standard error; exit code 2 then.
    """
    from index.locations import settings_file
    from reader import settings
    from reader.commands.common import say
    from reader.keymap import resolve
    from reader.keys import COMMANDS

    file = settings_file()
    loaded = settings.load(file)
    keymap = resolve(loaded.settings.preset, loaded.settings.keys)
    if path:
        click.echo(str(file))
    elif keys:
        for each in COMMANDS:
            click.echo(f"{each.id:24} {', '.join(keymap.keys[each.id]) or '-':28} {each.help}")
    else:
        say(f"{file}{'' if file.exists() else ' (not there yet)'}")
        click.echo(settings.DEFAULTS.read_text(encoding="utf-8"), nl=False)
    problems = (*loaded.problems, *keymap.problems)
    for problem in problems:
        say(problem)
    return 2 if problems else 0
