"""What the marking keys do to the desk, and how marks are told. Knows no screen.

Every function that changes something gives the line that tells of it. With several articles a key means the
same for all of them: it marks those that lack the mark, and takes it away only where all have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.desk.records import RowMarks
from index.desk.tags import tag_beginning, tag_name
from index.errors import NewsreaderError, UsageError
from index.records import Span
from reader.signs import Signs

if TYPE_CHECKING:
    from index.desk import Desk

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Marks:
    """What the person has marked of one article."""

    row: RowMarks
    tags: tuple[str, ...] = ()
    kept: tuple[Span, ...] = ()
    """The quotes kept of it that stand in its text: stretches of the plain text of its body, rising."""

    @property
    def article(self) -> int:
        """The article's id."""
        return self.row.article

    def told(self, signs: Signs) -> str:
        """The marks in a few signs and words: ``★ ✎ ”2 #bridge #court-case``.

        Not that it is unread: who sees this is reading it.
        """
        row = self.row
        return " ".join(
            filter(
                None,
                (
                    signs.starred if row.starred else "",
                    signs.noted if row.noted else "",
                    f"{signs.quoted}{row.quotes}" if row.quotes else "",
                    *(f"{signs.tag}{tag}" for tag in self.tags),
                ),
            )
        )


def marks_of(desk: Desk, article_id: int, body_of: Callable[[int], str] | None = None) -> Marks:
    """The marks of an article; where its quotes stand only with ``body_of``, which gives the body of one.

    Finding a quote again in a long text that has changed may take a second.
    """
    row = desk.rows([article_id])[0]
    kept = _stretches(desk, article_id, body_of(article_id)) if row.quotes and body_of is not None else ()
    return Marks(row, tuple(desk.tags_of(article_id)), kept)


def _stretches(desk: Desk, article_id: int, body: str) -> tuple[Span, ...]:
    """Where the quotes kept of an article stand in it, which may have changed since."""
    from index.desk import quotes
    from index.markdown import plain
    from reader.text import safe

    words = plain(safe(body))
    found = (quotes.find(words, quote.passage) for quote in desk.quotes(article_id))
    return tuple(sorted((place.start, place.end) for place in found if place is not None))


def in_signs(row: RowMarks, signs: Signs) -> str:
    """The marks of a row that one sees at a glance: tags and quotes by number, a note, a star."""
    counted = ((signs.tag, row.tags), (signs.quoted, row.quotes))
    shown = [f"{sign}{count}" for sign, count in counted if count]
    return " ".join([*shown, *[signs.noted] * row.noted, *[signs.starred] * row.starred])


def toggle_star(desk: Desk, ids: Sequence[int]) -> str:
    """Star articles, or take the star from all."""
    if _all(desk, ids, lambda row: row.starred):
        return f"Took the star from {articles(desk.unstar(ids))}"
    return f"Starred {articles(desk.star(ids))}"


def toggle_read(desk: Desk, ids: Sequence[int]) -> str:
    """Mark articles as read, or all as unread."""
    if _all(desk, ids, lambda row: row.read):
        return f"Marked {articles(desk.mark_unread(ids))} as unread"
    return f"Marked {articles(desk.mark_read(ids))} as read"


def common_tags(desk: Desk, ids: Sequence[int]) -> frozenset[str]:
    """The tags that all of these articles bear."""
    if len(ids) == 1:
        return frozenset(desk.tags_of(ids[0]))
    wanted = set(ids)
    return frozenset(
        each.tag
        for each in desk.tags()
        if each.articles >= len(wanted) and wanted.issubset(desk.ids("tag", each.tag))
    )


def change_tags(desk: Desk, ids: Sequence[int], typed: str) -> str:
    """Give articles the tags that were typed, parted by commas; one that all bear already is taken away.

    A tag with a ``-`` before it is always taken away, one with a ``+`` never. UsageError for what is no tag,
    before anything is changed.
    """
    known = common_tags(desk, ids)
    lines = []
    for sign, tag in typed_tags(typed):
        if sign == "-" or (not sign and tag in known):
            lines.append(f"Removed the tag {tag} from {articles(desk.untag(ids, tag))}")
        else:
            lines.append(f"Tagged {articles(desk.tag(ids, tag))} {tag}")
    return ". ".join(lines)


def typed_tags(typed: str) -> list[tuple[str, str]]:
    """The tags of what was typed, each with the sign before it; UsageError for what is no tag."""
    parts = [part for part in map(str.strip, typed.split(",")) if part]
    if not parts:
        raise UsageError("there is no word in this tag")
    return [(part[0] if part[0] in "+-" else "", tag_name(part.lstrip("+-"))) for part in parts]


def completing(typed: str, tags: Sequence[str]) -> list[str]:
    """The tags that the last one typed may become, in their order."""
    beginning = tag_beginning(_last(typed)[1])
    return [tag for tag in tags if tag.startswith(beginning)]


def completed(typed: str, tag: str) -> str:
    """What was typed with its last tag completed."""
    before, _ = _last(typed)
    return before + tag


def undo(desk: Desk) -> str:
    """Take the last change back, whoever made it."""
    line = desk.undo()
    return f"Undone: {line}" if line else "There is nothing to undo."


def in_a_line(error: NewsreaderError) -> str:
    """What went wrong and what can be done, on one line."""
    told = ". ".join(part.rstrip(".") for part in (error.message, error.hint) if part)
    return f"{told[:1].upper()}{told[1:]}."


def articles(count: int) -> str:
    """So many articles, in words."""
    return "1 article" if count == 1 else f"{count:,} articles"


def _last(typed: str) -> tuple[str, str]:
    """What stands before the tag that is being typed, its sign and blanks included, and that tag."""
    start = typed.rfind(",") + 1
    while start < len(typed) and typed[start] in " +-":
        start += 1
    return typed[:start], typed[start:]


def _all(desk: Desk, ids: Sequence[int], has: Callable[[RowMarks], bool]) -> bool:
    """Whether all articles have a mark; looked up piece by piece, until one lacks it."""
    return all(has(row) for piece in _pieces(ids) for row in desk.rows(piece))


def _pieces(ids: Sequence[int]) -> Iterator[list[int]]:
    """The ids in lists that one query can take."""
    coming = iter(ids)
    while piece := list(islice(coming, _AT_ONCE)):
        yield piece
