"""What hangs together with the open article: related links, who mentions it, what is similar."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.strip import Strip

from reader import text
from reader.hints import Target
from reader.keys import Scope, bindings
from reader.messages import FollowLink
from reader.relation_lines import RelatedLine, lines
from reader.relations import Relations, Section, entries
from reader.signs import signs
from reader.widgets.hinted_pane import HintedPane
from reader.wrapping import wrap

_NOTHING = "Nothing in this archive is related to this article."
_ENTRY_LINES = 3
_MARGIN = 2
"""Cells before the lines; behind them, beside the scrollbar, there is one."""


class RelatedPane(HintedPane):
    """The relations as a list to choose from."""

    BINDINGS = bindings(Scope.MOVE, Scope.RELATED)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "related-pane--sign",
        "related-pane--title",
        "related-pane--wanted",
        "related-pane--detail",
        "related-pane--cursor",
        "related-pane--bar",
        "related-pane--hint",
    }

    cursor: reactive[int] = reactive(1)
    """The number of the chosen entry, from 1."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start with nothing to show."""
        super().__init__("related-pane", id=id)
        self._sections: tuple[Section, ...] = ()
        self._loaded = False
        self._lines: list[RelatedLine] = []

    def show(self, relations: Relations | None) -> None:
        """Show the relations of an article, or nothing while they are not known."""
        self._sections = relations.sections() if relations else ()
        self._loaded = relations is not None
        self.move(0)
        self._draw()

    def restart(self) -> None:
        """Begin at the top, for another article."""
        self.move_to_end(last=False)

    def render_line(self, y: int) -> Strip:
        """One line; beside the chosen entry a bar, while the pane has the focus."""
        return self.hinted(self._drawn(y + self.scrolled), y + self.scrolled)

    def _drawn(self, place: int) -> Strip:
        """A line without the letters of a hint."""
        drawn = self._lines[place] if place < len(self._lines) else RelatedLine(text.Line(""))
        chosen = self.has_focus and drawn.number and drawn.number == self.cursor
        line = drawn.line._replace(indent=drawn.line.indent + _MARGIN)
        if not chosen:
            return text.strip(line, self.width, self.style_of)
        bar = text.strip(text.Line(signs().bar, "bar"), 1, self.style_of, under="cursor")
        rest = line._replace(indent=line.indent - 1)
        return Strip.join([bar, text.strip(rest, self.width - 1, self.style_of, under="cursor")])

    def move(self, by: int) -> None:
        """Choose the entry so many steps away, or the outermost one."""
        self.cursor = max(1, min(self.cursor + by, len(entries(self._sections))))

    def move_to_end(self, *, last: bool) -> None:
        """Choose the first entry or the last one."""
        self.cursor = len(entries(self._sections)) if last and self._sections else 1
        self._reveal()

    @property
    def page(self) -> int:
        """How many entries of common height fit."""
        return max(1, self.size.height // _ENTRY_LINES)

    def targets(self) -> list[Target]:
        """The entries whose first line is in view."""
        found: dict[int, Target] = {}
        for place, drawn in enumerate(self._lines):
            if drawn.number and drawn.number not in found:
                found[drawn.number] = Target(place, _MARGIN, FollowLink(drawn.number))
        return [target for target in found.values() if self.sees(target.line)]

    def resting_place(self) -> Offset | None:
        """The terminal's cursor rests on the chosen entry."""
        rows = self._rows()
        return Offset(0, rows.start - self.scrolled) if rows and self.sees(rows.start) else None

    def watch_cursor(self) -> None:
        """Keep the chosen entry in sight."""
        self._reveal()
        self.refresh()

    def watch_has_focus(self, has_focus: bool) -> None:
        """The ground of the chosen entry comes and goes with the focus."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Choose the entry below the mouse and follow it."""
        place = event.get_content_offset_capture(self).y + self.scrolled
        if 0 <= place < len(self._lines) and self._lines[place].number:
            self.cursor = self._lines[place].number
            self.action_open()

    def action_open(self) -> None:
        """Ask for what the chosen entry leads to."""
        if self._sections:
            self.post_message(FollowLink(self.cursor))

    def _rows(self) -> range:
        """The lines of the chosen entry."""
        rows = [place for place, line in enumerate(self._lines) if line.number == self.cursor]
        return range(rows[0], rows[-1] + 1) if rows else range(0)

    def _draw(self) -> None:
        """Make the lines for the present width."""
        width = max(1, self.width - _MARGIN - 1)
        self._lines = lines(self._sections, width)
        if self._loaded and not self._sections:
            self._lines = [
                RelatedLine(text.Line(_NOTHING[start:end], "detail")) for start, end in wrap(_NOTHING, width)
            ]
        self.virtual_size = Size(width + _MARGIN, len(self._lines))
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        """Scroll so that the whole chosen entry is in sight, and above the first one everything."""
        rows = self._rows()
        if not rows:
            return
        top = 0 if self.cursor == 1 else rows.start
        if top < self.scrolled:
            self.scroll_to_line(top)
        elif rows.stop > self.scrolled + self.size.height:
            self.scroll_to_line(rows.stop - self.size.height)
        self.rest_cursor()
