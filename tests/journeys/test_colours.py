"""Without colour every meaning is still told: by a sign, by weight, by a line below it, by reversing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.segment import Segment
from textual.app import App

from reader.app import NewsreaderApp
from tests.journeys.screens import lines

Reader = Callable[..., NewsreaderApp]


@pytest.fixture
def colourless(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Makes a reader for a person who wants no colours."""
    monkeypatch.setenv("NO_COLOR", "1")
    return reader


def drawn(app: App[Any]) -> list[Segment]:
    """Everything on the screen."""
    return [segment for strip in app.screen._compositor.render_strips() for segment in strip]


def set_off(app: App[Any], attribute: str) -> set[str]:
    """What is drawn with an attribute."""
    shown = (segment for segment in drawn(app) if segment.style and getattr(segment.style, attribute))
    return {segment.text.strip() for segment in shown}


def coloured(app: App[Any]) -> set[str]:
    """What is drawn in a colour that is not the terminal's own for text."""
    shown = ((segment.text, segment.style.color) for segment in drawn(app) if segment.style)
    return {text for text, colour in shown if colour is not None and not colour.is_default}


async def test_the_list_the_article_and_what_one_types(colourless: Reader, settled: Any) -> None:
    app = colourless("bridge")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "Bridge" in set_off(app, "underline"), "a match in the list"
        assert sum(line.startswith("▌") for line in lines(app)) == 4, "the chosen row"
        await pilot.press("enter", "n")
        await settled(pilot)
        assert sum(line.startswith("▏") for line in lines(app)) == 4, "the list has lost the focus"
        assert "Bridge" in set_off(app, "reverse"), "the match one is at"
        assert coloured(app) == set()
        await pilot.press("/", "s")
        await settled(pilot)
        assert "" in set_off(app, "reverse"), "where one types: a blank, reversed"


async def test_the_command_one_chooses(colourless: Reader, settled: Any) -> None:
    app = colourless()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(":")
        await settled(pilot)
        before = set_off(app, "underline")
        await pilot.press("down")
        await settled(pilot)
        assert before
        assert set_off(app, "underline") - before
