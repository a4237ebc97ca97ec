"""Where the sentences of a text end."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++(?=[\"'“‘«(\[]*[^\Wa-zа-яё_])|[。！？]++[”’」』）]*+|\n"
)
_SHORTENED = re.compile(
    r"(?:\b\w|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Hon|St|Jr|Sr|Inc|Co|Corp|Ltd|Bros|No|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)


def sentence_ends(text: str) -> list[int]:
    """Where the sentences of a text end, that is where the next ones begin."""
    ends = []
    for match in _SENTENCE_END.finditer(text):
        before = text[max(0, match.start() - 8) : match.start() + 1]
        if not (match[0][0] == "." and _SHORTENED.search(before)):
            ends.append(match.end())
    return ends
