"""What is shown while an archive is made ready: the samples imported, the index built anew."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from index.records import Progress
from reader import text
from reader.screens.panel import Overlay
from reader.widgets.key_line import KeyLine

_BAR_WIDTH = 40


class OpeningScreen(Overlay[None]):
    """What is being done, and how far it is. It goes away by itself."""

    progress: reactive[Progress] = reactive(Progress("", 0, 0), init=False)
    """How far it is."""

    def __init__(self, title: str) -> None:
        """``title`` says what is being made ready."""
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """A title, a bar, the article at hand."""
        with Vertical(id="panel"):
            yield Static(text.content(self._title), classes="panel-title")
            yield Static(Content(), id="bar")
            yield Static(Content(), id="stage")
            yield KeyLine([("Ctrl-q", "leaves; nothing is lost.")])

    def watch_progress(self, progress: Progress) -> None:
        """Tell how far it is, once there is a page to tell it on."""
        if self.is_mounted:
            self._draw(progress)

    def on_mount(self) -> None:
        """Tell what was known before."""
        self._draw(self.progress)

    def _draw(self, progress: Progress) -> None:
        """The bar, what is being done, the numbers."""
        done = f"{progress.done:,} of {progress.total:,}" if progress.total else f"{progress.done:,}"
        filled = round(_BAR_WIDTH * min(1.0, progress.done / progress.total)) if progress.total else 0
        bar = Content.assemble(("━" * filled, "$accent-ink"), ("━" * (_BAR_WIDTH - filled), "$rule"))
        self.query_one("#bar", Static).update(bar)
        self.query_one("#stage", Static).update(text.content(f"{progress.stage} {done}"))
