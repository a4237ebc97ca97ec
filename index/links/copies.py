"""Versions of one piece under several ids: a wire story as each paper printed it.

They form families, of which the smallest id is the name. Who belongs together is decided pair by pair from
the texts (:mod:`index.links.duplicates`), and a family is all that such pairs join, so the order of imports
does not matter. A text is compared only with those whose sketch (:mod:`index.fulltext.sketches`) has keys in
common with its own. Sketches lie under the sequence numbers of texts: one whose article has another text now
leads nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from index.connections import as_json
from index.links.duplicates import Text, versions
from index.store import PAGE, Store

_REMEMBERED = 2_048
"""Texts that are kept at hand while pairs are compared."""


class Copies:
    """The families of an archive's articles."""

    def __init__(self, store: Store) -> None:
        """Read and write the families in ``store``."""
        self._store = store

    def settle(self, after: int, until: int) -> None:
        """Find the families of the texts of these sequence numbers, inside a transaction.

        Texts are best settled in the order of their numbers, and thousands of them together: their sketches
        are scattered over the whole of an index.
        """
        from index.fulltext import sketches

        new = sketches.sketches(self._texts(after, until))
        self._leave(after, until)
        known = self._store.column(
            "SELECT place FROM json_each(?1) AS wanted CROSS JOIN sketches"
            " WHERE place BETWEEN wanted.value << ?2 AND (wanted.value + 1 << ?2) - 1",
            as_json(sketches.keys(new)),
            sketches.TEXT_BITS,
        )
        self._store.write(
            "INSERT OR IGNORE INTO sketches VALUES (?)", [(place,) for place in sketches.few(new, known)]
        )
        self._join(self._versions(sketches.near(new, known)))

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

    def _texts(self, after: int, until: int) -> Iterator[tuple[int, str]]:
        """The current texts of these sequence numbers."""
        while rows := self._store.rows(
            "SELECT texts.sequence, body FROM texts JOIN articles ON id = article"
            " AND articles.sequence = texts.sequence"
            " WHERE texts.sequence > ? AND texts.sequence <= ? ORDER BY texts.sequence LIMIT ?",
            after,
            until,
            PAGE,
        ):
            yield from rows
            after = rows[-1][0]

    def _versions(self, near: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
        """Of pairs of texts that are alike those that are versions, as articles.

        Of texts that are of one family by now no more needs to be known. A translation is no version: it may
        share names, addresses and numbers, and a reader of one cannot compare it with the other.
        """

        @lru_cache(maxsize=_REMEMBERED)
        def text(number: int) -> Text:
            ((body,),) = self._store.rows("SELECT body FROM texts WHERE sequence = ?", number)
            return Text(body)

        rows = self._store.rows(
            "SELECT texts.sequence, id, language FROM texts JOIN articles ON id = article"
            " AND articles.sequence = texts.sequence"
            " WHERE texts.sequence IN (SELECT value FROM json_each(?))",
            as_json({number for pair in near for number in pair}),
        )
        article = {number: identity for number, identity, _ in rows}
        language = {number: code for number, _, code in rows}
        family = {each: each for each in article.values()} | self.families(article.values())
        names = {name: name for name in family.values()}
        found = []
        for one, other in near:
            if one not in article or other not in article:
                continue
            if language[one] != language[other] and language[one] and language[other]:
                continue
            first, second = article[one], article[other]
            name, other_name = (_named(names, family[each]) for each in (first, second))
            if name != other_name and versions(text(one), text(other)):
                names[name] = other_name
                found.append((first, second))
        return found

    def _leave(self, after: int, until: int) -> None:
        """Take the articles of texts out of the families that they had; one that is left is no family."""
        rows = self._store.rows(
            "SELECT copies.article, family FROM texts JOIN copies USING (article)"
            " WHERE texts.sequence > ? AND texts.sequence <= ?",
            after,
            until,
        )
        self._store.write("DELETE FROM copies WHERE article = ?", [(article,) for article, _ in rows])
        left = self._store.rows(
            "SELECT family, count(*), min(article) FROM copies"
            " WHERE family IN (SELECT value FROM json_each(?)) GROUP BY family",
            as_json({family for _, family in rows}),
        )
        self._store.write(
            "DELETE FROM copies WHERE family = ?", [(family,) for family, count, _ in left if count == 1]
        )
        self._store.write(
            "UPDATE copies SET family = ? WHERE family = ?",
            [(first, family) for family, count, first in left if count > 1 and first != family],
        )

    def _join(self, pairs: Collection[tuple[int, int]]) -> None:
        """Make one family of the families of each pair of articles."""
        known = self.families({article for pair in pairs for article in pair})
        name = {family: family for family in known.values()}
        for pair in pairs:
            one, other = (_named(name, known.get(article, article)) for article in pair)
            name[max(one, other)] = min(one, other)
        renamed = [(_named(name, family), family) for family in set(known.values())]
        self._store.write(
            "UPDATE copies SET family = ? WHERE family = ?", [row for row in renamed if row[0] != row[1]]
        )
        joined = {article for pair in pairs for article in pair} - known.keys()
        self._store.write(
            "INSERT INTO copies VALUES (?, ?)", [(article, _named(name, article)) for article in joined]
        )


def _named(names: dict[int, int], family: int) -> int:
    """What a family is called after those that have been joined."""
    while (name := names.setdefault(family, family)) != family:
        family = name
    return family
