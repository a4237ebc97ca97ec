"""The article and its relations beside the list, and the way from pane to pane."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.containers import Horizontal
from textual.widget import Widget

import reader
from reader.fetching import Fetcher
from reader.keys import Scope
from reader.lists import Listed
from reader.screens.front import FrontScreen
from reader.widgets.article_pane import ArticlePane
from reader.widgets.line_pane import LinePane
from reader.widgets.related_pane import RelatedPane

if TYPE_CHECKING:
    from reader.app import NewsreaderApp


class Panes(FrontScreen):
    """Brings the other two panes and moves between the three."""

    @property
    def article_pane(self) -> ArticlePane:
        """The article."""
        return self.query_one(ArticlePane)

    @property
    def related(self) -> RelatedPane:
        """The relations beside the article, where there is room for them."""
        return self.query_one(RelatedPane)

    def settle(self) -> None:
        """Put the other panes beside the list."""
        super().settle()
        styles = self.app.stylesheet
        styles.read(Path(reader.__file__).with_name("reading.tcss"))
        styles.parse()
        self.fetcher = Fetcher(self.loader)
        article, related = ArticlePane(id="article-pane"), RelatedPane(id="related")
        app = cast("NewsreaderApp", self.app)
        article.body.column = app.remembered.column or app.settings.column
        self.query_one("#panes", Horizontal).mount(article, related)
        self.divide()
        self.divided()
        if self.last_listed is not None:
            self.list_shown(self.last_listed, anew=False)

    def list_shown(self, fact: Listed, *, anew: bool) -> None:
        """Mark in the open article what was searched for; without one say how many there are to open."""
        if self.article_id is None:
            self.article_pane.welcome(fact.archive)
        elif anew:
            self.article_pane.set_matches(fact.find)

    def to_article(self) -> None:
        """Go to the open article; without one to the list."""
        if not self.opened:
            self.to_list()
            return
        self.use_article(True)
        self.set_focus(self.article_pane.body)

    def to_relations(self) -> None:
        """Go to the relations: to their pane, or to the end of the article that they follow."""
        self.use_article(True)
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

    def divided(self) -> None:
        """Let the relations follow the article where they have no pane; keep the focus in what is shown."""
        self.article_pane.place_relations(inline=self.panes < 3)
        self.call_after_refresh(self._keep_focus)

    def on_screen_resume(self) -> None:
        """Take the terminal's cursor back from the page that lay over this one."""
        if isinstance(self.focused, LinePane):
            self.focused.rest_cursor()

    def _keep_focus(self) -> None:
        """Where the pane in use has gone, its neighbour takes the focus."""
        if self.focused is None or (self.panes < 3 and self.focused is self.related):
            if self.reading:
                self.to_article()
            else:
                self.to_list()

    def scope_of(self, widget: Widget) -> Scope:
        """Whose keys work while a widget has the focus."""
        if widget is self.related:
            return Scope.RELATED
        if self.article_pane.prompt in widget.ancestors:
            return Scope.FIND
        return Scope.ARTICLE if self.article_pane in widget.ancestors else super().scope_of(widget)
