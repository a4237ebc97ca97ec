"""Indexing with several processes.

    every process   takes parts of the source, reads them itself, tokenises, inverts, writes whole segments
    the first one   holds the lock besides, and adopts the segments of all; the caller commits

Documents never travel between processes: a *source* does, a small object that can be pickled and that opens
the file or database in the worker. It is cut into more parts than there are processes, which take one after
another, so that a slow part holds nobody up. Each worker merges what it wrote before it answers; all that
comes back is names. A worker that dies makes the whole fail; what it left behind is named by no commit.

Workers are started afresh ("spawn"): a copy of a process with threads or open databases is not safe. Starting
one takes a fifth of a second, in which the first process has begun; so this pays from ten thousand articles
on.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from whoosh.util import random_name

from index.fulltext.storage.commits import SEGMENT_SUFFIX
from index.fulltext.storage.layout import Layout
from index.fulltext.storage.segment_view import open_view
from index.fulltext.writing.batch import Batch
from index.fulltext.writing.merging import merge
from index.fulltext.writing.vocabulary import Vocabulary
from index.fulltext.writing.writer import MEMORY, ArrayWriter, Sizing

Source = Callable[[int, int], Iterable[Mapping[str, Any]]]
"""Part number and number of parts to the documents of that part; no id twice in all parts together."""

Segment = tuple[str, int]
"""The name of a segment that a worker wrote, and the number of its documents."""

_PARTS_PER_PROCESS = 12

_next_part: Synchronized[int]
"""The part to take next, shared by all processes."""


def add_all(writer: ArrayWriter, source: Source, processes: int, memory: int = MEMORY) -> int:
    """Add the documents of ``source`` in place of earlier ones of their ids; gives how many they are.

    ``processes`` counts this one as well. ``memory`` is what all together may use, in bytes. Raises what a
    worker raised, or ``BrokenProcessPool`` when one was killed: cancel the writer then.
    """
    context = multiprocessing.get_context("spawn")
    counter = context.Value("q", 0)
    parts = processes * _PARTS_PER_PROCESS
    task = (writer.folder, writer.layout, source, parts, memory // processes)
    _start(counter)
    with ProcessPoolExecutor(max(1, processes - 1), context, _start, (counter,)) as pool:
        answers = [pool.submit(_work, *task) for _ in range(processes - 1)]
        try:
            segments = _work(*task)
        finally:
            counter.value = parts  # where this process fails the others need not go on
        for answer in answers:
            segments += answer.result()
    for name, documents in segments:
        writer.adopt(name, documents)
    return sum(documents for _, documents in segments)


def _start(counter: Synchronized[int]) -> None:
    """Prepare a process for taking parts."""
    global _next_part
    _next_part = counter


def _take_part() -> int:
    """The number of the next part that nobody has taken."""
    with _next_part.get_lock():
        _next_part.value += 1
        return _next_part.value - 1


def _work(folder: Path, layout: Layout, source: Source, parts: int, memory: int) -> list[Segment]:
    """Index parts of the source until there are none left."""
    sizing = Sizing(memory)
    batch = Batch(layout, Vocabulary())
    written: list[Segment] = []
    while (part := _take_part()) < parts:
        for document in source(part, parts):
            batch.add(document)
            if sizing.is_full(batch):
                written.append(_write(folder, batch))
                batch = Batch(layout, sizing.next_vocabulary(batch))
    if batch.count:
        written.append(_write(folder, batch))
    del batch
    return written if len(written) < 2 else [_merge(folder, layout, written)]


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
