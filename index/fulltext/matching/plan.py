"""From a Whoosh query to a plan: the nodes that find its documents in one segment.

Every kind of query known here has a method, found by its exact class: a subclass might mean something else.
Semantics and scores follow Whoosh's matchers, where these agree with themselves:

* a group of a single part ignores the group's boost;
* ``Not`` scores every document it lets through with 1;
* prefixes, wildcards, fuzzy words and ranges score their boost (see
  :mod:`index.fulltext.matching.expansion`);
* a group that asks for a coordination bonus (``scale``) is left to Whoosh.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from whoosh import query as whoosh
from whoosh.fields import NUMERIC, Schema

from index.fulltext.language.marks import Among
from index.fulltext.matching import expansion
from index.fulltext.matching.boolean import BestOf, Optionally, Required, Without, all_of, any_of, not_in
from index.fulltext.matching.nodes import Everything, Fixed, Listed, Node, Nothing
from index.fulltext.matching.phrases import PhraseNode
from index.fulltext.matching.ranking import Statistics
from index.fulltext.matching.terms import Caches, TermNode
from index.fulltext.storage.documents import Documents

if TYPE_CHECKING:
    from index.fulltext.storage.segment_view import FieldView, SegmentView

KNOWN_TERMS = 4096
"""Of how many terms the place in each segment and the weight are remembered."""


class Unknown(Exception):
    """A query, or a part of one, that only Whoosh's own matchers can evaluate."""


class Planner:
    """Makes plans for the queries of one searcher."""

    def __init__(
        self,
        segments: Sequence[SegmentView],
        schema: Schema,
        k1: float,
        b: float,
        field_b: dict[str, float] | None = None,
    ) -> None:
        """The segments of the index and the parameters of BM25F."""
        boosts = {name: _boost(schema[name]) for name in schema.names()}
        self.segments = segments
        self.schema = schema
        self.statistics = Statistics(segments, boosts, k1, b, field_b)
        self.caches = Caches()
        self._terms: dict[tuple[str, str], tuple[list[int], float]] = {}

    def plan(self, query: whoosh.Query) -> tuple[list[Node], list[str]]:
        """A node for each segment, and notes for the reader. Raises :class:`Unknown`."""
        notes: dict[str, None] = {}
        nodes = [
            _Plan(self, index, lambda note: notes.update({note: None})).node(query, 1.0)
            for index in range(len(self.segments))
        ]
        return nodes, list(notes)

    def term(self, field: str, text: str) -> tuple[list[int], float] | None:
        """The number of a term in each segment, -1 where it is missing, and its weight; None where it is no
        term at all."""
        known = self._terms.get((field, text))
        if known is None:
            try:
                encoded = self.schema[field].to_bytes(text)
            except ValueError:
                return None
            numbers = []
            frequency = 0
            for segment in self.segments:
                view = segment.field(field)
                number = -1 if view is None else view.terms.find(encoded)
                numbers.append(number)
                if view is not None and number >= 0:
                    frequency += view.document_frequency(number)
            known = numbers, self.statistics.weight(frequency)
            if len(self._terms) >= KNOWN_TERMS:
                self._terms.clear()
            self._terms[field, text] = known
        return known

    def forget(self) -> None:
        """Let go of what earlier queries left behind."""
        self._terms.clear()
        self.caches.clear()


def _boost(field: Any) -> float:
    """The factor that Whoosh multiplies the frequencies of a field with."""
    boost: float = getattr(field.format, "field_boost", 1.0)
    return boost


