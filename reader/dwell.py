"""Whether somebody stays with an article: opening it to leave at once is not reading it. Knows no screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Timer(Protocol):
    """A clock that has been set."""

    def stop(self) -> None:
        """Let it not go off."""


class Dwell:
    """Says once of an article that somebody has stayed with it, if it was not left before the time."""

    def __init__(
        self, set_timer: Callable[[float, Callable[[], None]], Timer], stayed: Callable[[int], None]
    ) -> None:
        """``set_timer`` calls something after so many seconds, ``stayed`` is told the article."""
        self._set_timer = set_timer
        self._stayed = stayed
        self._article: int | None = None
        self._seconds = 0.0
        self._timer: Timer | None = None
        self._is_held = False

    @property
    def is_running(self) -> bool:
        """Whether the time is running."""
        return self._timer is not None

    def at(self, article_id: int | None, seconds: float) -> None:
        """Somebody is with an article now, or with None; being with the same one goes on."""
        if article_id == self._article:
            return
        self.stop()
        self._article, self._seconds = article_id, seconds
        self._begin()

    def stop(self) -> None:
        """Let the time not run any more for this article, until it is left."""
        self._is_held = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def hold(self) -> None:
        """Something is laid over the article: the time begins anew when it can be read again."""
        if self._timer is not None:
            self.stop()
            self._is_held = True

    def go_on(self) -> None:
        """The article can be read again."""
        if self._is_held:
            self._is_held = False
            self._begin()

    def _begin(self) -> None:
        if self._article is not None:
            self._timer = self._set_timer(self._seconds, self._over)

    def _over(self) -> None:
        """The time is over."""
        self._timer = None
        if self._article is not None:
            self._stayed(self._article)
