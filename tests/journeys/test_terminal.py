"""One walk through a real terminal: a pseudo-terminal, and pyte as the screen on its other side."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

COLUMNS, ROWS = 100, 30
PATIENCE = 30.0
"""Seconds after which something that should be seen counts as missing."""


class Terminal:
    """A process in a terminal of its own."""

    def __init__(self, *arguments: str, environ: dict[str, str]) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self.screen)
        self.output = bytearray()
        self._master, slave = pty.openpty()
        self.resize(COLUMNS, ROWS)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reader", *arguments],
            stdin=slave, stdout=slave, stderr=slave, env=environ, start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window, and tell the process as a terminal does."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)
        if hasattr(self, "process"):
            os.kill(self.process.pid, signal.SIGWINCH)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def wait(self, seen: Callable[[str], bool]) -> str:
        """Read what is drawn until it is as wanted, and give the screen."""
        until = time.monotonic() + PATIENCE
        while not seen("\n".join(self.screen.display)):
            ready, _, _ = select.select([self._master], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                pytest.fail("never seen; the screen is\n" + "\n".join(self.screen.display))
            self._read()
        return "\n".join(self.screen.display)

    def end(self) -> int:
        """Read to the end, and give the exit code."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)

    def _read(self) -> bool:
        """Take what has been drawn; False at the end."""
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says EIO when the last writer has gone
            return False
        self.output += data
        # pyte knows neither DCS strings nor the keyboard protocols that Textual asks for.
        self._stream.feed(data.replace(b"\x1b[>1u", b"").replace(b"\x1b[<u", b""))
        return bool(data)


@pytest.fixture
def terminal(built: Path) -> Iterator[Terminal]:
    """The reader on the shipped articles in a terminal of 256 colours."""
    foreign = ("TMUX", "NO_COLOR", "COLORFGBG", "NEWSREADER_SIGNS", "COLUMNS", "LINES")
    environ = {
        **{name: value for name, value in os.environ.items() if name not in foreign},
        "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[2]),
    }  # fmt: skip
    walked = Terminal("--archive", str(built), environ=environ)
    yield walked
    walked.close()


def test_a_walk_through_a_real_terminal(terminal: Terminal) -> None:
    """Launch, search, open, follow a related link, go back, ask for help, shrink, leave: exit code 0."""
    terminal.wait(lambda seen: "articles · newest first" in seen and "Herring Night" in seen)
    terminal.type('/headline:"council votes"\r')
    terminal.wait(lambda seen: "1 article" in seen and "by relevance" in seen)
    terminal.type("\r")
    terminal.wait(lambda seen: "At eight minutes to midnight, with the gallery asleep" in seen)
    terminal.type("1")
    shown = terminal.wait(lambda seen: "▸ Ferrymen Take the Bridge to Court" in seen)
    assert "Council Votes for a Bridge" in shown
    terminal.type("H")
    terminal.wait(lambda seen: "At eight minutes to midnight" in seen and "▸" not in seen)
    terminal.type("?")
    terminal.wait(lambda seen: "One row or line down" in seen)
    terminal.type("\x1b")
    terminal.wait(lambda seen: "One row or line down" not in seen)
    terminal.resize(80, 24)
    terminal.wait(lambda seen: "At eight minutes" in seen and "│" not in seen)
    terminal.type("\x11")
    assert terminal.end() == 0
    assert b"\x1b[?1049l" in terminal.output, "the terminal's own screen comes back"
