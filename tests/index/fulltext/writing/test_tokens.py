"""The vectorised tokeniser gives exactly the terms of the token rules."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.fulltext import analysis
from index.fulltext.writing.inversion import FieldTokens
from index.fulltext.writing.tokens import concatenate, tokenise
from index.fulltext.writing.vocabulary import Vocabulary

SIGNS = "aZb9 0123.,'’-_/\n\té́É한中のガｶﾞ￩߀०️\u200d\u00ad½Ⅳﬁßİıʼ'.,.,'' stredlm\0\ud800😀\u0301"
"""Signs that the rules treat differently, the joining ones repeated."""


def by_the_rules(texts: list[str]) -> list[list[tuple[str, int]]]:
    return [[(token.text, token.position) for token in analysis.tokens(text)] for text in texts]


def readable(tokens: FieldTokens, vocabulary: Vocabulary) -> list[list[tuple[str, int]]]:
    """Terms and positions per text, as the rules give them."""
    terms = vocabulary.terms()
    doubles = set(tokens.doubles.tolist())
    found: list[list[tuple[str, int]]] = []
    at = 0
    for length in tokens.lengths.tolist():
        position = -1
        found.append([])
        for index in range(at, at + length):
            position += index not in doubles
            number = tokens.numbers[index]
            start = terms.starts[number]
            term = terms.blob[start : start + terms.lengths[number]].tobytes().decode()
            found[-1].append((term, position))
        at += length
    assert at == len(tokens.numbers)
    return found


def vectorised(texts: list[str]) -> list[list[tuple[str, int]]]:
    vocabulary = Vocabulary()
    return readable(tokenise(texts, vocabulary), vocabulary)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.sampled_from(SIGNS), max_size=40), min_size=1, max_size=4))
def test_the_signs_that_matter_in_any_order(texts: list[str]) -> None:
    assert vectorised(texts) == by_the_rules(texts)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_unicode_text(texts: list[str]) -> None:
    assert vectorised(texts) == by_the_rules(texts)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab12.,' s'S"), max_size=60), min_size=1, max_size=4))
def test_ascii_text_full_of_joining_signs(texts: list[str]) -> None:
    assert vectorised(texts) == by_the_rules(texts)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The U.S.'s first-quarter profit", ["the", "us", "first", "quarter", "profit"]),
        ("$800,000 and 1,234.56, not 1,2345", ["800000", "and", "1234.56", "not", "1", "2345"]),
        ("Holm's don’t O'Brien l'Europe", ["holm", "don't", "o", "brien", "l", "europ"]),
        ("Café", ["cafe", "=café"]),
        ("東京の", ["東", "京", "の"]),
        ("", []),
    ],
)
def test_what_papers_print(text: str, terms: list[str]) -> None:
    assert [term for term, _ in vectorised([text])[0]] == terms


def test_words_and_runs_beyond_any_measure_take_one_pass() -> None:
    """Forms that are too long to hash are cut by the rules themselves."""
    texts = ["x" * 10_000, "a.b" * 5_000, "1,234" * 500, "é" * 3_000 + " end", "中" * 2_000, "tail"]
    assert vectorised(texts) == by_the_rules(texts)


def test_plain_and_accented_texts_keep_their_order_in_one_batch() -> None:
    texts = ["plain one", "naïve café", "", "plain again", "Ærø", "last"]
    assert vectorised(texts) == by_the_rules(texts)


def test_a_vocabulary_that_grows_keeps_its_numbers() -> None:
    """Forms are found again after the table was enlarged several times."""
    rng = random.Random(7)
    words = ["".join(rng.choices("abcdefghij0123456789é", k=rng.randrange(1, 24))) for _ in range(60_000)]
    vocabulary = Vocabulary()
    first = tokenise([" ".join(words)], vocabulary)
    again = tokenise([" ".join(words)], vocabulary)
    assert np.array_equal(first.numbers, again.numbers)
    assert readable(first, vocabulary) == by_the_rules([" ".join(words)])


def test_a_thinned_vocabulary_knows_the_common_words_and_learns_the_others_anew() -> None:
    text = "price prices café " * 6 + "800,000 rare rarely"
    vocabulary = Vocabulary()
    numbers = tokenise([text], vocabulary).numbers
    thin = vocabulary.thinned(np.bincount(numbers, minlength=len(vocabulary)))
    assert len(thin) == 3
    assert readable(tokenise([text], thin), thin) == by_the_rules([text])


def test_batches_of_texts_join_into_one() -> None:
    vocabulary = Vocabulary()
    texts = ["one café", "two", "naïve three", "four"]
    parts = [tokenise(texts[:2], vocabulary), tokenise(texts[2:], vocabulary)]
    assert readable(concatenate(parts), vocabulary) == by_the_rules(texts)
