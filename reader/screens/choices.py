"""A few things to choose from, moved through with the keys of every other list."""

from __future__ import annotations

from textual.widgets import OptionList

from reader.keys import Scope, bindings


class Choices(OptionList):
    """A short list. Nothing in it is markup: its options are made of ``Content``."""

    BINDINGS = bindings(Scope.MOVE)
    DEFAULT_CSS = """
    Choices {
        height: auto;
        max-height: 12;
        background: $panel;
        background-tint: transparent;
        border: none;
        padding: 0;
        scrollbar-size-vertical: 1;
        &:focus { background: $panel; background-tint: transparent; border: none; }
        & > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: none; }
        &:focus > .option-list--option-highlighted {
            background: $chosen; color: $accent-ink; text-style: none;
        }
    }
    """

    @property
    def at(self) -> int | None:
        """Which one is chosen; None in an empty list."""
        return self.highlighted if self.option_count else None

    def move(self, by: int) -> None:
        """Choose another one, at most the first or the last."""
        if self.option_count:
            self.highlighted = max(0, min((self.highlighted or 0) + by, self.option_count - 1))

    def action_move_down(self) -> None:
        """To the next one."""
        self.move(1)

    def action_move_up(self) -> None:
        """To the one before."""
        self.move(-1)

    def action_move_page_down(self) -> None:
        """A page on."""
        self.move(max(1, self.size.height - 1))

    def action_move_page_up(self) -> None:
        """A page back."""
        self.move(-max(1, self.size.height - 1))

    action_move_half_down, action_move_half_up = action_move_page_down, action_move_page_up

    def action_move_top(self) -> None:
        """To the first one."""
        self.move(-self.option_count)

    def action_move_bottom(self) -> None:
        """To the last one."""
        self.move(self.option_count)
