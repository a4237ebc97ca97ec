"""The keys of a page."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from reader.themes import PAGES
from reader.widgets.key_line import KeyLine
from tests.journeys.screens import lines

KEYS = (("Enter", "open"), ("s", "search these words"), ("o", "original"), ("Esc", "close"))


class Keys(App[None]):
    """Nothing but the keys of a page."""

    def on_mount(self) -> None:
        self.register_theme(PAGES["newsprint-dark"].theme())

    def compose(self) -> ComposeResult:
        yield KeyLine(KEYS)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return PAGES["newsprint-dark"].theme().variables


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (80, ["Enter open   s search these words   o original   Esc close"]),
        (57, ["Enter open   s search these words   o original", "Esc close"]),
        (20, ["Enter open", "s search these words", "o original", "Esc close"]),
    ],
)
async def test_no_key_is_parted_from_what_it_does(width: int, told: list[str]) -> None:
    app = Keys()
    async with app.run_test(size=(width, 6)) as pilot:
        await pilot.pause()
        assert [line for line in lines(app) if line] == told


async def test_what_is_said_stands_in_their_place_and_is_never_cut() -> None:
    app = Keys()
    async with app.run_test(size=(20, 6)) as pilot:
        app.query_one(KeyLine).said = "This article has no page to be shown."
        await pilot.pause()
        assert [line for line in lines(app) if line] == ["This article has no", "page to be shown."]
        app.query_one(KeyLine).said = ""
        await pilot.pause()
        assert lines(app)[0] == "Enter open"
