"""Prefixes, wildcards and fuzzy words, and what is told where they are capped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from whoosh import query as whoosh

from index.fulltext.matching import expansion
from index.fulltext.matching.evaluate import Evaluator
from index.fulltext.schema import make_schema

WORDS = [f"z{letter}{number}" for letter in "abc" for number in range(10)]


@pytest.fixture
def evaluator(doc: Any, make_segments: Callable[..., Any]) -> Evaluator:
    """Thirty words, the later ones rarer, in two segments."""
    docs = [doc(" ".join(WORDS[:count])) for count in range(1, len(WORDS) + 1)]
    return Evaluator(make_segments([docs[:20], docs[20:]]), make_schema())


def test_a_wildcard_over_too_many_words_compares_the_first_and_says_so(
    evaluator: Evaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time is bounded on any vocabulary, and the reader learns that the answer is not whole."""
    monkeypatch.setattr(expansion, "EXAMINED", 10)
    found = evaluator.find(whoosh.Wildcard("body", "z*9"))
    assert found.total == evaluator.find(whoosh.Term("body", "za9")).total
    assert any("10 words only" in note for note in found.notes)
    assert not evaluator.find(whoosh.Wildcard("body", "zb*9")).notes


def test_a_wildcard_for_too_many_words_keeps_the_most_common_and_says_so(
    evaluator: Evaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory is bounded, and what is left out is the rarest."""
    monkeypatch.setattr(expansion, "PICKED", 2)
    found = evaluator.find(whoosh.Wildcard("body", "zc?"))
    assert (
        found.total
        == evaluator.find(whoosh.Or([whoosh.Term("body", "zc0"), whoosh.Term("body", "zc1")])).total
    )
    assert found.notes == ["“zc?” stands for more than 2 words: the most common of them were searched for."]


def test_notes_of_a_query_are_told_again_when_its_plan_is_known(
    evaluator: Evaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Searching for the same thing twice says the same thing twice."""
    monkeypatch.setattr(expansion, "PICKED", 2)
    query = whoosh.Wildcard("body", "zc?")
    assert evaluator.find(query).notes == evaluator.find(query).notes != []


def test_a_prefix_of_any_number_of_words_needs_no_cap(evaluator: Evaluator) -> None:
    """Its postings lie side by side."""
    found = evaluator.find(whoosh.Prefix("body", "z"))
    assert found.total == len(WORDS)
    assert not found.notes


def test_patterns_do_not_see_the_exact_forms_of_accented_words(
    doc: Any, make_segments: Callable[..., Any]
) -> None:
    """Patterns are folded; the sign before an exact form is no letter that ``?`` could stand for."""
    evaluator = Evaluator(make_segments([[doc("café"), doc("cafe")]]), make_schema())
    assert evaluator.find(whoosh.Wildcard("body", "?caf*")).total == 0
    assert evaluator.find(whoosh.Wildcard("body", "c?fe")).total == 2


def test_fuzzy_words_of_other_alphabets(doc: Any, make_segments: Callable[..., Any]) -> None:
    """An edit is of a letter, not of a byte."""
    evaluator = Evaluator(make_segments([[doc("москва"), doc("мосва"), doc("минск")]]), make_schema())
    assert evaluator.find(whoosh.FuzzyTerm("body", "москва", maxdist=1)).total == 2
