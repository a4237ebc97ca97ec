"""The story of an article: what hangs together with it, on a timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from textual import on

from index.archive import Archive
from index.article import Headline
from index.links.records import Story
from reader import story_lines
from reader.facts import Fact
from reader.keys import Scope, bindings
from reader.screens.page import ArticlesPage
from reader.story_lines import StoryRow

_LOW, _FEW = 30, 4
"""Below this height of the terminal so many names have to do."""


@dataclass
class StoryTold(Fact):
    """The story is known."""

    story: Story
    copies: dict[int, Headline] = field(default_factory=dict)
    """The versions that are folded into its articles, by id."""


class StoryPage(ArticlesPage):
    """Closes with the request to open one of its articles."""

    SCOPE = Scope.STORY
    BINDINGS = bindings(Scope.ARTICLES, Scope.STORY)
    via = "story"

    def __init__(self, archive: Archive, article_id: int) -> None:
        """Tell the story of an article."""
        super().__init__(archive)
        self._article = article_id
        self._story: Story | None = None
        self._copies: dict[int, Headline] = {}
        self._unfolded: set[int] = set()
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
        story = self._story = fact.story
        self._copies = fact.copies
        self._show_rows(self._article)
        first = story.chapters[0].headline if story.chapters else ""
        self.show_title(first, _facts(story))
        some = story.names[: _FEW if self.app.size.height < _LOW else None]
        names = " · ".join(f"{name.name} {name.articles:,}" for name in some)
        alone = "Nothing in this archive hangs together with it." if len(story.chapters) == 1 else ""
        self.show_foot(names, alone, story.stopped)
        self.title_of_file = f"The story of {first}"

    def _show_rows(self, at: int) -> None:
        """Show the rows, with the cursor on an article."""
        assert self._story is not None
        rows = self._rows = story_lines.rows(self._story, self._copies, self._unfolded)
        self.articles = tuple(row.article for row in rows)
        self.show_lines(
            lambda width: story_lines.lines(rows, width),
            self.articles.index(at) if at in self.articles else 0,
        )

    def action_unfold(self) -> None:
        """Show the versions of the article at the cursor, or fold them; from a version its whole family."""
        if self._story is None or self.at is None:
            return
        standing = next(
            (each for each in self._story.chapters if self.at in (each.article, *each.copies)), None
        )
        if standing is None or not standing.copies:
            self.say("There are no other versions of this article.")
            return
        self._unfolded ^= {standing.article}
        self._show_rows(standing.article)


def _facts(story: Story) -> str:
    """``11 articles · 3 papers · 1998 to 2013``."""
    count = len(story.chapters)
    years = sorted({chapter.published.year for chapter in story.chapters if chapter.published})
    span = " to ".join(map(str, years[:1] + years[1:][-1:]))
    papers = f"{story.papers} paper{'' if story.papers == 1 else 's'}" if story.papers else ""
    return " · ".join(filter(None, (f"{count} article{'' if count == 1 else 's'}", papers, span)))
