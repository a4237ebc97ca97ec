"""Changes that can be undone: recorded while they are made, taken back last first.

What the person did goes first: a change that was made by itself, such as an article that counts as read after
a while, never stands before an act of the person, and is taken back when none of these is left.

What a row was before is kept by the triggers of :mod:`index.desk.schema`. All of this happens inside a
transaction, so a change and what undoes it are kept together or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from index.connections import Connection
from index.desk.schema import COLUMNS

KEPT = 1000
"""So many changes of the person can be undone, and so many that were made by themselves."""

Said = Callable[[int], str]
"""The line that tells of a change, given the number of rows that it touched."""


class Recording:
    """A change while it is made."""

    def __init__(self, connection: Connection, said: Said) -> None:
        """``said`` may be set anew until the change is complete."""
        self.said = said
        self.touched = 0
        """How many rows have changed, known when the change is complete."""
        self._connection = connection

    def run(self, sql: str, *values: object) -> bool:
        """Run a statement as a part of the change; whether it changed a row."""
        changed: int = self._connection.execute(sql, values).rowcount
        return changed > 0

    def select(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query, as the change has left them so far."""
        rows: list[tuple[Any, ...]] = self._connection.execute(sql, values).fetchall()
        return rows


@contextmanager
def recording(
    connection: Connection, made: str, said: Said, *, by_itself: bool = False
) -> Iterator[Recording]:
    """Record what the block does as one change, made at that time; one that touched nothing is none."""
    inserted = connection.execute(
        "INSERT INTO changes (line, at, by_itself) VALUES ('', ?, ?)", (made, by_itself)
    )
    number = inserted.lastrowid or 0
    _set(connection, "change", number)
    change = Recording(connection, said)
    yield change
    _set(connection, "change", 0)
    ((change.touched,),) = connection.execute("SELECT count(*) FROM undo WHERE change = ?", (number,))
    if change.touched:
        line = change.said(change.touched)
        connection.execute("UPDATE changes SET line = ? WHERE id = ?", (line, number))
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'version'")
        of_its_kind = "SELECT id FROM changes WHERE by_itself = ? ORDER BY id DESC LIMIT -1 OFFSET ?"
        for (old,) in connection.execute(of_its_kind, (by_itself, KEPT)).fetchall():
            _forget(connection, old)
    else:
        _forget(connection, number)


def undo(connection: Connection) -> str | None:
    """Take the last change back and give its line; None where there is none.

    The rows it touched are removed, all of them first, and those that there were before are put back. What
    was made of them by itself since is overtaken by that, and can no longer be undone.
    """
    latest = connection.execute("SELECT id, line FROM changes ORDER BY by_itself, id DESC LIMIT 1").fetchone()
    if latest is None:
        return None
    number, line = latest
    for table, columns in COLUMNS.items():
        touched = "FROM undo WHERE change = ? AND name = ?"
        connection.execute(
            f"DELETE FROM {table} WHERE {columns[0]} IN (SELECT row {touched})", (number, table)
        )
        earlier = ", ".join(f"json_extract(before, '$[{place}]')" for place in range(len(columns)))
        connection.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {earlier} {touched} AND before IS NOT NULL",
            (number, table),
        )
    connection.execute(
        "DELETE FROM undo WHERE change > ? AND (name, row) IN (SELECT name, row FROM undo WHERE change = ?)",
        (number, number),
    )
    connection.execute(
        "DELETE FROM changes WHERE id > ? AND NOT EXISTS (SELECT 1 FROM undo WHERE change = id)", (number,)
    )
    _forget(connection, number)
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'version'")
    return str(line)


def _set(connection: Connection, name: str, value: int) -> None:
    """Set a number of the desk."""
    connection.execute("UPDATE meta SET value = ? WHERE name = ?", (value, name))


def _forget(connection: Connection, number: int) -> None:
    """Delete a change."""
    connection.execute("DELETE FROM undo WHERE change = ?", (number,))
    connection.execute("DELETE FROM changes WHERE id = ?", (number,))
