"""Versions of one piece: compared, told with an article, on one row of the list or apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.archive import Archive
from reader.app import NewsreaderApp
from reader.messages import Search
from reader.relations import entries
from reader.screens.versions import VersionsPage
from reader.settings import Settings
from tests.journeys.screens import headline, lines, open_first, pane, reading, seen

Reader = Callable[..., NewsreaderApp]
SEEDS = Path(__file__).parents[2] / "seeds"
WIDE, NARROW = (150, 45), (80, 24)

CRACKS, BLAME = "Pier Cracks, Work Stops", "Engineers Blame the Tide Tables"


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
        await pilot.press("escape", str(number + 1))
        await settled(pilot)
        assert headline(app) == "Work Stops on Sound Bridge as Pier Cracks"


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
