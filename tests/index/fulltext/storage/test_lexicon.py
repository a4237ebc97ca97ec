"""Lexicons find, sort and merge terms as Python would with a sorted list."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.fulltext.storage.lexicon import (
    Lexicon,
    Terms,
    add_lexicon,
    merge_terms,
    sort_terms,
    terms_of_bytes,
)
from index.fulltext.storage.segment_file import SegmentFile, SegmentFileWriter

term = st.one_of(
    st.text("ab", min_size=1, max_size=30),
    st.text("abcdefgh", min_size=1, max_size=6).map("interest".__add__),
    st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), min_size=1, max_size=12),
).map(str.encode)
vocabulary = st.sets(term, max_size=40)


def listed(terms: Terms) -> list[bytes]:
    return [
        terms.blob[start : start + length].tobytes()
        for start, length in zip(terms.starts, terms.lengths, strict=True)
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=vocabulary, wanted=st.one_of(term, st.just(b""), st.just(b"\xff")))
def test_terms_are_found_as_in_a_sorted_list(tmp_path: Path, words: set[bytes], wanted: bytes) -> None:
    expected = sorted(words)
    with SegmentFileWriter(tmp_path / "a") as file:
        add_lexicon(file, "terms", terms_of_bytes(expected))
        file.finish({})
    lexicon = Lexicon(SegmentFile(tmp_path / "a"), "terms")
    assert list(lexicon.terms()) == expected
    assert lexicon.bisect(wanted) == bisect_left(expected, wanted)
    for each in [wanted, *expected[:3]]:
        assert lexicon.find(each) == (expected.index(each) if each in words else -1)
        start, stop = lexicon.prefix_range(each[:2])
        assert expected[start:stop] == [word for word in expected if word.startswith(each[:2])]
    assert listed(lexicon.slice(len(expected) // 3, len(expected))) == expected[len(expected) // 3 :]


@settings(max_examples=150, deadline=None)
@given(st.lists(term, max_size=60))
def test_terms_are_sorted_by_their_bytes_and_equal_ones_noticed(words: list[bytes]) -> None:
    order, new = sort_terms(terms_of_bytes(words))
    arranged = [words[place] for place in order]
    assert arranged == sorted(words)
    assert new.tolist() == [place == 0 or arranged[place - 1] != word for place, word in enumerate(arranged)]


@settings(max_examples=150, deadline=None)
@given(st.lists(vocabulary, min_size=1, max_size=5))
def test_the_union_of_lexicons_and_each_terms_number_in_it(parts: list[set[bytes]]) -> None:
    lexicons = [sorted(part) for part in parts]
    union, numbers = merge_terms([terms_of_bytes(lexicon) for lexicon in lexicons])
    expected = sorted(set().union(*parts))
    assert listed(union) == expected
    assert np.array_equal(union.starts, np.cumsum(union.lengths) - union.lengths)
    for lexicon, places in zip(lexicons, numbers, strict=True):
        assert [expected[place] for place in places] == lexicon
