"""One version of the desk becomes the next with every mark in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.desk import Desk
from index.desk import schema as desk_schema
from index.desk.schema import COLUMNS, MIGRATIONS, VERSION


def test_a_desk_of_an_earlier_version_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desk(tmp_path / "desk.db") as desk:
        desk.star([1, 2])
    later = (*MIGRATIONS, ("ALTER TABLE stars ADD COLUMN colour TEXT NOT NULL DEFAULT 'yellow'",))
    monkeypatch.setattr(desk_schema, "MIGRATIONS", later)
    monkeypatch.setattr(desk_schema, "VERSION", len(later))
    with Desk(tmp_path / "desk.db") as desk:
        assert list(desk.ids("is", "starred")) == [1, 2]
        assert desk.select("SELECT DISTINCT colour FROM stars") == [("yellow",)]
        assert desk.select("PRAGMA user_version") == [(VERSION + 1,)]
        assert desk.undo() == "Starred 2 articles"


def test_a_step_that_fails_leaves_the_earlier_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.errors import DeskError

    with Desk(tmp_path / "desk.db") as desk:
        desk.star([1])
    with monkeypatch.context() as patched:
        patched.setattr(desk_schema, "MIGRATIONS", (*MIGRATIONS, ("DROP TABLE stars", "DROP TABLE nothing")))
        patched.setattr(desk_schema, "VERSION", VERSION + 1)
        with Desk(tmp_path / "desk.db") as desk, pytest.raises(DeskError):
            desk.star([2])
    with Desk(tmp_path / "desk.db") as desk:
        assert list(desk.ids("is", "starred")) == [1]


def test_the_columns_are_those_of_the_tables(tmp_path: Path) -> None:
    """Undo writes rows back by this list, in this order, and by the first one as the key."""
    with Desk(tmp_path / "desk.db") as desk:
        for table, columns in COLUMNS.items():
            info = desk.select(f"PRAGMA table_info({table})")
            assert tuple(name for _, name, *_ in info) == columns
            assert info[0][5] == 1, "the first column is the rowid"


def test_what_a_desk_of_the_first_version_did_can_still_be_undone(tmp_path: Path) -> None:
    """It did not know yet what had come by itself: all of it counts as done by the person."""
    with closing(sqlite3.connect(tmp_path / "desk.db")) as first:
        for statement in MIGRATIONS[0]:
            first.execute(statement)
        first.execute("INSERT INTO changes (line, at) VALUES ('Starred 1 article', '2026')")
        first.execute("UPDATE meta SET value = 1 WHERE name = 'change'")
        first.execute("INSERT INTO stars VALUES (7, '2026')")
        first.execute("UPDATE meta SET value = 0 WHERE name = 'change'")
        first.execute(f"PRAGMA application_id = {desk_schema.APPLICATION_ID}")
        first.execute("PRAGMA user_version = 1")
        first.commit()
    with Desk(tmp_path / "desk.db") as desk:
        desk.mark_read([7], by_itself=True)
        assert desk.undo() == "Starred 1 article"
        assert list(desk.ids("is", "starred")) == []
        assert list(desk.ids("is", "read")) == [7]
