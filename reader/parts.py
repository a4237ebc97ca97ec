"""What the page of an article consists of: paragraphs and their like. Knows no width.

A part is a text with the stretches in it that are drawn in another way. :mod:`reader.writing` makes them of
an article; :mod:`reader.layout` makes lines of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from index.records import Span


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a part that leads to a page."""

    number: int
    """Its place among the article's inline links, from 1; 0 for an image or a link within a table, which the
    archive does not follow."""
    start: int
    end: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or its like: what is laid out as a unit."""

    role: str
    """What it is: ``headline``, ``meta``, ``rule``, ``lede``, ``text``, ``quote``, ``item``, ``heading``,
    ``table``, ``code``, ``credit``, ``note``."""
    text: str
    """Safe; a ``\\n`` ends a line."""
    spans: tuple[tuple[int, int, str], ...] = ()
    """Start, end and role of stretches: ``dateline``, ``strong``, ``emphasis``, ``fixed``, ``link``,
    ``image``, ``lead`` between the columns of tables, and ``number`` for the number of a note."""
    links: tuple[Link, ...] = ()
    lead: str = ""
    """Stands before the first line."""
    hang: str = ""
    """Stands before the other lines; as wide as ``lead``."""
    verbatim: bool = False
    """Whether its spaces count and its lines may only be broken where they are too long."""
    gap: int = 1
    """Blank lines above it."""
    searched: bool = True
    """Whether matches are marked in it."""
    added: tuple[Span, ...] = ()
    """Stretches that the paper did not print, rising: numbers of notes, a dateline put before the lede. They
    are not searched, copied or quoted."""
    source: Span | None = None
    """Where it stands in the plain text of the body; None for what is not of the body."""
    exact: bool = True
    """Whether what the paper printed stands there so, character by character."""
    fit: Callable[[int], Part] | None = None
    """Of a table: gives the form of it that fits a column of so many cells."""

    def fitted(self, width: int) -> Part:
        """The form of it for a column of a width."""
        return self.fit(width) if self.fit is not None else self

    def position(self, offset: int) -> int:
        """An offset into the text as one into the plain text of the body; the part must be of the body."""
        assert self.source is not None
        if not self.exact:
            return self.source[1] if offset >= len(self.text) > 0 else self.source[0]
        added = sum(min(end, offset) - start for start, end in self.added if start < offset)
        return self.source[0] + offset - added

    def offset(self, position: int) -> int:
        """An offset into the plain text of the body as one into the text, behind what is added there."""
        assert self.source is not None
        if not self.exact:
            return 0
        offset = position - self.source[0]
        for start, end in self.added:
            if start > offset:
                break
            offset += end - start
        return min(offset, len(self.text))

    def stretches(self, kept: Iterable[Span]) -> Iterator[Span]:
        """Those stretches of the plain text of the body that touch this part, as stretches of its text."""
        if self.source is None:
            return
        first, last = self.source
        for start, end in kept:
            if start < last and first < end:
                exact = self.offset(max(start, first)), self.offset(min(end, last))
                yield exact if self.exact else (0, len(self.text))

    def words(self, start: int = 0, end: int | None = None) -> str:
        """What the paper printed between two offsets into the text."""
        end = len(self.text) if end is None else end
        pieces: list[str] = []
        for first, last in self.added:
            if first >= end:
                break
            pieces.append(self.text[start : max(first, start)])
            start = max(start, last)
        return "".join([*pieces, self.text[start:end]])

    def matches(self, find: Callable[[str], list[Span]]) -> list[Span]:
        """Where ``find`` finds something in the words that the paper printed."""
        if not self.added:
            return find(self.text)
        found: list[Span] = []
        for first, last in find(self.words()):
            for start, end in self.added:
                first += (end - start) * (start <= first)
                last += (end - start) * (start < last)
            found.append((first, last))
        return found
