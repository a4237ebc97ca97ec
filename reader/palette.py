"""The command palette's source: every command that has effect where one is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.keys import COMMANDS, NO_KEY, Command, key_name, keys_of

_NEVER = ("palette",)
"""What has been done by opening the palette."""


class Commands(Provider):
    """Offers the commands of what has the focus, of the screen and of the program."""

    async def discover(self) -> Hits:
        """All of them before anything is typed, first those that make sense wherever one is."""
        for command, run in sorted(self._offered(), key=lambda offer: not offer[0].palette):
            yield DiscoveryHit(Content(_title(command)), run, _title(command))

    async def search(self, query: str) -> Hits:
        """Those that resemble what is typed."""
        matcher = self.matcher(query)
        for command, run in self._offered():
            if (score := matcher.match(_title(command))) > 0:
                yield Hit(score, matcher.highlight(_title(command)), run, _title(command))

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
