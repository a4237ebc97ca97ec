"""Near-duplicates: copies, corrections and grown texts are one article, different pieces are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.links.duplicates import near_duplicates, overlap, shingles

STORY = (
    "The council voted on Tuesday for a bridge at Holm Sound, nine years after the ferrymen "
    "first asked for one. "
    "Construction is to begin in spring, said Ingrid Vale, who chairs the tide board. "
    "The cost is put at 40 million crowns, a third of it from the state."
)
OTHER = (
    "Herring boats stayed in harbour for the third week as the wind held in the north. "
    "Skippers asked for leave to fish the inner banks, which the board refused on Monday."
)
NOON = "NOON APRIL 7\nBELLIES 12-14 60 unch\nHAMS 17-20 73 off 10\nLOINS 14-18 98 up 1\n18-22 100 up 4"
CLOSE = "CLOSE APRIL 6\nBELLIES 12-14 61 up 2\nHAMS 17-20 84 up 1\nLOINS 14-18 99 unch\n18-22 96 unch"


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY.upper(),
        STORY.replace(", ", " - ").replace("\n", " "),
        STORY + " " + OTHER,
        STORY[: len(STORY) // 2],
        STORY.replace("40 million", "45 million"),
        STORY.replace("Tuesday", "Monday").replace("spring", "summer"),
    ],
)
def test_copies_corrections_and_grown_texts_are_one_article(copy: str) -> None:
    assert near_duplicates(STORY, copy)
    assert near_duplicates(copy, STORY)


@pytest.mark.parametrize(
    ("one", "other"),
    [(STORY, OTHER), (NOON, CLOSE), ("Profit 3 mln", "Profit 4 mln"), (STORY, ""), ("", "Words.")],
)
def test_different_pieces_are_not(one: str, other: str) -> None:
    assert not near_duplicates(one, other)
    assert not near_duplicates(other, one)


def test_two_texts_without_words_are_the_same() -> None:
    assert near_duplicates("", " … ")


def test_text_without_spaces_is_compared_sign_by_sign() -> None:
    text = "市议会星期二投票决定在海峡上修建一座大桥工程将于春季开始"
    assert near_duplicates(text, text[:-6] + "秋天动工")
    assert not near_duplicates(text, "鲱鱼船因北风连续第三周停泊在港口船长们要求到内海捕鱼")


@given(st.text("ab c.", max_size=40), st.text("ab c.", max_size=40))
def test_overlap_is_a_symmetric_share(one: str, other: str) -> None:
    assert 0 <= overlap(one, other) <= 1
    assert overlap(one, other) == overlap(other, one)
    assert overlap(one, one) == 1


@given(st.lists(st.sampled_from("abcdef"), min_size=3, max_size=30))
def test_shingles_are_the_runs_of_three_words(words: list[str]) -> None:
    expected = {tuple(words[start : start + 3]) for start in range(len(words) - 2)}
    assert shingles(" ".join(words)) == expected
