"""A page laid over the reading screen until it is closed."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

from reader.keys import Scope, bindings

Result = TypeVar("Result")


class Panel(ModalScreen[Result | None]):
    """What all such pages share: q and Esc close them."""

    BINDINGS = bindings(Scope.PANEL)

    def action_close(self) -> None:
        """Go back to where one was, with nothing chosen."""
        self.dismiss(None)
