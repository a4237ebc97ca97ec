"""The list and the lines above and below it, and where the focus is."""

from __future__ import annotations

from textual.events import DescendantFocus, Key
from textual.widget import Widget
from textual.widgets import Input

from reader.keys import Scope, hints
from reader.screens.dividing import Dividing
from reader.widgets.list_pane import ListPane
from reader.widgets.search_bar import SearchBar
from reader.widgets.status_line import StatusLine


class Frame(Dividing):
    """Knows the lines above and below the panes, the list, and which of the panes is in use.

    ``-reading`` is set while the article or its relations are in use: with one pane that decides what is
    seen.
    """

    article_id: int | None = None
    """The open article."""
    opened = False
    """Whether there is an article to go to."""

    @property
    def search_bar(self) -> SearchBar:
        """The line at the top."""
        return self.query_one(SearchBar)

    @property
    def list_pane(self) -> ListPane:
        """The headlines."""
        return self.query_one(ListPane)

    @property
    def status(self) -> StatusLine:
        """The line at the bottom."""
        return self.query_one(StatusLine)

    @property
    def panes(self) -> int:
        """How many panes are shown."""
        return 1 if self.has_class("-zen") else self.division.panes

    @property
    def reading(self) -> bool:
        """Whether the article or its relations are in use, and not the list."""
        return self.has_class("-reading")

    @property
    def at_hand(self) -> int | None:
        """The article that is meant: the open one while it is read, else the chosen one of the list."""
        return self.article_id if self.reading else self.list_pane.list.current

    def to_list(self) -> None:
        """Go to the list."""
        self.use_article(False)
        self.set_focus(self.list_pane.target)

    def use_article(self, used: bool) -> None:
        """The article is in use, or the list; only where there is one pane does that change what is seen."""
        self.set_class(used, "-reading", update=self.has_class("-one"))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Tell the keys of what has the focus now."""
        scope = self.scope_of(event.widget)
        if scope in (Scope.ARTICLE, Scope.RELATED, Scope.FIND):
            self.use_article(True)
        elif scope is Scope.LIST:
            self.use_article(False)
        self.status.hints = tuple(hints(scope))
        self.status.reading = self.reading

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a query is typed, the keys that would begin one are part of it."""
        if action in ("search", "search_archive"):
            return not isinstance(self.focused, Input)
        return True

    def on_resize(self) -> None:
        """Divide the new room, and keep in sight what one was looking at."""
        self.divide()
        self.divided()

    def on_key(self, event: Key) -> None:
        """A message has been read by the time the next key is pressed."""
        self.status.hush()

    def scope_of(self, widget: Widget) -> Scope:
        """Whose keys work while a widget has the focus."""
        return Scope.SEARCH if self.search_bar in widget.ancestors else Scope.LIST
