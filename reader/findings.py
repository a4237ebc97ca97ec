"""What to say about a query that found nothing."""

from __future__ import annotations

import re

_PART = re.compile(r'(-?(?:\w+:)?(?:"[^"]*"|\([^()]*\)|[^\s()"]+))(?:\s+|$)')
_OPERATORS = {"OR", "NOT", "AND"}


def parts(query: str) -> list[str]:
    """The parts of a query that must all match, each a query by itself; none where it has only one.

    A query with ``OR`` or ``NOT`` outside brackets asks for something else than all of its parts, and one
    with brackets inside brackets is too deep to take apart here: both give none. What must not match
    (``-word``) is left out.
    """
    query = query.strip()
    found: list[str] = []
    at = 0
    while at < len(query):
        match = _PART.match(query, at)
        if match is None:
            return []
        found.append(match.group(1))
        at = match.end()
    if len(found) < 2 or _OPERATORS.intersection(found):
        return []
    return [part for part in found if not part.startswith("-")]
