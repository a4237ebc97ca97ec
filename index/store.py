"""The store: the truth of an archive, its articles with every text that they ever had.

Every stored or changed article takes the next sequence number, so whatever is derived from the store (the
full-text index) knows by one number how far it has come.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from index.article import Article, Headline, LinkKind, Published, RelatedLink
from index.connections import as_json
from index.database import Database
from index.records import Days, Sort

MANY = 20_000
"""So many ids are too many to hand over one by one."""

_LEADING = "\"''‘’‚“”„«»‹›<>()[]¿¡ "
"""Signs before the first word of a headline, by which it is not sorted; the apostrophe doubled for SQL."""

PAGE = 256
"""Articles fetched at a time where all are walked through."""

FIELDS = ("headline", "byline", "source", "section", "dateline", "credit", "url", "language")
"""The fields of an article that are a column of the same name."""

LARGEST_ID = 2**63 - 1
LONGEST_ID = len(str(LARGEST_ID))
"""Decimal digits of the longest id."""

_COLUMNS = ", ".join(f"articles.{name}" for name in ("id", "published", *FIELDS))


class Store(Database):
    """The articles of one archive folder. Every method may be called from any thread."""

    def sequence(self) -> int:
        """The number of the latest text, 0 in an empty store."""
        return int(self.rows("SELECT ifnull(max(sequence), 0) FROM texts")[0][0])

    def count(self) -> int:
        """How many articles there are: kept as a number, since counting a million rows takes a while."""
        return int(self.rows("SELECT value FROM meta WHERE name = 'articles'")[0][0])

    def woven(self) -> int:
        """Up to which sequence number what joins the articles has been found out; -1 if nothing is sure."""
        rows = self.rows("SELECT value FROM meta WHERE name = 'woven'")
        return int(rows[0][0]) if rows else -1

    def is_woven(self) -> bool:
        """Whether what joins the articles has been found out; see :mod:`index.links.weaving`."""
        return self.woven() == self.sequence()

    def ids(self, sort: Sort = Sort.NEWEST, limit: int | None = None) -> array[int]:
        """Article ids by day, those of a day in the order of import; undated ones last.

        Both orders run along one index that holds all they need. There is no relevance without a query:
        that order is the newest first.
        """
        most = -1 if limit is None else limit
        if sort is Sort.OLDEST:
            found = self._ids("WHERE day > 0 ORDER BY day, sequence LIMIT ?", most)
            rest = -1 if limit is None else limit - len(found)
            found.extend(self._ids("WHERE day = 0 ORDER BY sequence LIMIT ?", rest))
            return found
        return self._ids("ORDER BY day DESC, sequence DESC LIMIT ?", most)

    def dated(self, sort: Sort, limit: int | None = None) -> tuple[array[int], Days]:
        """Article ids in an order of time as :meth:`ids` gives them, and when they appeared."""
        runs = (
            "FROM articles INDEXED BY articles_by_day WHERE day > 0"
            f" GROUP BY day ORDER BY day {'' if sort is Sort.OLDEST else 'DESC'} LIMIT ?"
        )
        most = -1 if limit is None else limit  # a run has one article at least
        with self.snapshot():
            ids = self.ids(sort, limit)
            days = self.column(f"SELECT day {runs}", most)
            counts = self.column(f"SELECT count(*) {runs}", most)
        starts = array("q", accumulate(counts, initial=0))  # with the place after the last dated one
        days.append(0)
        known = bisect_left(starts, len(ids))
        return ids, Days(array("i", days[:known]), starts[:known])

    def by_headline(self, ids: Sequence[int] | None = None) -> array[int]:
        """Articles by the letters of their headlines: all of them, or those of the ids that are there.

        SQLite sorts, without holding up other threads. Where many are asked for, all are sorted and the
        others left out: that takes less than telling SQLite so many ids.
        """
        order = f"ORDER BY ltrim(headline, '{_LEADING}') COLLATE NOCASE, day DESC, articles.id"
        if ids is not None and len(ids) <= MANY:
            joined = (
                "SELECT articles.id FROM json_each(?) AS wanted JOIN articles ON articles.id = wanted.value"
            )
            return self.column(f"{joined} {order}", as_json(ids))
        every = self.column(f"SELECT id FROM articles {order}")
        return every if ids is None else array("q", filter(set(ids).__contains__, every))

    def headlines(self, ids: Sequence[int]) -> list[Headline]:
        """The list rows of articles, in the order asked for; unknown ids are left out."""
        rows = self.rows(
            "SELECT articles.id, headline, published, source, byline, dateline, listed, versions"
            " FROM json_each(?) AS wanted JOIN articles ON articles.id = wanted.value ORDER BY wanted.key",
            as_json(ids),
        )
        return [
            Headline(id_, headline, Published(published), source, byline, dateline, listed, versions)
            for id_, headline, published, source, byline, dateline, listed, versions in rows
        ]

    def article(self, article_id: int) -> Article | None:
        """An article whole, with its links; None if there is none of that id."""
        rows = self.rows(
            f"SELECT texts.body, {_COLUMNS} FROM articles JOIN texts USING (sequence) WHERE id = ?",
            article_id,
        )
        return _article(rows[0], self._links(article_id)) if rows else None

    def urls(self, ids: Sequence[int]) -> list[str]:
        """The original url of each article, in the order asked for; empty where there is none."""
        rows = self.rows(
            "SELECT ifnull(url, '') FROM json_each(?) AS wanted"
            " LEFT JOIN articles ON articles.id = wanted.value ORDER BY wanted.key",
            as_json(ids),
        )
        return [url for (url,) in rows]

    def texts(self, ids: Sequence[int]) -> dict[int, Article]:
        """Articles by id, without their links."""
        rows = self.rows(
            f"SELECT texts.body, {_COLUMNS} FROM articles JOIN texts USING (sequence)"
            " WHERE articles.id IN (SELECT value FROM json_each(?))",
            as_json(ids),
        )
        return {row[1]: _article(row, ()) for row in rows}

    def present(self, ids: Iterable[int]) -> set[int]:
        """Those of the ids that are articles of this archive."""
        rows = self.rows("SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?))", as_json(ids))
        return {article for (article,) in rows}

    def ids_with_prefix(self, digits: str) -> set[int]:
        """The ids that begin with these decimal digits: a look into the table for each possible length."""
        found: set[int] = set()
        for zeros in range(LONGEST_ID - len(digits) + 1):
            first, step = int(digits) * 10**zeros, 10**zeros
            last = min(first + step - 1, LARGEST_ID)
            if first <= last:
                found.update(
                    article
                    for (article,) in self.rows(
                        "SELECT id FROM articles WHERE id BETWEEN ? AND ? LIMIT 2", first, last
                    )
                )
        return found

    def versions(self, article_id: int) -> list[Article]:
        """The earlier texts of an article, oldest first, as they were printed."""
        rows = self.rows(
            "SELECT record, body FROM versions JOIN texts USING (article, sequence)"
            " WHERE versions.article = ? ORDER BY versions.sequence",
            article_id,
        )
        return [_from_record(article_id, record, body) for record, body in rows]

    def changed_since(self, sequence: int) -> set[int]:
        """The articles stored or changed after ``sequence``."""
        return {article for (article,) in self.rows("SELECT article FROM texts WHERE sequence > ?", sequence)}

    def since(self, sequence: int, until: int) -> Iterator[tuple[int, Article]]:
        """Articles stored or changed after ``sequence`` and up to ``until``, in that order, without links.

        Fetched a page at a time, so that an import going on elsewhere is not held up by a long read.
        """
        while rows := self.rows(
            f"SELECT texts.sequence, texts.body, {_COLUMNS} FROM texts"
            " JOIN articles ON articles.id = texts.article AND articles.sequence = texts.sequence"
            " WHERE texts.sequence > ? AND texts.sequence <= ? ORDER BY texts.sequence LIMIT ?",
            sequence,
            until,
            PAGE,
        ):
            for row in rows:
                sequence = row[0]
                yield sequence, _article(row[1:], ())

    def _links(self, article_id: int) -> tuple[RelatedLink, ...]:
        """The printed links of an article, in order."""
        rows = self.rows(
            "SELECT title, url, kind, sentence FROM links WHERE article = ? ORDER BY position", article_id
        )
        return tuple(RelatedLink(title, url, LinkKind(kind), sentence) for title, url, kind, sentence in rows)

    def _ids(self, clause: str, *values: object) -> array[int]:
        """Article ids by a clause over the index of days."""
        return self.column(f"SELECT id FROM articles INDEXED BY articles_by_day {clause}", *values)


def _article(row: Sequence[Any], links: tuple[RelatedLink, ...]) -> Article:
    """An article from its text, id, date and fields."""
    body, identity, published, *fields = row
    return Article(
        body=body,
        id=identity,
        published=Published(published),
        links=links,
        **dict(zip(FIELDS, fields, strict=True)),
    )


def _from_record(identity: int, record: str, body: str) -> Article:
    """The article that :mod:`index.keeping` wrote."""
    fields = json.loads(record)
    links = tuple(
        RelatedLink(title, url, LinkKind(kind), sentence)
        for title, url, kind, sentence in fields.pop("links")
    )
    published = Published(fields.pop("published"))
    return Article(body=body, id=identity, published=published, links=links, **fields)
