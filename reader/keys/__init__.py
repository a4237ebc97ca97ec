"""The one table of commands: what can be done, with which keys, and how it is told.

Bindings, the hints of the status line, the command palette, the help screen and the key table of the
README are all made from :data:`COMMANDS`. A command's id is what a keymap names it by and does not change.
The table itself is in the three files beside this one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.keys.command import Command, Group, Scope
from reader.keys.reading import READING
from reader.keys.relating import RELATING
from reader.keys.working import WORKING

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = [
    "COMMANDS", "NO_KEY", "ON_PAGES", "Command", "Group", "HelpRow", "Scope",
    "bindings", "help_rows", "hints", "key_name", "keys_of", "lent", "readme_table", "unpressable", "use",
]  # fmt: skip


class HelpRow(NamedTuple):
    """A line of the help screen."""

    id: str
    """Of the command."""
    keys: str
    """As people write them."""
    help: str


COMMANDS: tuple[Command, ...] = (*READING, *RELATING, *WORKING)
"""Every command, in the order in which help tells them."""

ON_PAGES = frozenset(
    {
        *("article.star", "article.tag", "article.unread", "undo"),
        *("article.browse", "article.copy-link", "article.cite", "article.write"),
        *("story.show", "versions.show", "path.show", "around.show"),
    }
)
"""The commands of the reading screen that also work in a story and on other pages of articles."""

_keys: dict[str, tuple[str, ...]] = {command.id: command.keys for command in COMMANDS}
"""The keys in use; one process reads with one keymap."""

NO_KEY = "—"
"""In the place of a key where a command has none."""

_NAMES = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "space": "Space", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End", "tab": "Tab", "shift+tab": "Shift-Tab", "enter": "Enter", "escape": "Esc",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}  # fmt: skip


def use(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Tell these keys from now on; commands that are not named keep those of the table."""
    _keys.update({command.id: keys.get(command.id, command.keys) for command in COMMANDS})


def bindings(*scopes: Scope) -> list[BindingType]:
    """The Textual bindings of a node: ``BINDINGS = bindings(Scope.MOVE, Scope.LIST)``.

    They are those of the table: an application that uses other keys sets its keymap, which names them by id.
    A command without keys is bound too, to what no keyboard sends, so that it can be given some.
    """
    return [_binding(command, command.action) for command in COMMANDS if command.scope in scopes]


def lent(ids: Collection[str] = ON_PAGES) -> list[BindingType]:
    """The bindings of what the reading screen does with an article, or of other commands that work elsewhere
    too, for a page that lies over it.

    They have the ids and the keys that they have there; the action is ``lend`` with the id of the command.
    """
    return [_binding(command, f"lend({command.id!r})") for command in COMMANDS if command.id in ids]


def _binding(command: Command, action: str) -> BindingType:
    """A binding of a command to an action."""
    from textual.binding import Binding

    return Binding(
        ",".join(command.keys) or unpressable(command.id),
        action,
        command.label,
        id=command.id,
        show=False,
        priority=command.at_once,
    )


def unpressable(command_id: str) -> str:
    """The key to which a command without keys is bound."""
    return f"<{command_id}>"


def hints(focus: Scope) -> list[tuple[str, str]]:
    """Key and label of the commands that the status line names while ``focus`` has the focus."""
    return [
        (key_name(_keys[command.id][0]), command.label)
        for command in COMMANDS
        if focus in command.hints and _keys[command.id]
    ]


def keys_of(command_id: str) -> tuple[str, ...]:
    """The keys of a command, a dash for one that has none; KeyError for an id that no command has."""
    return _keys[command_id] or (NO_KEY,)


def key_name(key: str) -> str:
    """A key as people write it: ``Ctrl-d``, ``Esc``, ``↓``, ``?``, ``gg``."""
    if " " in key:
        return "".join(map(key_name, key.split()))
    modifier, plus, rest = key.rpartition("+")
    if key in _NAMES or not plus or not modifier:
        return _NAMES.get(key, key)
    return f"{modifier.title()}-{_NAMES.get(rest, rest)}"


def help_rows() -> Iterator[tuple[Group, list[HelpRow]]]:
    """For each group its rows of keys and help; the nine digits make one row."""
    digits = [f"related.{number}" for number in range(1, 10)]
    plain = [keys_of(name) for name in digits] == [(name[-1],) for name in digits]
    for group in Group:
        rows: list[HelpRow] = []
        for command in COMMANDS:
            if command.group is not group or (plain and command.id in digits[1:]):
                continue
            if plain and command.id in digits:
                rows.append(HelpRow(command.id, "1 … 9", "Open the related article of that number"))
            elif keys := _keys[command.id]:
                rows.append(HelpRow(command.id, " ".join(map(key_name, keys)), command.help))
        yield group, rows


def readme_table() -> str:
    """The key table of the README, in Markdown."""
    lines = ["| keys | what they do |", "| --- | --- |"]
    for group, rows in help_rows():
        lines.append(f"| **{group}** | |")
        for row in rows:
            keys = row.keys.replace("|", "\\|").split(" ")
            told = " ".join(f"`{key}`" if key != "…" else key for key in keys)
            lines.append(f"| {told} | {row.help} |")
    return "\n".join(lines) + "\n"
