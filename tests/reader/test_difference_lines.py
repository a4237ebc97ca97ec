"""What tells two texts apart: every changed word is seen, and can be told without colours."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.links.differences import difference
from index.links.records import Change, Difference, Passage
from reader.difference_lines import lines
from reader.signs import ASCII, UNICODE

CHANGED = Difference(
    (
        Passage(Change.KEPT, "Pier Cracks", "Pier Cracks"),
        Passage(Change.KEPT, "Work stopped.", "Work stopped."),
        Passage(Change.REWORDED, "It cost 84 million.", "It cost 97 million.", ((8, 10),), ((8, 10),)),
        Passage(Change.CUT, "Nobody was hurt.", "", ((0, 16),)),
        Passage(Change.ADDED, "", "The Board had no comment.", (), ((0, 25),)),
    ),
    0.8,
)


def test_what_is_the_same_is_counted() -> None:
    assert [line.line.text for line in lines(CHANGED, 60, drawn_with=UNICODE)] == [
        "… 2 sentences the same in both",
        "",
        "- It cost 84 million.",
        "+ It cost 97 million.",
        "",
        "- Nobody was hurt.",
        "",
        "+ The Board had no comment.",
    ]


def test_or_shown_on_request() -> None:
    shown = [line.line.text for line in lines(CHANGED, 60, whole=True)]
    assert shown[:2] == ["Pier Cracks", "Work stopped."]


def test_the_words_that_changed_are_marked() -> None:
    reworded = lines(CHANGED, 60)[2].line
    start, end, role = reworded.spans[-1]
    assert (reworded.text[start:end], role) == ("84", "removed")


def test_without_signs_they_stand_in_brackets() -> None:
    shown = [line.line.text for line in lines(CHANGED, 60, drawn_with=ASCII)]
    assert shown[2:4] == ["- It cost [-84-] million.", "+ It cost {+97+} million."]


def test_the_sign_stands_before_every_line() -> None:
    shown = [line.line.text for line in lines(CHANGED, 16)]
    assert [line for line in shown if "comment" in line or "Board" in line] == [
        "+ The Board had",
        "+ no comment.",
    ]


TEXTS = st.lists(
    st.sampled_from(["It rained.", "The pier cracked.", "Nobody knew why.", "“No,” he said."]), max_size=6
)


@given(TEXTS, TEXTS, st.integers(12, 80))
def test_both_texts_can_be_read_from_it(one: list[str], other: list[str], width: int) -> None:
    """The lines of a sign and those of both, put together, are the text that they belong to."""
    before, after = (Article("Head", " ".join(text)) for text in (one, other))
    drawn = [
        line.line.text for line in lines(difference(before, after), width, whole=True, drawn_with=UNICODE)
    ]
    for text, other_sign, own in ((one, "+", "-"), (other, "-", "+")):
        told = " ".join(
            line.removeprefix(own).strip() for line in drawn if line and not line.startswith(f"{other_sign} ")
        )
        assert told.split() == " ".join(["Head", *text]).split()
