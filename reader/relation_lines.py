"""The relations of an article as lines of a width: for the related pane and for the end of an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader import text
from reader.dates import day
from reader.relations import Entry, Section, Sign
from reader.signs import signs
from reader.text import Line
from reader.wrapping import wrap

INDENT = 4
"""Cells before a title: number, sign and their blanks."""

_TITLE_LINES = 4
_DETAIL_LINES = 3


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """A line, and the number of the entry it belongs to; 0 for headings and blank lines."""

    line: Line
    number: int = 0


def lines(sections: Sequence[Section], width: int) -> list[RelatedLine]:
    """Headings, titles wrapped, dates and details below them.

    Roles: ``title``, ``wanted`` (the title of a missing article), ``detail`` and ``sign``.
    """
    drawn: list[RelatedLine] = []
    for section in sections:
        if drawn:
            drawn.append(RelatedLine(Line("")))
        drawn.append(RelatedLine(Line(section.title.upper(), "detail")))
        for entry in section.entries:
            drawn += (RelatedLine(line, entry.number) for line in _entry(entry, max(width - INDENT, 8)))
    return drawn


def sign(entry: Entry) -> str:
    """The sign of an entry as this terminal can draw it."""
    return drawn_sign(entry.sign)


def drawn_sign(sign: Sign) -> str:
    """A sign as this terminal can draw it."""
    chosen = signs()
    return {
        Sign.EXACT: chosen.exact,
        Sign.LIKELY: chosen.likely,
        Sign.WANTED: chosen.wanted,
        Sign.MENTIONED: chosen.mentioned,
        Sign.VERSION: chosen.more,
        Sign.SIMILAR: chosen.similar,
    }[sign]


def _entry(entry: Entry, width: int) -> Iterator[Line]:
    """Number, sign and title; below them when it appeared and what else there is to say."""
    number = str(entry.number) if entry.number < 10 else " "
    lead = f"{number} {sign(entry)} "
    role = "wanted" if entry.sign is Sign.WANTED else "title"
    title = text.headline(entry.title)
    first, *rest = _within(title, width, _TITLE_LINES)
    styled = ((0, len(number), "detail"), (2, len(lead), "sign"), (len(lead), len(lead) + len(first), role))
    yield Line(lead + first, "", styled)
    yield from (Line(words, role, indent=INDENT) for words in rest)
    told, dot = text.one_line(entry.detail), signs().dot
    if entry.sign is Sign.SIMILAR:  # a share is not parted from its word, nor a dot from what it follows
        told = told.replace(" ", "\u00a0").replace("·\u00a0", f"{dot} ")
    detail = "  ".join(filter(None, [day(entry.published), told]))
    for words in _within(detail, width, _DETAIL_LINES):
        yield Line(words.rstrip(f" {dot}"), "detail", indent=INDENT)


def _within(words: str, width: int, most: int) -> list[str]:
    """Words wrapped into so many lines at most; the last one is cut where more would follow."""
    stretches = wrap(words[: width * (most + 2)], width)
    told = [words[start:end] for start, end in stretches[: most - 1]]
    return told + [text.cut(words[start:], width) for start, _ in stretches[most - 1 : most]]
