"""Making oneself at home: panes, keys, pages, help."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from textual.widgets import Input, OptionList

from reader import keys, signs, themes
from reader.app import NewsreaderApp
from reader.remembered import Remembered
from reader.rows import Density
from reader.screens.help import HelpScreen
from reader.screens.theme_choice import ThemeChoice
from reader.settings import Loaded, Settings
from tests.journeys.screens import lines, pane, reading, seen

Reader = Callable[..., NewsreaderApp]


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Leave no other keys and signs behind."""
    yield
    keys.use({})
    signs.settle("auto")


async def test_the_rule_is_moved_by_key_and_stays_where_it_is(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = reading(app)
        assert screen.list_pane.size.width == 38
        await pilot.press("right_curly_bracket", "right_curly_bracket")
        await pilot.pause()
        assert screen.list_pane.size.width == 46
        assert app.remembered.list_width == 46
        await pilot.resize_terminal(90, 30)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert screen.list_pane.size.width == 46


async def test_the_rule_is_dragged_with_the_mouse(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = reading(app)
        rule = screen.article_pane.region.x
        await pilot.mouse_down(screen, offset=(rule, 20))
        await pilot.hover(screen, offset=(rule + 9, 22))
        await pilot.mouse_up(screen, offset=(rule + 9, 22))
        await pilot.pause()
        assert screen.article_pane.region.x == rule + 9
        await pilot.hover(screen, offset=(rule, 20))
        assert screen.article_pane.region.x == rule + 9, "it was let go"


async def test_the_list_on_top_and_fewer_panes(reader: Reader, settled: Any) -> None:
    app = reader(settings=Settings(list="top"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = reading(app)
        await pilot.press("backslash", "enter")
        await settled(pilot)
        assert screen.division.on_top
        assert screen.list_pane.region.bottom <= screen.article_pane.region.y
        assert screen.list_pane.size.width == 120
        assert screen.related.region.x > screen.article_pane.region.x, "and the relations beside the article"
        await pilot.press("equals_sign", "equals_sign")
        await pilot.pause()
        assert not screen.list_pane.region, "only the article is seen"
        await pilot.press("equals_sign")
        await pilot.pause()
        assert screen.division.panes == 3


async def test_a_terminal_may_become_tiny_and_grow_again(reader: Reader, settled: Any) -> None:
    app = reader("bridge")
    async with app.run_test(size=(150, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "tab", "tab")
        await settled(pilot)
        for size in ((20, 5), (1, 1), (60, 20), (150, 50)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            await pilot.press("j", "tab")
        assert reading(app).division.panes == 3
        assert "Bridge" in seen(app)


async def test_counts_and_sequences(reader: Reader, settled: Any) -> None:
    """With the keys of vim a number repeats, gg is the top, g1 a related article, and all pages say so."""
    app = reader(settings=Settings(preset="vim"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = reading(app)
        listed = screen.list_pane.list
        await pilot.press("1", "0", "j")
        assert listed.cursor == 10
        await pilot.press("g", "g")
        assert listed.cursor == 0
        await pilot.press("4", "escape", "j")
        assert listed.cursor == 1
        await pilot.press("enter")
        await settled(pilot)
        first = screen.article_id
        await pilot.press("2", "J")
        await settled(pilot)
        assert listed.cursor == 3
        await pilot.press("g", "1")
        await settled(pilot)
        assert screen.article_id != first
        await pilot.press("slash", *"g1", "question_mark")
        assert screen.article_pane.prompt.input.value == "g1?", "typed text is no command"


async def test_a_key_of_ones_own(reader: Reader, settled: Any) -> None:
    """It works, the former one does not, and the status line names it."""
    app = reader(settings=Settings(keys={"move.down": ("e",), "help": ("ctrl+g",), "theme": ("f9",)}))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        listed = reading(app).list_pane.list
        await pilot.press("j", "e", "e")
        assert listed.cursor == 2
        assert "Ctrl-g keys" in lines(app)[-1]
        before = app.theme
        await pilot.press("f9")
        assert app.theme == themes.opposite(before), "a command that has no key can be given one"


async def test_what_is_said_names_the_keys_in_use(reader: Reader, settled: Any) -> None:
    own = {"selection.copy": ("C",), "selection.quote": ("ctrl+k",), "quit": ("ctrl+x",)}
    app = reader(settings=Settings(keys=own))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("v", "right")
        await settled(pilot)
        assert "2 words selected: ← → less or more, C copies, Ctrl-k keeps a quote, Esc leaves" in seen(app)
        await pilot.press("escape", "q", "q")
        await settled(pilot)
        assert "Ctrl-x leaves newsreader." in seen(app)


async def test_what_is_wrong_with_the_settings_is_said_at_the_start(reader: Reader, settled: Any) -> None:
    app = reader(settings=Settings(keys={"move.down": ("J",)}))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "keys: 'J' is both move.down and article.next." in lines(app)[-1]


async def test_help_begins_with_what_has_effect_and_is_searched(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        table = app.screen.query_one("Table")
        text = str(table.render())
        assert text.index("Open the article") < text.index("ELSEWHERE") < text.index("Follow the chosen link")
        await pilot.press(*"cita")
        await pilot.pause()
        narrowed = str(table.render())
        assert "Copy a citation" in narrowed
        assert "One row or line down" not in narrowed
        await pilot.press(*"zzz")
        await pilot.pause()
        assert str(table.render()) == "Nothing is called so."
        await pilot.press("escape")
        assert app.screen is reading(app)


async def test_the_palette_offers_what_the_pane_in_use_can_do(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("colon", *"invert")
        await pilot.pause(0.2)
        await settled(pilot)
        await pilot.press(*["backspace"] * 6, *"what is not chosen")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await settled(pilot)
        listed = reading(app).list_pane.list
        assert listed.chosen_count == len(listed.ids)


async def test_a_page_is_seen_before_it_is_chosen(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        app.action_choose_theme()
        await pilot.pause()
        assert isinstance(app.screen, ThemeChoice)
        assert app.screen.query_one(OptionList).highlighted == 0
        await pilot.press("down")
        await pilot.pause()
        assert app.theme == themes.LIGHT
        await pilot.press("escape")
        await pilot.pause()
        assert (app.theme, app.remembered.theme) == (themes.DARK, None)
        app.action_choose_theme()
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert (app.theme, app.remembered.theme) == (themes.LIGHT, themes.LIGHT)


async def test_the_terminals_cursor_rests_on_the_row_and_on_the_match(reader: Reader, settled: Any) -> None:
    """Screen readers and braille lines follow it."""
    app = reader("bridge")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("j")
        await pilot.pause()
        row, current = app.cursor_position, reading(app).list_pane.list.current
        (headline,) = reading(app).loader.archive.headlines([current])
        assert lines(app)[row.y][row.x :].startswith(headline.headline[:12])
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("n")
        await pilot.pause()
        place = app.cursor_position
        assert lines(app)[place.y][place.x :].lower().startswith("bridge")
        assert pane(app, reading(app).status).count("match")


async def test_no_input_blinks(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash")
        assert isinstance(app.focused, Input)
        assert not app.focused.cursor_blink


async def test_the_column_and_the_density_are_as_they_were_left(reader: Reader, settled: Any) -> None:
    """Unless the settings say what they shall be; what makes no sense is as if nothing were remembered."""
    app = reader()
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("v", "enter")
        await settled(pilot)
        await pilot.press("<", "<")
        await settled(pilot)
        column = reading(app).article_pane.body.column_width
        assert column < reading(app).article_pane.body.width
    left = app.remembered
    assert (left.density, left.column) == ("compact", column)
    for remembered, given, wanted in (
        (left, (), (Density.COMPACT, column)),
        (left, ("column", "density"), (Density.COMFORTABLE, 72)),
        (Remembered(density="tiny"), (), (Density.COMFORTABLE, 72)),
    ):
        loaded = Loaded(Settings(), given=frozenset(given))
        again = NewsreaderApp(app._folder, loaded=loaded, remembered=replace(remembered))
        async with again.run_test(size=(100, 30)) as pilot:
            await settled(pilot)
            screen = reading(again)
            assert (screen.list_pane.list.density, screen.article_pane.body.column) == wanted
