"""Names that are proposed for files."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.file_names import slug


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Pier Cracks, Work Stops", "pier-cracks-work-stops"),
        ("Holm's Bridge: “Late”", "holms-bridge-late"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf .", "rf"),
        ("Студёный берег", "студёный-берег"),
        ("", "article"),
        ("***", "article"),
        ("word " * 40, "-".join(["word"] * 12)),
        ("x" * 300, "x" * 60),
    ],
)
def test_words_become_a_name(words: str, name: str) -> None:
    assert slug(words) == name


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_words_make_a_name_that_every_disk_takes(words: str) -> None:
    name = slug(words)
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", name)
    assert len((name + ".markdown").encode("utf-8", "replace")) <= 255
