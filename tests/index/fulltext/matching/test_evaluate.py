"""The vectorised search against the model that looks at one document at a time."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from whoosh import query as whoosh

from index.fulltext.matching import phrases, ranking
from index.fulltext.matching.evaluate import Evaluator, Order, Unknown
from index.fulltext.schema import make_schema
from index.fulltext.storage import documents

ARCHIVES = int(os.environ.get("NEWSREADER_EQUALITY", "300")) // 30
"""How many random archives, with 30 queries each, are tried: NEWSREADER_EQUALITY=6000 is a thorough run."""


@pytest.fixture(params=["lists", "masks", "both"])
def shapes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Makes small segments take the ways of large ones: sets as masks, phrases on strips, tops by groups."""
    if request.param != "lists":
        monkeypatch.setattr(documents, "SMALL_SEGMENT", 0)
        monkeypatch.setattr(documents, "LARGE_SHARE", 10_000 if request.param == "masks" else 4)
        monkeypatch.setattr(phrases, "_MANY", 0)
        monkeypatch.setattr(phrases, "_STRIP", 40)
        monkeypatch.setattr(ranking, "_GROUP", 3)
    return str(request.param)


@pytest.mark.parametrize("seed", range(ARCHIVES))
def test_any_query_finds_and_scores_what_the_model_does(
    seed: int, shapes: str, chance: Any, model: Any, make_segments: Callable[..., Any]
) -> None:
    """Same documents, exact count, scores within 1e-4: any nesting of queries, any layout of segments."""
    luck = chance(seed)
    layout = luck.layout(luck.random.choice([20, 60, 150]))
    expected_of = model(layout)
    evaluator = Evaluator(make_segments(layout), make_schema())
    for _ in range(30):
        query = luck.query()
        expected = expected_of.search(query)
        found = evaluator.find(query)
        numbers, scores = found.first(None)
        actual = dict(zip(numbers.tolist(), scores.tolist(), strict=True))
        assert found.total == len(expected), query
        assert actual == pytest.approx(expected, rel=1e-4, abs=1e-4), query
        assert (
            sorted(actual)
            == found.documents.tolist()
            == evaluator.find(query, scored=False).documents.tolist()
        )
        ranked = sorted(scores.tolist(), reverse=True)
        assert ranked == scores.tolist()
        top, top_scores = found.first(5)
        assert top_scores.tolist() == ranked[:5]
        assert all(
            actual[number] == score for number, score in zip(top.tolist(), top_scores.tolist(), strict=True)
        )


def test_equal_scores_come_in_the_order_of_documents(doc: Any, make_segments: Callable[..., Any]) -> None:
    """Ties go to the document indexed first, whatever the limit and however many segments there are."""
    layout = [[doc("oil") for _ in range(700)], [doc("oil") for _ in range(700)]]
    found = Evaluator(make_segments(layout), make_schema()).find(whoosh.Term("body", "oil"))
    assert found.first(20)[0].tolist() == list(range(20))
    assert found.first(None)[0].tolist() == list(range(1400))


def test_filter_and_mask_take_queries_and_numbers(doc: Any, make_segments: Callable[..., Any]) -> None:
    """A filter narrows, a mask excludes, neither changes scores."""
    layout = [[doc("oil gas"), doc("oil"), doc("gas")], [doc("oil gas"), doc("oil coal")]]
    evaluator = Evaluator(make_segments(layout), make_schema())
    oil, gas = whoosh.Term("body", "oil"), whoosh.Term("body", "gas")
    alone = dict(zip(*(part.tolist() for part in evaluator.find(oil).first(None)), strict=True))
    both = evaluator.find(oil, filter=gas)
    assert both.documents.tolist() == [0, 3]
    assert both.first(1)[1][0] == alone[int(both.first(1)[0][0])]
    assert evaluator.find(oil, mask=gas).documents.tolist() == [1, 4]
    assert evaluator.find(oil, filter={1, 2, 3}).documents.tolist() == [1, 3]
    assert evaluator.find(oil, filter={0, 1, 4}, mask={4}).documents.tolist() == [0, 1]


def test_a_query_of_500_words_is_searched_whole(doc: Any, make_segments: Callable[..., Any]) -> None:
    """Long queries work: every one of the words can match."""
    words = [f"w{number}q" for number in range(500)]
    layout = [[doc(word) for word in words]]
    evaluator = Evaluator(make_segments(layout), make_schema())
    query = whoosh.Or(
        [whoosh.Or([whoosh.Term(name, word) for name in ("headline", "body")]) for word in words]
    )
    assert evaluator.find(query).total == 500
    assert evaluator.find(whoosh.And([whoosh.Term("body", word) for word in words])).total == 0


def test_what_only_whoosh_knows_is_refused(doc: Any, make_segments: Callable[..., Any]) -> None:
    """A query of a foreign kind is never half answered, however deep it stands."""
    evaluator = Evaluator(make_segments([[doc("oil")]]), make_schema())

    class Other(whoosh.Term):
        """Looks like a term and may mean anything."""

    for query in (Other("body", "oil"), whoosh.Or([whoosh.Term("body", "oil"), Other("body", "oil")])):
        with pytest.raises(Unknown):
            evaluator.find(query)


def test_unknown_fields_and_impossible_numbers_match_nothing(
    doc: Any, make_segments: Callable[..., Any]
) -> None:
    """As in Whoosh, what cannot match does not."""
    evaluator = Evaluator(make_segments([[doc("oil", published=19870301)]]), make_schema())
    for query in (
        whoosh.Term("colour", "oil"),
        whoosh.Phrase("colour", ["crude", "oil"]),
        whoosh.Prefix("colour", "oi"),
        whoosh.Term("published", "yesterday"),
        whoosh.NumericRange("published", 1 << 40, None),
        whoosh.NumericRange("published", 19870302, 19870301),
        whoosh.And([]),
        whoosh.Or([]),
    ):
        assert evaluator.find(query).total == 0, query
    assert evaluator.find(whoosh.Term("published", 19870301)).total == 1
    assert evaluator.find(whoosh.NumericRange("published", 0, 1 << 40)).total == 1


def test_an_index_without_segments_finds_nothing() -> None:
    """A new archive can be searched."""
    found = Evaluator([], make_schema()).find(whoosh.Every())
    assert found.total == 0
    assert found.first(20)[0].tolist() == []
    assert found.documents.tolist() == []
    assert found.first(None, Order.NEWEST)[0].tolist() == []
    assert found.years() == {}
