"""From the tree of a query to the search that Whoosh, or what stands in for it, carries out.

A word without a field is looked for in headline and body. A word with accents finds those without as well,
its own spelling first. A prefix or a pattern matches terms, and terms are stems, so it also asks for the
stems that hide the typed letters (:func:`_stems`): ``governmen*`` finds *government*, which the index knows
as ``govern``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase as PhraseQuery
from whoosh.query.qcore import Every, Query
from whoosh.query.ranges import NumericRange
from whoosh.query.terms import Prefix, Term, Wildcard
from whoosh.query.wrappers import Not as NotQuery

from index.fulltext.analysis import folded, spans, stem, terms_of
from index.fulltext.language.marks import Marks, marked
from index.fulltext.language.syntax import (
    All,
    Dates,
    Either,
    Everything,
    In,
    Mark,
    Node,
    Not,
    Pattern,
    Phrase,
    Word,
    asks_for_marks,
    read,
)

DEFAULT_FIELDS = ("headline", "body")
"""Where a word without a field is looked for."""

HEADLINE_BOOST = 0.5
"""What a match in the headline adds to one in the body. Words are rare in headlines, so BM25 makes much of
them by itself: half of it orders judged queries better than the whole (mean average precision 0.64 against
0.57 on the Time collection, 0.42 against 0.40 on Cranfield), and a headline still outweighs a body."""

_ENDINGS = (
    "s", "es", "ies", "ed", "ied", "ing", "ings", "er", "ers", "ly", "al", "ally", "ment", "ments", "ness",
    "ful", "ation", "ations", "ization", "isation", "ational", "ity", "ities", "ive", "ives", "ous", "ously",
    "able", "ably", "ible", "ance", "ence", "ances", "ences", "ism", "ist", "ists", "ize", "ise", "izing",
    "ising",
)  # fmt: skip
_WILDCARD = re.compile(r"([*?]+)")


@lru_cache(maxsize=256)
def parse(text: str) -> Query:
    """The search for a query text; QueryError says what is wrong with it, and where. Not to be modified."""
    return build(read(text), DEFAULT_FIELDS)


def search_for(text: str, marks: Marks | None) -> Query:
    """The same for a query that may ask for the person's marks, which are never the same for long."""
    tree = read(text)
    return build(tree, marks=marks) if asks_for_marks(tree) else parse(text)


def build(node: Node, fields: tuple[str, ...] = DEFAULT_FIELDS, marks: Marks | None = None) -> Query:
    """The search for a tree whose words are looked for in ``fields``; QueryError for marks without a desk."""
    match node:
        case Everything():
            return Every() if fields == DEFAULT_FIELDS else _in_each(fields, Every)
        case Word(text) | Phrase(text):
            return _words(text, fields)
        case Pattern():
            return _every(
                [
                    _words(piece.text, fields) if isinstance(piece, Word) else _expanding(piece.text, fields)
                    for piece in node.pieces
                ]
            )
        case Dates():
            return NumericRange("published", *node.days)
        case Mark():
            return marked(node, marks)
        case In(field, part):
            return build(part, (field,), marks)
        case Not(part):
            return NotQuery(build(part, fields, marks))
        case All(parts):
            return _every([build(part, fields, marks) for part in parts])
        case Either(parts):
            return _any([build(part, fields, marks) for part in parts])


def weighs(node: Node, fields: tuple[str, ...] = DEFAULT_FIELDS) -> bool:
    """Whether some hits can be better than others: whether the tree asks for words of headline or body."""
    match node:
        case Word() | Phrase():
            return not {"headline", "body"}.isdisjoint(fields)
        case In(field, part):
            return weighs(part, (field,))
        case All(parts) | Either(parts):
            return any(weighs(part, fields) for part in parts)
    return False


def _in_each(fields: tuple[str, ...], search: Callable[[str], Query]) -> Query:
    """A search in any of the fields."""
    return _any([search(field) for field in fields])


def _words(text: str, fields: tuple[str, ...]) -> Query:
    """The words of a text, next to each other where there are several."""
    words = [terms_of(text[start:end]) for start, end in spans(text)]
    if len(words) == 1:
        forms = words[0]
        return _any([Term(field, form, boost=_boost(field)) for form in forms for field in fields])
    phrase = [forms[0] for forms in words]
    return _in_each(fields, lambda field: PhraseQuery(field, phrase, boost=_boost(field)))


def _expanding(word: str, fields: tuple[str, ...]) -> Query:
    """The terms that a word with wildcards stands for."""
    *head, tail = (
        piece if _WILDCARD.match(piece) else folded(piece) for piece in _WILDCARD.split(word) if piece
    )
    if tail == "*" and len(head) == 1:
        prefix = head[0]
        return _any(
            [
                *(Prefix(field, prefix) for field in fields),
                *(Term(field, hidden) for hidden in _stems(prefix) for field in fields),
            ]
        )
    globs = dict.fromkeys("".join(head) + end for end in (tail, _stemmed_end(tail)))
    return _any([Wildcard(field, glob) for glob in globs for field in fields])


def _boost(field: str) -> float:
    """How much a field counts."""
    return HEADLINE_BOOST if field == "headline" else 1.0


def _every(searches: Sequence[Query]) -> Query:
    """A search for what all of these find."""
    return searches[0] if len(searches) == 1 else And(searches)


def _any(searches: Sequence[Query]) -> Query:
    """A search for any of these."""
    return searches[0] if len(searches) == 1 else Or(searches)


def _stems(prefix: str) -> Iterator[str]:
    """The stems of English words that begin with ``prefix``, where they do not begin with it themselves."""
    if len(prefix) < 4:
        return
    words = [prefix] + [
        prefix + ending[length:]
        for ending in _ENDINGS
        for length in range(1, len(ending))
        if prefix.endswith(ending[:length])
    ]
    yield from dict.fromkeys(found for word in words if not (found := stem(word)).startswith(prefix))


def _stemmed_end(tail: str) -> str:
    """The end of a pattern as it ends in stems: ``?melters`` is looked for as ``?melter``."""
    found = stem(f"xxx{tail}")
    return found[3:] if found.startswith("xxx") else tail
