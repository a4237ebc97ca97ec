"""Taking an article along: its link and its original page."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from typing import Any

import pytest

from reader.app import NewsreaderApp
from reader.screens.errors import ErrorScreen
from tests.journeys.screens import reading, seen

Reader = Callable[..., NewsreaderApp]
RUSAL = "https://www.themoscowtimes.com/2012/10/14/ministry-to-help-rusal-seek-chinese-partners-for-smelter-a18533"


class Recorder(webbrowser.BaseBrowser):
    def __init__(self) -> None:
        super().__init__("recorder")
        self.opened: list[str] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.opened.append(url)
        return True


async def test_the_link_of_the_open_article_is_copied_and_shown(reader: Reader, settled: Any) -> None:
    app = reader("smelter")
    async with app.run_test(size=(140, 30)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert app.clipboard == RUSAL
        assert f"Copied {RUSAL[:50]}" in seen(app)


async def test_from_the_list_the_link_is_that_of_the_chosen_row(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=(140, 30)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape", "j", "y")
        await settled(pilot)
        screen = reading(app)
        chosen = screen.list_pane.list.ids[1]
        assert [app.clipboard] == screen.loader.archive.urls([chosen])


async def test_the_original_opens_in_the_browser(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = Recorder()
    monkeypatch.setattr(webbrowser, "get", lambda: recorder)
    app = reader("smelter")
    async with app.run_test(size=(140, 30)) as pilot:
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert recorder.opened == [RUSAL]


async def test_without_a_browser_a_line_says_so(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    app = reader("smelter")
    async with app.run_test(size=(140, 30)) as pilot:
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert "No browser was found here. y copies the link instead." in seen(app)


async def test_a_browser_that_does_not_open_the_page_is_told(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = Recorder()
    monkeypatch.setattr(recorder, "open", lambda *_, **__: False)
    monkeypatch.setattr(webbrowser, "get", lambda: recorder)
    app = reader("smelter")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert isinstance(app.screen, ErrorScreen)
        assert "The browser did not open" in seen(app)
        assert "y copies the link instead." in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is reading(app)


async def test_a_terminal_that_takes_nothing_shows_all_that_was_copied(reader: Reader, settled: Any) -> None:
    """A paragraph is longer than the line at the bottom: it is shown whole all the same."""
    app = reader("smelter")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"jjjjj", "V", *"jjjj", "y")
        await settled(pilot)
        copied = " ".join(app.clipboard.split())
        assert len(copied) > 80
        assert f"Copied: {copied}" in seen(app)
        await pilot.press("j")
        await settled(pilot)
        assert "Copied:" not in seen(app)


async def test_a_browser_of_the_terminal_needs_a_terminal_that_can_be_left(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it cannot be left, as here, a line says so, and no traceback lies over the screen."""
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("w3m"))
    app = reader("smelter")
    async with app.run_test(size=(140, 30)) as pilot:
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert "This terminal cannot be left to another program." in seen(app)
