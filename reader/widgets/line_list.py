"""A short list drawn line by line: rows of any height among lines that belong to none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.strip import Strip

from reader import text
from reader.field_message import FieldMessage
from reader.keys import Scope, bindings
from reader.signs import signs
from reader.text import Line
from reader.widgets.line_pane import LinePane

MARGIN = 2
"""Cells left of every line: the bar of the row that the cursor is on, and a blank."""


@dataclass(frozen=True, slots=True)
class RowLine:
    """A line, and the row that it belongs to, from 0; -1 for headings and what lies between rows."""

    line: Line
    row: int = -1


Drawn = Callable[[int], Sequence[RowLine]]
"""Gives the lines for a width in cells; the rows are numbered from 0 and rise."""


class LineList(LinePane):
    """Rows to choose from; a text without rows is scrolled by the same keys."""

    BINDINGS = bindings(Scope.MOVE)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-list--{role}"
        for role in (
            "bar", "cursor", "heading", "title", "detail", "sign", "wanted", "rail", "here", "note",
            "cut", "added", "removed", "inserted",
        )
    }  # fmt: skip
    DEFAULT_CSS = """
    LineList {
        height: 1fr;
        background: $background;
        & > .line-list--bar, & > .line-list--sign, & > .line-list--here { color: $accent-ink; }
        & > .line-list--heading, & > .line-list--detail, & > .line-list--wanted { color: $meta; }
        & > .line-list--rail, & > .line-list--note { color: $meta; }
        & > .line-list--here { text-style: bold; }
        & > .line-list--cursor { background: $chosen; }
        & > .line-list--cut { color: $meta; }
        & > .line-list--removed { text-style: strike; }
        & > .line-list--inserted { text-style: bold underline; }
        &:ansi > .line-list--heading, &:ansi > .line-list--detail, &:ansi > .line-list--wanted,
        &:ansi > .line-list--rail, &:ansi > .line-list--note, &:ansi > .line-list--cut { text-style: dim; }
        &:ansi > .line-list--cursor, &:nocolor > .line-list--cursor { text-style: bold; }
    }
    """

    cursor: reactive[int] = reactive(0)
    """The row that is chosen, from 0."""

    class Clicked(FieldMessage):
        """A row was clicked; the cursor is on it already."""

        row: int

    def __init__(self, *, id: str | None = None) -> None:
        """Start with nothing to show."""
        super().__init__("line-list", id=id)
        self._drawn: Drawn = _nothing
        self._lines: Sequence[RowLine] = ()
        self._rows: dict[int, range] = {}

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def show(self, drawn: Drawn, cursor: int | None = None) -> None:
        """Show other lines, with the cursor on a row; where none is named, it stays where it is."""
        self._drawn = drawn
        self._draw()
        self.cursor = self.cursor if cursor is None else cursor
        self._reveal()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on the list."""
        return max(0, min(cursor, self.rows - 1))

    def render_line(self, y: int) -> Strip:
        """One line; over the chosen row lies a ground, and a bar beside it."""
        place = y + self.scrolled
        drawn = self._lines[place] if place < len(self._lines) else RowLine(Line(""))
        line = drawn.line._replace(indent=drawn.line.indent + MARGIN)
        if drawn.row < 0 or drawn.row != self.cursor:
            return text.strip(line, self.width, self.style_of)
        bar = text.strip(Line(signs().bar, "bar"), 1, self.style_of, under="cursor")
        rest = line._replace(indent=line.indent - 1)
        return Strip.join([bar, text.strip(rest, self.width - 1, self.style_of, under="cursor")])

    def move(self, by: int) -> None:
        """Choose the row so many steps away; without rows scroll so many lines."""
        if self.rows:
            self.cursor += by
        else:
            self.scroll_to_line(self.scrolled + by)

    def move_to_end(self, *, last: bool) -> None:
        """Choose the first or the last row; without rows go to the first or the last line."""
        if self.rows:
            self.cursor = self.rows - 1 if last else 0
            self._reveal()
        else:
            self.scroll_to_line(len(self._lines) if last else 0)

    @property
    def page(self) -> int:
        """Rows of a page, or lines where there are no rows."""
        height = max(1, self.size.height)
        if not self.rows:
            return max(1, height - 1)
        seen = [row for row, lines in self._rows.items() if self.sees(lines.start)]
        return max(1, len(seen))

    def resting_place(self) -> Offset | None:
        """The terminal's cursor rests on the chosen row."""
        lines = self._rows.get(self.cursor)
        return Offset(0, lines.start - self.scrolled) if lines and self.sees(lines.start) else None

    def watch_cursor(self) -> None:
        """Keep the chosen row in sight."""
        self._reveal()
        self.refresh()

    def on_resize(self) -> None:
        """Draw for another width."""
        self._draw()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Choose the row below the mouse."""
        place = event.y + self.scrolled
        if 0 <= place < len(self._lines) and self._lines[place].row >= 0:
            self.cursor = self._lines[place].row
            self.post_message(self.Clicked(self.cursor))

    def _draw(self) -> None:
        """Make the lines for the present width."""
        if not self.width:
            return
        self._lines = self._drawn(max(8, self.width - MARGIN))
        self._rows = {}
        for place, drawn in enumerate(self._lines):
            if drawn.row >= 0:
                start = self._rows[drawn.row].start if drawn.row in self._rows else place
                self._rows[drawn.row] = range(start, place + 1)
        self.virtual_size = Size(self.width, len(self._lines))
        self.refresh()

    def _reveal(self) -> None:
        """Scroll so that the whole chosen row is in sight, and above the first one everything."""
        lines = self._rows.get(self.cursor)
        if not lines or not self.size.height:
            return
        top = 0 if self.cursor == 0 else lines.start
        end = len(self._lines) if self.cursor == self.rows - 1 else lines.stop
        if top < self.scrolled or end - top > self.size.height:
            self.scroll_to_line(top if end - top <= self.size.height else lines.start)
        elif end > self.scrolled + self.size.height:
            self.scroll_to_line(end - self.size.height)
        self.rest_cursor()


def _nothing(_width: int) -> Sequence[RowLine]:
    """No lines."""
    return ()
