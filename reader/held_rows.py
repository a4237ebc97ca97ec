"""The rows that a list holds of the articles it has shown last. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable

from textual.cache import LRUCache

from reader.rows import Row

_KEPT = 1024


class HeldRows:
    """Rows by their articles; those that were fetched for a former list are shown until they come anew."""

    def __init__(self) -> None:
        """Hold none."""
        self._rows: LRUCache[int, Row] = LRUCache(_KEPT)
        self._former: set[int] = set()

    @property
    def ids(self) -> list[int]:
        """The articles whose rows are held, the one that was longest not looked at first."""
        return list(self._rows.keys())

    def get(self, article_id: int) -> Row | None:
        """The row of an article."""
        return self._rows.get(article_id)

    def has(self, article_id: int) -> bool:
        """Whether the row of an article is held and belongs to the present list."""
        return article_id in self._rows and article_id not in self._former

    def begin_list(self) -> None:
        """Another list is shown: what the rows say of a query does not hold any more."""
        for article_id in self.ids:
            self._hold(self._rows[article_id].bare())
        self._former = set(self.ids)

    def belong(self, rows: Iterable[Row]) -> None:
        """These rows were fetched for the present list."""
        self._former.difference_update(row.id for row in rows)

    def take(self, row: Row) -> bool:
        """Hold a row; whether it says something new."""
        if self._rows.get(row.id) == row:
            return False
        self._hold(row)
        return True

    def _hold(self, row: Row) -> None:
        self._rows.discard(row.id)  # Textual's cache keeps the value that a key has already
        self._rows[row.id] = row
