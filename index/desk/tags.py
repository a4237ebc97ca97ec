"""What a tag may be called."""

from __future__ import annotations

import re
import unicodedata

from index.cleaning import clean
from index.errors import UsageError

LONGEST = 80
"""Characters."""

_PARTING = re.compile(r"[\s,;:()\"“”„‟«»＂*?-]+")

_LETTERS = frozenset(("Lu", "Ll", "Lt", "Lo", "Nd"))


def tag_name(text: str) -> str:
    """A tag as it is kept: small letters, one word. UsageError where nothing is left.

    White space and what has a meaning in queries become hyphens, so that ``tag:`` finds every tag as it is
    shown; a ``#`` before it falls away.
    """
    name = tag_beginning(text).rstrip("-")
    if len(name) > LONGEST or not any(map(_is_letter, name)):
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


def _is_letter(sign: str) -> bool:
    """Whether a character makes a word of a query by itself: letters and digits, not ``¼`` or ``²``."""
    whole = unicodedata.normalize("NFKD", sign)
    return unicodedata.category(sign) in _LETTERS and unicodedata.category(whole[0]) in _LETTERS
