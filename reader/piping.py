"""Sending an article's text through a command of the person's own.

The text is given and what comes back is taken in temporary files, not in pipes: a command may ignore its
input, write more than it reads, or leave something running behind it (as ``xclip`` does to keep the
clipboard), and nothing hangs.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO

from index.cleaning import clean, clean_line, decode
from index.errors import NewsreaderError

MOST_OUTPUT = 1 << 20
"""Bytes; a command that says more is stopped."""
_PATIENCE = 0.05
"""Seconds between two looks at a running command."""
_INTERACTIVE = frozenset(
    [
        "less", "more", "most", "pg", "vi", "vim", "nvim", "view", "nano", "pico", "micro", "emacs", "hx",
        "kak", "ed", "ne", "joe", "mcedit", "fzf", "sk", "w3m", "lynx", "links", "elinks", "mutt", "neomutt",
        "alpine", "vipe", "dialog", "whiptail", "gum",
    ]
)  # fmt: skip
"""Programs that draw on the terminal or ask on it."""


class CommandError(NewsreaderError):
    """The command cannot be started."""

    title = "The command did not run"
    exit_code = 1


@dataclass(frozen=True, slots=True)
class Output:
    """What became of a command."""

    text: str
    """What it printed, harmless; on its error output where there was nothing else."""
    problem: str = ""
    """One line saying that it failed, was stopped or said too much; empty when all went well."""


def needs_terminal(command: str) -> bool:
    """Whether a command wants the terminal for itself: it begins with ``!``, or ends in a pager or editor."""
    if command.lstrip().startswith("!"):
        return True
    last = re.split(r"\|\||&&|[|;]", command)[-1].split()
    words = [word for word in last if "=" not in word and word not in ("sudo", "env", "command", "exec")]
    return bool(words) and PurePath(words[0]).name in _INTERACTIVE


def run(command: str, text: str, stopped: Callable[[], bool]) -> Output:
    """Run a command line in the shell with ``text`` as its input, until it ends or ``stopped`` says so.

    Raises :class:`CommandError` when there is no shell to run it.
    """
    try:
        with TemporaryFile() as given, TemporaryFile() as printed, TemporaryFile() as said:
            _fill(given, text)
            process = subprocess.Popen(
                command,
                shell=True,
                stdin=given,
                stdout=printed,
                stderr=said,
                start_new_session=True,
            )
            problem = _wait(process, printed, command, stopped)
            out, errors = _read(printed), _read(said)
    except OSError as error:
        raise CommandError(f"the command cannot be run: {error.strerror or error}") from error
    if process.returncode > 0 and not problem:
        problem = _failed(command, process.returncode, errors)
    elif process.returncode < 0 and not problem:
        problem = f"{_short(command)} was ended by {_signal_name(-process.returncode)}"
    return Output(out if out.strip() or problem else errors, problem)


def run_in_terminal(command: str, text: str) -> str:
    """Run a command that has the terminal; a line saying that it failed, or nothing."""
    command = command.lstrip().removeprefix("!")
    try:
        with TemporaryFile() as given:
            _fill(given, text)
            code = subprocess.run(command, shell=True, stdin=given, check=False).returncode
    except OSError as error:
        raise CommandError(f"the command cannot be run: {error.strerror or error}") from error
    return _failed(command, code, "") if code > 0 else ""


def _fill(file: IO[bytes], text: str) -> None:
    file.write(text.encode("utf-8", "replace"))
    file.seek(0)


def _wait(
    process: subprocess.Popen[bytes], printed: IO[bytes], command: str, stopped: Callable[[], bool]
) -> str:
    """Wait for the end of a command, or bring it about; why it was, empty when it ended by itself."""
    while True:
        try:
            process.wait(_PATIENCE)
            return ""
        except subprocess.TimeoutExpired:
            if stopped():
                problem = f"{_short(command)} was stopped"
            elif os.fstat(printed.fileno()).st_size > MOST_OUTPUT:
                problem = f"{_short(command)} was stopped after {MOST_OUTPUT >> 20} MB of output"
            else:
                continue
        with suppress(ProcessLookupError):  # it may have ended just now
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return problem


def _read(file: IO[bytes]) -> str:
    """What was written to a file, as text that harms no screen."""
    file.seek(0)
    return clean(decode(file.read(MOST_OUTPUT)))


def _failed(command: str, code: int, errors: str) -> str:
    """One line about a command that failed: what it said last, without the shell's own name before it."""
    lines = [clean_line(line) for line in errors.splitlines() if line.strip()]
    if code == 127 and (not lines or "not found" in lines[-1]):
        return f"{_short(command)}: there is no such command here"
    return f"{_short(command)} failed with {code}" + (f": {lines[-1]}" if lines else "")


def _short(command: str) -> str:
    """A command as it is named in a message."""
    line = clean_line(command)
    return line if len(line) <= 40 else f"{line[:39]}…"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
