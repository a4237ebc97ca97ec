"""The panes, and where the focus is in them."""

from __future__ import annotations

from textual.events import DescendantFocus, Key
from textual.widget import Widget
from textual.widgets import Input

from reader.keys import Scope, hints
from reader.screens.dividing import Dividing
from reader.widgets.article_pane import ArticlePane
from reader.widgets.list_pane import ListPane
from reader.widgets.related_pane import RelatedPane
from reader.widgets.search_bar import SearchBar
from reader.widgets.status_line import StatusLine


class Panes(Dividing):
    """Knows which panes there are, which of them is in use, and moves between them.

    ``-reading`` is set while the article or its relations are in use: with one pane that decides what is
    seen.
    """

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
    def article_pane(self) -> ArticlePane:
        """The article."""
        return self.query_one(ArticlePane)

    @property
    def related(self) -> RelatedPane:
        """The relations beside the article, where there is room for them."""
        return self.query_one(RelatedPane)

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

    def to_list(self) -> None:
        """Go to the list."""
        self.remove_class("-reading")
        self.set_focus(self.list_pane.target)

    def to_article(self) -> None:
        """Go to the open article; without one to the list."""
        if not self.opened:
            self.to_list()
            return
        self.add_class("-reading")
        self.set_focus(self.article_pane.body)

    def to_relations(self) -> None:
        """Go to the relations: to their pane, or to the end of the article that they follow."""
        self.add_class("-reading")
        if self.panes == 3:
            self.set_focus(self.related)
        else:
            self.set_focus(self.article_pane.body)
            self.article_pane.body.scroll_to_appendix()

    def action_pane(self, steps: int) -> None:
        """To the next pane, round and round."""
        stops = [self.to_list, self.to_article, self.to_relations][: 3 if self.panes == 3 else 2]
        if not self.opened:
            stops = [self.to_list]
        here = 0 if not self.reading else 2 if self.related.has_focus else 1
        stops[(here + steps) % len(stops)]()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Tell the keys of what has the focus now."""
        scope = self._scope(event.widget)
        if scope in (Scope.ARTICLE, Scope.RELATED, Scope.FIND):
            self.add_class("-reading")
        elif scope is Scope.LIST:
            self.remove_class("-reading")
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

    def divided(self) -> None:
        """Let the relations follow the article where they have no pane; keep the focus in what is shown."""
        self.article_pane.place_relations(inline=self.panes < 3)
        self.call_after_refresh(self._keep_focus)

    def _keep_focus(self) -> None:
        """Where the pane in use has gone, its neighbour takes the focus."""
        if self.focused is None or (self.panes < 3 and self.focused is self.related):
            if self.reading:
                self.to_article()
            else:
                self.to_list()

    def on_key(self, event: Key) -> None:
        """A message has been read by the time the next key is pressed."""
        self.status.hush()

    def _scope(self, widget: Widget) -> Scope:
        """Whose keys work while a widget has the focus."""
        if self.search_bar in widget.ancestors:
            return Scope.SEARCH
        if widget is self.related:
            return Scope.RELATED
        if self.article_pane.prompt in widget.ancestors:
            return Scope.FIND
        return Scope.ARTICLE if self.article_pane in widget.ancestors else Scope.LIST
