"""Hint letters: short, different, none the beginning of another."""

from __future__ import annotations

import pytest

from reader.hints import Hint, Target, beginning, labels
from reader.messages import FollowLink


@pytest.mark.parametrize("count", [0, 1, 26, 27, 200, 700])
def test_letters_differ_and_none_begins_another(count: int) -> None:
    made = labels(count)
    assert len(set(made)) == len(made) == count
    assert len({len(letters) for letters in made}) <= 1


def test_few_links_need_one_letter_of_the_resting_fingers() -> None:
    assert labels(3) == ["a", "s", "d"]
    assert len(labels(27)[0]) == 2


def test_typing_leaves_those_that_begin_so() -> None:
    hints = [Hint(letters, Target(0, 0, FollowLink(1))) for letters in ("aa", "as", "sa")]
    assert [hint.letters for hint in beginning(hints, "a")] == ["aa", "as"]
    assert beginning(hints, "x") == []
