"""Every key, from the table of commands: first those that have effect where one is. Typing narrows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from reader.keys import HelpRow, Scope, bindings, help_rows
from reader.screens.panel import Panel
from reader.widgets.key_line import KeyLine
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
    ("is:unread tag:pier", "by your marks: is: read unread starred, tag:, has: note quote tag"),
    ('note:"tide tables"', "words of your notes"),
)


class HelpText(VerticalScroll):
    """The scrolling text."""

    BINDINGS = bindings(Scope.MOVE)
    DEFAULT_CSS = "HelpText { margin: 1 0 0 0; scrollbar-size-vertical: 1; }"
    can_focus = False

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


class Filter(Input):
    """Where one types what to look for. Keys that are no text move the page below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "page('move_down')", show=False),
        Binding("up", "page('move_up')", show=False),
        Binding("pagedown", "page('move_page_down')", show=False),
        Binding("pageup", "page('move_page_up')", show=False),
        Binding("ctrl+home", "page('move_top')", show=False),
        Binding("ctrl+end", "page('move_bottom')", show=False),
        Binding("f1", "close", show=False),
    ]

    async def action_page(self, move: str) -> None:
        """Move the page."""
        await self.app.run_action(move, self.screen.query_one(HelpText))

    async def action_close(self) -> None:
        """Close the help."""
        await self.run_action("screen.close")


class HelpScreen(Panel[None]):
    """The commands that have effect where one was, the others, how queries are written."""

    def __init__(self, here: frozenset[str] = frozenset()) -> None:
        """``here`` holds the ids of the commands that have effect."""
        super().__init__()
        self._here = here

    def compose(self) -> ComposeResult:
        """Where one types, and one page below, scrolled as a whole."""
        with Vertical(id="panel"):
            yield Filter(placeholder="Type to find a key or a command", compact=True, id="filter")
            with HelpText(id="help"):
                yield Table(list(_sections(self._here)))
            yield KeyLine([("↑ ↓ PgUp PgDn", "move"), ("Esc", "closes")])

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Filter).focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        """Show what holds the words."""
        event.stop()
        self.query_one(Table).narrow(event.value)
        self.query_one(HelpText).scroll_home(animate=False)


Section = tuple[str, list[HelpRow]]
"""A heading, and the rows below it."""


def _sections(here: frozenset[str]) -> Iterator[Section]:
    """What has effect here by group, then everything else, then the queries."""
    groups = list(help_rows())
    for title, inside in (("", True), ("elsewhere: ", False)):
        for group, rows in groups:
            yield f"{title}{group}".upper(), [row for row in rows if (row.id in here) is inside]
    yield "QUERIES", [HelpRow("", example, meaning) for example, meaning in _QUERIES]


class Table(Static):
    """Rows of two columns under headings; what does not fit into the second column goes on below itself."""

    def __init__(self, sections: list[Section]) -> None:
        """The headings with the rows of each."""
        super().__init__(Content())
        self._sections = sections
        self._words: list[str] = []

    def narrow(self, words: str) -> None:
        """Show the rows that hold all these words in their keys, their help or the command's id."""
        self._words = words.casefold().split()
        self._draw()

    def on_resize(self, event: Resize) -> None:
        """Lay the rows out for the width there is."""
        self._draw()

    def _draw(self) -> None:
        """The rows that are wanted, as lines of the present width."""
        width = max(10, self.size.width - _KEYS_WIDTH - 2)
        lines: list[Content] = []
        for title, rows in self._sections:
            wanted = [row for row in rows if self._is_wanted(row)]
            if wanted:
                lines += [Content(), Content.assemble((title, "$meta"))]
            for row in wanted:
                lead = Content.assemble((row.keys.ljust(_KEYS_WIDTH), "$accent-ink"), "  ")
                for start, end in wrap(row.help, width):
                    lines.append(Content.assemble(lead, row.help[start:end]))
                    lead = Content(" " * (_KEYS_WIDTH + 2))
        self.update(Content("\n").join(lines[1:]) if lines else Content("Nothing is called so."))

    def _is_wanted(self, row: HelpRow) -> bool:
        """Whether a row holds all the words."""
        told = f"{row.keys} {row.help} {row.id}".casefold()
        return all(word in told for word in self._words)
