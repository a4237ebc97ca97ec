"""Where links lead: confirmed, broken, chosen; what is wanted, what is similar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from index.archive import Archive
from reader.app import NewsreaderApp
from reader.relations import entries
from reader.screens.alike import AlikePage
from reader.screens.choosing import ChoosingPage
from reader.screens.wanted import WantedScreen
from reader.screens.wanted_list import WantedListPage
from tests.journeys.screens import headline, lines, open_first, pane, reading, seen

Reader = Callable[..., NewsreaderApp]
WIDE, NARROW = (150, 45), (80, 24)

CRACKS, BLAME = "Pier Cracks, Work Stops", "Engineers Blame the Tide Tables"

MEMORANDUM = """# Text of the Vale Memorandum

October 15, 2004

**Harbour Gazette**

The gauge has been wrong since the gale, wrote Ingrid Vale.
"""


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


async def test_a_mention_is_broken_from_the_article_that_is_mentioned(
    reader: Reader, settled: Any, archive_folder: Path
) -> None:
    """c on who mentions it: the link stands in the other article, and is chosen from here."""
    app = reader(folder=archive_folder)
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'"{CRACKS}"')
        related = reading(app).related
        told = pane(app, related)
        assert "MENTIONED BY LATER ONES" in told
        known = reading(app).known
        assert known is not None
        number = next(each.number for each in entries(known.sections()) if each.title == BLAME)
        await pilot.press("r", *["j"] * (number - 1), "c")
        await settled(pilot)
        assert isinstance(app.screen, ChoosingPage)
        assert f"“Pier cracks; work stops” link 1 of 6 in {BLAME}" in seen(app)
        await pilot.press("x")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "MENTIONED BY LATER ONES" not in pane(app, related)


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


async def test_from_a_missing_article_its_own_is_chosen(
    reader: Reader, settled: Any, archive_folder: Path
) -> None:
    """c on the page of a missing article: what is chosen holds, and where one was is still there."""
    app = reader(folder=archive_folder)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("W")
        await settled(pilot)
        await pilot.press("slash", *"obias", "escape", "slash", *"tobias", "enter", "enter")
        await settled(pilot)
        assert isinstance(app.screen, WantedScreen)
        assert "c choose its article" in seen(app)
        await pilot.press("c")
        await settled(pilot)
        assert isinstance(app.screen, ChoosingPage)
        await pilot.press("enter")
        await settled(pilot)
        assert "leads to: Tobias Crane, Keeper of the Tides, Dies at 78 · chosen by you" in seen(app)
        await pilot.press("x", "escape")
        await settled(pilot)
        assert isinstance(app.screen, WantedListPage)
        await pilot.press("escape", "escape")
        await open_first(pilot, settled, '"Hands Over the Tides"')
        known = reading(app).known
        assert known is not None
        number = next(
            each.number for each in entries(known.sections()) if each.title == "Tobias Crane Is Dead at 78"
        )
        await pilot.press(str(number))
        await settled(pilot)
        assert "You have chosen that it leads nowhere." in seen(app)
        await pilot.press("c")
        await settled(pilot)
        assert "broken: leads nowhere" in seen(app)


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
