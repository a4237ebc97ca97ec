"""Highlights and snippets: where a text matches a query, and the passage that shows why it was found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.fulltext.snippets import Matcher, matcher, snippet
from index.markdown import plain


def found(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in matcher(query).spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("smelter", "Smelters: the SMELTER's smell", ["Smelters", "SMELTER's"]),
        (
            '"interest rates"',
            "interest, and the interest rate — Interest\nRates",
            ["interest rate", "Interest\nRates"],
        ),
        ("interest rates", "the interest rate", ["interest", "rate"]),
        ("first-quarter", "first quarter, a quarter, first", ["first quarter"]),
        ("a OR b", "a c b", ["a", "b"]),
        ("a -b", "a b", ["a"]),
        ("a -(b OR -c)", "a b c", ["a"]),
        ("headline:a body:b byline:c source:d", "a b c d", ["a", "b"]),
        ("after:2012 a", "2012 a", ["a"]),
        ("smel*", "smelter smell meltdown", ["smelter", "smell"]),
        ("compani*", "a company", ["company"]),
        ("wom?n *tide", "women Woman womn tide tides", ["women", "Woman", "tide", "tides"]),
        ("half-smel*", "half smelter", ["half", "smelter"]),
        ("cafe", "the café", ["café"]),
        ("café", "the cafe", ["cafe"]),
        ("US", "in the U.S. today", ["U.S."]),
        ("東京", "東 東京都", ["東京"]),
        ('"new york" york', "new york", ["new york"]),
        ("*", "anything", []),
        ("", "anything", []),
        ("[/x] [Reuters]", "[Reuters] [/x]", ["Reuters", "x"]),
    ],
)
def test_what_is_highlighted(query: str, text: str, expected: list[str]) -> None:
    assert found(query, text) == expected


def test_a_byline_is_highlighted_by_what_is_asked_of_bylines() -> None:
    wanted = matcher("byline:vale smelter", frozenset(("byline",)))
    assert wanted.spans("Ingrid Vale, smelter") == [(7, 11)]
    assert not matcher("smelter", frozenset(("byline",)))


@given(
    st.text(alphabet="ab c東é'-.\n", max_size=60),
    st.sampled_from(["a", '"a b"', "a*", "東 OR é", '"b b"', "-a"]),
)
@settings(max_examples=200)
def test_highlights_are_in_order_and_apart(text: str, query: str) -> None:
    spans = matcher(query).spans(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)


BODY = (
    "The council met on Monday. It talked about the weather at length, as it does every year in spring.\n\n"
    "Ingrid Vale asked about the [ferry](http://example.com/ferry). The ferry needs a new **engine**, she "
    "said, and the bridge is not an answer.\n\n"
    + "Nothing else of note was said about anything. " * 40
    + "Then rain fell."
)


def show(query: str, body: str = BODY, width: int = 100) -> tuple[str, list[str]]:
    shown = snippet(Article(headline="", body=body), matcher(query), width)
    assert len(shown.text) <= width
    assert "\n" not in shown.text
    return shown.text, [shown.text[start:end] for start, end in shown.spans]


def test_the_passage_with_most_of_the_query_is_shown() -> None:
    text, marks = show("council ferry engine bridge")
    assert marks == ["ferry", "ferry", "engine", "bridge"]
    assert text.startswith("…about the ferry. The ferry needs a new engine, she said, and the bridge is")
    assert text.endswith("…")


def test_without_a_match_the_beginning_is_shown() -> None:
    text, marks = show("smelter", width=60)
    assert (text, marks) == ("The council met on Monday. It talked about the weather at…", [])


def test_a_match_at_the_end_is_shown_with_what_leads_to_it() -> None:
    text, marks = show("rain")
    assert marks == ["rain"]
    assert text.startswith("…")
    assert text.endswith(" Then rain fell.")


def test_a_short_body_is_shown_whole() -> None:
    assert show("ferry", "The\n\nferry  sails.") == ("The ferry sails.", ["ferry"])
    assert show("ferry", "") == ("", [])


def test_a_phrase_longer_than_the_passage_is_cut() -> None:
    phrase = "ferry " * 30
    text, marks = show(f'"{phrase}"', "x " * 100 + phrase * 2)
    assert len(marks) == 1
    assert text.startswith("…ferry")


def test_words_are_not_cut_where_there_are_words() -> None:
    words = plain(BODY).split()
    for query in ("ferry", "note", "engine", "spring"):
        text, _ = show(query)
        assert all(word in words for word in text.strip("…").split())


def test_scripts_without_spaces_are_shown_as_well() -> None:
    text, marks = show("東京", "日本" * 200 + "東京" + "日本" * 200)
    assert marks == ["東京"]
    assert 90 <= len(text) <= 100


@given(
    st.text(alphabet="ab cd. 東\n", max_size=300),
    st.sampled_from(["a", '"a b"', "b*", "zz", "東 a"]),
    st.integers(20, 60),
)
@settings(max_examples=300)
def test_any_snippet_fits_and_its_marks_are_matches(body: str, query: str, width: int) -> None:
    shown = snippet(Article(headline="", body=body), matcher(query), width)
    assert len(shown.text) <= width
    edges = [edge for span in shown.spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.spans)


@given(st.text(alphabet="ab .", min_size=80, max_size=300), st.integers(20, 60))
@settings(max_examples=200)
def test_whatever_matches_in_the_body_is_seen_in_the_snippet(body: str, width: int) -> None:
    """A hit whose snippet shows no match looks like a mistake."""
    wanted = matcher("needle")
    shown = snippet(Article(headline="", body=f"{body} needle {body}"), wanted, width)
    assert [shown.text[start:end] for start, end in shown.spans] == ["needle"]


def test_a_matcher_of_nothing_is_false() -> None:
    assert not Matcher()
    assert not matcher("-a after:2012")
    assert matcher("a")
