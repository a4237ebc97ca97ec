"""The ``newsreader`` command: parses the line, runs a command, turns what went wrong into a line and a code.

Exit codes: 0 found or done, 1 nothing found, 2 wrong usage or bad query, 3 the archive cannot be used,
130 interrupted. Nothing heavy is imported here: ``--version`` and ``--help`` answer at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from index.errors import NewsreaderError, QueryError
from reader.commands import newsreader

INTERRUPTED = 130
COMPLETING = "_NEWSREADER_COMPLETE"
"""Set by the shell when it asks for completions, after which Click leaves as well."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; ``arguments`` default to those of the process."""
    try:
        code = newsreader.main(args=arguments, prog_name="newsreader", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        if COMPLETING in os.environ:
            raise
        # Whoever read our output has seen enough (`| head`), which Click answers by leaving; nobody is left
        # to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except NewsreaderError as error:
        click.echo(describe(error), err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("newsreader: interrupted; what was done so far is kept", err=True)
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def describe(error: NewsreaderError) -> str:
    """One line for the person at the keyboard: what and where, then what to do."""
    message = error.message.rstrip(".")
    if isinstance(error, QueryError):
        message = f"{message} (at character {error.position + 1} of the query)"
    return f"newsreader: {message}. {error.hint}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
