"""Keeps in step with the store what joins its articles: where links lead, and which articles are versions of
one piece.

Links are settled in the transaction that stores the articles, so they are never behind. Versions follow
thousands of texts at a time; up to which sequence number they have been looked for is written down with them,
so that whoever opens the archive after an interrupted import goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from index.links.copies import Copies
from index.links.table import LinkTable, Place
from index.records import Progress
from index.store import Store

PAGE = 500
"""Articles whose links are settled at a time when all are."""

TOGETHER = 4_000
"""Texts whose versions are looked for at a time."""

OnProgress = Callable[[Progress], None]


class Weaving:
    """Links and families of an archive's articles."""

    def __init__(self, store: Store) -> None:
        """Weave what is in ``store``."""
        self._store = store
        self.links = LinkTable(store)
        self.copies = Copies(store)

    def weave(self, articles: Collection[int], headline_keys: Collection[int]) -> dict[Place, bool]:
        """Join new or changed articles with the others, inside the transaction that stores them.

        Arguments and result are those of :meth:`index.links.table.LinkTable.settle`.
        """
        return self.links.settle(articles, headline_keys) if articles else {}

    def find_versions(self, least: int = 1, on_progress: OnProgress | None = None) -> None:
        """Find the versions of the texts that have come since, if there are at least so many of them."""
        start, last = self._store.woven(), self._store.sequence()
        done = start
        while last - done >= least:
            until = min(done + TOGETHER, last)
            with self._store.transaction():
                self.copies.settle(done, until)
                self._mark(until)
            done = until
            if on_progress:
                on_progress(Progress("linking", done - start, last - start))

    def catch_up(self, on_progress: OnProgress | None = None) -> bool:
        """Join what is not joined yet: the last texts of an interrupted import, or all where nothing is sure.

        Whether it was all.
        """
        if anew := self._store.woven() < 0:
            self.weave_all(on_progress)
        else:
            self.find_versions(1, on_progress)
        return anew

    def weave_all(self, on_progress: OnProgress | None = None) -> None:
        """Join all articles anew; the result is what the imports should have left. Choices stay."""
        with self._store.transaction():
            for table in ("traces", "seeking", "sketches", "copies"):
                self._store.write(f"DELETE FROM {table}", [()])
            self._mark(-1)
        ids = sorted(self._store.ids())
        for work in (self.links.traces.lay, self.links.resolve):
            for start in range(0, len(ids), PAGE):
                with self._store.transaction():
                    work(ids[start : start + PAGE])
                if on_progress:
                    on_progress(Progress("linking", min(start + PAGE, len(ids)), len(ids)))
        with self._store.transaction():
            self._mark(0)
        self.find_versions(1, on_progress)

    def _mark(self, woven: int) -> None:
        """Note up to which text all is woven."""
        self._store.write("INSERT OR REPLACE INTO meta VALUES ('woven', ?)", [(woven,)])
