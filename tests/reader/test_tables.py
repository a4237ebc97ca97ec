"""Tables have straight columns, or every cell on a line of its own; no cell is lost."""

from __future__ import annotations

from reader import text
from reader.signs import ASCII, UNICODE, Signs
from reader.tables import Table, pieces


def aligned(source: str, signs: Signs = UNICODE) -> list[str]:
    return Table(source, {}).aligned(signs).text.split("\n")


def test_columns_are_straight_whatever_is_in_them() -> None:
    table = "| Town | Year | Tons |\n| --- | :--- | ---: |\n| Holm | 2010 | 800,000 |\n| 北京 |2011|7|"
    assert aligned(table) == [
        "Town │ Year │    Tons",
        "─────┼──────┼────────",
        "Holm │ 2010 │ 800,000",
        "北京 │ 2011 │       7",
    ]
    assert len({text.cells(line) for line in aligned(table)}) == 1


def test_figures_stand_on_the_right_where_the_table_does_not_say() -> None:
    assert aligned("a | b\n--- | ---\nx | 1.5\ny | n/a\nz | 20%") == [
        "a │   b", "──┼────", "x │ 1.5", "y │ n/a", "z │ 20%",
    ]  # fmt: skip


def test_ascii_terminals_get_ascii_tables() -> None:
    assert aligned("a | b\n--- | ---\nc | d", ASCII) == ["a | b", "--+--", "c | d"]


def test_rows_of_different_lengths_and_bars_within_cells() -> None:
    assert aligned("| a\\|b | c |\n| d |") == ["a|b │ c", "d   │ "]


def test_row_by_row_each_cell_has_a_line() -> None:
    long = "a cell with very many words in it that takes much room"
    table = Table(f"| Name | Story |\n| --- | --- |\n| One | {long} |\n| Two | |", {})
    assert table.width == len(long) + 7
    assert table.stacked().text.split("\n") == ["Name: One", f"Story: {long}", "", "Name: Two"]


def test_marks_in_cells_move_with_them() -> None:
    setting = Table("| a | b |\n| --- | --- |\n| 字 | [Holm](https://e.org) |", {}).aligned(UNICODE)
    assert [(setting.text[mark.start : mark.end], mark.url) for mark in setting.marks] == [
        ("Holm", "https://e.org")
    ]


def test_a_very_long_table_comes_in_pieces() -> None:
    rows = "\n".join(f"| {number} |" for number in range(2500))
    assert [piece.count("\n") + 1 for piece in pieces(rows)] == [1000, 1000, 500]
    assert "\n".join(pieces(rows)) == rows
