"""The line at the top: what is searched for, what was found, and what is wrong with it."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Input, Static

from index.errors import QueryError
from index.records import Sort
from reader import text
from reader.field_message import FieldMessage
from reader.keys import Scope, bindings, key_name, keys_of
from reader.messages import Search
from reader.signs import signs
from reader.widgets.quiet_input import QuietInput
from reader.wrapping import wrap

_PROMPT_CELLS = 2

ORDERS = {
    Sort.RELEVANCE: "by relevance",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.PAPER: "by paper",
    Sort.HEADLINE: "by headline",
}
"""How the orders are called on the screen."""


class Summary(NamedTuple):
    """What the right end of the bar tells about the list."""

    total: int
    sort: Sort
    milliseconds: float | None = None
    """None for a list that was not searched for."""
    new: int = 0
    """How many articles have come into the archive since, and are not on the list."""


class SearchBar(Widget):
    """A query and its outcome. Enter searches."""

    BINDINGS = bindings(Scope.SEARCH)

    class Left(FieldMessage):
        """Typing has ended without a search."""

    def __init__(self, query: str = "", *, id: str | None = None) -> None:
        """Start with ``query`` as if it had been searched for."""
        super().__init__(id=id)
        self._query = query
        self._summary: Summary | None = None

    def compose(self) -> ComposeResult:
        """A prompt, the input, the summary; the problem below."""
        with Horizontal():
            yield Static(Content(), id="prompt")
            yield QuietInput(self._query, id="query")
            yield Static(Content(), id="summary")
        yield Static(Content(), id="problem")

    def on_mount(self) -> None:
        """Show the prompt."""
        self._show()

    @property
    def input(self) -> Input:
        """Where one types."""
        return self.query_one("#query", Input)

    def ask_archive(self) -> None:
        """Let the person type a query, the former one selected so that typing replaces it."""
        self._show()
        self.screen.set_focus(self.input)
        self.input.action_select_all()

    def show_query(self, query: str) -> None:
        """Show a query that was not typed here."""
        self._query = query
        self._show()

    def show_summary(self, summary: Summary) -> None:
        """Tell what was found."""
        self._summary = summary
        self._draw_summary()

    def show_problem(self, error: QueryError | None) -> None:
        """Tell what is wrong with the query as it stands, with a caret below the place; None clears it."""
        problem = self.query_one("#problem", Static)
        problem.display = error is not None
        if error is None:
            problem.update(Content())
            return
        self._draw_summary()
        self.input.cursor_position = error.position
        place = cell_len(self.input.value[: error.position]) - int(self.input.scroll_offset.x)
        indent = _PROMPT_CELLS + max(0, min(place, self.input.size.width - 1))
        message = text.one_line("; ".join(filter(None, [error.message.rstrip("."), error.hint])))
        room = self.size.width - indent - 2
        if text.cells(message) <= room or indent < self.size.width // 2:
            lines = [message[start:end] for start, end in wrap(message, max(1, room))]
            problem.update(text.content(" " * indent + "^ " + f"\n{' ' * (indent + 2)}".join(lines)))
        else:
            before = max(0, indent - text.cells(message) - 1)
            problem.update(text.content(f"{' ' * before}{message} ^"))

    def show_searching(self) -> None:
        """Tell that the list is being searched for."""
        self.query_one("#summary", Static).update(Content(signs().ellipsis))

    def action_submit(self) -> None:
        """Search for what was typed."""
        self.input.post_message(Input.Submitted(self.input, self.input.value))

    def action_leave(self) -> None:
        """Put back what was there before and tell."""
        self._show()
        self.show_problem(None)
        self.post_message(self.Left())

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        """Ask for what was typed."""
        event.stop()
        self.show_problem(None)
        self._query = event.value.strip()
        self.post_message(Search(self._query))

    def _on_resize(self, event: Resize) -> None:
        """Say less where there is less room."""
        self._draw_summary()

    def _show(self) -> None:
        """Show the prompt and the query."""
        self.query_one("#prompt", Static).update(Content(f"{signs().prompt} "))
        self.input.value = self._query
        self.input.cursor_position = len(self.input.value)

    def _draw_summary(self) -> None:
        """The summary in full, or in short on a narrow screen."""
        summary, dot = self._summary, f" {signs().dot} "
        told = ""
        if summary is not None:
            wide = self.size.width >= 90
            told = f"{summary.total:,}"
            if wide or (summary.milliseconds is None and self.size.width >= 40):
                told += " article" if summary.total == 1 else " articles"
            if summary.milliseconds is not None:
                told += f"{dot}{summary.milliseconds:.0f} ms" if summary.milliseconds >= 1 else f"{dot}1 ms"
            if wide:
                told += f"{dot}{ORDERS[summary.sort]}"
            if summary.new:
                key = key_name(keys_of("list.refresh")[0])
                told += f"{dot}{summary.new:,} new, press {key}"
        self.query_one("#summary", Static).update(Content(told))
