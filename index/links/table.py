"""The links of an archive: resolving those that an import touches, and reading them both ways.

Resolving costs what the import brought, never the links that lie in the archive: a stored or changed article
can only matter to its own links, to links by its url, to links by a headline that it has or had or one with
words in common, and each of these is a look into an index. It happens in the transaction that stores the
articles, so links are never behind.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from index.article import LinkKind, Published, RelatedLink
from index.connections import as_json
from index.identity import headline_key
from index.links.choices import Choices, LinkKey
from index.links.evidence import Evidence
from index.links.resolve import (
    WANTED,
    Namesakes,
    Peer,
    Resolution,
    Shared,
    alike,
    by_likeness,
    by_url,
    cut_short,
)
from index.links.titles import read
from index.links.traces import Traces
from index.records import Backlink, Related, Woken
from index.store import Store

PAGE = 2000
"""Articles whose links are resolved at a time when all are."""


class Place(NamedTuple):
    """Where a link stands: the article that holds it, and its position there."""

    article: int
    position: int


class LinkTable:
    """The links in a store."""

    def __init__(self, store: Store) -> None:
        """Read and write the links of ``store``."""
        self._store = store
        self.traces = Traces(store)
        self.choices = Choices(store)

    def settle(self, articles: Collection[int], headline_keys: Collection[int]) -> dict[Place, bool]:
        """Write what new or changed articles are found by, and resolve what they touch, inside a transaction.

        ``headline_keys`` are those of :class:`index.keeping.Change`. Gives the links that were wanted and now
        point somewhere (True), and those that pointed somewhere and are wanted again (False).
        """
        headlines = self.traces.lay(articles)
        return self.resolve(articles, headline_keys, headlines)

    def resolve(
        self,
        articles: Collection[int],
        headline_keys: Collection[int] = (),
        headlines: Collection[Collection[int]] = (),
    ) -> dict[Place, bool]:
        """Resolve what articles touch; see :meth:`settle`. ``headlines`` are the keys of each of theirs."""
        changed = {}
        decided = []
        for link, resolution in self._resolved(articles, headline_keys, headlines):
            if resolution != link.current:
                decided.append((*resolution, link.place.article, link.place.position))
                if (resolution.target is None) != (link.current.target is None):
                    changed[link.place] = resolution.target is not None
        self._store.write(
            "UPDATE links SET target = ?, how = ?, confidence = ?, runner_up = ?"
            " WHERE article = ? AND position = ?",
            decided,
        )
        return changed

    def settle_all(self) -> None:
        """Resolve every link anew; the result is what the imports should have left."""
        last = 0
        while rows := self._store.rows(
            "SELECT DISTINCT article FROM links WHERE article > ? ORDER BY article LIMIT ?", last, PAGE
        ):
            with self._store.transaction():
                self.resolve([article for (article,) in rows])
            last = rows[-1][0]

    def related(self, article: int) -> list[Related]:
        """The links of an article in order, each with the article that it was resolved to."""
        rows = self._store.rows(
            "SELECT title, links.url, kind, sentence, target, how, confidence, runner_up,"
            " ifnull(articles.published, ''), ifnull(articles.headline, '')"
            " FROM links LEFT JOIN articles ON articles.id = target WHERE article = ? ORDER BY position",
            article,
        )
        return [
            Related(
                RelatedLink(title, url, LinkKind(kind), sentence),
                target,
                how,
                confidence,
                runner_up,
                Published(published),
                headline,
            )
            for title, url, kind, sentence, target, how, confidence, runner_up, published, headline in rows
        ]

    def backlinks(self, article: int) -> list[Backlink]:
        """The articles that point at one, by day; of several links in one article an inline one speaks.

        An inline link comes with its sentence, which can be read; a listed one with its printed title.
        """
        rows = self._store.rows(
            "SELECT holder.id, holder.headline, holder.published, sentence, title, kind, confidence,"
            " holder.day > 0 AND holder.day < (SELECT day FROM articles WHERE id = ?1)"
            " FROM links JOIN articles AS holder ON holder.id = links.article WHERE target = ?1"
            " ORDER BY holder.day, holder.sequence, sentence = '', position",
            article,
        )
        found: dict[int, Backlink] = {}
        for holder, headline, published, sentence, title, kind, confidence, before in rows:
            found.setdefault(
                holder,
                Backlink(
                    holder,
                    headline,
                    Published(published),
                    sentence or title,
                    inline=kind == LinkKind.INLINE and bool(sentence),
                    before=bool(before),
                    confidence=confidence,
                ),
            )
        return list(found.values())

    def linked(self, article: int) -> set[int]:
        """The articles that one points at or that point at it."""
        rows = self._store.rows(
            "SELECT target FROM links WHERE article = ?1 AND target IS NOT NULL"
            " UNION SELECT article FROM links WHERE target = ?1",
            article,
        )
        return {other for (other,) in rows}

    def pointing_at(self, title: str) -> int:
        """How many articles have a wanted link of this title."""
        rows = self._store.rows(
            "SELECT count(DISTINCT article) FROM links WHERE headline_key = ? AND target IS NULL",
            headline_key(title),
        )
        return int(rows[0][0])

    def counts(self, since: int = 0) -> tuple[int, int]:
        """All links of articles stored or changed after sequence ``since``, and how many are resolved."""
        rows = self._store.rows(
            "SELECT count(*), count(target) FROM links"
            + (" WHERE article IN (SELECT article FROM texts WHERE sequence > ?)" if since else ""),
            *([since] if since else []),
        )
        total, resolved = rows[0]
        return total, resolved

    def wanted_alike(self, place: Place) -> list[Place]:
        """The wanted links that mean the same as the one at a place, which is the first of them.

        They are those of the same title; for a link inside a text, or without a title, of the same page.
        """
        found = self._store.rows(
            "SELECT kind, ifnull(url_key, 0), ifnull(headline_key, 0) FROM links"
            " WHERE article = ? AND position = ?",
            *place,
        )
        rows: list[tuple[int, int]] = []
        for kind, url_key, key in found:
            by_page = kind == LinkKind.INLINE or not key
            column, value = ("url_key", url_key) if by_page else ("headline_key", key)
            rows = self._store.rows(
                "SELECT article, position FROM links"
                f" WHERE {column} = ? AND target IS NULL AND how != 'broken' ORDER BY article, position",
                value,
            )
        return list(dict.fromkeys([place, *(Place(*row) for row in rows)]))

    def choose(self, places: Collection[Place], target: int | None) -> None:
        """Let links lead to an article, or nowhere, whatever is found out by itself."""
        self._decide(places, lambda link: self.choices.choose(link, target))

    def unchoose(self, places: Collection[Place]) -> None:
        """Let links be resolved by themselves again."""
        self._decide(places, self.choices.forget)

    def woken(self, places: Collection[Place], most: int) -> list[Woken]:
        """Links that have been resolved, by title; at most so many of them."""
        rows = self._store.rows(
            "SELECT title, article, holder.headline, target FROM json_each(?) AS place JOIN links"
            " ON article = place.value ->> 0 AND position = place.value ->> 1"
            " JOIN articles AS holder ON holder.id = article"
            " WHERE target IS NOT NULL ORDER BY title, holder.day, article LIMIT ?",
            json.dumps(list(places)),
            most,
        )
        return [Woken(*row) for row in rows]

    def woken_since(self, since: int, most: int) -> tuple[int, list[Woken]]:
        """Links of articles that were there at sequence ``since`` to articles that came later: how many there
        are, and at most so many of them."""
        come = (
            "FROM texts JOIN articles AS goal ON goal.sequence = texts.sequence AND goal.id = texts.article"
            " JOIN links ON target = goal.id JOIN articles AS holder ON holder.id = links.article"
            " WHERE texts.sequence > ?1 AND goal.versions = 1 AND holder.sequence <= ?1"
        )
        count = self._store.rows(f"SELECT count(*) {come}", since)[0][0]
        rows = self._store.rows(
            f"SELECT title, links.article, holder.headline, target {come}"
            " ORDER BY title, holder.day, links.article LIMIT ?2",
            since,
            most,
        )
        return count, [Woken(*row) for row in rows]

    def _decide(self, places: Collection[Place], decide: Callable[[LinkKey], None]) -> None:
        """Change what was chosen for links and let them lead where they lead now."""
        articles, decided = {place.article for place in places}, set(places)
        with self._store.transaction():
            for link in self._touched(articles):
                if link.place in decided:
                    decide(link.key)
            self.resolve(articles)

    def _resolved(
        self,
        articles: Collection[int],
        headline_keys: Collection[int],
        headlines: Collection[Collection[int]],
    ) -> Iterator[tuple[_Link, Resolution]]:
        """The links that the articles touch, each with where it leads."""
        links = self._touched(articles, headline_keys, headlines)
        chosen = self.choices.of({link.place.article for link in links})
        at_url = self._store.present({link.url_key for link in links if link.url_key})
        titles = {link.headline_key for link in links if link.url_key not in at_url and link.headline_key}
        namesakes = self._namesakes(titles)
        evidence = Evidence(self._store)
        unsure = []
        for link in links:
            resolution = WANTED
            if link.key in chosen:
                target = chosen[link.key]
                resolution = Resolution(target, "broken" if target is None else "chosen", 1.0)
            elif link.url_key in at_url:
                resolution = by_url(link.url_key, link.holder.id)
            elif link.headline_key in namesakes:
                resolution = namesakes[link.headline_key].resolve(
                    link.holder, link.kind, bool(link.url_key), link.shared(evidence)
                )
            wanted = resolution is WANTED and link.url_key not in at_url and link.is_headline
            if wanted or (resolution.how == "headline" and read(link.title).cut):
                unsure.append((link, resolution))
            else:
                yield link, resolution.settled()
        near = self._near({link.title for link, _ in unsure})
        for link, resolution in unsure:
            shared = link.shared(evidence)
            peers, crowded = near[link.title]
            if resolution is WANTED:
                guesses = alike(link.title, link.holder, peers, bool(link.url_key), shared, crowded=crowded)
                yield link, by_likeness(guesses, shared).settled()
            else:
                yield link, cut_short(link.title, resolution, peers, crowded).settled()

    def _near(self, titles: Iterable[str]) -> dict[str, tuple[list[tuple[Peer, str]], bool]]:
        """The articles whose headlines have words in common with each title, and whether there are more."""
        found = self.traces.near(titles)
        rows = self._store.rows(
            "SELECT id, source, day, url != '', language, headline FROM articles"
            " WHERE id IN (SELECT value FROM json_each(?))",
            as_json({article for near in found.values() for article in near.articles}),
        )
        known = {row[0]: (Peer(*row[:5]), row[5]) for row in rows}
        return {
            title: ([known[article] for article in near.articles if article in known], near.crowded)
            for title, near in found.items()
        }

    def _touched(
        self,
        articles: Collection[int],
        headline_keys: Collection[int] = (),
        headlines: Collection[Collection[int]] = (),
    ) -> list[_Link]:
        """The links that the articles hold, and those whose url or headline is one of theirs or nearly."""
        alike = self.traces.sought(headline_keys, headlines)
        rows = self._store.rows(
            "WITH ids AS (SELECT value FROM json_each(?)), keys AS (SELECT value FROM json_each(?)),"
            " places AS (SELECT article, position FROM links WHERE article IN ids"
            " UNION SELECT article, position FROM links WHERE url_key IN ids"
            " UNION SELECT article, position FROM links WHERE headline_key IN keys"
            " UNION SELECT article, position FROM links"
            " WHERE headline_key IN (SELECT value FROM json_each(?)) AND how IN ('', 'alike', 'headline')"
            " UNION SELECT links.article, position FROM links JOIN choices USING (article)"
            " WHERE choices.target IN ids)"
            " SELECT article, position, kind, title, ifnull(links.url_key, 0), ifnull(links.headline_key, 0),"
            " target, how, confidence, runner_up, holder.id, holder.source, holder.day, holder.url != '',"
            " holder.language"
            " FROM places JOIN links USING (article, position)"
            " JOIN articles AS holder ON holder.id = article",
            as_json(articles),
            as_json(headline_keys),
            as_json(alike),
        )
        return [
            _Link(
                Place(*row[:2]),
                LinkKind(row[2]),
                row[3],
                row[4],
                row[5],
                Resolution(*row[6:10]),
                Peer(*row[10:]),
            )
            for row in rows
        ]

    def _namesakes(self, headline_keys: Iterable[int]) -> Mapping[int, Namesakes]:
        """The articles that bear the headlines."""
        rows = self._store.rows(
            "SELECT headline_key, id, source, day, url != '' FROM articles"
            " WHERE headline_key IN (SELECT value FROM json_each(?))",
            as_json(headline_keys),
        )
        peers: dict[int, list[Peer]] = defaultdict(list)
        for key, *peer in rows:
            peers[key].append(Peer(*peer))
        return {key: Namesakes(bearers) for key, bearers in peers.items()}


class _Link(NamedTuple):
    """A stored link with the keys it can be resolved by, where it leads so far, and who holds it."""

    place: Place
    kind: LinkKind
    title: str
    url_key: int
    headline_key: int
    current: Resolution
    holder: Peer

    @property
    def key(self) -> LinkKey:
        """What choices know it by."""
        return LinkKey(self.place.article, self.url_key, self.headline_key)

    def shared(self, evidence: Evidence) -> Shared:
        """Counts the names that an article has in common with the one that holds the link."""
        return lambda article: len(evidence.shared(self.place.article, article, self.title))

    @property
    def is_headline(self) -> bool:
        """Whether its words are a headline: those of an inline link to a page are not."""
        return self.kind is LinkKind.LISTED or not self.url_key
