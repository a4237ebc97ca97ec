"""The page of an article, laid out as lines of a width. Pure: draws nothing, knows no widget.

A line is kept as the stretch of the part that stands on it, three numbers; its text is cut out when it comes
into view. Parts are laid out one after the other as far as they are needed, so the top of a long article
is there at once, and a page that is asked for its end lays out all of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from index.records import Span
from reader import text
from reader.find import Find
from reader.matches import TOP, Match, Matches, Place
from reader.page_line import cut_out, from_right, hidden, margins
from reader.parts import Link, Part
from reader.signs import Signs
from reader.text import Line
from reader.wrapping import fold, wrap


class _Drawn(NamedTuple):
    """A line: a stretch of a part; a blank line above a part has ``start`` -1."""

    part: int
    start: int
    end: int


class Page:
    """The lines of an article in a column of a width."""

    def __init__(self, parts: Iterator[Part], width: int, signs: Signs) -> None:
        """Begin a page; nothing is laid out yet."""
        self.width = max(1, width)
        self.parts: list[Part] = []
        """Those made so far, in the form that fits the width."""
        self.links: list[tuple[int, Link]] = []
        """The links of those parts, each with the number of its part."""
        self.matches = Matches(None, self.parts, self._lay_out_next)
        self._coming = parts
        self._all_made = False
        self._signs = signs
        self._annotation = ""
        self._lines: list[_Drawn] = []
        self._laid = 0

    # Laying out -----------------------------------------------------------------------------------------

    @property
    def lines(self) -> int:
        """How many lines are laid out."""
        return len(self._lines)

    @property
    def is_whole(self) -> bool:
        """Whether every part is laid out."""
        return self._laid == len(self.parts) and self._next_part() is None

    def extend(self, lines: int) -> None:
        """Lay out parts until there are so many lines, or no parts left."""
        while len(self._lines) < lines and self._lay_out_next():
            pass

    def step(self) -> bool:
        """Do a small piece of what is still to be done; False when nothing is."""
        return self._lay_out_next() or self.matches.step()

    def search(self, find: Find | None) -> None:
        """Mark what ``find`` finds; the parts are searched as they are needed."""
        self.matches = Matches(find, self.parts, self._lay_out_next)

    @property
    def is_searched(self) -> bool:
        """Whether every match is known."""
        return self.matches.is_idle or (self._all_made and not self.matches.is_pending)

    def resized(self, width: int) -> Page:
        """The same article in another width, with what has been found; laid out from its top again."""
        page = Page(self._coming, width, self._signs)
        page.parts = [part.fitted(page.width) for part in self.parts]
        page._all_made, page._annotation = self._all_made, self._annotation
        page.links = [(number, link) for number, part in enumerate(page.parts) for link in part.links]
        page.matches = self.matches.moved_to(page.parts, page._lay_out_next)
        return page

    def annotated(self, words: str) -> Page:
        """The same article with these words, and no others, behind its facts; this page if they stand there.

        They are what the person has marked of it.
        """
        while not any(part.role == "meta" for part in self.parts) and self._make():
            pass
        at = next((number for number, part in enumerate(self.parts) if part.role == "meta"), -1)
        if at < 0 or words == self._annotation:
            return self
        part = self.parts[at]
        facts = part.text[: len(part.text) - len(self._annotation)].removesuffix(f" {self._signs.dot} ")
        shown = f" {self._signs.dot} ".join(filter(None, (facts, words)))
        self.parts[at] = replace(
            part,
            text=shown,
            spans=((len(shown) - len(words), len(shown), "sign"),),
            added=((len(facts), len(shown)),),
        )
        self._annotation = words
        return self.resized(self.width)

    def _next_part(self) -> Part | None:
        """The first part not laid out yet, made if need be."""
        return self.parts[self._laid] if self._laid < len(self.parts) or self._make() else None

    def _make(self) -> bool:
        """Make one more part; False when all are made."""
        part = next(self._coming, None)
        if part is None:
            self._all_made = True
            return False
        part = part.fitted(self.width)
        self.links += ((len(self.parts), link) for link in part.links)
        self.parts.append(part)
        return True

    def _lay_out_next(self) -> bool:
        part = self._next_part()
        if part is None:
            return False
        number = self._laid
        self._laid += 1
        self._lines += [_Drawn(number, -1, -1)] * part.gap
        room = max(1, self.width - text.cells(margins(part, self.width)[0]))
        stretches = fold(part.text, room) if part.verbatim else wrap(part.text, room)
        self._lines += (_Drawn(number, start, end) for start, end in stretches or [(0, 0)])
        return True

    # Finding one's way ----------------------------------------------------------------------------------

    def place(self, line: int) -> Place:
        """The place that a line begins with; the blank line above a part has the offset -1."""
        self.extend(line + 1)
        if not self._lines:
            return TOP
        drawn = self._lines[min(line, len(self._lines) - 1)]
        return Place(drawn.part, drawn.start)

    def line_of(self, place: Place) -> int:
        """The line on which a place stands; the last one for places beyond the end."""
        while self._laid <= place.part and self._lay_out_next():
            pass
        at = bisect_right(self._lines, (place.part, place.offset, _BEYOND)) - 1
        return max(0, at)

    def line_of_match(self, match: Match) -> int:
        """The line on which a match begins."""
        return self.line_of(Place(match.part, match.start))

    def line_of_link(self, at: int) -> int:
        """The line on which the link ``links[at]`` begins."""
        part, link = self.links[at]
        return self.line_of(Place(part, link.start))

    def link_from(self, place: Place) -> int | None:
        """Which of ``links`` is the first at or after a place; None when there is none."""
        while True:
            at = bisect_left(self.links, place, key=_link_place)
            if at < len(self.links):
                return at
            if not self._make():
                return None

    def position(self, place: Place) -> int:
        """A place as an offset into the plain text of the body: 0 above it, its length below it."""
        at = min(place.part, len(self.parts) - 1)
        if at >= 0 and self.parts[at].source is not None:
            return self.parts[at].position(max(0, place.offset))
        for part in reversed(self.parts[: max(0, at)]):
            if part.source is not None:
                return part.source[1]
        return 0

    def place_of(self, position: int) -> Place:
        """The place of an offset into the plain text of the body; the top of the page for 0."""
        found = TOP
        number = 0
        while position > 0 and (number < len(self.parts) or self._make()):
            part = self.parts[number]
            if part.source is not None:
                if part.source[0] > position:
                    break
                found = Place(number, part.offset(position))
            number += 1
        return found

    def is_blank(self, line: int) -> bool:
        """Whether nothing of an article stands on a line."""
        return self._lines[line].start == self._lines[line].end

    def place_at(self, line: int, cell: int) -> Place | None:
        """The place under a cell of a line, None beside its text."""
        if not 0 <= line < len(self._lines) or (drawn := self._lines[line]).start < 0:
            return None
        shown = self.line(line)
        taken = shown.indent
        lead = self._before(line)
        if cell < taken:
            return None
        for at, sign in enumerate(shown.text):
            taken += text.cells(sign)
            if taken > cell:
                return Place(drawn.part, self._offset(drawn, at - lead)) if at >= lead else None
        return None

    def nearest_place(self, line: int, character: int) -> Place:
        """The place before a character of a drawn line, its indent counted; the nearest one beside text."""
        if line >= len(self._lines):
            last = len(self.parts) - 1
            return Place(max(0, last), len(self.parts[last].text) if self.parts else 0)
        drawn = self._lines[max(0, line)]
        if drawn.start < 0 or line < 0:
            return Place(drawn.part, 0)
        shown = self.line(line)
        within = character - shown.indent - self._before(line)
        return Place(drawn.part, self._offset(drawn, max(0, within)))

    def cell_of(self, place: Place) -> tuple[int, int]:
        """The line on which a place stands and the cell of it."""
        line = self.line_of(place)
        drawn, shown = self._lines[line], self.line(line)
        at = self._before(line) + max(0, place.offset - drawn.start)
        return line, shown.indent + text.cells(shown.text[:at])

    def bounds(self, line: int) -> tuple[Place, Place]:
        """Where the text of a line begins and ends."""
        drawn = self._lines[line]
        return Place(drawn.part, max(0, drawn.start)), Place(drawn.part, max(0, drawn.end))

    def words(self, start: Place, end: Place) -> str:
        """What the paper printed between two places: paragraphs whole, however they are drawn."""
        pieces: list[str] = []
        before = ""
        for number in range(start.part, min(end.part, len(self.parts) - 1) + 1):
            part = self.parts[number]
            last = end.offset if number == end.part else None
            words = part.words(start.offset if number == start.part else 0, last)
            if words.strip():
                close = part.gap == 0 and part.role == before
                pieces += [("\n" if close else "\n\n") if pieces else "", words.replace(text.SOFT_HYPHEN, "")]
                before = part.role
        return "".join(pieces)

    def link_at(self, place: Place) -> int | None:
        """Which of ``links`` a place lies in, None for none."""
        at = bisect_right(self.links, place, key=_link_place) - 1
        if at >= 0 and self.links[at][0] == place.part and place.offset < self.links[at][1].end:
            return at
        return None

    def links_between(self, line: int, end: int) -> Iterator[int]:
        """Which of ``links`` begin on these lines."""
        if line >= len(self._lines):
            return
        first = bisect_left(self.links, self.bounds(line)[0], key=_link_place)
        for at in range(first, len(self.links)):
            if self.line_of_link(at) >= end:
                return
            yield at

    def _lead(self, line: int) -> str:
        """What stands before the text of a line."""
        part = self._lines[line].part
        before = self._lines[line - 1] if line else _Drawn(-1, -1, -1)
        return margins(self.parts[part], self.width)[before.part == part and before.start >= 0]

    def _before(self, line: int) -> int:
        """How many characters stand before the text of a line, its indent left out."""
        return 0 if from_right(self.parts[self._lines[line].part]) else len(self._lead(line))

    def _offset(self, drawn: _Drawn, at: int) -> int:
        """The offset into the part of a character of its line as it is drawn."""
        part = self.parts[drawn.part]
        if not hidden(part, drawn.start, drawn.end):
            return min(drawn.start + at, drawn.end)
        offset = drawn.start
        while offset < drawn.end and (at > 0 or part.text[offset] == text.SOFT_HYPHEN):
            at -= part.text[offset] != text.SOFT_HYPHEN
            offset += 1
        return offset

    # Drawing --------------------------------------------------------------------------------------------

    def line(
        self,
        number: int,
        *,
        match: Match | None = None,
        link: int | None = None,
        selected: tuple[Place, Place] | None = None,
        kept: Sequence[Span] = (),
    ) -> Line:
        """A line as it is drawn, in a column of the page's width.

        Args:
            number: From 0; lines beyond the end are blank.
            match: The match that is the present one.
            link: Which of ``links`` is chosen.
            selected: Where the selection begins and ends.
            kept: Stretches of the plain text of the body that the person has kept as quotes.
        """
        self.extend(number + 1)
        if number >= len(self._lines) or (drawn := self._lines[number]).start < 0:
            return Line("")
        part = self.parts[drawn.part]
        if part.role == "rule":
            return Line(self._signs.rule * self.width, "rule")
        marked = [(*stretch, "kept") for stretch in part.stretches(kept)]
        begins = any(drawn.start <= start < drawn.end for start, _, _ in marked)
        if link is not None and self.links[link][0] == drawn.part:
            marked.append((self.links[link][1].start, self.links[link][1].end, "link-chosen"))
        for start, end in self.matches.between(drawn.part, drawn.start, drawn.end):
            marked.append((start, end, "match-now" if match == (drawn.part, start, end) else "match"))
        if selected and selected[0].part <= drawn.part <= selected[1].part:
            start = selected[0].offset if selected[0].part == drawn.part else 0
            end = selected[1].offset if selected[1].part == drawn.part else len(part.text)
            marked.append((start, end, "selected"))
        line = cut_out(part, drawn.start, drawn.end, self._lead(number), self.width, marked)
        return line._replace(margin=self._signs.quoted) if begins else line


_BEYOND = 1 << 62
"""Larger than any offset."""


def _link_place(each: tuple[int, Link]) -> Place:
    """Where a link begins."""
    return Place(each[0], each[1].start)
