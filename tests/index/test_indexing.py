"""The index follows the store, with one process and with several."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import indexing
from index.archive import Archive
from index.fulltext.writing import parallel
from index.records import Progress

PAGES = 240


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive of pages, a third of which were imported twice with other texts."""
    with Archive.open(tmp_path / "archive", create=True) as archive:
        for edition, pages in enumerate([range(PAGES), range(0, PAGES, 3)]):
            folder = tmp_path / f"edition{edition}"
            folder.mkdir()
            for number in pages:
                text = f"# Report {number}\n\nMarch 3, 2013\n\nHerring, edition{edition}, café.\n\n"
                source = f"Original url:\n\n<https://gazette.example/{number}>\n"
                (folder / f"{number}.md").write_text(text + source, encoding="utf-8")
            archive.import_paths([folder])
        yield archive


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes for any number of articles, and several commits."""
    monkeypatch.setattr(indexing, "MANY", 50)
    monkeypatch.setattr(indexing, "COMMIT", 150)
    monkeypatch.setattr(parallel, "processes", lambda: 2)


def found(archive: Archive) -> list[object]:
    """What searches give, in order."""
    queries = ["herring", "edition0", "edition1", "cafe", "headline:report 17"]
    return [list(archive.search(query).ids) for query in queries]


@pytest.mark.skipif(parallel.processes(sys.maxsize) == 1, reason="one processor")
@pytest.mark.usefixtures("together")
def test_several_processes_index_what_one_does(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replaced texts included: each article is there once, as it is now."""
    told: list[Progress] = []
    monkeypatch.setattr(indexing, "INTERVAL", 0.0)
    archive.rebuild(told.append)
    assert archive.verify() == []
    assert archive.notices == []
    by_two = found(archive)
    done = [progress.done for progress in told if progress.stage == "indexing"]
    assert done == sorted(done)
    assert len(done) > 3
    monkeypatch.setattr(indexing, "MANY", 1_000_000)
    archive.rebuild()
    by_one = found(archive)
    assert [sorted(ids) for ids in by_two] == [sorted(ids) for ids in by_one]
    assert [len(ids) for ids in by_one] == [PAGES, PAGES * 2 // 3, PAGES // 3, PAGES, 1]


@pytest.mark.usefixtures("together")
def test_one_process_takes_over_where_no_other_can_be_started(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the person hears of it once."""
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    archive.rebuild()
    assert archive.verify() == []
    assert archive.search("herring").total == PAGES
    (notice,) = archive.notices
    assert "one process" in notice
