"""Bylines as papers print them, taken apart into authors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from index.takeaway.bylines import Author, authors
from tests.index.takeaway.anything import NASTY


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("", ()),
        ("Ingrid Vale", (Author("Vale", "Ingrid"),)),
        ("By Ingrid Vale", (Author("Vale", "Ingrid"),)),
        ("Ingrid Vale and Piet Hallam", (Author("Vale", "Ingrid"), Author("Hallam", "Piet"))),
        (
            "David Kaufmann, Michelle Chronister and Robin L. Kaplan",
            (Author("Kaufmann", "David"), Author("Chronister", "Michelle"), Author("Kaplan", "Robin L.")),
        ),
        ("Rich Miller, Reuters", (Author("Miller", "Rich"),)),
        ("Jane Doe, Staff Writer", (Author("Doe", "Jane"),)),
        ("Vale, Ingrid", (Author("Vale", "Ingrid"),)),
        ("Martin King Jr.", (Author("King", "Martin", "Jr."),)),
        ("Martin King, Jr., Reuters", (Author("King", "Martin", "Jr."),)),
        ("Ludwig van der Rohe", (Author("van der Rohe", "Ludwig"),)),
        ("The Associated Press", (Author("The Associated Press"),)),
        ("Our Harbour Correspondent", (Author("Our Harbour Correspondent"),)),
        ("Reuters", (Author("Reuters"),)),
        ("Council Office, Government of Canada", (Author("Council Office, Government of Canada"),)),
        ("usa and mame", (Author("usa"), Author("mame"))),
        ("李明", (Author("李明"),)),
        ("Ted D’Afflisio / Nora Whitlow", (Author("D’Afflisio", "Ted"), Author("Whitlow", "Nora"))),
    ],
)
def test_a_byline_names_its_authors(byline: str, expected: tuple[Author, ...]) -> None:
    assert authors(byline) == expected


def test_a_byline_that_repeats_the_paper_is_no_person() -> None:
    assert authors("The  Moscow Times", "The Moscow Times") == (Author("The Moscow Times"),)
    assert authors("Harbour Light", "Harbour Light") == (Author("Harbour Light"),)


@settings(max_examples=150, deadline=None)
@given(NASTY)
def test_whoever_signs_is_named(byline: str) -> None:
    """A byline with words gives an author, and no author is without a name."""
    found = authors(byline)
    assert bool(found) == bool(byline.split())
    assert all(author.family for author in found)
