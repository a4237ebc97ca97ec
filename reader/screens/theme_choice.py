"""Choosing a page: the one under the cursor is seen at once behind the choice."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.screens.panel import Panel
from reader.themes import PAGES
from reader.widgets.key_line import KeyLine


class ThemeChoice(Panel[str]):
    """The pages by name. Closed with the name of one, or with None and the former page back."""

    DEFAULT_CSS = """
    ThemeChoice {
        background: transparent;
        align: right bottom;
        #panel { width: 44; }
    }
    """

    def __init__(self, name: str) -> None:
        """``name`` is the page in use."""
        super().__init__()
        self._former = name

    def compose(self) -> ComposeResult:
        """A title, the pages, the keys."""
        with Vertical(id="panel"):
            yield Static(Content("The page"), classes="panel-title")
            options = (Option(Content(page.label), id=page.name) for page in PAGES.values())
            yield OptionList(*options, compact=True)
            yield KeyLine([("Enter", "keeps it"), ("Esc", "goes back")])

    def on_mount(self) -> None:
        """Begin at the page in use."""
        pages = self.query_one(OptionList)
        pages.highlighted = list(PAGES).index(self._former) if self._former in PAGES else 0
        pages.focus()

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        """Let the page be seen."""
        event.stop()
        if event.option_id:
            self.app.theme = event.option_id

    @on(OptionList.OptionSelected)
    def _keep(self, event: OptionList.OptionSelected) -> None:
        """Keep the page."""
        event.stop()
        self.dismiss(event.option_id)

    def action_close(self) -> None:
        """Go back to the former page."""
        self.app.theme = self._former
        self.dismiss(None)
