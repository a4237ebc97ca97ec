"""Finding words in the open article, as in less: what is typed is what is found, whatever the case."""

from __future__ import annotations

import re
from collections.abc import Callable

from index.records import Span

Find = Callable[[str], list[Span]]
"""Gives the stretches of a text that are to be marked."""


def literal(words: str) -> Find:
    """Finds ``words`` anywhere, also inside longer words; any white space stands for any other."""
    parts = [re.escape(part) for part in words.split()]
    pattern = re.compile(r"\s+".join(parts), re.IGNORECASE) if parts else None

    def spans(text: str) -> list[Span]:
        return [match.span() for match in pattern.finditer(text)] if pattern else []

    return spans
