"""Killed again and again at any moment: no article is lost, none is there twice, and the index opens right.

A few kills by default; ``NEWSREADER_KILLS=100 pytest tests/hostile/test_random_kills.py`` makes a hundred of
each kind. Where the moments lie is left to chance on purpose: the other tests of this room kill at places
that somebody thought of.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest

from index.archive import Archive
from index.article import Article
from index.fulltext.engine import FullText

KILLS = int(os.environ.get("NEWSREADER_KILLS", "3"))

ALONE, TOGETHER = 1_000_000, 10
"""From how many articles on other processes help with the index: never, always."""

COMMITS = 12
"""That a writer makes before it ends by itself."""

PAGES = 900
"""At the start of an import; each goes on with some more."""

IMPORT = """
import sys
from pathlib import Path
from index import indexing
from index.archive import Archive

indexing.MANY = int(sys.argv[3])
with Archive.open(Path(sys.argv[1]), create=True) as archive:
    print("begun", flush=True)
    archive.import_paths([Path(sys.argv[2])])
"""

WRITE = """
import sys

sys.path.insert(0, sys.argv[1])
from test_random_kills import write

write(*sys.argv[2:])
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")


def commit_of(sequence: int) -> tuple[list[int], list[int]]:
    """The articles that a commit adds, in part in place of earlier ones, and those that it deletes before."""
    chance = Random(sequence)
    added = chance.sample(range(1, 4_000), chance.choice([3, 40, 800]))
    return added, chance.sample(range(1, 4_000), chance.choice([0, 1, 200]))


def write(folder: str, commits: str) -> None:
    """Make the next commits of an index; this is what runs in the child."""
    fulltext = FullText.open(Path(folder))
    print("begun", flush=True)
    for sequence in range(fulltext.sequence + 1, fulltext.sequence + 1 + int(commits)):
        added, deleted = commit_of(sequence)
        with fulltext.writer(sequence=sequence) as writer:
            for number in deleted:
                writer.delete(number)
            for number in added:
                writer.add(Article(id=number, headline=f"Report {number}", body=f"herring edition{sequence}"))


def run(program: str, *arguments: object, moment: float | None = None) -> tuple[bool, float]:
    """Run a program, kill it a moment after it has begun; whether it was killed, and the seconds it took."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stderr
        assert child.stdout.readline() == "begun\n", child.stderr.read()
        begun = monotonic()
        if moment is not None:
            sleep(moment)
            child.kill()
        complaints = child.stderr.read()
    assert complaints == ""
    assert child.returncode in (0, -signal.SIGKILL)
    return child.returncode != 0, monotonic() - begun


def write_page(folder: Path, number: int, edition: int) -> None:
    """A page whose address stays while its text changes from edition to edition."""
    text = (
        f"# Herring Report {number}\n\nMarch 3, 2013\n\n**Gazette**\n\n"
        f"The boats of harbour{number}, edition{edition}.\n\n"
        f"#### **Related articles:**\n\n- [Herring report {number + 1}](#)\n\n"
        f"Original url:\n\n<https://gazette.example/{number}>\n"
    )
    (folder / f"{number:05d}.md").write_text(text, encoding="utf-8")


def editions(archive: Archive) -> dict[int, tuple[int, int]]:
    """The number of every article's page, with its id and the edition that is stored; none twice."""
    found = {}
    for identity in archive.ids():
        text = archive.article(identity).body
        number, edition = (int(re.findall(rf"{word}(\d+)", text)[0]) for word in ("harbour", "edition"))
        assert number not in found
        found[number] = identity, edition
    return found


def hits(fulltext: Archive | FullText, edition: int) -> list[int]:
    """The articles that the index has in that edition, in order and as often as it has them."""
    return sorted(fulltext.search(f"edition{edition}").ids)


def test_imports_that_are_killed(tmp_path: Path) -> None:
    """Pages are added and changed before each import; what was stored once is never older afterwards."""
    chance = Random()
    pages, folder = tmp_path / "pages", tmp_path / "archive"
    pages.mkdir()
    latest = dict.fromkeys(range(PAGES), 0)
    for number in latest:
        write_page(pages, number, 0)
    _, whole = run(IMPORT, tmp_path / "measured", pages, ALONE)
    kept = dict.fromkeys(latest, -1)
    kills = edition = 0
    while kills < KILLS:
        killed, _ = run(
            IMPORT, folder, pages, chance.choice([ALONE, TOGETHER]), moment=chance.uniform(0, whole)
        )
        kills += killed
        with Archive.open(folder) as archive:
            stored = editions(archive)
            assert archive.count() == len(stored) == archive.search("boats").total
            for asked in range(edition + 1):
                having = [identity for identity, at in stored.values() if at == asked]
                assert hits(archive, asked) == sorted(having)
            assert archive.verify() == []
        for number, at in kept.items():
            if at >= 0 or not killed:
                assert at <= stored[number][1] <= latest[number]
        if not killed:
            assert {number: at for number, (_, at) in stored.items()} == latest
        kept = {number: stored.get(number, (0, -1))[1] for number in latest}
        edition += 1
        grown = [*chance.sample(sorted(latest), 200), *range(len(latest), len(latest) + 10)]
        latest.update(dict.fromkeys(grown, edition))
        kept.update(dict.fromkeys(range(len(kept), len(latest)), -1))
        for number in grown:
            write_page(pages, number, edition)
    run(IMPORT, folder, pages, ALONE)
    with Archive.open(folder) as archive:
        assert {number: at for number, (_, at) in editions(archive).items()} == latest
        assert archive.search("boats").total == len(latest)
        assert archive.verify() == []


def test_writers_of_the_index_that_are_killed(tmp_path: Path) -> None:
    """The index holds what the commit that it names left: additions, replacements and deletions."""
    chance = Random()
    folder, measured, here = tmp_path / "fulltext", tmp_path / "measured", Path(__file__).parent
    FullText.create(folder).close()
    FullText.create(measured).close()
    _, whole = run(WRITE, here, measured, COMMITS)
    state: dict[int, int] = {}
    kills = seen = 0
    while kills < KILLS:
        killed, _ = run(WRITE, here, folder, COMMITS, moment=chance.uniform(0, whole))
        kills += killed
        fulltext = FullText.open(folder)
        fulltext.verify()
        assert seen <= fulltext.sequence <= seen + COMMITS
        for sequence in range(seen + 1, fulltext.sequence + 1):
            added, deleted = commit_of(sequence)
            for number in deleted:
                state.pop(number, None)
            state.update(dict.fromkeys(added, sequence))
        seen = fulltext.sequence
        assert fulltext.count() == len(state)
        assert sorted(fulltext.search("herring").ids) == sorted(state)
        for edition in range(1, seen + 2):
            assert hits(fulltext, edition) == sorted(number for number, at in state.items() if at == edition)
        fulltext.close()


def test_commits_delete_and_replace() -> None:
    """The commits that the test above makes do what it says."""
    earlier: set[int] = set()
    replaced = gone = 0
    for sequence in range(1, 30):
        added, deleted = commit_of(sequence)
        replaced += len(earlier.intersection(added))
        gone += len(earlier.intersection(deleted))
        earlier = earlier.difference(deleted).union(added)
    assert replaced > 100
    assert gone > 100
