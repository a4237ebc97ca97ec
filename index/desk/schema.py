"""The tables of ``desk.db``, and how one version of them becomes the next.

    read stars tags notes quotes places searches visits      what the person has marked, written and walked
    changes                                                  what can be undone, a line for people each
    undo                                                     the rows that a change touched, as they were
    meta                                                     the change being recorded, the desk's version

Triggers fill ``undo``: whatever a statement does to a row while a change is being recorded, its earlier state
is kept as JSON (NULL where there was no such row), once a change. So no statement can forget it, bulk
statements are one step, and undoing is the same two statements for every table. Articles are named by their
id alone: the marks survive whatever happens to an archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.connections import Connection
from index.errors import DeskError

APPLICATION_ID = 0x6465736B
"""What SQLite's header says of the file: ``desk``."""

COLUMNS = {
    "read": ("article", "at"),
    "stars": ("article", "at"),
    "tags": ("id", "article", "tag", "at"),
    "notes": ("article", "text", "at"),
    "quotes": ("id", "article", "text", "before", "after", "position", "at"),
    "places": ("article", "position", "at"),
    "searches": ("id", "name", "query", "at"),
    "visits": ("id", "parent", "article", "at", "via"),
}
"""The tables that hold what is the person's. The first column of each is its rowid."""


def _triggers() -> Iterator[str]:
    """What notes down the earlier state of every row that a recorded change touches."""
    for table, columns in COLUMNS.items():
        earlier = f"json_array({', '.join(f'OLD.{column}' for column in columns)})"
        for event, row, before in (
            ("INSERT", "NEW", "NULL"),
            ("UPDATE", "OLD", earlier),
            ("DELETE", "OLD", earlier),
        ):
            yield f"""
                CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table}
                WHEN (SELECT value FROM meta WHERE name = 'change') > 0
                BEGIN
                    INSERT INTO undo
                    SELECT value, '{table}', {row}.{columns[0]}, {before} FROM meta WHERE name = 'change'
                    ON CONFLICT DO NOTHING;
                END
            """


_FIRST = (
    "CREATE TABLE read (article INTEGER PRIMARY KEY, at TEXT NOT NULL)",
    "CREATE TABLE stars (article INTEGER PRIMARY KEY, at TEXT NOT NULL)",
    """
    CREATE TABLE tags (
        id INTEGER PRIMARY KEY, article INTEGER NOT NULL, tag TEXT NOT NULL, at TEXT NOT NULL,
        UNIQUE (article, tag)
    )
    """,
    "CREATE INDEX tags_by_tag ON tags (tag, article)",
    "CREATE TABLE notes (article INTEGER PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL)",
    """
    CREATE TABLE quotes (
        id INTEGER PRIMARY KEY, article INTEGER NOT NULL, text TEXT NOT NULL, before TEXT NOT NULL,
        after TEXT NOT NULL, position INTEGER NOT NULL, at TEXT NOT NULL,
        UNIQUE (article, text, before, after)
    )
    """,
    "CREATE TABLE places (article INTEGER PRIMARY KEY, position INTEGER NOT NULL, at TEXT NOT NULL)",
    """
    CREATE TABLE searches (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL, at TEXT NOT NULL
    )
    """,
    # An id that were used twice would stand in the way of a visit that undo brings back.
    """
    CREATE TABLE visits (
        id INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER, article INTEGER NOT NULL, at TEXT NOT NULL,
        via TEXT NOT NULL
    )
    """,
    "CREATE INDEX visits_by_article ON visits (article, at)",
    "CREATE TABLE changes (id INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL, at TEXT NOT NULL)",
    """
    CREATE TABLE undo (
        change INTEGER NOT NULL, name TEXT NOT NULL, row INTEGER NOT NULL, before TEXT,
        PRIMARY KEY (change, name, row)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO meta VALUES ('change', 0), ('version', 0)",
    *_triggers(),
)

_BY_ITSELF = ("ALTER TABLE changes ADD COLUMN by_itself INTEGER NOT NULL DEFAULT 0",)
"""Changes that nobody made on purpose, such as an article that counts as read."""

MIGRATIONS = (_FIRST, _BY_ITSELF)
"""The statements that lead from each version to the next, from an empty file on."""

VERSION = len(MIGRATIONS)
"""The version of the tables, in SQLite's ``user_version``."""


def prepare(connection: Connection, path: Path) -> None:
    """Make the tables of a new desk, bring those of an older one up to date; DeskError for any other file."""
    application, version = _header(connection)
    if (application, version) == (APPLICATION_ID, VERSION):
        return
    connection.execute("BEGIN")  # one snapshot: another process may be making the tables right now
    application, version = _header(connection)
    ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master")
    connection.execute("COMMIT")
    if application != APPLICATION_ID and (application or tables):
        raise DeskError(f"{path} is not a desk", hint="NEWSREADER_DESK names another file.")
    if version > VERSION:
        raise DeskError(
            f"the desk in {path} was made by a later version of newsreader", hint="Upgrade newsreader."
        )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    _, version = _header(connection)  # another process may have been faster
    for statements in MIGRATIONS[version:]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _header(connection: Connection) -> tuple[int, int]:
    """Whose file it is, and the version of its tables."""
    ((application,),) = connection.execute("PRAGMA application_id")
    ((version,),) = connection.execute("PRAGMA user_version")
    return application, version
