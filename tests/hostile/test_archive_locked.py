"""Two at one archive: one import at a time, and whoever reads is never kept waiting."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import archive as archive_module
from index.archive import Archive
from index.errors import ArchiveLocked


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other import will not finish, so nobody needs to wait for it."""
    monkeypatch.setattr(archive_module, "PATIENCE", 0)


def write_page(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    path.write_text(f"# {name}\n\nMarch 3, 2013\n\n**Gazette**\n\nHerring of {name}.\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of one article, closed."""
    with Archive.open(tmp_path / "archive", create=True) as made:
        made.import_paths([write_page(tmp_path / "pages", "First")])
    return tmp_path / "archive"


@contextmanager
def another_import(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock of the archive until the block ends or it is killed."""
    script = (
        "import sys; from pathlib import Path; from index.archive import Archive\n"
        "archive = Archive(Path(sys.argv[1]))\n"
        "with archive._indexing.locked():\n    print('locked', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_import_is_refused_in_one_line_that_names_the_folder(folder: Path, tmp_path: Path) -> None:
    with another_import(folder), Archive.open(folder) as archive:
        for work in (lambda: archive.import_paths([write_page(tmp_path / "more", "More")]), archive.rebuild):
            with pytest.raises(ArchiveLocked) as caught:
                work()
            assert str(folder) in caught.value.message
            assert "\n" not in caught.value.message
            assert caught.value.hint
        assert archive.count() == archive.search("herring").total == 1


def test_the_lock_of_a_killed_import_is_free(folder: Path, tmp_path: Path) -> None:
    with another_import(folder) as process:
        process.kill()
        process.wait()
        with Archive.open(folder) as archive:
            assert archive.import_paths([write_page(tmp_path / "more", "More")]).added == 1


def test_the_lock_is_free_after_an_import_that_failed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index import importing

    with Archive.open(folder) as archive:
        with monkeypatch.context() as patched:
            patched.setattr(importing, "keep", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                archive.import_paths([write_page(tmp_path / "more", "More")])
        assert archive.import_paths([tmp_path / "more"]).added == 1


def test_a_reader_opens_while_an_import_has_not_indexed_yet(folder: Path, tmp_path: Path) -> None:
    """What is stored is listed and read, the search knows what it knew, and a notice says so."""
    from index.article import Article

    with Archive.open(folder) as importing:
        with importing._store.transaction():
            from index.keeping import keep

            keep(importing._store, Article("Second", "More herring."), "second.md")
        with another_import(folder):
            assert not Archive.is_current(folder)
            with Archive.open(folder) as reader:
                assert len(reader.notices) == 1
                assert "import is running" in reader.notices[0]
                assert reader.count() == len(reader.ids()) == 2
                assert reader.search("herring").total == 1
    with Archive.open(folder) as reader:
        assert reader.notices == ["The index was behind: 1 texts were added to it."]
        assert reader.search("herring").total == 2


def test_an_open_reader_searches_on_while_another_process_rebuilds(folder: Path) -> None:
    """A rebuild starts from an empty index: that must not look as if nothing were found."""
    from index.fulltext.engine import FullText

    with Archive.open(folder) as reader:
        assert reader.search("herring").total == 1
        with another_import(folder):
            FullText.create(folder / "fulltext").close()
            assert reader.search("herring").total == 1
        assert reader.search("herring").total == 1
        assert reader.verify() == []


def test_two_that_make_the_same_archive_at_once_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have seen that there is none; the second one finds it made when it has the lock."""
    from index.store import Store

    made: list[Path] = []
    create = Store.create

    def counted(folder: Path) -> Store:
        made.append(folder)
        return create(folder)

    monkeypatch.setattr(Store, "create", counted)
    archive_module._make(tmp_path)
    archive_module._make(tmp_path)
    assert made == [tmp_path]


def test_a_search_without_an_index_during_an_import_says_why(folder: Path) -> None:
    (folder / "fulltext" / "commit.json").unlink()
    with another_import(folder), Archive.open(folder) as reader:
        assert reader.headlines(reader.ids())[0].headline == "First"
        with pytest.raises(ArchiveLocked):
            reader.search("herring")
