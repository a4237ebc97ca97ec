"""Articles for words that are still being typed: finding them, in threads, and drawing them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.article import Headline
from index.errors import ArticleMissing, QueryError
from reader import text
from reader.dates import day
from reader.signs import signs
from reader.text import Line
from reader.widgets.line_list import RowLine
from reader.wrapping import wrap

if TYPE_CHECKING:
    from index.archive import Archive
    from index.desk import Desk

MOST = 20
"""So many articles are offered: who wants another one types another word."""

_NEAR = 5
"""Of them as many whose headlines resemble what was typed."""
_BEGUN = re.compile(r'(?<![\w"*:\'’.-])\w{3,}$')
"""A last word that may be the beginning of a longer one."""


def hits(archive: Archive, typed: str, desk: Desk | None = None, limit: int | None = None) -> list[int]:
    """What a query finds whose last word may not be finished; first what it finds as it stands.

    Raises QueryError for what cannot be understood.
    """
    found = list(archive.search(typed, limit=limit, marks=desk).ids)
    if _BEGUN.search(typed) and typed.count('"') % 2 == 0:
        found += archive.search(typed + "*", limit=limit, marks=desk).ids
    return list(dict.fromkeys(found))[:limit]


def offered(archive: Archive, typed: str, but: int) -> tuple[Sequence[Headline], str]:
    """The articles that may be meant by a number, a url, a headline or words, without ``but``; and why
    there is none."""
    try:
        ids = _named(archive, typed)
        if not ids:
            near = [entry.article for entry in archive.nearest(typed, _NEAR)]
            ids = list(dict.fromkeys([*near, *hits(archive, typed, limit=MOST + 1)]))
    except (ArticleMissing, QueryError) as error:
        return (), error.message
    rows = [row for row in archive.headlines(ids) if row.id != but][:MOST]
    return rows, "" if rows else "No article has these words."


def lines(rows: Sequence[Headline], width: int) -> list[RowLine]:
    """Articles to choose from."""
    return [
        RowLine(line, number)
        for number, row in enumerate(rows)
        for line in headline_lines(row.headline, (day(row.published), row.source), width)
    ]


def headline_lines(headline: str, facts: Sequence[str], width: int) -> list[Line]:
    """A headline, wrapped, and below it quieter facts."""
    title = text.headline(headline)
    told = f" {signs().dot} ".join(filter(None, map(text.one_line, facts)))
    return [
        *(Line(title[start:end], "title") for start, end in wrap(title, width)[:3]),
        Line(text.cut(told, width), "detail"),
    ]


def _named(archive: Archive, typed: str) -> list[int]:
    """The article of a url, ArticleMissing where none has it, or of a number, which may be a word as well."""
    if "//" in typed:
        return [archive.find_id(typed)]
    if not typed.isdecimal():
        return []
    try:
        return [archive.find_id(typed)]
    except ArticleMissing:
        return []
