"""Moving through the trail: days are no steps, and what is chosen stays chosen."""

from __future__ import annotations

from textual.app import App, ComposeResult

from index.article import Headline, Published
from index.desk.records import Visit
from reader.signs import UNICODE
from reader.trail import Step, rows, steps
from reader.widgets.trail_tree import TrailTree


def step(number: int) -> Step:
    """One of walks of three steps each, a walk a day."""
    day = f"2026-11-{1 + number // 3:02}T12:00:00+00:00"
    headline = Headline(number, f"Headline {number}", Published(), "", "", "", 0, 1)
    (made,) = steps([Visit(number, number - 1 if number % 3 else None, number, day, "")], [headline])
    return made


STEPS = [step(number) for number in range(1, 60)]


class Trail(App[None]):
    def compose(self) -> ComposeResult:
        yield TrailTree()

    @property
    def tree_(self) -> TrailTree:
        return self.query_one(TrailTree)

    @property
    def at(self) -> int | None:
        return self.tree_.step.visit.id if self.tree_.step else None


async def test_it_begins_where_one_is_and_passes_days_over() -> None:
    app = Trail()
    async with app.run_test(size=(60, 12)) as pilot:
        app.tree_.show(rows(STEPS, "", UNICODE), 57)
        app.tree_.focus()
        assert app.at == 57
        await pilot.press("j", "j", "j")
        assert app.at == 54
        await pilot.press("k")
        assert app.at == 59
        await pilot.press("end")
        assert app.at == 2
        assert app.tree_.scrolled > 0
        await pilot.press("home")
        assert app.at == 57
        assert app.tree_.scrolled == 0


async def test_what_is_chosen_stays_so_while_it_is_found() -> None:
    app = Trail()
    async with app.run_test(size=(60, 12)) as pilot:
        app.tree_.show(rows(STEPS, "", UNICODE), 30)
        await pilot.pause()
        app.tree_.show(rows(STEPS, "Headline 3", UNICODE), 1)
        assert app.at == 30
        app.tree_.show(rows(STEPS, "Headline 59", UNICODE), 1)
        assert app.at == 59


async def test_nothing_to_show_is_nothing_to_choose() -> None:
    app = Trail()
    async with app.run_test(size=(20, 5)) as pilot:
        app.tree_.show([], None)
        app.tree_.focus()
        await pilot.press("j", "k", "end", "home", "space")
        await pilot.resize_terminal(10, 3)
        assert app.at is None


async def test_a_click_chooses_and_another_one_goes_there() -> None:
    chosen: list[int | None] = []

    class Clicked(Trail):
        def on_trail_tree_chosen(self) -> None:
            chosen.append(self.at)

    app = Clicked()
    async with app.run_test(size=(60, 12)) as pilot:
        app.tree_.show(rows(STEPS, "", UNICODE), 57)
        await pilot.click(TrailTree, offset=(5, 0))
        assert (app.at, chosen) == (57, [])
        await pilot.click(TrailTree, offset=(5, 2))
        assert (app.at, chosen) == (58, [])
        await pilot.click(TrailTree, offset=(5, 2))
        assert (app.at, chosen) == (58, [58])
