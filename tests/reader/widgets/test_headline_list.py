"""The headline list: what it asks for, what it posts, where its cursor is, what its lines say."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from index.article import Headline, Published
from index.desk.records import RowMarks
from index.records import Days, Snippet
from reader.messages import OpenArticle, RowsWanted
from reader.rows import Density, Row
from reader.signs import UNICODE
from reader.timeline import Grouping, Timeline
from reader.widgets.headline_list import HeadlineList

MANY = 1_000_000
MONTHS = Grouping.MONTH


def row(number: int, **more: object) -> Row:
    """Article ``number``, three of them a day, going back from the end of 2012."""
    month, day = divmod(number // 3 % 336, 28)
    published = Published(f"{2012 - number // 1008 % 900:04}-{12 - month:02}-{28 - day:02}")
    return Row(Headline(number, f"Headline {number} [/x]", published, "Gazette", "", "", 0, 1), **more)  # type: ignore[arg-type]


class Host(App[None]):
    """A list that hears what it posts, and answers its requests only when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Message] = []
        self.answers = True

    def compose(self) -> ComposeResult:
        yield HeadlineList(signs_=UNICODE)

    def on_mount(self) -> None:
        self.list.focus()

    def on_rows_wanted(self, message: RowsWanted) -> None:
        self.heard.append(message)
        if self.answers:
            self.list.provide(map(row, message.ids), message.generation)

    def on_open_article(self, message: OpenArticle) -> None:
        self.heard.append(message)

    @on(HeadlineList.Moved)
    @on(HeadlineList.SelectionChanged)
    def hear(self, message: Message) -> None:
        self.heard.append(message)

    @property
    def list(self) -> HeadlineList:
        return self.query_one(HeadlineList)

    @property
    def lines(self) -> list[str]:
        return [self.list.render_line(y).text.rstrip() for y in range(self.list.size.height)]

    def take(self, kind: type[Message]) -> Sequence[Message]:
        """The messages of a kind heard since the last look."""
        taken = [message for message in self.heard if isinstance(message, kind)]
        self.heard = [message for message in self.heard if not isinstance(message, kind)]
        return taken


def timeline(ids: Sequence[int]) -> Timeline:
    """The days of such a list."""
    days = [row(number).headline.published.day for number in ids]
    starts = [place for place, day in enumerate(days) if place == 0 or day != days[place - 1]]
    return Timeline(Days(array("i", [days[start] for start in starts]), array("q", starts)), len(ids))


async def listing(
    pilot: Pilot[None], ids: Sequence[int], grouped: Grouping = Grouping.NONE, **how: bool
) -> Host:
    app = pilot.app
    assert isinstance(app, Host)
    app.list.grouping = grouped
    app.list.show(array("q", ids), timeline(ids) if grouped else None, **how)
    await pilot.pause()
    return app


async def test_rows_stand_under_their_months_and_the_topmost_heading_sticks() -> None:
    async with Host().run_test(size=(80, 10)) as pilot:
        app = await listing(pilot, range(80, 100), grouped=MONTHS)
        assert app.lines[:8] == [
            "  December 2012",
            "▌   Headline 80 [/x]",
            "▌   2 Dec · Gazette",
            "    Headline 81 [/x]",
            "    1 Dec · Gazette",
            "    Headline 82 [/x]",
            "    1 Dec · Gazette",
            "    Headline 83 [/x]",
        ]
        await pilot.press(*"jjjj")
        assert app.lines[:2] == ["  December 2012", "    Headline 82 [/x]"], (
            "no row begins below its headline"
        )
        assert app.lines[5:9] == ["", "  November 2012", "▌   Headline 84 [/x]", "▌   28 Nov · Gazette"]


