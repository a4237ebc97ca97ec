"""The pieces of a query: words, phrases, fields, operators, parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.errors import QueryError
from index.fulltext.analysis import spans

TEXT_FIELDS = ("headline", "body", "byline", "source", "section", "place")
DATE_FIELDS = ("after", "before", "on")
MARK_FIELDS = ("is", "has", "tag", "note")
"""What the person has marked, not the paper printed: answered by the desk."""

FIELDS = TEXT_FIELDS + DATE_FIELDS + MARK_FIELDS

_OTHER_NAMES = {
    "title": "headline", "author": "byline", "by": "byline", "text": "body", "paper": "source",
    "newspaper": "source", "dateline": "place", "date": "on", "since": "after", "until": "before",
    "tags": "tag", "tagged": "tag", "label": "tag", "notes": "note",
}  # fmt: skip

_QUOTES = '"“”„‟«»＂'
_HEBREW_ABBREVIATION = '(?<=[א-ת])"(?=[א-ת])'  # there the sign is part of the word
_WORD = re.compile(rf"(?: [^\s(){_QUOTES}] | {_HEBREW_ABBREVIATION} )+", re.VERBOSE)
_LEXEME = re.compile(
    rf"""
      (?P<minus> (?<![^\s(]) - (?= [\w*({_QUOTES}] ) )
    | (?P<open> \( )
    | (?P<close> \) )
    | (?P<quote> [{_QUOTES}] )
    | (?P<space> \s+ | -+ )
    | (?P<operator> (?: AND | OR | NOT ) (?= [\s(){_QUOTES}] | $ ) )
    | (?P<field> [^\W\d_]+ : (?! // ) )
    | (?P<word> {_WORD.pattern} )
    """,
    re.VERBOSE,
)
_CLOSING_QUOTE = re.compile(rf"(?!{_HEBREW_ABBREVIATION})[{_QUOTES}]")
_PATTERN = re.compile(r"[\w*?.'’-]*(?:\*|(?<=\w)\?(?=[\w*]))[\w*?.'’-]*")  # but not http://a.b/c?d=e
_STARS = re.compile(r"[*?]*\*[*?]*")


class Lexeme(NamedTuple):
    """A piece of the query text."""

    kind: str
    """``open close minus and or not field word pattern star phrase end``."""
    text: str
    """As typed; a phrase without its quotation marks, a field by its name in small letters."""
    start: int
    """Offset of its first character in the query."""


def lexemes(text: str) -> Iterator[Lexeme]:
    """The pieces that mean something, and a last one of kind ``end``. What holds no word is passed over."""
    at = 0
    while at < len(text):
        match = _LEXEME.match(text, at)
        assert match, "a word takes what nothing else does"
        kind, found, start, at = match.lastgroup, match.group(), at, match.end()
        if kind == "field":
            if _is_field(text, found[:-1].lower(), start, at):
                yield Lexeme("field", found[:-1].lower(), start)
                continue
            word = _WORD.match(text, start)
            assert word, "a name is a word"
            kind, found, at = "word", word.group(), word.end()
        if kind == "word":
            if _STARS.fullmatch(found):
                yield Lexeme("star", found, start)
            elif next(spans(found), None):
                yield Lexeme("pattern" if _PATTERN.fullmatch(found) else "word", found, start)
        elif kind == "quote":
            found, at = _phrase(text, start)
            yield Lexeme("phrase", found, start)
        elif kind == "operator":
            yield Lexeme(found.lower(), found, start)
        elif kind != "space":
            yield Lexeme(str(kind), found, start)
    yield Lexeme("end", "", len(text))


def shortened(text: str) -> str:
    """A piece of a query, short enough for a message."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def _phrase(text: str, start: int) -> tuple[str, int]:
    """What stands between the quotation mark at ``start`` and the next one, and the offset after that."""
    closing = _CLOSING_QUOTE.search(text, start + 1)
    if not closing:
        raise QueryError(
            f"the quotation mark at character {start + 1} is never closed",
            position=start,
            hint="close the phrase with another one, or leave it out",
        )
    phrase = text[start + 1 : closing.start()]
    if not next(spans(phrase), None):
        raise QueryError(
            f"there is no word between the quotation marks at character {start + 1}", position=start
        )
    return phrase, closing.end()


def _is_field(text: str, name: str, start: int, end: int) -> bool:
    """Whether ``name:`` is a field; a name that is none may end a word (``Russia: a history``), no more.

    A mark is always written in one piece, as headlines may well begin with ``Note:``.
    """
    if name in FIELDS and name not in MARK_FIELDS:
        return True
    if end == len(text) or text[end].isspace():
        return False
    if name in MARK_FIELDS:
        return True
    from difflib import get_close_matches  # for mistakes only

    near = _OTHER_NAMES.get(name) or next(iter(get_close_matches(name, FIELDS, 1)), None)
    raise QueryError(
        f"there is no field “{shortened(name)}:”",
        position=start,
        hint=f"did you mean “{near}:”?" if near else f"the fields are {', '.join(FIELDS)}",
    )
