"""The one place where the reader shows what went wrong."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import Static

from index.errors import NewsreaderError
from reader import text
from reader.keys import Scope, hints
from reader.screens.panel import Panel
from reader.widgets.key_line import KeyLine


class ErrorScreen(Panel[None]):
    """Title, what happened, what to do about it; what goes wrong meanwhile is added below."""

    errors: reactive[tuple[NewsreaderError, ...]] = reactive((), recompose=True, init=False)
    """What went wrong, in the order in which it did."""

    def __init__(self, error: NewsreaderError, *, fatal: bool = False) -> None:
        """Show ``error``; after a fatal one there is nothing to go back to, and closing leaves."""
        super().__init__()
        self.set_reactive(ErrorScreen.errors, (error,))
        self._fatal = fatal

    def add(self, error: NewsreaderError) -> None:
        """Show another error too, unless it says the same."""
        if error.message not in [known.message for known in self.errors]:
            self.errors = (*self.errors, error)

    def compose(self) -> ComposeResult:
        """A few quiet lines."""
        key = hints(Scope.PANEL)[0][0]
        with Vertical(id="panel"):
            for error in self.errors:
                yield Static(text.content(error.title), classes="panel-title")
                yield Static(text.content(error.message), classes="panel-message")
                yield Static(text.content(error.hint), classes="panel-message")
            closes = "leaves newsreader" if self._fatal else "goes back"
            yield KeyLine([(key, closes)])
