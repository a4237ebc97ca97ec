"""Where lines end: nothing is lost, nothing is too wide, and the rules of scripts are kept."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import text
from reader.wrapping import fold, wrap

TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cc", "Cs"]),
        st.sampled_from(list("aab  -字字。「」\u0301\u00ad\u200d👨—")),
    ),
    max_size=80,
)


def lines(words: str, width: int) -> list[str]:
    return [words[start:end] for start, end in wrap(words, width)]


@pytest.mark.parametrize(
    ("words", "width", "wrapped"),
    [
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ("  spaces   at   ends  ", 6, ["spaces", "at", "ends"]),
        ("a first-quarter loss", 9, ["a first-", "quarter", "loss"]),
        ("from 1998-2004 on", 11, ["from", "1998-2004", "on"]),
        ("at -5 degrees", 4, ["at", "-5", "degr", "ees"]),
        ("end — of it", 5, ["end —", "of it"]),
        ("end—of it", 5, ["end—", "of it"]),
        ("10\u00a0000 tons", 8, ["10\u00a0000", "tons"]),
        ("(in brackets) said", 9, ["(in", "brackets)", "said"]),
        ("incomprehensible", 6, ["incomp", "rehens", "ible"]),
        ("in\u00adcom\u00adpre\u00adhensible", 7, ["in\u00adcom\u00ad", "pre\u00ad", "hensibl", "e"]),
        ("one\n\ntwo", 9, ["one", "", "two"]),
        ("", 9, []),
    ],
)
def test_lines_of_western_text(words: str, width: int, wrapped: list[str]) -> None:
    assert lines(words, width) == wrapped


def test_chinese_breaks_anywhere_but_before_its_punctuation() -> None:
    assert lines("他说：“你好，世界。”然后", 12) == ["他说：“你", "好，世界。”", "然后"]
    assert lines("去了「东京」和北京", 6) == ["去了", "「东", "京」和", "北京"]


def test_small_kana_and_the_long_mark_stay_with_what_they_lengthen() -> None:
    assert lines("カタカナーと", 8) == ["カタカ", "ナーと"]


def test_combining_marks_stay_with_their_base() -> None:
    word = "e\u0301" * 9
    assert lines(word, 4) == ["e\u0301" * 4, "e\u0301" * 4, "e\u0301"]


def test_a_family_of_emoji_is_one_character() -> None:
    family = "👨\u200d👩\u200d👧"
    assert lines(family * 3, 5) == [family * 2, family]


@given(TEXTS, st.integers(1, 20))
def test_only_white_space_and_a_last_soft_hyphen_are_left_out_and_all_is_in_order(
    words: str, width: int
) -> None:
    spans = wrap(words, width)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    kept = "".join(words[start:end] for start, end in spans)
    assert "".join(kept.split()).rstrip("\u00ad") == "".join(words.split()).rstrip("\u00ad")


@given(TEXTS, st.integers(2, 20))
def test_no_line_is_wider_than_the_column(words: str, width: int) -> None:
    for line in lines(words, width):
        assert text.cells(line.replace("\u00ad", "")) + line.endswith("\u00ad") <= max(width, 2)


@given(TEXTS, st.integers(2, 20))
def test_no_line_begins_with_a_mark(words: str, width: int) -> None:
    for line in lines(words, width)[1:]:
        assert unicodedata.category(line[0]) != "Mn"


@given(TEXTS, st.integers(1, 20))
def test_fold_keeps_every_character(words: str, width: int) -> None:
    assert "".join(words[start:end] for start, end in fold(words, width)) == words.replace("\n", "")


def test_fold_keeps_spaces_and_breaks_only_long_lines() -> None:
    words = "a   b\n\n1234567"
    assert [words[start:end] for start, end in fold(words, 5)] == ["a   b", "", "12345", "67"]
