"""Articles and headlines alike: questions for the index, whose answers the links and the store complete."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from index.article import Article, Headline
from index.indexing import Indexing
from index.links.folding import fold
from index.links.hanging import Hanging
from index.links.records import Candidate
from index.links.resolve import likeness
from index.links.table import LinkTable
from index.records import Nearest, Scope, Similar, Term
from index.store import Store

if TYPE_CHECKING:
    from index.fulltext.similar import Alike

LEAST_LIKENESS = 0.4
"""A headline less like a title than this is not near it."""

NEAR = 20
"""Headlines of the index that are looked at as candidates for a link."""


class Comparing:
    """What resembles what in one archive."""

    def __init__(self, store: Store, indexing: Indexing, links: LinkTable, hanging: Hanging) -> None:
        """Compare the articles in ``store``, which ``links`` and ``hanging`` join."""
        self._store = store
        self._indexing = indexing
        self._links = links
        self._hanging = hanging

    def similar(self, article: Article, limit: int, scope: Scope, without: Collection[str]) -> list[Similar]:
        """See :meth:`index.archive.Archive.similar`."""
        left_out = self._links.linked(article.id) | {article.id, *self._hanging.copies(article.id)}
        alike = self._indexing.ask(
            lambda fulltext: fulltext.similar(
                article, 4 * limit + len(left_out), scope=scope, without=without
            )
        )
        versions = self._hanging.members(entry.article for entry in alike)
        unlinked = [
            entry for entry in alike if left_out.isdisjoint((entry.article, *versions.get(entry.article, ())))
        ]
        return self._folded(unlinked, limit)

    def terms(self, article: Article) -> list[Term]:
        """What an article is compared by."""
        return self._indexing.ask(lambda fulltext: fulltext.terms(article))

    def nearest(self, title: str, limit: int) -> list[Nearest]:
        """Articles whose headlines resemble a title, the most alike first."""
        found = self._indexing.ask(lambda fulltext: fulltext.nearest(title, 4 * limit))
        rows = self._rows(identity for identity, _ in found)
        near = [
            Nearest(row.id, row.headline, row.published, row.source, likeness(title, row.headline))
            for row in rows.values()
        ]
        near = [entry for entry in near if entry.likeness >= LEAST_LIKENESS]
        return sorted(near, key=lambda entry: -entry.likeness)[:limit]

    def candidates(self, article: Article, position: int) -> list[Candidate]:
        """The articles that the link at ``position`` may mean, the likeliest first."""
        title = article.links[position].title
        found = self._indexing.ask(lambda fulltext: fulltext.nearest(title, NEAR))
        return self._hanging.candidates(article.id, position, [identity for identity, _ in found])

    def _folded(self, alike: list[Alike], limit: int) -> list[Similar]:
        """The first entries with versions of one piece as one, as they are shown."""
        folded = fold(self._store, [entry.article for entry in alike])
        kept = set(folded.ids[:limit])
        rows = self._rows(kept)
        return [
            Similar(
                row.id,
                row.headline,
                row.published,
                row.source,
                entry.score,
                entry.words,
                entry.weights,
                folded.copies.get(row.id, ()),
            )
            for entry in alike
            if entry.article in kept and (row := rows.get(entry.article))
        ]

    def _rows(self, ids: Iterable[int]) -> dict[int, Headline]:
        """List rows by id."""
        return {row.id: row for row in self._store.headlines(list(ids))}
