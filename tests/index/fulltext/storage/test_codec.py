"""Whoosh reads our segments as it reads its own: the same terms, postings, columns, hits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh import query
from whoosh.filedb.filestore import RamStorage
from whoosh.index import EmptyIndexError, FileIndex, open_dir
from whoosh.query import spans
from whoosh.reading import IndexReader, TermNotFound
from whoosh.searching import Searcher

from index.fulltext.array_index import ArrayIndex, create_index
from index.fulltext.schema import make_schema
from index.fulltext.storage.codec import view_of

WORDS = [
    "oil",
    "prices",
    "price",
    "rose",
    "fell",
    "café",
    "cafe",
    "東京",
    "U.S.",
    "1,200",
    "don't",
    "interest",
]


def some_documents() -> list[dict[str, Any]]:
    rng = random.Random(4)

    def some_text(longest: int) -> str:
        return " ".join(rng.choices(WORDS, weights=range(len(WORDS), 0, -1), k=rng.randrange(longest)))

    return [
        {
            "id": rng.randrange(1 << 62),
            "headline": some_text(6),
            "body": some_text(40),
            "byline": some_text(3),
            "place": "",
            "source": rng.choice(["Reuters", "The Moscow Times", ""]),
            "section": rng.choice(["World", "Money", ""]),
            "published": rng.choice([0, 19870226, 19870301, 19871020, 20121014]),
        }
        for _ in range(60)
    ]


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return some_documents()


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory, documents: list[dict[str, Any]]) -> ArrayIndex:
    """Three segments, with some documents deleted."""
    index = create_index(tmp_path_factory.mktemp("ours"), make_schema())
    return fill(index, documents)


@pytest.fixture(scope="module")
def stock(documents: list[dict[str, Any]]) -> FileIndex:
    """The same in Whoosh's own segments."""
    return fill(RamStorage().create_index(make_schema()), documents)


def fill(index: Any, documents: list[dict[str, Any]]) -> Any:
    for start in range(0, 60, 20):
        writer = index.writer()
        for document in documents[start : start + 20]:
            writer.add_document(**document)
        writer.commit(merge=False)
    writer = index.writer()
    for number in (3, 19, 20, 41, 59):
        writer.delete_document(number)
    writer.commit(merge=False)
    return index


@pytest.fixture
def readers(ours: ArrayIndex, stock: FileIndex) -> Iterator[tuple[IndexReader, IndexReader]]:
    mine, theirs = ours.reader(), stock.reader()
    yield mine, theirs
    mine.close()
    theirs.close()


Readers = tuple[IndexReader, IndexReader]


def test_the_same_documents_are_there_and_deleted(readers: Readers) -> None:
    mine, theirs = readers
    assert mine.doc_count() == theirs.doc_count() == 55
    assert mine.doc_count_all() == theirs.doc_count_all()
    assert list(mine.all_doc_ids()) == list(theirs.all_doc_ids())
    assert [fields["id"] for fields in mine.all_stored_fields()] == [
        fields["id"] for fields in theirs.all_stored_fields()
    ]


def test_the_same_terms_in_the_same_order(readers: Readers) -> None:
    mine, theirs = readers
    assert list(mine.all_terms()) == list(theirs.all_terms())
    assert list(mine.expand_prefix("body", "pric")) == list(theirs.expand_prefix("body", "pric"))
    assert list(mine.terms_from("body", b"oil")) == list(theirs.terms_from("body", b"oil"))
    assert list(mine.field_terms("published")) == list(theirs.field_terms("published"))


def test_the_same_postings_positions_and_statistics(readers: Readers) -> None:
    """Exact lengths aside: Whoosh rounds the lengths in its term statistics."""
    mine, theirs = readers
    for field, term in theirs.all_terms():
        here, there = mine.postings(field, term), theirs.postings(field, term)
        while there.is_active():
            assert here.supports("positions") == there.supports("positions")
            assert here.id() == there.id()
            assert here.weight() == there.weight()
            if there.supports("positions"):
                assert here.value_as("positions") == there.value_as("positions")
            here.next()
            there.next()
        assert not here.is_active()
        found, expected = mine.term_info(field, term), theirs.term_info(field, term)
        assert found.weight() == expected.weight()
        assert found.doc_frequency() == expected.doc_frequency() == mine.doc_frequency(field, term)
        assert found.max_weight() == expected.max_weight()
        assert (found.min_id(), found.max_id()) == (expected.min_id(), expected.max_id())
        assert mine.frequency(field, term) == theirs.frequency(field, term)


def test_the_same_lengths_in_all(readers: Readers) -> None:
    mine, theirs = readers
    for field in ("headline", "body", "source", "place"):
        assert mine.field_length(field) == theirs.field_length(field)
        lengths = [mine.doc_field_length(number, field) for number in range(mine.doc_count_all())]
        assert sum(lengths) == mine.field_length(field)
        assert (mine.min_field_length(field), mine.max_field_length(field)) == (min(lengths), max(lengths))


