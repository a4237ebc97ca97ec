"""Versions of one piece under several ids: a wire story as each paper printed it.

They form families, of which the smallest id is the name. Who belongs together is decided pair by pair from
the texts (:mod:`index.links.duplicates`), and a family is all that such pairs join, so the order of imports
does not matter. A text is compared only with those whose sketch has keys in common with its own.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from index.database import as_json
from index.links.duplicates import SHARED, runs, sketch, versions
from index.links.records import Folded
from index.links.traces import Traces
from index.store import Store

MOST = 16
"""Articles that a text is compared with, those that share most of its sketch."""


class Copies:
    """The families of an archive's articles."""

    def __init__(self, store: Store, traces: Traces) -> None:
        """Read and write the families in ``store``."""
        self._store = store
        self._traces = traces

    def settle(self, articles: Collection[int]) -> None:
        """Find the families of new or changed articles, inside a transaction."""
        self._leave(articles)
        bodies = self._bodies(articles)
        known = {article: runs(body) for article, body in bodies.items()}
        sketches = {article: sketch(found) for article, found in known.items() if found}
        near = self._near(sketches)
        others = self._bodies({article for pair in near for article in pair} - bodies.keys())
        bodies |= others
        known |= {article: runs(body) for article, body in others.items()}
        for one, other in sorted(near):
            if versions(bodies[one], bodies[other], known[one], known[other]):
                self._join(one, other)

    def _near(self, sketches: Mapping[int, Collection[int]]) -> set[tuple[int, int]]:
        """Pairs of texts whose sketches have enough in common, one of each being new, which is written."""
        shared: dict[int, Counter[int]] = defaultdict(Counter)
        for having in self._traces.sketched(sketches):
            for article in having:
                if article in sketches:
                    shared[article].update(having)
        near: set[tuple[int, int]] = set()
        for article, counts in shared.items():
            del counts[article]
            needed = min(SHARED, len(sketches[article]))
            ranked = sorted((-count, other) for other, count in counts.items() if count >= needed)
            near.update((min(article, other), max(article, other)) for _, other in ranked[:MOST])
        return near

    def family(self, article: int) -> list[int]:
        """The other versions of an article, by day."""
        rows = self._store.rows(
            "SELECT id FROM copies JOIN articles ON id = copies.article"
            " WHERE copies.family = (SELECT family FROM copies WHERE article = ?1) AND id != ?1"
            " ORDER BY day, id",
            article,
        )
        return [other for (other,) in rows]

    def families(self, articles: Iterable[int]) -> dict[int, int]:
        """The family of each article that has one."""
        rows = self._store.rows(
            "SELECT article, family FROM copies WHERE article IN (SELECT value FROM json_each(?))",
            as_json(articles),
        )
        return dict(rows)

    def members(self, articles: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """The whole family of each article that has one, itself left out."""
        rows = self._store.rows(
            "SELECT own.article, other.article FROM copies AS own JOIN copies AS other USING (family)"
            " WHERE own.article IN (SELECT value FROM json_each(?)) AND other.article != own.article"
            " ORDER BY own.article, other.article",
            as_json(articles),
        )
        found: dict[int, list[int]] = defaultdict(list)
        for article, other in rows:
            found[article].append(other)
        return {article: tuple(others) for article, others in found.items()}

    def fold(self, ids: Sequence[int]) -> Folded:
        """A list with the versions of one piece on a single row, that of the first one."""
        family = dict(self._store.rows("SELECT article, family FROM copies"))
        if not family:
            return Folded(array("q", ids), {})
        kept = array("q")
        first: dict[int, int] = {}
        behind: dict[int, list[int]] = defaultdict(list)
        for article in ids:
            name = family.get(article)
            if name is None or first.setdefault(name, article) == article:
                kept.append(article)
            else:
                behind[first[name]].append(article)
        return Folded(kept, {article: tuple(others) for article, others in behind.items()})

    def _bodies(self, articles: Collection[int]) -> dict[int, str]:
        """The texts of articles."""
        if not articles:
            return {}
        rows = self._store.rows(
            "SELECT id, body FROM articles JOIN texts USING (sequence)"
            " WHERE id IN (SELECT value FROM json_each(?))",
            as_json(articles),
        )
        return dict(rows)

    def _leave(self, articles: Collection[int]) -> None:
        """Take articles out of their families; one that is left alone is no family."""
        if not (families := self.families(articles)):
            return
        self._store.write("DELETE FROM copies WHERE article = ?", [(article,) for article in families])
        self._store.write(
            "DELETE FROM copies WHERE family = ?1 AND (SELECT count(*) FROM copies WHERE family = ?1) = 1",
            [(family,) for family in set(families.values())],
        )

    def _join(self, one: int, other: int) -> None:
        """Make one family of those of two articles."""
        families = self.families((one, other))
        name = min(families.get(one, one), families.get(other, other), one, other)
        self._store.write(
            "UPDATE copies SET family = ? WHERE family = ?",
            [(name, family) for family in set(families.values()) if family != name],
        )
        self._store.write("INSERT OR REPLACE INTO copies VALUES (?, ?)", [(one, name), (other, name)])
