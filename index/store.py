"""The store: the truth of an archive, in SQLite. The only file that knows ``sqlite3`` beside the desk.

Every stored or changed article takes the next sequence number, so whatever is derived from the store (the
full-text index) knows by one number how far it has come.

Any thread may read: each has a connection of its own, and in WAL mode readers never wait for the import.
One transaction writes at a time. ``synchronous=FULL``: each commit waits for the disk. An import commits a
few hundred articles at once, so that costs little, and after a power cut the index can never have seen an
article that the store has lost.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Any
from weakref import WeakSet

from index.article import Article, Headline, LinkKind, Published, RelatedLink
from index.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveLocked, ArchiveMissing
from index.records import Days, Sort
from index.schema import APPLICATION_ID, TABLES, UPGRADES, VERSION

FILE = "archive.db"

READING, WRITING = 4_000, 64_000
"""Kilobytes of pages that a connection keeps: few while reading, since the system keeps them as well."""

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


class Store:
    """The articles of one archive folder. Every method may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the store in ``folder``; ArchiveMissing, ArchiveDamaged or another ArchiveError."""
        self.folder = folder
        self.path = folder / FILE
        self._log = folder / f"{FILE}-wal"
        if not self.path.is_file():
            raise ArchiveMissing(
                f"there is no archive in {folder}", hint="`newsreader import PATH…` makes one."
            )
        self.read_only = not (os.access(folder, os.W_OK) and os.access(self.path, os.W_OK))
        self._closed = False
        self._connections: WeakSet[_Connection] = WeakSet()
        self._local = threading.local()
        self._writing = threading.RLock()
        self._check()

    @classmethod
    def create(cls, folder: Path) -> Store:
        """An empty store in ``folder``, which must exist and hold none.

        The file appears whole or not at all, so an empty or half-made one is always damage.
        """
        unfinished = folder / f"{FILE}.new"
        unfinished.unlink(missing_ok=True)
        with _translated(folder):
            connection = sqlite3.connect(unfinished, isolation_level=None)
            try:
                connection.executescript(TABLES)
                _upgrade(connection)
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                connection.close()
        unfinished.replace(folder / FILE)
        return cls(folder)

    def close(self) -> None:
        """Close the connections of all threads."""
        self._closed = True
        for connection in list(self._connections):
            connection.close()

    # What the rooms beside this one ask in SQL of their own.

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query. A parameter of many ids is their JSON text, read by ``json_each``."""
        with _translated(self.folder):
            return self._connection().execute(sql, values).fetchall()

    def write(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement for each row, inside a transaction."""
        with _translated(self.folder):
            self._connection().executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written in the block is kept, or none of it."""
        with self._writing, _translated(self.folder):
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                # A full disk may have ended the transaction already.
                if connection.in_transaction:
                    connection.rollback()
                raise

    # Reading.

    def sequence(self) -> int:
        """The number of the latest text, 0 in an empty store."""
        return int(self.rows("SELECT ifnull(max(sequence), 0) FROM texts")[0][0])

    def count(self) -> int:
        """How many articles there are: kept as a number, since counting a million rows takes a while."""
        return int(self.rows("SELECT value FROM meta WHERE name = 'articles'")[0][0])

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
        days, starts, start = array("i"), array("q"), 0
        direction = "" if sort is Sort.OLDEST else "DESC"
        with _translated(self.folder), self._snapshot() as connection:
            ids = self.ids(sort, limit)
            runs = connection.execute(
                "SELECT day, count(*) FROM articles INDEXED BY articles_by_day WHERE day > 0"
                f" GROUP BY day ORDER BY day {direction}"
            )
            for day, count in runs:
                if start >= len(ids):
                    break
                days.append(day)
                starts.append(start)
                start += count
        if start < len(ids):
            days.append(0)
            starts.append(start)
        return ids, Days(days, starts)

    def by_headline(self, ids: Sequence[int] | None = None) -> array[int]:
        """Articles by the letters of their headlines: all of them, or those of the ids that are there.

        SQLite sorts, without holding up other threads. Where many are asked for, all are sorted and the
        others left out: that takes less than telling SQLite so many ids.
        """
        order = f"ORDER BY ltrim(headline, '{_LEADING}') COLLATE NOCASE, day DESC, articles.id"
        with _translated(self.folder):
            connection = self._connection()
            if ids is not None and len(ids) <= MANY:
                found = connection.execute(
                    "SELECT articles.id FROM json_each(?) AS wanted"
                    f" JOIN articles ON articles.id = wanted.value {order}",
                    (as_json(ids),),
                )
                return array("q", map(itemgetter(0), found))
            every = map(itemgetter(0), connection.execute(f"SELECT id FROM articles {order}"))
            return array("q", every if ids is None else filter(set(ids).__contains__, every))

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

    def size(self) -> int:
        """Bytes on disk, the log included."""
        return sum(path.stat().st_size for path in (self.path, self._log) if path.exists())

    def _links(self, article_id: int) -> tuple[RelatedLink, ...]:
        """The printed links of an article, in order."""
        rows = self.rows(
            "SELECT title, url, kind, sentence FROM links WHERE article = ? ORDER BY position", article_id
        )
        return tuple(RelatedLink(title, url, LinkKind(kind), sentence) for title, url, kind, sentence in rows)

    def _ids(self, clause: str, *values: object) -> array[int]:
        """Article ids by a clause over the index of days, without a list of row tuples between."""
        with _translated(self.folder):
            cursor = self._connection().execute(
                f"SELECT id FROM articles INDEXED BY articles_by_day {clause}", values
            )
            return array("q", map(itemgetter(0), cursor))

    @contextmanager
    def _snapshot(self) -> Iterator[_Connection]:
        """Read the store as it is at this moment, whatever is written meanwhile."""
        connection = self._connection()
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("COMMIT")

    def _connection(self) -> _Connection:
        """The connection of the calling thread."""
        if self._closed:
            raise ArchiveError(f"the archive in {self.folder} has been closed")
        connection: _Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
            self._connections.add(connection)
        return connection

    def _connect(self) -> _Connection:
        """A new connection. Where nothing may be written, the file is read as it lies.

        WAL mode needs a writable folder unless the file is declared immutable, which is true as long as no
        log lies beside it.
        """
        mode = "rw"
        if self.read_only:
            mode = "ro" if self._logged() else "ro&immutable=1"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=10,
            isolation_level=None,
            check_same_thread=False,
            factory=_Connection,
        )
        connection.execute("PRAGMA synchronous = FULL")
        self._cache(connection, READING)
        return connection

    def _logged(self) -> bool:
        """Whether the latest commits still lie in the log beside the database."""
        return self._log.exists() and self._log.stat().st_size > 0

    def expect_writing(self) -> None:
        """Give the calling thread the memory that a large import needs: hashes scatter over all pages."""
        with _translated(self.folder):
            self._cache(self._connection(), WRITING)

    @staticmethod
    def _cache(connection: _Connection, kilobytes: int) -> None:
        """Set how many pages a connection keeps; SQLite takes kibibytes as a negative number."""
        connection.execute(f"PRAGMA cache_size = -{kilobytes}")

    def _check(self) -> None:
        """Raise ArchiveDamaged unless this is a whole archive of a version we know."""
        with _translated(self.folder):
            connection = self._connection()
            ((application,),) = connection.execute("PRAGMA application_id")
            ((version,),) = connection.execute("PRAGMA user_version")
            ((page_size,),) = connection.execute("PRAGMA page_size")
            ((pages,),) = connection.execute("PRAGMA page_count")
        if application != APPLICATION_ID:
            raise ArchiveDamaged(f"{self.path} is not the database of an archive", hint=_RESTORE)
        if version > VERSION:
            raise ArchiveError(
                f"the archive in {self.folder} was made by a later version of newsreader",
                hint="Upgrade newsreader.",
            )
        if not self._logged() and self.path.stat().st_size < pages * page_size:
            raise ArchiveDamaged(f"{self.path} has lost its end", hint=_RESTORE)
        if version < VERSION:
            self._bring_up_to_version()
        self.sequence()

    def _bring_up_to_version(self) -> None:
        """Add the tables that an archive of an earlier version lacks; their contents are derived later."""
        if self.read_only:
            raise ArchiveError(
                f"the archive in {self.folder} was made by an earlier version and cannot be written",
                hint="Open it once where it can be written.",
            )
        with self.transaction():
            _upgrade(self._connection())


class _Connection(sqlite3.Connection):
    """A connection that a WeakSet can hold, so that it goes when its thread goes."""


def _upgrade(connection: sqlite3.Connection) -> None:
    """Bring the tables from the version they have to the present one."""
    ((version,),) = connection.execute("PRAGMA user_version")
    for script in UPGRADES[version - 1 :]:
        for statement in script.split(";"):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


_RESTORE = "Restore it from a backup, or import the articles into a new folder."


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    """Turn what SQLite raises into the errors a person can read."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(error, folder) from error


def _explained(error: sqlite3.Error, folder: Path) -> ArchiveError:
    """The typed error for one of SQLite's, by its primary result code."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return ArchiveFull(
            f"no room left on the disk of {folder}; what was stored before is safe",
            hint="Free some space and run the import again.",
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return ArchiveDamaged(f"{folder / FILE} is damaged ({error})", hint=_RESTORE)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveLocked(
            f"another program is writing to the archive in {folder}", hint="Wait until it has finished."
        )
    return ArchiveError(f"the archive in {folder} cannot be used ({error})")


def as_json(ids: Iterable[int]) -> str:
    """Ids as the one parameter that ``json_each`` unfolds: one prepared statement for any number of them."""
    return json.dumps(list(ids))


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
