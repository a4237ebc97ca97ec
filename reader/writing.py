"""Writing the page of an article: its parts, from its headline to its original url.

They are made one after the other, so that the first screen of a long article does not wait for its last
paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain
from typing import Protocol

from index.article import Article
from index.markdown import Block, BlockKind, Mark, MarkKind, blocks, definitions, render
from index.records import Span
from reader import dates, hyperlinks, tables, text
from reader.parts import Link, Part
from reader.signs import Signs

_WORDS_A_MINUTE = 230
_IDEOGRAPHS_A_MINUTE = 450
_PRINTED = re.compile(
    r"(?:,? ?[A-Z][a-z]{2,8}\.? \d{1,2})?(?:,? ?\([^()\n]{1,30}\))? ?(?:-{1,2}|[–—])+(?=\s|\w)\s?"
)
"""What follows the place in a dateline that stands in the text: ``MOSCOW, March 1 (Reuters) - ``."""


def parts(article: Article, signs: Signs) -> Iterator[Part]:
    """The parts of an article in the order in which they are read."""
    yield Part("headline", text.headline(article.headline))
    body = text.safe(article.body)
    found = blocks(body)
    place = text.one_line(article.dateline)
    has_lede = any(block.kind is BlockKind.PARAGRAPH for block in found)
    yield Part("meta", facts(article, signs, "" if has_lede else place), searched=False)
    yield Part("rule", "", gap=0, searched=False)
    writer = _Writer(signs, definitions(body), place)
    for block in found:
        yield from writer.parts(block)
    if article.credit:
        yield Part("credit", f"({text.one_line(article.credit)})")
    gap = 1
    for note in writer.notes:
        yield _note(*note, gap=gap)
        gap = 0
    if article.url:
        yield _note("Original: ", article.url, 0, gap=1)


def facts(article: Article, signs: Signs, place: str = "") -> str:
    """When, by whom and, with ``place``, where an article appeared, and how long it takes to read."""
    told = [dates.long_day(article.published), article.source, article.section, article.byline, place]
    told = [text.one_line(fact) for fact in told if fact]
    if article.body.strip():
        told.append(about(minutes(article.body)))
    return f" {signs.dot} ".join(told)


def about(count: int) -> str:
    """How long something takes: ``about 4 minutes``."""
    return "about a\u00a0minute" if count == 1 else f"about {count:,}\u00a0minutes"


def minutes(body: str) -> int:
    """About how many minutes it takes to read a text, at least 1; without spaces its signs count."""
    words = body.count(" ") + body.count("\n") + 1
    if len(body) > 15 * words:
        return max(1, round(len(body) / _IDEOGRAPHS_A_MINUTE))
    return max(1, round(words / _WORDS_A_MINUTE))


_ROLES = {
    MarkKind.STRONG: "strong",
    MarkKind.EMPHASIS: "emphasis",
    MarkKind.CODE: "fixed",
    MarkKind.LINK: "link",
    MarkKind.IMAGE: "image",
}
_KINDS = {
    BlockKind.PARAGRAPH: "text",
    BlockKind.HEADING: "heading",
    BlockKind.QUOTE: "quote",
    BlockKind.ITEM: "item",
    BlockKind.TABLE: "table",
    BlockKind.CODE: "code",
    BlockKind.RULE: "rule",
    BlockKind.DEFINITION: "note",
}
_CLOSE = (BlockKind.ITEM, BlockKind.DEFINITION)
"""Kinds of blocks that follow their like without a blank line."""
_ANY = 1 << 30
"""Wider than any table: its form before the width is known."""


class _Writer:
    """Makes parts of blocks one after the other, and keeps count of the links."""

    def __init__(self, signs: Signs, known: Mapping[str, str], dateline: str) -> None:
        self.notes: list[tuple[str, str, int]] = []
        """For the end of the article: what a note begins with, the url it tells, the number of its link."""
        self._signs = signs
        self._known = known
        self._dateline = dateline
        self._links = 0
        self._lede = True
        self._source = 0
        self._before: BlockKind | None = None

    def parts(self, block: Block) -> Iterator[Part]:
        """The parts for the next block: one, but for a very long table."""
        rendered = render(block, self._known)
        close = self._before is None or (self._before is block.kind and block.kind in _CLOSE)
        gap = 0 if close else 1
        self._before = block.kind
        begins = self._source + (len(block.marker) + 1 if block.marker else 0)
        source = begins, begins + len(rendered.text)
        self._source = source[1] + 2
        role = _KINDS[block.kind]
        if block.kind is BlockKind.TABLE:
            yield from self._table(rendered.text, source, gap)
        elif block.kind is BlockKind.RULE:
            yield Part(role, "", searched=False, source=source, exact=False)
        elif block.verbatim:
            shown = rendered.text.replace(text.SOFT_HYPHEN, "").expandtabs(8)
            exact = shown == rendered.text
            yield Part(role, shown, verbatim=True, gap=gap, source=source, exact=exact)
        else:
            yield self._prose(role, block, rendered.text.replace("\t", " "), rendered.marks, source, gap)

    def _prose(
        self, role: str, block: Block, words: str, marks: Sequence[Mark], source: Span, gap: int
    ) -> Part:
        """A paragraph or its like."""
        put, links = self._notes(words, marks)
        spans = [(mark.start, mark.end, _ROLES[mark.kind]) for mark in marks]
        if role == "text" and self._lede:
            role, self._lede = "lede", False
            put, stretch = self._with_dateline(words, put)
            spans += stretch
        shown, added, moved = _insert(words, put)
        lead, hang = self._margin(block)
        return Part(
            role,
            shown,
            (
                *((moved(start), moved(end, ending=start < end), name) for start, end, name in spans),
                *((start, end, name) for (start, end), (_, _, name) in zip(added, put, strict=True)),
            ),
            tuple(
                replace(
                    link,
                    start=moved(link.start, ending=not link.number),
                    end=moved(link.end, ending=link.start < link.end),
                )
                for link in links
            ),
            lead,
            hang,
            gap=gap,
            added=added,
            source=source,
        )

    def _notes(self, words: str, marks: Sequence[Mark]) -> tuple[list[tuple[int, str, str]], list[Link]]:
        """What is put into a text for its links, as offset, words and role, rising; and its links."""
        put: list[tuple[int, str, str]] = []
        links: list[Link] = []
        for mark in marks:
            title = words[mark.start : mark.end]
            if mark.followable:
                self._links += 1
                links.append(Link(self._links, mark.start, mark.end, title, mark.url))
            elif mark.kind is MarkKind.IMAGE:
                sign = self._signs.image + " "
                put.append((mark.start, sign if title else sign + "picture ", "image"))
                if hyperlinks.target(mark.url):
                    links.append(Link(0, mark.start, mark.end, title, mark.url))
            if mark.url and mark.url != title:
                if mark.followable:
                    note = self._signs.note(self._links)
                    put.append((mark.end, note, "number"))
                    self.notes.append((f"{note} ", mark.url, self._links))
                else:
                    lead = f"{self._signs.image} " if mark.kind is MarkKind.IMAGE else ""
                    named = text.one_line(title)
                    self.notes.append((f"{lead}{named}: " if named else lead, mark.url, 0))
        put.sort(key=lambda each: each[0])
        return put, links

    def _with_dateline(
        self, words: str, put: list[tuple[int, str, str]]
    ) -> tuple[list[tuple[int, str, str]], list[tuple[int, int, str]]]:
        """The place that an article is dated from, before its lede, unless the paper printed it there."""
        place = self._dateline
        if not place:
            return put, []
        begins = words[: len(place)].casefold() == place.casefold()
        if begins and (printed := _PRINTED.match(words, len(place))):
            return put, [(0, printed.end(), "dateline")]
        sign = "-" if self._signs.ascii else "—"
        return [(0, f"{place.upper()} {sign} ", "dateline"), *put], []

    def _table(self, words: str, source: Span, gap: int) -> Iterator[Part]:
        """A table, in pieces if it is very long."""
        if "|" not in words:
            shown = words.replace(text.SOFT_HYPHEN, "").expandtabs(8)
            yield Part("table", shown, verbatim=True, gap=gap, source=source, exact=shown == words)
            return
        begins = source[0]
        for piece in tables.pieces(words):
            table = tables.Table(piece, self._known)
            yield _Fitting(table, self._signs, (begins, begins + len(piece)), gap)(_ANY)
            begins += len(piece) + 1
            gap = 0

    def _margin(self, block: Block) -> tuple[str, str]:
        """What stands before the first line of a block, and before its other lines."""
        if block.kind is BlockKind.QUOTE:
            bars = f"{self._signs.quote} " * max(1, block.level)
            return bars, bars
        if block.kind is BlockKind.ITEM:
            mark = block.marker if block.marker[:-1].isdigit() else self._signs.bullet
            lead = "  " * block.level + mark + " "
            return lead, " " * text.cells(lead)
        return "", ""


class _Fitting:
    """Gives a table in the form that fits a column: straight columns, or row by row where it is too wide."""

    def __init__(self, table: tables.Table, signs: Signs, source: Span, gap: int) -> None:
        self._table = table
        self._signs = signs
        self._source = source
        self._gap = gap
        self._made: dict[bool, Part] = {}

    def __call__(self, width: int) -> Part:
        """The form for a column of so many cells."""
        straight = self._table.width <= width
        if straight not in self._made:
            setting = self._table.aligned(self._signs) if straight else self._table.stacked()
            self._made[straight] = self._part(setting, straight=straight)
        return self._made[straight]

    def _part(self, setting: tables.Setting, *, straight: bool) -> Part:
        links = (
            Link(0, mark.start, mark.end, setting.text[mark.start : mark.end], mark.url)
            for mark in setting.marks
            if hyperlinks.target(mark.url)
        )
        spans = chain(
            ((start, end, "lead") for start, end in setting.rules),
            ((mark.start, mark.end, _ROLES[mark.kind]) for mark in setting.marks),
        )
        return Part(
            "table",
            setting.text,
            tuple(sorted(spans, key=lambda span: span[0])),
            tuple(links),
            verbatim=straight,
            gap=self._gap,
            source=self._source,
            exact=False,
            fit=self,
        )


def _note(lead: str, url: str, number: int, *, gap: int) -> Part:
    """A line at the end that tells a url."""
    shown = text.one_line(url)
    followed = number or hyperlinks.target(shown)
    links = (Link(number, 0, len(shown), "", shown),) if followed else ()
    return Part("note", shown, (), links, lead, " " * text.cells(lead), gap=gap, searched=False)


class _Moved(Protocol):
    """Gives for an offset into a text the one after something was put into it."""

    def __call__(self, offset: int, *, ending: bool = False) -> int:
        """The offset; that of the end of a stretch lies before what is put there."""


def _insert(words: str, put: Sequence[tuple[int, str, str]]) -> tuple[str, tuple[Span, ...], _Moved]:
    """A text with something put into it at rising offsets, where that stands then, and how offsets move."""
    offsets = [at for at, _, _ in put]
    sums = [0, *accumulate(len(piece) for _, piece, _ in put)]

    def moved(offset: int, *, ending: bool = False) -> int:
        find = bisect_left if ending else bisect_right
        return offset + sums[find(offsets, offset)]

    pieces: list[str] = []
    added: list[Span] = []
    start = 0
    for number, (at, piece, _) in enumerate(put):
        pieces += [words[start:at], piece]
        added.append((at + sums[number], at + sums[number + 1]))
        start = at
    return "".join([*pieces, words[start:]]), tuple(added), moved
