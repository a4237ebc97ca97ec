"""Where the lines of a paragraph end.

The rules are those of Unicode line breaking (UAX #14) as far as newspapers need them: lines break after
spaces, hyphens and zero-width spaces, around an em dash, at a soft hyphen, and between the signs of
Chinese, Japanese and Korean; never before closing punctuation, small kana and combining marks, nor
after an opening bracket, nor at a no-break space. A word that is longer than a line is broken
between two of its characters. Thai, Lao and Khmer, whose words only a dictionary can tell apart, break
at spaces and else as long words do.

A line costs a bisection in the running sum of cell widths and a few steps back to the last place where
it may end, so a paragraph is wrapped in time linear in its length.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from rich.cells import get_character_cell_size, split_graphemes

from index.records import Span

_JOINERS = ("\u200d", "\ufe0f")

# Classes of characters. S space, Z zero-width space, G glue, M mark, O opening, C closing (a space before
# it may still break), X closing that clings even over a space, N never at a line's start, H hyphen,
# D em dash, Y soft hyphen, I ideograph and its like, 9 digit, A anything else.
_GIVEN = {
    "S": " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000",
    "Z": "\u200b",
    "G": "\u00a0\u202f\u2007\u2011\u2060\ufeff",
    "M": "\u200c\u200d",
    "C": ".,”’",
    "X": "!?;:",
    "N": "、。，．：；？！％‰℃・ー々〻ゝゞヽヾ…‥〜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ",
    "H": "-\u2010\u2012\u2013",
    "D": "\u2014",
    "Y": "\u00ad",
}


class _Classes(dict[str, str]):
    """The class of each character met, worked out once."""

    def __missing__(self, sign: str) -> str:
        category = unicodedata.category(sign)
        if category in ("Mn", "Mc", "Me"):
            found = "M"
        elif category in ("Ps", "Pi"):
            found = "O"
        elif category in ("Pe", "Pf"):
            found = "N" if unicodedata.east_asian_width(sign) in "WF" else "X" if category == "Pe" else "C"
        elif category == "Nd" and unicodedata.east_asian_width(sign) not in "WF":
            found = "9"
        else:
            found = "I" if unicodedata.east_asian_width(sign) in "WF" else "A"
        self[sign] = found
        return found


class _Widths(dict[str, int]):
    """The cells of each character met; a soft hyphen takes none where the line does not end."""

    def __missing__(self, sign: str) -> int:
        found = self[sign] = 0 if sign == "\u00ad" else get_character_cell_size(sign)
        return found


_CLASSES = _Classes((sign, name) for name, signs in _GIVEN.items() for sign in signs)
_WIDTHS = _Widths()


def wrap(text: str, width: int) -> list[Span]:
    """The lines of a paragraph as stretches of it, white space (and a last soft hyphen) left out.

    Args:
        text: One paragraph. A ``\\n`` in it ends a line.
        width: Cells of a line, at least 1. Only a single character wider than that overflows.
    """
    width = max(1, width)
    if "\n" not in text:
        return _wrap(text, 0, len(text), width)
    lines: list[Span] = []
    start = 0
    for part in text.split("\n"):
        lines += _wrap(text, start, start + len(part), width) or [(start, start)]
        start += len(part) + 1
    return lines


def _wrap(text: str, start: int, stop: int, width: int) -> list[Span]:
    """The lines of ``text[start:stop]``."""
    while stop > start and _CLASSES[text[stop - 1]] in "SY":
        stop -= 1
    while start < stop and _CLASSES[text[start]] == "S":
        start += 1
    origin = start
    ends = None if text.isascii() else _ends(text[origin:stop])
    lines: list[Span] = []
    while start < stop:
        if ends is None:
            limit = start + width
        else:
            used = ends[start - origin - 1] if start > origin else 0
            limit = origin + bisect_right(ends, used + width)
        limit = max(limit, start + 1)
        if limit >= stop:
            lines.append((start, stop))
            break
        end = _last_break(text, start, limit)
        if text[end - 1] == "\u00ad" and ends is not None and ends[end - origin - 1] - used >= width:
            end = _last_break(text, start, end - 1)  # there is no cell left for the hyphen
        after = end
        while after < stop and _CLASSES[text[after]] == "S":
            after += 1
        while end > start and _CLASSES[text[end - 1]] == "S":
            end -= 1
        lines.append((start, end))
        start = after
    return lines


def _ends(text: str) -> Sequence[int]:
    """For each character the cells up to and with it."""
    if not any(joiner in text for joiner in _JOINERS):
        return list(accumulate(map(_WIDTHS.__getitem__, text)))
    sizes = [0] * len(text)
    for start, _, size in split_graphemes(text)[0]:
        sizes[start] = 0 if text[start] == "\u00ad" else size
    return list(accumulate(sizes))


def _last_break(text: str, start: int, limit: int) -> int:
    """The last place in ``start + 1 .. limit`` where a line may end; ``limit`` itself where there is none."""
    for end in range(limit, start, -1):
        if may_break(text, end):
            return end
    while limit > start + 1 and (_CLASSES[text[limit]] == "M" or text[limit - 1] == "\u200d"):
        limit -= 1
    return limit


def may_break(text: str, at: int) -> bool:
    """Whether a line may end between the characters ``at - 1`` and ``at``."""
    after = _CLASSES[text[at]]
    if after in "GM":
        return False
    before = _CLASSES[text[at - 1]]
    if before in "SZ":
        return after not in "SX"
    if after in "SZCXNHY":
        return after == "S"
    if before == "A" and after == "A":  # within a word, by far the commonest
        return False
    base = at - 1
    while before == "M" and base > 0:
        base -= 1
        before = _CLASSES[text[base]]
    if before in "GO":
        return False
    if before == "Y":
        return True
    if before == "H":
        return after in "AIO" and base > 0 and _CLASSES[text[base - 1]] in "A9CIM"
    if "D" in (before, after):
        return before != after
    return "I" in (before, after)


def fold(text: str, width: int) -> list[Span]:
    """The lines of a text whose spaces count: broken at each ``\\n``, and where a line is too long."""
    lines: list[Span] = []
    start = 0
    for line in text.split("\n"):
        ends = range(1, len(line) + 1) if line.isascii() else _ends(line)
        at = 0
        while True:
            limit = max(at + 1, bisect_right(ends, (ends[at - 1] if at else 0) + max(1, width)))
            if limit >= len(line):
                break
            lines.append((start + at, start + limit))
            at = limit
        lines.append((start + at, start + len(line)))
        start += len(line) + 1
    return lines
