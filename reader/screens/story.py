"""The story of an article: what hangs together with it, on a timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from textual import on

from index.archive import Archive
from index.article import Headline
from index.errors import DeskError, QueryError
from index.links.records import Story
from reader import offers, story_lines, text
from reader.facts import Fact
from reader.keys import Scope, bindings, lent
from reader.marking import in_signs
from reader.screens.page import ArticlesPage
from reader.screens.searched import SearchedPage
from reader.signs import signs
from reader.story_lines import StoryRow

if TYPE_CHECKING:
    from index.desk import Desk
    from index.desk.records import RowMarks
    from reader.screens.prompts import Batch

_LOW, _FEW = 30, 4
"""Below this height of the terminal so many names have to do."""


class StoryTold(Fact):
    """The story is known."""

    story: Story
    copies: dict[int, Headline] = field(default_factory=dict)
    """The versions that are folded into its articles, by id."""


class Searched(Fact):
    """It is known which articles the words find that were typed."""

    words: str
    found: frozenset[int]
    problem: str = ""
    """Why they cannot be understood."""


class MarksRead(Fact):
    """What the person has marked of the articles is known."""

    marks: Sequence[RowMarks]


class StoryPage(SearchedPage, ArticlesPage):
    """Closes with the request to open one of its articles."""

    SCOPE = Scope.STORY
    BINDINGS = [*bindings(Scope.ARTICLES, Scope.STORY, Scope.LOOK), *lent()]  # noqa: RUF012
    PLACEHOLDER = "words, or any other query"
    via = "story"

    def __init__(self, archive: Archive, article_id: int, desk: Desk) -> None:
        """Tell the story of an article, with what the person has marked on the ``desk``."""
        super().__init__(archive)
        self._article = article_id
        self._desk = desk
        self._story: Story | None = None
        self._copies: dict[int, Headline] = {}
        self._unfolded: set[int] = set()
        self._only: frozenset[int] | None = None
        """What the words find that were typed; None while everything is shown."""
        self._marks: Mapping[int, str] = {}
        self._rows: list[StoryRow] = []

    def on_mount(self) -> None:
        """Ask for the story."""
        article = self._article
        self.show_title("Story")

        def work(tell: Callable[[Fact], None]) -> Fact:
            story = self.archive.story(article)
            versions = [copy for chapter in story.chapters for copy in chapter.copies]
            return StoryTold(story, {row.id: row for row in self.archive.headlines(versions)})

        self.loader.carry_out("story", "Follow a story", work)

    @on(StoryTold)
    def _show_story(self, fact: StoryTold) -> None:
        """Show the timeline, with the cursor on the article that one comes from."""
        self._story = fact.story
        self._copies = fact.copies
        self._show_rows(self._article)
        self.on_resize()
        self.title_of_file = f"The story of {self._first}"
        self.renew_marks()

    def on_resize(self) -> None:
        """Name as many people and places as there is room for, and say why the story is not longer."""
        if (story := self._story) is None:
            return
        some = story.names[: _FEW if self.app.size.height < _LOW else None]
        names = f" {signs().dot} ".join(f"{name.name} {name.articles:,}" for name in some)
        alone = "Nothing in this archive hangs together with it." if len(story.chapters) == 1 else ""
        self.show_foot(names, alone, story.stopped)

    @property
    def _first(self) -> str:
        """The headline that the story begins with."""
        return text.headline(self._story.chapters[0].headline if self._story else "")

    def _show_rows(self, at: int | None) -> None:
        """Show the rows, with the cursor on an article."""
        if (story := self._story) is None:
            return
        rows = self._rows = story_lines.rows(
            story, self._copies, self._unfolded, only=self._only, marks=self._marks
        )
        self.articles = tuple(row.article for row in rows)
        self.show_lines(
            lambda width: story_lines.lines(rows, width),
            self.articles.index(at) if at in self.articles else 0,
        )
        told = _facts(story)
        if self._only is not None:
            told = f"{len([row for row in rows if not row.copy]):,} of {told}"
        self.show_title(self._first, told)

    def action_unfold(self) -> None:
        """Show the versions of the article at the cursor, or fold them; from a version its whole family."""
        if self._story is None or self.at_hand is None:
            return
        here = self.at_hand
        standing = next(each for each in self._story.chapters if here in (each.article, *each.copies))
        if not standing.copies:
            self.say("There are no other versions of this article.")
            return
        self._unfolded ^= {standing.article}
        self._show_rows(standing.article)

    def batches(self) -> list[Batch]:
        """What is shown; the versions too where that leaves some out."""
        from reader.screens.prompts import Batch

        shown = super().batches()
        ids = [
            each
            for chapter in (self._story.chapters if self._story and self._only is None else ())
            for each in (chapter.article, *chapter.copies)
        ]
        if len(ids) > len(self.articles):
            label = f"all {len(ids):,}, with every version"
            shown.append(Batch(label, self.title_of_file, ids, by_date=True))
        return shown

    # Looking for words

    def look_for(self, words: str) -> None:
        """Show what a query finds of the story."""
        if not words:
            self._only = None
            self._show_rows(self.at_hand or self._article)
            return
        desk = self._desk

        def work(tell: Callable[[Fact], None]) -> Fact:
            try:
                return Searched(words, frozenset(offers.hits(self.archive, words, desk)))
            except QueryError as error:
                return Searched(words, frozenset(), error.message)

        self.loader.carry_out("search", "Look for words in a story", work)

    @on(Searched)
    def _show_found(self, fact: Searched) -> None:
        """Show it, unless other words were typed since; what cannot be understood changes nothing."""
        if not self.loader.is_current(fact) or fact.words != self.words:
            return
        if fact.problem:
            self.say(fact.problem)
            return
        self._only = fact.found
        self._show_rows(self.at_hand)

    # Marks

    def on_screen_resume(self) -> None:
        """Something may have been marked on a page that lay over this one."""
        self.renew_marks()

    def renew_marks(self) -> None:
        """Read what the person has marked by now."""
        if self._story is None:
            return
        ids = [each for chapter in self._story.chapters for each in (chapter.article, *chapter.copies)]
        desk = self._desk

        def work(tell: Callable[[Fact], None]) -> Fact:
            try:
                return MarksRead(desk.rows(ids))
            except DeskError:
                return MarksRead(())  # why, is told by the reading screen, which glances at the desk too

        self.loader.carry_out("marks", "Read marks", work)

    @on(MarksRead)
    def _show_marks(self, fact: MarksRead) -> None:
        """Show it beside the articles."""
        told = {each.article: in_signs(each, signs()) for each in fact.marks}
        if self.loader.is_current(fact) and told != self._marks:
            self._marks = told
            self._show_rows(self.at_hand)


def _facts(story: Story) -> str:
    """``11 articles · 3 papers · 1998 to 2013``."""
    count = len(story.chapters)
    years = sorted({chapter.published.year for chapter in story.chapters if chapter.published})
    span = " to ".join(map(str, years[:1] + years[1:][-1:]))
    papers = f"{story.papers} paper{'' if story.papers == 1 else 's'}" if story.papers else ""
    facts = (f"{count} article{'' if count == 1 else 's'}", papers, span)
    return f" {signs().dot} ".join(filter(None, facts))
