"""A list of any number of articles, of which only those on screen are ever looked at."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.strip import Strip

from reader import text
from reader.field_message import FieldMessage
from reader.grid import HEADING, Grid, Place, place_of
from reader.held_rows import HeldRows
from reader.messages import RowsWanted
from reader.rows import INDENT, Density, Row, Shape, choose, lay_out
from reader.selection import Selection
from reader.signs import Signs, signs
from reader.text import Line
from reader.timeline import Grouping, Timeline
from reader.widgets.line_pane import LinePane

if TYPE_CHECKING:
    from index.desk.records import RowMarks

_NOTHING: array[int] = array("q")
_NONE_FOLDED: Mapping[int, int] = {}
_DRAWN_ROWS = 256
"""So many rows are kept as they were drawn, some twenty kilobytes each: more than any screen shows."""
_HIGH = 40
"""Lines of a list from which there is room for blank ones between its rows."""


class RowList(LinePane):
    """Articles as rows under headings, and a cursor that keeps its place.

    It holds ids. Rows that come into view and are not known are asked for with ``RowsWanted``, a page
    ahead in both directions, and handed over with :meth:`provide`; until then a faint line holds their place.
    """

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The row that the cursor is on, from 0."""

    class Moved(FieldMessage):
        """The cursor has come to another article."""

        article_id: int
        """The article it is on."""
        index: int
        """Its row, from 0."""

    def __init__(self, prefix: str, density: Density, drawn_with: Signs | None, id: str | None) -> None:
        """An empty list.

        Args:
            prefix: What the names of its component classes begin with.
            density: How much of a row is shown.
            drawn_with: The signs to draw with, by default those of the terminal.
            id: The widget's id.
        """
        super().__init__(prefix, id=id)
        self.ids: array[int] = _NOTHING
        """The articles of the list, typecode ``q``."""
        self.generation = 0
        """Rises with every ``show``: rows that were asked for by an earlier list are dropped."""
        self._signs = drawn_with or signs()
        self._shape = Shape(0, density)
        self._timeline = Timeline()
        self._grouping: Grouping | None = None
        """The headings that were asked for; None for those that fit the list."""
        self._selection = Selection()
        self._height = 0
        """Lines of the pane before it was last resized."""
        self._grid = Grid()
        self._rows = HeldRows()
        self._asked: set[int] = set()
        self._copies: Mapping[int, int] = {}
        """How many versions are folded into the row of an article."""
        self._lines: LRUCache[int, list[Line]] = LRUCache(_DRAWN_ROWS)
        self._strips: LRUCache[int, dict[tuple[int, bool, bool], Strip]] = LRUCache(_DRAWN_ROWS)
        """For each row its lines as they were drawn: which line, whether at the cursor, whether chosen."""

    # What others ask and tell ---------------------------------------------------------------------------

    @property
    def current(self) -> int | None:
        """The article that the cursor is on; None in an empty list."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    @property
    def known(self) -> list[int]:
        """The articles whose rows are held."""
        return self._rows.ids

    @property
    def is_supplied(self) -> bool:
        """Whether every row that is in view or about to be is known."""
        return all(self._rows.has(self.ids[index]) for index in self._near(0.5))

    def show(
        self,
        ids: array[int],
        timeline: Timeline | None = None,
        *,
        keep_cursor: bool = False,
        snippets: bool = False,
        copies: Mapping[int, int] = _NONE_FOLDED,
        goes_on: bool = False,
    ) -> None:
        """List other articles.

        Args:
            ids: The articles in their order, typecode ``q``; not copied.
            timeline: When they appeared, where the order is that of time: rows then stand under headings.
            keep_cursor: Stay on the same article, as high on the screen as it was, where the new list has it.
            snippets: Whether the rows will bring snippets; a line is kept for each.
            copies: How many versions are folded into the row of an article.
            goes_on: Whether it is the same list, of which only the first articles were there.
        """
        ids_before = self.ids
        before, height = self.current, self._grid.top(self.cursor) - self.scrolled
        found = place_of(before, ids, self.cursor) if keep_cursor and before is not None else None
        self.generation += 1
        self.ids = ids
        self._copies = copies
        self._rows.begin_list()
        self._asked = set()
        self._timeline = timeline or Timeline()
        self._shape = self._shape._replace(snippets=snippets, grouping=self._headings())
        self._grid = self._gridded()
        self.set_reactive(RowList.cursor, found or 0)
        self.forget_drawn()
        self._fit()
        self.scroll_to_line(0 if found is None else self._grid.top(found) - height)
        self._reveal()
        self.refresh()
        self._ask()
        self.shown_instead(ids_before, goes_on=goes_on)
        if self.current is not None:  # the same article may stand in another row
            self.post_message(self.Moved(self.current, self.cursor))

    def shown_instead(self, before: array[int], *, goes_on: bool) -> None:
        """Called when other articles are listed than ``before``, or more of the same list."""

    def provide(self, rows: Iterable[Row], generation: int) -> None:
        """Take rows that were asked for; those of an earlier generation are dropped."""
        if generation != self.generation:
            return
        taken = list(rows)
        self._rows.belong(taken)
        self._take(taken)

    def remark(self, marks: Iterable[RowMarks]) -> None:
        """Show what the person has marked by now; of articles that are not held it is not needed."""
        held = ((self._rows.get(each.article), each) for each in marks)
        self._take([row._replace(marks=each) for row, each in held if row is not None])

    def _take(self, rows: Iterable[Row]) -> None:
        """Hold rows; what says something new and is in view is drawn anew."""
        seen = {self.ids[index]: index for index in self._seen()}
        for row in rows:
            if not self._rows.take(row):
                continue
            self._lines.discard(row.id)
            self._strips.discard(row.id)
            if row.id in seen:
                self.refresh_lines(self._grid.top(seen[row.id]), self._shape.height)

    def step(self, by: int) -> int | None:
        """Move the cursor; gives the article it comes to, None where the list ends."""
        if not 0 <= self.cursor + by < len(self.ids):
            return None
        self.cursor += by
        return self.current

    def select(self, article_id: int) -> bool:
        """Move the cursor to an article; says whether the list has it."""
        found = place_of(article_id, self.ids, self.cursor)
        if found is not None:
            self.cursor = found
        return found is not None

    # Drawing --------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of what is in view; the topmost one tells the heading that it stands under."""
        if not self._shape.width:  # Textual paints once before it tells of the size
            self._shape = self._fitting()
            self._grid = self._gridded()
            self.forget_drawn()
        place = self._place_at(y + self.scrolled)
        if place is None:
            return Strip.blank(self.width, self.style_of())
        if place.line == HEADING or self._is_stuck(y, place):
            return self._heading_strip(place.row)
        if place.line < 0:
            return Strip.blank(self.width, self.style_of())
        article_id, at_cursor = self.ids[place.row], place.row == self.cursor
        if place.line >= self._shape.filled:
            return Strip.blank(self.width, self.style_of())
        chosen = not place.line and article_id in self._selection
        key = (place.line, at_cursor, chosen)
        drawn = self._strips.get(article_id)
        if drawn is None:
            drawn = self._strips[article_id] = {}
        strip = drawn.get(key)
        if strip is None:
            strip = drawn[key] = self._row_strip(article_id, *key)
        return strip

    def _row_strip(self, article_id: int, number: int, at_cursor: bool, chosen: bool) -> Strip:
        """A line of a row, with the bar before it when the cursor is there."""
        lines = self._lines.get(article_id)
        if lines is None:
            row = self._rows.get(article_id)
            if row is not None and article_id in self._copies:
                row = row._replace(copies=self._copies[article_id])
            lines = self._lines[article_id] = lay_out(row, self._shape, self._signs)
        line = choose(lines[number], self._signs) if chosen else lines[number]
        if not at_cursor:
            return text.strip(line, self.width, self.style_of)
        sign = self._signs.bar if self.has_focus else self._signs.bar_aside
        bar = text.strip(Line(sign, "bar"), 1, self.style_of, under="cursor")
        rest = Line(line.text, line.role, line.spans, max(0, line.indent - 1))
        return Strip.join([bar, text.strip(rest, self.width - 1, self.style_of, under="cursor")])

    def _heading_strip(self, index: int) -> Strip:
        """The heading that a row stands under."""
        words = self._timeline.heading(index, self._shape.grouping)
        return text.strip(Line(words, "heading", indent=INDENT - 2), self.width, self.style_of)

    def _is_stuck(self, y: int, place: Place) -> bool:
        """Whether the heading is drawn over this line because its own has been scrolled away."""
        return y == 0 < self.scrolled and place.line >= 0 and self._sticks

    @property
    def _sticks(self) -> bool:
        """Whether a heading stays at the top: there are any, and there is room for it and for a row."""
        return bool(self._shape.grouping) and self.size.height > self._shape.height

    # Keeping everything in its place --------------------------------------------------------------------

    def _place_at(self, line: int) -> Place | None:
        """The place of a line of the list; None below its end."""
        return self._grid.at(line) if 0 <= line < self._grid.height else None

    def _fit(self) -> None:
        """Tell the scrollbar how much there is."""
        self.virtual_size = Size(self._shape.width, self._grid.height)

    def _reveal(self) -> None:
        """Scroll as little as shows the whole row at the cursor, and its heading where it has one."""
        if not self.ids or not self.size.height:
            return
        top = self._grid.top(self.cursor)
        bottom = top + self._shape.height
        if self._sticks:
            top -= 1  # for its own heading, or for the one that sticks to the top of the view
        if top < self.scrolled or self._shape.height >= self.size.height:
            self.scroll_to_line(top if self.cursor else 0)
        elif bottom > self.scrolled + self.size.height:
            self.scroll_to_line(self._whole_below(bottom - self.size.height, top))
        self.rest_cursor()

    def _whole_below(self, line: int, last: int) -> int:
        """The first line from which on the topmost row is whole, so that none begins below its headline."""
        place = self._place_at(line + self._sticks)
        if place is None or place.line <= 0:
            return line
        return min(line + self._shape.height - place.line, last)

    def resting_place(self) -> Offset | None:
        """The headline of the row at the cursor, where it is in view."""
        top = self._grid.top(self.cursor)
        return Offset(INDENT, top - self.scrolled) if self.ids and self.sees(top) else None

    def _fitting(self) -> Shape:
        """The shape of the rows in the present size of the list."""
        return self._shape._replace(width=self.width, airy=self.size.height >= _HIGH)

    def _headings(self) -> Grouping:
        """The headings that were asked for, or those that fit the list."""
        return self._timeline.fitting() if self._grouping is None else self._grouping

    def _gridded(self) -> Grid:
        """The lines of the present list in its present shape."""
        return Grid(len(self.ids), self._shape.height, self._timeline.headed(self._shape.grouping))

    def _lay_out(self, shape: Shape) -> None:
        """Give the rows another shape; the one at the cursor stays at its height where it was in view."""
        height = self._grid.top(self.cursor) - self.scrolled if self.ids else 0
        place = self._place_at(self.scrolled)
        # A pane that has grown may have been scrolled back by now: what is in view of it counts as well.
        seen = not self._height or 0 <= height < max(self._height, self.size.height)
        self._height = self.size.height
        old, self._shape = self._shape, shape
        if (old.height, old.grouping) != (shape.height, shape.grouping):
            self._grid = self._gridded()
        self.forget_drawn()
        self._fit()
        if (old.height, old.grouping) != (shape.height, shape.grouping) and old.width:
            if seen:
                self.scroll_to_line(self._grid.top(self.cursor) - height)
            elif place is not None:
                self.scroll_to_line(self._grid.top(place.row))
        if seen:
            self._reveal()
        self._ask()
        self.refresh()
        self.call_after_refresh(self.rest_cursor)

    def forget_drawn(self) -> None:
        """Lay out and draw the rows anew."""
        self._lines.clear()
        self._strips.clear()

    # Asking ahead ---------------------------------------------------------------------------------------

    def _seen(self) -> range:
        """The rows in view."""
        if not self.ids or not self.size.height:
            return range(0)
        first = self._place_at(self.scrolled)
        last = self._place_at(min(self.scrolled + self.size.height, self._grid.height) - 1)
        return range(first.row if first else 0, last.row + 1 if last else len(self.ids))

    def _near(self, pages: float = 1) -> range:
        """The rows in view and so many pages before and after them, with one more for the heading."""
        seen = self._seen()
        more = int(pages * max(1, len(seen))) + 1
        return range(max(0, seen.start - more), min(len(self.ids), seen.stop + more))

    def _ask(self) -> None:
        """Ask for rows when some within half a page of the view are neither known nor asked for.

        A request always names everything missing within a page, so the latest one alone would do.
        """
        if all(self._rows.has(self.ids[i]) or self.ids[i] in self._asked for i in self._near(0.5)):
            return
        seen, near = self._seen(), self._near()
        order = [*seen, *range(seen.stop, near.stop), *range(seen.start - 1, near.start - 1, -1)]
        missing = [self.ids[index] for index in order if not self._rows.has(self.ids[index])]
        self._asked = set(missing)
        self.post_message(RowsWanted(missing, self.generation))

    # Moving ---------------------------------------------------------------------------------------------

    def move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self.cursor += by

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last row."""
        self.cursor = len(self.ids) - 1 if last else 0

    def move_page(self, pages: float) -> None:
        """Move the cursor by what the view holds, headings included, so that no row is passed by unseen."""
        if not self.ids:
            return
        lines = self.size.height - self._sticks  # the heading at the top lies over a row
        line = self._grid.top(self.cursor) + int(pages * lines)
        row, at = self._grid.at(max(0, min(line, self._grid.height - 1)))
        if pages > 0:
            self.cursor = max(self.cursor + 1, row - (at < 0))
        else:
            self.cursor = min(self.cursor - 1, row + (at > 0))

    # Events ---------------------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on the list."""
        return max(0, min(cursor, len(self.ids) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Repaint the two rows and say where the cursor is."""
        for index in (before, now):
            self.refresh_lines(self._grid.top(index), self._shape.height)
        self._reveal()
        if self.current is not None:
            self.post_message(self.Moved(self.current, now))

    def scrolled_to(self, line: int) -> None:
        """Ask for what has come into view."""
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out anew."""
        self._lay_out(self._fitting())

    def on_show(self) -> None:
        """Bring the cursor into view: it may have been moved while the list was hidden."""
        self.call_after_refresh(self._reveal)
