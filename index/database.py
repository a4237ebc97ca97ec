"""The database under the store: SQLite's connections, transactions, checks and errors.

The only file that knows ``sqlite3`` beside the desk. Any thread may read: each has a connection of its own,
and in WAL mode readers never wait for the import. One transaction writes at a time. ``synchronous=FULL``:
each commit waits for the disk. An import commits a few hundred articles at once, so that costs little, and
after a power cut the index can never have seen an article that the store has lost.
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
from typing import Any, Self
from weakref import WeakSet

from index.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveLocked, ArchiveMissing
from index.schema import APPLICATION_ID, TABLES, UPGRADES, VERSION

FILE = "archive.db"

READING, WRITING = 4_000, 64_000
"""Kilobytes of pages that a connection keeps: few while reading, since the system keeps them as well."""

_RESTORE = "Restore it from a backup, or import the articles into a new folder."


class Database:
    """The database of one archive folder. Every method may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the database in ``folder``; ArchiveMissing, ArchiveDamaged or another ArchiveError."""
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
    def create(cls, folder: Path) -> Self:
        """An empty database in ``folder``, which must exist and hold none.

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

    def column(self, sql: str, *values: object) -> array[int]:
        """The whole numbers of a query's one column, without a list of row tuples between."""
        with _translated(self.folder):
            return array("q", map(itemgetter(0), self._connection().execute(sql, values)))

    def size(self) -> int:
        """Bytes on disk, the log included."""
        return sum(path.stat().st_size for path in (self.path, self._log) if path.exists())

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read the store as it is at this moment, whatever is written meanwhile."""
        with _translated(self.folder):
            connection = self._connection()
            connection.execute("BEGIN")
            try:
                yield
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
        self.rows("SELECT max(sequence) FROM texts")

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
