"""The query language: from the text a person types to a tree, and back.

    query     = group { OR group }
    group     = clause { [AND] clause }               all of them must match
    clause    = [NOT | "-"] part
    part      = "(" query ")" | field ":" part | "a phrase" | word | prefix* | patt?rn | *
    field     = headline body byline source section place | after before on  (with a date)
              | is has tag note  (what the person has marked)

Only capital AND, OR and NOT are operators, so that a pasted headline is a query. Straight, curly and angled
quotation marks are the same. What holds no word (``&``, ``—``) is passed over. Nothing here knows Whoosh: the
tree becomes a search in :mod:`index.fulltext.language.query` and highlights in
:mod:`index.fulltext.snippets`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import NoReturn

from index.errors import QueryError
from index.fulltext.analysis import spans
from index.fulltext.language.dates import days
from index.fulltext.language.lexer import DATE_FIELDS, MARK_FIELDS, Lexeme, lexemes, shortened
from index.fulltext.language.mark_values import mark_value

LONGEST_QUERY = 20_000
"""Characters."""

MOST_WORDS = 1_000
"""Words, phrases and dates in one query."""

DEEPEST = 50
"""Parentheses, fields and negations within each other."""

_WILDCARD = frozenset("*?")


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every article: an empty query, or ``*``; within a field, every article that has that field."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed. One that the token rules part (``first-quarter``) is the phrase of its parts."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words between quotation marks, next to each other."""

    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with ``*`` for any letters or ``?`` for one."""

    text: str

    @property
    def pieces(self) -> list[Word | Pattern]:
        """What a hyphen or the like parts: single words with wildcards, and what stands between them."""
        masked = self.text.replace("*", "x").replace("?", "x")
        pieces: list[Word | Pattern] = []
        for wild, run in groupby(
            spans(masked), lambda place: not _WILDCARD.isdisjoint(self.text[slice(*place)])
        ):
            places = list(run)
            if wild:
                words = (self.text[start:end] for start, end in places)
                pieces += [Pattern(word) for word in words if word.strip("*?")]
            else:
                pieces.append(Word(self.text[places[0][0] : places[-1][1]]))
        return pieces


@dataclass(frozen=True, slots=True)
class Dates:
    """``after:``, ``before:`` or ``on:`` with a date."""

    field: str
    text: str

    @property
    def days(self) -> tuple[int, int]:
        """First and last day, ``YYYYMMDD``."""
        return days(self.field, self.text)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the person has marked: ``is:starred``, ``has:note``, ``tag:bridge``, ``note:"tide tables"``."""

    kind: str
    """``is``, ``has``, ``tag`` or ``note``."""
    value: str
    """A tag by its name, or its beginning with ``*``; of a note one word, phrase or pattern, as typed."""
    position: int = field(default=0, compare=False)
    """Where in the query it stands."""


