"""An import that is killed at any point: the archive opens, has lost nothing and doubled nothing.

The child kills itself at the n-th thing that it does to the archive's files (system calls as Python's audit
events tell them, and statements that write to the database), so every run dies at the same place.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive

PAGES = 450
"""More than two transactions."""

KILLS = [("writes", share / 4) for share in range(5)] + [("files", share / 7) for share in range(8)]
"""Where to kill: while the database is written, and while files are opened, renamed and removed."""

CHILD = """
import json, os, signal, sys
from pathlib import Path
from index.archive import Archive
from index.store import Store

folder, pages, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
TOUCHING = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate"}
done = 0
steps = {"files": [], "writes": []}

def step(event, arguments):
    global done
    path = arguments[0] if arguments and isinstance(arguments[0], str | bytes) else ""
    touched = event in TOUCHING and os.fsencode(path).startswith(inside)
    if touched or event == "written":
        done += 1
        steps["files" if touched else "writes"].append(done)
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)

write = Store.write
def audited(self, sql, rows):
    sys.audit("written")
    write(self, sql, rows)

inside = os.fsencode(folder)
Store.write = audited
with Archive.open(folder, create=True) as archive:
    sys.addaudithook(step)
    archive.import_paths([pages])
print(json.dumps(steps))
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages that link to each other by headline, each to the next."""
    folder = tmp_path_factory.mktemp("pages")
    for number in range(PAGES):
        text = (
            f"# Herring Report {number}\n\nMarch 3, 2013\n\n**Gazette**\n\nThe boats of harbour {number}.\n\n"
            f"#### **Related articles:**\n\n- [Herring report {number + 1}](#)\n"
        )
        (folder / f"{number:03d}.md").write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, pages: Path, last: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CHILD, str(folder), str(pages), str(last)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def steps(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[int]]:
    """The numbers of the steps of a whole import, by kind."""
    whole = run(tmp_path_factory.mktemp("whole") / "archive", pages, -1)
    assert whole.stderr == ""
    counted: dict[str, list[int]] = json.loads(whole.stdout)
    assert all(counted.values())
    return counted


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize(("kind", "share"), KILLS)
def test_a_killed_import_loses_nothing_and_doubles_nothing(
    pages: Path, steps: dict[str, list[int]], kind: str, share: float, tmp_path: Path
) -> None:
    """Killed from the first step to the last; then once more on the archive that was left."""
    folder = tmp_path / "archive"
    last = steps[kind][int(share * (len(steps[kind]) - 1))]
    for point in (last, 1 + last // 2):
        killed = run(folder, pages, point)
        assert killed.returncode == -signal.SIGKILL or point < last, killed.stderr
    with Archive.open(folder) as archive:
        assert archive.verify() == []
        assert archive.search("boats").total == archive.count() == len(archive.ids())
        archive.import_paths([pages])
        assert archive.count() == archive.search("boats").total == PAGES
        assert sorted(row.headline for row in archive.headlines(archive.ids())) == sorted(
            f"Herring Report {number}" for number in range(PAGES)
        )
        stats = archive.stats()
        assert (stats.links, stats.wanted, stats.versions) == (PAGES, 1, PAGES)
        assert archive.verify() == []
