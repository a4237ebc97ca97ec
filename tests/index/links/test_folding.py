"""A list with the versions of one piece on a single row."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from index.links import folding
from index.store import Store


@pytest.mark.parametrize("few", [0, 100])
def test_the_first_of_a_family_stands_for_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Whether families are looked up one by one or read as a whole, the list is the same."""
    monkeypatch.setattr(folding, "_FEW", few)
    store = Store.create(tmp_path)
    try:
        with store.transaction():
            store.write("INSERT INTO copies VALUES (?, ?)", [(2, 2), (4, 2), (7, 2), (9, 9), (11, 9)])
        folded = folding.fold(store, array("q", [4, 5, 2, 9, 7, 8]))
        assert list(folded.ids) == [4, 5, 9, 8]
        assert folded.copies == {4: (2, 7)}
        assert folding.fold(store, array("q", [5, 8])) == (array("q", [5, 8]), {})
    finally:
        store.close()
