"""What the panes have in common that are drawn line by line: scrolling, moving, the terminal's cursor."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.geometry import Offset
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender

from reader import text
from reader.signs import signs


class _WholeCells(ScrollBarRender):
    """A scrollbar without blocks of parts of a cell."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]


class LinePane(ScrollView, can_focus=True, inherit_bindings=False):
    """A pane that draws its lines itself and is moved through with the keys of ``Scope.MOVE``.

    A pane says with :meth:`move` what moving means, and with :meth:`resting_place` where the terminal's own
    cursor belongs, which screen readers and braille lines follow though it is not drawn.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LinePane {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    def __init__(self, prefix: str, *, id: str | None = None) -> None:
        """A pane whose component classes begin with ``prefix--``."""
        super().__init__(id=id)
        self._styles: dict[tuple[str, ...], Style] = {}
        self._find_style = text.styles_of(self, prefix)

    def style_of(self, *roles: str) -> Style:
        """The style of roles, each a component class, laid over the page in turn."""
        style = self._styles.get(roles)
        if style is None:
            style = self._styles[roles] = self._find_style(*roles)
        return style

    def on_mount(self) -> None:
        """On terminals that know only ASCII the scrollbar's thumb moves by whole cells."""
        if signs().ascii:
            self.vertical_scrollbar.renderer = _WholeCells  # type: ignore[misc] # Textual allows it

    # What a pane says of itself -------------------------------------------------------------------------

    def move(self, by: int) -> None:
        """Go so many rows or lines on, or back when negative."""
        raise NotImplementedError

    def move_to_end(self, *, last: bool) -> None:
        """Go to the first row or line, or to the last one."""
        raise NotImplementedError

    @property
    def page(self) -> int:
        """How many rows or lines a page is."""
        return max(1, self.size.height - 1)

    def move_page(self, pages: float) -> None:
        """Go so many pages on, or back when negative: one row or line at least."""
        self.move(round(pages * self.page) or (1 if pages > 0 else -1))

    def resting_place(self) -> Offset | None:
        """Where in the pane the terminal's cursor belongs; None for nowhere."""
        return None

    def forget_drawn(self) -> None:
        """Draw every line anew when it is next needed: the colours have changed."""

    # Scrolling ------------------------------------------------------------------------------------------

    @property
    def width(self) -> int:
        """Cells of a line: all but the column of the scrollbar, which Textual counts as content."""
        return max(0, self.size.width - self.scrollbar_size_vertical)

    @property
    def scrolled(self) -> int:
        """The line at the top of the pane."""
        return int(self.scroll_offset.y)

    def scroll_to_line(self, line: int) -> None:
        """Bring a line to the top of the pane at once, or as near to it as there are lines."""
        self.scroll_to(y=max(0, line), animate=False, force=True, immediate=True)

    def sees(self, line: int) -> bool:
        """Whether a line is in view."""
        return self.scrolled <= line < self.scrolled + self.size.height

    def rest_cursor(self) -> None:
        """Put the terminal's cursor where it belongs, while this pane has the focus."""
        if self.has_focus and (place := self.resting_place()) is not None:
            self.app.cursor_position = self.content_region.offset + place

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw what comes into view; the scrollbar only where that moves its thumb."""
        if self._thumb_at(old_value) == self._thumb_at(new_value):
            self.vertical_scrollbar.set_reactive(ScrollBar.position, new_value)
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.scrolled_to(round(new_value))
            self.rest_cursor()

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        """Tell a scrollbar that has just come where one is: Textual tells it only of later scrolling."""
        if shown:
            self.vertical_scrollbar.position = self.scroll_y

    def _thumb_at(self, scrolled: float) -> int:
        """Where the scrollbar's thumb begins, in the eighths of a cell in which it is drawn."""
        bar = self.vertical_scrollbar
        rest = bar.window_virtual_size - bar.window_size
        if rest <= 0:
            return 0
        thumb = max(1.0, bar.window_size * bar.size.height / bar.window_virtual_size)
        return int((bar.size.height - thumb) * scrolled / rest * 8)

    def scrolled_to(self, line: int) -> None:
        """Called when another line has come to the top of the pane."""

    def watch_has_focus(self, has_focus: bool) -> None:
        """Take the terminal's cursor here."""
        super().watch_has_focus(has_focus)
        self.rest_cursor()

    def notify_style_update(self) -> None:
        """Draw anew in other colours."""
        super().notify_style_update()
        self._styles.clear()
        self.forget_drawn()

    # Actions --------------------------------------------------------------------------------------------

    def action_move_down(self) -> None:
        """One down."""
        self.move(1)

    def action_move_up(self) -> None:
        """One up."""
        self.move(-1)

    def action_move_page_down(self) -> None:
        """A page down."""
        self.move_page(1)

    def action_move_page_up(self) -> None:
        """A page up."""
        self.move_page(-1)

    def action_move_half_down(self) -> None:
        """Half a page down."""
        self.move_page(0.5)

    def action_move_half_up(self) -> None:
        """Half a page up."""
        self.move_page(-0.5)

    def action_move_top(self) -> None:
        """To the beginning."""
        self.move_to_end(last=False)

    def action_move_bottom(self) -> None:
        """To the end."""
        self.move_to_end(last=True)
