"""Titles: what papers do to a headline is seen through, and two headlines are not taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.links.titles import likeness, read, skeleton

HEADLINE = "RusAl Woos Chinese Investment in Siberia"
SURE = 0.85


@pytest.mark.parametrize(
    "title",
    [
        "RUSAL WOOS CHINESE INVESTMENT IN SIBERIA",
        "UPDATE 2-RusAl Woos Chinese Investment in Siberia",
        "Exclusive: RusAl Woos Chinese Investment in Siberia",
        "WRAPUP 1 - RusAl Woos Chinese Investment in Siberia",
        "Business | RusAl Woos Chinese Investment in Siberia",
        "RusAl Woos Chinese Investment in Siberia - The Moscow Times",
        "RusAl Woos Chinese Investm…",
        "RusAl Woos Chinese Investment ...",
        "RusAl Woos Chinese Investment, Siberia",
        "Rusal Woos Chinese Invesment in Siberia",
        "“RusAl” Woos Chinese Investment in Siberia",
        "RusAl Woos Chinese Investment in&nbsp;Siberia",
    ],
)
def test_what_papers_do_to_a_headline_is_seen_through(title: str) -> None:
    assert likeness(title, HEADLINE) >= SURE
    assert likeness(HEADLINE, title) >= SURE
    assert read(title).keys & read(HEADLINE).keys, "it could not even be looked for"


def test_letters_of_another_script_are_read() -> None:
    assert likeness("Sem mesyatsev u tamozhennoy stenki", "Семь месяцев у Таможенной стенки") >= SURE
    assert skeleton("yeltsin") == skeleton("eltsin")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A Table Across the Sound", "Correction: A Table Across the Sound"),
        ("RPT-A Table Across the Sound", "RPT-CORRECTED - A Table Across the Sound"),
        ("Debian Weekly News - 2003-07-01", "Debian Weekly News - 2003-01-07"),
        ("Herring Report, Part II", "Herring Report, Part III"),
        ("No Grain Shipments to the USSR", "Grain Shipments to the USSR"),
        ("Bridge Opens After Nine Years", "Bridge Closes After Nine Years"),
        ("Army – Usability Case Study", "IRS – Usability Case Study"),
        ("Austria Wins the Cup Final", "Australia Wins the Cup Final"),
        ("Board Buffer Overflows in Port -- Update", "Board Buffer Overflows in Port"),
        ("Harbour Days 2016 Seek Speakers", "Harbour Days Lindvik 2016 Seek Speakers"),
        ("Herring …", "Herring Night, With Some Herring"),
        ("", "Herring Night"),
        ("—", "…"),
        ("The of and", "Of the in"),
    ],
)
def test_two_headlines_are_not_taken_for_one(one: str, other: str) -> None:
    assert likeness(one, other) < SURE
    assert likeness(other, one) < SURE


def test_a_title_without_telling_words_has_no_keys() -> None:
    for title in ("", "—", "the of and", "Bridge", "…"):
        assert not read(title).keys


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_symmetric_share_and_never_fails(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == pytest.approx(likeness(other, one), abs=0.15)
    if read(one).forms:
        assert likeness(one, one) == 1
