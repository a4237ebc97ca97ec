"""The command palette's source: every command that has effect where one is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader import text
from reader.keys import COMMANDS, NO_KEY, Command, key_name, keys_of

_WIDTH = 76
_FRAME = 7
"""Cells beside an entry: the frame, the padding, the scrollbar."""

_NEVER = ("palette",)
"""What has been done by opening the palette."""


class Palette(CommandPalette):
    """The command palette, as quiet as everything else."""

    CSS = """
    Palette { background: $background 70%; }
    Palette:ansi { background: transparent; }
    Palette > Vertical { width: 76; max-width: 100%; margin-top: 2; background: $panel; }
    Palette #--input { border: solid $rule; background: $panel; }
    Palette #--input.--list-visible { border-bottom: none; }
    Palette SearchIcon { display: none; }
    Palette CommandInput, Palette CommandInput:focus { background: $panel; padding: 0 1; }
    Palette CommandList, Palette CommandList:focus {
        background: $panel;
        background-tint: transparent;
        border: solid $rule;
        border-top: none;
        scrollbar-size-vertical: 1;
        & > .option-list--option, & > .option-list--option-highlighted { padding: 0 2; text-style: none; }
        & > .option-list--option-highlighted { background: $chosen; color: $accent-ink; text-style: bold; }
        &:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    }
    """

    def __init__(self) -> None:
        """The palette of this program."""
        super().__init__(id="--command-palette", placeholder="Type to find a command")


class Commands(Provider):
    """Offers the commands of what has the focus, of the screen and of the program."""

    async def discover(self) -> Hits:
        """All of them before anything is typed, first those that make sense wherever one is."""
        for command, run in sorted(self._offered(), key=lambda offer: not offer[0].palette):
            yield DiscoveryHit(self._shown(command, Content(command.help)), run, command.help)

    async def search(self, query: str) -> Hits:
        """Those that resemble what is typed."""
        matcher = self.matcher(query)
        for command, run in self._offered():
            if (score := matcher.match(_title(command))) > 0:
                yield Hit(score, self._shown(command, matcher.highlight(command.help)), run, command.help)

    def _shown(self, command: Command, help_: Content) -> Content:
        """What a command does, and at the right edge the first key that does the same."""
        key = key_name(keys_of(command.id)[0])
        if key == NO_KEY:
            return help_
        room = min(_WIDTH, self.app.size.width) - _FRAME
        gap = max(2, room - help_.cell_length - text.cells(key))
        return Content.assemble(help_, " " * gap, (key, "$meta not bold"))

    def _offered(self) -> list[tuple[Command, Callable[[], Any]]]:
        """The commands that some node of the screen below carries out at present, and how."""
        active = {each.binding.id: each for each in self.screen.active_bindings.values() if each.enabled}
        return [
            (command, partial(self.app.run_action, each.binding.action, each.node))
            for command in COMMANDS
            if command.id not in _NEVER and (each := active.get(command.id)) is not None
        ]


def _title(command: Command) -> str:
    """What the palette calls a command: its help, with the first key that does the same."""
    key = key_name(keys_of(command.id)[0])
    return command.help if key == NO_KEY else f"{command.help}  ({key})"
