"""Quotes are found again in a text that has changed, and never where they are not."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.desk.quotes import CONTEXT, Found, cut, find
from index.desk.records import Passage

TEXT = """The harbour board met on Tuesday to hear why the bridge was late.

Engineers blamed the tide tables, which had been printed with an error of forty minutes, and the contractor,
who had not noticed. “We trusted the almanac,” said the chief engineer. Nobody on the board laughed.

The new date is October. The board will meet again in May to hear whether the piers have settled."""

QUOTE = "Engineers blamed the tide tables, which had been printed with an error of forty minutes"


def passage(quote: str = QUOTE) -> Passage:
    start = TEXT.index(quote)
    return cut(TEXT, start, start + len(quote))


def found(text: str, wanted: Passage) -> str | None:
    """The words that are found."""
    place = find(text, wanted)
    return text[place.start : place.end] if place else None


def test_a_passage_is_cut_without_the_blanks_at_its_ends() -> None:
    start = TEXT.index("Engineers")
    wanted = cut(TEXT, start - 2, start + 10)
    assert wanted == Passage("Engineers", TEXT[:start][-CONTEXT:], TEXT[start + 9 :][:CONTEXT], start)
    assert cut(TEXT, -5, 3).text == "The"
    assert cut(TEXT, 10, 4).text == ""


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_in_the_same_text_it_is_found_where_it_was(text: str, one: int, other: int) -> None:
    wanted = cut(text, min(one, other), max(one, other))
    place = find(text, wanted)
    if wanted.text:
        assert place == Found(wanted.position, wanted.position + len(wanted.text), 1.0)
    else:
        assert place is None


def test_of_several_the_one_with_the_same_surroundings_is_taken() -> None:
    text = "A board met. " * 3 + "When the board met, it rained. " + "A board met. " * 3
    start = text.index("board met, it")
    wanted = cut(text, start, start + len("board met"))
    moved = "A longer beginning of the text. " * 20 + text
    place = find(moved, wanted)
    assert place
    assert moved[place.end :].startswith(", it rained")


def test_without_surroundings_the_nearest_is_taken() -> None:
    text = "fish " * 100
    place = find(text, Passage("fish", position=251))
    assert place
    assert place.start == 250


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("forty", "thirty"),
        ("blamed the tide tables", "have blamed the tide tables"),
        (" which had been printed with", "\nprinted with"),
        ("Engineers blamed", "Engineers, she said, blamed"),
    ],
)
def test_a_changed_passage_is_found_by_its_words(old: str, new: str) -> None:
    text = TEXT.replace(old, new)
    assert text != TEXT
    hit = found(text, passage())
    assert hit
    assert hit.startswith("Engineers")
    assert hit.endswith("minutes")


def test_a_passage_that_moved_to_a_new_place_and_changed_is_found() -> None:
    first, second, third = TEXT.split("\n\n")
    text = "\n\n".join((third, second.replace("forty", "thirty"), first))
    place = find(text, passage())
    assert place
    assert 0.8 < place.likeness < 1
    assert text[place.start : place.end] == QUOTE.replace("forty", "thirty")


def test_of_several_that_are_alike_the_nearest_is_taken() -> None:
    """A report that is printed anew every day, with the same words."""
    text = "\n\n".join([TEXT] * 9)
    start = 5 * (len(TEXT) + 2) + TEXT.index(QUOTE)
    wanted = cut(text, start, start + len(QUOTE))
    place = find(text.replace("forty", "thirty").replace("an error", "errors"), wanted)
    assert place
    assert abs(place.start - start) < 50


def test_a_short_passage_is_found_by_what_stands_around_it() -> None:
    text = TEXT.replace("the almanac", "the old almanac")
    assert found(text, passage("the almanac")) == "the old almanac"


def test_a_passage_in_japanese_is_found_when_a_character_changes() -> None:
    text = "港の橋は来年の秋に開通する見込みだと市長が述べた。"
    wanted = cut(text, 2, 14)
    assert found("速報。" + text.replace("秋", "春"), wanted) == text[2:14].replace("秋", "春")


@pytest.mark.parametrize(
    "text",
    ["", "   ", "The board met.", TEXT.replace(QUOTE, "Nobody said a word"), "herring and cod " * 2000],
)
def test_a_passage_that_is_gone_is_lost(text: str) -> None:
    assert find(text, passage()) is None


def test_a_long_passage_is_found_by_its_ends_in_a_long_text() -> None:
    """A whole long article was quoted, and one word in fifty has changed since."""
    random = Random(4)
    words = [f"w{random.randrange(3000)}" for _ in range(20_000)]
    text = " ".join(words)
    wanted = cut(text, len(text) // 4, len(text) * 3 // 4)
    changed = [f"x{word}" if random.random() < 0.02 else word for word in words]
    place = find(" ".join(changed), wanted)
    assert place
    assert abs(place.start - len(text) / 4) < len(text) / 50
    assert abs(place.end - len(text) * 3 / 4) < len(text) / 50
