"""Messages that are made of fields."""

from __future__ import annotations

import pytest

from reader.facts import Fact
from reader.field_message import FieldMessage


class Moved(FieldMessage):
    """Something has come to a place."""

    row: int
    word: str = ""


class Told(Fact):
    """Something was found."""

    line: str


def test_fields_are_set_by_order_and_by_name() -> None:
    moved = Moved(3, word="down")
    assert (moved.row, moved.word) == (3, "down")
    assert Moved(row=3).word == ""


def test_two_are_equal_when_they_say_the_same() -> None:
    assert Moved(3) == Moved(3, "")
    assert Moved(3) != Moved(4)
    assert Moved(3) != Told("3")
    assert repr(Moved(3)) == "Moved(row=3, word='')"


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((1, "a", 2), {}), ((1,), {"row": 1}), ((1,), {"column": 1})]
)
def test_a_mistake_in_the_fields_is_told(values: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="Moved"):
        Moved(*values, **named)  # type: ignore[arg-type]


def test_what_belongs_to_every_fact_is_no_field() -> None:
    """The loader numbers a fact after it was made."""
    told = Told("one")
    told.generation, told.group = 3, "list"
    assert (Told("two").generation, Told("two").group) == (0, "")
    with pytest.raises(TypeError, match="Told"):
        Told("one", generation=3)  # type: ignore[call-arg]
