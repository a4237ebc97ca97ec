"""The page of an article in a pane: drawn line by line, scrolled, laid out anew for another width."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from time import perf_counter
from typing import NamedTuple

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader import hyperlinks, text
from reader.field_message import FieldMessage
from reader.layout import Page
from reader.matches import TOP, Place
from reader.relation_lines import RelatedLine
from reader.signs import Signs, signs
from reader.text import Line
from reader.widgets.hinted_pane import HintedPane

Appendix = Callable[[int], Sequence[RelatedLine]]
"""Gives the lines that follow the article, for a column of so many cells."""

NARROWEST, WIDEST = 24, 160
"""Limits of the set column, in cells."""
_SLICE = 0.008
"""Seconds that a long page is worked on before the keyboard has its turn."""
_TOLD = 0.25
"""Seconds after which the scrollbar learns how much longer a page has become that is being laid out."""
_MARGIN = 2


class Spot(NamedTuple):
    """What is read: a place in the article, or a line of what follows it."""

    place: Place
    group: int = -1
    """Which group of lines of what follows; -1 for the article itself. An entry's lines are a group."""
    line: int = 0
    """Which line of the group."""


class PageView(HintedPane):
    """An article in a column, from its headline to its original url, and what is made to follow it.

    What is in view is laid out at once, the rest little by little while nothing else is to be done.
    """

    column: reactive[int] = reactive(72, repaint=False, init=False)
    """Cells of a line of text, where the pane is wide enough."""

    class Progressed(FieldMessage):
        """Another share of the article has been seen."""

        percent: int
        """How much of it lies above the lower edge of the pane."""

    def __init__(self, prefix: str, *, signs_: Signs | None = None, id: str | None = None) -> None:
        """An empty page, drawn with ``signs_`` or else with the signs of the terminal."""
        super().__init__(prefix, id=id)
        self.signs = signs_ or signs()
        self.page_ = Page(iter(()), 1, self.signs)
        """The page that is shown."""
        self._appendix: Appendix | None = None
        self._appended: Sequence[RelatedLine] = ()
        self._is_working = False
        self._is_drawn = False
        self._told_at = 0.0
        self._anchor = (0, Spot(TOP))
        """The line at the top when the page was last drawn, and what it was drawn for."""
        self._percent = -1
        self._strips: LRUCache[int, Strip] = LRUCache(1024)

    # What is shown --------------------------------------------------------------------------------------

    def open(self, page: Page, appendix: Appendix | None, place: Place) -> None:
        """Show another page from a place on."""
        self.page_ = page
        self._strips.clear()
        self._appendix = appendix
        self._percent = -1
        self._hints = {}
        self._draw(Spot(place))

    def annotate(self, words: str) -> None:
        """Put other words behind the facts of the article; what is read stays where it is."""
        line, spot = self._anchor
        if self.scrolled != line:
            spot = self._spot
        page = self.page_.annotated(words)
        if page is not self.page_:
            self.page_ = page
            self._draw(spot)

    @property
    def is_finished(self) -> bool:
        """Whether the last line of the article has come into view."""
        return self.page_.is_whole and self.scrolled + self.size.height >= self.page_.lines

    def set_appendix(self, appendix: Appendix | None) -> None:
        """Let other lines follow the article, or none; what is read stays where it is."""
        self._appendix = appendix
        self._append()
        self.refresh()

    @property
    def place(self) -> Place:
        """The place in the article at the top of the pane."""
        return self.page_.place(self.scrolled)

    @property
    def position(self) -> int:
        """The same as an offset into the plain text of the article's body; 0 at its top."""
        return self.page_.position(self.place) if self.scrolled else 0

    def scroll_to_appendix(self) -> None:
        """Bring what follows the article to the top of the pane, or as near to it as there are lines."""
        self.extend(sys.maxsize)
        self.scroll_to_line(self.page_.lines + 1)

    # What a page of a kind says of itself ---------------------------------------------------------------

    def line_of_page(self, number: int) -> Line:
        """A line of the article as it is drawn."""
        return self.page_.line(number)

    def worked(self) -> None:
        """Called when more of the page is laid out and searched."""

    def tell(self, fact: Message) -> None:
        """Post a fact as this pane's own, whoever called: what a parent posts goes no further than itself."""
        self.post_message(fact.set_sender(self))

    # Drawing --------------------------------------------------------------------------------------------

    @property
    def column_width(self) -> int:
        """Cells of the column."""
        return max(1, min(self.column, self._room))

    @property
    def left(self) -> int:
        """Cells before the column, which stands in the middle."""
        return max(0, (self.width - self.column_width) // 2)

    @property
    def _room(self) -> int:
        """Cells that the column may have at most."""
        return self.width - 2 * (_MARGIN if self.width > 40 else 1)

    def render_line(self, y: int) -> Strip:
        """One line of what is in view."""
        if not self._is_drawn:  # Textual paints once before it tells of the size
            self._lay_out_anew()
        number = y + self.scrolled
        strip = self._strips.get(number)
        if strip is None:
            line = self._line(number)
            links = line.links if hyperlinks.drawn() else ()
            line = line._replace(indent=line.indent + self.left, links=links)
            strip = text.strip(line, self.width, self.style_of).apply_offsets(0, number)
            if line.margin:
                strip = self._with_margin(strip, line.margin)
            self._strips[number] = strip
        return self.hinted(strip, number) if self._hints else strip

    def _with_margin(self, strip: Strip, sign: str) -> Strip:
        """A line with a sign before the column."""
        cell = max(0, self.left - 2)
        drawn = Strip([Segment(sign, self.style_of("sign"))], 1)
        return Strip.join([strip.crop(0, cell), drawn, strip.crop(cell + 1)])

    def redraw(self, lines: range) -> None:
        """Draw some lines anew, as far as they are in view."""
        for line in range(max(lines.start, self.scrolled), min(lines.stop, self.scrolled + self.size.height)):
            self._strips.discard(line)
            self.refresh_line(line)

    def redraw_all(self) -> None:
        """Draw every line anew."""
        self._strips.clear()
        self.refresh()

    def forget_drawn(self) -> None:
        """Draw the lines anew; the layout stays."""
        self._strips.clear()

    @property
    def in_view(self) -> range:
        """The lines in view."""
        return range(self.scrolled, self.scrolled + self.size.height)

    def appended_at(self, number: int) -> tuple[int, RelatedLine] | None:
        """Which line of what follows the article a line of the pane is."""
        further = number - self.page_.lines - 1
        if self.page_.is_whole and 0 <= further < len(self._appended):
            return further, self._appended[further]
        return None

    def _line(self, number: int) -> Line:
        """A line of the article or of what follows it."""
        appended = self.appended_at(number)
        return appended[1].line if appended else self.line_of_page(number)

    def _draw(self, spot: Spot) -> None:
        """Draw the page from what is read on, and begin to lay out the rest."""
        self._anchor = (self.scrolled, spot)
        self._is_drawn = bool(self.size.height)
        if not self._is_drawn:
            return
        top = self.page_.line_of(spot.place)
        self.page_.extend(top + 2 * self.size.height)
        self.work_for_a_while()
        if spot.group >= 0:
            self.page_.extend(sys.maxsize)
        self._append()
        if spot.group >= 0 and self._appended:
            top = self.page_.lines + 1 + _line_of(self._appended, spot)
        self.scroll_to_line(top)
        self._anchor = (self.scrolled, spot)
        self.refresh()
        self.rest_cursor()
        self._work()

    def _append(self) -> None:
        """Put what follows behind the last line, once that is known."""
        whole = self.page_.is_whole and self.page_.lines > 0
        self._appended = self._appendix(self.column_width) if whole and self._appendix else ()
        height = self.page_.lines + (len(self._appended) + 1 if self._appended else 0)
        self.virtual_size = Size(self.width, height)
        self._strips.clear()
        self._told_at = perf_counter()
        self._tell_progress()

    # Working ahead --------------------------------------------------------------------------------------

    def _work(self) -> None:
        """Begin to lay out and to search what is not in view, once the pane has a size and is painted."""
        if not self._is_working and self.size.height:
            self._is_working = True
            self.call_after_refresh(self._go_on)

    def work_for_a_while(self) -> bool:
        """Work for one slice of time; whether there is more to do."""
        until = perf_counter() + _SLICE
        more = True
        while more and perf_counter() < until:
            more = self.page_.step()
        return more

    def _go_on(self) -> None:
        """Work for one slice of time; come back while there is more."""
        was_whole = self.page_.is_whole
        more = self._is_working = self.work_for_a_while()
        is_whole = self.page_.is_whole
        if not was_whole and (is_whole or perf_counter() - self._told_at > _TOLD):
            self._append()
            self.redraw(range(self.page_.lines, sys.maxsize) if is_whole else range(0))
        self.worked()
        if more:
            self.call_after_refresh(self._go_on)

    def search_on(self) -> None:
        """Look for what is searched, in what is not in view too."""
        self._work()

    def extend(self, lines: int) -> None:
        """Lay out so many lines now."""
        if not self.page_.is_whole:
            self.page_.extend(lines)
            self._append()

    def _tell_progress(self) -> None:
        """Say how much has been seen, where that has changed and can be known."""
        lines = self.page_.lines
        if self.size.height and lines and self.page_.is_whole:
            percent = min(100, 100 * (self.scrolled + self.size.height) // lines)
            if percent != self._percent:
                self._percent = percent
                self.tell(self.Progressed(percent))

    # Going places ---------------------------------------------------------------------------------------

    def move(self, by: int) -> None:
        """Scroll by so many lines."""
        self.extend(self.scrolled + by + 2 * self.size.height)
        self.scroll_to_line(self.scrolled + by)

    def move_to_end(self, *, last: bool) -> None:
        """Scroll to the headline or to the last line."""
        if last:
            self.extend(sys.maxsize)
        self.scroll_to_line(self.virtual_size.height if last else 0)

    def reveal(self, line: int) -> None:
        """Bring a line into view, a third down the pane when it is not there."""
        if not self.sees(line):
            self.extend(line + self.size.height)
            self.scroll_to_line(line - self.size.height // 3)
        self.rest_cursor()

    # Events ---------------------------------------------------------------------------------------------

    def scrolled_to(self, line: int) -> None:
        """Say how far one has read."""
        self._tell_progress()

    def validate_column(self, column: int) -> int:
        """Keep it within what can be read."""
        return max(NARROWEST, min(column, WIDEST))

    def watch_column(self) -> None:
        """Lay the article out in another column."""
        self._lay_out_anew()

    def on_resize(self) -> None:
        """Lay the article out for another pane; only as far as needed where it has merely become higher."""
        if self.page_.width != self.column_width or not self._is_drawn:
            self._lay_out_anew()
        else:
            self.extend(self.scrolled + 2 * self.size.height)
            self._append()
            self._work()
        self.call_after_refresh(self.rest_cursor)

    def _lay_out_anew(self) -> None:
        """Keep the line that is read where it is, however wide the column has become."""
        line, spot = self._anchor
        if self.scrolled != line:
            spot = self._spot
        if self.page_.width != self.column_width:
            self.page_ = self.page_.resized(self.column_width)
        self._draw(spot)

    @property
    def _spot(self) -> Spot:
        """What is read at the top of the pane."""
        if appended := self.appended_at(self.scrolled):
            return _spot_of(self._appended, appended[0], self.place)
        return Spot(self.place)


def _spot_of(lines: Sequence[RelatedLine], at: int, place: Place) -> Spot:
    """The group of lines that a line of what follows belongs to, and which of them it is."""
    group = line = 0
    for before, here in pairwise(lines[: at + 1]):
        same = before.number == here.number
        group, line = (group, line + 1) if same else (group + 1, 0)
    return Spot(place, group, line)


def _line_of(lines: Sequence[RelatedLine], spot: Spot) -> int:
    """The line of what follows that a spot is now."""
    groups = [0]
    for at, (before, here) in enumerate(pairwise(lines), 1):
        if before.number != here.number:
            groups.append(at)
    group = min(spot.group, len(groups) - 1)
    end = groups[group + 1] if group + 1 < len(groups) else len(lines)
    return min(groups[group] + spot.line, end - 1)
