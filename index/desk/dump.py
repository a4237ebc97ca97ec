"""The desk as JSON Lines, and back: to carry it to another machine, to keep it, to read it with other tools.

The first line is ``{"schema": 1, "desk": "newsreader"}``. Every other one is an object whose ``kind`` is
``read``, ``star``, ``tag``, ``note``, ``quote``, ``place``, ``search`` or ``visit``, with the article's id
and what was kept, and when. Restoring merges: what the desk has already is not doubled, and nothing it has is
lost. Of two times of a mark the earlier one stays, of two places the later one, of two notes both texts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from index.cleaning import clean, clean_line
from index.desk.desk import Desk
from index.desk.journal import Recording
from index.desk.records import Restored, written
from index.desk.schema import COLUMNS
from index.desk.tags import tag_name
from index.errors import UsageError

SCHEMA = 1
"""The version of the lines."""

_KINDS = {
    "read": "read",
    "star": "stars",
    "tag": "tags",
    "note": "notes",
    "quote": "quotes",
    "place": "places",
    "search": "searches",
    "visit": "visits",
}
"""The kinds of lines, with the tables they come from."""

_LARGEST = 2**63 - 1


class _Bad(ValueError):
    """A line that cannot be restored; the message says why."""


class _Dumped(NamedTuple):
    """What a merge needs: the change that it is a part of, and the visits of the dump by their numbers."""

    change: Recording
    visits: dict[int, int]


def dump(desk: Desk) -> Iterator[str]:
    """The lines of a desk as it is at this moment, without line ends."""
    with desk.snapshot() as reading:
        yield json.dumps({"schema": SCHEMA, "desk": "newsreader"})
        for kind, table in _KINDS.items():
            columns = [column for column in COLUMNS[table] if column != "id" or kind == "visit"]
            order = "article, at" if "article" in columns and kind != "visit" else columns[0]
            for row in reading.select(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}"):
                yield json.dumps({"kind": kind, **dict(zip(columns, row, strict=True))}, ensure_ascii=False)


def restore(desk: Desk, lines: Iterable[bytes]) -> Restored:
    """Merge the lines of a dump into a desk, as one change; lines that make no sense are skipped and told.

    UsageError where the first line is not that of a dump, or of a later version.
    """
    numbered = enumerate(lines, 1)
    _check(next(numbered, (0, b""))[1])
    added = known = 0
    rejected: list[tuple[int, str]] = []
    with desk.change(lambda count: f"Restored a dump: {count:,} marks") as change:
        dumped = _Dumped(change, {})
        for number, line in numbered:
            if not line.strip():
                continue
            try:
                merged = _merge(dumped, line)
            except _Bad as error:
                rejected.append((number, str(error)))
            else:
                added += merged
                known += not merged
    return Restored(added, known, tuple(rejected))


def _check(line: bytes) -> None:
    """Raise UsageError for anything but the first line of a dump that we can read."""
    try:
        first = _object(line.removeprefix(b"\xef\xbb\xbf"))
    except _Bad:
        first = {}
    if first.get("desk") != "newsreader" or not isinstance(first.get("schema"), int):
        raise UsageError(
            "this is not a dump of a desk: its first line does not say so",
            hint="`newsreader desk dump > FILE` makes one.",
        )
    if first["schema"] > SCHEMA:
        raise UsageError("this dump was made by a later version of newsreader", hint="Upgrade newsreader.")


def _merge(dumped: _Dumped, line: bytes) -> bool:
    """Merge a line; whether it brought anything new."""
    fields = _object(line)
    kind = fields.get("kind")
    if not isinstance(kind, str) or kind not in _MERGES:
        raise _Bad(f"there is no kind {json.dumps(kind, ensure_ascii=False)[:40]}")
    return _MERGES[kind](dumped, fields)


def _object(line: bytes) -> dict[str, Any]:
    """The object of a line."""
    try:
        found = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _Bad("it is not JSON in UTF-8") from None
    if not isinstance(found, dict):
        raise _Bad("it is not an object")
    return found


# One function a kind. Each reads all of the line's fields before it touches anything.


def _first_time(table: str) -> Callable[[_Dumped, dict[str, Any]], bool]:
    """For a mark with a time, the earlier of which stays."""

    def merge(dumped: _Dumped, fields: dict[str, Any]) -> bool:
        return dumped.change.run(
            f"INSERT INTO {table} (article, at) VALUES (?, ?) ON CONFLICT (article)"
            " DO UPDATE SET at = excluded.at WHERE excluded.at < at",
            _article(fields),
            _time(fields),
        )

    return merge


def _tag(dumped: _Dumped, fields: dict[str, Any]) -> bool:
    """A tag of an article."""
    try:
        name = tag_name(_text(fields, "tag"))
    except UsageError as error:
        raise _Bad(error.message) from error
    return dumped.change.run(
        "INSERT INTO tags (article, tag, at) VALUES (?, ?, ?) ON CONFLICT (article, tag)"
        " DO UPDATE SET at = excluded.at WHERE excluded.at < at",
        _article(fields),
        name,
        _time(fields),
    )


def _note(dumped: _Dumped, fields: dict[str, Any]) -> bool:
    """A note. Where both have one, the text that holds the other stays; else both, the desk's own first."""
    article, text, time = _article(fields), clean(_text(fields, "text")).strip(), _time(fields)
    if not text:
        raise _Bad("its text is empty")
    for own, own_time in dumped.change.select("SELECT text, at FROM notes WHERE article = ?", article):
        if text in own:
            return False
        text = text if own in text else f"{own}\n\n{text}"
        time = max(time, own_time)
    return dumped.change.run(
        "INSERT INTO notes (article, text, at) VALUES (?, ?, ?) ON CONFLICT (article)"
        " DO UPDATE SET text = excluded.text, at = excluded.at",
        article,
        text,
        time,
    )


