"""What a command printed: plain lines, the long ones wrapped, of which only those in view are drawn."""

from __future__ import annotations

from textual.geometry import Size
from textual.strip import Strip

from reader import text
from reader.keys import Scope, bindings
from reader.widgets.line_pane import LinePane
from reader.wrapping import wrap


class OutputText(LinePane):
    """Scrolls through the lines of a text."""

    BINDINGS = bindings(Scope.MOVE)

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__("output-text", id=id)
        self._text: list[str] = []
        self._lines: list[str] = []

    def show(self, printed: str) -> None:
        """Show a text from its beginning."""
        self._text = [line.expandtabs(8) for line in text.safe(printed).rstrip("\n").split("\n")]
        self._draw()

    def render_line(self, y: int) -> Strip:
        """One line."""
        place = y + self.scrolled
        shown = self._lines[place] if place < len(self._lines) else ""
        return text.strip(text.Line(shown), self.size.width, self.style_of)

    def move(self, by: int) -> None:
        """Scroll so many lines."""
        self.scroll_to_line(self.scrolled + by)

    def move_to_end(self, *, last: bool) -> None:
        """Scroll to the first line or the last one."""
        self.scroll_to_line(len(self._lines) if last else 0)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._draw()

    def _draw(self) -> None:
        """Wrap the text for the width there is."""
        if not (width := self.width):
            return
        self._lines = []
        for line in self._text:
            if len(line) <= width and text.cells(line) <= width:
                self._lines.append(line)
            else:
                self._lines += [line[start:end] for start, end in wrap(line, width)] or [""]
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()
