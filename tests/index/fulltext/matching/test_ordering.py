"""Hits by day and source, over several segments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from whoosh import query as whoosh

from index.fulltext.matching import ranking
from index.fulltext.matching.evaluate import Evaluator, Order
from index.fulltext.schema import make_schema
from index.fulltext.storage import documents


@pytest.fixture(params=[False, True])
def masked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once with listed sets, once with masks."""
    if request.param:
        monkeypatch.setattr(documents, "SMALL_SEGMENT", 0)
        monkeypatch.setattr(ranking, "_GROUP", 3)


@pytest.mark.usefixtures("masked")
@pytest.mark.parametrize("limit", [1, 3, 20, None])
@pytest.mark.parametrize("seed", range(4))
def test_every_order_is_what_sorting_gives(
    seed: int, limit: int | None, chance: Any, make_segments: Callable[..., Any]
) -> None:
    """Days latest or earliest first and undated last, sources by name and none last, ties by day and id."""
    luck = chance(seed)
    layout = luck.layout(90)
    ids = luck.random.sample(range(1, 1000), 90)
    docs = [doc for part in layout for doc in part]
    for doc, number in zip(docs, ids, strict=True):
        doc.id = number
    evaluator = Evaluator(make_segments(layout), make_schema())
    expected: dict[Order, Callable[[Any], Any]] = {
        Order.NEWEST: lambda doc: (-doc.published, doc.id),
        Order.OLDEST: lambda doc: (doc.published == 0, doc.published, doc.id),
        Order.SOURCE: lambda doc: (doc.source == "", doc.source, -doc.published, doc.id),
    }
    for query in (whoosh.Term("body", "ab"), whoosh.Term("body", "dab"), whoosh.Every()):
        found = evaluator.find(query, scored=False)
        matching = [docs[number] for number in found.documents.tolist()]
        for order, key in expected.items():
            numbers = found.first(limit, order)[0].tolist()
            assert [docs[number].id for number in numbers] == [doc.id for doc in sorted(matching, key=key)][
                :limit
            ]


def test_scores_go_with_their_documents_in_any_order(doc: Any, make_segments: Callable[..., Any]) -> None:
    """Sorted by day, a hit still tells how well it matches when scores were asked for."""
    layout = [
        [doc("oil", published=19870301), doc("oil oil", published=19870303), doc("oil", "oil", 19870302)]
    ]
    found = Evaluator(make_segments(layout), make_schema()).find(
        whoosh.Or([whoosh.Term("headline", "oil"), whoosh.Term("body", "oil")])
    )
    by_score = dict(zip(*(part.tolist() for part in found.first(None)), strict=True))
    numbers, scores = found.first(None, Order.NEWEST)
    assert numbers.tolist() == [1, 2, 0]
    assert scores.tolist() == [by_score[number] for number in numbers.tolist()]
