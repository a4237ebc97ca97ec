"""The terminal's own cursor, which screen readers and braille lines follow, is where one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from reader.app import NewsreaderApp
from reader.widgets.line_pane import LinePane

Reader = Callable[..., NewsreaderApp]


def at(app: App[Any]) -> tuple[str, tuple[int, int]]:
    """The pane that has the focus, and the cell of it that the terminal's cursor is on."""
    pane = app.focused
    assert isinstance(pane, LinePane)
    return pane.id or "", app.cursor_position - pane.content_region.offset


async def test_it_goes_along_with_the_focus(reader: Reader, settled: Any) -> None:
    """From the list into the article and back, and back from where one types and from other pages."""
    app = reader("bridge")
    async with app.run_test(size=(120, 40)) as pilot:

        async def pressed(pilot: Pilot[int], *keys: str) -> tuple[str, tuple[int, int]]:
            for key in keys:
                await pilot.press(key)
                await settled(pilot)
            return at(app)

        await settled(pilot)
        assert at(app) == ("list", (4, 0))
        assert await pressed(pilot, "enter", "n") == ("article", (22, 1))
        assert await pressed(pilot, "escape") == ("list", (4, 0))
        assert await pressed(pilot, "tab") == ("article", (22, 1))
        assert await pressed(pilot, "escape", "slash", "x", "escape") == ("list", (4, 0))
        assert await pressed(pilot, "question_mark", "x", "escape", "escape") == ("list", (4, 0))
        assert await pressed(pilot, "slash", "b", "r", "i", "d", "g", "e", "s", "enter") == ("list", (4, 0))