class _Plan:
    """A query being planned for one segment."""

    def __init__(self, planner: Planner, index: int, tell: expansion.Tell) -> None:
        """For the segment of that index."""
        self._planner = planner
        self._index = index
        self._segment = planner.segments[index]
        self._count = self._segment.doc_count
        self._tell = tell

    def node(self, query: whoosh.Query, boost: float) -> Node:
        """The node of a query whose scores are multiplied by ``boost``."""
        make = _MAKERS.get(type(query))
        if make is None:
            raise Unknown(type(query).__name__)
        return make(self, query, boost)

    def nothing(self, query: Any, boost: float) -> Node:
        """Whoosh's NullQuery."""
        return Nothing(self._count)

    def term(self, query: whoosh.Term, boost: float) -> Node:
        """A word in a text field, or a value in a column."""
        if query.fieldname not in self._planner.schema:
            return Nothing(self._count)
        if isinstance(self._planner.schema[query.fieldname], NUMERIC):
            return self._column(query.fieldname, query.text, query.text, boost * query.boost)
        return self._word(query.fieldname, query.text, boost * query.boost)

    def _word(self, field: str, text: str, boost: float) -> Node:
        known = self._planner.term(field, text)
        if known is None or known[0][self._index] < 0:
            return Nothing(self._count)
        view = self._segment.field(field)
        assert view is not None
        numbers, weight = known
        norms = self._planner.statistics.norms(self._segment, field)
        key = (self._segment.identity, field, numbers[self._index])
        return TermNode(view, key, self._count, norms, weight * boost, self._planner.caches)

    def all(self, query: whoosh.And, boost: float) -> Node:
        """Every part matches. Negated parts are taken away from what the others found."""
        boost = _of_group(query, boost)
        return all_of([self.node(part, boost) for part in query.subqueries], self._count)

    def any(self, query: whoosh.Or, boost: float) -> Node:
        """At least one part matches."""
        if query.scale:
            raise Unknown("Or with a coordination bonus")
        boost = _of_group(query, boost)
        return any_of([self.node(part, boost) for part in query.subqueries], self._count)

    def best(self, query: whoosh.DisjunctionMax, boost: float) -> Node:
        """At least one part matches; the best one scores."""
        boost = _of_group(query, boost)
        parts = [self.node(part, boost) for part in query.subqueries]
        return BestOf(parts) if len(parts) > 1 else all_of(parts, self._count)

    def without(self, query: whoosh.AndNot, boost: float) -> Node:
        """The first part matches and the second does not."""
        return Without(self.node(query.a, boost), self.node(query.b, boost))

    def optionally(self, query: whoosh.AndMaybe, boost: float) -> Node:
        """The first part matches; the second adds to the score."""
        return Optionally(self.node(query.a, boost), self.node(query.b, boost))

    def required(self, query: whoosh.Require, boost: float) -> Node:
        """Both parts match; the first scores."""
        return Required(self.node(query.a, boost), self.node(query.b, boost))

    def negated(self, query: whoosh.Not, boost: float) -> Node:
        """What the part does not match."""
        return not_in(self.node(query.query, 1.0), boost)

    def constant(self, query: whoosh.ConstantScoreQuery, boost: float) -> Node:
        """The part, with a score of its own."""
        child = self.node(query.child, 1.0)
        return child if isinstance(child, Nothing) else Fixed(child, boost * query.score)

    def everything(self, query: whoosh.Every, boost: float) -> Node:
        """All documents, or all that have something in a field."""
        return self._having(query.fieldname, boost * query.boost)

    def _having(self, field: str | None, boost: float) -> Node:
        if field is None:
            return Everything(self._count, boost)
        if field not in self._planner.schema:
            return Nothing(self._count)
        if isinstance(self._planner.schema[field], NUMERIC):
            return self._column(field, None, None, boost)
        view = self._segment.field(field)
        return Nothing(self._count) if view is None else Listed(self._count, _not_empty(view), boost)

    def phrase(self, query: whoosh.Phrase, boost: float) -> Node:
        """Words of a field that follow one another."""
        if not query.words or query.fieldname not in self._planner.schema:
            return Nothing(self._count)
        nodes = {word: self._word(query.fieldname, word, boost * query.boost) for word in set(query.words)}
        words = [nodes[word] for word in query.words]
        present = [word for word in words if isinstance(word, TermNode)]
        if len(present) < len(words):
            return Nothing(self._count)
        return present[0] if len(present) == 1 else PhraseNode(present, query.slop)

    def prefix(self, query: whoosh.Prefix, boost: float) -> Node:
        """Words with a beginning."""
        boost *= query.boost
        if not query.text:
            return self._having(query.fieldname, boost)
        return self._words(query, boost, lambda view: expansion.prefix(view.terms, query.text))

    def wildcard(self, query: whoosh.Wildcard, boost: float) -> Node:
        """Words of a pattern."""
        boost *= query.boost
        if query.text == "*":
            return self._having(query.fieldname, boost)
        return self._words(query, boost, lambda view: expansion.wildcard(view, query.text, self._tell))

    def fuzzy(self, query: whoosh.FuzzyTerm, boost: float) -> Node:
        """Words that are spelt nearly so."""
        return self._words(
            query,
            boost * query.boost,
            lambda view: expansion.fuzzy(view, query.text, query.maxdist, query.prefixlength, self._tell),
        )

    def words_between(self, query: whoosh.TermRange, boost: float) -> Node:
        """Words from one to another."""

        def ranges(view: FieldView) -> list[expansion.Range]:
            encode = self._planner.schema[query.fieldname].to_bytes
            start = None if query.start is None else encode(query.start)
            end = None if query.end is None else encode(query.end)
            return expansion.between(
                view.terms, start, end, open_start=query.startexcl, open_end=query.endexcl
            )

        return self._words(query, boost * query.boost, ranges)

    def _words(self, query: Any, boost: float, expand: Callable[[FieldView], list[expansion.Range]]) -> Node:
        if not query.constantscore:
            raise Unknown(f"{type(query).__name__} with the scores of its words")
        field = query.fieldname
        if field not in self._planner.schema:
            return Nothing(self._count)
        if isinstance(self._planner.schema[field], NUMERIC):
            raise Unknown(f"{type(query).__name__} over numbers")
        view = self._segment.field(field)
        ranges = [] if view is None else expand(view)
        if view is None or not ranges:
            return Nothing(self._count)
        return expansion.WordsNode(view, self._count, ranges, boost)

    def numbers_between(self, query: whoosh.NumericRange, boost: float) -> Node:
        """Numbers or dates from one to another."""
        schema = self._planner.schema
        if query.fieldname not in schema or not isinstance(schema[query.fieldname], NUMERIC):
            raise Unknown("a range of numbers over a field without numbers")
        low = None if query.start is None else int(query.start) + query.startexcl
        high = None if query.end is None else int(query.end) - query.endexcl
        return self._column(query.fieldname, low, high, boost * query.boost)

    def among(self, query: Among, boost: float) -> Node:
        """The articles of a set of ids."""
        return Listed(self._count, self._segment.documents_of(query.ids), boost * query.boost)

    def _column(self, field: str, low: Any, high: Any, score: float) -> Node:
        if not self._segment.has_column(field) or isinstance(low, bytes):
            raise Unknown("a number that is not in a column")
        try:
            low = None if low is None else int(low)
            high = None if high is None else int(high)
        except ValueError:
            return Nothing(self._count)
        if low is not None and high is not None and low > high:
            return Nothing(self._count)
        return expansion.ColumnNode(self._segment.column(field), low, high, score)


