"""The trail: where one has walked, shown as a tree, looked through, gone back to and written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from index.desk import Desk
from reader.app import NewsreaderApp
from reader.screens.trail import TrailPrompt, TrailScreen
from tests.journeys.screens import lines, opened, reading, seen

Reader = Callable[..., NewsreaderApp]


async def press(pilot: Pilot[int], settled: Any, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def headline(pilot: Pilot[int], article_id: int) -> str:
    return reading(pilot.app).loader.archive.article(article_id).headline


async def test_the_walk_is_recorded_as_a_tree(reader: Reader, settled: Any, desk: Desk) -> None:
    """Following a link goes on from the article; opening another row of the list begins anew."""
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", "1")
        second = reading(pilot.app).article_id
        await press(pilot, settled, "H", "2")
        third = reading(pilot.app).article_id
        ids = reading(pilot.app).list_pane.list.ids
        first, other = ids[0], ids[1]
        reading(pilot.app).to_list()
        reading(pilot.app).list_pane.list.select(other)
        await press(pilot, settled, "enter")
    visits = desk.trail.visits()
    root = visits[0].id
    assert [(visit.article, visit.parent, visit.via) for visit in visits] == [
        (first, None, ""),
        (second, root, "related"),
        (third, root, "related"),
        (other, None, ""),
    ]


async def test_a_hit_is_remembered_with_its_query(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled, "smelter") as pilot:
        await press(pilot, settled, "enter")
    assert [visit.via for visit in desk.trail.visits()] == ["smelter"]


async def test_walking_back_and_forward_adds_nothing(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", "1", "H", "L", "H")
        assert len(desk.trail.visits()) == 2


async def test_h_shows_where_one_is_and_how_one_came_there(reader: Reader, settled: Any) -> None:
    async with opened(reader, settled, '"some herring"') as pilot:
        await press(pilot, settled, "enter", "1", "h")
        assert isinstance(pilot.app.screen, TrailScreen)
        shown = lines(pilot.app)
        here = next(line for line in shown if "you are here" in line)
        assert "└ " in here
        assert "related ·" in here
        assert any('"some herring" ·' in line for line in shown)
        assert "2 articles opened" in seen(pilot.app)


async def test_what_is_typed_narrows_and_enter_jumps(reader: Reader, settled: Any, desk: Desk) -> None:
    """A jump is no new step: it goes back to the old one, from which one may walk on another way."""
    async with opened(reader, settled) as pilot:
        ids = reading(pilot.app).list_pane.list.ids
        await press(pilot, settled, "enter", "J", "J", "h", "slash")
        await pilot.press(*"nine hundred words that nobody wrote".replace(" ", ""))
        await settled(pilot)
        assert "0 of 3" in seen(pilot.app)
        pilot.app.screen.query_one("#look", Input).value = headline(pilot, ids[1])[:14].lower()
        await settled(pilot)
        assert "1 of 3" in seen(pilot.app)
        assert headline(pilot, ids[0])[:14] not in "".join(lines(pilot.app)[4:])
        await press(pilot, settled, "enter")
        assert reading(pilot.app).article_id == ids[1]
        assert len(desk.trail.visits()) == 3
        await press(pilot, settled, "1")
        assert desk.trail.visits()[-1].parent == desk.trail.visits()[1].id


async def test_esc_leaves_first_what_was_typed_and_then_the_trail(reader: Reader, settled: Any) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", "h", "slash", "q", "j", "escape")
        assert isinstance(pilot.app.screen, TrailScreen)
        assert "1 article opened" in seen(pilot.app)
        await press(pilot, settled, "q")
        assert pilot.app.screen is reading(pilot.app)


async def test_the_trail_of_former_days_is_there_too(reader: Reader, settled: Any, desk: Desk) -> None:
    """Also what another archive holds, which cannot be opened here."""
    desk.trail.visit(12345, None, "long ago")
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "h")
        assert "(not in this archive)" in seen(pilot.app)
        await press(pilot, settled, "enter")
        assert "This article is not in this archive." in seen(pilot.app)


async def test_an_empty_trail_says_so(reader: Reader, settled: Any) -> None:
    async with opened(reader, settled, size=(60, 20)) as pilot:
        await press(pilot, settled, "h")
        assert "Nothing has been opened yet." in seen(pilot.app)
        await press(pilot, settled, "j", "G", "enter", "w")
        assert isinstance(pilot.app.screen, TrailScreen)


async def test_the_trail_is_written_as_citations(
    reader: Reader, settled: Any, desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "walk.md"
    async with opened(reader, settled) as pilot:
        first = reading(pilot.app).list_pane.list.ids[0]
        desk.write_note(first, "Look this up.")
        await press(pilot, settled, "enter", "1")
        second = headline(pilot, reading(pilot.app).article_id or 0)
        await press(pilot, settled, "h", "w")
        assert isinstance(pilot.app.screen, TrailPrompt)
        pilot.app.screen.answer.value = str(target)
        await press(pilot, settled, "enter")
        assert "Wrote the trail to" in seen(pilot.app)
    written = target.read_text(encoding="utf-8")
    assert "- Josie Marr: “Herring Night, With Some Herring”. Harbour Gazette, 19 August 2024." in written
    assert "\n  Look this up.\n" in written
    assert f"“{second}”" in next(line for line in written.splitlines() if line.startswith("  - "))


async def test_a_file_that_is_there_is_not_replaced_at_once(
    reader: Reader, settled: Any, tmp_path: Path
) -> None:
    target = tmp_path / "walk.md"
    target.write_text("mine", encoding="utf-8")
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", "h", "w")
        pilot.app.screen.query_one(Input).value = str(target)
        await press(pilot, settled, "enter")
        assert "walk.md is there already." in seen(pilot.app)
        assert target.read_text(encoding="utf-8") == "mine"


# The place in an article


async def test_an_article_is_opened_where_it_was_left_the_last_time(reader: Reader, settled: Any) -> None:
    """In another session, too."""
    async with opened(reader, settled, size=(80, 24)) as pilot:
        await press(pilot, settled, "enter", *["j"] * 9)
        place = reading(pilot.app).article_pane.body.position
        assert place > 0
    async with opened(reader, settled, size=(80, 24)) as pilot:
        await press(pilot, settled, "enter")
        assert reading(pilot.app).article_pane.body.position == place


async def test_an_article_that_was_read_to_its_end_begins_anew(reader: Reader, settled: Any) -> None:
    """But walking back to it shows what was seen."""
    async with opened(reader, settled, size=(80, 24)) as pilot:
        body = reading(pilot.app).article_pane.body
        await press(pilot, settled, "enter", "end")
        assert body.position > 0
        await press(pilot, settled, "J", "H")
        assert body.position > 0
        await press(pilot, settled, "J", "K")
        assert body.position == 0
    async with opened(reader, settled, size=(80, 24)) as pilot:
        await press(pilot, settled, "enter")
        assert reading(pilot.app).article_pane.body.position == 0


async def test_leafing_through_does_not_lose_a_place(reader: Reader, settled: Any, desk: Desk) -> None:
    """Opening an article and leaving it at once keeps where it was left before."""
    async with opened(reader, settled, size=(80, 24)) as pilot:
        ids = list(reading(pilot.app).list_pane.list.ids[:2])
        desk.trail.keep_place(ids[0], 400)
        await press(pilot, settled, "enter", "J", "K", "J")
    assert desk.trail.place(ids[0]) > 0
    assert desk.trail.place(ids[1]) == 0
