"""A list drawn line by line: the cursor goes from row to row, a text without rows is scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App, ComposeResult

from reader.text import Line
from reader.widgets.line_list import LineList, RowLine


class Host(App[None]):
    """A list of rows of two lines below a heading, or a text of as many lines."""

    def __init__(self, rows: int, *, text: bool = False) -> None:
        super().__init__()
        self.rows, self.text = rows, text
        self.clicked: list[int] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict.fromkeys(("meta", "accent-ink", "chosen"), "#888888")

    def compose(self) -> ComposeResult:
        yield LineList()

    def on_mount(self) -> None:
        self.list.show(self.drawn)
        self.list.focus()

    def on_line_list_clicked(self, message: LineList.Clicked) -> None:
        self.clicked.append(message.row)

    def drawn(self, width: int) -> Sequence[RowLine]:
        if self.text:
            return [RowLine(Line(f"line {number} of {width}")) for number in range(self.rows)]
        lines = [RowLine(Line("HEADING", "heading"))]
        for row in range(self.rows):
            lines += (RowLine(Line(f"row {row} [/b]", "title"), row), RowLine(Line("facts", "detail"), row))
        return lines

    @property
    def list(self) -> LineList:
        return self.query_one(LineList)

    def seen(self) -> list[str]:
        return [self.list.render_line(y).text.rstrip() for y in range(self.list.size.height)]


async def test_the_cursor_goes_from_row_to_row_and_stays_in_sight() -> None:
    app = Host(20)
    async with app.run_test(size=(30, 7)) as pilot:
        assert app.seen()[:4] == ["  HEADING", "▌ row 0 [/b]", "▌ facts", "  row 1 [/b]"]
        await pilot.press("k", "j", "j", "j")
        assert app.list.cursor == 3
        assert app.seen()[-2:] == ["▌ row 3 [/b]", "▌ facts"]
        await pilot.press("G", "j")
        assert app.list.cursor == 19
        assert app.seen()[-1] == "▌ facts"
        await pilot.press("g")
        assert app.seen()[0] == "  HEADING"


async def test_a_text_without_rows_is_scrolled() -> None:
    app = Host(20, text=True)
    async with app.run_test(size=(30, 5)) as pilot:
        await pilot.press("j", "j")
        assert app.seen()[0] == "  line 2 of 27"
        await pilot.press("G")
        assert app.seen()[-1] == "  line 19 of 27"


async def test_a_click_chooses_the_row_and_tells_it() -> None:
    app = Host(5)
    async with app.run_test(size=(30, 12)) as pilot:
        await pilot.click(LineList, offset=(4, 6))
        await pilot.click(LineList, offset=(4, 0))
        assert app.clicked == [2]
        assert app.list.cursor == 2


async def test_another_list_keeps_the_cursor_where_there_are_rows() -> None:
    app = Host(5)
    async with app.run_test(size=(30, 12)) as pilot:
        await pilot.press("G")
        app.rows = 2
        app.list.show(app.drawn)
        assert app.list.cursor == 1
        app.rows = 0
        app.list.show(app.drawn)
        await pilot.press("j", "k", "G", "g")
        assert app.seen()[0] == "  HEADING"
