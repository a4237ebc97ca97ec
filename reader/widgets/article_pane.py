"""The open article with what follows it, or a quiet page while none is open."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from index.article import Article
from reader import text
from reader.find import Find
from reader.keys import key_name, keys_of
from reader.layout import Place
from reader.relation_lines import RelatedLine, lines
from reader.relations import Relations
from reader.widgets.article_body import ArticleBody


class ArticlePane(Vertical):
    """Holds the article's text; where there is no pane for the relations they follow the last line."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start without an article."""
        super().__init__(id=id)
        self._relations: Relations | None = None
        self._inline = True
        self._drawn: list[RelatedLine] = []

    def compose(self) -> ComposeResult:
        """The page for no article, and the text."""
        yield Static(Content(), id="welcome")
        body = ArticleBody(id="article")
        body.display = False
        yield body

    @property
    def body(self) -> ArticleBody:
        """The widget that shows the text."""
        return self.query_one(ArticleBody)

    def welcome(self, articles: int) -> None:
        """Say what can be done, before the first article is opened."""
        told = f"{articles:,} article{'' if articles == 1 else 's'}"
        page = Content.assemble(("newsreader", "bold"), "\n", (told, "$meta"), "\n\n")
        for name, words in _WELCOME:
            key = "1 … 9" if name == "related.1" else key_name(keys_of(name)[0])
            page = Content.assemble(page, (key.ljust(8), "$accent-ink"), words, "\n")
        self.query_one("#welcome", Static).update(page)

    def show(self, article: Article, matches: Find | None, place: Place | None = None) -> None:
        """Show an article from its top or from a place in it; its relations come later."""
        self._relations = None
        self.query_one("#welcome").display = False
        self.body.display = True
        self.body.show(article, matches, place=place)

    def show_relations(self, relations: Relations) -> None:
        """Let the relations follow the text, where they have no pane of their own."""
        self._relations = relations
        self._place()

    def place_relations(self, *, inline: bool) -> None:
        """Whether the relations follow the text."""
        if inline != self._inline:
            self._inline = inline
            self._place()

    def number_at(self, line: int) -> int:
        """The number of the entry on a line of the relations below the text; 0 for none."""
        drawn = self._drawn
        place = line - (len(_RULE) if drawn else 0)
        return drawn[place].number if 0 <= place < len(drawn) else 0

    def _place(self) -> None:
        """Hand the relations to the text, or take them away."""
        shown = self._inline and self._relations is not None
        self.body.set_appendix(self._appendix if shown else None)

    def _appendix(self, width: int) -> list[text.Line]:
        """The relations as lines of a width, a little apart from the text."""
        assert self._relations is not None
        self._drawn = lines(self._relations.sections(), width)
        return [*_RULE, *(drawn.line for drawn in self._drawn)] if self._drawn else []


_RULE = (text.Line(""),)
"""What parts the relations from the text."""

_WELCOME = (
    ("list.open", "opens an article"),
    ("search.here", "searches"),
    ("related.1", "follow its related articles"),
    ("help", "shows every key"),
)
