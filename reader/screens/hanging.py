"""What hangs together with an article: its story, its versions, what lies around it, where its links lead."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from reader import messages
from reader.relations import ANYHOW, Alike, Relations, Sign, entries, sign_of
from reader.screens.marking import Marking

if TYPE_CHECKING:
    from index.article import Article
    from index.records import Related
    from reader.screens.page import ArticlesPage, Page
    from reader.screens.prompts import Batch


class Hanging(Marking):
    """What T, X, A, p, W, c and ~ do: with the open article, or from the list with the one at its cursor."""

    _alike: Alike = ANYHOW
    """What was chosen to make articles similar to ``_alike_of``."""
    _alike_of: int | None = None
    _laid: Sequence[ArticlesPage] = ()
    """The pages of articles that lie over this screen."""

    @property
    def known(self) -> Relations | None:
        """The relations of the open article, once they are there."""
        raise NotImplementedError

    @property
    def walked(self) -> Sequence[int]:
        """The articles of the trail, the present one last."""
        raise NotImplementedError

    # Pages

    def action_story(self) -> None:
        """Show the story of the article at hand."""
        from reader.screens.story import StoryPage

        if (article := self._wanted_for()) is not None:
            self._lay_over(StoryPage(self.loader.archive, article, self.loader.desk))

    def action_versions(self) -> None:
        """Show what other versions of the article at hand cut or added."""
        from reader.screens.versions import VersionsPage

        if (article := self._wanted_for()) is not None:
            self._lay_over(VersionsPage(self.loader.archive, article))

    def action_around(self) -> None:
        """Draw what lies around the article at hand."""
        from reader.screens.around import AroundPage

        if (article := self._wanted_for()) is not None:
            self._lay_over(AroundPage(self.loader.archive, article))

    def action_connect(self) -> None:
        """Ask which article the one at hand shall be connected with."""
        from reader.screens.connection import ConnectPage

        if (article := self._wanted_for()) is not None:
            self._lay_over(ConnectPage(self.loader.archive, article, self.walked))

    @on(messages.ShowPath)
    def _show_path(self, request: messages.ShowPath) -> None:
        """Show how two articles hang together."""
        from reader.screens.connection import PathPage

        self._lay_over(PathPage(self.loader.archive, request.start, request.goal))

    def action_wanted_list(self) -> None:
        """Show the titles that lead nowhere."""
        from reader.screens.wanted_list import WantedListPage

        if self.loader.ready:
            self._lay_over(WantedListPage(self.loader.archive))

    def _wanted_for(self) -> int | None:
        """The article at hand; where there is none that is said."""
        if not self.loader.ready or self.at_hand is None:
            self.status.say("There is no article here.")
            return None
        return self.at_hand

    def _lay_over(self, page: Page) -> None:
        """Show a page; what it is closed with is carried out."""
        from reader.screens.page import ArticlesPage

        self._laid = [each for each in self._laid if each in self.app.screen_stack]
        if isinstance(page, ArticlesPage):
            self._laid = [*self._laid, page]
        self.app.push_screen(page, self.carry_out)

    def carry_out(self, request: Message | None) -> None:
        """Do what a page was closed with, back on this screen."""
        if request is not None:
            self.call_later(self._come_back, request)

    def _come_back(self, request: Message) -> None:
        """Close what still lies over this screen."""
        while self.app.screen is not self:
            self.app.pop_screen()
        self.post_message(request)

    # What is done with the articles of a page

    @property
    def _page(self) -> ArticlesPage | None:
        """The page of articles that one looks at."""
        return next((page for page in self._laid if page is self.app.screen), None)

    @property
    def at_hand(self) -> int | None:
        """On a page of articles the one at its cursor."""
        return super().at_hand if self._page is None else self._page.at_hand

    @property
    def articles_at_hand(self) -> array[int]:
        """The same."""
        if self._page is None:
            return super().articles_at_hand
        return array("q", [] if self._page.at_hand is None else [self._page.at_hand])

    def batches(self, article: Article) -> list[Batch]:
        """On a page of articles all of them, or the one at its cursor."""
        from reader.screens.prompts import Batch

        if self._page is None:
            return super().batches(article)
        return [*self._page.batches(), Batch("this article", article.headline, [article.id])]

    def look(self) -> None:
        """Show marks anew on a page of articles, too."""
        super().look()
        if self._page is not None:
            self._page.renew_marks()

    # Where links lead

    def action_choose_link(self) -> None:
        """Choose where a related link leads: the chosen one, else the first that is not certain."""
        article, known = self._wanted_for(), self.known
        if article is None:
            return
        if known is None or known.article != article:
            self.post_message(messages.ChooseLink(article, 0))
            return
        if not self.related.has_focus:
            unsure = (at for at, each in enumerate(known.related) if sign_of(each) is not Sign.EXACT)
            self.post_message(messages.ChooseLink(article, next(unsure, 0)))
            return
        chosen = [entry for entry in entries(known.sections()) if entry.number == self.related.cursor]
        if chosen and (related := chosen[0].related) is not None:
            self.post_message(self.choice_of(related))
        elif chosen and chosen[0].sign is Sign.MENTIONED:
            assert chosen[0].article is not None
            self.post_message(messages.ChooseLink(chosen[0].article, 0, leading_to=article))
        elif chosen and chosen[0].sign is Sign.VERSION:
            self.status.say("No link leads there: it is the same piece.")
        else:
            self.status.say("No link leads there: the index finds the two alike.")

    def choice_of(self, related: Related) -> messages.ChooseLink:
        """What chooses where a link of the open article leads."""
        assert self.known is not None
        position = next(at for at, each in enumerate(self.known.related) if each is related)
        return messages.ChooseLink(self.known.article, position)

    @on(messages.ChooseLink)
    def _choose_link(self, request: messages.ChooseLink) -> None:
        """Let the person choose where a link leads."""
        from reader.screens.choosing import ChoosingPage

        def changed(line: str) -> None:
            self.status.say(line)
            if self.article_id is not None:
                self.ask_relations(self.article_id)

        self._lay_over(ChoosingPage(self.loader.archive, request, changed))

    # What makes articles similar

    def action_alike(self) -> None:
        """Choose among which articles similar ones are looked for, and by which words."""
        from reader.screens.alike import AlikePage

        if self.article_id is None:
            self.status.say("Open an article first.")
            return
        article = self.article_id

        def chosen(alike: Alike) -> None:
            self._alike, self._alike_of = alike, article
            self.ask_relations(article)

        self._lay_over(AlikePage(self.loader.archive, article, self._alike_for(article), chosen))

    def ask_relations(self, article_id: int) -> None:
        """Ask for what stands around an article."""
        self.fetcher.relations(article_id, self._alike_for(article_id))

    def _alike_for(self, article_id: int) -> Alike:
        """What was chosen: where to look stays chosen, words belong to one article."""
        return self._alike if article_id == self._alike_of else Alike(self._alike.scope)
