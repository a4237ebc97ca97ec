"""The related pane: every entry can be reached and followed."""

from __future__ import annotations

from textual.app import ComposeResult

from index.article import RelatedLink
from index.records import Related
from reader.messages import FollowLink
from reader.relations import Relations
from reader.widgets.related_pane import RelatedPane
from tests.reader.dressed import Dressed


class Host(Dressed):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.heard: list[int] = []

    def compose(self) -> ComposeResult:
        yield RelatedPane()

    def on_mount(self) -> None:
        links = [
            Related(RelatedLink(f"Title {number} of [/b] pieces"), number, "url", 1.0)
            for number in range(1, self.count + 1)
        ]
        self.pane.show(Relations(99, links))
        self.pane.focus()

    def on_follow_link(self, message: FollowLink) -> None:
        self.heard.append(message.number)

    @property
    def pane(self) -> RelatedPane:
        return self.query_one(RelatedPane)

    def line(self, y: int) -> str:
        return self.pane.render_line(y).text.strip(" ▌")


async def test_enter_follows_the_chosen_entry() -> None:
    app = Host(5)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("j", "j", "k", "enter")
        assert app.heard == [2]


async def test_a_click_follows_the_entry_below_the_mouse() -> None:
    app = Host(5)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.click(RelatedPane, offset=(8, 4))
        assert app.heard == [4]
        await pilot.click(RelatedPane, offset=(8, 0))
        assert app.heard == [4]


async def test_the_cursor_stays_among_the_entries_and_in_sight() -> None:
    app = Host(200)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("k")
        assert app.pane.cursor == 1
        await pilot.press("G")
        assert app.pane.cursor == 200
        assert any("Title 200 of" in app.line(y) for y in range(20))
        await pilot.press("j", "g")
        assert app.pane.cursor == 1
        assert app.line(0) == "RELATED"
        await pilot.press("space")
        assert app.pane.cursor > 1


async def test_titles_are_text_and_wrap_with_the_pane() -> None:
    app = Host(1)
    async with app.run_test(size=(40, 20)) as pilot:
        assert app.line(1) == "1 = Title 1 of [/b] pieces"
        await pilot.resize_terminal(22, 20)
        await pilot.pause()
        assert app.line(1) != "1 = Title 1 of [/b] pieces"
        assert "pieces" in app.line(2)


async def test_nothing_related_is_said() -> None:
    app = Host(0)
    async with app.run_test(size=(60, 20)) as pilot:
        assert "Nothing in this archive is related" in app.line(0)
        await pilot.press("enter", "j", "G")
        assert app.heard == []
