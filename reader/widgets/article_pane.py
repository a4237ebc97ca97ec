"""The open article with what follows it, or a quiet page while none is open."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from index.article import Article
from reader import find, text
from reader.find import Find
from reader.keys import key_name, keys_of
from reader.marking import Marks
from reader.matches import TOP
from reader.relation_lines import RelatedLine, lines
from reader.relations import Relations
from reader.signs import signs
from reader.widgets.article_body import ArticleBody
from reader.widgets.find_prompt import FindPrompt


class ArticlePane(Vertical):
    """Holds the article's text; where there is no pane for the relations they follow the last line.

    What the query matches is marked until one looks for something else in the article, and again when that
    has ended.
    """

    def __init__(self, *, id: str | None = None) -> None:
        """Start without an article."""
        super().__init__(id=id)
        self.body = ArticleBody(id="article")
        """The widget that shows the text."""
        self.body.display = False
        self.prompt = FindPrompt(id="find")
        """The line in which one types what to find."""
        self._welcome = Static(Content(), id="welcome")
        self._relations: Relations | None = None
        self._inline = True
        self._matches: Find | None = None
        """Finds the matches of the query."""
        self._words = ""
        """What is looked for in the article instead."""
        self._begun = ("", TOP)
        """What was looked for, and the place that was read, before the present words were typed."""

    def compose(self) -> ComposeResult:
        """The page for no article, the text, and where one types what to find in it."""
        yield self._welcome
        yield self.body
        yield self.prompt

    def welcome(self, articles: int) -> None:
        """Say what can be done, before the first article is opened."""
        told = f"{articles:,} article{'' if articles == 1 else 's'}"
        page = Content.assemble(("newsreader", "bold"), "\n", (told, "$meta"), "\n\n")
        for name, words in _WELCOME:
            key = "1 … 9" if name == "related.1" else key_name(keys_of(name)[0])
            page = Content.assemble(page, (key.ljust(8), "$accent-ink"), words, "\n")
        self._welcome.update(page)

    def show(
        self, article: Article, matches: Find | None, position: int = 0, marks: Marks | None = None
    ) -> None:
        """Show an article from its top or from a position in it; its relations come later."""
        self._relations = None
        self._matches, self._words = matches, ""
        self._welcome.display = False
        self.body.display = True
        told = marks.told(signs()) if marks is not None else ""
        kept = marks.kept if marks is not None else ()
        self.body.show(article, matches, position=position, marks=told, kept=kept)

    def show_marks(self, marks: Marks) -> None:
        """Show what the person has marked of the article by now."""
        self.body.show_kept(marks.kept)
        self.body.annotate(marks.told(signs()))

    def set_matches(self, matches: Find | None) -> None:
        """Mark the matches of another query."""
        self._matches, self._words = matches, ""
        self.body.set_matches(matches)

    def step_back(self) -> bool:
        """Leave the selection, or else what is being looked for; False when there is nothing to leave."""
        if self.body.selected_text:
            self.body.end_selection()
        elif self._words:
            self._look_for("")
        else:
            return False
        return True

    # Finding in the article

    def ask_find(self) -> None:
        """Let the person type what to find in the article."""
        self._begun = (self._words, self.body.place)
        self.prompt.ask()

    @on(FindPrompt.Typed)
    def _find(self, fact: FindPrompt.Typed) -> None:
        """Mark the words, and go to the first of them from where one was reading."""
        fact.stop()
        self._look_for(fact.words)
        if not self._words or not self.body.match_from(self._begun[1]):
            self.body.go_to(self._begun[1])

    @on(FindPrompt.Ended)
    def _end_find(self, fact: FindPrompt.Ended) -> None:
        """Go back to the text."""
        fact.stop()
        if not fact.kept:
            self._look_for(self._begun[0])
            self.body.go_to(self._begun[1])
        if self.screen.focused is None or self.prompt.input.has_focus:
            self.screen.set_focus(self.body)

    @on(ArticleBody.Matched)
    def _tell_matched(self, fact: ArticleBody.Matched) -> None:
        """Tell it beside the words too."""
        found = f"match {fact.number} of {fact.total:,}" if fact.number else f"{fact.total:,} matches"
        self.prompt.tell((found if fact.total else "not found") if self._words else "")

    def _look_for(self, words: str) -> None:
        """Mark words, or with none what the query matches."""
        words = " ".join(words.split())
        if words != self._words:
            self._words = words
            self.body.set_matches(find.literal(words) if words else self._matches)

    # Relations

    def show_relations(self, relations: Relations) -> None:
        """Let the relations follow the text, where they have no pane of their own."""
        self._relations = relations
        self._place()

    def place_relations(self, *, inline: bool) -> None:
        """Whether the relations follow the text."""
        if inline != self._inline:
            self._inline = inline
            self._place()

    def _place(self) -> None:
        """Hand the relations to the text, or take them away."""
        shown = self._inline and self._relations is not None
        self.body.set_appendix(self._appendix if shown else None)

    def _appendix(self, width: int) -> Sequence[RelatedLine]:
        """The relations as lines of a width, a little apart from the text."""
        assert self._relations is not None
        drawn = lines(self._relations.sections(), width)
        return [RelatedLine(text.Line("")), *drawn] if drawn else []


_WELCOME = (
    ("list.open", "opens an article"),
    ("search.here", "searches"),
    ("related.1", "follow its related articles"),
    ("help", "shows every key"),
)
