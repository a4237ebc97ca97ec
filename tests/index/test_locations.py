"""Where things lie: the environment beats the default, and the shipped pages are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import locations
from index.archive import Archive
from index.errors import ArchiveMissing


def test_the_environment_names_the_archive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(locations.VARIABLE, str(tmp_path / "mine"))
    assert locations.archive_folder() == tmp_path / "mine"
    monkeypatch.setenv(locations.VARIABLE, "~/news")
    assert locations.archive_folder() == Path.home() / "news"


@pytest.mark.parametrize("unset", [True, False])
def test_without_it_the_archive_lies_in_the_users_data(monkeypatch: pytest.MonkeyPatch, unset: bool) -> None:
    if unset:
        monkeypatch.delenv(locations.VARIABLE, raising=False)
    else:
        monkeypatch.setenv(locations.VARIABLE, "")
    folder = locations.archive_folder()
    assert folder.is_absolute()
    assert folder.name == "archive"
    assert folder.parent.name == "newsreader"


def test_an_archive_is_known_by_its_database(tmp_path: Path) -> None:
    assert not locations.is_archive(tmp_path)
    assert not locations.is_archive(tmp_path / "nowhere")
    Archive.open(tmp_path, create=True).close()
    assert locations.is_archive(tmp_path)


def test_the_shipped_pages_are_found_and_have_an_archive_of_their_own() -> None:
    assert list(locations.seeds_folder().glob("*.txt"))
    assert locations.samples_folder().name.startswith("samples-")
    assert locations.samples_folder() == locations.samples_folder()
    assert locations.samples_folder() != locations.archive_folder()


def test_they_are_found_in_an_installed_package_and_missed_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(locations, "__file__", str(tmp_path / "index" / "locations.py"))
    with pytest.raises(ArchiveMissing, match="sample articles"):
        locations.seeds_folder()
    shipped = tmp_path / "reader" / "seeds"
    shipped.mkdir(parents=True)
    (shipped / "one.txt").write_text("# One\n", encoding="utf-8")
    assert locations.seeds_folder() == shipped
    before = locations.samples_folder()
    (shipped / "two.txt").write_text("# Two\n", encoding="utf-8")
    assert locations.samples_folder() != before, "other pages, another archive"
