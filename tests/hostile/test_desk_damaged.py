"""Desks that cannot be used: one clear line, and the file stays as it was. No mark is lost to a full disk."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index.desk import Desk
from index.desk.dump import restore
from index.desk.schema import VERSION
from index.errors import DeskError


def text_file(path: Path) -> None:
    path.write_text("# A page, not a desk\n" * 500)


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.commit()
    connection.close()


def archive(path: Path) -> None:
    from index.archive import Archive

    Archive.open(path.parent / "archive", create=True).close()
    (path.parent / "archive" / "archive.db").replace(path)


def later_version(path: Path) -> None:
    with Desk(path) as desk:
        desk.star([1])
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def holed(path: Path) -> None:
    with Desk(path) as desk:
        desk.star(range(1, 20_000))
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)


@pytest.mark.parametrize("make", [text_file, other_database, archive, later_version, holed])
def test_what_is_no_desk_is_refused_in_a_line_and_left_alone(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "desk.db"
    make(path)
    before = path.read_bytes()
    with Desk(path) as desk:
        for work in (lambda: desk.star([1]), lambda: desk.rows([1]), desk.undo, lambda: desk.trail.visit(1)):
            with pytest.raises(DeskError) as caught:
                work()
            assert str(path) in caught.value.message
            assert "\n" not in caught.value.message
            assert caught.value.hint
    assert path.read_bytes() == before


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with Desk(tmp_path) as desk, pytest.raises(DeskError):
        desk.star([1])


def test_a_place_where_nothing_can_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Desk(tmp_path / "file" / "desk.db") as desk, pytest.raises(DeskError, match="no marks can be kept"):
        desk.star([1])


def test_a_full_disk_loses_no_mark_and_keeps_no_half_of_a_change(tmp_path: Path) -> None:
    """SQLite's own limit stands for the disk's: it fails in the same place with the same code."""
    with Desk(tmp_path / "desk.db") as desk:
        desk.star([1, 2])
        desk.write_note(1, "kept")
        ((used,),) = desk.select("PRAGMA page_count")
        desk.select(f"PRAGMA max_page_count = {used + 4}")
        dump = [b'{"schema": 1, "desk": "newsreader"}']
        dump += [
            b'{"kind": "star", "article": %d, "at": "2020-01-01"}' % article for article in range(1, 9000)
        ]
        for work in (
            lambda: desk.star(range(1, 9000)),
            lambda: desk.write_note(2, "herring " * 9000),
            lambda: restore(desk, dump),
        ):
            with pytest.raises(DeskError, match="no room") as caught:
                work()
            assert caught.value.hint
            assert list(desk.ids("is", "starred")) == [1, 2]
            assert list(desk.ids("has", "note")) == [1]
        desk.select("PRAGMA max_page_count = 1000000")
        assert desk.star(range(1, 9000)) == 8997
        assert desk.undo() == "Starred 8,997 articles"
        assert desk.undo() == "Wrote a note"


def test_a_desk_that_another_program_holds_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Desk(tmp_path / "desk.db") as desk:
        desk.star([1])
        desk.select("PRAGMA busy_timeout = 0")
        holder = sqlite3.connect(desk.path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(DeskError, match="another program"):
            desk.star([2])
        assert list(desk.ids("is", "starred")) == [1], "reading goes on"
        holder.execute("ROLLBACK")
        holder.close()
        assert desk.star([2]) == 1
