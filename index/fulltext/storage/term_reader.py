"""Terms and postings of a segment as Whoosh's own queries, matchers and scorers want them.

The vectorised search reads a segment through its view. Whatever it does not know falls back to Whoosh, which
asks a :class:`TermReader` for terms and gets a :class:`PostingMatcher`: the same arrays, one posting at a
time. Numeric terms are made from columns.

Traps of Whoosh 3.54 that are avoided here:

* a missing term must be told by what is both KeyError and TermNotFound: different callers expect either;
* term statistics are new objects each time, because merging those of several segments changes them;
* the best possible score is given as infinite, as some collectors would otherwise leave out documents that
  they have promised to count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from whoosh.codec.base import EmptyCursor, FieldCursor, TermsReader
from whoosh.fields import NUMERIC, FieldType, Schema
from whoosh.formats import Format, Positions
from whoosh.matching.mcore import LeafMatcher, Matcher, NullMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from index.fulltext.storage.columns import NumericTerms
from index.fulltext.storage.segment_file import Array
from index.fulltext.storage.segment_view import FieldView, SegmentView


class MissingTerm(TermNotFound, KeyError):
    """A term that is not in the segment."""


class TermReader(TermsReader):
    """The terms of one segment."""

    def __init__(self, view: SegmentView, schema: Schema) -> None:
        """Read from ``view``; ``schema`` says what the fields are."""
        self._view = view
        self._schema = schema
        self._numbers: dict[str, NumericTerms] = {}

    def indexed_field_names(self) -> list[str]:
        """All fields that have terms, sorted."""
        numeric = [name for name in self._schema.names() if self._is_numeric(name)]
        return sorted([*self._view.field_names(), *numeric])

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        """Whether a (field, term) occurs."""
        name, text = term
        if self._is_numeric(name):
            return self._numeric(name).count(text) > 0
        field = self._view.field(name)
        return field is not None and field.terms.find(text) >= 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All (field, term) pairs in order."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The (field, term) pairs from one on, through all later fields."""
        for name in self.indexed_field_names():
            if name >= fieldname:
                first = prefix if name == fieldname else b""
                for text in self._texts_from(name, first):
                    yield name, text

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Terms from one on with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of a term."""
        if self._is_numeric(fieldname):
            documents = self._numeric_documents(fieldname, text)
            count = len(documents)
            return TermInfo(count, count, 0, 0, 1.0, int(documents[0]), int(documents[-1]))
        field, number = self._find(fieldname, text)
        return LazyTermInfo(field, number, self._boost(fieldname))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """The weight of a term in all documents together."""
        weight: float = self.term_info(fieldname, text).weight()
        return weight

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term occurs."""
        if self._is_numeric(fieldname):
            return self._numeric(fieldname).count(text)
        field, number = self._find(fieldname, text)
        return field.document_frequency(number)

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> Matcher:
        """The postings of a term, one at a time."""
        if self._is_numeric(fieldname):
            documents = self._numeric_documents(fieldname, text)
            return PostingMatcher((fieldname, text), format_, scorer, documents.tolist())
        field, number = self._find(fieldname, text)
        documents = field.documents(number).tolist()
        matcher = PostingMatcher((fieldname, text), format_, scorer, documents, self._boost(fieldname))
        matcher.read_from(field, number)
        return matcher

    def cursor(self, fieldname: str, fieldobj: FieldType) -> FieldCursor:
        """Walks the terms of a text field."""
        field = self._view.field(fieldname)
        return EmptyCursor() if field is None else TermCursor(field, fieldobj, self._boost(fieldname))

    def _texts_from(self, name: str, first: bytes) -> Iterator[bytes]:
        if self._is_numeric(name):
            return self._numeric(name).terms_from(first)
        terms = self._view.inverted(name).terms
        return terms.terms(terms.bisect(first))

    def _find(self, name: str, text: bytes) -> tuple[FieldView, int]:
        """A term's field and number."""
        field = self._view.field(name)
        number = -1 if field is None else field.terms.find(text)
        if field is None or number < 0:
            raise MissingTerm(f"No term {name}:{text!r}")
        return field, number

    def _boost(self, name: str) -> float:
        format_ = self._schema[name].format
        return 1.0 if format_ is None else float(format_.field_boost)

    def _is_numeric(self, name: str) -> bool:
        return self._view.has_column(name) and self._view.field(name) is None and name in self._schema

    def _numeric(self, name: str) -> NumericTerms:
        if name not in self._numbers:
            field = self._schema[name]
            assert isinstance(field, NUMERIC)  # the layout has no other columns without terms
            self._numbers[name] = NumericTerms(self._view, name, field)
        return self._numbers[name]

    def _numeric_documents(self, name: str, text: bytes) -> Array:
        documents = self._numeric(name).documents(text)
        if not len(documents):
            raise MissingTerm(f"No term {name}:{text!r}")
        return documents


