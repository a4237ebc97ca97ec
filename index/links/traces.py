"""What articles are found again by when nothing about them is quite the same: keys that likes have in common.

An article leaves two kinds of keys: the pairs of words of its headline (:mod:`index.links.titles`), which a
damaged title shares, and the sketch of its text (:mod:`index.links.duplicates`), which another version of it
shares. Both lie in one table, so that finding what is like an article is a few looks into an index whatever
the size of the archive. Of a wanted title the same pairs are kept, so that a new headline finds it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from index.article import Article, LinkKind
from index.identity import headline_key, url_id
from index.links import titles
from index.links.duplicates import sketch
from index.store import Store

COMMON = 200
"""A key that more articles or titles than this have tells nothing and is passed over."""

MOST = 24
"""Articles that are looked at closely for one title: those that share most of its keys."""


def title_keys(headline: str) -> frozenset[int]:
    """The keys of a headline or a printed title."""
    return titles.read(headline).keys


def lay(store: Store, identity: int, article: Article) -> None:
    """Write the traces of a stored text, and the keys of the titles that it points at."""
    keys = title_keys(article.headline) | sketch(article.body)
    store.write("INSERT OR IGNORE INTO traces VALUES (?, ?)", [(key, identity) for key in sorted(keys)])
    seeking = {
        (key, headline_key(link.title))
        for link in article.links
        if link.kind is LinkKind.LISTED or not url_id(link.url)
        for key in title_keys(link.title)
    }
    store.write("INSERT OR IGNORE INTO seeking VALUES (?, ?)", sorted(seeking))


def lift(store: Store, identity: int, article: Article) -> None:
    """Take away the traces of a text that is no longer the current one."""
    keys = title_keys(article.headline) | sketch(article.body)
    store.write("DELETE FROM traces WHERE key = ? AND article = ?", [(key, identity) for key in keys])


class Traces:
    """Asks a store who left a key. Remembers which keys are too common to be worth asking again."""

    def __init__(self, store: Store) -> None:
        """Ask ``store``."""
        self._store = store
        self._common: set[tuple[str, int]] = set()

    def seeking(self, keys: Iterable[int]) -> set[int]:
        """The headline keys of printed titles that have one of these keys."""
        return {
            title
            for found in self._having("SELECT title FROM seeking WHERE key = ? LIMIT ?", keys).values()
            for title in found
        }

    def bearers(self, keys: Iterable[int]) -> dict[int, list[int]]:
        """Of each key the articles that left it; keys that too many left are missing."""
        return self._having("SELECT article FROM traces WHERE key = ? LIMIT ?", keys)

    def near(self, wanted: Iterable[str]) -> dict[str, list[int]]:
        """Of each title the articles whose headlines may be meant, those that share most keys first."""
        keys = {title: title_keys(title) for title in wanted}
        bearers = self.bearers({key for of_title in keys.values() for key in of_title})
        found = {}
        for title, of_title in keys.items():
            shared = Counter(article for key in of_title for article in bearers.get(key, ()))
            ranked = sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))
            found[title] = [article for article, _ in ranked[:MOST]]
        return found

    def _having(self, sql: str, keys: Iterable[int]) -> dict[int, list[int]]:
        """The rows of each key, one look each; none for a key that has too many."""
        found: dict[int, list[int]] = defaultdict(list)
        for key in keys:
            if (sql, key) in self._common:
                continue
            rows = [row for (row,) in self._store.rows(sql, key, COMMON + 1)]
            if len(rows) > COMMON:
                self._common.add((sql, key))
            elif rows:
                found[key] = rows
        return found
