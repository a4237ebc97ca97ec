"""Untrusted bytes to safe text: encodings, escape sequences, signs that steer a screen."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning import clean, clean_line, decode

RUSSIAN = (
    "Холмский пролив остался без моста, сообщил вчера городской совет. Паром ходит по-прежнему дважды в день."
)
FRENCH = "Le conseil a voté hier pour le pont — « c’est décidé », a dit le maire à Saint-Étienne, l’été venu."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    text = "The tide rose — ten feet at the quay."
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso8859-5"])
def test_old_russian_pages_are_read(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", FRENCH),
        ("latin-1", "El alcalde dijo ayer que la señora Núñez vendrá mañana a España."),
        ("cp1252", "O presidente disse ontem que a situação não é boa — e que as eleições serão em março."),
        (
            "cp1250",
            "Starosta města včera řekl, že most přes řeku bude otevřen později. Příští týden se sejde rada.",
        ),
        ("iso8859-2", "Zażółć gęślą jaźń, mówi burmistrz. Łódź, Kraków i Gdańsk czekają na most."),
        ("cp1253", "Ο δήμαρχος είπε χθες ότι η γέφυρα θα ανοίξει αργότερα από το αναμενόμενο."),
        ("shift_jis", "港町の橋は九年遅れて開通した。市議会は火曜日に発表した。"),
        ("gb18030", "港口城市的桥梁晚了九年才通车。市议会周二宣布。"),
        ("euc_kr", "시장은 어제 다리가 예상보다 늦게 열릴 것이라고 말했다."),
    ],
)
def test_other_old_pages_are_read(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_an_old_page_whose_accents_come_late_is_read() -> None:
    text = "The tide rose and fell. " * 8000 + FRENCH * 3
    assert decode(text.encode("cp1252")) == text


def test_a_few_broken_bytes_do_not_make_utf8_something_else() -> None:
    data = RUSSIAN.encode() * 20 + b"\xff" + RUSSIAN.encode()
    assert decode(data) == RUSSIAN * 20 + "\ufffd" + RUSSIAN


@given(st.binary())
def test_any_bytes_can_be_decoded(data: bytes) -> None:
    assert isinstance(decode(data), str)


@given(st.binary())
def test_bytes_after_a_mark_can_be_decoded(data: bytes) -> None:
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE):
        assert isinstance(decode(mark + data), str)


def test_line_ends_of_every_kind_become_one() -> None:
    assert clean("a\r\nb\rc\u2028d\u2029e\x85f\x0cg\x0bh") == "a\nb\nc\nd\ne\nf\ng\nh"


def test_escape_sequences_go_as_a_whole_and_the_words_stay() -> None:
    assert (
        clean("\x1b[31;1mRed\x1b[0m \x1b]0;title\x07x \x1b]8;;http://e.example\x1b\\link\x1b]8;;\x1b\\")
        == "Red x link"
    )
    assert clean("\x1bHello \x1b(B\x1b7there\x1bc") == "Hello there"
    assert clean("\x1b]0;never ended") == "]0;never ended"


def test_quotes_that_came_as_control_characters_are_quotes_again() -> None:
    assert clean("don\x92t \x93say\x94 it \x96 now") == "don’t “say” it – now"


def test_marks_of_direction_and_signs_without_width_go() -> None:
    assert clean("a\u202eb\u2066c\u200bd\ufeffe\u200ff\ud800") == "abcdef"


def test_joiners_soft_hyphens_and_tabs_stay() -> None:
    text = "کتاب\u200cها \U0001f468\u200d\U0001f469 hy\u00adphen\ttab"
    assert clean(text) == text


def test_odd_spaces_become_plain_ones() -> None:
    assert clean("a\u00a0b\u3000c\u2009d") == "a b c d"


def test_a_clean_line_is_one_line() -> None:
    assert clean_line("  The \u00a0 Moscow\r\n\tTimes \x07") == "The Moscow Times"


@given(st.text(alphabet=st.characters()))
def test_clean_text_holds_nothing_that_steers_a_screen(text: str) -> None:
    cleaned = clean(text)
    for sign in cleaned:
        category = unicodedata.category(sign)
        assert sign in "\n\t" or category not in ("Cc", "Zl", "Zp", "Cs"), repr(sign)
        assert unicodedata.bidirectional(sign) not in (
            "RLO",
            "LRO",
            "RLE",
            "LRE",
            "PDF",
            "RLI",
            "LRI",
            "FSI",
            "PDI",
        )
    assert clean(cleaned) == cleaned
