"""Reading keys one after the other: numbers before a command, and sequences of strokes. Knows no screen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

_LONGEST = 4
"""Digits of a number; further ones are dropped."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a stroke has led to."""

    key: str = ""
    """The key that is meant, a sequence as strokes parted by blanks; empty while more must come, and when
    what was typed means nothing."""
    count: int = 1
    plain: bool = False
    """Whether it is one stroke without a number, which needs no reading."""


class Keyboard:
    """Remembers the number and the strokes that were typed so far."""

    def __init__(self) -> None:
        """Nothing typed."""
        self._count = ""
        self._strokes: list[str] = []

    @property
    def pending(self) -> str:
        """What was typed so far of something longer."""
        return " ".join(filter(None, [self._count, *self._strokes]))

    def forget(self) -> None:
        """Begin anew."""
        self._count = ""
        self._strokes = []

    def press(self, stroke: str, bound: Collection[str]) -> Pressed:
        """Read a stroke where the keys ``bound`` mean something.

        A digit is part of a number unless it is bound itself. Escape forgets what was begun.
        """
        if stroke == "escape" and self.pending:
            self.forget()
            return Pressed()
        numeral = stroke.isdecimal() and stroke not in bound and (stroke != "0" or self._count)
        if numeral and not self._strokes:
            self._count = (self._count + stroke)[:_LONGEST]
            return Pressed()
        key = " ".join([*self._strokes, stroke])
        if any(other.startswith(key + " ") for other in bound):
            self._strokes.append(stroke)
            return Pressed()
        begun, count = bool(self._strokes), int(self._count or 1)
        self.forget()
        if key in bound:
            return Pressed(key, count, plain=not begun and count == 1)
        return Pressed() if begun else Pressed(key, plain=True)
