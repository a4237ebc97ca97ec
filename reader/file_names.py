"""Names for files that are written out."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 60


def slug(words: str) -> str:
    """Words as a file name without a suffix: ``pier-cracks-work-stops``; letters of any script stay.

    It has no sign that a shell or a file system minds, never begins with a dot or a dash, and is never empty.
    """
    folded = unicodedata.normalize("NFC", words).casefold().replace("'", "").replace("’", "")
    parts = re.findall(r"[^\W_]+", folded)
    name = ""
    for part in parts:
        longer = f"{name}-{part}" if name else part
        if len(longer.encode("utf-8", "replace")) > 3 * _LONGEST or len(longer) > _LONGEST:
            break
        name = longer
    return name or (parts[0][:_LONGEST] if parts else "article")
