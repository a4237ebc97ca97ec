"""The place that an article is dated from: ``HOLM SOUND, Feb 26 (Coast Wire) —``."""

from __future__ import annotations

import re

from index.intake.dates import MONTHS
from index.markdown import plain

_LONGEST = 100
"""Characters before the dash."""
_DASH = re.compile(r"\s*(?:--|—|–)\s*|\s+-\s+|(?<=\)) ?- ?|\s-(?=\S)")
_AGENCY = re.compile(r"\s*\([^()]{2,40}\)\s*$")
_DATE = re.compile(
    rf",?\s+(?:(?:le|am|el|den)\s+)?(?:(?:{MONTHS})\.?\s+\d{{1,2}}|\d{{1,2}}(?:er|\.|º)?\s+(?:de\s+)?[^\W\d_]{{3,12}})\.?(?:,?\s+\d{{4}})?\s*,?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’.][^\W\d_]*)*")
_REGION = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w.'’-]*(?: [A-ZÀ-ÞА-ЯЁ][\w.'’-]*){0,2}")


def place(body: str) -> str:
    """The place named at the start of a body, empty when there is none. The body keeps it as well.

    It counts when it is in capitals, or when a date or an agency follows it: ``Holm Sound, May 3 —``.
    """
    start = body[: _LONGEST * 2].lstrip().partition("\n\n")[0].replace("\n", " ")
    dash = _DASH.search(start, 0, _LONGEST)
    if not dash:
        return ""
    before, after = plain(start[: dash.start()]).strip(" *_"), start[dash.end() :]
    without_agency = _AGENCY.sub("", before)
    name = _DATE.sub("", without_agency).strip(" ,")
    city, _, region = name.partition(",")
    words = city.split()
    if not (1 <= len(words) <= 4 and len(name) <= 50 and all(_WORD.fullmatch(word) for word in words)):
        return ""
    if region and not _REGION.fullmatch(region.strip()):
        return ""
    opening = after.lstrip("\"'“‘«*_ ")[:1]
    if opening.islower() or (opening.isdigit() and not city.isupper()):
        return ""  # no place, but the first words of a sentence
    capitals = city.isupper() and len(words) <= 3 and len(city) > 2 and not after[:80].isupper()
    signed = name != before and all(word[0].isupper() for word in words)
    return name if capitals or signed else ""
