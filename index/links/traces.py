"""What headlines are found again by when they are not quite the same: keys that likes have in common.

An article leaves the pairs of words of its headline (:mod:`index.links.titles`), which a damaged title
shares, so that finding what is like a title is a few looks into an index whatever the size of the archive. Of
a wanted title the same pairs are kept, so that a new headline finds it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from index.article import Article, LinkKind
from index.connections import as_json
from index.links import titles
from index.store import Store

COMMON = 200
"""A key that more articles or titles than this have tells nothing and is passed over."""

_ONE_OF = 4
"""A headline that a title may mean has one of so many of its keys at least; a slip in a word takes two."""

MOST = 24
"""Articles that are looked at closely for one title: those that share most of its keys."""


@lru_cache(maxsize=16_384)
def title_keys(headline: str) -> frozenset[int]:
    """The keys of a headline or a printed title."""
    return titles.read(headline).keys


def lift(store: Store, identity: int, article: Article) -> None:
    """Take away the traces of an article that is no longer the current text of its id."""
    keys = title_keys(article.headline)
    store.write("DELETE FROM traces WHERE key = ? AND article = ?", [(key, identity) for key in keys])


class Near(NamedTuple):
    """The articles whose headlines a title may mean."""

    articles: list[int]
    """Those that share most keys with it first."""
    crowded: bool
    """Whether there may be more that begin as a title does that was cut."""


class Traces:
    """Asks a store who left a key. Remembers which keys are too common to be worth asking again."""

    def __init__(self, store: Store) -> None:
        """Ask ``store``."""
        self._store = store
        self._common: set[tuple[str, int]] = set()

    def lay(self, articles: Collection[int]) -> list[frozenset[int]]:
        """Write the keys of articles' headlines, which are given, and of the titles that they point at."""
        ids = as_json(articles)
        headlines = self._store.rows(
            "SELECT id, headline FROM articles WHERE id IN (SELECT value FROM json_each(?))", ids
        )
        keys = {article: title_keys(headline) for article, headline in headlines}
        self._store.write(
            "INSERT OR IGNORE INTO traces VALUES (?, ?)",
            sorted((key, article) for article, found in keys.items() for key in found),
        )
        titles = self._store.rows(
            "SELECT DISTINCT headline_key, title FROM links WHERE article IN (SELECT value FROM json_each(?))"
            " AND headline_key IS NOT NULL AND (kind = ? OR url_key IS NULL)",
            ids,
            LinkKind.LISTED.value,
        )
        self._store.write(
            "INSERT OR IGNORE INTO seeking VALUES (?, ?)",
            sorted((key, title) for title, printed in titles for key in title_keys(printed)),
        )
        return list(keys.values())

    def sought(self, keys: Iterable[int], headlines: Iterable[Collection[int]]) -> set[int]:
        """The headline keys of printed titles that may mean one of these headlines, given as their keys.

        What is only alike matters to links that nothing better has decided, and to titles that were cut.
        ``keys`` may be more than those of the headlines; all that have one of the others belong to it.
        """
        keys = set(keys)
        groups = [*headlines, keys.difference(*headlines)]
        having: dict[int, list[int]] = defaultdict(list)
        for number, group in enumerate(groups):
            for key in group:
                having[key].append(number)
        seeking = self.seeking(keys)
        rows = self._store.rows(
            "SELECT DISTINCT headline_key, title FROM links"
            " WHERE headline_key IN (SELECT value FROM json_each(?)) AND (how IN ('', 'alike')"
            " OR how = 'headline' AND (instr(title, '…') OR instr(title, '...')))",
            as_json(seeking),
        )
        found = set()
        for title, printed in rows:
            shared = Counter(number for key in seeking[title] for number in having[key])
            if max(shared.values(), default=0) >= self._needed(title_keys(printed)):
                found.add(title)
        return found

    def _needed(self, keys: Collection[int]) -> int:
        """How many keys a headline shares at least with the title that has these, to be looked at."""
        common = sum(("traces", key) in self._common or ("seeking", key) in self._common for key in keys)
        return max(1, (len(keys) - common + _ONE_OF - 1) // _ONE_OF)

    def seeking(self, keys: Iterable[int]) -> dict[int, list[int]]:
        """The headline keys of printed titles that have some of these keys, each with those it has."""
        rows = self._store.rows(
            "SELECT key, title FROM seeking WHERE key IN (SELECT value FROM json_each(?))",
            as_json(key for key in keys if ("seeking", key) not in self._common),
        )
        found: dict[int, list[int]] = defaultdict(list)
        for key, title in rows:
            found[key].append(title)
        self._common |= {("seeking", key) for key, having_it in found.items() if len(having_it) > COMMON}
        having: dict[int, list[int]] = defaultdict(list)
        for key, having_it in found.items():
            for title in having_it if len(having_it) <= COMMON else ():
                having[title].append(key)
        return having

    def bearers(self, keys: Iterable[int]) -> dict[int, list[int]]:
        """Of each key of a headline the articles that left it; keys that too many left are missing."""
        found = {}
        for key in keys:
            if ("traces", key) not in self._common:
                rows = self._store.rows("SELECT article FROM traces WHERE key = ? LIMIT ?", key, COMMON + 1)
                if len(rows) > COMMON:
                    self._common.add(("traces", key))
                elif rows:
                    found[key] = [article for (article,) in rows]
        return found

    def near(self, wanted: Iterable[str]) -> dict[str, Near]:
        """Of each title the articles whose headlines may be meant."""
        keys = {title: title_keys(title) for title in wanted}
        bearers = self.bearers({key for of_title in keys.values() for key in of_title})
        found = {}
        for title, of_title in keys.items():
            shared = Counter(article for key in of_title for article in bearers.get(key, ()))
            needed = self._needed(of_title)
            enough = [entry for entry in shared.items() if entry[1] >= needed]
            ranked = sorted(enough, key=lambda entry: (-entry[1], entry[0]))
            start = titles.keys(titles.begun(title)) or of_title
            beginning = [set(bearers[key]) for key in start if key in bearers]
            crowded = any(("traces", key) in self._common for key in start) and not beginning
            crowded |= len(set.intersection(*beginning)) > MOST if beginning else False
            found[title] = Near([article for article, _ in ranked[:MOST]], crowded)
        return found
