"""The articles that bear a mark, for queries: ``is:starred``, ``tag:bridge``, ``note:"interest rates"``."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from index.desk.tags import tag_beginning, tag_name
from index.errors import UsageError

if TYPE_CHECKING:
    from index.desk.desk import Desk

KEPT = 32
"""Sets that are remembered until the next change."""

_SETS = {
    ("is", "read"): "SELECT article FROM read ORDER BY article",
    ("is", "starred"): "SELECT article FROM stars ORDER BY article",
    ("has", "note"): "SELECT article FROM notes ORDER BY article",
    ("has", "quote"): "SELECT DISTINCT article FROM quotes ORDER BY article",
    ("has", "tag"): "SELECT DISTINCT article FROM tags ORDER BY article",
}


class Sets:
    """Sets of article ids, read again only after a change."""

    def __init__(self, desk: Desk) -> None:
        """The sets of this desk."""
        self._desk = desk
        self._kept: dict[tuple[str, str], array[int]] = {}
        self._version = -1

    def ids(self, kind: str, value: str) -> array[int]:
        """See :meth:`index.desk.Desk.ids`."""
        version = self._desk.version()
        if version != self._version or len(self._kept) >= KEPT:
            self._kept, self._version = {}, version
        kept = self._kept  # another thread may put a new one in its place
        if (kind, value) not in kept:
            kept[kind, value] = _ids(self._desk, kind, value)
        return kept[kind, value]


def _ids(desk: Desk, kind: str, value: str) -> array[int]:
    """The same, from the tables."""
    if (kind, value) in _SETS:
        return desk.column(_SETS[kind, value])
    if kind == "tag" and value.endswith("*"):
        start = tag_beginning(value.rstrip("*"))
        return desk.column(
            "SELECT DISTINCT article FROM tags WHERE substr(tag, 1, ?) = ? ORDER BY article",
            len(start),
            start,
        )
    if kind == "tag":
        return desk.column("SELECT article FROM tags WHERE tag = ? ORDER BY article", tag_name(value))
    if kind == "note":
        from index.fulltext.snippets import matcher  # the rules by which words are compared

        wanted = matcher(value)
        parts = len(wanted.phrases) + len(wanted.patterns)
        notes = desk.select("SELECT article, text FROM notes ORDER BY article")
        return array(
            "q",
            (id_ for id_, text in notes if len({match.part for match in wanted.matches(text)}) == parts),
        )
    raise UsageError(f"there is no mark {kind}:{value}")