@dataclass(frozen=True, slots=True)
class In:
    """A part that is looked for in one field only."""

    field: str
    part: Node


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """What every part matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """What at least one part matches."""

    parts: tuple[Node, ...]


Node = Everything | Word | Phrase | Pattern | Dates | Mark | In | Not | All | Either


@lru_cache(maxsize=256)
def read(text: str) -> Node:
    """The tree of a query; QueryError says what is wrong with it, and where."""
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"a query may have {LONGEST_QUERY:,} characters, this one has {len(text):,}",
            position=LONGEST_QUERY,
        )
    if not text.strip():
        return Everything()
    return _Reader(text, list(lexemes(text))).whole()


def render(node: Node) -> str:
    """A query that reads as this tree again."""
    match node:
        case Everything():
            return "*"
        case Word(text) | Pattern(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Dates(field, text):
            return f"{field}:{text}"
        case Mark(kind, value):
            return f"{kind}:{value}"
        case In(field, part):
            return f"{field}:{_enclosed(part, (In, Dates, Mark, Not, All, Either))}"
        case Not(part):
            return f"-{_enclosed(part, (Not, All, Either))}"
        case All(parts):
            return " ".join(_enclosed(part, (All, Either)) for part in parts)
        case Either(parts):
            return " OR ".join(_enclosed(part, (Either,)) for part in parts)


def asks_for_marks(node: Node) -> bool:
    """Whether a part of the tree is answered by the desk."""
    match node:
        case In(_, part) | Not(part):
            return asks_for_marks(part)
        case All(parts) | Either(parts):
            return any(map(asks_for_marks, parts))
    return isinstance(node, Mark)


def _enclosed(node: Node, kinds: tuple[type, ...]) -> str:
    """A part of a larger query, in parentheses where it is of one of these kinds."""
    return f"({render(node)})" if isinstance(node, kinds) else render(node)


class _Reader:
    """Recursive descent over the lexemes, one method a rule of the grammar."""

    def __init__(self, text: str, found: list[Lexeme]) -> None:
        """``found`` ends with a lexeme of kind ``end``."""
        self._text = text
        self._lexemes = found
        self._at = 0
        self._depth = 0
        self._words = 0

    def whole(self) -> Node:
        """The whole query."""
        if len(self._lexemes) == 1:
            raise QueryError(f"there is no word in “{shortened(self._text.strip())}”", position=0)
        node = self._either()
        if self._next.kind != "end":
            self._misplaced(self._take())
        return node

    def _either(self) -> Node:
        """``group { OR group }``."""
        parts = [self._all()]
        while self._next.kind == "or":
            self._take()
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Either(tuple(_flat(parts, Either)))

    def _all(self) -> Node:
        """``clause { [AND] clause }``."""
        parts = [self._clause()]
        while self._next.kind not in ("or", "close", "end"):
            if self._next.kind == "and":
                self._take()
            parts.append(self._clause())
        return parts[0] if len(parts) == 1 else All(tuple(_flat(parts, All)))

    def _clause(self) -> Node:
        """``[NOT | "-"] part``."""
        if self._next.kind not in ("not", "minus"):
            return self._part()
        with self._deeper(self._take()):
            part = self._clause()
        return part.part if isinstance(part, Not) else Not(part)

    def _part(self) -> Node:
        """A word, a phrase, a field or a query in parentheses."""
        lexeme = self._take()
        match lexeme.kind:
            case "word":
                return self._counted(Word(lexeme.text), lexeme)
            case "phrase":
                return self._counted(Phrase(lexeme.text), lexeme)
            case "pattern":
                return self._counted(Pattern(lexeme.text), lexeme)
            case "star":
                return self._counted(Everything(), lexeme)
            case "field" if lexeme.text in DATE_FIELDS:
                return self._counted(self._dates(lexeme), lexeme)
            case "field" if lexeme.text in MARK_FIELDS:
                return _bearing(lexeme, self._after(lexeme))
            case "field":
                return In(lexeme.text, self._after(lexeme))
            case "open":
                return self._parentheses(lexeme)
        return self._misplaced(lexeme)

    def _parentheses(self, opening: Lexeme) -> Node:
        """``"(" query ")"``, the first of which has been taken."""
        if self._next.kind == "close":
            raise QueryError(
                f"there is nothing between the parentheses at character {opening.start + 1}",
                position=opening.start,
            )
        if self._next.kind != "end":
            with self._deeper(opening):
                node = self._either()
            if self._take().kind == "close":
                return node
        raise QueryError(
            f"the “(” at character {opening.start + 1} is never closed",
            position=opening.start,
            hint="close it with “)”, or leave it out",
        )

    def _after(self, name: Lexeme) -> Node:
        """``part`` after a field and its colon."""
        apart = name.text in MARK_FIELDS and self._next.start > name.start + len(name.text) + 1
        if apart or self._next.kind not in ("word", "phrase", "pattern", "star", "open"):
            raise QueryError(
                f"“{name.text}:” at character {name.start + 1} needs a word after it",
                position=name.start,
                hint="a word, a phrase, or several in parentheses",
            )
        with self._deeper(name):
            return self._part()

    def _dates(self, name: Lexeme) -> Node:
        """``after:``, ``before:`` or ``on:`` and its date."""
        hint = "a date is 2012, 2012-10 or 2012-10-14"
        if self._next.kind not in ("word", "phrase"):
            raise QueryError(
                f"“{name.text}:” at character {name.start + 1} needs a date after it",
                position=name.start,
                hint=hint,
            )
        date = self._take()
        try:
            days(name.text, date.text)
        except ValueError as error:
            raise QueryError(str(error), position=date.start, hint=hint) from error
        return Dates(name.text, date.text)

    def _misplaced(self, lexeme: Lexeme) -> NoReturn:
        """Say of what cannot stand where it stands what is wrong about it."""
        before = self._lexemes[self._at - 2] if self._at > 1 else None
        if before and before.kind in ("and", "or", "not", "minus"):
            lexeme, missing = before, "after"
        elif lexeme.kind == "close":
            raise QueryError(
                f"nothing opens the “)” at character {lexeme.start + 1}",
                position=lexeme.start,
                hint="leave it out",
            )
        else:
            missing = "before"
        raise QueryError(
            f"there is nothing {missing} the “{lexeme.text}” at character {lexeme.start + 1}",
            position=lexeme.start,
            hint=""
            if lexeme.kind == "minus"
            else f'write "{lexeme.text}" in quotation marks to search for it',
        )

    @property
    def _next(self) -> Lexeme:
        """The lexeme at hand."""
        return self._lexemes[self._at]

    def _take(self) -> Lexeme:
        """The lexeme at hand, which is done with."""
        self._at += 1
        return self._lexemes[self._at - 1]

    def _counted(self, leaf: Node, lexeme: Lexeme) -> Node:
        """A leaf of the tree, if there are not too many."""
        self._words += 1
        if self._words > MOST_WORDS:
            raise QueryError(f"a query may have {MOST_WORDS:,} words", position=lexeme.start)
        return leaf

    @contextmanager
    def _deeper(self, lexeme: Lexeme) -> Iterator[None]:
        """One level further into the query, as long as the block runs."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(f"the query is nested more than {DEEPEST} deep", position=lexeme.start)
        yield
        self._depth -= 1


def _flat(parts: list[Node], kind: type[All] | type[Either]) -> Iterator[Node]:
    """The parts, and in place of those of that kind their own parts."""
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def _bearing(name: Lexeme, part: Node) -> Node:
    """The marks of one kind that a part asks for: ``tag:(bridge OR cod)`` is ``tag:bridge OR tag:cod``."""
    match part:
        case Not(inner):
            return Not(_bearing(name, inner))
        case All(parts):
            return All(tuple(_bearing(name, each) for each in parts))
        case Either(parts):
            return Either(tuple(_bearing(name, each) for each in parts))
        case Everything() if name.text in ("tag", "note"):
            return Mark("has", name.text, name.start)
        case Word() | Phrase() | Pattern():
            value = render(part) if name.text == "note" else mark_value(name.text, part.text, name.start)
            return Mark(name.text, value, name.start)
    raise QueryError(
        f"“{name.text}:” at character {name.start + 1} cannot hold “{shortened(render(part))}”",
        position=name.start,
    )
