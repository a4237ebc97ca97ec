"""Finding in the parts of a page that is still growing."""

from __future__ import annotations

import re

from index.records import Span
from reader.matches import Match, Matches, Place
from reader.parts import Part


def words(text: str) -> list[Span]:
    return [found.span() for found in re.finditer("quay", text)]


def growing(*texts: str) -> Matches:
    parts: list[Part] = []
    coming = iter(texts)

    def grow() -> bool:
        if (text := next(coming, None)) is None:
            return False
        parts.append(Part("text", text))
        return True

    return Matches(words, parts, grow)


def test_parts_are_made_only_until_there_is_a_match() -> None:
    matches = growing("none", "the quay", "another quay")
    assert matches.next(Place(0, 0)) == Match(1, 4, 8)
    assert matches.found == [Match(1, 4, 8)]
    assert matches.next(Place(1, 5)) == Match(2, 8, 12)
    assert matches.number(Match(2, 8, 12)) == 2


def test_before_the_first_comes_the_last_and_after_the_last_the_first() -> None:
    matches = growing("quay", "quay")
    assert matches.previous(Place(0, 0)) == Match(1, 0, 4)
    assert matches.next(Place(1, 1)) == Match(0, 0, 4)


def test_what_touches_a_line_is_found_within_a_long_part() -> None:
    matches = growing("quay " * 100)
    matches.search_all()
    assert matches.between(0, 10, 19) == [(10, 14), (15, 19)]
    assert matches.between(0, 12, 13) == [(10, 14)]
    assert matches.between(0, 4, 5) == []


def test_what_is_not_searched_has_no_matches() -> None:
    parts = [Part("note", "quay", searched=False), Part("text", "x¹quay", added=((1, 2),))]
    matches = Matches(words, parts, lambda: False)
    matches.search_all()
    assert matches.found == [Match(1, 2, 6)]


def test_parts_that_have_another_form_now_are_searched_anew() -> None:
    same, wide, narrow = Part("text", "quay"), Part("table", "a quay"), Part("table", "quay")
    matches = Matches(words, [same, wide], lambda: False)
    matches.search_all()
    moved = matches.moved_to([same, narrow], lambda: False)
    moved.search_all()
    assert moved.found == [Match(0, 0, 4), Match(1, 0, 4)]
    assert matches.moved_to([same, wide], lambda: False).found == matches.found
