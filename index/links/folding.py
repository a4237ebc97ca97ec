"""Lists in which the versions of one piece share a row. Loads nothing else: the first list waits for it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from index.connections import as_json
from index.store import Store

_FEW = 2000
"""Of so many articles the families are looked up one by one; of more all are read."""


class Folded(NamedTuple):
    """A list in which the versions of one piece are a single row."""

    ids: array[int]
    """Typecode ``q``: of each family only the one that came first."""
    copies: dict[int, tuple[int, ...]]
    """Of an id that stands for several: the others of the list, in its order."""


def fold(store: Store, ids: Sequence[int]) -> Folded:
    """A list with the versions of one piece on a single row, that of the first one."""
    family: dict[int, int]
    if len(ids) <= _FEW:
        family = dict(
            store.rows(
                "SELECT article, family FROM json_each(?) AS wanted JOIN copies ON article = wanted.value",
                as_json(ids),
            )
        )
    else:
        family = dict(store.rows("SELECT article, family FROM copies"))
    if not family:
        return Folded(array("q", ids), {})
    kept = array("q")
    first: dict[int, int] = {}
    behind: dict[int, list[int]] = defaultdict(list)
    for article in ids:
        name = family.get(article)
        if name is None or first.setdefault(name, article) == article:
            kept.append(article)
        else:
            behind[first[name]].append(article)
    return Folded(kept, {article: tuple(others) for article, others in behind.items()})