def _of_group(query: Any, boost: float) -> float:
    """The boost of a group, which counts only where it has more than one part."""
    return boost * query.boost if len(query.subqueries) > 1 else boost


def _not_empty(view: FieldView) -> Documents:
    """The documents with at least one word in a field."""
    mask: Documents = view.lengths != 0
    return mask


_MAKERS: dict[type, Callable[[_Plan, Any, float], Node]] = {
    type(whoosh.NullQuery): _Plan.nothing,
    whoosh.Term: _Plan.term,
    whoosh.And: _Plan.all,
    whoosh.Or: _Plan.any,
    whoosh.DisjunctionMax: _Plan.best,
    whoosh.AndNot: _Plan.without,
    whoosh.AndMaybe: _Plan.optionally,
    whoosh.Require: _Plan.required,
    whoosh.Not: _Plan.negated,
    whoosh.ConstantScoreQuery: _Plan.constant,
    whoosh.Every: _Plan.everything,
    whoosh.Phrase: _Plan.phrase,
    whoosh.Prefix: _Plan.prefix,
    whoosh.Wildcard: _Plan.wildcard,
    whoosh.FuzzyTerm: _Plan.fuzzy,
    whoosh.TermRange: _Plan.words_between,
    whoosh.NumericRange: _Plan.numbers_between,
    whoosh.DateRange: _Plan.numbers_between,
    Among: _Plan.among,
}
