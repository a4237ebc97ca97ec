"""What is written of a batch is the inverted index of its documents, term by term."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.fulltext import analysis
from index.fulltext.schema import make_schema
from index.fulltext.storage.layout import Layout
from index.fulltext.storage.segment_view import SegmentView, open_view
from index.fulltext.writing.batch import BREAK, Batch
from index.fulltext.writing.inversion import radix_order
from index.fulltext.writing.vocabulary import Vocabulary

LAYOUT = Layout.of(make_schema())

Inverted = dict[str, dict[int, list[int]]]
"""Positions by document by term."""


def inverted(texts: list[str]) -> Inverted:
    """The same, made plainly."""
    index: Inverted = {}
    for document, text in enumerate(texts):
        for token in analysis.tokens(text):
            index.setdefault(token.text, {}).setdefault(document, []).append(token.position)
    return index


def read(view: SegmentView, name: str) -> Inverted:
    """The inverted field of a segment in the same form."""
    field = view.inverted(name)
    index: Inverted = {}
    for number in range(len(field.terms)):
        documents = field.documents(number).tolist()
        starts, positions = field.positions(number)
        assert len(documents) == field.document_frequency(number)
        assert field.frequencies(number).tolist() == np.diff(starts).tolist()
        assert field.collection_frequency(number) == len(positions)
        index[field.terms.term(number).decode()] = {
            document: positions[starts[place] : starts[place + 1]].tolist()
            for place, document in enumerate(documents)
        }
    return index


def write(path: Path, documents: list[dict[str, object]]) -> SegmentView:
    batch = Batch(LAYOUT, Vocabulary())
    for document in documents:
        batch.add(document)
    batch.write(path)
    return open_view(path)


text = st.lists(
    st.sampled_from(["oil", "prices", "rose", "in", "the", "U.S.", "café", "日本", "800,000", ".", "don't"]),
    max_size=30,
).map(" ".join)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(text, text), max_size=12))
def test_postings_frequencies_positions_and_lengths(tmp_path: Path, texts: list[tuple[str, str]]) -> None:
    path = tmp_path / f"{hash(tuple(texts))}"
    view = write(
        path, [{"id": place, "headline": head, "body": body} for place, (head, body) in enumerate(texts)]
    )
    for name, values in (("headline", [head for head, _ in texts]), ("body", [body for _, body in texts])):
        assert read(view, name) == inverted(values)
        lengths = [sum(1 for _ in analysis.tokens(value)) for value in values]
        assert view.inverted(name).lengths.tolist() == lengths
        assert view.inverted(name).total_length == sum(lengths)
    path.unlink()


def test_a_number_written_in_two_ways_is_one_term(tmp_path: Path) -> None:
    """The vocabulary may know it under two numbers, and so may a word that loses its ending."""
    texts = ["800000 a1990", "800,000 a1990s 800000", "1987 1,987"]
    view = write(tmp_path / "a", [{"id": place, "body": body} for place, body in enumerate(texts)])
    assert read(view, "body") == inverted(texts)
    assert list(view.inverted("body").terms.terms()) == [b"1987", b"800000", b"a1990"]


def test_terms_of_a_range_lie_side_by_side(tmp_path: Path) -> None:
    view = write(tmp_path / "a", [{"id": 1, "body": "cocoa coco"}, {"id": 2, "body": "cocoa coffee"}])
    field = view.inverted("body")
    low, high = field.terms.prefix_range(b"co")
    assert field.documents(low, high).tolist() == [0, 0, 1, 1]
    assert field.frequencies(low, high).tolist() == [1, 1, 1, 1]


def test_columns_hold_a_value_for_every_document(tmp_path: Path) -> None:
    view = write(
        tmp_path / "a",
        [
            {"id": 9, "published": 19870226, "source": "Reuters"},
            {"id": 1 << 62, "source": "Ärzte Zeitung"},
            {"id": 5, "published": 20121014, "source": "Reuters", "section": "World"},
        ],
    )
    assert view.column("id").tolist() == [9, 1 << 62, 5]
    assert view.by_id.tolist() == [2, 0, 1]
    assert view.column("published").tolist() == [19870226, 0, 20121014]
    table = view.table("source")
    assert [table[ordinal] for ordinal in view.column("source")] == ["Reuters", "Ärzte Zeitung", "Reuters"]
    assert view.table("section") == ["", "World"]
    which, documents = view.find_ids(np.array([5, 7, 9]))
    assert list(zip(which.tolist(), documents.tolist(), strict=True)) == [(0, 2), (2, 0)]


def test_a_word_a_thousand_times_and_an_article_of_a_hundred_thousand_words(tmp_path: Path) -> None:
    """What does not fit the low parts of packed arrays is kept all the same."""
    body = " ".join(f"w{place % 70_000}" for place in range(100_000)) + " oil" * 1_000
    view = write(
        tmp_path / "a", [{"id": 1, "body": "oil"}, {"id": 2, "body": body}, {"id": 3, "body": "oil"}]
    )
    field = view.inverted("body")
    oil = field.terms.find(b"oil")
    assert field.frequencies(oil).tolist() == [1, 1_000, 1]
    assert field.positions(oil)[1].tolist() == [0, *range(100_000, 101_000), 0]
    assert field.positions(field.terms.find(b"w7"))[1].tolist() == [7, 70_007]


def test_an_article_of_several_million_characters_is_one_document(tmp_path: Path) -> None:
    body = "prices rose sharply " * 150_000
    view = write(tmp_path / "a", [{"id": 1, "body": body}, {"id": 2, "body": "prices"}])
    field = view.inverted("body")
    assert field.lengths.tolist() == [450_000, 1]
    assert field.frequencies(field.terms.find(b"price")).tolist() == [150_000, 1]


def test_long_texts_are_cut_only_where_the_rules_part_words() -> None:
    broken = [chr(code) for code in range(0x110000) if BREAK.match(chr(code))]
    assert {analysis.class_of(char) for char in broken} == {" ", "C"}
    assert {" ", "\n", "\u2028", "。", "の", "中"} <= set(broken)


def test_a_long_text_without_spaces_is_indexed_whole(tmp_path: Path) -> None:
    view = write(tmp_path / "a", [{"id": 1, "body": "新闻报道。" * 500_000}])
    field = view.inverted("body")
    assert field.lengths.tolist() == [2_000_000]
    assert field.positions(field.terms.find("道".encode()))[1][-1] == 1_999_999


def test_ranks_above_sixteen_bits_are_sorted_stably() -> None:
    ranks = np.random.default_rng(3).integers(0, 200_000, 50_000).astype(np.uint32)
    assert np.array_equal(radix_order(ranks, 200_000), np.argsort(ranks, kind="stable"))
