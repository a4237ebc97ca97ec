"""The program of a process that helps with indexing, see :mod:`index.fulltext.writing.parallel`.

It is told its task on the standard input, answers on the standard output with the segments that it wrote or
with what went wrong, and ends with the process that started it, even when that is killed.
"""

from __future__ import annotations

import os
import pickle
import sys
from threading import Thread

from index.fulltext.writing.parallel import Segment, Task, work


def main() -> None:
    """Do the task."""
    task: Task
    task, pipe = pickle.load(sys.stdin.buffer)
    Thread(target=_end_with_the_other, daemon=True).start()
    answer: list[Segment] | Exception
    try:
        answer = work(task, pipe)
    except Exception as error:  # noqa: BLE001 - raised again by the process that waits for the answer
        answer = error
    sys.stdout.buffer.write(pickle.dumps(answer))
    sys.stdout.buffer.flush()


def _end_with_the_other() -> None:
    """The input ends when the other process does."""
    os.read(0, 1)  # unlike sys.stdin, which must not be waiting when this process ends by itself
    os._exit(1)
