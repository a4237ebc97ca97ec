"""Tables have straight columns, or every cell on a line of its own; no cell is lost."""

from __future__ import annotations

from reader import text
from reader.signs import ASCII, UNICODE
from reader.tables import align


def test_columns_are_straight_whatever_is_in_them() -> None:
    table = "| Year | Tons |\n| --- | ---: |\n| 2010 | 800,000 |\n|2011|北京|"
    assert align(table, UNICODE).split("\n") == [
        "Year │ Tons",
        "─────┼────────",
        "2010 │ 800,000",
        "2011 │ 北京",
    ]


def test_ascii_terminals_get_ascii_tables() -> None:
    assert align("a | b\n--- | ---\nc | d", ASCII).split("\n") == ["a | b", "--+--", "c | d"]


def test_rows_of_different_lengths_and_bars_within_cells() -> None:
    assert align("| a\\|b | c |\n| d |", UNICODE).split("\n") == ["a|b │ c", "d   │"]


def test_a_table_too_wide_is_shown_cell_by_cell() -> None:
    long = "a cell with very many words in it that takes much room"
    table = f"| Name | Story |\n| --- | --- |\n| One | {long} {long} |\n| Two | short |"
    assert align(table, UNICODE).split("\n") == [
        "Name: One",
        f"Story: {long} {long}",
        "",
        "Name: Two",
        "Story: short",
    ]


def test_a_table_of_spaces_keeps_them() -> None:
    assert align("wheat   1.5\ncorn\t2.5", UNICODE) == "wheat   1.5\ncorn    2.5"
    assert text.cells(align("corn\t2.5", UNICODE)) == 11
