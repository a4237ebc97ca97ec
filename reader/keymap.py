"""Which keys carry out which command: the table's own, those of a preset, those of the person.

A key is one stroke (``j``, ``G``, ``ctrl+d``, ``f5``) or a sequence of strokes parted by blanks (``g g``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from reader.keys import COMMANDS, Command, Scope, unpressable

Keys = Mapping[str, tuple[str, ...]]
"""Keys by the id of their command."""

_NUMBERS = {f"related.{number}": (f"g {number}",) for number in range(1, 10)}

PRESETS: dict[str, dict[str, tuple[str, ...]]] = {
    "default": {},
    "vim": {
        **_NUMBERS,  # the digits are counts
        "move.page-down": ("ctrl+f", "space", "pagedown"),
        "move.page-up": ("ctrl+b", "b", "pageup"),
        "move.top": ("g g", "home"),
        "article.next": ("J", "g t"),
        "article.previous": ("K", "g T"),
        "link.follow": ("enter", "g f"),
        "trail.back": ("ctrl+o", "H", "alt+left"),
        "article.browse": ("o", "g x"),
        "quit": ("ctrl+q", "Z Z", "Z Q"),
    },
    "newsboat": {
        "article.next": ("J", "n"),
        "article.previous": ("K", "p"),
        "match.next": ("ctrl+n",),
        "match.previous": ("ctrl+b",),
        "article.unread": ("N",),
        "article.star": ("ctrl+e",),
        "article.write": ("s",),
        "hints": ("u", "l"),
        "path.show": ("P",),
        "article.quotes": ("@",),
        "quit": ("Q", "ctrl+q"),
    },
}
"""What each preset binds otherwise than the table."""

COUNTED = frozenset(
    {
        *("move.down", "move.up", "move.page-down", "move.page-up", "move.half-down", "move.half-up"),
        *("pane.next", "pane.previous", "article.next", "article.previous", "link.next", "link.previous"),
        *("match.next", "match.previous", "trail.back", "trail.forward", "parting.back", "parting.on"),
        *("selection.next-word", "selection.previous-word"),
    }
)
"""The commands that a number before them repeats."""

_BY_ID = {command.id: command for command in COMMANDS}
_PANES = {Scope.LIST, Scope.ARTICLE, Scope.RELATED}
_READING = _PANES | {Scope.MOVE, Scope.READING, Scope.APP}

_NAMED = {
    *("up", "down", "left", "right", "home", "end", "insert", "delete", "pageup", "pagedown", "space", "tab"),
    *("enter", "escape", "backspace", "shift+tab", "comma", "plus", "minus"),
    *(f"f{number}" for number in range(1, 25)),
}
_MODIFIED = re.compile(r"(?:(?:ctrl|alt|shift|super|meta|hyper)\+)+(.+)")


class Keymap(NamedTuple):
    """The keys of every command, and what was wrong with what was wished."""

    keys: Keys
    problems: tuple[str, ...] = ()
    """A line each."""

    @property
    def is_chorded(self) -> bool:
        """Whether keys have to be read one after the other: there are sequences, or digits that are free."""
        bound = {key for keys in self.keys.values() for key in keys}
        return any(" " in key for key in bound) or not bound >= set("123456789")

    def changed(self) -> dict[str, tuple[str, ...]]:
        """The commands whose keys are not the table's, with every command that shares a key with one of them.

        Whoever takes a key away from one command of a node takes it from all of that node, so those that
        share it have to be bound anew too.
        """
        ids = {command.id for command in COMMANDS if self.keys[command.id] != command.keys}
        touched = {key for name in ids for key in (*_BY_ID[name].keys, *self.keys[name])}
        return {
            command.id: self.keys[command.id]
            for command in COMMANDS
            if command.id in ids or touched & {*command.keys, *self.keys[command.id]}
        }


def resolve(preset: str, wished: Keys | None = None) -> Keymap:
    """The keys of a preset with what the person wishes in their place."""
    own = {command.id: command.keys for command in COMMANDS}
    base = {**own, **{name: keys for name, keys in PRESETS[preset].items() if name in own}}
    problems: list[str] = []
    keys = dict(base)
    for name, given in (wished or {}).items():
        if name not in own:
            problems.append(f"keys: there is no command {name!r}.")
            continue
        unknown = [key for key in given if not all(map(_is_stroke, key.split()))]
        problems += [f"keys: {name}: there is no key {key!r}." for key in unknown]
        if not unknown:
            keys[name] = given
    return Keymap(keys, (*problems, *(_clashes(keys, base) if keys != base else ())))


def _clashes(keys: Keys, base: Keys) -> Iterator[str]:
    """Keys that mean two things where they did not before."""
    before = set(_shared(base))
    for one, other, key in _shared(keys):
        if (one, other, key) not in before:
            yield f"keys: {key!r} is both {one} and {other}."


def _shared(keys: Keys) -> Iterator[tuple[str, str, str]]:
    """Two commands that can be meant at once by one key, or by one that begins the other."""
    for one, other in combinations(COMMANDS, 2):
        if _meet(one, other):
            for key in keys[one.id]:
                for second in keys[other.id]:
                    if key == second or key.startswith(second + " ") or second.startswith(key + " "):
                        yield one.id, other.id, min(key, second, key=len)


def _meet(one: Command, other: Command) -> bool:
    """Whether there is a place where both have effect."""
    scopes = {one.scope, other.scope}
    if len(scopes) == 1:
        return True
    if scopes <= _READING:
        return not scopes <= _PANES
    return Scope.PANEL in scopes and not scopes & (_PANES | {Scope.READING, Scope.APP})


def _is_stroke(stroke: str) -> bool:
    """Whether a key of that name can be pressed."""
    if len(stroke) == 1 or stroke in _NAMED:
        return True
    modified = _MODIFIED.fullmatch(stroke)
    return modified is not None and (len(modified[1]) == 1 or modified[1] in _NAMED)


def bound(command_id: str, given: tuple[str, ...]) -> str:
    """Keys as Textual's keymap takes them: parted by commas, characters by their names."""
    from textual.keys import _character_to_key

    def named(stroke: str) -> str:
        modifier, plus, last = stroke.rpartition("+")
        if stroke == "+" or not plus or len(last) != 1:
            return _character_to_key(stroke) if len(stroke) == 1 else stroke
        return f"{modifier}+{_character_to_key(last)}"

    return ",".join(" ".join(map(named, key.split())) for key in given) or unpressable(command_id)
