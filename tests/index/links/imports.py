"""What tests of links share: importing articles, and importing the same ones in another order."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

from index.archive import Archive
from index.article import Article
from index.importing import Import
from index.intake.pipeline import LinkCounts


def put(archive: Archive, *articles: Article) -> LinkCounts:
    """Import articles, without files."""
    sink = Import(archive._store, archive._weaving, archive._indexing)
    sink.put([(article, "page.md") for article in articles])
    return sink.finish(None)


def resolved(batches: Sequence[Sequence[Article]], *, anew: bool = False) -> list[tuple[object, ...]]:
    """Where all links lead after these imports."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder), create=True) as archive:
        for batch in batches:
            put(archive, *batch)
        if anew:
            archive._weaving.weave_all()
        columns = "article, position, target, how, confidence, runner_up"
        return archive._store.rows(f"SELECT {columns} FROM links ORDER BY article, position")


def assert_order_does_not_matter(articles: list[Article], data: st.DataObject) -> None:
    """Imported in two parts, in any order, or woven anew: the links lead to the same."""
    shuffled = data.draw(st.permutations(articles))
    cut = data.draw(st.integers(0, len(articles)))
    at_once = resolved([articles])
    assert resolved([shuffled[:cut], shuffled[cut:]]) == at_once
    assert resolved([shuffled], anew=True) == at_once
