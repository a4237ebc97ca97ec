"""The open article: nothing but it, its links by letters, a stretch of it copied."""

from __future__ import annotations

import re
from typing import Any

from textual.widgets import Input

from reader.settings import Settings
from tests.journeys.screens import lines, reading, seen
from tests.journeys.test_reading import COUNCIL, Reader, headline, open_first

WIDE, MIDDLE, NARROW = (150, 45), (110, 40), (80, 24)


async def test_zen_shows_nothing_but_the_article_and_goes_level_by_level(
    reader: Reader, settled: Any
) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await open_first(pilot, settled, f'headline:"{COUNCIL}"')
        await pilot.press("z")
        await settled(pilot)
        screen = reading(app)
        assert [widget.display for widget in (screen.search_bar, screen.list_pane, screen.related)] == [
            False
        ] * 3
        assert screen.article_pane.region == screen.region
        await pilot.press("G")
        assert "RELATED" in seen(app)
        await pilot.press("n")
        await settled(pilot)
        assert "match 1 of " in lines(app)[-1]
        await pilot.press("/", *"bridge", "enter", "escape")
        await settled(pilot)
        assert screen.zen
        await pilot.press("escape")
        assert not screen.zen
        assert screen.reading
        await pilot.press("z", "tab")
        assert not screen.zen
        assert not screen.reading


async def test_letters_lead_where_their_links_lead(reader: Reader, settled: Any) -> None:
    for size in (WIDE, MIDDLE):
        app = reader()
        async with app.run_test(size=size) as pilot:
            await open_first(pilot, settled, f'headline:"{COUNCIL}"')
            screen = reading(app)
            await pilot.press("r", "l")
            await settled(pilot)
            hint = re.search(r"([a-z])1 = ", seen(app))
            assert hint
            await pilot.press("!")
            await settled(pilot)
            assert not re.search(r"[a-z]1 = ", seen(app))
            await pilot.press("l", hint[1])
            await settled(pilot)
            assert headline(app) != COUNCIL
            assert screen.reading


async def test_what_is_typed_after_the_letters_are_gone_is_a_key_again(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await open_first(pilot, settled, f'headline:"{COUNCIL}"')
        await pilot.press("r", "l", "escape", "q")
        await settled(pilot)
        assert not reading(app).reading


async def test_while_letters_are_shown_no_number_and_no_sequence_is_begun(
    reader: Reader, settled: Any
) -> None:
    """In the vim preset ``g`` begins sequences and digits are numbers, but not where ``g`` is a letter."""
    app = reader(settings=Settings(preset="vim"))
    async with app.run_test(size=(110, 60)) as pilot:
        await open_first(pilot, settled, f'headline:"{COUNCIL}"')
        await pilot.press("r", "l")
        await settled(pilot)
        assert re.search(r"\bg\d", seen(app)), "enough links for the letter g to stand beside one"
        await pilot.press("g")
        await settled(pilot)
        assert app.typed == ""
        assert headline(app) != COUNCIL
        await pilot.press("r", "l", "5")
        await settled(pilot)
        assert app.typed == "", "it ends the letters and is no number"
        assert not re.search(r"\b[a-z]1 = ", seen(app))
        await pilot.press("r", "l", "/")
        assert not isinstance(app.focused, Input), "nor does a key that is otherwise looked at first search"


async def test_a_number_and_a_sequence_are_seen_while_they_are_typed(reader: Reader, settled: Any) -> None:
    app = reader(settings=Settings(preset="vim"))
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        rows = reading(app).list_pane.list
        await pilot.press("1")
        await settled(pilot)
        assert "   1   " in lines(app)[-1]
        await pilot.press("2", "g")
        await settled(pilot)
        assert "   12g   " in lines(app)[-1]
        await pilot.press("escape")
        await settled(pilot)
        assert "12g" not in lines(app)[-1]
        await pilot.press("4", "j")
        await settled(pilot)
        assert rows.cursor == 4
        assert reading(app).status.typed == ""


async def test_a_sequence_of_one_s_own_is_seen_as_it_is_typed(reader: Reader, settled: Any) -> None:
    app = reader(settings=Settings(keys={"article.star": (", s",)}))
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await settled(pilot)
        assert "   ,   " in lines(app)[-1]
        await pilot.press("s")
        await settled(pilot)
        assert "Starred 1 article" in lines(app)[-1]
        assert reading(app).status.typed == ""


async def test_a_selection_is_copied_and_the_link_without_one(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await open_first(pilot, settled, f'headline:"{COUNCIL}"')
        await pilot.press("V", "y")
        await settled(pilot)
        assert app.clipboard == COUNCIL
        assert f"Copied: {COUNCIL}"[:30] in seen(app)
        await pilot.press("V", "escape", "y")
        await settled(pilot)
        assert app.clipboard.startswith("http")
        assert reading(app).reading


async def test_marks_of_one_s_own_are_not_copied_with_the_facts(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await open_first(pilot, settled, f'headline:"{COUNCIL}"')
        await pilot.press("s")
        await settled(pilot)
        body = reading(app).article_pane.body
        assert "★" in "".join(body.page_.line(number).text for number in range(6))
        await pilot.press("V", "j", "y")
        await settled(pilot)
        headline_, _, facts = app.clipboard.partition("\n\n")
        assert headline_ == COUNCIL
        assert "1998" in facts
        assert not set("★●") & set(facts)


async def test_the_column_stays_as_set_in_the_next_article(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await open_first(pilot, settled, "bridge")
        await pilot.press("<", "<", "<")
        column = reading(app).article_pane.body.column_width
        await pilot.press("J")
        await settled(pilot)
        assert reading(app).article_pane.body.column_width == column


async def test_a_query_typed_for_the_article_leaves_the_archive_s_alone(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await open_first(pilot, settled, "bridge")
        screen = reading(app)
        total = screen.article_pane.body.page_.matches.found
        await pilot.press("/")
        assert isinstance(app.focused, Input)
        await pilot.press(*"the", "enter")
        await settled(pilot)
        assert screen.search_bar.input.value == "bridge"
        assert screen.article_pane.body.page_.matches.found != total
        await pilot.press("escape")
        await settled(pilot)
        assert screen.article_pane.body.page_.matches.found == total
        assert screen.reading
