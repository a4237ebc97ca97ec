"""The token rules: what a word is, what its terms are, where it stands."""

from __future__ import annotations

import pickle
import sys
import threading
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.fulltext.analysis import EXACT, LONGEST, WordAnalyzer, class_of, folded, terms_of, tokens


def terms(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holm's Holm’s HOLM'S", "holm holm holm"),
        ("don't we'll I'm", "don't we'll i'm"),
        ("o'brien l'Europe workers' 'tis", "o brien l europ worker tis"),
        ("first-quarter foo_bar", "first quarter foo bar"),
        ("800,000 1,234,567.89 12,345,67 1987,000 1,23", "800000 1234567.89 12345 67 1987 000 1 23"),
        ("3.5 2.2.10 .5 7. 1990s 1980's", "3.5 2.2.10 5 7 1990s 1980"),
        ("U.S. U.S.A. U.S.'s J.R.R. p.m.Tuesday U.S", "us usa us jrr pm tuesday us"),
        ("J. R. Smith, No.1", "j r smith no 1"),
        ("AT&T $3.5mln C++", "at t 3.5mln c"),
        ("companies company running", "compani compani run"),
        ("ﬁne ＦＵＬＬ ２０１２ CO₂ Straße", "fine full 2012 co2 strass"),
        ("½ ★ 😀 ❤️ 1️⃣ —", "1"),
        ("١٢٣", "123"),
    ],
)
def test_words_and_their_terms(text: str, expected: str) -> None:
    assert terms(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café CAFE\u0301 cafe", "cafe =café cafe =café cafe"),
        ("café's", "cafe =café"),
        ("Wałęsa İstanbul", "walesa =wałęsa istanbul"),
        ("ёлка мой який їжак", "елка =ёлка мой який їжак"),
        ("שָׁלוֹם", "שלום =" + "שָׁלוֹם"),
        ("東京タワー がｶﾞ", "東 京 タ ワ ー が ガ"),
        ("2012年10月", "2012 年 10 月"),
        ("한국어 हिन्दी ไทยนี้", "한국어 हिन्दी ไทยนี้"),
        ("co\u00adoperate می\u200cخواهم", "cooper میخواهم"),
    ],
)
def test_other_scripts_and_accents(text: str, expected: str) -> None:
    assert terms(text) == expected.split()


def test_the_exact_form_shares_its_words_place() -> None:
    found = list(tokens("a Café there"))
    assert [(token.text, token.position) for token in found] == [
        ("a", 0), ("cafe", 1), ("=café", 1), ("there", 2),
    ]  # fmt: skip
    assert (found[1].start, found[1].end) == (found[2].start, found[2].end) == (2, 6)


def test_offsets_are_those_of_the_given_text_even_where_folding_changes_lengths() -> None:
    text = "— ﬁne Straße İ U.S.'s x"
    assert [text[token.start : token.end] for token in tokens(text) if not token.text.startswith(EXACT)] == [
        "ﬁne", "Straße", "İ", "U.S.'s", "x",
    ]  # fmt: skip


def test_very_long_words_are_cut_and_stay_one_word() -> None:
    found = list(tokens("x" * 10_000 + " end"))
    assert [token.text for token in found] == ["x" * LONGEST, "end"]
    assert found[0].end == 10_000


def test_every_character_that_starts_a_word_gives_a_term() -> None:
    """Positions are counted by words, so a word without a term would leave a hole in phrases."""
    starting = (chr(code) for code in range(sys.maxunicode + 1) if class_of(chr(code)) not in " .,'M")
    assert [char for char in starting if not all(term.strip(EXACT) for term in terms_of(char))] == []


@given(st.text())
@settings(max_examples=300)
def test_tokens_of_any_text_are_in_order_and_apart(text: str) -> None:
    found = list(tokens(text))
    assert all(0 <= token.start < token.end <= len(text) and token.text for token in found)
    for before, after in pairwise(found):
        if after.position == before.position:
            assert (after.start, after.end) == (before.start, before.end)
            assert after.text.startswith(EXACT)
        else:
            assert after.position == before.position + 1
            assert after.start >= before.end


@given(st.text(), st.text())
def test_white_space_parts_texts_completely(left: str, right: str) -> None:
    """The terms of a word depend on the word alone, never on its neighbours."""
    assert terms(f"{left}\n{right}") == terms(left) + terms(right)


@given(st.text())
def test_folding_a_folded_word_changes_nothing(text: str) -> None:
    for token in tokens(text):
        once = folded(text[token.start : token.end])
        assert folded(once) == once


def test_the_analyser_gives_the_same_tokens_to_whoosh_and_survives_pickling() -> None:
    text = "The Café, U.S. — 800,000"
    analyser = pickle.loads(pickle.dumps(WordAnalyzer()))
    assert analyser == WordAnalyzer()
    given_out = [
        (token.text, token.pos, token.startchar, token.endchar)
        for token in analyser(text, positions=True, chars=True)
    ]
    assert given_out == [tuple(token) for token in tokens(text)]


def test_words_can_be_stemmed_by_many_threads_at_once() -> None:
    words = [f"running{number:04}s companies{number}" for number in range(300)]
    expected = [terms(text) for text in words]
    terms_of.__globals__["_terms"].cache_clear()
    found: list[list[list[str]]] = []
    workers = [
        threading.Thread(target=lambda: found.append([terms(text) for text in words])) for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert found == [expected] * 4
