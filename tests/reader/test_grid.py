"""Where rows and headings lie: every line belongs to one thing, and to the right one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.grid import Grid, Place


@given(st.integers(1, 30), st.integers(1, 4), st.sets(st.integers(0, 29)))
def test_lines_follow_each_other_without_gap(rows: int, height: int, headed: set[int]) -> None:
    """The places of all lines, written out one by one, are those that the arithmetic gives."""
    headed = {row for row in headed if row < rows}
    grid = Grid(rows, height, sorted(headed))
    expected = []
    for row in range(rows):
        if row in headed:
            expected += [Place(row, -2)] * (row > 0) + [Place(row, -1)]
        expected += [Place(row, line) for line in range(height)]
    assert grid.height == len(expected)
    assert [grid.at(y) for y in range(grid.height)] == expected
    assert [grid.top(row) for row in range(rows)] == [expected.index(Place(row, 0)) for row in range(rows)]