def test_the_same_columns(readers: Readers) -> None:
    mine, theirs = readers
    for field in ("id", "published", "source", "section"):
        here, there = mine.column_reader(field), theirs.column_reader(field)
        assert [here[number] for number in range(60)] == [there[number] for number in range(60)]


def test_what_is_not_there_is_told_as_whoosh_expects(readers: Readers) -> None:
    mine, _ = readers
    assert ("body", "absent") not in mine
    assert mine.doc_frequency("body", "absent") == mine.frequency("body", "absent") == 0
    assert mine.doc_frequency("published", 19000101) == 0
    with pytest.raises(TermNotFound):
        mine.term_info("body", "absent")
    with pytest.raises(TermNotFound):
        mine.postings("published", 19000101)


QUERIES = [
    query.Term("body", "oil"),
    query.And(
        [query.Term("body", "oil"), query.Term("body", "price"), query.Not(query.Term("body", "fell"))]
    ),
    query.Or([query.Term("body", "東"), query.Term("headline", "oil", boost=3.0)]),
    query.Phrase("body", ["oil", "price"]),
    query.Phrase("body", ["oil", "rose"], slop=3),
    query.Prefix("body", "pri"),
    query.Wildcard("body", "*r*e"),
    query.FuzzyTerm("body", "pirce", maxdist=2),
    query.NumericRange("published", 19870226, 19871001),
    query.NumericRange("published", None, 19870301, endexcl=True),
    query.NumericRange("published", 20000101, None),
    query.TermRange("body", "c", "p"),
    query.Every(),
    query.Every("place"),
    query.ConstantScoreQuery(query.Term("body", "café"), 2.0),
    query.Require(query.Term("body", "oil"), query.Term("source", "reuter")),
    spans.SpanNear2([query.Term("body", "oil"), query.Term("body", "rose")], slop=4, ordered=False),
    spans.SpanFirst(query.Term("body", "oil"), limit=2),
    query.Variations("body", "price"),
    query.Regex("body", "^r.*"),
]


@pytest.mark.parametrize("wanted", QUERIES, ids=repr)
def test_every_kind_of_query_finds_the_same_documents(
    ours: ArrayIndex, stock: FileIndex, wanted: query.Query
) -> None:
    with Searcher(ours.reader(), fromindex=ours) as mine, stock.searcher() as theirs:
        found = sorted(mine.docs_for_query(wanted))
        assert found == sorted(theirs.docs_for_query(wanted))
        assert len(mine.search(wanted, limit=5)) == len(found)


def test_sorting_grouping_and_suggestions_work(ours: ArrayIndex, stock: FileIndex) -> None:
    with Searcher(ours.reader(), fromindex=ours) as mine, stock.searcher() as theirs:
        for order in ({"sortedby": "published"}, {"sortedby": "published", "reverse": True}):
            here = mine.search(query.Term("body", "oil"), limit=None, **order)
            there = theirs.search(query.Term("body", "oil"), limit=None, **order)
            assert [hit["id"] for hit in here] == [hit["id"] for hit in there]
        groups = mine.search(query.Every(), limit=None, groupedby="source").groups()
        assert {name: len(members) for name, members in groups.items()} == {
            name: len(members)
            for name, members in theirs.search(query.Every(), limit=None, groupedby="source").groups().items()
        }
    leaf = ours.reader().leaf_readers()[0][0]
    assert "price" in list(leaf.terms_within("body", "pricf", 1))


def test_a_refreshed_searcher_sees_deletions_and_merges(tmp_path: Path) -> None:
    """With Whoosh's own index it does not."""
    index = create_index(tmp_path, make_schema())
    for number in range(1, 4):
        writer = index.writer()
        writer.add_document(id=number, body="oil")
        writer.commit(merge=False)
    searcher = index.searcher()
    writer = index.writer()
    writer.delete_id(2)
    writer.commit(optimize=True)
    searcher = searcher.refresh()
    assert sorted(hit["id"] for hit in searcher.search(query.Term("body", "oil"))) == [1, 3]


def test_views_are_shared_between_readers_of_the_same_segments(tmp_path: Path) -> None:
    """What a search keeps by a view's identity outlives a commit that adds a segment."""
    index = create_index(tmp_path, make_schema())
    writer = index.writer()
    writer.add_document(id=1, body="oil")
    writer.commit()
    before = view_of(index.reader())
    writer = index.writer()
    writer.add_document(id=2, body="oil")
    writer.commit(merge=False)
    first, second = (view_of(leaf) for leaf, _ in index.reader().leaf_readers())
    assert first is before
    assert second is not None
    assert second.identity != first.identity


def test_a_stock_whoosh_does_not_take_the_folder_for_its_own(ours: ArrayIndex) -> None:
    """It would add segments that our search cannot read."""
    with pytest.raises(EmptyIndexError):
        open_dir(str(ours.folder))
