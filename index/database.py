"""The database under the store: where it lies, how it is opened, what can be wrong with it.

Reading never waits for an import (:mod:`index.connections`). An import commits a few hundred articles at
once, so that waiting for the disk costs little, and after a power cut the index can never have seen an
article that the store has lost.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from index.connections import Connection, Connections, connect, primary_code
from index.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveLocked, ArchiveMissing
from index.schema import APPLICATION_ID, TABLES, UPGRADES, VERSION

FILE = "archive.db"

READING, WRITING = 4_000, 64_000
"""Kilobytes of pages that a connection keeps: few while reading, since the system keeps them as well."""

_RESTORE = "Restore it from a backup, or import the articles into a new folder."


class Database(Connections):
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
        super().__init__(self._new_connection, lambda error: _explained(error, folder))
        self._check()

    @classmethod
    def create(cls, folder: Path) -> Self:
        """An empty database in ``folder``, which must exist and hold none.

        The file appears whole or not at all, so an empty or half-made one is always damage.
        """
        unfinished = folder / f"{FILE}.new"
        unfinished.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
                connection.executescript(TABLES)
                _upgrade(connection)
                connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.Error as error:
            raise _explained(error, folder) from error
        unfinished.replace(folder / FILE)
        return cls(folder)

    def size(self) -> int:
        """Bytes on disk, the log included."""
        return sum(path.stat().st_size for path in (self.path, self._log) if path.exists())

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read the store as it is at this moment, whatever is written meanwhile."""
        with self.translated():
            connection = self.own()
            connection.execute("BEGIN")
            try:
                yield
            finally:
                connection.execute("COMMIT")

    def _new_connection(self) -> Connection:
        """A new connection. Where nothing may be written, the file is read as it lies.

        WAL mode needs a writable folder unless the file is declared immutable, which is true as long as no
        log lies beside it.
        """
        mode = "rw"
        if self.read_only:
            mode = "ro" if self._logged() else "ro&immutable=1"
        connection = connect(f"{self.path.absolute().as_uri()}?mode={mode}", uri=True)
        self._cache(connection, READING)
        return connection

    def _logged(self) -> bool:
        """Whether the latest commits still lie in the log beside the database."""
        return self._log.exists() and self._log.stat().st_size > 0

    def expect_writing(self) -> None:
        """Give the calling thread the memory that a large import needs: hashes scatter over all pages."""
        with self.translated():
            self._cache(self.own(), WRITING)

    @staticmethod
    def _cache(connection: Connection, kilobytes: int) -> None:
        """Set how many pages a connection keeps; SQLite takes kibibytes as a negative number."""
        connection.execute(f"PRAGMA cache_size = -{kilobytes}")

    def _check(self) -> None:
        """Raise ArchiveDamaged unless this is a whole archive of a version we know."""
        with self.translated():
            connection = self.own()
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
        with self.transaction() as connection:
            _upgrade(connection)


def _upgrade(connection: sqlite3.Connection) -> None:
    """Bring the tables from the version they have to the present one."""
    ((version,),) = connection.execute("PRAGMA user_version")
    for script in UPGRADES[version - 1 :]:
        for statement in script.split(";"):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _explained(error: sqlite3.Error, folder: Path) -> ArchiveError:
    """The typed error for one of SQLite's, by its primary result code."""
    code = primary_code(error)
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