def _quote(dumped: _Dumped, fields: dict[str, Any]) -> bool:
    """A quote."""
    text = clean(_text(fields, "text")).strip()
    if not text:
        raise _Bad("its text is empty")
    return dumped.change.run(
        "INSERT INTO quotes (article, text, before, after, position, at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        _article(fields),
        text,
        clean(_text(fields, "before")),
        clean(_text(fields, "after")),
        _number(fields, "position"),
        _time(fields),
    )


def _place(dumped: _Dumped, fields: dict[str, Any]) -> bool:
    """How far an article was read."""
    return dumped.change.run(
        "INSERT INTO places (article, position, at) VALUES (?, ?, ?) ON CONFLICT (article)"
        " DO UPDATE SET position = excluded.position, at = excluded.at WHERE excluded.at > at",
        _article(fields),
        _number(fields, "position"),
        _time(fields),
    )


def _search(dumped: _Dumped, fields: dict[str, Any]) -> bool:
    """A saved search. One of the same name with another query gets a number after its name."""
    name, query, time = clean_line(_text(fields, "name")), clean_line(_text(fields, "query")), _time(fields)
    if not name:
        raise _Bad("its name is empty")
    own = dict(dumped.change.select("SELECT name, query FROM searches"))
    free, number = name, 1
    while free in own:
        if own[free] == query:
            return False
        number += 1
        free = f"{name} ({number})"
    return dumped.change.run("INSERT INTO searches (name, query, at) VALUES (?, ?, ?)", free, query, time)


def _visit(dumped: _Dumped, fields: dict[str, Any]) -> bool:
    """A visit, known by its article and time; its parent is told by the numbers of the dump."""
    article, number, time = _article(fields), _number(fields, "id"), _time(fields)
    via = clean_line(_text(fields, "via"))
    parent = None if fields.get("parent") is None else dumped.visits.get(_number(fields, "parent"))
    known = "SELECT id FROM visits WHERE article = ? AND at = ?"
    is_new = not dumped.change.select(known, article, time)
    if is_new:
        dumped.change.run(
            "INSERT INTO visits (parent, article, at, via) VALUES (?, ?, ?, ?)", parent, article, time, via
        )
    ((dumped.visits[number],), *_) = dumped.change.select(known, article, time)
    return is_new


_MERGES: dict[str, Callable[[_Dumped, dict[str, Any]], bool]] = {
    "read": _first_time("read"),
    "star": _first_time("stars"),
    "tag": _tag,
    "note": _note,
    "quote": _quote,
    "place": _place,
    "search": _search,
    "visit": _visit,
}


def _article(fields: dict[str, Any]) -> int:
    """The article's id."""
    return _number(fields, "article", least=1)


def _number(fields: dict[str, Any], name: str, least: int = 0) -> int:
    """A whole number of 63 bits."""
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= _LARGEST:
        raise _Bad(f"its {name} is not a number from {least} to {_LARGEST}")
    return value


def _text(fields: dict[str, Any], name: str) -> str:
    """A text."""
    value = fields.get(name)
    if not isinstance(value, str):
        raise _Bad(f"its {name} is not a text")
    return value


def _time(fields: dict[str, Any]) -> str:
    """A time, in the desk's own form."""
    try:
        return written(datetime.fromisoformat(_text(fields, "at")))
    except (ValueError, OverflowError):
        raise _Bad("its at is not a time such as 2024-05-01T12:00:00Z") from None
