"""Sketches: what a text leaves depends on that text alone, and what texts share is found among any number."""

from __future__ import annotations

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from index.fulltext.sketches import (
    EVERYWHERE,
    LARGEST,
    LONGEST,
    MOST,
    SMALLEST,
    TEXT_BITS,
    few,
    keys,
    near,
    sketches,
)
from index.links.duplicates import SHORTEST

NOTHING = array("q")


def told(seed: int, words: int = 200) -> str:
    """A text whose words are in no text of another seed."""
    return " ".join(f"word{seed}x{number}" for number in range(words))


def test_a_text_has_as_many_keys_as_suit_its_length() -> None:
    assert sketches([]) == sketches([(1, "")]) == sketches([(1, told(1, SHORTEST - 1))]) == NOTHING
    assert len(sketches([(1, told(1, SHORTEST))])) == SMALLEST
    assert len(sketches([(1, told(1))])) == LARGEST
    assert len(sketches([(1, told(1, 60_000))])) == LARGEST
    assert len(sketches([(1, "the same again " * 100)])) <= 3, "it has no more runs"


def test_the_number_of_a_text_stands_in_its_places() -> None:
    largest = (1 << TEXT_BITS) - 1
    places = sketches([(1, told(1)), (largest, told(2))])
    assert list(places) == sorted(places)
    assert {place & largest for place in places} == {1, largest}
    assert min(places) >= 0
    assert len(keys(places)) == 2 * LARGEST


def test_case_signs_and_line_breaks_leave_no_trace() -> None:
    text = "Élan, the pilot boat, lay at Nine Elms; her crew had gone ashore for the fair. " * 3
    assert keys(sketches([(1, text)])) == keys(sketches([(1, text.upper().replace(" ", " –\n"))]))
    assert sketches([(1, "市议会投票决定在海峡上修建一座大桥工程将于春季开始 \ud800" * 2)])


def test_what_comes_after_the_longest_text_is_not_looked_at() -> None:
    long = told(1, LONGEST // 8)[:LONGEST]
    assert sketches([(1, long)]) == sketches([(1, long + told(2))])


texts = st.lists(
    st.text("ab é\n—市", max_size=90).map(lambda text: f"{text} {told(0, 22)} {text}"), max_size=6
)


@settings(max_examples=50)
@given(texts)
def test_the_sketch_of_a_text_does_not_depend_on_its_neighbours(bodies: list[str]) -> None:
    alone = [place for number, body in enumerate(bodies) for place in sketches([(number, body)])]
    assert list(sketches(enumerate(bodies))) == sorted(alone)


def test_pairs_are_of_a_new_text_and_an_earlier_one() -> None:
    old = sketches([(1, told(1)), (2, told(1)), (3, told(3))])
    new = sketches([(4, told(1)), (5, told(5)), (6, told(5))])
    assert sorted(near(new, old)) == [(1, 4), (2, 4), (5, 6)]
    assert near(old, NOTHING) == [(1, 2)]
    assert near(NOTHING, old) == []
    assert few(new, old) == new


def test_a_text_is_compared_with_so_many_and_those_that_share_most() -> None:
    half = told(1, 150) + " " + told(2, 50)
    crowd = sketches([(number, half) for number in range(1, MOST + 5)])
    twin = sketches([(100, told(1))])
    pairs = near(sketches([(101, told(1))]), array("q", sorted([*crowd, *twin])))
    assert len(pairs) == MOST
    assert (100, 101) in pairs


def test_of_what_is_printed_everywhere_only_so_much_is_kept() -> None:
    kept = NOTHING
    for first in (0, 40, 80):
        new = sketches([(number, told(1)) for number in range(first, first + 40)])
        assert bool(near(new, kept)) == (first == 0), "a formula tells nothing"
        kept = array("q", sorted([*kept, *few(new, kept)]))
    assert len(kept) == LARGEST * (EVERYWHERE + 1)
