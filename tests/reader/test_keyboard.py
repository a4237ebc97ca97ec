"""Reading keys one after the other."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.keyboard import Keyboard, Pressed

BOUND = {"j", "g g", "g t", "Z Z", "5"}


def typed(strokes: Iterable[str]) -> list[Pressed]:
    keyboard = Keyboard()
    return [keyboard.press(stroke, BOUND) for stroke in strokes]


def test_a_plain_key_is_left_to_others() -> None:
    assert typed("j") == [Pressed("j", plain=True)]
    assert typed(["f5"]) == [Pressed("f5", plain=True)]


def test_a_number_repeats() -> None:
    assert typed("10j")[-1] == Pressed("j", 10)


def test_a_number_before_a_sequence() -> None:
    assert typed("3gt")[-1] == Pressed("g t", 3)


def test_nought_begins_no_number() -> None:
    assert typed("0j") == [Pressed("0", plain=True), Pressed("j", plain=True)]


def test_a_digit_that_is_bound_is_no_number() -> None:
    assert typed("5") == [Pressed("5", plain=True)]


def test_a_sequence_that_means_nothing_is_dropped() -> None:
    assert typed("gxj") == [Pressed(), Pressed(), Pressed("j", plain=True)]


def test_escape_forgets_what_was_begun() -> None:
    assert typed(["4", "escape", "j"]) == [Pressed(), Pressed(), Pressed("j", plain=True)]
    assert typed(["escape"]) == [Pressed("escape", plain=True)]


def test_it_says_what_was_typed_so_far() -> None:
    keyboard = Keyboard()
    for stroke in ("1", "2", "g"):
        keyboard.press(stroke, BOUND)
    assert keyboard.pending == "12 g"


def test_no_number_is_endless() -> None:
    assert typed("9" * 50 + "j")[-1].count == 9999


@given(st.lists(st.sampled_from(["j", "g", "t", "Z", "0", "1", "5", "escape", "x"]), max_size=12))
@settings(max_examples=100, deadline=None)
def test_whatever_is_typed_escape_leaves_nothing_pending(strokes: list[str]) -> None:
    keyboard = Keyboard()
    for stroke in [*strokes, "escape"]:
        keyboard.press(stroke, BOUND)
    assert keyboard.pending == ""
