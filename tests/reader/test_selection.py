"""Choosing among the articles of a list."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from reader.selection import Selection

IDS = st.lists(st.integers(0, 20), unique=True).map(lambda ids: array("q", ids))
STEP = st.one_of(st.integers(0, 20), st.sampled_from(["all", "none", "invert"]), IDS)


@given(IDS, st.lists(STEP, max_size=12))
def test_a_selection_is_the_set_of_what_was_chosen(ids: array[int], steps: list[object]) -> None:
    """Whatever is done, also when other lists are shown between: the same as with a plain set."""
    selection, plain = Selection(), set[int]()
    for step in steps:
        if isinstance(step, int):
            if step in ids:
                selection.toggle(step)
                plain ^= {step}
        elif isinstance(step, array):
            selection.carry(ids, step)
            ids, plain = step, plain & set(step)
        else:
            {"all": selection.choose_all, "none": selection.clear, "invert": selection.invert}[str(step)]()
            plain = {"all": set(ids), "none": set(), "invert": set(ids) - plain}[str(step)]
        assert list(selection.among(ids)) == [id_ for id_ in ids if id_ in plain]
        assert selection.count(len(ids)) == len(plain)
        assert [id_ in selection for id_ in ids] == [id_ in plain for id_ in ids]
