"""Where one types on the reading screen."""

from __future__ import annotations

from textual.widgets import Input
from textual.widgets.input import Selection


class QuietInput(Input):
    """A line to type in that neither blinks nor takes the terminal's cursor from the pane in use."""

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        """Begin with ``value`` typed."""
        super().__init__(value, compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False

    def _watch_selection(self, selection: Selection) -> None:
        place = self.app.cursor_position
        super()._watch_selection(selection)
        if not self.has_focus:
            self.app.cursor_position = place
