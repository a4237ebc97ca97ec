"""The vectorised search against Whoosh's own collectors, over the same index and over one that Whoosh made.

Left out are queries that Whoosh's generic matchers get wrong (DisjunctionMax, AndNot, AndMaybe below another
query); those are held against the model in ``test_evaluate.py``. Prefixes, patterns, fuzzy words and ranges
are wrapped for Whoosh in the constant score that it gives them only sometimes. Its ``Not`` lets a deleted
document through that follows the last excluded one; such are taken out.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from whoosh import query as whoosh
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.searching import Searcher
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.fulltext.array_index import ArrayIndex, create_index
from index.fulltext.matching import phrases, ranking
from index.fulltext.matching.array_searcher import ArraySearcher
from index.fulltext.schema import make_schema
from index.fulltext.storage import documents

ARCHIVES = max(1, int(os.environ.get("NEWSREADER_EQUALITY", "300")) // 30)
"""How many random archives, with 30 queries each, are tried: NEWSREADER_EQUALITY=6000 is a thorough run."""

_PATTERNS = (whoosh.Prefix, whoosh.Wildcard, whoosh.FuzzyTerm, whoosh.TermRange)
_WRONG = (whoosh.DisjunctionMax, whoosh.AndNot, whoosh.AndMaybe)


def fields(doc: Any) -> dict[str, Any]:
    """A document as it is given to a writer."""
    return {name: getattr(doc, name) for name in ("id", "headline", "body", "published", "source")}


def for_whoosh(query: whoosh.Query) -> whoosh.Query:
    """The query with its constant scores spelt out."""
    if isinstance(query, _PATTERNS):
        return whoosh.ConstantScoreQuery(query, query.boost)
    return query if query.is_leaf() else query.apply(for_whoosh)


def is_right(query: whoosh.Query, top: bool = True) -> bool:
    """Whether Whoosh's matchers get a query right."""
    if isinstance(query, _WRONG) and not (top and isinstance(query, whoosh.AndMaybe)):
        return False
    return all(is_right(part, False) for part in query.children())


def make_archive(luck: Any, folder: Path) -> tuple[ArrayIndex, list[Any]]:
    """An index of several commits with updates and deletions, and the articles that it should hold."""
    layout = luck.layout(luck.random.choice([40, 120]))
    index = create_index(folder, make_schema())
    number = 0
    for part in layout:
        writer = index.writer()
        for doc in part:
            number += 1
            doc.id = number
            writer.add_document(**fields(doc))
        writer.commit(merge=luck.random.random() < 0.2)
    docs = [doc for part in layout for doc in part]
    writer = index.writer()
    for doc in docs:
        if doc.deleted:
            writer.delete_id(doc.id)
    for doc in luck.random.sample(docs, 10):
        if not doc.deleted:
            doc.body, doc.words = luck.text(), {}
            writer.update_document(**fields(doc))
    writer.commit(merge=luck.random.random() < 0.3, optimize=luck.random.random() < 0.2)
    return index, [doc for doc in docs if not doc.deleted]


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("seed", range(ARCHIVES))
def test_same_documents_and_scores_as_whoosh_over_the_same_index(
    seed: int, masked: bool, chance: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After updates, deletions and merges: same documents, exact count, scores within 1e-4, same top."""
    if masked:
        monkeypatch.setattr(documents, "SMALL_SEGMENT", 0)
        monkeypatch.setattr(phrases, "_MANY", 0)
        monkeypatch.setattr(ranking, "_GROUP", 3)
    luck = chance(1000 + seed)
    index, _ = make_archive(luck, tmp_path / "index")
    with ArraySearcher(index.reader(), fromindex=index) as searcher:
        assert searcher.evaluator is not None
        for _ in range(30):
            query = luck.query()
            if not is_right(query):
                continue
            by_whoosh = Searcher.search(searcher, for_whoosh(query), limit=None).top_n
            expected = {n: score for score, n in by_whoosh if not searcher.reader().is_deleted(n)}
            found = searcher.search(query, limit=None)
            actual = {number: score for score, number in found.top_n}
            assert actual == pytest.approx(expected, rel=1e-4, abs=1e-4), query
            assert len(found) == len(expected) == searcher.matching(query, scored=False).total
            top = searcher.search(query, limit=7)
            assert top.top_n == found.top_n[:7]
            assert len(top) == len(expected)
            assert set(top.docs()) == set(expected)


@pytest.mark.parametrize("seed", range(max(2, ARCHIVES // 5)))
def test_same_articles_as_stock_whoosh(seed: int, chance: Any, tmp_path: Path) -> None:
    """An index that Whoosh made of the same articles finds the same. As it rounds lengths to a byte, all
    articles here have lengths that it keeps.
    """
    luck = chance(2000 + seed)
    index, docs = make_archive(luck, tmp_path / "index")
    index.writer().commit(optimize=True)
    stock = FileIndex.create(RamStorage(), make_schema())
    writer = stock.writer()
    with ArraySearcher(index.reader(), fromindex=index) as searcher:
        by_id = {doc.id: doc for doc in docs}
        assert all(byte_to_length(length_to_byte(doc.length("body"))) == doc.length("body") for doc in docs)
        order = [searcher.stored_fields(number)["id"] for number in range(searcher.doc_count_all())]
        for number in order:
            writer.add_document(**fields(by_id[number]))
        writer.commit()
        with stock.searcher() as reference:
            for _ in range(30):
                query = luck.query()
                if not is_right(query):
                    continue
                expected = {
                    number: score for score, number in reference.search(for_whoosh(query), limit=None).top_n
                }
                actual = {number: score for score, number in searcher.search(query, limit=None).top_n}
                assert actual == pytest.approx(expected, rel=1e-4, abs=1e-4), query


def test_what_the_evaluator_does_not_know_is_searched_by_whoosh(chance: Any, tmp_path: Path) -> None:
    """A foreign query, an argument of Whoosh's own or another weighting: the answer is right, only slower."""
    index, docs = make_archive(chance(7), tmp_path / "index")
    with ArraySearcher(index.reader(), fromindex=index) as searcher:
        regex = whoosh.Regex("body", "d.b")
        expected = sorted(doc.id for doc in docs if {"dab", "dob"} & set(doc.body.split()))
        found = searcher.matching(regex)
        ids = [searcher.stored_fields(number)["id"] for number in found.documents.tolist()]
        assert sorted(ids) == expected
        assert found.total == len(expected) == len(searcher.search(regex, limit=None))
        assert set(found.first(None)[0].tolist()) == set(found.documents.tolist())
        days = [hit["published"] for hit in searcher.search(whoosh.Term("body", "ab"), sortedby="published")]
        assert days == sorted(days)
        assert searcher.search(whoosh.Term("body", "ab"), terms=True).has_matched_terms()
        with pytest.raises(ValueError, match="limit"):
            searcher.search(whoosh.Term("body", "ab"), limit=0)
