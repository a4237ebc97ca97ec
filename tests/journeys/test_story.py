"""Stories, ways and what lies around: from one article to everything that hangs together with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.widgets import Input

from reader.app import NewsreaderApp
from reader.screens.around import AroundPage
from reader.screens.connection import ConnectPage, PathPage
from reader.screens.help import HelpScreen
from reader.screens.prompts import WritePrompt
from reader.screens.story import StoryPage
from reader.settings import Settings
from tests.journeys.screens import headline, lines, open_first, reading, seen

Reader = Callable[..., NewsreaderApp]
WIDE, NARROW, SMALL = (150, 45), (80, 24), (60, 20)

CRACKS, BLAME = "Pier Cracks, Work Stops", "Engineers Blame the Tide Tables"
FERRYMEN = "Ferrymen Take the Bridge to Court"


async def test_the_story_of_the_bridge(reader: Reader, settled: Any) -> None:
    """T shows the timeline with where one is; x its versions; Enter opens, and the trail leads back."""
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        assert headline(app) == CRACKS
        await pilot.press("T")
        await settled(pilot)
        assert isinstance(app.screen, StoryPage)
        told = seen(app)
        for words in ("first report", "latest", "you are here", "+2 versions", "┆ 22 months", "Tide Board 4"):
            assert words in told, words
        here = next(line for line in lines(app) if "you are here" in line)
        assert here.strip().startswith("▌")
        assert CRACKS in here
        await pilot.press("x")
        await settled(pilot)
        assert "Work Stops on Sound Bridge as Pier Cracks" in seen(app)
        await pilot.press("x", "j", "enter")
        await settled(pilot)
        assert app.screen is reading(app)
        assert headline(app) == BLAME
        await pilot.press("H")
        await settled(pilot)
        assert headline(app) == CRACKS


async def test_a_story_fits_a_small_terminal(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=SMALL) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        await pilot.press("T")
        await settled(pilot)
        assert "you are here" in seen(app)
        await pilot.press("G")
        assert "latest" in seen(app)
        await pilot.press("g")
        assert "first report" in seen(app)
        await pilot.press("escape")
        assert headline(app) == CRACKS


async def test_a_story_is_starred_and_written(
    reader: Reader, settled: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    """What can be done with a list can be done with a story; what was done is said on its page."""
    monkeypatch.chdir(tmp_path)
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        await pilot.press("T")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert "Starred" in lines(app)[-1]
        await pilot.press("w")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Wrote 9 articles" in seen(app)
        written = next(tmp_path.glob("*.md")).read_text(encoding="utf-8")
        assert written.index(FERRYMEN) < written.index(CRACKS) < written.index(BLAME)


async def test_a_story_is_searched(reader: Reader, settled: Any) -> None:
    """/ narrows it as one types; Enter goes to what was found, Esc shows everything again, then closes."""
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        await pilot.press("T")
        await settled(pilot)
        page = app.screen
        assert isinstance(page, StoryPage)
        assert len(page.articles) == 9
        await pilot.press("slash", *"contrac")
        await settled(pilot)
        narrowed = page.articles
        assert 1 < len(narrowed) < 9
        assert f"{len(narrowed)} of 9 articles" in seen(app)
        assert "The Last Boat" not in seen(app)
        await pilot.press("enter", "g", "enter")
        await settled(pilot)
        assert app.screen is reading(app)
        assert reading(app).article_id == narrowed[0]
        await pilot.press("T")
        await settled(pilot)
        page = app.screen
        assert isinstance(page, StoryPage)
        whole = page.articles
        await pilot.press("slash", *"contractor", "down")
        await settled(pilot)
        assert page.articles != whole
        await pilot.press("escape")
        await settled(pilot)
        assert page.articles == whole
        await pilot.press("escape")
        assert app.screen is reading(app)


async def test_a_query_that_means_nothing_leaves_the_story_as_it_is(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        await pilot.press("T")
        await settled(pilot)
        await pilot.press("slash", *'"pier')
        await settled(pilot)
        assert isinstance(app.screen, StoryPage)
        assert len(app.screen.articles) == 9
        assert "is never closed" in lines(app)[-1]
        await pilot.press('"')
        await settled(pilot)
        assert "is never closed" not in seen(app)
        assert 1 < len(app.screen.articles) < 9
        await pilot.press("escape")
        await settled(pilot)
        assert len(app.screen.articles) == 9


async def test_what_was_found_in_a_story_is_tagged_and_written(
    reader: Reader, settled: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    """s, t and w mean on a page of articles what they mean in the list, and marks are seen beside rows."""
    monkeypatch.chdir(tmp_path)
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        await pilot.press("T")
        await settled(pilot)
        await pilot.press("slash", *"contractor", "enter")
        await settled(pilot)
        page = app.screen
        assert isinstance(page, StoryPage)
        found = page.articles
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("t")
        await settled(pilot)
        await pilot.press(*"bridge", "enter")
        await settled(pilot)
        assert app.screen is page
        assert "Tagged 1 article bridge" in seen(app)
        desk = reading(app).loader.desk
        assert list(desk.ids("tag", "bridge")) == list(found[:1])
        row = next(line for line in lines(app) if line.startswith("  ▌"))
        assert "#1 ★" in row
        await pilot.press("w")
        await settled(pilot)
        assert f"> all {len(found)} articles of this page" in seen(app)
        app.screen.query_one(Input).value = "found.jsonl"
        await pilot.press("enter")
        await settled(pilot)
        written = [json.loads(line)["id"] for line in (tmp_path / "found.jsonl").read_text().splitlines()]
        assert written == list(found)
        await pilot.press("U")
        await settled(pilot)
        assert not list(desk.ids("tag", "bridge"))
        await pilot.press("Y")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen is page
        assert "Copied as" in seen(app)


async def test_a_story_has_the_keys_of_the_preset(reader: Reader, settled: Any) -> None:
    """What has another key in the list has that key in a story too, and its page says so."""
    app = reader(settings=Settings(preset="newsboat"))
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        await pilot.press("T")
        await settled(pilot)
        assert "Ctrl-e star" in seen(app)
        page = app.screen
        await pilot.press("ctrl+e")
        await settled(pilot)
        assert "Starred 1 article" in seen(app)
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(app.screen, WritePrompt)
        await pilot.press("escape")
        assert app.screen is page


async def test_a_story_is_written_with_every_version(
    reader: Reader, settled: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    """What stands folded can be written too: the prompt says how many there are then."""
    monkeypatch.chdir(tmp_path)
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        await pilot.press("T")
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        assert "> all 9 articles of this page" in seen(app)
        await pilot.press("tab")
        assert "> all 11, with every version" in seen(app)
        await pilot.press("tab")
        assert "> this article" in seen(app)
        await pilot.press("tab", "tab", "enter")
        await settled(pilot)
        assert "Wrote 11 articles" in seen(app)


async def test_help_on_a_page_begins_with_its_keys(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        await pilot.press("T")
        await settled(pilot)
        page = app.screen
        await pilot.press("question_mark")
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)
        told = seen(app)
        assert "In a story: show only the articles" in told
        assert "Choose the article, to do something with several" not in told, "keys of the list come later"
        await pilot.press("escape")
        assert app.screen is page


async def test_how_two_articles_hang_together(reader: Reader, settled: Any) -> None:
    """p asks for another article; the way to it names every link, and its steps can be opened."""
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        await pilot.press("p")
        await settled(pilot)
        assert isinstance(app.screen, ConnectPage)
        await pilot.press(*"last", "space", *"boat")
        await settled(pilot)
        assert "The Last Boat" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PathPage)
        told = seen(app)
        assert "3 steps" in told
        assert "names it" in told
        assert "The Last Boat" in told
        await pilot.press("f")
        await settled(pilot)
        assert "forward in time only" in seen(app)
        await pilot.press("f")
        await settled(pilot)
        await pilot.press("j", "enter")
        await settled(pilot)
        assert headline(app) == "First Pier Stands"


async def test_what_lies_around_is_drawn(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        await pilot.press("A")
        await settled(pilot)
        assert isinstance(app.screen, AroundPage)
        row = next(line for line in lines(app) if line.strip().startswith("▌") and CRACKS in line)
        assert "┼" in row or "├" in row or "┴" in row
        await pilot.press("k", "enter")
        await settled(pilot)
        assert headline(app) == "First Pier Stands"
