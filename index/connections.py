"""A SQLite file as archive and desk use theirs: a connection for each thread, transactions, own errors.

Any thread may read, and in WAL mode readers never wait for who writes. One transaction writes at a time.
``synchronous=FULL``: a commit that has returned is on the disk.
"""

from __future__ import annotations

import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Any
from weakref import WeakSet

from index.errors import NewsreaderError

PATIENCE = 10
"""Seconds that a statement waits for another process to end its transaction."""


class Connection(sqlite3.Connection):
    """A connection that a WeakSet can hold, so that it goes when its thread goes."""


class Connections:
    """The connections to one file. Every method may be called from any thread."""

    def __init__(
        self, connect: Callable[[], Connection], explained: Callable[[sqlite3.Error], NewsreaderError]
    ) -> None:
        """``connect`` gives a new connection, ``explained`` what to raise in place of SQLite's errors."""
        self._connect = connect
        self._explained = explained
        self._closed = False
        self._open: WeakSet[Connection] = WeakSet()
        self._local = threading.local()
        self._writing = threading.RLock()

    def close(self) -> None:
        """Close the connections of all threads; whatever is asked afterwards is an error."""
        self._closed = True
        for connection in list(self._open):
            connection.close()

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query. A parameter of many ids is their JSON text, read by ``json_each``."""
        with self.translated():
            return self.own().execute(sql, values).fetchall()

    def column(self, sql: str, *values: object) -> array[int]:
        """The whole numbers of a query's one column, without a list of row tuples between."""
        with self.translated():
            return array("q", map(itemgetter(0), self.own().execute(sql, values)))

    def write(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement for each row, inside a transaction."""
        with self.translated():
            self.own().executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All that is written in the block is kept, or none of it."""
        with self._writing, self.translated():
            connection = self.own()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk may have ended the transaction already.
                if connection.in_transaction:
                    connection.rollback()
                raise

    def own(self) -> Connection:
        """The connection of the calling thread."""
        if self._closed:
            raise self._explained(sqlite3.ProgrammingError("it has been closed"))
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
            self._open.add(connection)
        return connection

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn what SQLite raises into errors that a person can read."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._explained(error) from error


def connect(database: Path | str, *, uri: bool = False) -> Connection:
    """A new connection that any thread may close, and whose transactions are begun by hand."""
    connection = sqlite3.connect(
        database,
        uri=uri,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    try:
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def primary_code(error: sqlite3.Error) -> int:
    """The primary result code of one of SQLite's errors, 0 where it has none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def as_json(ids: Iterable[int]) -> str:
    """Ids as the one parameter that ``json_each`` unfolds: one prepared statement for any number of them."""
    return str(list(ids))


def storable(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate (of an undecodable file name) becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
