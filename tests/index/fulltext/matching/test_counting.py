"""Facets of a result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from whoosh import query as whoosh

from index.fulltext.matching.evaluate import Evaluator
from index.fulltext.schema import make_schema
from index.fulltext.storage import documents


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_counts_are_those_of_the_matching_articles(
    seed: int, masked: bool, chance: Any, make_segments: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every live article that matches is counted once, undated and nameless ones too."""
    if masked:
        monkeypatch.setattr(documents, "SMALL_SEGMENT", 0)
    luck = chance(seed)
    layout = luck.layout(120)
    docs = [doc for part in layout for doc in part]
    for doc in docs:
        doc.published = luck.random.choice([0, 19870301, 20121014, 20120000])
    evaluator = Evaluator(make_segments(layout), make_schema())
    for query in (whoosh.Term("body", "ab"), whoosh.Term("body", "zob"), whoosh.Every()):
        found = evaluator.find(query, scored=False)
        matching = [docs[number] for number in found.documents.tolist()]
        assert found.years() == Counter(doc.published // 10_000 for doc in matching)
        assert list(found.years()) == sorted(found.years())
        names = found.names("source")
        assert names == Counter(doc.source for doc in matching)
        assert list(names.values()) == sorted(names.values(), reverse=True)
