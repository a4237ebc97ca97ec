"""Merged segments are what indexing the live documents afresh would have given."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.fulltext.schema import make_schema
from index.fulltext.storage.layout import Layout
from index.fulltext.storage.segment_file import SegmentFile
from index.fulltext.storage.segment_view import SegmentView
from index.fulltext.writing import merging
from index.fulltext.writing.batch import Batch
from index.fulltext.writing.vocabulary import Vocabulary

LAYOUT = Layout.of(make_schema())

words = st.lists(
    st.sampled_from(["oil", "prices", "café", "interests", "interested", "interesting", "日本", "a", "zinc"]),
    max_size=25,
)
document = st.fixed_dictionaries(
    {
        "headline": words.map(" ".join),
        "body": words.map(" ".join),
        "source": st.sampled_from(["", "Reuters", "AP"]),
        "published": st.sampled_from([0, 19870226]),
    }
)
segment = st.lists(st.tuples(document, st.booleans()), min_size=1, max_size=8)


def write(path: Path, documents: list[dict[str, object]]) -> SegmentFile:
    batch = Batch(LAYOUT, Vocabulary())
    for each in documents:
        batch.add(each)
    batch.write(path)
    return SegmentFile(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(segments=st.lists(segment, min_size=1, max_size=4), window=st.sampled_from([1, 3, 1 << 19]))
def test_merging_gives_the_sections_of_a_fresh_index(
    tmp_path: Path, segments: list[list[tuple[dict[str, object], bool]]], window: int
) -> None:
    """With documents deleted, and with windows so small that terms come one by one."""
    views, live = [], []
    for place, contents in enumerate(segments):
        documents = [{**each, "id": 100 * place + row} for row, (each, _) in enumerate(contents)]
        kept = np.array([keep for _, keep in contents])
        views.append(SegmentView(write(tmp_path / f"{place}", documents), None if kept.all() else kept))
        live += [each for each, keep in zip(documents, kept, strict=True) if keep]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "WINDOW", window)
        patch.setattr(merging, "_HEAVY", 2)
        assert merging.merge(LAYOUT, views, tmp_path / "merged") == len(live)
    merged, fresh = SegmentFile(tmp_path / "merged"), write(tmp_path / "fresh", live)
    assert merged.meta == fresh.meta
    merged.verify()
    for name in {*merged.names(), *fresh.names()}:
        if name.endswith((".starts", ".highs")):
            continue
        assert merged.array(name).tolist() == fresh.array(name).tolist(), name


def test_more_documents_than_sixteen_bits_number(tmp_path: Path) -> None:
    """Document numbers above 65,535 keep their high parts."""
    segments = [[{"id": at * 40_000 + row, "body": "oil"} for row in range(40_000)] for at in range(2)]
    segments[1][-1]["body"] = "oil zinc"
    views = [SegmentView(write(tmp_path / f"{at}", each), None) for at, each in enumerate(segments)]
    merging.merge(LAYOUT, views, tmp_path / "merged")
    field = SegmentView(SegmentFile(tmp_path / "merged"), None).inverted("body")
    assert np.array_equal(field.documents(field.terms.find(b"oil")), np.arange(80_000))
    assert field.documents(field.terms.find(b"zinc")).tolist() == [79_999]


def test_articles_and_frequencies_beyond_the_low_parts_survive_a_merge(tmp_path: Path) -> None:
    long = "oil " * 70_000
    views = [
        SegmentView(
            write(tmp_path / f"{at}", [{"id": at, "body": long}, {"id": 9 + at, "body": "oil"}]), None
        )
        for at in range(3)
    ]
    merging.merge(LAYOUT, views, tmp_path / "merged")
    field = SegmentView(SegmentFile(tmp_path / "merged"), None).inverted("body")
    assert field.frequencies(0).tolist() == [70_000, 1] * 3
    starts, positions = field.positions(0)
    assert positions[starts[2] : starts[3]].tolist() == list(range(70_000))
