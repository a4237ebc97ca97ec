"""What is to be written to the desk: done beside the screen, in the order it was asked in, and never lost.

Each errand has a thread worker, but a worker does whichever errand is the next, one at a time. So the order
holds, and an errand whose worker was cancelled before it began is still there to be done by :meth:`finish`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.screen import Screen

Errand = Callable[[], Message | None]
"""What is to be done; it gives the fact to post, and raises nothing."""


class Errands:
    """A queue of errands on behalf of a screen, which gets the facts they lead to."""

    def __init__(self, screen: Screen[None]) -> None:
        """Nothing is to be done yet."""
        self._screen = screen
        self._waiting: deque[Errand] = deque()
        self._turn = Lock()

    def do(self, description: str, errand: Errand) -> None:
        """Do something as soon as everything that was asked before is done."""
        self._waiting.append(errand)
        self._screen.run_worker(
            self._next, group="desk", description=description, thread=True, exit_on_error=False
        )

    def finish(self) -> None:
        """Do what is left, and wait for what is being done."""
        while self._next():
            pass

    def _next(self) -> bool:
        """Do the next errand; says whether there was one."""
        with self._turn:
            if not self._waiting:
                return False
            fact = self._waiting.popleft()()
        if fact is not None:
            self._screen.post_message(fact)
        return True