class LazyTermInfo(TermInfo):
    """Statistics of a term, of which the expensive ones are computed when they are asked for."""

    def __init__(self, field: FieldView, number: int, boost: float) -> None:
        """Note where they come from."""
        start, stop = field.posting_range(number)
        ends = field.raw_documents(start, start + 1), field.raw_documents(stop - 1, stop)
        super().__init__(  # type: ignore[no-untyped-call]
            df=stop - start, minid=int(ends[0][0]), maxid=int(ends[1][0])
        )
        self._field = field
        self._number = number
        self._boost = boost

    def weight(self) -> float:
        """Frequency in all documents, boosted."""
        return self._field.collection_frequency(self._number) * self._boost

    def max_weight(self) -> float:
        """Frequency in the document that has the term most often, boosted."""
        return int(self._field.frequencies(self._number).max()) * self._boost

    def min_length(self) -> int:
        """Length of the shortest document with the term."""
        return int(self._lengths().min())

    def max_length(self) -> int:
        """Length of the longest document with the term."""
        return int(self._lengths().max())

    def _lengths(self) -> Array:
        return self._field.lengths[self._field.documents(self._number)]


class TermCursor(FieldCursor):
    """A place in the terms of a text field."""

    def __init__(self, field: FieldView, fieldobj: FieldType, boost: float) -> None:
        """At the first term."""
        self._field = field
        self._terms = field.terms
        self._fieldobj = fieldobj
        self._boost = boost
        self._at = 0

    def term(self) -> str | None:
        """The term at hand; None behind the last."""
        if not self.is_valid():
            return None
        text: str = self._fieldobj.from_bytes(self._terms.term(self._at))
        return text

    text = term

    def first(self) -> str | None:
        """Go to the first term."""
        self._at = 0
        return self.term()

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term not below ``string``."""
        self._at = self._terms.bisect(self._fieldobj.to_bytes(string))
        return self.term()

    def next(self) -> str | None:
        """Go to the next term."""
        self._at += 1
        return self.term()

    def term_info(self) -> TermInfo:
        """Statistics of the term at hand."""
        return LazyTermInfo(self._field, self._at, self._boost)

    def is_valid(self) -> bool:
        """Whether there is a term at hand."""
        return self._at < len(self._terms)


class PostingMatcher(LeafMatcher):
    """The postings of one term, one after another."""

    def __init__(
        self,
        term: tuple[str, bytes],
        format_: Format,
        scorer: Any,
        documents: list[int],
        boost: float = 1.0,
    ) -> None:
        """Postings that say only which documents they are of, unless :meth:`read_from` follows."""
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._documents = documents
        self._boost = boost
        self._at = 0
        self._field: FieldView | None = None
        self._number = 0
        self._frequencies: Array | None = None
        self._positions: tuple[Array, Array] | None = None

    def read_from(self, field: FieldView, number: int) -> None:
        """Take frequencies and positions from a text field."""
        self._field = field
        self._number = number
        self._frequencies = field.frequencies(number)

    def is_active(self) -> bool:
        """Whether there is a posting at hand."""
        return self._at < len(self._documents)

    def reset(self) -> None:
        """Go to the first posting."""
        self._at = 0

    def id(self) -> int:
        """The document at hand."""
        return self._documents[self._at]

    def all_ids(self) -> Iterator[int]:
        """The documents from here on."""
        return iter(self._documents[self._at :])

    def next(self) -> bool:  # type: ignore[override]
        """Go to the next posting; never into another block, as there are none."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return False

    def skip_to(self, id: int) -> None:
        """Go to the first posting of that document or a later one."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._documents, id, self._at)

    def copy(self) -> PostingMatcher:
        """Another one at the same place."""
        other = PostingMatcher(self._term, self.format, self.scorer, self._documents, self._boost)
        other._at, other._field, other._number = self._at, self._field, self._number
        other._frequencies, other._positions = self._frequencies, self._positions
        return other

    def replace(self, minquality: float = 0) -> Matcher:
        """Nothing when the postings are used up."""
        return self if self.is_active() else NullMatcher()

    def supports_block_quality(self) -> bool:
        """No blocks are skipped, so that counts are exact."""
        return False

    def max_quality(self) -> float:
        """No bound is promised."""
        return float("inf")

    def block_quality(self) -> float:
        """No bound is promised."""
        return float("inf")

    def weight(self) -> float:
        """The boosted frequency in the document at hand."""
        return self._frequency() * self._boost

    def score(self) -> float:
        """What the scorer makes of the posting; its weight without one."""
        score: float = self.scorer.score(self) if self.scorer else self.weight()
        return score

    def supports(self, astype: str) -> bool:
        """Which kinds of posting values there are."""
        if astype in ("frequency", "weight"):
            return True
        return self._field is not None and astype in ("positions", "position_boosts")

    def value_as(self, astype: str) -> Any:
        """The posting's value as one of those kinds."""
        if astype == "weight":
            return self.weight()
        if astype == "frequency":
            return self._frequency()
        if astype == "position_boosts":
            return [(position, 1) for position in self._positions_here()]
        return self._positions_here()

    def value(self) -> bytes:
        """The posting's value in Whoosh's own encoding."""
        if not isinstance(self.format, Positions):
            return b""
        encoded: bytes = self.format.encode(self._positions_here())
        return encoded

    def _frequency(self) -> int:
        return 1 if self._frequencies is None else int(self._frequencies[self._at])

    def _positions_here(self) -> list[int]:
        """Where the term stands in the document at hand."""
        if self._field is None:
            return []
        if self._positions is None:
            self._positions = self._field.positions(self._number)
        starts, positions = self._positions
        here: list[int] = positions[starts[self._at] : starts[self._at + 1]].tolist()
        return here
