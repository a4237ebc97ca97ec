"""What two articles have in common beside a title: the names in both."""

from __future__ import annotations

from functools import lru_cache

from index.links.names import names_in
from index.store import Store

REMEMBERED = 2_000
"""Articles whose names are kept at hand."""

LONGEST = 5_000
"""Characters of a text that are looked at."""


class Evidence:
    """Reads the names of articles, each once; for one occasion, since texts change."""

    def __init__(self, store: Store) -> None:
        """Read the articles in ``store``."""
        self._store = store
        self._names = lru_cache(maxsize=REMEMBERED)(self._read)

    def shared(self, one: int, other: int, title: str) -> set[str]:
        """The names that are in both articles, those aside that the title of the link brings along."""
        printed = title.casefold()
        return {name for name in self._names(one) & self._names(other) if name.casefold() not in printed}

    def _read(self, article: int) -> frozenset[str]:
        """The names in an article."""
        texts = self._store.texts([article])
        if article not in texts:
            return frozenset()
        text = texts[article]
        return frozenset(names_in(text._replace(body=text.body[:LONGEST])))
