"""A row of the headline list, and how it is laid out as lines of text. Knows no widget."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader import dates, text
from reader.signs import UNICODE, Signs
from reader.text import Line
from reader.timeline import Grouping
from reader.wrapping import wrap

if TYPE_CHECKING:
    from index.article import Headline
    from index.desk.records import RowMarks
    from index.records import Snippet, Span

INDENT = 4
"""Cells before a headline: the cursor's bar, a blank, the sign for unread, a blank."""

_MARGIN = 1
_NARROW = 56
"""Below this width a headline may take two lines."""


class Density(StrEnum):
    """How much of a row is shown."""

    COMFORTABLE = "comfortable"
    """Headline, a line of facts, a snippet where there is one."""
    COMPACT = "compact"
    """One line: headline and date."""


class Row(NamedTuple):
    """What a list shows of an article."""

    headline: Headline
    snippet: Snippet | None = None
    """The passage that matches, in a list of hits."""
    spans: tuple[Span, ...] = ()
    """Where the headline matches."""
    marks: RowMarks | None = None
    """What the person has marked; None where nobody keeps marks."""
    copies: int = 0
    """How many versions under other ids are folded into the row."""

    @property
    def id(self) -> int:
        """The article's id."""
        return self.headline.id

    @property
    def unread(self) -> bool:
        """Whether it has not been read yet."""
        return self.marks is not None and not self.marks.read

    @property
    def role(self) -> str:
        """What its headline is drawn as: one that has been read is quieter than the others."""
        return "read" if self.marks is not None and self.marks.read else "headline"

    def bare(self) -> Row:
        """The row without anything that belongs to a query."""
        return self._replace(snippet=None, spans=())


class Shape(NamedTuple):
    """What all rows of a list have in common."""

    width: int
    """Cells from edge to edge."""
    density: Density = Density.COMFORTABLE
    snippets: bool = False
    """Whether a line is kept for the snippet."""
    grouping: Grouping = Grouping.NONE
    """What headings the rows stand under: their dates leave out what it says."""
    airy: bool = False
    """Whether a blank line parts a row from the next one."""

    @property
    def room(self) -> int:
        """Cells for the text of a line."""
        return max(1, self.width - INDENT - _MARGIN)

    @property
    def headline_lines(self) -> int:
        """How many lines a headline may take."""
        return 2 if self.width < _NARROW else 1

    @property
    def height(self) -> int:
        """Lines of a row."""
        return 1 if self.density is Density.COMPACT else self.filled + self.airy

    @property
    def filled(self) -> int:
        """Lines of a row that something may stand on."""
        return 1 if self.density is Density.COMPACT else self.headline_lines + 1 + self.snippets


def lay_out(row: Row | None, shape: Shape, signs: Signs) -> list[Line]:
    """The lines of a row, exactly ``shape.height``; of a row that is not loaded yet when ``row`` is None.

    The roles are ``headline``, ``read``, ``meta``, ``snippet``, ``mark``, ``match`` and ``placeholder``. The
    cell for the cursor's bar stays blank.
    """
    if row is None:
        lines = [Line(signs.dot * min(8, shape.room), "placeholder", indent=INDENT)]
    elif shape.density is Density.COMPACT:
        lines = [_compact(row, shape, signs)]
    else:
        lines = [*_headline(row, shape, signs), _facts(row, shape, signs)]
        if row.snippet is not None and shape.snippets:
            lines.append(_snippet(row.snippet, shape.room, signs))
    return lines + [Line("")] * (shape.height - len(lines))


def choose(line: Line, signs: Signs) -> Line:
    """The first line of a row with the sign that it is chosen, between the cursor's bar and the others."""
    spans = ((0, 1, "mark"), *((start + 1, end + 1, role) for start, end, role in line.spans))
    return Line(signs.chosen + line.text, line.role, spans, line.indent - 1)


def _headline(row: Row, shape: Shape, signs: Signs) -> list[Line]:
    """The headline, wrapped, cut where it is longer than its lines."""
    title, spans = _title(row)
    lines: list[Line] = []
    for start, end in wrap(title[: shape.room * (shape.headline_lines + 2)], shape.room):
        last = len(lines) == shape.headline_lines - 1
        shown = text.cut(title[start:], shape.room, ellipsis=signs.ellipsis) if last else title[start:end]
        marks = text.spans_within(spans, start, start + len(shown), "match")
        lines.append(_marked(row, shown, marks, signs) if not lines else _indented(shown, row.role, marks))
        if last:
            break
    return lines


