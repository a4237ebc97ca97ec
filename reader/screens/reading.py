"""The reading screen: the switchboard between the list, the article, its relations and the archive.

Widgets post requests up to here; facts come back from the :class:`~reader.loading.Loader`; what follows goes
down by method calls. Widgets never meet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from reader import messages
from reader.history import History
from reader.keys import Scope, bindings
from reader.loading import (
    ArticleLoaded,
    RelationsLoaded,
    WantedLoaded,
)
from reader.relations import Entry, Relations, entries
from reader.screens.viewing import Viewing
from reader.widgets.article_pane import ArticlePane
from reader.widgets.list_pane import ListPane
from reader.widgets.related_pane import RelatedPane
from reader.widgets.search_bar import SearchBar
from reader.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from index.archive import Archive


@dataclass(frozen=True, slots=True)
class Visit:
    """A step of the trail."""

    article: int
    headline: str = field(compare=False)


class ReadingScreen(Viewing):
    """Search bar, list, article, relations, status line."""

    BINDINGS = bindings(Scope.READING)

    def __init__(self, folder: Path, query: str = "", *, samples: bool = False) -> None:
        """Open the archive in ``folder`` and list what matches ``query``."""
        super().__init__(folder, query, samples=samples)
        self._history: History[Visit] = History()
        self._places: dict[int, int] = {}
        """Where in each article of the trail one stopped reading."""
        self._relations: Relations | None = None
        self._to_relations = False
        """Whether the article that is being loaded was asked for because of its relations."""
        self._walking = False
        """Whether it was asked for along the trail: it is then shown where one stopped reading."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        self.divide(self.app.size.width)
        yield SearchBar(self._query, id="search")
        with Horizontal(id="panes"):
            yield ListPane(id="list-pane")
            yield ArticlePane(id="article-pane")
            yield RelatedPane(id="related")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Paint first, then open the archive."""
        self.set_focus(self.list_pane.list)
        self.search_bar.show_searching()
        self.open_archive()

    def begin(self, archive: Archive) -> None:
        """List the first articles."""
        if archive.notices:
            self.status.say(" ".join(archive.notices))
        self.list_anew(self._query, self._sort)

    # Searching

    def action_search(self) -> None:
        """Search what has the focus."""
        if self.reading:
            self.article_pane.ask_find()
        else:
            self.search_bar.ask_archive()

    def action_search_archive(self) -> None:
        """Search the archive, wherever the focus is."""
        self.search_bar.ask_archive()

    @on(SearchBar.Left)
    def _leave_search(self, fact: SearchBar.Left) -> None:
        """Go back to what had the focus."""
        self.to_list()

    # The article

    @on(messages.OpenArticle)
    def _open(self, request: messages.OpenArticle) -> None:
        """Open an article, and go to it."""
        self._load(request.article_id)

    def _load(self, article_id: int, *, to_relations: bool = False, walking: bool = False) -> None:
        """Ask for an article and for what stands around it."""
        self._to_relations = to_relations
        self._walking = walking
        self.loader.article(article_id)
        self.loader.relations(article_id)

    @on(ArticleLoaded)
    def _show_article(self, fact: ArticleLoaded) -> None:
        """Show an article and add it to the trail, unless another was asked for meanwhile."""
        if not self.loader.is_current(fact):
            return
        article = fact.article
        if article.id != self.article_id:
            if self.article_id is not None:
                self._places[self.article_id] = self.article_pane.body.position
            position = self._places.get(article.id, 0)
            self.article_id = article.id
            self.article_pane.show(article, self._matches, position)
            self.related.restart()
            if self._known is not None:
                self.article_pane.show_relations(self._known)
        self._history.visit(Visit(article.id, article.headline))
        self.status.trail = tuple(visit.headline for visit in self._history.trail[-12:])
        self.status.hush()
        self.list_pane.list.select(article.id)
        self.add_class("-opened")
        if not self.search_bar.input.has_focus:
            self.to_article()

    @property
    def _known(self) -> Relations | None:
        """The relations of the article that is shown, once they are there."""
        relations = self._relations
        return relations if relations is not None and relations.article == self.article_id else None

    @on(RelationsLoaded)
    def _show_relations(self, fact: RelationsLoaded) -> None:
        """Show what stands around the article."""
        if not self.loader.is_current(fact):
            return
        self._relations = fact.relations
        self.related.show(fact.relations)
        self.article_pane.show_relations(fact.relations)
        if self._to_relations:
            self._to_relations = False
            self.action_related()

    def action_step(self, steps: int) -> None:
        """Open the next article of the list."""
        article_id = self.list_pane.list.step(steps)
        if article_id is None:
            self.status.say("This is the last article." if steps > 0 else "This is the first article.")
        else:
            self._load(article_id)

    # Related articles and the trail

    def action_related(self) -> None:
        """Bring the relations up; from the list those of the chosen article."""
        chosen = self.list_pane.list.current
        if not self.reading and chosen is not None and chosen != self.article_id:
            self._load(chosen, to_relations=True)
        elif self.opened:
            self.to_relations()

    def action_link(self, number: int) -> None:
        """Follow a related link by its number."""
        if self.opened:
            self._follow_number(number)

    @on(messages.FollowLink)
    def _follow_link(self, request: messages.FollowLink) -> None:
        """Follow an entry of the related pane."""
        self._follow_number(request.number)

    @on(messages.FollowInline)
    def _follow_inline(self, request: messages.FollowInline) -> None:
        """Follow a link inside the text."""
        related = self._known.inline(request.number) if self._known else None
        if related is None:
            self.status.say("That link is not known yet.")
        elif related.article is not None:
            self._load(related.article)
        else:
            self.loader.wanted(related)

    def _follow_number(self, number: int) -> None:
        """Open what an entry leads to, or say what is known about a missing article."""
        known: list[Entry] = entries(self._known.sections()) if self._known else []
        if not 0 < number <= len(known):
            self.status.say(f"There is no related article {number}.")
            return
        entry = known[number - 1]
        if entry.article is not None:
            self._load(entry.article)
        elif entry.related is not None:
            self.loader.wanted(entry.related)

    @on(messages.OpenWanted)
    def _ask_wanted(self, request: messages.OpenWanted) -> None:
        """Look up what is known about a missing article."""
        self.loader.wanted(request.related)

    @on(WantedLoaded)
    def _show_wanted(self, fact: WantedLoaded) -> None:
        """Show what is known about a missing article; what was chosen there is carried out."""
        from reader.screens.wanted import WantedScreen

        if self.loader.is_current(fact):
            self.app.push_screen(WantedScreen(fact.related, fact.nearest, fact.pointing), self._carry_out)

    def _carry_out(self, request: Message | None) -> None:
        """Do what a panel was closed with."""
        if request is not None:
            self.post_message(request)

    def action_trail(self, steps: int) -> None:
        """Walk back or forward along the trail."""
        visit = self._history.go(steps)
        if visit is None:
            self.status.say("The trail begins here." if steps < 0 else "The trail ends here.")
        else:
            self._load(visit.article, walking=True)

    def action_back(self) -> None:
        """From what is done with the article to the article, to the list, to the whole archive."""
        if self.reading and self.article_pane.step_back():
            return
        if self.zen:
            self.action_zen()
        elif self.reading:
            self.to_list()
        elif self.list_pane.list.choose_none():
            self.status.say("Nothing is chosen any more.")
        elif self._query:
            self.search(messages.Search(""))
        else:
            self.status.say("Ctrl-q leaves newsreader.")
