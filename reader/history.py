"""Where one has been: back and forward as in a browser. Knows no screen."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class History(Generic[T]):
    """The places visited, in order, and which of them is the present one.

    Visiting a place from the middle drops what lay ahead; visiting the present place again changes nothing.
    """

    def __init__(self, *, limit: int = 1000) -> None:
        """Keep the last ``limit`` places."""
        self._places: list[T] = []
        self._at = -1
        self._limit = limit

    @property
    def current(self) -> T | None:
        """Where one is; None before the first visit."""
        return self._places[self._at] if self._places else None

    @property
    def trail(self) -> tuple[T, ...]:
        """The places from the first to the present one."""
        return tuple(self._places[: self._at + 1])

    @property
    def ahead(self) -> tuple[T, ...]:
        """The places that going forward would bring back, nearest first."""
        return tuple(self._places[self._at + 1 :])

    def visit(self, place: T) -> None:
        """Go to a new place."""
        if self._places and self._places[self._at] == place:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[: -self._limit]
        self._at = len(self._places) - 1

    def go(self, steps: int) -> T | None:
        """Go that many places forward, or back when negative; None, and no move, where there is none."""
        if not steps or not 0 <= self._at + steps < len(self._places):
            return None
        self._at += steps
        return self._places[self._at]

    def put(self, place: T) -> None:
        """Replace the present place by another form of it: what was learnt after the visit."""
        if self._places:
            self._places[self._at] = place
