"""A page that shows a running command and then what it printed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader import text
from reader.keys import Scope, hints
from reader.piping import Output
from reader.screens.panel import Panel
from reader.widgets.key_line import KeyLine
from reader.widgets.output_text import OutputText


class OutputScreen(Panel[None]):
    """Closing it while the command runs stops the command."""

    DEFAULT_CSS = """
    OutputScreen #panel { width: 100% !important; height: 100% !important; }
    OutputScreen OutputText { height: 1fr; background: $panel; }
    OutputScreen #problem { color: $error; height: auto; }
    """

    def __init__(self, command: str) -> None:
        """Show that ``command`` is running."""
        super().__init__()
        self._command = text.one_line(command)

    def compose(self) -> ComposeResult:
        """The command, what it prints, what went wrong, the keys."""
        key = hints(Scope.PANEL)[0][0]
        with Vertical(id="panel"):
            yield Static(text.content(f"| {self._command}"), classes="panel-title")
            problem = Static(Content("Running …"), id="problem")
            yield problem
            yield OutputText(id="output")
            yield KeyLine([(key, "goes back")])

    def show(self, output: Output) -> None:
        """Show what the command printed."""
        problem = self.query_one("#problem", Static)
        problem.display = bool(output.problem)
        problem.update(text.content(output.problem))
        self.query_one(OutputText).show(output.text)
        self.query_one(OutputText).focus()
