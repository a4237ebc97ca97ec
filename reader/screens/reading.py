"""The reading screen: the switchboard between the list, the article, its relations and the archive.

Widgets post requests up to here; facts come back from the :class:`~reader.loading.Loader`; what follows goes
down by method calls. Widgets never meet.
"""

from __future__ import annotations

from textual import on
from textual.message import Message

from reader import messages
from reader.fetching import (
    ArticleLoaded,
    RelationsLoaded,
    WantedLoaded,
)
from reader.keys import key_name, keys_of
from reader.relations import Entry, Relations, Sign, entries
from reader.screens.hanging import Hanging
from reader.screens.walking import Coming, Walking

WAYS = {
    Sign.EXACT: "related",
    Sign.LIKELY: "related",
    Sign.MENTIONED: "mentioned by",
    Sign.VERSION: "version",
    Sign.SIMILAR: "similar",
    Sign.WANTED: "wanted",
}
"""How the trail tells that one came by an entry of the relations."""


class ReadingScreen(Hanging, Walking):
    """Search bar, list, article, relations, status line."""

    def settle(self) -> None:
        """Begin without an article."""
        super().settle()
        self._relations: Relations | None = None
        self._to_relations = False
        """Whether the article that is being loaded was asked for because of its relations."""
        self._complete = False
        """Whether all relations of the article are known that was asked for last."""
        self._number = 0
        """The number of an entry that was asked for before that."""
        self._choice: messages.ChooseLink | None = None
        """What chooses where the missing article is that was asked for last."""

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

    # The article

    @on(messages.OpenArticle)
    def _open(self, request: messages.OpenArticle) -> None:
        """Open an article, and go to it."""
        coming = Coming(request.via, follows=True) if request.via else Coming(self._query)
        self.load(request.article_id, coming)

    def load(self, article_id: int, coming: Coming, *, to_relations: bool = False) -> None:
        """Ask for an article, and when it is there for what stands around it."""
        self._to_relations = to_relations
        self._complete, self._number = False, 0
        self.coming = coming
        self.fetcher.article(article_id)

    @on(ArticleLoaded)
    def _show_article(self, fact: ArticleLoaded) -> None:
        """Show an article and add it to the trail, unless another was asked for meanwhile."""
        if not self.loader.is_current(fact):
            return
        article = fact.article
        if article.id != self.article_id:
            self.keep_place()
            self.article_id = article.id
            self.article_pane.show(
                article, self._matches, self.place_in(article.id, fact.position), fact.marks
            )
            self.related.restart()
        self.arrive(article)
        self.status.hush()
        self.list_pane.list.select(article.id)
        self.opened = True
        if not self.search_bar.input.has_focus:
            self.to_article()
        self.stay()
        self.ask_relations(article.id)

    @property
    def known(self) -> Relations | None:
        """The relations of the article that is shown, once they are there."""
        relations = self._relations
        return relations if relations is not None and relations.article == self.article_id else None

    @on(RelationsLoaded)
    def _show_relations(self, fact: RelationsLoaded) -> None:
        """Show what stands around the article."""
        if not self.loader.is_current(fact) or fact.relations.article != self.article_id:
            return
        self._relations, self._complete = fact.relations, fact.complete
        if not fact.complete:
            self.call_after_refresh(self._complete_relations, fact)
        self.related.show(fact.relations)
        self.article_pane.show_relations(fact.relations)
        if self._to_relations:
            self._to_relations = False
            self.action_related()
        self._follow_waiting()

    def _complete_relations(self, fact: RelationsLoaded) -> None:
        """Ask for the rest of what stands around the article, unless something else was asked for since."""
        if self.loader.is_current(fact):
            self.fetcher.complete(fact.relations)

    def action_step(self, steps: int) -> None:
        """Open the next article of the list."""
        article_id = self.list_pane.list.step(steps)
        if article_id is None:
            self.status.say("This is the last article." if steps > 0 else "This is the first article.")
        else:
            self.load(article_id, Coming(self._query))

    # Related articles

    def action_related(self) -> None:
        """Bring the relations up; from the list those of the chosen article."""
        chosen = self.list_pane.list.current
        if not self.reading and chosen is not None and chosen != self.article_id:
            self.load(chosen, Coming(self._query), to_relations=True)
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
        related = self.known.inline(request.number) if self.known else None
        if related is None:
            self.status.say("That link is not known yet.")
        elif related.article is not None:
            self.load(related.article, Coming("a link in the text", follows=True))
        else:
            self._ask_wanted(messages.OpenWanted(related, choice=self.choice_of(related)))

    def _follow_number(self, number: int) -> None:
        """Open what an entry leads to, or say what is known about a missing article."""
        known: list[Entry] = entries(self.known.sections()) if self.known else []
        if number > len(known) and not (self.known and self._complete):
            self._number = number
            return
        if not 0 < number <= len(known):
            self.status.say(f"There is no related article {number}.")
            return
        entry = known[number - 1]
        if entry.article is not None:
            self.load(entry.article, Coming(WAYS[entry.sign], follows=True))
        elif entry.related is not None:
            self._ask_wanted(messages.OpenWanted(entry.related, choice=self.choice_of(entry.related)))
        else:
            self.action_versions()

    def _follow_waiting(self) -> None:
        """Open what was asked for by its number before it was known."""
        number, self._number = self._number, 0
        if number:
            self._follow_number(number)

    @on(messages.OpenWanted)
    def _ask_wanted(self, request: messages.OpenWanted) -> None:
        """Look up what is known about a missing article."""
        self._choice = request.choice
        self.fetcher.wanted(request.related, request.pointing)

    @on(WantedLoaded)
    def _show_wanted(self, fact: WantedLoaded) -> None:
        """Show what is known about a missing article; what was chosen there is carried out."""
        from reader.screens.wanted import WantedScreen

        if self.loader.is_current(fact):
            page = WantedScreen(fact.related, fact.nearest, fact.pointing, self._choice)
            self.app.push_screen(page, self._leave_wanted)

    def _leave_wanted(self, request: Message | None) -> None:
        """Do what the page of a missing article was closed with."""
        if isinstance(request, messages.OpenArticle):
            request.via = "near a missing article"
        if isinstance(request, messages.ChooseLink):  # the list that one came from stays
            self.post_message(request)
        else:
            self.carry_out(request)

    @property
    def walked(self) -> list[int]:
        """The articles of the trail, the present one last."""
        return [step.article for step in self.history.trail]

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
            self.status.say(f"{key_name(keys_of('quit')[0])} leaves newsreader.")
