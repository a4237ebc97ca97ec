"""The search bar: what is typed is asked for, what is wrong is shown where it is wrong."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from index.errors import QueryError
from index.records import Sort
from reader.messages import Search
from reader.widgets.search_bar import SearchBar, Summary
from tests.reader.dressed import Dressed


class Host(Dressed):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield SearchBar("old words")

    def on_search(self, message: Search) -> None:
        self.heard.append(message)

    def on_search_bar_left(self, message: SearchBar.Left) -> None:
        self.heard.append(message)

    @property
    def bar(self) -> SearchBar:
        return self.query_one(SearchBar)

    def told(self, id_: str) -> str:
        return str(self.query_one(id_, Static).visual)


async def test_enter_asks_for_what_was_typed() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.ask_archive()
        await pilot.press(*"herring", "enter")
        assert app.heard == [Search("herring")]


async def test_the_former_query_is_there_to_be_changed() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.ask_archive()
        await pilot.press("end", *" more", "enter")
        assert app.heard == [Search("old words more")]


async def test_escape_leaves_the_query_as_it_was() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.ask_archive()
        await pilot.press(*"xyz", "escape")
        assert app.heard == [SearchBar.Left()]
        assert app.bar.input.value == "old words"


async def test_the_caret_stands_below_the_mistake() -> None:
    app = Host()
    async with app.run_test(size=(100, 10)) as pilot:
        app.bar.ask_archive()
        await pilot.press(*"bridge (pier")
        app.bar.show_problem(QueryError("this bracket is never closed", position=7, hint="close it"))
        await pilot.pause()
        told = app.told("#problem")
        assert told == " " * 9 + "^ this bracket is never closed; close it"
        await pilot.press("enter")
        assert app.query_one("#problem").display is False


async def test_the_caret_counts_cells() -> None:
    """Wide signs before the mistake move the caret by two."""
    app = Host()
    async with app.run_test(size=(100, 10)) as pilot:
        app.bar.show_query("漢字 (")
        app.bar.ask_archive()
        app.bar.show_problem(QueryError("open", position=3))
        await pilot.pause()
        assert app.told("#problem") == " " * 7 + "^ open"


async def test_a_mistake_at_the_right_end_is_told_to_its_left() -> None:
    app = Host()
    async with app.run_test(size=(60, 10)) as pilot:
        app.bar.show_query("a" * 45 + "(")
        app.bar.ask_archive()
        app.bar.show_problem(QueryError("this bracket is never closed", position=45))
        await pilot.pause()
        told = app.told("#problem")
        assert told.endswith("this bracket is never closed ^")
        assert len(told) == 48


async def test_the_outcome_is_told_in_short_where_there_is_little_room() -> None:
    app = Host()
    async with app.run_test(size=(120, 10)) as pilot:
        app.bar.show_summary(Summary(1234, Sort.RELEVANCE, 2.4))
        assert app.told("#summary") == "1,234 articles · 2 ms · by relevance"
        app.bar.show_summary(Summary(1, Sort.OLDEST))
        assert app.told("#summary") == "1 article · oldest first"
        await pilot.resize_terminal(60, 10)
        app.bar.show_summary(Summary(1234, Sort.RELEVANCE, 0.2))
        assert app.told("#summary") == "1,234 · 1 ms"


async def test_markup_in_a_problem_is_text() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.bar.show_problem(QueryError("no field [/red]\x1b[31m", position=0))
        await pilot.pause()
        assert "no field [/red][31m" in app.told("#problem")


async def test_a_long_mistake_is_told_in_lines_below_each_other() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.bar.show_query("(")
        app.bar.ask_archive()
        app.bar.show_problem(QueryError("this bracket is never closed", position=0, hint="close it with )"))
        await pilot.pause()
        assert app.told("#problem").split("\n") == [
            "  ^ this bracket is never closed;",
            "    close it with )",
        ]
