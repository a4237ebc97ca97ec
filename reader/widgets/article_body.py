"""The text of an article: drawn line by line, searched, with its links to choose from."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import ClassVar

from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from index.article import Article
from reader import text
from reader.keys import Scope, bindings
from reader.layout import Find, Match, Page, Place
from reader.messages import FollowInline
from reader.parts import parts
from reader.signs import Signs, signs
from reader.text import Line
from reader.widgets.line_pane import LinePane

Appendix = Callable[[int], Sequence[Line]]
"""Gives the lines that follow the article, for a column of so many cells."""

_SLICE = 0.008
"""Seconds that a long page is worked on before the keyboard has its turn."""
_MARGIN = 2
_UNTOLD = (-1, -1)


class ArticleBody(LinePane):
    """An article in a column, from its headline to its original url, and what is made to follow it.

    What is in view is laid out at once, the rest little by little while nothing else is to be done.
    """

    BINDINGS = bindings(Scope.MOVE, Scope.ARTICLE)
    ROLES: ClassVar[tuple[str, ...]] = (
        "headline", "meta", "rule", "lede", "text", "heading", "quote", "item", "table", "code", "credit",
        "note", "lead", "strong", "emphasis", "fixed", "link", "image", "number", "link-chosen", "match",
        "match-now", "title", "wanted", "detail", "sign",
    )  # fmt: skip
    """Each has a component class; the last four are for the lines that follow the article."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article-body--{role}" for role in ROLES}
    DEFAULT_CSS = """
    ArticleBody {
        & > .article-body--headline { text-style: bold; }
        & > .article-body--meta { color: $text-muted; }
        & > .article-body--rule { color: $text-disabled; }
        & > .article-body--heading { text-style: bold; }
        & > .article-body--lead { color: $text-muted; text-style: not bold; }
        & > .article-body--credit { color: $text-muted; text-style: italic; }
        & > .article-body--note { color: $text-muted; }
        & > .article-body--number { color: $text-muted; text-style: not underline; }
        & > .article-body--strong { text-style: bold; }
        & > .article-body--emphasis { text-style: italic; }
        & > .article-body--image { color: $text-muted; text-style: italic; }
        & > .article-body--link { text-style: underline; }
        & > .article-body--link-chosen { text-style: reverse; }
        & > .article-body--match { color: $text; background: $warning-muted; text-style: underline; }
        & > .article-body--match-now { text-style: bold reverse; }
        & > .article-body--wanted { color: $text-muted; }
        & > .article-body--detail { color: $text-muted; }
        & > .article-body--sign { color: $text-accent; }
    }
    """

    column: reactive[int] = reactive(72, repaint=False, init=False)
    """Cells of a line of text, where the pane is wide enough."""

    @dataclass
    class Matched(Message):
        """Another match is the present one, or more of them are known."""

        number: int
        """The present match, from 1; 0 while none has been gone to."""
        total: int
        """How many there are."""

    @dataclass
    class Progressed(Message):
        """Another share of the article has been seen."""

        percent: int
        """How much of it lies above the lower edge of the pane."""

    @dataclass
    class LinkChosen(Message):
        """Another link of the text is chosen, or none any more."""

        number: int
        """Its place among the article's inline links, from 1; 0 for none."""
        title: str
        url: str

    @dataclass
    class AppendixClicked(Message):
        """A line of what follows the article was clicked."""

        line: int
        """Which of the lines that the appendix gave, from 0."""

    def __init__(self, *, signs_: Signs | None = None, id: str | None = None) -> None:
        """An empty page, drawn with ``signs_`` or else with the signs of the terminal."""
        super().__init__("article-body", id=id)
        self._signs = signs_ or signs()
        self._page = Page(iter(()), 1, self._signs)
        self._appendix: Appendix | None = None
        self._appended: Sequence[Line] = ()
        self._match: Match | None = None
        self._link: int | None = None
        self._is_working = False
        self._anchor = (0, Place(0, 0))
        """The line at the top when the page was last drawn, and the place that it was drawn for."""
        self._percent = -1
        self._matched = _UNTOLD
        self._strips: LRUCache[int, Strip] = LRUCache(1024)

    # What others ask and tell ---------------------------------------------------------------------------

    def show(
        self,
        article: Article,
        find: Find | None = None,
        *,
        appendix: Appendix | None = None,
        place: Place | None = None,
    ) -> None:
        """Show an article.

        Args:
            article: The article.
            find: Gives the matches of a text of it, which are marked.
            appendix: What follows its last line.
            place: Where to begin reading, by default its headline; as ``place`` told it earlier.
        """
        self._page = Page(parts(article, self._signs), self._width, self._signs)
        self._page.search(find)
        self._match = None
        self._choose(None)
        self._percent, self._matched = -1, _UNTOLD
        self._appendix = appendix
        self._draw(place or Place(0, 0))

    def set_matches(self, find: Find | None) -> None:
        """Mark other matches, or none."""
        self._page.search(find)
        self._match, self._matched = None, _UNTOLD
        self._strips.clear()
        self.refresh()
        self._tell_match()
        self._work()

    def set_appendix(self, appendix: Appendix | None) -> None:
        """Let other lines follow the article, or none; what is read stays where it is."""
        self._appendix = appendix
        self._append()
        self.refresh()

    @property
    def place(self) -> Place:
        """The place in the article at the top of the pane."""
        return self._page.place(self.scrolled)

    def next_match(self) -> bool:
        """Go to the next match, after the last one to the first; False when there is none."""
        now = self._match_in_view
        return self._go_to_match(self._page.next_match(Place(now.part, now.start + 1) if now else self.place))

    def previous_match(self) -> bool:
        """Go to the match before, before the first one to the last; False when there is none."""
        now = self._match_in_view
        return self._go_to_match(self._page.previous_match(Place(now.part, now.start) if now else self.place))

    def scroll_to_appendix(self) -> None:
        """Bring what follows the article to the top of the pane, or as near to it as there are lines."""
        self._extend(sys.maxsize)
        self.scroll_to_line(self._page.lines + 1)

    # Drawing --------------------------------------------------------------------------------------------

    @property
    def _width(self) -> int:
        """Cells of the column."""
        room = self.width - 2 * (_MARGIN if self.width > 40 else 1)
        return max(1, min(self.column, room))

    @property
    def _left(self) -> int:
        """Cells before the column, which stands in the middle."""
        return max(0, (self.width - self._width) // 2)

    def render_line(self, y: int) -> Strip:
        """One line of what is in view."""
        number = y + self.scrolled
        strip = self._strips.get(number)
        if strip is None:
            line = self._line(number)
            moved = Line(line.text, line.role, line.spans, line.indent + self._left)
            strip = self._strips[number] = text.strip(moved, self.width, self.style_of)
        return strip

    def _line(self, number: int) -> Line:
        """A line of the article or of what follows it."""
        further = number - self._page.lines - 1
        if self._page.is_whole and 0 <= further < len(self._appended):
            return self._appended[further]
        link = self._page.links[self._link][1].number if self._link is not None else None
        return self._page.line(number, match=self._match, link=link)

    def _draw(self, place: Place) -> None:
        """Draw the page from a place on, and begin to lay out the rest."""
        self._anchor = (self.scrolled, place)
        if not self.size.height:
            return
        self._strips.clear()
        top = self._page.line_of(place) if place > (0, 0) else 0
        self._page.extend(top + 2 * self.size.height)
        self._append()
        self.scroll_to_line(top)
        self._anchor = (self.scrolled, place)
        self.refresh()
        self.rest_cursor()
        self._work()

    def _append(self) -> None:
        """Put what follows behind the last line, once that is known."""
        whole = self._page.is_whole and self._page.lines > 0
        self._appended = self._appendix(self._width) if whole and self._appendix else ()
        height = self._page.lines + (len(self._appended) + 1 if self._appended else 0)
        self.virtual_size = Size(self.width, height)
        self._strips.clear()
        self._tell_progress()

    # Working ahead --------------------------------------------------------------------------------------

    def _work(self) -> None:
        """Begin to lay out and to search what is not in view, once the pane has a size."""
        if not self._is_working and self.size.height:
            self._is_working = True
            self.call_later(self._go_on)

    def _go_on(self) -> None:
        """Work for one slice of time; come back while there is more."""
        was_whole = self._page.is_whole
        until = perf_counter() + _SLICE
        more = True
        while more and perf_counter() < until:
            more = self._page.step()
        self._is_working = more
        if not was_whole:
            self._append()
            self.refresh()
        self._tell_match()
        if more:
            self.call_later(self._go_on)

    def _extend(self, lines: int) -> None:
        """Lay out so many lines now."""
        if not self._page.is_whole:
            self._page.extend(lines)
            self._append()

    # Telling --------------------------------------------------------------------------------------------

    def _tell_match(self) -> None:
        """Say which match is the present one, where that has changed."""
        matches = self._page.matches
        number = bisect_left(matches, self._match) + 1 if self._match else 0
        if self._matched != (number, len(matches)) and (number or self._page.is_searched):
            self._matched = (number, len(matches))
            self.post_message(self.Matched(*self._matched))

    def _tell_progress(self) -> None:
        """Say how much has been seen, where that has changed and can be known."""
        lines = self._page.lines
        if self.size.height and lines and self._page.is_whole:
            percent = min(100, 100 * (self.scrolled + self.size.height) // lines)
            if percent != self._percent:
                self._percent = percent
                self.post_message(self.Progressed(percent))

    def resting_place(self) -> Offset | None:
        """The present match or link where it is in view, or else the top of the text."""
        line = self.scrolled
        if match := self._match_in_view:
            line = self._page.line_of_match(match)
        elif self._link is not None and self.sees(chosen := self._page.line_of_link(self._link)):
            line = chosen
        return Offset(self._left, line - self.scrolled)

    def forget_drawn(self) -> None:
        """Draw the lines anew; the layout stays."""
        self._strips.clear()

    # Going places ---------------------------------------------------------------------------------------

    def move(self, by: int) -> None:
        """Scroll by so many lines."""
        self._extend(self.scrolled + by + 2 * self.size.height)
        self.scroll_to_line(self.scrolled + by)

    def move_to_end(self, *, last: bool) -> None:
        """Scroll to the headline or to the last line."""
        if last:
            self._extend(sys.maxsize)
        self.scroll_to_line(self.virtual_size.height if last else 0)

    def _reveal(self, line: int) -> None:
        """Bring a line into view, a third down the pane when it is not there."""
        if not self.sees(line):
            self._extend(line + self.size.height)
            self.scroll_to_line(line - self.size.height // 3)
        self._strips.clear()
        self.refresh()
        self.rest_cursor()

    @property
    def _match_in_view(self) -> Match | None:
        """The present match, unless one has scrolled away from it."""
        match = self._match
        return match if match and self.sees(self._page.line_of_match(match)) else None

    def _go_to_match(self, match: Match | None) -> bool:
        if match is None:
            return False
        self._match = match
        self._reveal(self._page.line_of_match(match))
        self._tell_match()
        return True

    def _choose(self, at: int | None) -> None:
        """Make one of the page's links the chosen one, or none."""
        if at != self._link:
            self._link = at
            link = self._page.links[at][1] if at is not None else None
            told = (link.number, link.title, link.url) if link else (0, "", "")
            self.post_message(self.LinkChosen(*told))

    def _go_to_link(self, at: int | None) -> None:
        if at is not None:
            self._choose(at)
            self._reveal(self._page.line_of_link(at))

    # Events ---------------------------------------------------------------------------------------------

    def scrolled_to(self, line: int) -> None:
        """Say how far one has read."""
        self._tell_progress()

    def watch_column(self) -> None:
        """Lay the article out in another column."""
        self._lay_out_anew()

    def on_resize(self) -> None:
        """Lay the article out for another pane."""
        self._lay_out_anew()
        self.call_after_refresh(self.rest_cursor)

    def _lay_out_anew(self) -> None:
        """Keep the line that is read where it is, however wide the column has become."""
        line, place = self._anchor
        if self.scrolled != line:
            place = self.place
        if self._page.width != self._width:
            self._page = self._page.resized(self._width)
        self._draw(place)

    def on_click(self, event: events.Click) -> None:
        """Follow the link below the mouse, or say which line below the article it is on."""
        number = event.y + self.scrolled
        further = number - self._page.lines - 1
        if 0 <= further < len(self._appended):
            self.post_message(self.AppendixClicked(further))
        elif (place := self._page.place_at(number, event.x - self._left)) is not None:
            at = self._page.link_at(place)
            if at is not None:
                self._go_to_link(at)
                self.action_follow_link()

    # Actions --------------------------------------------------------------------------------------------

    def action_next_link(self) -> None:
        """Choose the next link: the one after the chosen one, or the first in view."""
        if self._link is not None and self.sees(self._page.line_of_link(self._link)):
            part, link = self._page.links[self._link]
            self._go_to_link(self._page.link_from(Place(part, link.end)))
        else:
            self._go_to_link(self._page.link_from(self.place))

    def action_previous_link(self) -> None:
        """Choose the link before the chosen one, or before what is in view."""
        at = self._link
        if at is None or not self.sees(self._page.line_of_link(at)):
            at = self._page.link_from(self.place)
            at = len(self._page.links) if at is None else at
        if at > 0:
            self._go_to_link(at - 1)

    def action_follow_link(self) -> None:
        """Ask for what the chosen link leads to."""
        if self._link is not None:
            self.post_message(FollowInline(self._page.links[self._link][1].number))
