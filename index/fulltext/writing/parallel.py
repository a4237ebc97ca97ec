"""Indexing with several processes.

    every process   takes parts of the source, reads them itself, tokenises, inverts, writes a segment
    the first one   holds the lock besides, and adopts the segments of all; the caller commits

Documents never travel between processes: a *source* does, a small object that can be pickled and that opens
the file or database in the helper. It is cut into more parts than there are processes, which take one after
another, so that a slow part holds nobody up. Each process merges what it wrote before it answers; all that
comes back is names. A helper that dies makes the whole fail; what it left behind is named by no commit.

Helpers are plain programs (:mod:`index.fulltext.writing.helper`), neither forked nor started by
``multiprocessing``: a copy of a process with threads or open databases is not safe, and a process that runs
the caller's main module again would surprise a script that opens an archive. The parts to take are numbers in
a pipe that all processes read, so whoever reads one has it and nobody has to be asked. Starting a helper
takes a fifth of a second, in which the first process has begun; this pays from ten thousand articles on.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from whoosh.util import random_name

from index.fulltext.storage.commits import SEGMENT_SUFFIX, sync_file
from index.fulltext.storage.layout import Layout
from index.fulltext.storage.segment_view import open_view
from index.fulltext.writing.batch import Batch
from index.fulltext.writing.merging import merge
from index.fulltext.writing.vocabulary import Vocabulary
from index.fulltext.writing.writer import MEMORY, ArrayWriter, Sizing

Source = Callable[[int, int], Iterable[Mapping[str, Any]]]
"""Part number and number of parts to the documents of that part; no id twice in all parts together."""

OnPart = Callable[[int, int], None]
"""Told the number of the part that is taken now, and how many there are."""

Segment = tuple[str, int]
"""The name of a segment that a process wrote, and the number of its documents."""

_PARTS_PER_PROCESS = 12

_NUMBER = 4
"""Bytes of a part's number in the pipe. The pipe holds those of a thousand processes."""

_LEAST_MEMORY = 120_000_000
"""Bytes that a process needs to write segments of a decent size."""

_START = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); import {module} as m; m.main()"


class HelperLost(Exception):
    """A helper could not be started, or was killed."""


class Task(NamedTuple):
    """What every process is given to do."""

    folder: Path
    layout: Layout
    source: Source
    parts: int
    memory: int


def processes(memory: int = MEMORY) -> int:
    """How many processes are worth using here; 1 where there can be no helpers."""
    if os.name != "posix" or not sys.executable or getattr(sys, "frozen", False):
        return 1
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, memory // _LEAST_MEMORY))


def add_all(
    writer: ArrayWriter, source: Source, processes: int, memory: int = MEMORY, on_part: OnPart | None = None
) -> int:
    """Add the documents of ``source`` in place of earlier ones of their ids; gives how many they are.

    ``processes`` counts this one as well. ``memory`` is what all together may use, in bytes. Raises what a
    helper raised, or HelperLost: cancel the writer then.
    """
    parts = processes * _PARTS_PER_PROCESS
    task = Task(writer.folder, writer.layout, source, parts, memory // processes)
    with _numbered(parts) as pipe, ExitStack() as stack:
        helpers = [stack.enter_context(_Helper(task, pipe)) for _ in range(processes - 1)]
        segments = work(task, pipe, on_part)
        for helper in helpers:
            segments += helper.answer()
    for name, documents in segments:
        writer.adopt(name, documents)
    return sum(documents for _, documents in segments)


def work(task: Task, pipe: int, on_part: OnPart | None = None) -> list[Segment]:
    """Index parts of the source until there are none left."""
    sizing = Sizing(task.memory)
    batch = Batch(task.layout, Vocabulary())
    written: list[Segment] = []
    while number := os.read(pipe, _NUMBER):
        part = int.from_bytes(number, "little")
        if on_part:
            on_part(part, task.parts)
        for document in task.source(part, task.parts):
            batch.add(document)
            if sizing.is_full(batch):
                written.append(_write(task.folder, batch))
                batch = Batch(task.layout, sizing.next_vocabulary(batch))
    if batch.count:
        written.append(_write(task.folder, batch))
    del batch
    if len(written) > 1:
        written = [_merge(task.folder, task.layout, written)]
    for name, _ in written:
        sync_file(_path(task.folder, name))  # beside the others' work, so that the commit need not wait
    return written


class _Helper:
    """Another process that works at the same task."""

    def __init__(self, task: Task, pipe: int) -> None:
        """Start it. It has a process group of its own: an interrupt from the keyboard is ours to handle."""
        self._complaints: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed by _stop()
        command = [sys.executable, "-c", _START.format(module="index.fulltext.writing.helper")]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                pass_fds=(pipe,),
                process_group=0,
            )
        except OSError as error:
            self._complaints.close()
            raise HelperLost(f"a helper cannot be started ({error.strerror or error})") from error
        try:
            self._tell(sys.path, (task, pipe))
        except BaseException:
            self._stop()
            raise

    def __enter__(self) -> _Helper:
        """It is at work already."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it, if it has not ended by itself."""
        self._stop()

    def answer(self) -> list[Segment]:
        """Wait for what it wrote, or raise what it raised."""
        assert self._process.stdout
        answer = self._process.stdout.read()
        if not answer or self._process.wait() != 0:
            self._complaints.seek(0)
            complaints = self._complaints.read().decode(errors="replace").strip()
            last = complaints.splitlines()[-1] if complaints else "without a word"
            raise HelperLost(f"a helper ended with {self._process.wait()}, {last}")
        segments: list[Segment] | Exception = pickle.loads(answer)
        if isinstance(segments, Exception):
            raise segments
        return segments

    def _stop(self) -> None:
        """End it and wait until it has."""
        self._process.kill()
        with self._process, self._complaints:
            pass

    def _tell(self, *messages: object) -> None:
        """Send objects. The way stays open: its end tells the helper that this process has gone."""
        assert self._process.stdin
        for message in messages:
            self._process.stdin.write(pickle.dumps(message))
        self._process.stdin.flush()


@contextmanager
def _numbered(parts: int) -> Iterator[int]:
    """A pipe that holds the numbers of all parts; who reads one takes that part."""
    reading, writing = os.pipe()
    try:
        os.write(writing, b"".join(part.to_bytes(_NUMBER, "little") for part in range(parts)))
        os.close(writing)
        yield reading
    finally:
        os.close(reading)


def _write(folder: Path, batch: Batch) -> Segment:
    """Write a batch as a segment of its own."""
    name = _new_name()
    batch.write(_path(folder, name))
    return name, batch.count


def _merge(folder: Path, layout: Layout, segments: list[Segment]) -> Segment:
    """One segment in place of several."""
    merged = _new_name()
    paths = [_path(folder, name) for name, _ in segments]
    documents = merge(layout, [open_view(path) for path in paths], _path(folder, merged))
    for path in paths:
        path.unlink()
    return merged, documents


def _new_name() -> str:
    return f"MAIN_{random_name(16)}"


def _path(folder: Path, name: str) -> Path:
    return folder / (name + SEGMENT_SUFFIX)
