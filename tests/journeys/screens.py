"""Looking at the screen as a person does: as lines of text."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget

from reader.app import NewsreaderApp
from reader.messages import Search
from reader.screens.front import FrontScreen
from reader.screens.reading import ReadingScreen


def lines(app: App[Any]) -> list[str]:
    """The screen, a string a line, without blanks at the ends."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def seen(app: App[Any]) -> str:
    """The screen as one text, white space folded: for looking whether words are there."""
    return re.sub(r"\s+", " ", " ".join(lines(app)))


def reading(app: App[Any]) -> ReadingScreen:
    """The reading screen, whatever lies above it."""
    screen = app.screen_stack[0]
    if isinstance(screen, FrontScreen):
        screen.furnish()  # it would come to that by itself
    assert isinstance(screen, ReadingScreen)
    return screen


def pane(app: App[Any], widget: Widget) -> str:
    """What is seen of one widget as one text, white space folded; for text of one-cell signs."""
    region = widget.region
    rows = lines(app)[region.y : region.bottom]
    return re.sub(r"\s+", " ", " ".join(row[region.x : region.right] for row in rows))


@asynccontextmanager
async def opened(
    reader: Callable[..., NewsreaderApp], settled: Any, query: str = "", size: tuple[int, int] = (140, 36)
) -> AsyncIterator[Pilot[int]]:
    """A reader with its first list."""
    app = reader(query)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


async def open_first(pilot: Any, settled: Any, query: str) -> None:
    """Open the first hit of a query."""
    reading(pilot.app).post_message(Search(query))
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


def headline(app: NewsreaderApp) -> str:
    """The headline of the open article."""
    trail = reading(app).status.trail
    return trail[-1] if trail else ""
