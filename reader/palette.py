"""The command palette's source: the table of commands."""

from __future__ import annotations

from collections.abc import Coroutine
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.keys import COMMANDS, Command, Scope, key_name


class Commands(Provider):
    """Offers every command that makes sense without knowing what has the focus."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command in self._offered():
            yield DiscoveryHit(Content(_title(command)), self._run(command), _title(command))

    async def search(self, query: str) -> Hits:
        """Those that resemble what is typed."""
        matcher = self.matcher(query)
        for command in self._offered():
            if (score := matcher.match(_title(command))) > 0:
                shown = matcher.highlight(_title(command))
                yield Hit(score, shown, self._run(command), _title(command))

    def _offered(self) -> list[Command]:
        """The commands of the palette that someone on the screen below can carry out."""
        scopes = {Scope.APP, Scope.READING} if hasattr(self.screen, "action_trail") else {Scope.APP}
        return [command for command in COMMANDS if command.palette and command.scope in scopes]

    def _run(self, command: Command) -> partial[Coroutine[Any, Any, bool]]:
        """Carry a command out on the node that binds it."""
        node = self.app if command.scope is Scope.APP else self.screen
        return partial(self.app.run_action, command.action, node)


def _title(command: Command) -> str:
    """What the palette calls a command: its help, with the first key that does the same."""
    key = f"  ({key_name(command.keys[0])})" if command.keys else ""
    return f"{command.help}{key}"
