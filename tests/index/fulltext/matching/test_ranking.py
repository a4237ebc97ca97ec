"""The best of many scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.fulltext.matching.ranking import best, first, lower_bound


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=4000), st.integers(1, 25), st.booleans())
def test_best_is_what_sorting_gives(numbers: list[int], limit: int, many: bool) -> None:
    """The best first, ties by place, for few and many scores and many equal ones."""
    scores = np.array(numbers * (20 if many else 1), np.float32)
    expected = sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:limit]
    assert best(scores, limit).tolist() == expected


@pytest.mark.parametrize("count", [1, 63, 64, 1280, 1281, 50_000])
def test_the_lower_bound_is_reached_by_enough(count: int) -> None:
    """At least the limit of keys reach it, so that nothing of the top is lost."""
    keys = np.random.default_rng(count).integers(0, 1000, count)
    for limit in (1, 20):
        assert np.count_nonzero(keys >= lower_bound(keys, limit)) >= min(limit, count)


def test_the_first_of_a_sparse_mask_are_found_at_its_end() -> None:
    """Looking at ever longer beginnings ends with the whole mask."""
    mask = np.zeros(100_000, bool)
    mask[[7, 99_998, 99_999]] = True
    assert first(mask, 2).tolist() == [7, 99_998]
    assert first(mask, 20).tolist() == [7, 99_998, 99_999]
