"""Which parts of a query can be told apart when it found nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.findings import parts


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("labour strike byline:Ivanov", ["labour", "strike", "byline:Ivanov"]),
        ('"first pier" holm', ['"first pier"', "holm"]),
        ('headline:"first pier" holm', ['headline:"first pier"', "holm"]),
        ("(herring OR cod) quota", ["(herring OR cod)", "quota"]),
        ("bridge -ferry", ["bridge"]),
        ("bridge", []),
        ("herring OR cod", []),
        ("bridge NOT ferry", []),
        ("((a b) c) d", []),
        ('"broken', []),
        ("", []),
    ],
)
def test_parts(query: str, found: list[str]) -> None:
    assert parts(query) == found


@given(st.text(max_size=40))
def test_parts_are_taken_from_the_query(query: str) -> None:
    for part in parts(query):
        assert part in query
