"""How a person names an article: by the number that search prints, the first digits of it, or its url."""

from __future__ import annotations

from index.errors import ArticleMissing
from index.identity import url_id
from index.store import LONGEST_ID, Store

SHORTEST_PREFIX = 6
"""Digits of an id that may stand for all of them."""


def find_id(store: Store, text: str) -> int:
    """The id that a person means; ArticleMissing when no article answers to it, or more than one."""
    text = text.strip().strip("<>")
    if not text.isdecimal():
        found = store.present([url_id(text)])
    elif len(text) > LONGEST_ID:
        found = set()
    elif not (found := store.present([int(text)])) and len(text) >= SHORTEST_PREFIX:
        found = store.ids_with_prefix(text)
    if len(found) > 1:
        raise ArticleMissing(f"several articles begin with {text}", hint="Give more of its digits.")
    if not found:
        raise ArticleMissing(
            f"no article {text} in this archive",
            hint="Give the number that search prints, its first six digits or more, or the original url.",
        )
    return found.pop()
