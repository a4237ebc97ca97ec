"""What a person decided of a link: where it leads, or that it leads nowhere.

A choice is kept beside the links and never derived, so importing again and rebuilding leave it alone. It is
known by the article that holds the link and by the link's own keys, url and title, so it outlives the place
that the link has in a page. It belongs to the archive: what a link
means is the same for all its readers.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from index.connections import as_json
from index.store import Store


class LinkKey(NamedTuple):
    """What a link of an article is known by, whatever its place."""

    article: int
    url_key: int
    headline_key: int


class Choices:
    """The choices in a store."""

    def __init__(self, store: Store) -> None:
        """Read and write the choices in ``store``."""
        self._store = store

    def of(self, articles: Collection[int]) -> dict[LinkKey, int | None]:
        """What was chosen for links of these articles; None for a link that was broken."""
        rows = self._store.rows(
            "SELECT article, url_key, headline_key, target FROM choices"
            " WHERE article IN (SELECT value FROM json_each(?))",
            as_json(articles),
        )
        return {LinkKey(*key): target for *key, target in rows}

    def choose(self, link: LinkKey, target: int | None) -> None:
        """Let a link lead to an article, or nowhere; inside a transaction."""
        self._store.write("INSERT OR REPLACE INTO choices VALUES (?, ?, ?, ?)", [(*link, target)])

    def forget(self, link: LinkKey) -> None:
        """Let a link be resolved again as if nobody had chosen; inside a transaction."""
        self._store.write(
            "DELETE FROM choices WHERE article = ? AND url_key = ? AND headline_key = ?", [tuple(link)]
        )
