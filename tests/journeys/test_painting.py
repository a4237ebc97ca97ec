"""No flicker: what has not changed is not drawn again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual._compositor import ChopsUpdate, CompositorUpdate

from reader.app import NewsreaderApp

Reader = Callable[..., NewsreaderApp]


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int, int]]:
    """What is painted from now on: line, first cell, cell behind the last; line -1 for the whole screen."""
    spans: list[tuple[int, int, int]] = []
    display = NewsreaderApp._display

    def record(app: NewsreaderApp, screen: Any, update: Any) -> None:
        if isinstance(update, ChopsUpdate):
            spans.extend(update.spans)
        elif isinstance(update, CompositorUpdate):
            spans.append((-1, 0, 0))
        display(app, screen, update)

    monkeypatch.setattr(NewsreaderApp, "_display", record)
    return spans


async def test_a_step_in_the_list_paints_two_rows_and_the_place(
    reader: Reader, settled: Any, painted: list[tuple[int, int, int]]
) -> None:
    app = reader("bridge")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        painted.clear()
        await pilot.press("j")
        await settled(pilot)
        assert {line for line, _, _ in painted} == {*range(2, 10), 38, 39}
        assert all(end <= 38 for line, _, end in painted if line < 38)


async def test_moving_in_the_article_leaves_the_list_alone(
    reader: Reader, settled: Any, painted: list[tuple[int, int, int]]
) -> None:
    app = reader("bridge")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        painted.clear()
        await pilot.press("j", "n", "n")
        await settled(pilot)
        assert all(line >= 38 or start >= 38 for line, start, _ in painted)


async def test_the_focus_moves_without_the_whole_screen(
    reader: Reader, settled: Any, painted: list[tuple[int, int, int]]
) -> None:
    app = reader("bridge")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        painted.clear()
        await pilot.press("escape", "tab")
        await settled(pilot)
        assert painted
        assert not [line for line, _, _ in painted if line < 2], (
            "neither the whole screen nor the line at its top"
        )
