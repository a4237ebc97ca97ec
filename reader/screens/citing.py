"""The ways to cite an article: choose one, look at it, copy it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from index.article import Article
from index.takeaway.citation import STYLES, Style
from reader import text
from reader.keys import Scope, bindings, hints
from reader.screens.panel import Panel
from reader.screens.wanted import NearestList
from reader.widgets.key_line import KeyLine


class CitationScreen(Panel[Style]):
    """Closes with the style that was chosen. The citation itself can be read, and selected with the mouse.

    So it can be had from a terminal that takes nothing into the clipboard.
    """

    BINDINGS = bindings(Scope.CITE)
    DEFAULT_CSS = """
    CitationScreen #citation { height: auto; max-height: 1fr; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
    CitationScreen #citation Static { height: auto; }
    """

    def __init__(self, article: Article, chosen: int = 0) -> None:
        """Offer the citations of ``article``, first the style numbered ``chosen``."""
        super().__init__()
        self._article = article
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """The styles, the citation in the chosen one, the keys."""
        with Vertical(id="panel"):
            yield Static(Content("Cite"), classes="panel-title")
            yield NearestList(*(Option(_row(style, chosen=False)) for style in STYLES), compact=True)
            with VerticalScroll(id="citation", can_focus=False):
                yield Static(Content())
            yield KeyLine(hints(Scope.CITE))

    def on_mount(self) -> None:
        """Begin with the style that was chosen the last time."""
        self.query_one(NearestList).highlighted = self._chosen

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        """Show the citation in the style at the cursor, and mark that style."""
        for number, style in enumerate(STYLES):
            row = _row(style, chosen=number == event.option_index)
            event.option_list.replace_option_prompt_at_index(number, row)
        citation = STYLES[event.option_index].cite(self._article)
        self.query_one("#citation Static", Static).update(text.content(citation))

    def on_option_list_option_selected(self) -> None:
        """Enter or a click on a style."""
        self.action_copy()

    def action_copy(self) -> None:
        """Copy the citation that is shown."""
        self.dismiss(STYLES[self.query_one(NearestList).highlighted or 0])


def _row(style: Style, *, chosen: bool) -> Content:
    """A style; the chosen one is marked by more than its colour."""
    return text.content(f"{'>' if chosen else ' '} {style.label}")
