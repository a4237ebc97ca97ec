"""An application that wears the reader's style, for tests of single widgets and screens."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import App

import reader
from reader import themes


class Dressed(App[None]):
    """Nothing but the stylesheet and the dark page."""

    CSS_PATH: ClassVar = [
        Path(reader.__file__).with_name(name) for name in ("newsreader.tcss", "reading.tcss")
    ]

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(themes.PAGES[themes.DARK].theme())
        self.theme = themes.DARK
