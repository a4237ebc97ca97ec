"""Choosing what makes articles similar: among which they are looked for, and by which words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on

from index.archive import Archive
from index.records import Scope as Among
from index.records import Term
from reader import text
from reader.facts import Fact
from reader.keys import Scope, bindings
from reader.relations import Alike
from reader.screens.page import Page
from reader.signs import signs
from reader.text import Line
from reader.widgets.line_list import RowLine

_WORDS: dict[Among | None, str] = {
    Among.ALL: "all articles",
    Among.BEFORE: "what appeared before it",
    Among.AFTER: "what appeared after it",
    Among.SAME_PAPER: "the same paper",
    Among.OTHER_PAPERS: "other papers",
    None: "none: leave similar articles out",
}
_SCOPES = tuple(_WORDS)
_BAR = 12


class TermsKnown(Fact):
    """What an article is compared by is known."""

    terms: list[Term]


class AlikePage(Page):
    """What is chosen takes effect at once."""

    SCOPE = Scope.ALIKE
    BINDINGS = bindings(Scope.ALIKE)

    def __init__(
        self, archive: Archive, article_id: int, alike: Alike, chosen: Callable[[Alike], None]
    ) -> None:
        """Choose for an article, beginning with ``alike``; ``chosen`` is called with every choice."""
        super().__init__(archive)
        self._article = article_id
        self._alike = alike
        self._chosen = chosen
        self._terms: Sequence[Term] = ()

    def on_mount(self) -> None:
        """Ask for the words."""
        article = self._article
        self.show_title("Similar articles", "among which they are looked for, and by which words")
        self._show(_SCOPES.index(self._alike.scope))

        def work(tell: Callable[[Fact], None]) -> Fact:
            return TermsKnown(self.archive.terms(article))

        self.loader.carry_out("terms", "Look what an article is compared by", work)

    @on(TermsKnown)
    def _show_terms(self, fact: TermsKnown) -> None:
        """Show them below."""
        self._terms = fact.terms
        self._show()

    def action_open(self) -> None:
        """Take what the cursor is on, or leave it out."""
        at = self.list.cursor
        if at < len(_SCOPES):
            self._alike = Alike(_SCOPES[at], self._alike.without)
        else:
            switched = self._terms[at - len(_SCOPES)].term
            self._alike = Alike(self._alike.scope, self._alike.without ^ {switched})
        self._show()
        self._chosen(self._alike)

    def _show(self, cursor: int | None = None) -> None:
        """Draw what is chosen."""
        terms, alike = self._terms, self._alike
        self.show_lines(lambda width: alike_lines(terms, alike, width), cursor)
        off = sum(term.term in alike.without for term in terms)
        self.show_foot(f"{off} of {len(terms)} words are left out." if off else "")


def alike_lines(terms: Sequence[Term], alike: Alike, width: int) -> list[RowLine]:
    """Where they are looked for, then every word with its share."""
    yes = signs().chosen
    drawn = [RowLine(Line("AMONG", "heading"))]
    for number, scope in enumerate(_SCOPES):
        line = f"{yes if scope is alike.scope else ' '} {_WORDS[scope]}"
        drawn.append(RowLine(Line(line, "title", ((0, 1, "sign"),)), number))
    if terms:
        drawn += (RowLine(Line("")), RowLine(Line("BY THE WORDS", "heading")))
    most = max((term.weight for term in terms), default=1.0) or 1.0
    room = min(28, max(8, width - _BAR - 10))
    for number, term in enumerate(terms, start=len(_SCOPES)):
        on_ = term.term not in alike.without
        word = text.cut(text.one_line(term.word), room)
        bar = signs().rule * max(1, round(_BAR * term.weight / most))
        share = f"{' ' * (room - text.cells(word))}  {100 * term.weight:4.1f} %  {bar}"
        line = f"{yes if on_ else ' '} {word}{share}"
        spans = ((0, 1, "sign"), (2 + len(word), len(line), "detail"))
        drawn.append(RowLine(Line(line, "title" if on_ else "wanted", spans), number))
    return drawn
