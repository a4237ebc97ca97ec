"""A reader that is killed while marks are written: what was confirmed is there, once, and nothing by halves.

The child confirms each mark on stdout after the desk has returned, and is killed when so many have been
confirmed, wherever it is by then in writing the next ones.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.desk import Desk
from index.desk.dump import dump

BULK = 40

CHILD = """
import sys
from pathlib import Path
from index.desk import Desk

desk, number = Desk(Path(sys.argv[1])), int(sys.argv[2])
while True:
    number += 1
    bulk = range(number * 1000, number * 1000 + 40)
    desk.star([number])
    desk.tag(bulk, f"t{number}")
    desk.write_note(1, f"note {number}")
    desk.trail.visit(number)
    if number % 3 == 0:
        desk.untag(bulk, f"t{number}")
        desk.undo()
    print(number, flush=True)
"""


def run_and_kill(path: Path, first: int, confirmations: int) -> int:
    """Run the child from a number on; the last number it confirmed before it died."""
    command = [sys.executable, "-c", CHILD, str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        confirmed = first
        for _ in range(confirmations):
            confirmed = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
        rest = [int(line) for line in child.stdout.read().split("\n")[:-1]]
    assert child.returncode == -signal.SIGKILL
    return max([confirmed, *rest])


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_a_killed_reader_loses_no_confirmed_mark_and_doubles_none(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    begun = 0
    for confirmations in (1, 2, 5, 9, 14, 3):
        confirmed = run_and_kill(path, begun, confirmations)
        with Desk(path) as desk:
            assert desk.select("PRAGMA integrity_check") == [("ok",)]
            assert desk.select("SELECT value FROM meta WHERE name = 'change'") == [(0,)]
            stars = list(desk.ids("is", "starred"))
            assert set(range(begun + 1, confirmed + 1)) <= set(stars)
            assert max(stars) <= confirmed + 1
            tags = {count.tag: count.articles for count in desk.tags()}
            for number in range(begun + 1, confirmed + 1):
                assert tags[f"t{number}"] == BULK
            assert set(tags.values()) == {BULK}, "a bulk change is kept whole or not at all"
            note = desk.note(1)
            assert note
            assert note.text in (f"note {confirmed}", f"note {confirmed + 1}")
            visits = [visit.article for visit in desk.trail.visits()]
            assert len(visits) == len(set(visits))
            assert set(range(begun + 1, confirmed + 1)) <= set(visits)
            begun = max([*stars, *visits])


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_everything_can_still_be_undone_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    run_and_kill(path, 0, 6)
    with Desk(path) as desk:
        changes = len(desk.changes(10_000))
        for _ in range(changes):
            assert desk.undo()
        assert desk.undo() is None
        desk.trail.forget()
        assert len(list(dump(desk))) == 1


def test_two_processes_that_make_the_desk_at_once_both_keep_their_marks(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from index.desk import Desk\n"
        "sys.stdin.readline(); desk = Desk(Path(sys.argv[1])); first = int(sys.argv[2])\n"
        "for article in range(first, first + 20): desk.star([article])"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "desk.db"), str(first)],
            stdin=subprocess.PIPE,
            text=True,
        )
        for first in (100, 200, 300)
    ]
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in children:
        child.communicate()
        assert child.returncode == 0
    with Desk(tmp_path / "desk.db") as desk:
        assert len(desk.ids("is", "starred")) == len(desk.changes(1000)) == 60
