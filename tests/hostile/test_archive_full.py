"""A disk that takes no more: one clear line, nothing lost, and all goes on when there is room."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveFull

PAGES = 600


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More pages than one transaction takes."""
    folder = tmp_path_factory.mktemp("pages")
    for number in range(PAGES):
        text = (
            f"# Herring Report {number}\n\nMarch 3, 2013\n\n**Gazette**\n\nThe boats of harbour {number}.\n"
        )
        (folder / f"{number:03d}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as made:
        yield made


def the_line(caught: pytest.ExceptionInfo[ArchiveFull], archive: Archive) -> str:
    assert "\n" not in caught.value.message
    assert str(archive.folder) in caught.value.message
    assert caught.value.hint
    return caught.value.message


def test_a_full_disk_under_the_database(archive: Archive, pages: Path) -> None:
    """SQLite's own limit stands for the disk's: it fails in the same place with the same code."""
    ((used,),) = archive._store.rows("PRAGMA page_count")
    archive._store.rows(f"PRAGMA max_page_count = {used + 12}")
    with pytest.raises(ArchiveFull) as caught:
        archive.import_paths([pages])
    assert "no room left" in the_line(caught, archive)
    stored = archive.count()
    assert 0 <= stored < PAGES
    assert len(archive.ids()) == stored, "all of a transaction or none of it"
    archive._store.rows("PRAGMA max_page_count = 1000000")
    report = archive.import_paths([pages])
    assert (report.added, report.unchanged) == (PAGES - stored, stored)
    assert archive.search("boats").total == archive.count() == PAGES
    assert archive.verify() == []


def test_a_full_disk_under_the_index(archive: Archive, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The articles are stored all the same; opening the archive again brings the index up to date."""
    from index.fulltext.engine import FullText

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(FullText, "writer", full)
        with pytest.raises(ArchiveFull) as caught:
            archive.import_paths([pages])
    assert "the articles are stored" in the_line(caught, archive)
    assert archive.count() == PAGES
    archive.close()
    with Archive.open(archive.folder) as again:
        assert len(again.notices) == 1
        assert again.search("boats").total == PAGES
        assert again.verify() == []


def test_a_disk_too_full_to_catch_up_is_no_reason_not_to_read(
    archive: Archive, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.fulltext.engine import FullText

    archive.import_paths([pages / "000.md"])
    archive.close()
    (archive.folder / "fulltext" / "commit.json").unlink()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FullText, "create", full)
    with Archive.open(archive.folder) as again:
        assert "no room left" in again.notices[0]
        assert again.headlines(again.ids())[0].headline == "Herring Report 0"
