"""From one article to everything that hangs together with it, and back: by keys alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from textual.widgets import Input

from index.archive import Archive
from reader.app import NewsreaderApp
from reader.messages import Search
from reader.relations import entries
from reader.screens.alike import AlikePage
from reader.screens.around import AroundPage
from reader.screens.choosing import ChoosingPage
from reader.screens.connection import ConnectPage, PathPage
from reader.screens.help import HelpScreen
from reader.screens.prompts import WritePrompt
from reader.screens.story import StoryPage
from reader.screens.versions import VersionsPage
from reader.screens.wanted import WantedScreen
from reader.screens.wanted_list import WantedListPage
from reader.settings import Settings
from tests.journeys.screens import lines, pane, reading, seen

Reader = Callable[..., NewsreaderApp]
SEEDS = Path(__file__).parents[2] / "seeds"
WIDE, NARROW, SMALL = (150, 45), (80, 24), (60, 20)

CRACKS, BLAME = "Pier Cracks, Work Stops", "Engineers Blame the Tide Tables"
FERRYMEN = "Ferrymen Take the Bridge to Court"

MEMORANDUM = """# Text of the Vale Memorandum

October 15, 2004

**Harbour Gazette**

The gauge has been wrong since the gale, wrote Ingrid Vale.
"""


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
        await pilot.press("slash", *'"pier OR (')
        await settled(pilot)
        assert isinstance(app.screen, StoryPage)
        assert app.screen.articles
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


async def test_versions_are_compared_from_the_story(reader: Reader, settled: Any) -> None:
    """From a row of the story its versions, and back again; what is opened there closes both pages."""
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{BLAME}"')
        await pilot.press("T")
        await settled(pilot)
        story = app.screen
        await pilot.press("k", "X")
        await settled(pilot)
        assert isinstance(app.screen, VersionsPage)
        assert "1 of 2" in seen(app)
        await pilot.press("escape")
        assert app.screen is story
        await pilot.press("X")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen is reading(app)
        assert headline(app) == "Work Stops on Sound Bridge as Pier Cracks"


async def test_versions_are_compared(reader: Reader, settled: Any) -> None:
    """X tells what other papers cut; ] goes on to the next one; Enter opens it."""
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        await pilot.press("X")
        await settled(pilot)
        assert isinstance(app.screen, VersionsPage)
        first = seen(app)
        assert "1 of 2" in first
        assert "% kept" in first
        assert "sentences the same in both" in first
        assert any(line.strip().startswith("- ") for line in lines(app))
        assert any(line.strip().startswith("+ ") for line in lines(app))
        await pilot.press("x")
        assert "the same in both" not in seen(app)
        await pilot.press("x", "right_square_bracket")
        await settled(pilot)
        assert "2 of 2" in seen(app)
        assert "The Sound Courier" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert headline(app) == "Bridge Work Halted After Crack Is Found in Pier"


async def test_an_article_tells_its_versions(reader: Reader, settled: Any, archive_folder: Path) -> None:
    """Among the relations: those in other papers, which open, and that it was changed, which shows how."""
    page = archive_folder.parent / "changed.md"
    printed = (SEEDS / "2004-09-03-pier-cracks-work-stops.md").read_text(encoding="utf-8")
    changed = printed.replace("*(Coast Wire)*", "The council meets on Friday.\n\n*(Coast Wire)*")
    page.write_text(changed, encoding="utf-8")
    with Archive.open(archive_folder) as archive:
        assert archive.import_paths([page]).updated == 1
    app = reader(folder=archive_folder)
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        told = pane(app, reading(app).related)
        assert "OTHER VERSIONS" in told
        assert "+ Work Stops on Sound Bridge" in told
        assert "Changed after publication" in told
        sections = reading(app).known.sections()
        number = next(each.number for each in entries(sections) if each.title.startswith("Changed"))
        await pilot.press(str(number))
        await settled(pilot)
        assert isinstance(app.screen, VersionsPage)
        assert "+ The council meets on Friday." in seen(app)
        await pilot.press("escape", str(number - 2))
        await settled(pilot)
        assert headline(app) == "Work Stops on Sound Bridge as Pier Cracks"


async def test_a_digit_waits_for_the_relations(reader: Reader, settled: Any, monkeypatch: Any) -> None:
    """What is typed before they are known is not lost: it is followed as soon as they are."""
    asked = Event()
    related = Archive.related

    def slow(archive: Archive, article_id: int) -> Any:
        assert asked.wait(30)
        return related(archive, article_id)

    app = reader(f'"{CRACKS}"')
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        monkeypatch.setattr(Archive, "related", slow)
        await pilot.press("enter")
        while not reading(app).opened:
            await pilot.pause()
        await pilot.press("1")
        assert "no related article" not in seen(app)
        asked.set()
        await settled(pilot)
        assert headline(app) == "First Pier Stands"


async def test_versions_share_a_row_of_the_list(reader: Reader, settled: Any) -> None:
    app = reader("pier crack bridge")
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        rows = reading(app).list_pane.list
        assert len(rows.ids) == 3
        assert "+2 versions" in lines(app)[3]
        await pilot.press("x")
        await settled(pilot)
        assert len(rows.ids) == 5
        assert "+2 versions" not in seen(app)
        assert rows.cursor == 0
        await pilot.press("j", "x")
        await settled(pilot)
        assert (len(rows.ids), rows.cursor) == (3, 0)


async def test_versions_stand_apart_where_that_is_settled(reader: Reader, settled: Any) -> None:
    """With the setting every version has its row; x folds those of one piece, until another list is made."""
    app = reader("pier crack bridge", settings=Settings(versions="apart"))
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        rows = reading(app).list_pane.list
        assert len(rows.ids) == 5
        assert "versions" not in seen(app)
        await pilot.press("x")
        await settled(pilot)
        assert len(rows.ids) == 3
        assert "+2 versions" in seen(app)
        await pilot.press("R")
        await settled(pilot)
        assert len(rows.ids) == 3, "the same list, made anew"
        reading(app).post_message(Search(""))
        await settled(pilot)
        assert len(rows.ids) == reading(app).loader.archive.count()
        reading(app).post_message(Search("pier crack bridge"))
        await settled(pilot)
        assert len(rows.ids) == 5


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


async def test_a_link_is_broken_and_the_choice_undone(
    reader: Reader, settled: Any, archive_folder: Path
) -> None:
    """c on a related entry: x breaks the link, u lets the archive decide again, and both are said."""
    app = reader(folder=archive_folder)
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{BLAME}"')
        await pilot.press("r", "c")
        await settled(pilot)
        assert isinstance(app.screen, ChoosingPage)
        assert f"= leads to: {CRACKS}" in seen(app)
        await pilot.press("x")
        await settled(pilot)
        assert "broken: leads nowhere" in seen(app)
        assert "leads nowhere now" in lines(app)[-1]
        await pilot.press("escape")
        await settled(pilot)
        assert "1 ○ Pier cracks; work stops" in pane(app, reading(app).related)
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert "Undone: the archive decides again" in lines(app)[-1]
        await pilot.press("enter")
        await settled(pilot)
        assert "chosen by you" in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "1 = Pier cracks; work stops" in pane(app, reading(app).related)


async def test_a_link_is_led_to_any_article(reader: Reader, settled: Any, archive_folder: Path) -> None:
    """c, then / and words: what has them is offered, Enter chooses it, and the choice is undone with u."""
    app = reader(folder=archive_folder)
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{BLAME}"')
        await pilot.press("r", "c")
        await settled(pilot)
        page = app.screen
        assert isinstance(page, ChoosingPage)
        await pilot.press("slash", *"herring nig")
        await settled(pilot)
        assert "Herring Night, With Some Herring" in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "same paper" in seen(app) or "another paper" in seen(app), "the candidates again"
        await pilot.press("slash", *"zzzz")
        await settled(pilot)
        assert "No article has these words." in seen(app)
        await pilot.press(*["backspace"] * 4, *"last boat", "enter")
        await settled(pilot)
        assert "leads to: Pier Cracks, Work Stops" in seen(app), "nothing is chosen by looking"
        await pilot.press("enter")
        await settled(pilot)
        assert "leads to: The Last Boat · chosen by you" in seen(app)
        assert "leads to “The Last Boat” now" in seen(app)
        await pilot.press("u")
        await settled(pilot)
        assert "leads to: Pier Cracks, Work Stops" in seen(app)


async def test_what_is_wanted(reader: Reader, settled: Any) -> None:
    """W ranks the missing titles; Enter tells more of one, and what is done there leads out of both pages."""
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("W")
        await settled(pilot)
        assert isinstance(app.screen, WantedListPage)
        counts = [
            int(line.split()[0])
            for line in lines(app)[3:12]
            if line.split()[:1] and line.split()[0].isdigit()
        ]
        assert counts == sorted(counts, reverse=True)
        assert len(counts) > 3
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, WantedScreen)
        await pilot.press("s")
        await settled(pilot)
        assert app.screen is reading(app)
        assert reading(app).listed[0] == "Text of the Vale Memorandum"


async def test_wanted_titles_are_searched(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("W")
        await settled(pilot)
        await pilot.press("slash", *"lifeb log")
        await settled(pilot)
        assert "1 of 26 titles" in seen(app)
        assert "Lifeboat Log of the Great Gale" in seen(app)
        assert "Vale Memorandum" not in seen(app)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert isinstance(app.screen, WantedScreen)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert "Vale Memorandum" in seen(app)


async def test_what_a_wanted_title_means_is_chosen_for_all(
    reader: Reader, settled: Any, archive_folder: Path
) -> None:
    """c in the list of wanted titles: all articles that point at one then lead to what is chosen."""
    app = reader(folder=archive_folder)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("W")
        await settled(pilot)
        assert lines(app)[3].split(maxsplit=2)[1:] == ["5", "Text of the Vale Memorandum"]
        await pilot.press("c")
        await settled(pilot)
        assert "for all 5 articles that point at it" in seen(app)
        assert "next link" not in seen(app)
        await pilot.press("slash", *"last boat", "enter", "enter")
        await settled(pilot)
        archive = reading(app).loader.archive
        last = archive.search('headline:"last boat"').ids[0]
        chosen = [link for link in archive.backlinks(last) if link.sentence == "Text of the Vale Memorandum"]
        assert len(chosen) == 5
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, WantedListPage)
        assert "Vale Memorandum" not in "".join(lines(app)[:20])


async def test_similar_ones_can_be_restricted_and_left_out(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        related = reading(app).related
        assert "SIMILAR" in pane(app, related)
        assert "% ·" in pane(app, related)
        await pilot.press("~")
        await settled(pilot)
        assert isinstance(app.screen, AlikePage)
        assert "BY THE WORDS" in seen(app)
        await pilot.press("j", "j", "enter", "escape")
        await settled(pilot)
        assert "SIMILAR, AFTER" in pane(app, related)
        await pilot.press("~")
        await settled(pilot)
        await pilot.press("j", "j", "j", "enter", "escape")
        await settled(pilot)
        assert "SIMILAR" not in pane(app, related)


async def test_links_that_wake_up_are_told(reader: Reader, settled: Any, archive_folder: Path) -> None:
    """Another process imports what some articles wait for: the status line says so, without being asked."""
    page = archive_folder.parent / "memorandum.md"
    page.write_text(MEMORANDUM, encoding="utf-8")
    app = reader(folder=archive_folder)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        with Archive.open(archive_folder) as other:
            report = other.import_paths([page])
        assert report.woke == 5
        reading(app).look_for_more()
        await settled(pilot)
        assert "5 links woke up: “Text of the Vale Memorandum” and others are in the archive now." in seen(
            app
        )
        await pilot.press("R")
        await settled(pilot)
        reading(app).look_for_more()
        await settled(pilot)
        assert "woke up" not in seen(app)
