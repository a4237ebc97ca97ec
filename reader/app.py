"""The application: themes, keys, the clipboard, the first screen. Nothing about articles."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from reader import themes
from reader.clipboard import osc52
from reader.keys import Scope, bindings
from reader.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from textual.command import Provider


def _commands() -> type[Provider]:
    """The palette's source, loaded when the palette is first opened."""
    from reader.palette import Commands

    return Commands


class NewsreaderApp(App[int]):
    """The reader in front of one archive. Its return value is the exit code of the process."""

    TITLE = "newsreader"
    CSS_PATH = "newsreader.tcss"
    BINDINGS = bindings(Scope.APP)
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, folder: Path, query: str = "", *, samples: bool = False) -> None:
        """Show the archive in ``folder``, first the articles that match ``query``.

        With ``samples`` a folder without an archive gets the shipped articles.
        """
        super().__init__()
        self._folder = folder
        self._query = query
        self._samples = samples
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.preferred().name

    def get_default_screen(self) -> ReadingScreen:
        """The reading screen lies below everything else."""
        return ReadingScreen(self._folder, self._query, samples=self._samples)

    def on_ready(self) -> None:
        """Leave what start-up made out of every later garbage collection: those pauses would be felt."""
        gc.freeze()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy through the terminal, also out of tmux and screen."""
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(osc52(text))

    def action_command_palette(self) -> None:
        """Offer every command, but not while the archive is only being made ready."""
        from reader.screens.opening import OpeningScreen

        if not isinstance(self.screen, OpeningScreen):
            super().action_command_palette()

    def action_help(self) -> None:
        """Show every key."""
        from reader.screens.help import HelpScreen

        self.push_screen(HelpScreen())

    def action_toggle_theme(self) -> None:
        """Change between the light and the dark page."""
        now = themes.LIGHT if self.current_theme.dark else themes.DARK
        self.theme = now.name


def run(folder: Path, query: str = "", *, samples: bool = False) -> int:
    """Open the reader on the archive in ``folder`` and give the exit code when it is left."""
    app = NewsreaderApp(folder, query, samples=samples)
    code = app.run()
    return code if code is not None else app.return_code or 0
