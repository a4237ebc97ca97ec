"""Phrases: adjacency, slop, accents, blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from whoosh import query as whoosh

from index.fulltext.matching import phrases
from index.fulltext.matching.evaluate import Evaluator
from index.fulltext.schema import make_schema


@pytest.fixture(params=["lookup", "strip", "short strips"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way in which phrases are found."""
    if request.param != "lookup":
        monkeypatch.setattr(phrases, "_MANY", 0)
    if request.param == "short strips":
        monkeypatch.setattr(phrases, "_STRIP", 5)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("text", "words", "slop", "matches"),
    [
        ("crude oil prices rose", ["crude", "oil"], 1, True),
        ("oil crude", ["crude", "oil"], 1, False),
        ("crude and oil", ["crude", "oil"], 1, False),
        ("crude and oil", ["crude", "oil"], 2, True),
        ("crude and more oil", ["crude", "oil"], 2, False),
        ("oil oil", ["oil", "oil"], 1, True),
        ("oil and oil", ["oil", "oil"], 1, False),
        ("crude crude oil", ["crude", "oil"], 1, True),
        ("a rose is a rose", ["a", "rose", "is"], 1, True),
        ("a rose is a rose", ["is", "a", "rose"], 1, True),
        ("a rose is a rose", ["rose", "a"], 1, False),
        ("a x b x c", ["a", "b", "c"], 2, True),
        ("a b x x c", ["a", "b", "c"], 2, False),
        ("café noir", ["=café", "noir"], 1, True),
        ("café noir", ["cafe", "noir"], 1, True),
    ],
)
def test_words_follow_one_another(
    text: str, words: list[str], slop: int, matches: bool, doc: Any, make_segments: Callable[..., Any]
) -> None:
    """A phrase is its words in their order, at most the slop apart."""
    evaluator = Evaluator(make_segments([[doc("crude"), doc(text), doc("oil")]]), make_schema())
    assert evaluator.find(whoosh.Phrase("body", words, slop=slop)).documents.tolist() == (
        [1] if matches else []
    )


@pytest.mark.usefixtures("way")
def test_a_phrase_never_runs_from_one_article_into_the_next(
    doc: Any, make_segments: Callable[..., Any]
) -> None:
    """The last word of one and the first of the next are not neighbours."""
    layout = [[doc("b x x a"), doc("b x x a"), doc("b x a"), doc("b a")]]
    evaluator = Evaluator(make_segments(layout), make_schema())
    assert evaluator.find(whoosh.Phrase("body", ["a", "b"])).total == 0
    assert evaluator.find(whoosh.Phrase("body", ["a", "b"], slop=9)).total == 0
    assert evaluator.find(whoosh.Phrase("body", ["b", "a"])).documents.tolist() == [3]


def test_a_phrase_stops_at_what_other_words_left(doc: Any, make_segments: Callable[..., Any]) -> None:
    """Within And, Or and Not a phrase judges the documents it is asked about."""
    layout = [[doc("crude oil opec"), doc("crude oil"), doc("oil crude opec"), doc("opec")]]
    evaluator = Evaluator(make_segments(layout), make_schema())
    phrase, opec = whoosh.Phrase("body", ["crude", "oil"]), whoosh.Term("body", "opec")
    assert evaluator.find(whoosh.And([phrase, opec])).documents.tolist() == [0]
    assert evaluator.find(whoosh.And([opec, whoosh.Not(phrase)])).documents.tolist() == [2, 3]
    assert evaluator.find(whoosh.Or([phrase, opec])).documents.tolist() == [0, 1, 2, 3]


def test_a_phrase_of_one_word_many_times_over(doc: Any, make_segments: Callable[..., Any]) -> None:
    """Two hundred times the commonest word: found where it stands so often, and nowhere else."""
    layout = [[doc("the " * 200), doc("the " * 199), doc("the x " * 200)] for _ in range(2)]
    evaluator = Evaluator(make_segments(layout), make_schema())
    assert evaluator.find(whoosh.Phrase("body", ["the"] * 200)).documents.tolist() == [0, 3]
