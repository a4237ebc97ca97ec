"""What a tag may be called."""

from __future__ import annotations

import re
import unicodedata

from index.cleaning import clean_line
from index.errors import UsageError

LONGEST = 80
"""Characters."""

_PARTING = re.compile(r"[\s,;:()\"“”„‟«»＂*?-]+")


def tag_name(text: str) -> str:
    """A tag as it is kept: small letters, one word. UsageError where nothing is left.

    White space and what has a meaning in queries become hyphens, so that ``tag:`` finds every tag as it is
    shown; a ``#`` before it falls away.
    """
    folded = unicodedata.normalize("NFC", clean_line(text).lower())
    name = _PARTING.sub("-", folded).lstrip("-#").rstrip("-")
    if not name or len(name) > LONGEST:
        raise UsageError(
            f"a tag of more than {LONGEST} characters" if name else "there is no word in this tag",
            hint="A tag is a short word or two, such as bridge or court-case.",
        )
    return name
