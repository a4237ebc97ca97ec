"""The headline list: moving through a list of articles, choosing some of them, opening one."""

from __future__ import annotations

from array import array
from typing import ClassVar

from textual import events
from textual.strip import Strip

from reader import text
from reader.field_message import FieldMessage
from reader.keys import Scope, bindings
from reader.messages import OpenArticle, UnfoldVersions
from reader.rows import Density
from reader.signs import Signs
from reader.text import Line
from reader.timeline import Grouping
from reader.widgets.row_list import RowList


class HeadlineList(RowList):
    """A list of articles to move through, to choose from and to open."""

    BINDINGS = [*bindings(Scope.LIST), *bindings(Scope.MOVE)]  # noqa: RUF012
    """The list's own meaning of a key goes before that of all panes."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "headline-list--cursor",
        "headline-list--bar",
        "headline-list--heading",
        "headline-list--headline",
        "headline-list--read",
        "headline-list--meta",
        "headline-list--mark",
        "headline-list--snippet",
        "headline-list--match",
        "headline-list--placeholder",
        "headline-list--time",
    }
    DEFAULT_CSS = """
    HeadlineList {
        & > .headline-list--bar { color: $text-muted; }
        & > .headline-list--heading { color: $text-muted; text-style: italic; }
        & > .headline-list--headline { text-style: bold; }
        & > .headline-list--meta { color: $text-muted; }
        & > .headline-list--mark { color: $text-accent; }
        & > .headline-list--snippet { color: $text-muted; }
        & > .headline-list--match { color: $text; background: $warning-muted; text-style: underline; }
        & > .headline-list--placeholder { color: $text-disabled; }
        & > .headline-list--time { color: $text; background: $boost; }
        &:focus > .headline-list--cursor { background: $boost; }
        &:focus > .headline-list--bar { color: $text-accent; }
    }
    """

    class SelectionChanged(FieldMessage):
        """Other articles are chosen than before, or fewer since the list is another one."""

        count: int
        """How many are chosen."""

    class DensitySet(FieldMessage):
        """Rows show more than before, or less."""

        density: Density

    def __init__(
        self, *, density: Density = Density.COMFORTABLE, signs_: Signs | None = None, id: str | None = None
    ) -> None:
        """An empty list.

        Args:
            density: How much of a row is shown.
            signs_: The signs to draw with, by default those of the terminal.
            id: The widget's id.
        """
        super().__init__("headline-list", density, signs_, id)

    # What others ask and tell ---------------------------------------------------------------------------

    @property
    def chosen(self) -> array[int]:
        """The articles that are chosen, in the order of the list; typecode ``q``."""
        return self._selection.among(self.ids)

    @property
    def chosen_count(self) -> int:
        """How many articles are chosen."""
        return self._selection.count(len(self.ids))

    @property
    def chooses_all(self) -> bool:
        """Whether all are chosen but some, and not some alone."""
        return self._selection.is_of_all

    @property
    def day(self) -> int:
        """When the article at the cursor appeared, ``YYYYMMDD``; 0 where the order is not that of time."""
        return self._timeline.day(self.cursor) if self.ids else 0

    @property
    def density(self) -> Density:
        """How much of a row is shown."""
        return self._shape.density

    @density.setter
    def density(self, density: Density) -> None:
        self._lay_out(self._shape._replace(density=density))

    @property
    def grouping(self) -> Grouping | None:
        """What headings were asked for; None for those that fit the list."""
        return self._grouping

    @grouping.setter
    def grouping(self, grouping: Grouping | None) -> None:
        self._grouping = grouping
        self._lay_out(self._shape._replace(grouping=self._headings()))

    def shown_instead(self, before: array[int], *, goes_on: bool) -> None:
        """What is chosen stays so as far as the new list has it; all of one that goes on are all of it."""
        chosen = self._selection.count(len(before))
        if not goes_on:
            self._selection.carry(before, self.ids)
        if self.chosen_count != chosen:
            self._tell_selection()

    def go_to(self, first: int, last: int) -> int:
        """Move to the first row of a period, or to the nearest one, its heading at the top; gives its day.

        The days are ``YYYYMMDD``. In a list that is not in an order of time nothing happens.
        """
        if self._timeline and self.ids:
            self.cursor = self._timeline.row_of(first, last)
            self.scroll_to_line(self._grid.top(self.cursor) - bool(self._shape.grouping))
            self.rest_cursor()
        return self.day

    # Drawing --------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of what is in view, beside the scrollbar's thumb with the month that one looks at."""
        strip = super().render_line(y)
        if y == self._thumb:
            return Strip.join([strip.crop(0, self.width - (time := self._time_strip()).cell_length), time])
        return strip

    @property
    def _thumb(self) -> int:
        """The line beside the scrollbar's thumb, while one looks elsewhere than at the cursor; else -1."""
        if not self._timeline or self.resting_place() is not None or not self.ids:
            return -1
        return int((self.scrolled + self.size.height / 2) / max(1, self._grid.height) * self.size.height)

    def _time_strip(self) -> Strip:
        """The month in the middle of the view."""
        place = self._grid.at(min(self.scrolled + self.size.height // 2, self._grid.height - 1))
        words = f" {self._timeline.heading(place.row, Grouping.MONTH)} "
        return text.strip(Line(words, "time"), min(text.cells(words), self.width), self.style_of)

    # Events and actions ----------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Move to the row below the mouse; open it when the cursor was there already."""
        place = self._place_at(event.y + self.scrolled)
        if place is None or place.line < 0 or self._is_stuck(event.y, place):
            return
        if place.row == self.cursor:
            self.action_open()
        else:
            self.cursor = place.row

    def action_open(self) -> None:
        """Ask for the article at the cursor."""
        if self.current is not None:
            self.post_message(OpenArticle(self.current))

    def action_unfold(self) -> None:
        """Ask for the versions of the article at the cursor, or for the one row of all of them."""
        if self.current is not None:
            self.post_message(UnfoldVersions(self.current))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Once an article is chosen Space chooses further ones; until then it is a page down."""
        return action != "choose_too" or self.chosen_count > 0

    def action_choose(self) -> None:
        """Choose the article at the cursor, or no longer, and go on to the next."""
        if self.current is not None:
            self._selection.toggle(self.current)
            self._tell_selection()
            self.move(1)

    def action_choose_too(self) -> None:
        """The same with the key that is otherwise a page down."""
        self.action_choose()

    def action_choose_all(self) -> None:
        """Choose every article of the list, or none when all are."""
        if self.chosen_count == len(self.ids):
            self._selection.clear()
        else:
            self._selection.choose_all()
        self._tell_selection()

    def action_invert(self) -> None:
        """Choose what is not chosen, and nothing else."""
        self._selection.invert()
        self._tell_selection()

    def choose_none(self) -> bool:
        """Choose nothing any more; says whether anything was chosen."""
        was = self.chosen_count > 0
        self._selection.clear()
        if was:
            self._tell_selection()
        return was

    def action_density(self) -> None:
        """One line a row, or all that there is to say."""
        self.density = Density.COMFORTABLE if self.density is Density.COMPACT else Density.COMPACT
        self.post_message(self.DensitySet(self.density))

    def action_group(self) -> None:
        """Headings of days, months, years, none, and again those that fit the list."""
        orders = [None, Grouping.DAY, Grouping.MONTH, Grouping.YEAR, Grouping.NONE]
        self.grouping = orders[(orders.index(self._grouping) + 1) % len(orders)]

    def _tell_selection(self) -> None:
        """Draw what is chosen, and tell how much."""
        self.refresh()
        self.post_message(self.SelectionChanged(self.chosen_count))
