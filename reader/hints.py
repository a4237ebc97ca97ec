"""Hint letters: what is typed to go to one of the links in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from textual.message import Message

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the resting fingers first."""


@dataclass(frozen=True, slots=True)
class Target:
    """A link in view."""

    line: int
    """The line of its pane that it begins on."""
    cell: int
    """The cell of that line that it begins at; its letters stand before it."""
    request: Message
    """What following it asks for."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Letters beside a link."""

    letters: str
    target: Target


def labels(count: int) -> list[str]:
    """Different letters for so many links, all equally long, so that none begins another."""
    length = 1
    while len(_LETTERS) ** length < count:
        length += 1
    return ["".join(letters) for letters, _ in zip(product(_LETTERS, repeat=length), range(count))]  # noqa: B905


def beginning(hints: Sequence[Hint], typed: str) -> list[Hint]:
    """The hints that begin with what was typed."""
    return [hint for hint in hints if hint.letters.startswith(typed)]
