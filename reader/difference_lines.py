"""What tells two texts apart as lines of a width, readable without colours.

A sign stands before every line that is not in both: ``-`` cut, ``+`` added. Where a sentence was reworded
both forms follow each other, the words that went struck through and those that came underlined; terminals
that know only ASCII get them in brackets, as wdiff prints them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.links.records import Change, Difference, Passage
from index.records import Span
from reader import text
from reader.signs import Signs, signs
from reader.text import Line
from reader.widgets.line_list import RowLine
from reader.wrapping import wrap

CUT, ADDED = "-", "+"
_INDENT = 2


def lines(
    difference: Difference, width: int, *, whole: bool = False, drawn_with: Signs | None = None
) -> list[RowLine]:
    """The passages in order, those that both texts have only where ``whole`` says so.

    Roles: ``detail`` for what both have, ``rail`` for how much that is, ``sign``, ``cut``, ``added``,
    ``removed``, ``inserted``.
    """
    with_ = drawn_with or signs()
    drawn: list[Line] = []
    same: list[Passage] = []
    for passage in (*difference.passages, None):
        if passage is not None and passage.change is Change.KEPT:
            same.append(passage)
            continue
        if same:
            drawn += _air(drawn)
            drawn += _kept(same, width, whole=whole, with_=with_)
            same = []
        if passage is not None:
            drawn += _air(drawn)
            if passage.before:
                drawn += _changed(passage.before, passage.removed, CUT, width, passage.change, with_)
            if passage.after:
                drawn += _changed(passage.after, passage.inserted, ADDED, width, passage.change, with_)
    return [RowLine(line) for line in drawn]


def _air(drawn: Sequence[Line]) -> list[Line]:
    """A blank line between two passages."""
    return [Line("")] if drawn else []


def _kept(passages: Sequence[Passage], width: int, *, whole: bool, with_: Signs) -> Iterator[Line]:
    """What both texts have, or how much of it there is."""
    if not whole:
        count = len(passages)
        told = f"{with_.ellipsis} {count:,} sentence{'' if count == 1 else 's'} the same in both"
        yield Line(told, "rail", indent=_INDENT)
        return
    for passage in passages:
        words = text.one_line(passage.after)
        for start, end in wrap(words, width - _INDENT):
            yield Line(words[start:end], "detail", indent=_INDENT)


def _changed(
    printed: str, spans: Sequence[Span], sign: str, width: int, change: Change, with_: Signs
) -> Iterator[Line]:
    """A passage that only one of the texts has in these words, its sign before every line."""
    role = "cut" if sign == CUT else "added"
    over = "removed" if sign == CUT else "inserted"
    words = text.safe(printed).replace("\n", " ").replace("\t", " ")
    marked = [(start, end, over) for start, end in spans] if words == printed.replace("\n", " ") else []
    if with_.ascii and change is Change.REWORDED:
        words, marked = _bracketed(words, marked, sign), []
    for start, end in wrap(words, width - _INDENT):
        within = text.spans_within([(first, last) for first, last, _ in marked], start, end, over)
        shifted = ((first + _INDENT, last + _INDENT, name) for first, last, name in within)
        line = f"{sign} {words[start:end]}"
        yield Line(line, "", ((0, 1, "sign"), (_INDENT, len(line), role), *shifted))


def _bracketed(words: str, marked: Sequence[tuple[int, int, str]], sign: str) -> str:
    """The words with ``[-those that went-]`` or ``{+those that came+}`` in brackets."""
    first, last = ("[-", "-]") if sign == CUT else ("{+", "+}")
    parts: list[str] = []
    at = 0
    for start, end, _ in marked:
        parts += (words[at:start], first, words[start:end], last)
        at = end
    return "".join((*parts, words[at:]))
