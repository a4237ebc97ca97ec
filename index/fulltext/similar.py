"""Articles alike, and headlines like a title: both are searches for words that tell much.

Similar articles are those that an OR of the article's key terms finds: its terms by frequency and rarity,
``(1 + ln tf) * ln(1 + N / df)`` (tf-idf; Manning, Raghavan, Schuetze, Introduction to Information Retrieval,
section 6.2), those of the headline counting more. Nothing is stored for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log
from operator import itemgetter
from typing import TYPE_CHECKING

from whoosh.query.compound import And, Or
from whoosh.query.qcore import Every, Query
from whoosh.query.ranges import NumericRange
from whoosh.query.terms import Term
from whoosh.query.wrappers import Not

from index.article import Article
from index.fulltext.analysis import EXACT, tokens
from index.fulltext.language.query import HEADLINE_BOOST
from index.markdown import plain
from index.records import Scope

if TYPE_CHECKING:
    from index.fulltext.searcher import Searcher

KEY_TERMS = 25
"""How many of an article's terms are searched for."""

SHOWN_TERMS = 5
"""How many shared words are told of a similar article."""

CANDIDATES = 50
"""How many headlines are looked at closely."""

_HEADLINE_COUNTS = 3
_LOOKED_UP = 400  # terms of a long article whose rarity is asked for, the most frequent
_LOOKED_AT = 60_000  # characters: what a very long article is about, its beginning tells
_LAST_DAY = 99_999_999
_TOO_COMMON = 0.25  # share of the articles above which a term tells nothing


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A term that tells what an article is about."""

    term: str
    word: str
    """As the article writes it."""
    frequency: int
    weight: float


@dataclass(frozen=True, slots=True)
class Alike:
    """An article that shares key terms with another."""

    article: int
    score: float
    """Likeness 0 to 1; an article's own is 1."""
    words: tuple[str, ...]
    """The shared words that weigh most."""
    weights: tuple[float, ...]
    """The share of each in the likeness."""


def similar(
    searcher: Searcher,
    article: Article,
    limit: int,
    *,
    scope: Scope = Scope.ALL,
    without: Collection[str] = (),
) -> list[Alike]:
    """The articles of a scope that are most like one, most alike first; ``without`` names terms to ignore."""
    keys = [key for key in key_terms(searcher, article) if key.term not in without]
    restriction = _restriction(article, scope)
    if not keys or restriction is None:
        return []
    terms = [
        Term(field, key.term, boost=(1 + log(key.frequency)) * boost)
        for key in keys
        for field, boost in (("headline", HEADLINE_BOOST), ("body", 1.0))
    ]
    query = And([Or(terms), restriction]) if scope is not Scope.ALL else Or(terms)
    ranked = searcher.ranked(query, 3 * limit + 1)
    scores = {searcher.id_of(document): score for document, score in ranked}
    own = scores.get(article.id) or max((score for _, score in searcher.ranked(Or(terms), 1)), default=1.0)
    shared = _sharing(searcher, [key.term for key in keys], [document for document, _ in ranked])
    needed = min(2, len(keys))
    found = []
    for document, score in ranked:
        places = shared[document]
        if searcher.id_of(document) != article.id and len(places) >= needed:
            whole = sum(keys[place].weight for place in places)
            shown = [keys[place] for place in places[:SHOWN_TERMS]]
            found.append(
                Alike(
                    searcher.id_of(document),
                    min(1.0, score / own),
                    tuple(key.word for key in shown),
                    tuple(round(key.weight / whole, 4) for key in shown),
                )
            )
    return found[:limit]


def _restriction(article: Article, scope: Scope) -> Query | None:
    """A search for the articles of a scope; None where there can be none."""
    day = article.published.day
    paper = [token.text for token in tokens(article.source) if not token.text.startswith(EXACT)]
    if scope is Scope.BEFORE:
        return NumericRange("published", 1, day - 1) if day else None
    if scope is Scope.AFTER:
        return NumericRange("published", day + 1, _LAST_DAY) if day else None
    if scope is Scope.ALL:
        return Every()
    if not paper:
        return None
    own = And([Term("source", term) for term in paper])
    return own if scope is Scope.SAME_PAPER else Not(own)


def key_terms(searcher: Searcher, article: Article) -> list[KeyTerm]:
    """The terms of an article that tell most about it, weightiest first."""
    counts, words = _counted(article)
    enough = searcher.count * _TOO_COMMON if searcher.count > 20 else searcher.count
    found = []
    for term, frequency in counts.most_common(_LOOKED_UP):
        having = searcher.frequency("body", term) or searcher.frequency("headline", term)
        if 1 < having <= enough:
            weight = (1 + log(frequency)) * log(1 + searcher.count / having)
            found.append(KeyTerm(term, words[term], frequency, weight))
    return sorted(found, key=lambda key: (-key.weight, key.term))[:KEY_TERMS]


def nearest(searcher: Searcher, title: str, limit: int) -> list[tuple[int, float]]:
    """The articles whose headlines are most like a title: id and likeness 0 to 1.

    Likeness is the harmonic mean of how much of the title the headline has, rare words counting more, and of
    how much of the headline the title has.
    """
    terms = list(dict.fromkeys(token.text for token in tokens(title) if not token.text.startswith(EXACT)))
    ranked = searcher.ranked(Or([Term("headline", term) for term in terms]), CANDIDATES) if terms else []
    weights = [log(1 + (searcher.count + 1) / (searcher.frequency("headline", term) + 1)) for term in terms]
    shared = _sharing(searcher, terms, [document for document, _ in ranked], ("headline",))
    found = []
    for document, _ in ranked:
        covered = sum(weights[place] for place in shared[document]) / sum(weights)
        covering = min(1.0, len(shared[document]) / max(1, searcher.length("headline", document)))
        if covered and covering:
            likeness = 2 * covered * covering / (covered + covering)
            found.append((searcher.id_of(document), likeness))
    return sorted(found, key=itemgetter(1), reverse=True)[:limit]


def _counted(article: Article) -> tuple[Counter[str], dict[str, str]]:
    """How often an article has each term that can tell something, and how its body mostly writes it."""
    counts: Counter[str] = Counter()
    written: Counter[tuple[str, str]] = Counter()
    body = plain(article.body[:_LOOKED_AT])
    for text, times, seen in ((article.headline, _HEADLINE_COUNTS, 0), (body, 1, 1)):
        for term, _, start, end in tokens(text):
            if not term.startswith(EXACT) and _tells(term):
                counts[term] += times
                written[term, text[start:end].removesuffix("'s").removesuffix("’s")] += seen
    words: dict[str, str] = {}
    for (term, word), _ in written.most_common():
        words.setdefault(term, word)
    return counts, words


def _tells(term: str) -> bool:
    """Whether a term can tell what an article is about: no numbers, and no Latin words of two letters."""
    return not term[0].isdigit() and (len(term) > 2 or not term.isascii())


def _sharing(
    searcher: Searcher,
    terms: list[str],
    documents: Iterable[int],
    fields: tuple[str, ...] = ("headline", "body"),
) -> dict[int, list[int]]:
    """Of each document, the places in ``terms`` of those that it has in one of the fields, in order."""
    ordered = sorted(documents)
    shared: dict[int, list[int]] = {document: [] for document in ordered}
    for place, term in enumerate(terms):
        for document in {found for field in fields for found in searcher.having(field, term, ordered)}:
            shared[document].append(place)
    return shared
