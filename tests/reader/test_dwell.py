"""An article counts as read when somebody stays with it, and never otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.dwell import Dwell


class Clock:
    """Timers that go off when they are told to."""

    def __init__(self) -> None:
        self.set: list[tuple[float, Callable[[], None]]] = []

    def __call__(self, seconds: float, over: Callable[[], None]) -> Clock.Timer:
        self.set.append((seconds, over))
        return Clock.Timer(self, len(self.set) - 1)

    def ring(self) -> None:
        for _, over in self.set:
            over()

    class Timer:
        def __init__(self, clock: Clock, number: int) -> None:
            self._clock, self._number = clock, number

        def stop(self) -> None:
            self._clock.set[self._number] = (0.0, lambda: None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stayed() -> list[int]:
    return []


@pytest.fixture
def dwell(clock: Clock, stayed: list[int]) -> Dwell:
    return Dwell(clock, stayed.append)


def test_staying_is_told_once(dwell: Dwell, clock: Clock, stayed: list[int]) -> None:
    dwell.at(1, 2.0)
    assert clock.set[0][0] == 2.0
    dwell.at(1, 2.0)
    assert len(clock.set) == 1
    clock.ring()
    dwell.at(1, 2.0)
    assert (stayed, len(clock.set), dwell.is_running) == ([1], 1, False)


def test_leaving_in_time_is_not_reading(dwell: Dwell, clock: Clock, stayed: list[int]) -> None:
    dwell.at(1, 2.0)
    dwell.at(None, 2.0)
    clock.ring()
    assert stayed == []


def test_only_the_last_of_articles_leafed_through_is_read(
    dwell: Dwell, clock: Clock, stayed: list[int]
) -> None:
    for article in (1, 2, 3):
        dwell.at(article, 2.0)
    clock.ring()
    assert stayed == [3]


def test_coming_back_begins_anew(dwell: Dwell, clock: Clock, stayed: list[int]) -> None:
    dwell.at(1, 2.0)
    dwell.at(None, 2.0)
    dwell.at(1, 2.0)
    clock.ring()
    assert stayed == [1]


def test_stopped_it_does_not_count_until_the_article_is_left(
    dwell: Dwell, clock: Clock, stayed: list[int]
) -> None:
    """Who marks the open article as unread does not want it marked as read a second later."""
    dwell.at(1, 2.0)
    dwell.stop()
    dwell.hold()
    dwell.go_on()
    dwell.at(1, 2.0)
    clock.ring()
    assert stayed == []


def test_a_page_laid_over_the_article_is_not_reading(dwell: Dwell, clock: Clock, stayed: list[int]) -> None:
    dwell.at(1, 2.0)
    dwell.hold()
    clock.ring()
    assert stayed == []
    dwell.go_on()
    clock.ring()
    assert stayed == [1]


def test_what_was_read_before_the_page_is_not_told_again(
    dwell: Dwell, clock: Clock, stayed: list[int]
) -> None:
    dwell.at(1, 2.0)
    clock.ring()
    dwell.hold()
    dwell.go_on()
    assert (stayed, len(clock.set)) == ([1], 1)
