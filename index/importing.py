"""What an import does to an archive: the far end of the intake pipeline.

A batch of articles and the links that they touch are written in one transaction. Versions of one piece are
looked for among thousands of articles at a time, and the full-text index follows when all is stored, both
from the store itself: an import that is killed half way leaves an archive that is whole and catches up when
it is next opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.article import Article
from index.indexing import Indexing
from index.intake.pipeline import LinkCounts
from index.keeping import keep, reject
from index.links.table import Place
from index.links.weaving import TOGETHER, Weaving
from index.records import Outcome, Progress, Rejected
from index.store import Store

WOKEN = 1000
"""Links that woke which a report names."""


class Import:
    """One import; implements :class:`index.intake.pipeline.Sink`."""

    def __init__(self, store: Store, weaving: Weaving, indexing: Indexing) -> None:
        """Begin an import; the archive's lock is held until it ends."""
        self._store = store
        self._weaving = weaving
        self._indexing = indexing
        self._start = store.sequence()
        store.expect_writing()
        self._woke: set[Place] = set()

    def put(self, batch: list[tuple[Article, str]]) -> list[Outcome]:
        """Store articles, each with the path that it came from: all of them or, when it fails, none."""
        with self._store.transaction():
            changes = [keep(self._store, article, origin) for article, origin in batch]
            written = {change.article for change in changes if change.outcome is not Outcome.UNCHANGED}
            keys = {key for change in changes for key in change.headline_keys}
            settled = self._weaving.weave(written, keys)
        self._weaving.find_versions(TOGETHER)
        self._woke.update(place for place, resolved in settled.items() if resolved)
        self._woke.difference_update(place for place, resolved in settled.items() if not resolved)
        return [change.outcome for change in changes]

    def reject(self, rejected: Sequence[Rejected]) -> None:
        """Remember files that gave no article."""
        with self._store.transaction():
            reject(self._store, rejected)

    def finish(self, on_progress: Callable[[Progress], None] | None) -> LinkCounts:
        """Find versions, bring the index up to date and count what became of the links."""
        self._weaving.find_versions(1, on_progress)
        self._indexing.catch_up(on_progress)
        links = self._weaving.links
        total, resolved = links.counts(self._start)
        written = self._store.changed_since(self._start)
        woke = [place for place in self._woke if place.article not in written]
        return LinkCounts(total, resolved, len(woke), tuple(links.woken(woke, WOKEN)))
