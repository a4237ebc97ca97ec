"""Finding words in the open article."""

from __future__ import annotations

import pytest

from reader.find import literal


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("smelt", "A smelter. Smelting.", ["smelt", "Smelt"]),
        ("Holm Sound", "Holm\n  Sound and holm sound", ["Holm\n  Sound", "holm sound"]),
        ("a.b", "axb a.b", ["a.b"]),
        ("[/red]", "of [/red] ink", ["[/red]"]),
        ("мост", "Мост через залив", ["Мост"]),
        ("nowhere", "here", []),
        ("   ", "any thing", []),
    ],
)
def test_it_marks_what_was_typed(words: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in literal(words)(text)] == found
