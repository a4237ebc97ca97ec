"""The person's marks in queries: ``is:unread tag:bridge note:"tide tables"``.

The index knows nothing of marks. Whoever searches hands over a desk, which gives the ids of the articles that
bear a mark; those become a part of the search like any other, planned in :mod:`index.fulltext.matching.plan`.
"""

from __future__ import annotations

from array import array
from typing import Protocol

import numpy as np
import numpy.typing as npt
from whoosh.query.qcore import Query
from whoosh.query.wrappers import Not

from index.errors import QueryError
from index.fulltext.language.syntax import Mark


class Marks(Protocol):
    """What is asked of a desk."""

    def ids(self, kind: str, value: str) -> array[int]:
        """The articles that bear a mark, see :meth:`index.desk.Desk.ids`."""


class Among(Query):
    """The articles of a set of ids."""

    boost = 1.0

    def __init__(self, ids: npt.NDArray[np.int64]) -> None:
        """``ids`` are rising."""
        self.ids = ids

    def __str__(self) -> str:
        """For messages and tests."""
        return f"among:{len(self.ids)}"


def marked(mark: Mark, marks: Marks | None) -> Query:
    """The search for a mark; QueryError where there is no desk to ask."""
    if marks is None:
        raise QueryError(
            f"“{mark.kind}:{mark.value}” asks for your marks, and this search does not know them",
            position=mark.position,
            hint="Search without it, or where a desk is at hand.",
        )
    if (mark.kind, mark.value) == ("is", "unread"):
        return Not(_among(marks, "is", "read"))
    return _among(marks, mark.kind, mark.value)


def _among(marks: Marks, kind: str, value: str) -> Query:
    """The search for the articles that bear a mark."""
    return Among(np.asarray(marks.ids(kind, value), np.int64))


def passing(query: Query) -> bool:
    """Whether a part of a search comes from a desk: it will not be the same the next time."""
    return any(isinstance(leaf, Among) for leaf in query.leaves())
