"""How an article is kept: recognised as one that is stored already or not, and written with its history.

An article with a url is whatever is stored for that url. Without one, articles that agree in source, day and
headline are the same when their texts are near-duplicates; the others live on under ids of their own, as
siblings of the first, the family's head.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urljoin

from index.article import Article, LinkKind
from index.connections import storable
from index.identity import article_id, fingerprint, headline_key, sibling_id, url_id
from index.links import traces
from index.links.duplicates import NEAR, overlap
from index.records import Outcome, Rejected
from index.store import FIELDS, Store

FAMILY = 64
"""How many siblings a new article is compared with, the latest ones: a bound for headlines like "News"."""


class Change(NamedTuple):
    """What keeping an article did."""

    outcome: Outcome
    article: int
    headline_keys: frozenset[int] = frozenset()
    """What the headlines that it has or had are known by, whole and by their words: links by these titles may
    point elsewhere now."""


def keep(store: Store, article: Article, origin: str) -> Change:
    """Keep an article under its own id, or that of the stored one it is a copy or a new text of.

    Inside a transaction. A text that this article had before, even one since replaced, changes nothing: so
    importing the same files again never does, whatever their order.
    """
    mark = fingerprint(article)
    identity, known = _recognise(store, article, mark)
    change = Change(Outcome.UNCHANGED, identity) if known else _write(store, article, identity, mark)
    store.write("INSERT OR IGNORE INTO origins VALUES (?, ?)", [(identity, storable(origin))])
    store.write("DELETE FROM rejected WHERE path = ?", [(storable(origin),)])
    return change


def reject(store: Store, rejected: Iterable[Rejected]) -> None:
    """Remember files that gave no article, inside a transaction."""
    store.write(
        "INSERT OR REPLACE INTO rejected VALUES (?, ?)",
        [(storable(entry.path), storable(entry.reason)) for entry in rejected],
    )


def _recognise(store: Store, article: Article, mark: bytes) -> tuple[int, bool]:
    """Which stored article this one is, or the id that it shall have, and whether its text is known."""
    own = article_id(article)
    current = store.rows("SELECT fingerprint FROM articles WHERE id = ?", own)
    if not current:
        return own, False
    if current[0][0] == mark:
        return own, True
    if earlier := store.rows("SELECT article FROM versions WHERE fingerprint = ?", mark):
        return earlier[0][0], True
    if url_id(article.url):
        return own, False
    if sibling := store.rows("SELECT id FROM articles WHERE family = ? AND fingerprint = ?", own, mark):
        return sibling[0][0], True
    relatives = store.rows(
        "SELECT id, body FROM articles JOIN texts USING (sequence) WHERE id = ?1"
        " UNION ALL SELECT * FROM (SELECT id, body FROM articles JOIN texts USING (sequence)"
        " WHERE family = ?1 ORDER BY sequence DESC LIMIT ?2)",
        own,
        FAMILY,
    )
    likeness, nearest = max((overlap(article.body, body), identity) for identity, body in relatives)
    return (nearest if likeness >= NEAR else sibling_id(article)), False


def _write(store: Store, article: Article, identity: int, mark: bytes) -> Change:
    """Write an article that is new or has changed; the text it had becomes a version."""
    own = article_id(article)
    key = headline_key(article.headline)
    keys = {key, *traces.title_keys(article.headline)}
    older = store.article(identity)
    if older:
        keys |= {headline_key(older.headline), *traces.title_keys(older.headline)}
        traces.lift(store, identity, older)
        store.write(
            "INSERT INTO versions SELECT id, sequence, fingerprint, ? FROM articles WHERE id = ?",
            [(_as_record(older), identity)],
        )
    else:
        store.write("UPDATE meta SET value = value + 1 WHERE name = ?", [("articles",)])
    row = {
        "id": identity,
        "sequence": store.sequence() + 1,
        "day": article.published.day,
        "headline_key": key or None,
        "family": None if own == identity else own,
        "fingerprint": mark,
        "listed": sum(link.kind is LinkKind.LISTED for link in article.links),
        "versions": 1,
        "published": article.published.iso,
        **{name: storable(getattr(article, name)) for name in FIELDS},
    }
    renewed = [f"{name} = excluded.{name}" for name in row if name not in ("id", "family", "versions")]
    store.write(
        f"INSERT INTO articles ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        f" ON CONFLICT (id) DO UPDATE SET {', '.join(renewed)}, versions = versions + 1",
        [tuple(row.values())],
    )
    store.write("INSERT INTO texts VALUES (?, ?, ?)", [(row["sequence"], identity, storable(article.body))])
    _write_links(store, identity, article)
    outcome = Outcome.UPDATED if older else Outcome.ADDED
    return Change(outcome, identity, frozenset(filter(None, keys)))


def _write_links(store: Store, identity: int, article: Article) -> None:
    """Replace the printed links of an article; none of them is resolved yet."""
    store.write("DELETE FROM links WHERE article = ?", [(identity,)])
    store.write(
        "INSERT INTO links (article, position, kind, title, url, sentence, url_key, headline_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                identity,
                position,
                link.kind.value,
                storable(link.title),
                storable(link.url),
                storable(link.sentence),
                _page_linked(link.url, article.url) or None,
                headline_key(link.title) or None,
            )
            for position, link in enumerate(article.links)
        ],
    )


def _page_linked(url: str, base: str) -> int:
    """The id of the page that a link leads to, 0 for none; ``/2012/story`` is on the article's own site."""
    if url.startswith("/"):
        try:
            url = urljoin(base, url)
        except ValueError:  # one of the two is malformed
            return 0
    return url_id(url)


def _as_record(article: Article) -> str:
    """Everything of an article but its text, as JSON; :meth:`index.store.Store.versions` reads it."""
    links = [[link.title, link.url, link.kind.value, link.sentence] for link in article.links]
    fields = {name: getattr(article, name) for name in FIELDS}
    return json.dumps({**fields, "published": article.published.iso, "links": links}, ensure_ascii=False)
