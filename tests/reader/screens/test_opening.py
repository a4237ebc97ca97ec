"""The opening screen: what is being made ready, and how far."""

from __future__ import annotations

from textual.app import App
from textual.widgets import Static

from index.records import Progress
from reader.screens.opening import OpeningScreen
from tests.reader.dressed import Dressed


def told(app: App[None], id_: str) -> str:
    return str(app.screen.query_one(id_, Static).visual)


async def test_progress_is_told_as_it_comes() -> None:
    app = Dressed()
    async with app.run_test() as pilot:
        screen = OpeningScreen("Unpacking the sample articles")
        screen.progress = Progress("reading", 15, 60)
        await app.push_screen(screen)
        await pilot.pause()
        assert told(app, "#stage") == "reading 15 of 60"
        assert told(app, "#bar") == "━" * 40
        screen.progress = Progress("[/indexing]", 1234, 0)
        await pilot.pause()
        assert told(app, "#stage") == "[/indexing] 1,234"
