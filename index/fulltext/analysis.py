"""What is a word? The token rules, the same for articles and for queries.

    text      The U.S.'s  first-quarter profit rose 3.5 %, to $800,000 — Café Holm's
    classes   the u.s.'s  first quarter profit rose 0.0  , to  000,000   cafx holm's
    words     the|us|first|quarter|profit|rose|3.5|to|800000|café|holm's
    terms     the us first quarter profit rose 3.5 to 800000 cafe(=café) holm

Every character is first replaced by its class, one for one, so that the rules are a single small pattern
over a handful of signs (:data:`_WORD`) and its offsets are those of the text. A word is a run of letters,
digits and the marks on them, then

- an apostrophe joins only a short English ending (``holm's``, ``don't``), so ``o'brien`` is two words;
- a hyphen parts words: a query ``first-quarter`` is the phrase of both;
- digit groups join (``800,000`` is ``800000``), and so do the parts of ``3.5`` and ``2.2.10``;
- single letters with dots join: ``U.S.`` is ``us``;
- every Chinese or Japanese character stands for itself.

A word gives one term: without case and accents, stemmed as English. A word with accents gives a second term
at the same position, its exact form after the sign ``=``, so that who types accents finds those first. No
word is left out and no position skipped: phrases are exact. The terms of a word depend on the word alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

import Stemmer
from whoosh.analysis.acore import Token as WhooshToken
from whoosh.analysis.analyzers import Analyzer

LONGEST = 64
"""Words are cut to so many characters."""

EXACT = "="
"""What the exact form of a word with accents begins with; no other term contains it."""

_WORD = re.compile(
    r"""
      C M*                                                              # a Han or kana character
    | (?: [a-z] M* (?: \. [a-z] M* (?![a-z0M]) )+ \.?                    # U.S.
        | (?: 0{1,3} (?: ,000 (?!0) )+ | 0+ ) (?: \.0+ )* [a-z0M]*       # 800,000   3.5   2.2.10   1990s
        | [a-z] [a-z0M]*                                                # any other word
      )
      (?: ' (?: s | t | re | ve | ll | d | m ) (?![a-z0M]) )?            # holm's, don't
    """,
    re.VERBOSE,
)
"""The words of a text of classes: ``a`` to ``z``, ``0`` digit, ``M`` mark, ``C`` Han or kana, ``' . ,``."""

_APOSTROPHES = "'’‘ʼ＇"
_JOINERS = "\u00ad\u200c\u200d\u2060\ufeff\u0640"  # invisible, or mere lengthening, inside a word
_CJK = (
    ("\u3005", "\u3007"), ("\u3021", "\u3029"), ("\u3038", "\u303b"), ("\u3041", "\u3096"),
    ("\u309d", "\u309f"), ("\u30a1", "\u30fa"), ("\u30fc", "\u30ff"), ("\u31f0", "\u31ff"),
    ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"), ("\uff66", "\uff9d"),
    ("\U00020000", "\U0003fffd"),
)  # fmt: skip
"""First and last of each run of Han and kana; as a pattern they would take a while to compile."""
_HALF_WIDTH_MARKS = "ﾞﾟ"
_SELECTORS = re.compile("[\u034f\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LETTERS_OF_THEIR_OWN = "йўїѓќ"  # they decompose, but nobody takes them for accented letters
_STROKES = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d"}
_STROKES |= {"æ": "ae", "œ": "oe", "þ": "th"}

_stemmer = Stemmer.Stemmer("english")
_stemmer.maxCacheSize = 0  # terms_of keeps its own
_stemmer_lock = Lock()  # a Snowball stemmer has one work space


class Token(NamedTuple):
    """A term at its place in a text."""

    text: str
    """The term as the index holds it."""
    position: int
    """Which word of the text it is, from 0; the exact form of a word shares the position of its term."""
    start: int
    """Offset of the word's first character in the text."""
    end: int
    """Offset after its last character."""


def class_of(char: str) -> str:
    """The class of a character, one sign: what :data:`_WORD` sees in its place."""
    if char in _APOSTROPHES:
        return "'"
    if char in ".,":
        return char
    if char in _JOINERS or char in _HALF_WIDTH_MARKS:
        return "M"
    if not char.isalnum():
        return "M" if unicodedata.category(char)[0] == "M" else " "
    if char.isdecimal():
        return "0"
    if _is_written_with_signs(char):
        return " "
    if any(first <= char <= last for first, last in _CJK):
        return "C"
    if char.isascii():
        return char.lower()
    return "x" if folded(char) else "M"  # a few signs that Unicode calls letters are accents alone


class _Classes(dict[int, str]):
    """The table for ``str.translate``, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        """Classify a character that has not been met before."""
        found = self[code] = class_of(chr(code))
        return found


_CLASSES = _Classes()


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every word of a text."""
    for match in _WORD.finditer(text.translate(_CLASSES)):
        yield match.span()


def tokens(text: str) -> Iterator[Token]:
    """The terms of a text in order; a word with accents gives two of one position."""
    for position, (start, end) in enumerate(spans(text)):
        for term in terms_of(text[start:end]):
            yield Token(term, position, start, end)


@lru_cache(maxsize=1 << 17)
def _terms(word: str) -> tuple[str, ...]:
    """The terms of a word that has been cut."""
    if word.isascii():
        return (stem(_join(word.lower())),)
    exact = _exact(word)
    plain = _without_accents(exact)
    return (stem(plain),) if plain == exact else (stem(plain), EXACT + exact.removesuffix("'s"))


def terms_of(word: str) -> tuple[str, ...]:
    """The term of a word as :func:`spans` delimits it, and its exact form where it has accents."""
    return _terms(word[:LONGEST])


def folded(word: str) -> str:
    """A word without case and accents, not stemmed: what prefixes and patterns are matched by."""
    return _join(word[:LONGEST].lower()) if word.isascii() else _without_accents(_exact(word[:LONGEST]))


def stem(word: str) -> str:
    """The English stem of a folded word; words of other languages mostly stay as they are."""
    with _stemmer_lock:
        stemmed: str = _stemmer.stemWord(word)
    return stemmed


def _exact(word: str) -> str:
    """A word in one spelling: compatible forms unified, no case, no invisible signs, accents kept."""
    for apostrophe in _APOSTROPHES[1:]:
        word = word.replace(apostrophe, "'")
    word = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    word = word.replace("i\u0307", "i")  # the Turkish capital İ, of which casefold makes two
    kept = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in word
        if char not in _JOINERS and (char.isalnum() or char in "'.," or _is_spoken_mark(char))
    )
    return _join(unicodedata.normalize("NFC", kept))[:LONGEST]


def _join(word: str) -> str:
    """Digit groups and dotted letters written together."""
    if word[:1].isdecimal():
        return word.replace(",", "")
    return word.replace(".", "")


def _without_accents(exact: str) -> str:
    """A word without the marks that are accents, and with plain letters for letters with strokes."""
    kept = (
        char
        if char in _LETTERS_OF_THEIR_OWN
        else _STROKES.get(char)
        or "".join(part for part in unicodedata.normalize("NFD", char) if not _is_accent(part))
        for char in exact
    )
    return unicodedata.normalize("NFC", "".join(kept))[:LONGEST]


def _is_accent(char: str) -> bool:
    """Whether a mark only colours its letter: accents, Hebrew and Arabic points, but no Indic or Thai vowels.

    The canonical combining classes say so: 200 and above are placed around a letter, 10 to 36 are Hebrew,
    Arabic and Syriac points, 1 are overlays (Unicode Standard, section 4.3).
    """
    combining = unicodedata.combining(char)
    return combining >= 200 or 10 <= combining <= 36 or combining == 1


def _is_spoken_mark(char: str) -> bool:
    """Whether a mark belongs to the spelling; variation selectors and enclosing signs do not."""
    return unicodedata.category(char) in ("Mn", "Mc") and not _SELECTORS.match(char)


def _is_written_with_signs(char: str) -> bool:
    """Whether a number sign such as ``½`` or ``⑴`` is short for several words."""
    return unicodedata.category(char) == "No" and not unicodedata.normalize("NFKC", char).isalnum()


class WordAnalyzer(Analyzer):
    """The token rules as Whoosh wants them. It has no state, so an index can name it for ever."""

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **others: Any,
    ) -> Iterator[WhooshToken]:
        """Yield one token object again and again, as Whoosh's analysers do."""
        token = WhooshToken(positions, chars, removestops=removestops, mode=mode, **others)
        token.stopped, token.boost = False, 1.0
        for found in tokens(value):
            token.text = found.text
            if positions:
                token.pos = start_pos + found.position
            if chars:
                token.startchar, token.endchar = start_char + found.start, start_char + found.end
            yield token
