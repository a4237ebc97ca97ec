"""The trail as a tree to move through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.strip import Strip

from reader import text
from reader.field_message import FieldMessage
from reader.keys import Scope, bindings
from reader.signs import signs
from reader.trail import Row, Step, lay_out
from reader.widgets.line_pane import LinePane

_MARGIN = 2


class TrailTree(LinePane):
    """Rows of which those with a step can be chosen."""

    BINDINGS = bindings(Scope.MOVE)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "trail-tree--title",
        "trail-tree--heading",
        "trail-tree--guide",
        "trail-tree--meta",
        "trail-tree--here",
        "trail-tree--cursor",
        "trail-tree--bar",
    }
    DEFAULT_CSS = """
    TrailTree {
        & > .trail-tree--heading { color: $text-muted; }
        & > .trail-tree--guide { color: $text-disabled; }
        & > .trail-tree--meta { color: $text-muted; }
        & > .trail-tree--here { color: $text-accent; }
        & > .trail-tree--cursor { background: $boost; }
        & > .trail-tree--bar { color: $text-accent; }
    }
    """

    cursor: reactive[int] = reactive(0, init=False)
    """Which row is chosen, from 0."""

    class Chosen(FieldMessage):
        """A step was clicked that was chosen already."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty tree."""
        super().__init__("trail-tree", id=id)
        self._rows: Sequence[Row] = ()
        self._here: int | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._rows

    @property
    def step(self) -> Step | None:
        """The chosen step; None in an empty tree."""
        return self._rows[self.cursor].step if self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[Row], here: int | None) -> None:
        """Show other rows; the chosen visit stays so, else the first one found, else ``here``, is chosen."""
        before = self.step.visit.id if self.step else here
        self._rows, self._here = rows, here
        places = [
            place for place, row in enumerate(rows) if row.step and row.found and row.step.visit.id == before
        ] or [place for place, row in enumerate(rows) if row.step and row.found]
        self.set_reactive(TrailTree.cursor, places[0] if places else 0)
        self.virtual_size = Size(self.width, len(rows))
        self._reveal()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row."""
        place = y + self.scrolled
        if place >= len(self._rows):
            return Strip.blank(self.width, self.style_of())
        row = self._rows[place]
        here = row.step is not None and row.step.visit.id == self._here
        line = lay_out(row, max(1, self.width - _MARGIN - 1), signs(), here=here)
        if place != self.cursor or row.step is None:
            return text.strip(line._replace(indent=_MARGIN), self.width, self.style_of)
        bar = text.strip(text.Line(signs().bar, "bar"), 1, self.style_of, under="cursor")
        rest = text.strip(line._replace(indent=_MARGIN - 1), self.width - 1, self.style_of, under="cursor")
        return Strip.join([bar, rest])

    def move(self, by: int) -> None:
        """Choose the step so many steps on; a day is no step."""
        at, left, way = self.cursor, abs(by), 1 if by > 0 else -1
        best = at
        while left and 0 <= at + way < len(self._rows):
            at += way
            if self._rows[at].step is not None:
                best, left = at, left - 1
        self.cursor = best

    def move_to_end(self, *, last: bool) -> None:
        """Choose the first step or the last one."""
        self.move(len(self._rows) if last else -len(self._rows))
        if not last:
            self.scroll_to_line(0)

    def resting_place(self) -> Offset | None:
        """The terminal's cursor rests on the chosen step."""
        return Offset(_MARGIN, self.cursor - self.scrolled) if self.sees(self.cursor) else None

    def watch_cursor(self) -> None:
        """Keep the chosen step in sight."""
        self._reveal()
        self.refresh()

    def on_resize(self) -> None:
        """Draw for another width."""
        self.virtual_size = Size(self.width, len(self._rows))
        self._reveal()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the step below the mouse; a second click goes there."""
        place = event.y + self.scrolled
        if place >= len(self._rows) or self._rows[place].step is None:
            return
        if place == self.cursor:
            self.post_message(self.Chosen())
        self.cursor = place

    def _reveal(self) -> None:
        """Scroll so that the chosen step is in sight, with the day above it."""
        if not self.size.height:
            return
        top = self.cursor
        if top and self._rows[top - 1].step is None:
            top -= 1
        if top < self.scrolled:
            self.scroll_to_line(top)
        elif self.cursor >= self.scrolled + self.size.height:
            self.scroll_to_line(self.cursor - self.size.height + 1)
        self.rest_cursor()
