"""Writing a text in the person's own editor: ``$VISUAL``, else ``$EDITOR``, else vi. Knows no screen."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from index.cleaning import decode
from index.errors import NewsreaderError

_FALLBACKS = ("sensible-editor", "vi", "nano")


class EditorFailed(NewsreaderError):
    """The text could not be edited; it is as it was."""

    title = "Not edited"
    written = ""
    """What the editor had written by then."""


def command(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The editor with its options; EditorFailed where there is none."""
    for name in ("VISUAL", "EDITOR"):
        if words := _words(name, environ.get(name, "")):
            if shutil.which(words[0], path=environ.get("PATH")) is None:
                raise EditorFailed(f"There is no program {words[0]} here.", hint=f"{name} names it.")
            return words
    for program in _FALLBACKS:
        if shutil.which(program, path=environ.get("PATH")):
            return [program]
    raise EditorFailed("No editor was found here.", hint="VISUAL or EDITOR names one.")


def edit(text: str, name: str, environ: Mapping[str, str] = os.environ) -> str:
    """Let the person edit a text in a file called like ``name``, and give it back.

    The terminal must be free for the editor. EditorFailed when there is no editor, or it did not end well;
    what it had written by then stays in its file, which the error names.
    """
    words = command(environ)
    folder = Path(tempfile.mkdtemp(prefix="newsreader-"))
    file = folder / f"{name}.md"
    file.write_text(text, encoding="utf-8", errors="replace")
    try:
        code = subprocess.run([*words, str(file)], env=dict(environ), check=False).returncode
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise EditorFailed(f"{words[0]} cannot be run ({error.strerror or error}).") from error
    try:
        written = decode(file.read_bytes())
    except OSError as error:
        raise EditorFailed(f"What {words[0]} wrote cannot be read ({error.strerror or error}).") from error
    if code == 0 or written.strip() == text.strip():
        shutil.rmtree(folder, ignore_errors=True)
    if code:
        ended = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        failed = EditorFailed(f"{Path(words[0]).name} {ended}; the note is as it was.")
        if folder.exists():
            failed.written, failed.hint = written, f"What it had written is in {file}."
        raise failed
    return written


def _words(name: str, value: str) -> list[str]:
    """A command line as words; EditorFailed where its quotes do not close."""
    try:
        return shlex.split(value)
    except ValueError as error:
        raise EditorFailed(f"{name} is no command ({error}): {value}") from error
