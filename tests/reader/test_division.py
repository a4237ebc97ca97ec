"""How the screen is divided."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.division import Division, Wishes, divide

SIZES = st.integers(1, 400)
MAYBE = st.none() | st.integers(-50, 500)


@pytest.mark.parametrize(
    ("size", "panes"),
    [((60, 20), 1), ((99, 60), 1), ((100, 20), 2), ((139, 40), 2), ((140, 40), 3), ((220, 60), 3)],
)
def test_as_many_panes_as_there_is_room_for(size: tuple[int, int], panes: int) -> None:
    assert divide(*size, Wishes()).panes == panes


@pytest.mark.parametrize(
    ("size", "panes"), [((60, 20), 1), ((60, 30), 2), ((109, 40), 2), ((110, 40), 3), ((220, 29), 1)]
)
def test_on_top_height_counts_more_than_width(size: tuple[int, int], panes: int) -> None:
    division = divide(*size, Wishes(on_top=True))
    assert division.panes == panes
    assert division.on_top is (panes > 1)


def test_never_more_panes_than_wished() -> None:
    assert [divide(220, 60, Wishes(panes=panes)).panes for panes in (1, 2, 3)] == [1, 2, 3]


def test_the_list_is_as_wide_as_wished() -> None:
    assert divide(120, 40, Wishes(list_width=50)).list_width == 50
    assert divide(120, 40, Wishes()).list_width == 38
    assert [divide(width, 60, Wishes()).list_width for width in (140, 180, 220, 400)] == [38, 46, 68, 68]


def test_a_low_screen_has_no_rules() -> None:
    assert [divide(80, height, Wishes()).low for height in (5, 9, 10, 24)] == [True, True, False, False]


@given(SIZES, SIZES, st.builds(Wishes, st.booleans(), st.integers(-1, 5), MAYBE, MAYBE, MAYBE))
@settings(max_examples=200, deadline=None)
def test_the_article_always_has_room(width: int, height: int, wishes: Wishes) -> None:
    """Whatever is wished and however small the terminal: what is shown fits."""
    division: Division = divide(width, height, wishes)
    assert 1 <= division.panes <= 3
    beside = division.related_width if division.panes == 3 else 0
    if division.on_top:
        assert division.list_height <= height - 8
    elif division.panes > 1:
        beside += division.list_width
    if division.panes > 1:
        assert width - beside >= 40 or (division.on_top and division.panes == 2)
