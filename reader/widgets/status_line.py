"""The line at the bottom: the trail that led here, or a word about what was just done; place and keys."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from reader import dates, text
from reader.signs import signs

_GAP = 3
_SECONDS = 6.0
_PACE = 15
"""Characters of a long message that are read in a second."""


class ListPlace(NamedTuple):
    """Where in the list the cursor is."""

    row: int = 0
    """From 1."""
    rows: int = 0
    day: int = 0
    """When the article of the row appeared, ``YYYYMMDD``; 0 when the list is not in an order of time."""
    chosen: int = 0
    """How many articles are chosen."""

    def __str__(self) -> str:
        """``3 chosen   Apr 1998 · 312 of 19,043``."""
        month = dates.day(dates.published(self.day // 100 * 100))
        row = f"{self.row:,} of {self.rows:,}" if self.rows else ""
        chosen = f"{self.chosen:,} chosen" if self.chosen else ""
        return "   ".join(filter(None, (chosen, f" {signs().dot} ".join(filter(None, (month, row))))))


class WholeMessage(Static):
    """A message that the line has no room for; lies over it and over what is above it while it is told."""


class StatusLine(Widget):
    """One line: trail or message on the left; what is being typed, the place and keys on the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status-line--key", "status-line--here", "status-line--message"}

    trail: reactive[tuple[str, ...]] = reactive(())
    """Headlines from the first article opened to the present one."""
    match: reactive[tuple[int, int]] = reactive((0, 0))
    """Which match of how many one is at."""
    percent: reactive[int] = reactive(0)
    """How much of the article has been seen."""
    place: reactive[ListPlace] = reactive(ListPlace())
    """Where in the list one is."""
    reading: reactive[bool] = reactive(False)
    """Whether the place in the article matters."""
    hints: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Keys and what they do where the focus is."""
    bare: reactive[bool] = reactive(False)
    """Whether nothing but the message is shown."""
    typed: reactive[str] = reactive("")
    """What was typed of a command that is not complete yet."""
    message: reactive[str] = reactive("")
    """What was just done; takes the trail's place for a while."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._clearing: Timer | None = None
        self._whole: WholeMessage | None = None
        """Made for the first message that is too long."""

    def say(self, message: str) -> None:
        """Show a message for some seconds, a long one for as long as it takes to read."""
        self.message = message
        if self._clearing is not None:
            self._clearing.stop()
        self._clearing = self.set_timer(max(_SECONDS, len(message) / _PACE), self.hush)

    def hush(self) -> None:
        """Take the message away."""
        self.message = ""

    def watch_message(self) -> None:
        """Where the line is hidden, it is seen while there is something to say."""
        self.set_class(bool(self.message or self.typed), "-saying")
        self._show_whole()

    def on_resize(self) -> None:
        """There may be room for the message now, or none any more."""
        self._show_whole()

    def _show_whole(self) -> None:
        """Lay a message over the screen that is longer than the line."""
        width = self.size.width or self.screen.size.width
        is_long = cell_len(self.message) > width
        if is_long and self._whole is None:
            self._whole = WholeMessage()
            self.screen.mount(self._whole)
        if self._whole is not None:
            self._whole.update(text.content(self.message) if is_long else Content())
            self._whole.display = is_long

    def watch_typed(self) -> None:
        """The same."""
        self.set_class(bool(self.message or self.typed), "-saying")

    def render(self) -> Content:
        """The line for the present width: where it is narrow keys go first, then the trail's beginning; for a
        message the place goes as well."""
        width = self.size.width
        place = "" if self.bare else self._place()
        shown = [] if self.bare else list(self.hints)
        needed = cell_len(self.message) if self.message else min(width // 2, self._trail_cells())
        right = self._right(place, shown)
        while shown and right.cell_length + _GAP + needed > width:
            del shown[0 if len(shown) > 1 else -1]
            right = self._right(place, shown)
        if self.message and right.cell_length + _GAP + needed > width:
            right = self._right("", [])
        room = max(0, width - right.cell_length - (_GAP if right.plain else 0))
        left = self._left(room)
        return Content.assemble(left, " " * max(0, width - left.cell_length - right.cell_length), right)

    def _trail_cells(self) -> int:
        """How wide the whole trail would be."""
        return sum(cell_len(headline) for headline in self.trail) + 3 * max(0, len(self.trail) - 1)

    def _place(self) -> str:
        """Where in the article one is, ``match 3 of 17  31 %``, or in the list."""
        number, total = self.match
        if not self.reading:
            return str(self.place)
        matches = f"{total:,} match{'' if total == 1 else 'es'}"
        parts = [f"match {number} of {total}" if number else matches] if total else []
        return "   ".join([*parts, f"{self.percent} %"])

    def _right(self, place: str, hints: list[tuple[str, str]]) -> Content:
        """What is being typed, left of the place as in vim, so that nothing else moves; place and keys."""
        key = self.get_visual_style("status-line--key")
        parts = [Content(part) for part in (self.typed, place) if part]
        parts += [Content.assemble((name, key), f" {label}") for name, label in hints]
        return Content("   ").join(parts)

    def _left(self, room: int) -> Content:
        """The message, or as much of the trail's end as fits, the present article last."""
        if self.message:
            said = text.content(text.cut(self.message, room))
            return said.stylize(self.get_visual_style("status-line--message"))
        if not self.trail or room < 8:
            return Content()
        here = text.cut(self.trail[-1], room)
        line = text.content(here).stylize(self.get_visual_style("status-line--here"))
        left = room - cell_len(here)
        step = f" {signs().step} "
        for headline in reversed(self.trail[:-1]):
            share = min(left - len(step), max(16, room // 4))
            if share < 10:
                break
            part = text.content(text.cut(headline, share))
            line = Content.assemble(part, step, line)
            left -= part.cell_length + len(step)
        return line
