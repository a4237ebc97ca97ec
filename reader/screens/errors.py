"""The one place where the reader shows what went wrong."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from index.errors import NewsreaderError
from reader import text
from reader.keys import Scope, hints
from reader.screens.panel import Panel


class ErrorScreen(Panel[None]):
    """Title, what happened, what to do about it."""

    def __init__(self, error: NewsreaderError, *, fatal: bool = False) -> None:
        """Show ``error``; after a fatal one there is nothing to go back to, and closing leaves."""
        super().__init__()
        self._error = error
        self._fatal = fatal

    def compose(self) -> ComposeResult:
        """A few quiet lines."""
        key = hints(Scope.PANEL)[0][0]
        with Vertical(id="panel"):
            yield Static(text.content(self._error.title), classes="panel-title")
            yield Static(text.content(self._error.message))
            if self._error.hint:
                yield Static(text.content(self._error.hint))
            yield Static(
                text.content(f"{key} {'leaves newsreader' if self._fatal else 'goes back'}"),
                classes="panel-keys",
            )
