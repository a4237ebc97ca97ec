"""The ``newsreader`` command: parses the line, runs a command, turns what went wrong into a line and a code.

Exit codes: 0 found or done, 1 nothing found, 2 wrong usage or bad query, 3 the archive cannot be used,
130 interrupted. Nothing heavy is imported here: ``--version`` and ``--help`` answer at once, and the reader
without any argument starts without the command line's library.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from index.errors import NewsreaderError, QueryError

INTERRUPTED = 130
COMPLETING = "_NEWSREADER_COMPLETE"
"""Set by the shell when it asks for completions, after which Click leaves as well."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; ``arguments`` default to those of the process."""
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        if COMPLETING in os.environ:
            raise
        # Whoever read our output has seen enough (`| head`), which Click answers by leaving; nobody is left
        # to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except NewsreaderError as error:
        print(describe(error), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("newsreader: interrupted; what was done so far is kept", file=sys.stderr)
        return INTERRUPTED
    return code


def _run(arguments: Sequence[str]) -> int:
    """Carry the arguments out."""
    if not arguments and COMPLETING not in os.environ:
        from reader.starting import start

        return start()
    import click

    from reader.commands import newsreader

    try:
        code = newsreader.main(args=arguments, prog_name="newsreader", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return code if isinstance(code, int) else 0


def describe(error: NewsreaderError) -> str:
    """One line for the person at the keyboard: what and where, then what to do."""
    message = error.message.rstrip(".")
    if isinstance(error, QueryError):
        message = f"{message} (at character {error.position + 1} of the query)"
    return f"newsreader: {message}. {error.hint}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
