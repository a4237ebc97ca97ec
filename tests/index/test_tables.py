"""Tables set apart by bars: their heads, their sides, and no cell lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tables import Table, read

CELLS = st.text(
    st.characters(exclude_characters="\\|-:\n", exclude_categories=["C", "Z"]), min_size=1, max_size=9
)


def test_a_row_of_dashes_parts_the_head_and_says_where_columns_stand() -> None:
    assert read("| Town | Tons |\n| :-- | --: |\n| Holm | 7 |") == Table(
        ("Town", "Tons"), (("Holm", "7"),), (":--", "--:")
    )
    assert read("Town | Tons\n---|---\nHolm | 7").head == ("Town", "Tons")


@pytest.mark.parametrize("second", ["| - | x |", "|  |  |", "| Holm | 7 |"])
def test_without_dashes_there_is_no_head(second: str) -> None:
    assert read(f"| a | b |\n{second}").head == ()
    assert len(read(f"| a | b |\n{second}").rows) == 2


def test_every_row_has_as_many_cells() -> None:
    assert read("| a |\n| --- | --- | --- |\n| b | c |") == Table(("a", ""), (("b", "c"),), ("---", "---"))
    assert read("| a |\n| --- |\n| b | c |").sides == ("---", "")
    assert read("a\nb") == Table((), (("a",), ("b",)), ("",))


def test_bars_within_cells_are_words() -> None:
    assert read("| a\\|b | c\\| |\n| d\te |").rows == (("a|b", "c|"), ("d e", ""))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_no_cell_is_lost(cells: list[list[str]]) -> None:
    table = read("\n".join(f"| {' | '.join(row)} |" for row in cells))
    assert [[cell for cell in row if cell] for row in table.rows] == cells
    assert {len(row) for row in table.rows} == {len(table.sides)}
