"""The panes' places and sizes: by the room there is, and as the person has moved what parts them."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.events import MouseDown, MouseMove, MouseUp
from textual.widget import Widget

from reader.division import Division, Wishes, divide
from reader.screens.archive_screen import ArchiveScreen
from reader.widgets.list_pane import ListPane
from reader.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from reader.app import NewsreaderApp
    from reader.remembered import Remembered

_NUMBERS = ("one", "two", "three")
_CELLS, _LINES = 4, 2
"""How far a key moves what parts two panes."""


class Parting(Enum):
    """What parts two panes."""

    LIST = auto()
    """The rule between the list and the article."""
    RELATED = auto()
    """The rule between the article and its relations."""


class _Drag(NamedTuple):
    """A rule that the mouse holds."""

    parting: Parting
    at: int
    """The column or line of the mouse when it took hold."""
    size: int
    """The size of the pane then."""


class Dividing(ArchiveScreen):
    """Divides the screen into ``-one``, ``-two`` or ``-three`` panes.

    ``-top`` is with the list on top, ``-low`` without rules.
    """

    division: Division
    """How the screen is divided at present."""
    _drag: _Drag | None = None

    @property
    def wishes(self) -> Wishes:
        """What the person has chosen."""
        kept = self._remembered
        on_top = kept.list == "top"
        return Wishes(on_top, kept.panes or 3, kept.list_width, kept.list_height, kept.related_width)

    @property
    def _remembered(self) -> Remembered:
        """What is remembered of the screen."""
        return cast("NewsreaderApp", self.app).remembered

    def divide(self) -> None:
        """Divide the screen for its present size."""
        self.divide_between(self.query_one(ListPane), *self.query("#related"))

    def divide_between(self, listed: Widget, *related: Widget) -> None:
        """Divide the screen for its present size between panes that need not be on it yet."""
        division = self.division = divide(*self.app.size, self.wishes)
        classes = {f"-{name}": division.panes == number for number, name in enumerate(_NUMBERS, 1)}
        self.update_classes({**classes, "-top": division.on_top, "-low": division.low})
        alone = division.panes == 1
        listed.styles.width = "100%" if division.on_top else "1fr" if alone else division.list_width
        listed.styles.height = division.list_height if division.on_top else "1fr"
        for pane in related:
            pane.styles.width = division.related_width

    def action_turn_list(self) -> None:
        """Put the list on top of the article, or on its left again."""
        self._remembered.list = "left" if self._remembered.list == "top" else "top"
        self._divide_anew()
        place = "on top" if self._remembered.list == "top" else "on the left"
        if self.division.panes == 1:
            place += ", where there is room for two panes"
        self._say(f"The list stands {place}.")

    def action_panes(self) -> None:
        """One pane less at most; after one as many as fit."""
        shown = self.division.panes
        self._remembered.panes = shown - 1 if shown > 1 else 3
        self._divide_anew()
        count = self.division.panes
        self._say(f"{count} pane{'' if count == 1 else 's'}{', as many as fit' if shown == 1 else ''}.")

    def action_part(self, steps: int) -> None:
        """Move the rule beside the pane in use: left and up, or right and down."""
        if self.division.panes == 1:
            self._say("There is one pane only.")
        elif self.focused is not None and self.focused.id == "related":
            self._resize_related(self.division.related_width - steps * _CELLS)
        elif self.division.on_top:
            self._resize_list(self.division.list_height + steps * _LINES)
        else:
            self._resize_list(self.division.list_width + steps * _CELLS)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Take hold of a rule."""
        parting = self._parting_at(event.screen_x, event.screen_y)
        if parting is None or event.button != 1:
            return
        division = self.division
        if parting is Parting.RELATED:
            self._drag = _Drag(parting, event.screen_x, division.related_width)
        elif division.on_top:
            self._drag = _Drag(parting, event.screen_y, division.list_height)
        else:
            self._drag = _Drag(parting, event.screen_x, division.list_width)
        self.capture_mouse()
        event.stop()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Move the rule along."""
        drag = self._drag
        if drag is None:
            return
        on_top = drag.parting is Parting.LIST and self.division.on_top
        moved = int(event.screen_y if on_top else event.screen_x) - drag.at
        if drag.parting is Parting.RELATED:
            self._resize_related(drag.size - moved)
        else:
            self._resize_list(drag.size + moved)

    def on_mouse_up(self, event: MouseUp) -> None:
        """Let the rule go."""
        if self._drag is not None:
            self._drag = None
            self.release_mouse()

    def _parting_at(self, x: int, y: int) -> Parting | None:
        """The rule at a place of the screen."""
        if self.division.panes == 1 or self.has_class("-zen") or not self.query("#related"):
            return None
        article, related = self.query_one("#article-pane").region, self.query_one("#related").region
        if self.division.panes == 3 and x == related.x and related.y <= y < related.bottom:
            return Parting.RELATED
        if self.division.on_top:
            return Parting.LIST if y == article.y else None
        return Parting.LIST if x == article.x and article.y <= y < article.bottom else None

    def _resize_list(self, size: int) -> None:
        """Give the list so many cells, or lines where it stands on top."""
        kept = self._remembered
        if self.division.on_top:
            kept.list_height = size
        else:
            kept.list_width = size
        self._divide_anew()
        if self.division.on_top:
            kept.list_height = self.division.list_height
        else:
            kept.list_width = self.division.list_width

    def _resize_related(self, size: int) -> None:
        """Give the relations so many cells."""
        self._remembered.related_width = size
        self._divide_anew()
        self._remembered.related_width = self.division.related_width

    def _divide_anew(self) -> None:
        """Divide the screen otherwise than before."""
        self.divide()
        self.divided()

    def divided(self) -> None:
        """Called after the screen has been divided otherwise."""

    def _say(self, message: str) -> None:
        self.query_one(StatusLine).say(message)
