"""Several processes index what one would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from whoosh.query import Term

from index.fulltext.array_index import ArrayIndex, create_index, verify
from index.fulltext.schema import make_schema
from index.fulltext.storage import commits
from index.fulltext.writing.parallel import HelperLost, add_all


@dataclass(frozen=True)
class Lines:
    """A source: a document for each line of a file. What a line says may go wrong on purpose."""

    path: Path
    parent: int = 0

    def __call__(self, part: int, parts: int) -> Iterator[dict[str, Any]]:
        lines = self.path.read_text(encoding="utf-8").splitlines()
        for number in range(len(lines) * part // parts, len(lines) * (part + 1) // parts):
            if lines[number] == "fail":
                raise ValueError("this line cannot be read")
            if lines[number] == "die":
                self._die_or_wait()
            yield {"id": number + 1, "headline": "", "body": lines[number]}

    def _die_or_wait(self) -> None:
        """A worker kills itself; the first process waits until one has begun to."""
        dying = self.path.with_suffix(".dying")
        if os.getpid() != self.parent:
            dying.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        while not dying.exists():
            sleep(0.005)


@pytest.fixture
def index(tmp_path: Path) -> ArrayIndex:
    return create_index(tmp_path / "index", make_schema())


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "lines.txt"
    path.write_text("\n".join(f"oil w{number % 7} café" for number in range(500)), encoding="utf-8")
    return path


def documents(index: ArrayIndex, word: str) -> list[int]:
    with index.searcher() as searcher:
        found = searcher.docs_for_query(Term("body", word))
        return sorted(searcher.stored_fields(document)["id"] for document in found)


def test_two_processes_index_every_document_once(index: ArrayIndex, lines: Path) -> None:
    writer = index.writer()
    assert add_all(writer, Lines(lines), processes=2) == 500
    writer.commit()
    verify(index.folder, make_schema())
    assert documents(index, "oil") == list(range(1, 501))
    assert documents(index, "w3") == [number + 1 for number in range(500) if number % 7 == 3]


def test_earlier_documents_of_the_same_ids_are_replaced(index: ArrayIndex, lines: Path) -> None:
    with index.writer() as writer:
        for number in (1, 2, 9_999):
            writer.add_document(id=number, body="old")
    with index.writer() as writer:
        writer.update_document(id=3, body="old")
        add_all(writer, Lines(lines), processes=2)
    assert documents(index, "old") == [9_999]
    assert documents(index, "oil") == list(range(1, 501))


def test_an_error_in_any_process_leaves_the_index_as_it_was(index: ArrayIndex, lines: Path) -> None:
    lines.write_text(lines.read_text(encoding="utf-8") + "\nfail" * 100, encoding="utf-8")
    writer = index.writer()
    with pytest.raises(ValueError, match="cannot be read"):
        add_all(writer, Lines(lines), processes=2)
    writer.cancel()
    assert index.doc_count() == 0
    assert list(index.folder.glob("MAIN_*.segment")) == []


def test_a_worker_that_is_killed_fails_the_whole(index: ArrayIndex, lines: Path) -> None:
    """And nothing that it left behind is ever seen."""
    lines.write_text("die\n" * 100, encoding="utf-8")
    writer = index.writer()
    source = Lines(lines, parent=os.getpid())
    with pytest.raises(HelperLost):
        add_all(writer, source, processes=2)
    writer.cancel()
    assert commits.load(index.folder).segments == ()
    assert list(index.folder.glob("MAIN_*.segment")) == []


KILLED = """
import sys
from pathlib import Path
from index.fulltext.array_index import create_index
from index.fulltext.schema import make_schema
from index.fulltext.writing.parallel import add_all

sys.path.insert(0, sys.argv[1])
from test_parallel import Waiting

writer = create_index(Path(sys.argv[2]), make_schema()).writer()
add_all(writer, Waiting(Path(sys.argv[2])), processes=2)
"""


@dataclass(frozen=True)
class Waiting:
    """A source that says which process reads it, and gives nothing before that one is ended."""

    folder: Path

    def __call__(self, part: int, parts: int) -> Iterator[dict[str, Any]]:
        (self.folder / f"process.{os.getpid()}").touch()
        while True:
            sleep(1)
            yield {"id": part, "body": "oil"}


@pytest.mark.skipif(not Path("/proc").exists(), reason="asks /proc which processes there are")
def test_a_helper_ends_with_the_process_that_it_helps(tmp_path: Path) -> None:
    """Even when that one is killed and cannot say so."""
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(Path(__file__).parent), str(tmp_path)]
    ) as parent:
        while len(pids := [int(path.suffix[1:]) for path in tmp_path.glob("process.*")]) < 2:
            assert parent.poll() is None
            sleep(0.01)
        parent.kill()
    (helper,) = set(pids) - {parent.pid}
    while is_running(helper):
        sleep(0.01)


def is_running(process: int) -> bool:
    """Whether it is there and has not ended; nobody may have asked yet how it ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
