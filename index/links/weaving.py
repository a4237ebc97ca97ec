"""Keeps in step with the store what joins its articles: where links lead, and which articles are versions of
one piece. Done in the transaction that stores them, so it is never behind."""

from __future__ import annotations

from collections.abc import Callable, Collection

from index.links import traces
from index.links.copies import Copies
from index.links.table import LinkTable, Place
from index.records import Progress
from index.store import Store

PAGE = 500
"""Articles woven at a time when all are."""


class Weaving:
    """Links and families of an archive's articles."""

    def __init__(self, store: Store) -> None:
        """Weave what is in ``store``."""
        self._store = store
        self.links = LinkTable(store)
        self.copies = Copies(store, self.links.traces)

    @property
    def is_current(self) -> bool:
        """Whether all articles are woven in; not so in an archive that an earlier version made."""
        return self._store.is_woven()

    def weave(self, articles: Collection[int], headline_keys: Collection[int]) -> dict[Place, bool]:
        """Join new or changed articles with the others, inside the transaction that stores them.

        Arguments and result are those of :meth:`index.links.table.LinkTable.settle`.
        """
        if not articles:
            return {}
        changed = self.links.settle(articles, headline_keys)
        self.copies.settle(articles)
        return changed

    def weave_all(self, on_progress: Callable[[Progress], None] | None = None) -> None:
        """Join all articles anew; the result is what the imports should have left. Choices stay."""
        with self._store.transaction():
            for table in ("traces", "seeking", "copies"):
                self._store.write(f"DELETE FROM {table}", [()])
            self._mark(0)
        ids = sorted(self._store.ids())
        for work in (self._lay, lambda page: self.links.settle(page, ()), self.copies.settle):
            for start in range(0, len(ids), PAGE):
                with self._store.transaction():
                    work(ids[start : start + PAGE])
                if on_progress:
                    on_progress(Progress("linking", min(start + PAGE, len(ids)), len(ids)))
        with self._store.transaction():
            self._mark(1)

    def _lay(self, articles: list[int]) -> None:
        """Write the traces of articles."""
        for article in articles:
            if stored := self._store.article(article):
                traces.lay(self._store, article, stored)

    def _mark(self, current: int) -> None:
        """Note whether all articles are woven in."""
        self._store.write("UPDATE meta SET value = ? WHERE name = 'woven'", [(current,)])
