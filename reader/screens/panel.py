"""A page laid over the reading screen until it is closed."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

from reader.keys import Scope, bindings

Result = TypeVar("Result")


class Overlay(ModalScreen[Result]):
    """How everything looks that is laid over the reading screen: a frame, ``#panel``, in the middle.

    The rules are defaults, so that a page can have it otherwise. They come with the first such page and not
    with the program, which starts sooner without them.
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (10, "-high")]  # noqa: RUF012
    """In a terminal of a few lines there is room for the page only."""
    DEFAULT_CSS = """
    Overlay {
        background: $background 70%;
        align: center middle;
        &:ansi { background: transparent; }
        #panel {
            width: 76;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 1 3;
            background: $panel;
            border: solid $rule;
            overflow-x: hidden;
            overflow-y: auto;
            scrollbar-size-vertical: 1;
            scrollbar-background: $panel;
            scrollbar-background-hover: $panel;
            scrollbar-background-active: $panel;
        }
        .panel-title { text-style: bold; margin: 0 0 1 0; }
        .panel-meta, .panel-url { color: $meta; }
        .panel-meta:ansi, .panel-url:ansi { text-style: dim; }
        .panel-url { text-wrap: nowrap; text-overflow: ellipsis; }
        .panel-gap { margin: 1 0 0 0; }
        KeyLine { padding: 1 0 0 0; dock: bottom; }
        &.-low #panel { padding: 0 1; border: none; }
        &.-low .panel-title { margin: 0; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        &.-low KeyLine, &.-low .note { display: none; }
        Input, Input:focus { background: $panel; background-tint: transparent; }
        OptionList, OptionList:focus {
            height: auto;
            background: $panel;
            background-tint: transparent;
            border: none;
            padding: 0;
            scrollbar-size-vertical: 1;
        }
        OptionList > .option-list--option-highlighted {
            background: $chosen;
            color: $foreground;
            text-style: none;
        }
        OptionList:focus > .option-list--option-highlighted {
            background: $chosen;
            color: $accent-ink;
            text-style: bold;
        }
        OptionList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    }
    """


class Panel(Overlay[Result | None]):
    """What all pages share that a person closes: q and Esc do."""

    BINDINGS = bindings(Scope.PANEL)

    def action_close(self) -> None:
        """Go back to where one was, with nothing chosen."""
        self.dismiss(None)
