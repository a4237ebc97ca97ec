"""Tags are words that can be typed in a query."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.desk.tags import LONGEST, tag_beginning, tag_name
from index.errors import UsageError
from index.fulltext.language.syntax import All, Mark, Word, read


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bridge", "bridge"),
        ("  Court  Case ", "court-case"),
        ("#bridge", "bridge"),
        ('"to read", soon', "to-read-soon"),
        ("c++", "c++"),
        ("Čo\u0301d", "č\u00f3d"),
        ("año/2012", "año/2012"),
        ("a\x1b[31mb\u202e", "ab"),
        ("推荐", "推荐"),
    ],
)
def test_names(typed: str, name: str) -> None:
    assert tag_name(typed) == name


@pytest.mark.parametrize("typed", ["", "  ", "#", "- -", "*", "+/_", "x" * (LONGEST + 1)])
def test_what_is_no_tag_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        tag_name(typed)


def test_what_is_being_typed_is_a_beginning() -> None:
    assert tag_beginning("#Court ") == "court-"
    assert tag_beginning("# ") == ""


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_a_name_is_its_own_name(typed: str) -> None:
    """Whatever was typed, the tag that came of it can be typed again, and asked for in a query."""
    try:
        name = tag_name(typed)
    except UsageError:
        return
    assert tag_name(name) == name
    assert read(f"x tag:{name} y") == All((Word("x"), Mark("tag", name), Word("y")))
