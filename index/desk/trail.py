"""Where the person has walked: every article opened, and how far each was read.

Footsteps are recorded as one goes. They are no changes that undo takes back; forgetting the trail is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cleaning import clean_line
from index.desk.records import Visit, now

if TYPE_CHECKING:
    from index.desk.desk import Desk


class Trail:
    """The visits and places of a desk. DeskError from any method when they cannot be read or kept."""

    def __init__(self, desk: Desk) -> None:
        """The footsteps that this desk keeps."""
        self._desk = desk

    def visit(self, article_id: int, parent: int | None = None, via: str = "") -> int:
        """Record that an article was opened, coming from the visit ``parent``; the number of this visit."""
        with self._desk.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO visits (parent, article, at, via) VALUES (?, ?, ?, ?)",
                (parent, article_id, now(), clean_line(via)),
            )
            return int(cursor.lastrowid or 0)

    def visits(self, limit: int = 10_000) -> list[Visit]:
        """The latest visits in the order of time: a parent stands before its children."""
        rows = self._desk.select(
            "SELECT latest.id, parents.id, latest.article, latest.at, latest.via"
            " FROM (SELECT * FROM visits ORDER BY id DESC LIMIT ?) AS latest"
            " LEFT JOIN visits AS parents ON parents.id = latest.parent ORDER BY latest.id",
            limit,
        )
        return [Visit(*row) for row in rows]

    def forget(self) -> int:
        """Forget all visits; how many there were. This can be undone."""
        with self._desk.change(lambda _: "Forgot the trail") as change:
            change.run("DELETE FROM visits")
        return change.touched

    def keep_place(self, article_id: int, position: int) -> None:
        """Remember how far an article was read: the offset of the first character in view."""
        with self._desk.transaction() as connection:
            connection.execute(
                "INSERT INTO places (article, position, at) VALUES (?, ?, ?)"
                " ON CONFLICT (article) DO UPDATE SET position = excluded.position, at = excluded.at",
                (article_id, position, now()),
            )

    def place(self, article_id: int) -> int:
        """Where an article was left, 0 at first; the text may have changed since."""
        rows = self._desk.select("SELECT position FROM places WHERE article = ?", article_id)
        return int(rows[0][0]) if rows else 0
