"""What headlines are found again by when they are not quite the same: keys that likes have in common.

An article leaves the pairs of words of its headline (:mod:`index.links.titles`), which a damaged title
shares, so that finding what is like a title is a few looks into an index whatever the size of the archive. Of
a wanted title the same pairs are kept, so that a new headline finds it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from index.article import Article, LinkKind
from index.connections import as_json
from index.identity import headline_key, url_id
from index.links import titles
from index.store import Store

COMMON = 200
"""A key that more articles or titles than this have tells nothing and is passed over."""

MOST = 24
"""Articles that are looked at closely for one title: those that share most of its keys."""


@lru_cache(maxsize=8192)
def title_keys(headline: str) -> frozenset[int]:
    """The keys of a headline or a printed title."""
    return titles.read(headline).keys


def lay(store: Store, identity: int, article: Article) -> None:
    """Write the keys of a stored headline, and of the titles that the article points at."""
    keys = title_keys(article.headline)
    store.write("INSERT OR IGNORE INTO traces VALUES (?, ?)", [(key, identity) for key in keys])
    seeking = {
        (key, headline_key(link.title))
        for link in article.links
        if link.kind is LinkKind.LISTED or not url_id(link.url)
        for key in title_keys(link.title)
    }
    if seeking:
        store.write("INSERT OR IGNORE INTO seeking VALUES (?, ?)", seeking)


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

    def seeking(self, keys: Iterable[int]) -> set[int]:
        """The headline keys of printed titles that have one of these keys."""
        rows = self._store.rows(
            "SELECT key, title FROM seeking WHERE key IN (SELECT value FROM json_each(?))",
            as_json(key for key in keys if ("seeking", key) not in self._common),
        )
        found: dict[int, list[int]] = defaultdict(list)
        for key, title in rows:
            found[key].append(title)
        self._common |= {("seeking", key) for key, titles in found.items() if len(titles) > COMMON}
        return {title for titles in found.values() if len(titles) <= COMMON for title in titles}

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
            ranked = sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))
            start = titles.keys(titles.begun(title)) or of_title
            beginning = [set(bearers[key]) for key in start if key in bearers]
            crowded = any(("traces", key) in self._common for key in start) and not beginning
            crowded |= len(set.intersection(*beginning)) > MOST if beginning else False
            found[title] = Near([article for article, _ in ranked[:MOST]], crowded)
        return found
