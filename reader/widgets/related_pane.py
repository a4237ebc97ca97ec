"""What hangs together with the open article: related links, who mentions it, what is similar."""

from __future__ import annotations

from typing import ClassVar

from textual.events import Click
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader import text
from reader.keys import Scope, bindings
from reader.messages import FollowLink
from reader.relation_lines import RelatedLine, lines
from reader.relations import Relations, Section, entries
from reader.wrapping import wrap


class RelatedPane(ScrollView, can_focus=True):
    """The relations as a list to choose from."""

    BINDINGS = bindings(Scope.MOVE, Scope.RELATED)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "related-pane--sign",
        "related-pane--title",
        "related-pane--wanted",
        "related-pane--detail",
        "related-pane--cursor",
    }

    cursor: reactive[int] = reactive(1)
    """The number of the chosen entry, from 1."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start with nothing to show."""
        super().__init__(id=id)
        self._sections: tuple[Section, ...] = ()
        self._loaded = False
        self._lines: list[RelatedLine] = []

    def show(self, relations: Relations | None) -> None:
        """Show the relations of an article, or nothing while they are not known."""
        self._sections = relations.sections() if relations else ()
        self._loaded = relations is not None
        self.cursor = max(1, min(self.cursor, len(entries(self._sections))))
        self._draw()

    def restart(self) -> None:
        """Begin at the top, for another article."""
        self.cursor = 1
        self.scroll_home(animate=False)

    def render_line(self, y: int) -> Strip:
        """One line; the chosen entry on its own ground while the pane has the focus."""
        style_of = text.styles_of(self, "related-pane")
        place = y + int(self.scroll_offset.y)
        drawn = self._lines[place] if place < len(self._lines) else RelatedLine(text.Line(""))
        chosen = self.has_focus and drawn.number and drawn.number == self.cursor
        return text.strip(drawn.line, self.size.width, style_of, under="cursor" if chosen else "")

    def watch_cursor(self) -> None:
        """Keep the chosen entry in sight and its line repainted."""
        self._reveal()
        self.refresh()

    def on_focus(self) -> None:
        """The ground of the chosen entry appears."""
        self.refresh()

    def on_blur(self) -> None:
        """The ground of the chosen entry goes."""
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._draw()

    def on_click(self, event: Click) -> None:
        """Choose the entry below the mouse and follow it."""
        place = event.y + int(self.scroll_offset.y)
        if place < len(self._lines) and self._lines[place].number:
            self.cursor = self._lines[place].number
            self.action_open()

    def action_open(self) -> None:
        """Ask for what the chosen entry leads to."""
        if self._sections:
            self.post_message(FollowLink(self.cursor))

    def action_move_down(self) -> None:
        """To the next entry."""
        self._move(1)

    def action_move_up(self) -> None:
        """To the entry before."""
        self._move(-1)

    def action_move_page_down(self) -> None:
        """A screenful of entries on."""
        self._move(self._page())

    def action_move_page_up(self) -> None:
        """A screenful of entries back."""
        self._move(-self._page())

    def action_move_half_down(self) -> None:
        """Half a screenful on."""
        self._move(max(1, self._page() // 2))

    def action_move_half_up(self) -> None:
        """Half a screenful back."""
        self._move(-max(1, self._page() // 2))

    def action_move_top(self) -> None:
        """To the first entry."""
        self.cursor = 1
        self.scroll_home(animate=False)

    def action_move_bottom(self) -> None:
        """To the last entry."""
        self.cursor = max(1, len(entries(self._sections)))

    def _move(self, steps: int) -> None:
        """Choose the entry so many steps away, or the outermost one."""
        self.cursor = max(1, min(self.cursor + steps, len(entries(self._sections))))

    def _page(self) -> int:
        """How many entries of common height fit."""
        return max(1, self.size.height // 3)

    def _draw(self) -> None:
        """Make the lines for the present width."""
        width = self.scrollable_content_region.width
        self._lines = lines(self._sections, width)
        if self._loaded and not self._sections:
            nothing = "Nothing in this archive is related to this article."
            self._lines = [
                RelatedLine(text.Line(nothing[start:end], "detail")) for start, end in wrap(nothing, width)
            ]
        self.virtual_size = Size(width, len(self._lines))
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        """Scroll so that the whole chosen entry is in sight, and above the first one everything."""
        rows = [place for place, line in enumerate(self._lines) if line.number == self.cursor]
        if rows:
            top = 0 if self.cursor == 1 else rows[0]
            region = Region(0, top, 1, rows[-1] - top + 1)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)
