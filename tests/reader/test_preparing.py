"""Making an archive ready in a process of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index import locations
from index.archive import Archive
from index.errors import ArchiveDamaged, ArchiveMissing
from index.records import Progress
from reader import preparing

PAGE = """# Pier Cracks, Work Stops

By Nora Whitlow

September 3, 2004

**Harbour Gazette**

The third pier has a crack that one can put a hand into.
"""


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few pages in the place of the shipped ones."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(PAGE.replace("Pier", f"Pier {number}"), encoding="utf-8")
    monkeypatch.setattr(locations, "seeds_folder", lambda: folder)
    return folder


def test_the_samples_are_imported_where_there_is_no_archive(seeds: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    folder = tmp_path / "cache" / "samples"
    with preparing.ready(folder, samples=True, on_progress=told.append) as archive:
        assert archive.count() == 3
        assert archive.search("crack").total == 3
    assert told
    assert [path.name for path in folder.parent.iterdir()] == ["samples"], "no draft is left behind"


def test_samples_that_are_there_are_opened_as_they_are(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    preparing.ready(folder, samples=True, on_progress=lambda _: None).close()
    (seeds / "later.txt").write_text(PAGE, encoding="utf-8")
    told: list[Progress] = []
    with preparing.ready(folder, samples=True, on_progress=told.append) as archive:
        assert archive.count() == 3
    assert told == []


def test_an_interrupted_import_leaves_no_half_archive(seeds: Path, tmp_path: Path) -> None:
    """The reader is left while the samples are unpacked: next time they are unpacked anew."""

    def leave(_: Progress) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "cache" / "samples"
    with pytest.raises(KeyboardInterrupt):
        preparing.ready(folder, samples=True, on_progress=leave)
    assert list(folder.parent.iterdir()) == []


def test_a_lost_index_is_built_by_the_child(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "samples"
    preparing.ready(folder, samples=True, on_progress=lambda _: None).close()
    shutil.rmtree(folder / "fulltext")
    assert not Archive.is_current(folder)
    children: list[list[str]] = []
    run = preparing._run
    monkeypatch.setattr(
        preparing, "_run", lambda arguments, tell: (children.append(arguments), run(arguments, tell))
    )
    with preparing.ready(folder, samples=False, on_progress=lambda _: None) as archive:
        assert archive.search("crack").total == 3
    assert children == [[str(folder)]]


def test_links_are_found_out_anew_by_the_child(seeds: Path, tmp_path: Path) -> None:
    """Weaving takes long: an archive that needs it is not opened at once, in the screen's own process."""
    folder = tmp_path / "samples"
    preparing.ready(folder, samples=True, on_progress=lambda _: None).close()
    at_once = preparing.at_once(folder)
    assert at_once is not None
    with at_once, at_once._store.transaction():
        at_once._store.write("UPDATE meta SET value = -1 WHERE name = 'woven'", [()])
    assert preparing.at_once(folder) is None
    with preparing.ready(folder, samples=False, on_progress=lambda _: None) as archive:
        assert archive.notices == []
        assert archive._store.is_woven()


def test_errors_come_back_under_their_own_type(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        preparing.ready(tmp_path / "nothing", samples=False, on_progress=lambda _: None)
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "archive.db").write_bytes(b"no database" * 1000)
    with pytest.raises(ArchiveDamaged):
        preparing._run([str(damaged)], lambda _: None)
