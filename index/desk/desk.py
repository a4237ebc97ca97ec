"""The desk: what belongs to the person and not to the archive. One file, ``desk.db``, in SQLite.

Read marks, stars, tags, notes, quotes, saved searches, the place in every article, the trail of what was
opened. All of it is kept by article id, which is the same on every machine and after every import.

What a person does on purpose is a change, and :meth:`Desk.undo` takes back the last one, however many
articles it touched, also after a restart (:mod:`index.desk.journal` tells how, and what comes by itself).

A method that has returned has its marks on the disk (``synchronous=FULL``), and a change is kept whole or not
at all. Any thread may call any method; each has a connection of its own.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

from index.cleaning import clean, clean_line
from index.connections import Connection, Connections, as_json, connect, primary_code, storable
from index.desk import journal
from index.desk.records import Change, Note, Passage, Quote, RowMarks, SavedSearch, TagCount, now
from index.desk.schema import prepare
from index.desk.sets import Sets
from index.desk.tags import tag_beginning, tag_name
from index.desk.trail import Trail
from index.errors import DeskError, UsageError

_ROWS = """
    SELECT value, read.article IS NOT NULL, stars.article IS NOT NULL,
           (SELECT count(*) FROM tags WHERE tags.article = value),
           notes.article IS NOT NULL,
           (SELECT count(*) FROM quotes WHERE quotes.article = value)
    FROM json_each(?) LEFT JOIN read ON read.article = value LEFT JOIN stars ON stars.article = value
        LEFT JOIN notes ON notes.article = value
    ORDER BY json_each.key
