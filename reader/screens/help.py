"""Every key, from the table of commands."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from reader.keys import Scope, bindings, help_rows, keys_of
from reader.screens.panel import Panel
from reader.wrapping import wrap

_KEYS_WIDTH = 16

_QUERIES = (
    ("bridge harbour", "articles with both words, in any form"),
    ('"first pier"', "the phrase"),
    ("herring OR cod", "either; parentheses group"),
    ("bridge -ferry", "without that word"),
    ("smelt*", "words that begin so"),
    ("byline:vale", "in one part: headline body byline source section place"),
    ("after:1998-04", "from that day, month or year; before: on:"),
)


class HelpText(VerticalScroll):
    """The scrolling text, moved through with the keys of every other list."""

    BINDINGS = bindings(Scope.MOVE)

    def action_move_down(self) -> None:
        """A line down."""
        self.scroll_down(animate=False)

    def action_move_up(self) -> None:
        """A line up."""
        self.scroll_up(animate=False)

    def action_move_page_down(self) -> None:
        """A page down."""
        self.scroll_page_down(animate=False)

    def action_move_page_up(self) -> None:
        """A page up."""
        self.scroll_page_up(animate=False)

    def action_move_half_down(self) -> None:
        """Half a page down."""
        self.scroll_relative(y=self.size.height // 2, animate=False)

    def action_move_half_up(self) -> None:
        """Half a page up."""
        self.scroll_relative(y=-(self.size.height // 2), animate=False)

    def action_move_top(self) -> None:
        """To the top."""
        self.scroll_home(animate=False)

    def action_move_bottom(self) -> None:
        """To the end."""
        self.scroll_end(animate=False)


class HelpScreen(Panel[None]):
    """All commands by group, then how queries are written."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(",".join(keys_of("help")), "close", show=False)]

    def compose(self) -> ComposeResult:
        """One page, scrolled as a whole."""
        with HelpText(id="panel"):
            yield Static(Content("Keys"), classes="panel-title")
            for group, rows in help_rows():
                yield Static(Content(group.upper()), classes="help-group")
                yield Rows(rows)
            yield Static(Content("QUERIES"), classes="help-group")
            yield Rows(list(_QUERIES))


class Rows(Static):
    """Rows of two columns; what does not fit into the second goes on below itself."""

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        """The columns of each row."""
        super().__init__(Content())
        self._rows = rows

    def on_resize(self, event: Resize) -> None:
        """Lay the rows out for the width there is."""
        self.update(_table(self._rows, event.size.width))


def _table(rows: list[tuple[str, str]], width: int) -> Content:
    """Rows of two columns as lines of a width."""
    lines: list[Content] = []
    for keys, words in rows:
        lead = Content.assemble((keys.ljust(_KEYS_WIDTH), "$accent-ink"), "  ")
        for start, end in wrap(words, max(10, width - _KEYS_WIDTH - 2)):
            lines.append(Content.assemble(lead, words[start:end]))
            lead = Content(" " * (_KEYS_WIDTH + 2))
    return Content("\n").join(lines)
