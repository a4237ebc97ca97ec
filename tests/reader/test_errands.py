"""What is to be written is written in order, one thing at a time, and never lost."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event

from textual.app import App
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen

from reader.errands import Errands


@dataclass
class Done(Message):
    number: int


class Recorder(Screen[None]):
    def __init__(self) -> None:
        super().__init__()
        self.errands = Errands(self)
        self.told: list[int] = []
        self.leaving = Event()

    def on_done(self, fact: Done) -> None:
        self.told.append(fact.number)

    def on_unmount(self) -> None:
        self.leaving.set()
        self.errands.finish()


async def until(pilot: Pilot[None], event: Event) -> None:
    while not event.is_set():
        await pilot.pause()


class Desk(App[None]):
    def get_default_screen(self) -> Recorder:
        return Recorder()


async def test_errands_are_done_in_their_order_one_at_a_time() -> None:
    """Also when the first takes longest: its successors run in threads of their own and wait."""
    begun, go = Event(), Event()
    done: list[int] = []
    async with Desk().run_test() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Recorder)

        def slow() -> Message:
            begun.set()
            assert go.wait(30)
            done.append(0)
            return Done(0)

        screen.errands.do("slow", slow)
        await until(pilot, begun)
        for number in range(1, 30):
            screen.errands.do("quick", lambda number=number: (done.append(number), Done(number))[1])
        assert done == []
        go.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert done == list(range(30))
        assert sorted(screen.told) == done


async def test_what_was_cancelled_is_done_on_leaving() -> None:
    """A worker that was cancelled before its thread began has done nothing: its errand is still there."""
    done: list[int] = []
    async with Desk().run_test() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Recorder)
        for number in range(50):
            screen.errands.do("quick", lambda number=number: done.append(number))
        screen.workers.cancel_all()
    assert done == list(range(50))


async def test_leaving_waits_for_what_is_being_done() -> None:
    begun = Event()
    done: list[int] = []
    async with Desk().run_test() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Recorder)

        def slow() -> None:
            begun.set()
            assert screen.leaving.wait(30)
            done.append(1)

        screen.errands.do("slow", slow)
        await until(pilot, begun)
    assert done == [1]
