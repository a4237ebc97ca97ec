"""What a tag may be called."""

from __future__ import annotations

import re
import unicodedata

from index.cleaning import clean
from index.errors import UsageError

LONGEST = 80
"""Characters."""

_PARTING = re.compile(r"[\s,;:()\"“”„‟«»＂*?-]+")

_LETTER = re.compile(r"[^\W_]")


def tag_name(text: str) -> str:
    """A tag as it is kept: small letters, one word. UsageError where nothing is left.

    White space and what has a meaning in queries become hyphens, so that ``tag:`` finds every tag as it is
    shown; a ``#`` before it falls away.
    """
    name = tag_beginning(text).rstrip("-")
    if len(name) > LONGEST or not _LETTER.search(name):
        long = len(name) > LONGEST
        raise UsageError(
            f"a tag has at most {LONGEST} characters" if long else "there is no word in this tag",
            hint="A tag is a short word or two, such as bridge or court-case.",
        )
    return name


def tag_beginning(text: str) -> str:
    """What a tag begins with that is still being typed; may be empty."""
    folded = unicodedata.normalize("NFC", clean(text).lower())
    return _PARTING.sub("-", folded).lstrip("-#")
