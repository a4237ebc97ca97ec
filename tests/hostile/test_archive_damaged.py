"""Files of the archive lost, cut or spoilt: one clear line, or an index made anew; never a wrong answer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveDamaged, ArchiveError, ArchiveMissing

PAGES = 40


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of forty pages, closed."""
    folder = tmp_path_factory.mktemp("original")
    pages = folder / "pages"
    pages.mkdir()
    for number in range(PAGES):
        body = f"The herring boats of harbour {number} stayed in. " * 40
        text = f"# Herring Report {number}\n\nMarch 3, 2013\n\n**Gazette**\n\n{body}\n"
        (pages / f"{number:03d}.md").write_text(text, encoding="utf-8")
    with Archive.open(folder / "archive", create=True) as archive:
        assert archive.import_paths([pages]).added == PAGES
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A copy of the archive to be spoilt."""
    return Path(shutil.copytree(original / "archive", tmp_path / "archive"))


def damage_index(folder: Path, spoil: Callable[[Path], object]) -> None:
    """Spoil every file of the index."""
    for path in (folder / "fulltext").iterdir():
        if path.is_file() and path.stat().st_size:
            spoil(path)


SPOILT = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "overwritten": lambda path: path.write_bytes(b"\xa5" * path.stat().st_size),
    "removed": lambda path: path.unlink(),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_index_is_built_anew_and_said_so(folder: Path, how: str) -> None:
    damage_index(folder, SPOILT[how])
    with Archive.open(folder) as archive:
        assert archive.search("herring").total == PAGES
        assert len(archive.notices) == 1
        assert archive.notices[0].startswith("The index was built anew from the stored articles")
        assert archive.verify() == []
    with Archive.open(folder) as archive:
        assert archive.notices == []


def test_an_index_folder_that_is_gone_is_built_anew(folder: Path) -> None:
    shutil.rmtree(folder / "fulltext")
    assert not Archive.is_current(folder)
    with Archive.open(folder) as archive:
        assert "built anew" in archive.notices[0]
        assert archive.search("herring").total == PAGES
        assert archive.count() == PAGES


def test_an_index_folder_that_goes_while_the_archive_is_open_is_built_anew(folder: Path) -> None:
    with Archive.open(folder) as archive:
        assert archive.search("herring").total == PAGES
        shutil.rmtree(folder / "fulltext")
        assert archive.search("herring").total == PAGES
        assert "built anew" in archive.notices[0]


def test_an_index_that_knows_more_than_the_store_is_built_anew(
    folder: Path, original: Path, tmp_path: Path
) -> None:
    """The database was put back from a backup, the index was not."""
    (tmp_path / "new.md").write_text(
        "# Newest\n\nMarch 4, 2013\n\n**Gazette**\n\nHerring.\n", encoding="utf-8"
    )
    with Archive.open(folder) as archive:
        archive.import_paths([tmp_path / "new.md"])
    shutil.copy(original / "archive" / "archive.db", folder / "archive.db")
    with Archive.open(folder) as archive:
        assert "built anew" in archive.notices[0]
        assert archive.search("herring").total == archive.count() == PAGES


def test_a_database_that_is_gone_is_missing_and_nothing_is_made(folder: Path) -> None:
    (folder / "archive.db").unlink()
    before = sorted(folder.rglob("*"))
    for ask in (Archive.open, Archive.is_current):
        with pytest.raises(ArchiveMissing, match="there is no archive in"):
            ask(folder)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("left", [0, 100, 8192, 0.5, 0.99])
def test_a_database_that_was_cut_is_damaged_and_left_as_it_is(
    folder: Path, left: float, create: bool
) -> None:
    """Also for an import: a new archive must not be written over what may still be saved."""
    whole = (folder / "archive.db").read_bytes()
    cut = whole[: int(left * len(whole)) if 0 < left < 1 else int(left)]
    (folder / "archive.db").write_bytes(cut)
    with pytest.raises(ArchiveDamaged) as caught:
        Archive.open(folder, create=create)
    assert "\n" not in caught.value.message
    assert str(folder) in caught.value.message
    assert caught.value.hint
    assert (folder / "archive.db").read_bytes() == cut


@pytest.mark.parametrize("content", [b"not a database" * 1000, bytes(100_000), b"\xff" * 5000])
def test_a_file_of_something_else_is_damaged_and_left_as_it_is(folder: Path, content: bytes) -> None:
    (folder / "archive.db").write_bytes(content)
    with pytest.raises(ArchiveDamaged):
        Archive.open(folder)
    assert (folder / "archive.db").read_bytes() == content


def test_pages_spoilt_inside_the_database_are_found(folder: Path) -> None:
    """Whatever is asked then gives an answer or a typed error, and verify says what is wrong."""
    data = bytearray((folder / "archive.db").read_bytes())
    for start in range(3 * 8192, len(data), 3 * 8192):
        data[start : start + 64] = b"\xa5" * 64
    (folder / "archive.db").write_bytes(data)
    try:
        with Archive.open(folder) as archive:
            problems = archive.verify()
    except ArchiveError as error:
        problems = [error.message]
    assert problems
    assert all(problem and "\n" not in problem for problem in problems)


def test_a_lost_row_is_found(folder: Path) -> None:
    with Archive.open(folder) as archive:
        with archive._store.transaction():
            archive._store.write("DELETE FROM texts WHERE sequence = ?", [(3,)])
        assert archive.verify() == ["1 articles have lost their text"]


def test_a_file_in_place_of_the_folder_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ArchiveMissing):
        Archive.open(tmp_path / "file")
    with pytest.raises(ArchiveError, match="no archive can be made"):
        Archive.open(tmp_path / "file", create=True)
    with pytest.raises(ArchiveError, match="no archive can be made"):
        Archive.open(tmp_path / "file" / "below", create=True)


def test_a_half_made_archive_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "archive.db.new").write_bytes(b"cut short")
    with Archive.open(tmp_path, create=True) as archive:
        assert archive.count() == 0
    assert not (tmp_path / "archive.db.new").exists()
