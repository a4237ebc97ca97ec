"""Loads files with several processes: what an import of thousands of files does.

Each helper is a plain program, neither forked nor started by ``multiprocessing``: a copy of a process with
threads or open databases is not safe, one that runs the caller's main module again would surprise a script,
and ``multiprocessing`` needs a real standard error, which a full-screen program has not. A helper is given a
list of paths, answers with what :func:`index.intake.files.load` made of each, and waits for the next list.
A thread for each helper does the asking, so the caller gets all answers in the order of the paths.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryFile
from typing import IO

from index.article import Article
from index.errors import ArchiveError
from index.intake import files
from index.records import Rejected

MANY = 2_000
"""From so many files on helpers pay: each takes a fifth of a second to start."""

TOGETHER = 50
"""Files in a list."""

AHEAD = 8
"""Lists for each helper that are asked for before they are needed: a bound for what waits in memory."""

_START = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); import {module} as m; m.main()"

Loaded = Article | Rejected


def processes() -> int:
    """How many helpers are worth having here; 1 where there can be none."""
    if os.name != "posix" or not sys.executable or getattr(sys, "frozen", False):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load_all(paths: Sequence[str], count: int) -> Generator[Loaded, None, None]:
    """What loading each of these paths gives, in their order, by ``count`` helpers.

    Raises ArchiveError when a helper cannot be started or is killed. None is left when this ends.
    """
    idle: SimpleQueue[_Helper] = SimpleQueue()

    def ask(start: int) -> list[Loaded]:
        helper = idle.get()
        try:
            return helper.load(paths[start : start + TOGETHER])
        finally:
            idle.put(helper)

    waiting: deque[Future[list[Loaded]]] = deque()
    with ThreadPoolExecutor(count) as threads, ExitStack() as stack:
        stack.callback(lambda: [future.cancel() for future in waiting])
        for _ in range(count):
            idle.put(stack.enter_context(_Helper()))
        for start in range(0, len(paths), TOGETHER):
            waiting.append(threads.submit(ask, start))
            if len(waiting) > AHEAD * count:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


class _Helper:
    """Another process that loads files."""

    def __init__(self) -> None:
        """Start it. It has a process group of its own: an interrupt from the keyboard is ours to handle."""
        self._complaints: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed by __exit__
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START.format(module=__name__)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                process_group=0,
            )
        except OSError as error:
            self._complaints.close()
            raise ArchiveError(f"a process that reads files cannot be started ({error.strerror})") from error
        assert self._process.stdin
        self._process.stdin.write(pickle.dumps(sys.path))

    def __enter__(self) -> _Helper:
        """It is starting."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it and wait until it has."""
        self._process.kill()
        with suppress(BrokenPipeError), self._complaints, self._process:
            pass

    def load(self, paths: Sequence[str]) -> list[Loaded]:
        """What it makes of some files."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            pickle.dump(paths, self._process.stdin)
            self._process.stdin.flush()
            answer: list[Loaded] = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise ArchiveError(
                f"a process that reads files has ended ({self._process.wait()}) at one of the"
                f" {len(paths)} files from {files.shown(paths[0])} on",
                hint="What was imported before is kept; import again to go on.",
            ) from error
        return answer


def main() -> None:
    """The helper: load lists of files until there are no more."""
    while True:
        try:
            paths: list[str] = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump([files.load(Path(path)) for path in paths], sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
        sys.stdout.buffer.flush()
