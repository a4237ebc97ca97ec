"""Selecting a stretch of an article: with the mouse, by lines and by words with the keyboard."""

from __future__ import annotations

import re

from textual import events
from textual.geometry import Offset
from textual.selection import Selection

from reader.field_message import FieldMessage
from reader.matches import TOP, Place
from reader.widgets.page_view import PageView

Stretch = tuple[Place, Place]
"""Where a selection begins and ends."""

_WORD = re.compile(r"[\w'’-]+")


class SelectablePage(PageView):
    """A page of which a stretch may be selected; it stays selected in any width."""

    ALLOW_SELECT = True

    class Selected(FieldMessage):
        """Another stretch is selected, or none any more."""

        text: str
        """What the paper printed there, its paragraphs whole; empty for none."""
        by_key: bool
        """Whether it is being selected with the keyboard."""
        by_words: bool
        """Whether that is done word by word."""

    _stretch: Stretch | None = None
    _fixed: Place | None = None
    """Where the selection by keyboard began; None while there is none."""
    _moving: Place = TOP
    """Where it has been moved to."""
    _by_words = False
    """Whether whole words are selected, and not whole lines."""

    @property
    def selected_text(self) -> str:
        """What is selected, as the paper printed it."""
        return self.page_.words(*self._stretch) if self._stretch else ""

    @property
    def selected_source(self) -> tuple[int, int] | None:
        """Where the selection begins and ends in the plain text of the body; None for none of its words."""
        if not self._stretch:
            return None
        first, last = self._stretch
        start, end = self.page_.position(first), self.page_.position(last)
        return (start, end) if start < end else None

    def select(self, stretch: Stretch | None) -> None:
        """Select a stretch, or nothing."""
        if stretch is not None and stretch[0] >= stretch[1]:
            stretch = None
        before, self._stretch = self._stretch, stretch
        if before == stretch:
            return
        for line in self.in_view:
            if self._covers(before, line) != self._covers(stretch, line):
                self.redraw(range(line, line + 1))
        by_key = self._fixed is not None
        self.tell(self.Selected(self.selected_text, by_key, by_key and self._by_words))

    def end_selection(self) -> None:
        """Select nothing any more."""
        self._fixed = None
        if self in self.screen.selections:
            self.screen.clear_selection()
        self.select(None)

    # By keyboard ----------------------------------------------------------------------------------------

    def action_select_lines(self) -> None:
        """Begin to select lines at the first one in view, or at what the cursor rests on; end it again."""
        self._select_by(words=False)

    def action_select_words(self) -> None:
        """The same with words."""
        self._select_by(words=True)

    def _select_by(self, *, words: bool) -> None:
        """Begin to select, go on in the other way, or end what is done in this way already."""
        if self._fixed is not None:
            if self._by_words is words:
                self.end_selection()
                return
        else:
            resting = self.resting_place() or Offset(self.left, 0)
            line = self.scrolled + resting.y
            while line < self.page_.lines - 1 and not self.page_.line(line).text.strip():
                line, resting = line + 1, Offset(self.left, 0)
            if line >= self.page_.lines:
                return
            begun = self.page_.place_at(line, resting.x - self.left) if words else None
            self._fixed = self._moving = begun or self.page_.bounds(line)[0]
        self._by_words = words
        self._select_moved()

    def action_select_word(self, step: int) -> None:
        """Select a word more, or one less."""
        self._moving = self._next_word(step)
        line = self.page_.line_of(self._moving)
        self.extend(line + self.size.height)
        self._show_moved(line)

    def _next_word(self, step: int) -> Place:
        """Where the word after the one that the selection ends with begins, or the one before it."""
        number, parts = self._moving.part, self.page_.parts
        at = self._word_at(self._moving)[0 if step < 0 else 1]
        while True:
            words = parts[number].text
            found = list(_WORD.finditer(words, 0, at))[-1:] if step < 0 else [_WORD.search(words, at)]
            if found and found[0]:
                return Place(number, found[0].start())
            number += step
            if number == len(parts):
                self.page_.link_from(Place(number, 0))  # makes what parts there are still to make
            if not 0 <= number < len(parts):
                return self._moving
            at = len(parts[number].text) if step < 0 else 0

    def _word_at(self, place: Place) -> tuple[int, int]:
        """Where the word at a place begins and ends, or the next one of its part, or the very place."""
        start = max(0, place.offset)
        for word in _WORD.finditer(self.page_.parts[place.part].text):
            if word.end() > start:
                return word.span()
        return start, start

    def move(self, by: int) -> None:
        """Scroll, or while lines are selected move the end of the selection."""
        if self._fixed is None:
            super().move(by)
            return
        self._move_end(self.page_.line_of(self._moving) + by, 1 if by > 0 else -1)

    def move_to_end(self, *, last: bool) -> None:
        """Scroll to the first or last line, or select up to it."""
        super().move_to_end(last=last)
        if self._fixed is not None:
            self._move_end(self.page_.lines - 1 if last else 0, 1 if last else -1)

    def _move_end(self, line: int, step: int) -> None:
        self.extend(line + self.size.height)
        line = max(0, min(line, self.page_.lines - 1))
        while 0 < line < self.page_.lines - 1 and self.page_.is_blank(line):
            line += step
        if self._by_words:
            cell = self.page_.cell_of(self._moving)[1]
            self._moving = self.page_.place_at(line, cell) or self.page_.bounds(line)[0]
        else:
            self._moving = self.page_.bounds(line)[0]
        self._show_moved(line)

    def _show_moved(self, line: int) -> None:
        """Select up to where the selection has been moved, and bring that line into view."""
        self._select_moved()
        if not self.sees(line):
            top = line if line < self.scrolled else line - self.size.height + 1
            self.scroll_to_line(top)
        self.rest_cursor()

    def _select_moved(self) -> None:
        """Select from where the selection began to where it has been moved, lines or words whole."""
        assert self._fixed is not None
        first, last = sorted((self._fixed, self._moving))
        if self._by_words:
            self.select(
                (Place(first.part, self._word_at(first)[0]), Place(last.part, self._word_at(last)[1]))
            )
        else:
            start = self.page_.bounds(self.page_.line_of(first))[0]
            self.select((start, self.page_.bounds(self.page_.line_of(last))[1]))
        self.rest_cursor()

    @property
    def moving_place(self) -> Offset | None:
        """The line and cell that the selection by keyboard has been moved to."""
        if self._fixed is None:
            return None
        if not self._by_words:
            return Offset(0, self.page_.line_of(self._moving))
        line, cell = self.page_.cell_of(Place(self._moving.part, self._word_at(self._moving)[0]))
        return Offset(cell, line)

    # By mouse -------------------------------------------------------------------------------------------

    def selection_updated(self, selection: Selection | None) -> None:
        """The mouse has been moved with its button held down."""
        if selection is None:
            return
        self._fixed = None
        start = self._place(selection.start) if selection.start else TOP
        end = self._place(selection.end) if selection.end else self.page_.nearest_place(1 << 60, 0)
        self.select((start, end))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What Textual copies for Ctrl-c."""
        return (self.selected_text, "\n") if self._stretch else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """What was selected before is so no more."""
        if self._stretch:
            self.end_selection()

    def select_around(self, place: Place, *, paragraph: bool) -> None:
        """Select the word at a place, or its paragraph."""
        words = self.page_.parts[place.part].text
        start, end = 0, len(words)
        if not paragraph:
            for word in _WORD.finditer(words):
                if word.start() <= place.offset < word.end():
                    start, end = word.span()
        self.select((Place(place.part, start), Place(place.part, end)))

    def _place(self, offset: Offset) -> Place:
        """The place that Textual's offset, a character of a drawn line, stands for."""
        return self.page_.nearest_place(offset.y, offset.x - self.left)

    def _covers(self, stretch: Stretch | None, line: int) -> tuple[Place, Place] | None:
        """What of a line is selected."""
        if not stretch or line >= self.page_.lines or self.page_.is_blank(line):
            return None
        start, end = self.page_.bounds(line)
        start, end = max(start, stretch[0]), min(end, stretch[1])
        return (start, end) if start < end else None
