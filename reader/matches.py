"""Finding something in the parts of a page, as far as it is needed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from index.records import Span
from reader.find import Find
from reader.parts import Part


class Place(NamedTuple):
    """A place in an article that does not depend on how wide it is drawn."""

    part: int
    """Number of the part, from 0."""
    offset: int
    """Offset into its text; -1 for the blank line above it."""


TOP = Place(0, -1)
"""The top of a page."""


class Match(NamedTuple):
    """A stretch that matches."""

    part: int
    start: int
    end: int


class Matches:
    """What a search finds in a row of parts that is still growing. Each part is searched once."""

    def __init__(self, find: Find | None, parts: Sequence[Part], grow: Callable[[], bool]) -> None:
        """Nothing is searched yet.

        Args:
            find: Gives the stretches of a text that match; None finds nothing.
            parts: The parts, of which there may be more later.
            grow: Makes further parts, False when there are no more.
        """
        self.found: list[Match] = []
        """What has been found so far, in reading order."""
        self._find = find
        self._parts = parts
        self._grow = grow
        self._searched = 0
        self._spans: dict[int, list[Span]] = {}

    @property
    def is_pending(self) -> bool:
        """Whether parts that are there have not been searched."""
        return self._find is not None and self._searched < len(self._parts)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is looked for."""
        return self._find is None

    def moved_to(self, parts: Sequence[Part], grow: Callable[[], bool]) -> Matches:
        """The same for the parts of another page of the same article; those that differ are searched anew."""
        moved = Matches(self._find, parts, grow)
        same = {at for at, (old, new) in enumerate(zip(self._parts, parts, strict=True)) if old is new}
        moved._spans = {at: spans for at, spans in self._spans.items() if at in same}
        if len(same) == len(parts):
            moved.found, moved._searched = self.found, self._searched
        return moved

    def of(self, number: int) -> list[Span]:
        """The matches of a part."""
        if self._find is None:
            return []
        if (found := self._spans.get(number)) is None:
            part = self._parts[number]
            found = part.matches(self._find) if part.searched and part.text else []
            self._spans[number] = found
        return found

    def between(self, number: int, start: int, end: int) -> Sequence[Span]:
        """The matches of a part that touch a stretch of it."""
        found = self.of(number)
        if not found:
            return ()
        first = bisect_left(found, (start,))
        while first and found[first - 1][1] > start:
            first -= 1
        return found[first : bisect_left(found, (end,))]

    def step(self) -> bool:
        """Search the next part that is there; False when there is none."""
        if not self.is_pending:
            return False
        number = self._searched
        self._searched += 1
        self.found += (Match(number, start, end) for start, end in self.of(number))
        return True

    def search_all(self) -> None:
        """Find every match."""
        while self._find is not None and (self.step() or self._grow()):
            pass

    def next(self, place: Place) -> Match | None:
        """The first match that begins at or after a place, else the first of all; None when there is none."""
        found = self._from(place)
        return self._from(Place(0, 0)) if found is None else found

    def previous(self, place: Place) -> Match | None:
        """The last match that begins before a place, else the last of all; None when there is none."""
        self._from(place)
        if not (at := bisect_left(self.found, Match(*place, 0))):
            self.search_all()
        return self.found[at - 1] if self.found else None

    def number(self, match: Match) -> int:
        """Which of those found a match is, from 1."""
        return bisect_left(self.found, match) + 1

    def _from(self, place: Place) -> Match | None:
        """The first match at or after a place: parts are searched until there is one."""
        while True:
            at = bisect_left(self.found, Match(*place, 0))
            if at < len(self.found):
                return self.found[at]
            if not self.step() and not (self._find and self._grow()):
                return None
