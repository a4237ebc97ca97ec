"""The list pane: an empty list says why it is empty."""

from __future__ import annotations

from textual.app import ComposeResult

from reader.widgets.list_pane import ListPane, Notice
from tests.reader.dressed import Dressed


class Host(Dressed):
    def compose(self) -> ComposeResult:
        yield ListPane()

    @property
    def pane(self) -> ListPane:
        return self.query_one(ListPane)

    @property
    def told(self) -> str:
        return str(self.query_one(Notice).visual)


async def test_the_part_that_finds_nothing_is_named() -> None:
    app = Host()
    async with app.run_test():
        app.pane.show_nothing_found("labour strike", (("labour", 0), ("strike", 318)))
        assert "No article has all of:\nlabour strike" in app.told
        rows = [line.split() for line in app.told.splitlines()]
        assert ["labour", "0"] in rows
        assert ["strike", "318"] in rows
        assert "Without labour there may be some." in app.told


async def test_parts_that_never_meet_are_told() -> None:
    app = Host()
    async with app.run_test():
        app.pane.show_nothing_found("a b", (("a", 3), ("b", 4)))
        assert "never together" in app.told


async def test_one_word_needs_no_table() -> None:
    app = Host()
    async with app.run_test():
        app.pane.show_nothing_found("[/red]", ())
        assert "No article has:\n[/red]\n" in app.told
        assert "/ changes the query, Esc shows the whole archive." in app.told


async def test_an_empty_archive_says_how_to_fill_it() -> None:
    app = Host()
    async with app.run_test():
        app.pane.show_empty("/home/reader/archive")
        assert "newsreader import PATH… --archive /home/reader/archive" in app.told


async def test_the_focus_goes_along() -> None:
    """Keys keep working where the list gives way to the notice, and back."""
    app = Host()
    async with app.run_test() as pilot:
        app.pane.list.focus()
        await pilot.pause()
        app.pane.show_empty("x")
        await pilot.pause()
        assert app.focused is app.query_one(Notice)
        app.pane.show_list()
        await pilot.pause()
        assert app.focused is app.pane.list