def _compact(row: Row, shape: Shape, signs: Signs) -> Line:
    """Headline, marks and date on one line, the date at the right edge."""
    title, spans = _title(row)
    right = " ".join(filter(None, (*_own_marks(row, signs), _date(row, shape))))
    if text.cells(right) + 8 > shape.room:
        right = ""
    taken = text.cells(right)
    shown = text.cut(title, shape.room - taken - 2 * bool(right), ellipsis=signs.ellipsis)
    line = _marked(row, shown, text.spans_within(spans, 0, len(shown), "match"), signs)
    start = len(line.text) + shape.room - text.cells(shown) - taken
    spans_of_line = (*line.spans, (start, start + len(right), "meta"))
    return line._replace(text=line.text.ljust(start) + right, spans=spans_of_line)


def _facts(row: Row, shape: Shape, signs: Signs) -> Line:
    """Date and paper on the left, marks and numbers on the right."""
    head = row.headline
    source, by = text.one_line(head.source), text.one_line(head.byline or head.dateline)
    facts = [_date(row, shape), source]
    if (shape.width >= _NARROW and by != source) or not any(facts):
        facts.append(by)
    marks = [
        f"{signs.more}{row.copies} version{'' if row.copies == 1 else 's'}" if row.copies else "",
        f"{signs.more}{head.versions - 1}" if head.versions > 1 else "",
        f"{signs.related}{head.related}" if head.related else "",
        *_own_marks(row, signs),
    ]
    right = " ".join(filter(None, marks))
    room = shape.room - (text.cells(right) + 2 if right else 0)
    left = text.cut(f" {signs.dot} ".join(filter(None, facts)), max(1, room), ellipsis=signs.ellipsis)
    if not right:
        return _indented(left, "meta", [])
    words = left + " " * max(1, shape.room - text.cells(left) - text.cells(right))
    return _indented(words + right, "meta", [(len(words), len(words) + len(right), "mark")])


def _date(row: Row, shape: Shape) -> str:
    """The date, without what the heading tells already."""
    published = row.headline.published
    if shape.grouping is Grouping.DAY and published.day_of_month:
        return ""
    return dates.day(published, year=not shape.grouping)


def _own_marks(row: Row, signs: Signs) -> list[str]:
    """What the person has marked: tags and quotes by number, a note, a star."""
    marks = row.marks
    if marks is None:
        return []
    return [
        f"{signs.tag}{marks.tags}" if marks.tags else "",
        f"{signs.quoted}{marks.quotes}" if marks.quotes else "",
        signs.noted if marks.noted else "",
        signs.starred if marks.starred else "",
    ]


def _snippet(snippet: Snippet, room: int, signs: Signs) -> Line:
    """As much of the snippet as a line holds, with its first match in sight."""
    passage = text.safe(snippet.text).replace(text.SOFT_HYPHEN, text.NOTHING).replace("\n", " ")
    passage = passage.replace(UNICODE.ellipsis, signs.ellipsis)
    start = 0
    if snippet.spans and text.cells(passage[: snippet.spans[0][1]]) > room - 1:
        first, last = snippet.spans[0]
        lead = max(0, room - text.cells(passage[first:last])) // 3
        start = max(0, first - lead)
        start = passage.rfind(" ", 0, start) + 1 if " " in passage[max(0, start - 12) : start] else start
    before = signs.ellipsis if start and not passage[start:].startswith(signs.ellipsis) else ""
    shown = text.cut(passage[start:], room - text.cells(before), ellipsis=signs.ellipsis)
    shift = len(before)
    marks = text.spans_within(snippet.spans, start, start + len(shown), "match")
    return _indented(
        before + shown, "snippet", [(first + shift, last + shift, role) for first, last, role in marks]
    )


def _title(row: Row) -> tuple[str, tuple[Span, ...]]:
    """The headline on one line, with its matches where they still fit it."""
    printed = row.headline.headline
    title = text.one_line(printed)
    return title or "(no headline)", row.spans if title == printed else ()


def _marked(row: Row, shown: str, marks: list[tuple[int, int, str]], signs: Signs) -> Line:
    """The first line of a row: the sign for unread, or a blank, before it."""
    sign = f"{signs.unread} " if row.unread else "  "
    shifted = [(start + 2, end + 2, role) for start, end, role in marks]
    return Line(sign + shown, row.role, ((0, 1, "mark"), *shifted), indent=INDENT - 2)


def _indented(shown: str, role: str, marks: list[tuple[int, int, str]]) -> Line:
    return Line(shown, role, tuple(marks), indent=INDENT)