async def test_a_high_list_has_air_between_its_rows() -> None:
    async with Host().run_test(size=(80, 42)) as pilot:
        app = await listing(pilot, range(100))
        await pilot.press("j")
        assert app.lines[2:7] == [
            "",
            "▌   Headline 1 [/x]",
            "▌   28 Dec 2012 · Gazette",
            "",
            "    Headline 2 [/x]",
        ]
        await pilot.resize_terminal(80, 30)
        await pilot.pause()
        assert app.lines[2:5] == ["▌   Headline 1 [/x]", "▌   28 Dec 2012 · Gazette", "    Headline 2 [/x]"]


async def test_a_narrow_list_of_hits_wraps_headlines_and_shows_snippets() -> None:
    async with Host().run_test(size=(24, 8)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.answers = False
        await listing(pilot, [1], snippets=True)
        hit = row(1, snippet=Snippet("the bridge is open", ((4, 10),)), spans=((0, 8),))
        app.list.provide([hit], app.list.generation)
        await pilot.pause()
        assert app.lines[:4] == [
            "▌   Headline 1 [/x]",
            "▌   28 Dec 2012 · Gaz…",
            "▌   the bridge is open",
            "▌",
        ]


async def test_moving_posts_where_the_cursor_is() -> None:
    async with Host().run_test(size=(80, 10)) as pilot:
        app = await listing(pilot, range(10, 40))
        await pilot.press("j", "j", "k", "G", "j", "g", "k", "space", "ctrl+d", "b")
        assert [message.index for message in app.take(HeadlineList.Moved)] == [0, 1, 2, 1, 29, 0, 5, 7, 2]  # type: ignore[attr-defined]
        assert app.list.current == 12


async def test_enter_and_a_second_click_open_the_article() -> None:
    async with Host().run_test(size=(80, 10)) as pilot:
        app = await listing(pilot, range(30), grouped=MONTHS)
        await pilot.click(HeadlineList, offset=(10, 5))
        assert app.list.cursor == 2
        assert not app.take(OpenArticle)
        await pilot.click(HeadlineList, offset=(10, 6))
        await pilot.press("enter")
        await pilot.click(HeadlineList, offset=(10, 0))  # a heading is no row
        assert [message.article_id for message in app.take(OpenArticle)] == [2, 2]  # type: ignore[attr-defined]


async def test_the_wheel_leaves_the_cursor_where_it_is() -> None:
    async with Host().run_test(size=(80, 10)) as pilot:
        app = await listing(pilot, range(300), grouped=MONTHS)
        app.take(HeadlineList.Moved)
        app.list.scroll_to_line(200)
        await pilot.pause()
        assert (app.list.cursor, app.list.scrolled) == (0, 200)
        assert not app.take(HeadlineList.Moved)
        await pilot.press("j")
        assert app.list.scrolled < 5


async def test_a_million_rows_ask_only_for_what_is_near() -> None:
    async with Host().run_test(size=(80, 20)) as pilot:
        app = await listing(pilot, range(MANY))
        app.list.move_to_end(last=True)
        await pilot.pause()
        requests = app.take(RowsWanted)
        assert len(requests) == 2
        asked = [number for request in requests for number in request.ids]  # type: ignore[attr-defined]
        assert len(asked) < 100
        assert MANY - 10 in asked[-40:]
        assert app.lines[-2:] == [
            "▌   Headline 999999 [/x]",
            "▌   7 Dec 1920 · Gazette",
        ]


async def test_rows_in_view_are_asked_for_first_and_again_only_when_others_are_needed() -> None:
    async with Host().run_test(size=(80, 10)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.answers = False
        await listing(pilot, range(100))
        await pilot.press("j", "k", "j")
        [request] = app.take(RowsWanted)
        assert isinstance(request, RowsWanted)
        assert request.ids == list(range(11))
        assert "·" * 8 in app.lines[0]
        await pilot.press("G")
        [later] = app.take(RowsWanted)
        assert isinstance(later, RowsWanted)
        assert later.ids == [95, 96, 97, 98, 99, 94, 93, 92, 91, 90, 89]


async def test_rows_of_an_earlier_list_are_dropped() -> None:
    async with Host().run_test(size=(80, 10)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.answers = False
        await listing(pilot, range(5))
        old = app.list.generation
        await listing(pilot, range(5))
        app.list.provide([row(0)], old)
        await pilot.pause()
        assert "Headline" not in app.lines[0]


async def test_the_cursor_stays_on_its_article_at_its_height() -> None:
    async with Host().run_test(size=(80, 10)) as pilot:
        app = await listing(pilot, range(100))
        await pilot.press(*"jjjjjjjj")
        height = app.list.cursor * 2 - app.list.scrolled
        await listing(pilot, range(0, 100, 2), keep_cursor=True)
        assert (app.list.current, app.list.cursor * 2 - app.list.scrolled) == (8, 0 if height > 8 else height)
        await listing(pilot, [3, 5], keep_cursor=True)
        assert (app.list.current, app.list.cursor) == (3, 0)


async def test_resizing_keeps_the_cursor_in_view() -> None:
    async with Host().run_test(size=(80, 24)) as pilot:
        app = await listing(pilot, range(300), grouped=MONTHS)
        await pilot.press("space", "space", "space")
        current = app.list.current
        for width, height in ((30, 12), (80, 5), (20, 3), (100, 30)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert app.list.current == current
            assert any(line.startswith("▌") for line in app.lines), (width, height)


async def test_the_terminals_cursor_rests_on_the_row() -> None:
    async with Host().run_test(size=(80, 10)) as pilot:
        app = await listing(pilot, range(100))
        await pilot.press("j", "j")
        assert app.cursor_position == (4, 4)
        await pilot.press("G")
        assert app.cursor_position == (4, 8)


async def test_step_and_select_move_the_cursor() -> None:
    async with Host().run_test(size=(80, 10)) as pilot:
        app = await listing(pilot, [7, 8, 9])
        assert [app.list.step(1), app.list.step(1), app.list.step(1), app.list.step(-1)] == [8, 9, None, 8]
        assert (app.list.select(7), app.list.current, app.list.select(99)) == (True, 7, False)


@pytest.mark.parametrize("keys", ["j", "k", "G", "g", "enter", "space"])
async def test_an_empty_list_takes_every_key(keys: str) -> None:
    async with Host().run_test(size=(80, 10)) as pilot:
        app = await listing(pilot, [])
        await pilot.press(keys)
        assert (app.list.current, app.heard) == (None, [])


async def test_a_page_down_passes_no_row_by_whatever_headings_stand_between() -> None:
    async with Host().run_test(size=(80, 9)) as pilot:
        app = await listing(pilot, range(40), Grouping.DAY)
        app.list.density = Density.COMPACT
        seen: set[int] = set()
        for _ in range(40):
            await pilot.pause()
            seen |= {
                number for number in range(40) if any(f"Headline {number} " in line for line in app.lines)
            }
            await pilot.press("pagedown")
        assert seen == set(range(40))
        assert app.list.cursor == 39
        for _ in range(40):
            await pilot.press("pageup")
        assert app.list.cursor == 0


async def test_articles_are_chosen_one_by_one_all_and_inverted() -> None:
    async with Host().run_test(size=(80, 20)) as pilot:
        app = await listing(pilot, range(8))
        await pilot.press("m", "j", "m")
        assert (list(app.list.chosen), app.list.cursor) == ([0, 2], 3)
        assert app.lines[0].startswith(" ✓  Headline 0")
        assert app.lines[2].startswith("    Headline 1")
        await pilot.press("space")
        assert (list(app.list.chosen), app.list.cursor) == ([0, 2, 3], 4)
        await pilot.press("i")
        assert list(app.list.chosen) == [1, 4, 5, 6, 7]
        assert app.lines[8].startswith("▌✓  Headline 4")
        await pilot.press("*")
        assert app.list.chosen_count == 8
        await pilot.press("*")
        assert app.list.chosen_count == 0
        assert [message.count for message in app.take(HeadlineList.SelectionChanged)] == [1, 2, 3, 5, 8, 0]  # type: ignore[attr-defined]
        await pilot.press("space")
        assert not app.list.chosen
        assert app.list.cursor == 7


async def test_what_is_chosen_stays_so_as_far_as_another_list_has_it() -> None:
    async with Host().run_test(size=(80, 20)) as pilot:
        app = await listing(pilot, range(8))
        await pilot.press("m", "m")
        app.take(HeadlineList.SelectionChanged)
        await listing(pilot, [9, 1, 5])
        assert list(app.list.chosen) == [1]
        [told] = app.take(HeadlineList.SelectionChanged)
        assert isinstance(told, HeadlineList.SelectionChanged)
        assert told.count == 1
        assert app.list.choose_none()
        assert not app.list.choose_none()


async def test_all_of_a_million_are_chosen_at_once() -> None:
    async with Host().run_test(size=(80, 20)) as pilot:
        app = await listing(pilot, range(MANY))
        await pilot.press("*", "m")
        assert app.list.chosen_count == MANY - 1
        assert list(app.list.chosen[:2]) == [1, 2]


async def test_one_line_rows_on_demand_keep_the_cursor_at_its_height() -> None:
    async with Host().run_test(size=(80, 12)) as pilot:
        app = await listing(pilot, range(300), MONTHS)
        app.list.select(100)
        await pilot.press("k")
        height = app.cursor_position[1]
        await pilot.press("v")
        assert app.lines[height].startswith("▌   Headline 99")
        assert app.lines[height].endswith("23 Nov")
        assert "Headline 100" in app.lines[height + 1]
        await pilot.press("v")
        assert app.lines[height].startswith("▌   Headline 99")
        assert "Gazette" in app.lines[height + 1]


async def test_headings_of_days_months_years_and_none() -> None:
    async with Host().run_test(size=(80, 12)) as pilot:
        app = await listing(pilot, range(300), MONTHS)
        tops = []
        for _ in range(5):
            tops.append(app.lines[0])
            await pilot.press("M")
        assert tops == [
            "  December 2012", "  2012", "▌   Headline 0 [/x]", "  28 December 2012", "  28 December 2012",
        ]  # fmt: skip
        assert app.list.grouping is MONTHS


async def test_a_date_brings_its_first_row_to_the_top_below_its_heading() -> None:
    async with Host().run_test(size=(80, 12)) as pilot:
        app = await listing(pilot, range(3000), MONTHS)
        assert app.list.go_to(20110000, 20119999) == 20111228
        await pilot.pause()
        assert app.lines[:2] == ["  December 2011", f"▌   Headline {app.list.current} [/x]"]
        assert app.list.go_to(19500000, 19509999) == row(2999).headline.published.day
        assert app.list.current == 2997


async def test_beside_the_scrollbar_stands_the_month_that_one_looks_at() -> None:
    async with Host().run_test(size=(80, 12)) as pilot:
        app = await listing(pilot, range(3000), MONTHS)
        assert not any(line.endswith("2012") for line in app.lines[1:])
        app.list.scroll_to_line(app.list.virtual_size.height // 2)
        await pilot.pause()
        assert app.lines[6].endswith(" July 2011")
        await pilot.press("j")
        assert not any(line.endswith("2011") for line in app.lines[1:])


async def test_marks_change_on_the_screen_as_soon_as_they_are_known() -> None:
    async with Host().run_test(size=(80, 12)) as pilot:
        app = await listing(pilot, range(3))
        assert app.list.known == [0, 1, 2]
        app.list.remark([RowMarks(1, starred=True), RowMarks(77)])
        await pilot.pause()
        assert app.lines[2] == "  ● Headline 1 [/x]"
        assert app.lines[3].endswith("★")


async def test_the_place_in_a_longer_list_is_told_though_the_article_is_the_same() -> None:
    async with Host().run_test(size=(80, 12)) as pilot:
        app = await listing(pilot, [5, 6])
        app.take(HeadlineList.Moved)
        await listing(pilot, [3, 4, 5, 6], keep_cursor=True)
        assert [message.index for message in app.take(HeadlineList.Moved)] == [2]  # type: ignore[attr-defined]
