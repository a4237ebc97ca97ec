"""The page of an article, laid out as lines of a width. Pure: draws nothing, knows no widget.

A line is kept as the stretch of the part that stands on it, three numbers; its text is cut out when it comes
into view. Parts are laid out one after the other as far as they are needed, so the top of a long article
is there at once, and a page that is asked for its end lays out all of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from index.records import Span
from reader import text
from reader.parts import Link, Part
from reader.signs import Signs
from reader.text import Line
from reader.wrapping import fold, wrap

Find = Callable[[str], list[Span]]
"""Gives the stretches of a text that match."""


class Place(NamedTuple):
    """A place in an article that does not depend on how wide it is drawn."""

    part: int
    """Number of the part, from 0."""
    offset: int
    """Offset into its text."""


class Match(NamedTuple):
    """A stretch that matches."""

    part: int
    start: int
    end: int


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
        """Those made so far."""
        self.links: list[tuple[int, Link]] = []
        """The links of those parts, each with the number of its part."""
        self.matches: list[Match] = []
        """What has been found so far, in reading order."""
        self._coming = parts
        self._all_made = False
        self._signs = signs
        self._lines: list[_Drawn] = []
        self._laid = 0
        self._find: Find | None = None
        self._found_in: dict[int, list[Span]] = {}
        self._searched = 0

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
        return self._lay_out_next() or self._search_next()

    def resized(self, width: int) -> Page:
        """The same article in another width, with what has been found; laid out from its top again."""
        page = Page(self._coming, width, self._signs)
        page.parts, page.links, page.matches = self.parts, self.links, self.matches
        page._all_made = self._all_made
        page._find, page._found_in, page._searched = self._find, self._found_in, self._searched
        return page

    def _next_part(self) -> Part | None:
        """The first part not laid out yet, made if need be."""
        if self._laid < len(self.parts):
            return self.parts[self._laid]
        part = next(self._coming, None)
        if part is None:
            self._all_made = True
        else:
            self.links += ((len(self.parts), link) for link in part.links)
            self.parts.append(part)
        return part

    def _lay_out_next(self) -> bool:
        part = self._next_part()
        if part is None:
            return False
        number = self._laid
        self._laid += 1
        self._lines += [_Drawn(number, -1, -1)] * part.gap
        room = max(1, self.width - text.cells(_margins(part, self.width)[0]))
        stretches = fold(part.text, room) if part.verbatim else wrap(part.text, room)
        self._lines += (_Drawn(number, start, end) for start, end in stretches or [(0, 0)])
        return True

    # Finding one's way ----------------------------------------------------------------------------------

    def place(self, line: int) -> Place:
        """The place that a line begins with."""
        self.extend(line + 1)
        if not self._lines:
            return Place(0, 0)
        drawn = self._lines[min(line, len(self._lines) - 1)]
        return Place(drawn.part, max(0, drawn.start))

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
            if not self._lay_out_next():
                return None

    def place_at(self, line: int, cell: int) -> Place | None:
        """The place under a cell of a line, None beside its text."""
        if not 0 <= line < len(self._lines) or (drawn := self._lines[line]).start < 0:
            return None
        shown = self.line(line)
        taken = shown.indent
        lead = len(shown.text) - (drawn.end - drawn.start)
        for at, sign in enumerate(shown.text):
            taken += text.cells(sign)
            if taken > cell:
                return Place(drawn.part, drawn.start + at - lead) if at >= lead else None
        return None

    def link_at(self, place: Place) -> int | None:
        """Which of ``links`` a place lies in, None for none."""
        at = bisect_right(self.links, place, key=_link_place) - 1
        if at >= 0 and self.links[at][0] == place.part and place.offset < self.links[at][1].end:
            return at
        return None

    # Searching ------------------------------------------------------------------------------------------

    def search(self, find: Find | None) -> None:
        """Mark what ``find`` finds; the parts are searched as they are needed."""
        self._find = find
        self._searched = 0
        self._found_in = {}
        self.matches = []

    @property
    def is_searched(self) -> bool:
        """Whether every match is known."""
        return self._find is None or (self._all_made and self._searched == len(self.parts))

    def next_match(self, place: Place) -> Match | None:
        """The first match that begins at or after a place, else the first of all; None when there is none."""
        found = self._match_from(place)
        return self._match_from(Place(0, 0)) if found is None else found

    def previous_match(self, place: Place) -> Match | None:
        """The last match that begins before a place, else the last of all; None when there is none."""
        self._match_from(place)
        if not (at := bisect_left(self.matches, Match(*place, 0))):
            self.search_all()
        return self.matches[at - 1] if self.matches else None

    def _match_from(self, place: Place) -> Match | None:
        """The first match at or after a place: parts are searched until there is one."""
        while True:
            at = bisect_left(self.matches, Match(*place, 0))
            if at < len(self.matches):
                return self.matches[at]
            if not self._search_next() and not (self._find and self._lay_out_next()):
                return None

    def search_all(self) -> None:
        """Find every match."""
        while self._find is not None and (self._search_next() or self._lay_out_next()):
            pass

    def _search_next(self) -> bool:
        """Search the next part that is made."""
        if self._find is None or self._searched >= len(self.parts):
            return False
        number = self._searched
        self._searched += 1
        self.matches += (Match(number, start, end) for start, end in self._spans(number))
        return True

    def _spans(self, number: int) -> list[Span]:
        """The matches of a part, looked for once."""
        if self._find is None:
            return []
        if (found := self._found_in.get(number)) is None:
            part = self.parts[number]
            found = part.matches(self._find) if part.searched and part.text else []
            self._found_in[number] = found
        return found

    # Drawing --------------------------------------------------------------------------------------------

    def line(self, number: int, *, match: Match | None = None, link: int | None = None) -> Line:
        """A line as it is drawn, in a column of the page's width.

        Args:
            number: From 0; lines beyond the end are blank.
            match: The match that is the present one.
            link: The number of the link that is chosen.
        """
        self.extend(number + 1)
        if number >= len(self._lines) or (drawn := self._lines[number]).start < 0:
            return Line("")
        part = self.parts[drawn.part]
        if part.role == "rule":
            return Line(self._signs.rule * self.width, "rule")
        is_first = number == 0 or self._lines[number - 1][:2] < (drawn.part, 0)
        lead = _margins(part, self.width)[0 if is_first else 1]
        spans = [
            *_within(part.spans, drawn),
            *_within(self._chosen(part, link), drawn),
            *_within(self._found(drawn, match), drawn),
        ]
        line = _softened(Line(part.text[drawn.start : drawn.end], part.role, tuple(spans)))
        indent = 0
        if not part.verbatim and text.right_to_left(part.text):
            indent = max(0, self.width - text.cells(line.text) - text.cells(lead))
            lead = ""
        if not lead:
            return replace(line, indent=indent)
        shifted = ((start + len(lead), end + len(lead), role) for start, end, role in line.spans)
        return replace(line, text=lead + line.text, spans=((0, len(lead), "lead"), *shifted))

    def _chosen(self, part: Part, link: int | None) -> Iterator[tuple[int, int, str]]:
        return ((each.start, each.end, "link-chosen") for each in part.links if each.number == link)

    def _found(self, drawn: _Drawn, now: Match | None) -> Iterator[tuple[int, int, str]]:
        """The matches that touch a line."""
        for start, end in self._spans(drawn.part):
            yield start, end, "match-now" if now == (drawn.part, start, end) else "match"


_BEYOND = 1 << 62
"""Larger than any offset."""


def _margins(part: Part, width: int) -> tuple[str, str]:
    """What stands before the first line of a part and before the others; only its end in a narrow column."""
    if 2 * text.cells(part.lead) <= width:
        return part.lead, part.hang
    lead = part.lead.split()[-1] + " "
    return lead, lead if part.hang.strip() else " " * text.cells(lead)


def _within(spans: Iterable[tuple[int, int, str]], drawn: _Drawn) -> Iterator[tuple[int, int, str]]:
    """The spans of a part that touch a line, as spans of the line."""
    for start, end, role in spans:
        if start < drawn.end and drawn.start < end:
            yield max(start, drawn.start) - drawn.start, min(end, drawn.end) - drawn.start, role


def _softened(line: Line) -> Line:
    """A line without its soft hyphens; one at its end is a hyphen."""
    if text.SOFT_HYPHEN not in line.text:
        return line
    shown = line.text[:-1].replace(text.SOFT_HYPHEN, "")
    shown += "-" if line.text[-1] == text.SOFT_HYPHEN else line.text[-1]
    gone = [line.text.count(text.SOFT_HYPHEN, 0, at) for at in range(len(line.text))]
    gone.append(len(line.text) - len(shown))
    return replace(
        line,
        text=shown,
        spans=tuple((start - gone[start], end - gone[end], role) for start, end, role in line.spans),
    )


def _link_place(each: tuple[int, Link]) -> Place:
    """Where a link begins."""
    return Place(each[0], each[1].start)
