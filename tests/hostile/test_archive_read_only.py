"""An archive that cannot be written, read-only or another user's: it is read all the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders work otherwise there")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An archive of one article that everybody may read and nobody write."""
    page = tmp_path / "page.md"
    page.write_text("# Herring\n\nMarch 3, 2013\n\n**Gazette**\n\nBoats stayed in.\n", encoding="utf-8")
    archive = tmp_path / "archive"
    with Archive.open(archive, create=True) as made:
        made.import_paths([page])
    yield archive
    for path in (archive, *archive.rglob("*")):
        path.chmod(0o755)


def forbid_writing(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)


def bound_by_permissions(folder: Path, work: str) -> subprocess.CompletedProcess[str]:
    """Run a script as somebody whom permissions bind: root, without its right to pass over them."""
    script = f"import sys; from pathlib import Path; from index.archive import Archive\n{work}"
    command = [sys.executable, "-c", script, str(folder)]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root passes over permissions, and setpriv is not here to stop it")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_a_read_only_archive_is_listed_searched_and_left_alone(folder: Path) -> None:
    forbid_writing(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    done = bound_by_permissions(
        folder,
        "with Archive.open(Path(sys.argv[1])) as archive:\n"
        "    print(archive.notices, archive.count(), archive.search('boats').total, archive.verify())",
    )
    assert (done.stdout.strip(), done.stderr) == ("[] 1 1 []", "")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_importing_into_it_is_refused_in_one_line(folder: Path) -> None:
    forbid_writing(folder)
    done = bound_by_permissions(
        folder,
        "from index.errors import ArchiveError\n"
        "try:\n    Archive.open(Path(sys.argv[1])).import_paths([Path('x')])\n"
        "except ArchiveError as error:\n    print(error.message)",
    )
    assert done.stdout.startswith(f"nothing can be written in {folder} (")
    assert done.stderr == ""


def test_without_an_index_its_articles_can_be_read_still(folder: Path) -> None:
    shutil.rmtree(folder / "fulltext")
    forbid_writing(folder)
    done = bound_by_permissions(
        folder,
        "with Archive.open(Path(sys.argv[1])) as archive:\n"
        "    print(archive.headlines(archive.ids())[0].headline, len(archive.notices))",
    )
    assert (done.stdout.strip(), done.stderr) == ("Herring 1", "")