"""


class Desk:
    """The marks of one person. DeskError from any method when they cannot be read or kept."""

    def __init__(self, path: Path) -> None:
        """The desk in a file, which is opened, or made, when it is first asked for something."""
        self.path = path
        self._file = Connections(self._connect, self._explained)
        self._sets = Sets(self)
        self.trail = Trail(self)
        """What was opened, and how far it was read."""

    def __enter__(self) -> Desk:
        """Close it when the block ends."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the connections of all threads."""
        self._file.close()

    # Marks on many articles at once.

    def mark_read(self, ids: Iterable[int], *, by_itself: bool = False) -> int:
        """Mark articles as read; those that are keep the time they were first read. How many changed.

        Where that was not asked for, but came ``by_itself``, undoing passes it over for what the person did.
        """
        return self._mark("read", ids, "Marked {} as read", by_itself=by_itself)

    def mark_unread(self, ids: Iterable[int]) -> int:
        """Mark articles as unread; how many changed."""
        return self._unmark("read", ids, "Marked {} as unread")

    def star(self, ids: Iterable[int]) -> int:
        """Give articles a star; how many had none."""
        return self._mark("stars", ids, "Starred {}")

    def unstar(self, ids: Iterable[int]) -> int:
        """Take their star from articles; how many had one."""
        return self._unmark("stars", ids, "Took the star from {}")

    def tag(self, ids: Iterable[int], tag: str) -> int:
        """Tag articles, by a name as :func:`index.desk.tags.tag_name` makes it; how many did not bear it."""
        name = tag_name(tag)
        return self._change(
            lambda count: f"Tagged {_articles(count)} {name}",
            "INSERT INTO tags (article, tag, at) SELECT value, ?, ? FROM json_each(?) WHERE true"
            " ON CONFLICT DO NOTHING",
            name,
            now(),
            as_json(ids),
        )

    def untag(self, ids: Iterable[int], tag: str) -> int:
        """Remove a tag from articles; how many bore it."""
        name = tag_name(tag)
        return self._change(
            lambda count: f"Removed the tag {name} from {_articles(count)}",
            "DELETE FROM tags WHERE tag = ? AND article IN (SELECT value FROM json_each(?))",
            name,
            as_json(ids),
        )

    def rows(self, ids: Sequence[int]) -> list[RowMarks]:
        """What list rows show of articles, in the order asked for."""
        return [
            RowMarks(article, bool(read), bool(starred), tags, bool(noted), quotes)
            for article, read, starred, tags, noted, quotes in self.select(_ROWS, as_json(ids))
        ]

    def tags(self, prefix: str = "", limit: int = -1) -> list[TagCount]:
        """The tags that begin with ``prefix``, those on most articles first."""
        start = tag_beginning(prefix)
        rows = self.select(
            "SELECT tag, count(*) FROM tags WHERE substr(tag, 1, ?) = ?"
            " GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ?",
            len(start),
            start,
            limit,
        )
        return [TagCount(*row) for row in rows]

    def tags_of(self, article_id: int) -> list[str]:
        """The tags of an article, by name."""
        rows = self.select("SELECT tag FROM tags WHERE article = ? ORDER BY tag", article_id)
        return [tag for (tag,) in rows]

    # Notes and quotes.

    def write_note(self, article_id: int, text: str) -> None:
        """Keep the note on an article, in place of any earlier one; an empty text deletes it."""
        text = clean(text).strip()
        with self.change() as change:
            earlier = self.note(article_id)
            if not text:
                change.run("DELETE FROM notes WHERE article = ?", article_id)
                change.said = lambda _: "Deleted a note"
            elif not earlier or earlier.text != text:
                change.run(
                    "INSERT INTO notes VALUES (?, ?, ?)"
                    " ON CONFLICT (article) DO UPDATE SET text = excluded.text, at = excluded.at",
                    article_id,
                    text,
                    now(),
                )
                change.said = lambda _: "Changed a note" if earlier else "Wrote a note"

    def note(self, article_id: int) -> Note | None:
        """The note on an article."""
        rows = self.select("SELECT article, text, at FROM notes WHERE article = ?", article_id)
        return Note(*rows[0]) if rows else None

    def keep_quote(self, article_id: int, text: str, start: int, end: int) -> Quote:
        """Keep what stands between two offsets of an article's text; UsageError where there is no word."""
        from index.desk.quotes import cut  # and what finds passages again, which few sessions need

        passage = cut(text, start, end)
        if not passage.text:
            raise UsageError("there is nothing in the selection to quote", hint="Select some words first.")
        kept = (article_id, *(map(storable, (passage.text, passage.before, passage.after))))
        with self.change(lambda _: "Kept a quote") as change:
            change.run(
                "INSERT INTO quotes (article, text, before, after, position, at) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                *kept,
                passage.position,
                now(),
            )
            found = self._quotes("article = ? AND text = ? AND before = ? AND after = ?", *kept)
        return found[0]

    def quotes(self, article_id: int | None = None) -> list[Quote]:
        """The quotes of an article in the order of the text, or those of all articles."""
        return self._quotes("true") if article_id is None else self._quotes("article = ?", article_id)

    def drop_quote(self, quote_id: int) -> bool:
        """Delete a quote; whether there was one."""
        return self._change(lambda _: "Deleted a quote", "DELETE FROM quotes WHERE id = ?", quote_id) > 0

    # Saved searches.

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name, in place of what had that name; UsageError for an empty name."""
        name, query = clean_line(name), clean_line(query)
        if not name:
            raise UsageError("a saved search needs a name")
        self._change(
            lambda _: f"Saved the search {name}",
            "INSERT INTO searches (name, query, at) VALUES (?, ?, ?) ON CONFLICT (name)"
            " DO UPDATE SET query = excluded.query, at = excluded.at WHERE query <> excluded.query",
            name,
            query,
            now(),
        )

    def forget_search(self, name: str) -> bool:
        """Delete a saved search; whether there was one."""
        name = clean_line(name)
        line = f"Deleted the saved search {name}"
        return self._change(lambda _: line, "DELETE FROM searches WHERE name = ?", name) > 0

    def searches(self) -> list[SavedSearch]:
        """The saved searches by name."""
        rows = self.select("SELECT name, query, at FROM searches ORDER BY name")
        return [SavedSearch(*row) for row in rows]

    # Undoing.

    def undo(self) -> str | None:
        """Take the last change back: the line that tells what it was, None where there is nothing to undo."""
        with self.transaction() as connection:
            return journal.undo(connection)

    def changes(self, limit: int = 100) -> list[Change]:
        """What can be undone, what goes first first."""
        rows = self.select("SELECT line, at FROM changes ORDER BY by_itself, id DESC LIMIT ?", limit)
        return [Change(*row) for row in rows]

    def version(self) -> int:
        """A number that rises with every change and every undoing, in whatever process."""
        return int(self.select("SELECT value FROM meta WHERE name = 'version'")[0][0])

    # Sets of articles, for queries.

    def ids(self, kind: str, value: str) -> array[int]:
        """The articles that bear a mark: rising ids, typecode ``q``, not to be modified.

        ``is`` read or starred, ``has`` note, quote or tag, ``tag`` and its name or a beginning with ``*``,
        ``note`` and a word, a phrase or a pattern of the query language. UsageError for anything else.
        """
        return self._sets.ids(kind, value)

    # What the rooms beside this one ask in SQL of their own.

    def select(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self._file.rows(sql, *values)

    def column(self, sql: str, *values: object) -> array[int]:
        """The numbers of a query with one column."""
        return self._file.column(sql, *values)

    def transaction(self) -> AbstractContextManager[Connection]:
        """All that is written in the block is kept, or none of it."""
        return self._file.transaction()

    @contextmanager
    def change(self, said: journal.Said = str, *, by_itself: bool = False) -> Iterator[journal.Recording]:
        """What the block does is one change, kept whole or not at all, told by ``said``."""
        with (
            self.transaction() as connection,
            journal.recording(connection, now(), said, by_itself=by_itself) as change,
        ):
            yield change

    @contextmanager
    def snapshot(self) -> Iterator[journal.Recording]:
        """Read the desk as it is at this moment, whatever is written meanwhile."""
        with self._file.translated(), closing(self._connect()) as connection:
            connection.execute("BEGIN")
            yield journal.Recording(connection, str)

    def _change(self, said: journal.Said, sql: str, *values: object, by_itself: bool = False) -> int:
        """A change of one statement; how many rows it touched."""
        with self.change(said, by_itself=by_itself) as change:
            change.run(sql, *values)
        return change.touched

    def _mark(self, table: str, ids: Iterable[int], line: str, *, by_itself: bool = False) -> int:
        """Put the articles that are not there into a table of marks."""
        return self._change(
            lambda count: line.format(_articles(count)),
            f"INSERT INTO {table} SELECT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING",
            now(),
            as_json(ids),
            by_itself=by_itself,
        )

    def _unmark(self, table: str, ids: Iterable[int], line: str) -> int:
        """Take articles out of a table of marks."""
        return self._change(
            lambda count: line.format(_articles(count)),
            f"DELETE FROM {table} WHERE article IN (SELECT value FROM json_each(?))",
            as_json(ids),
        )

    def _quotes(self, condition: str, *values: object) -> list[Quote]:
        """The quotes that meet a condition."""
        rows = self.select(
            "SELECT id, article, text, before, after, position, at FROM quotes"
            f" WHERE {condition} ORDER BY article, position, id",
            *values,
        )
        return [Quote(id_, article, Passage(*passage), at) for id_, article, *passage, at in rows]

    def _connect(self) -> Connection:
        """A new connection to a desk with all its tables. The file is for nobody else to read."""
        try:
            if not self.path.exists():
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.touch(mode=0o600)
        except OSError as error:
            raise DeskError(
                f"no marks can be kept in {self.path} ({error.strerror or error})",
                hint="NEWSREADER_DESK names another file.",
            ) from error
        connection = connect(self.path)
        try:
            prepare(connection, self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _explained(self, error: sqlite3.Error) -> DeskError:
        """What to say of one of SQLite's errors."""
        what, hint = _EXPLAINED.get(primary_code(error), (f"cannot be used ({error})", ""))
        return DeskError(f"the desk in {self.path} {what}", hint=hint)


_MEND = "Put a backup in its place; or move it away, and `newsreader desk restore` a dump if there is one."
_EXPLAINED = {
    sqlite3.SQLITE_FULL: ("has no room left on its disk; what was kept before is safe", "Free some space."),
    sqlite3.SQLITE_BUSY: ("is being written to by another program", "Wait until it has finished."),
    sqlite3.SQLITE_READONLY: ("cannot be written to", "NEWSREADER_DESK names another file."),
    sqlite3.SQLITE_CORRUPT: ("is damaged", _MEND),
    sqlite3.SQLITE_NOTADB: ("is damaged, or is no desk", _MEND),
}
"""What to say of SQLite's errors, by their primary result codes, and what to do."""


def _articles(count: int) -> str:
    """So many articles, in words."""
    return "1 article" if count == 1 else f"{count:,} articles"
