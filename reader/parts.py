"""What the page of an article consists of, from its headline to its original url. Knows no width.

An article becomes a row of parts: headline, facts, lede, paragraphs, quotations and so on, each a text with
the stretches in it that are drawn in another way. They are made one after the other, so that the first
screen of a long article does not wait for its last paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.article import Article
from index.markdown import Block, BlockKind, Mark, MarkKind, blocks, definitions, render
from index.records import Span
from reader import dates, tables, text
from reader.signs import Signs

_WORDS_A_MINUTE = 230
_IDEOGRAPHS_A_MINUTE = 450


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a part that leads to a page."""

    number: int
    """Its place among the article's inline links, from 1."""
    start: int
    end: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or its like: what is laid out as a unit."""

    role: str
    """What it is: ``headline``, ``meta``, ``rule``, ``lede``, ``text``, ``quote``, ``item``, ``heading``,
    ``table``, ``code``, ``credit``, ``note``."""
    text: str
    """Safe; a ``\\n`` ends a line."""
    spans: tuple[tuple[int, int, str], ...] = ()
    """Start, end and role of stretches: ``strong``, ``emphasis``, ``fixed``, ``link``, ``image``,
    and ``number`` for the number of a note."""
    links: tuple[Link, ...] = ()
    lead: str = ""
    """Stands before the first line."""
    hang: str = ""
    """Stands before the other lines; as wide as ``lead``."""
    verbatim: bool = False
    """Whether its spaces count and its lines may only be broken where they are too long."""
    gap: int = 1
    """Blank lines above it."""
    searched: bool = True
    """Whether matches are marked in it."""

    def matches(self, find: Callable[[str], list[Span]]) -> list[Span]:
        """Where ``find`` finds something, the numbers of notes left out of what it is given."""
        notes = [(start, end) for start, end, role in self.spans if role == "number"]
        if not notes:
            return find(self.text)
        pieces: list[str] = []
        at = 0
        for start, end in notes:
            pieces.append(self.text[at:start])
            at = end
        found: list[Span] = []
        for first, last in find("".join([*pieces, self.text[at:]])):
            for start, end in notes:
                first += (end - start) * (start <= first)
                last += (end - start) * (start < last)
            found.append((first, last))
        return found


def parts(article: Article, signs: Signs) -> Iterator[Part]:
    """The parts of an article in the order in which they are read."""
    yield Part("headline", text.one_line(article.headline) or "(no headline)")
    yield Part("meta", facts(article, signs), searched=False)
    yield Part("rule", "", gap=0, searched=False)
    body = text.safe(article.body)
    known = definitions(body)
    writer = _Writer(signs)
    before: Block | None = None
    for block in blocks(body):
        rendered = render(block, known)
        yield writer.part(block, rendered.text, rendered.marks, before)
        before = block
    if article.credit:
        yield Part("credit", f"({text.one_line(article.credit)})")
    gap = 1
    for note in writer.notes:
        yield Part("note", note, gap=gap, searched=False)
        gap = 0
    if article.url:
        yield Part("note", f"Original: {text.one_line(article.url)}", searched=False)


def facts(article: Article, signs: Signs) -> str:
    """When, where and by whom an article appeared, and how long it takes to read."""
    told = [
        dates.long_day(article.published),
        article.source,
        article.section,
        article.byline,
        article.dateline,
    ]
    told = [text.one_line(fact) for fact in told if fact]
    if article.body.strip():
        told.append(f"{minutes(article.body)}\u00a0min")
    return f" {signs.dot} ".join(told)


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


class _Writer:
    """Makes parts of blocks and keeps count of the links."""

    def __init__(self, signs: Signs) -> None:
        self.notes: list[str] = []
        """Where the links lead, for the end of the article."""
        self._signs = signs
        self._links = 0
        self._lede = True

    def part(self, block: Block, words: str, marks: tuple[Mark, ...], before: Block | None) -> Part:
        """The part for a block, given its rendered text and the block before it."""
        role = _KINDS[block.kind]
        if role == "text" and self._lede:
            role, self._lede = "lede", False
        close = before is None or (before.kind is block.kind and block.kind in _CLOSE)
        if block.kind is BlockKind.RULE:
            return Part(role, "", searched=False)
        if block.verbatim:
            words = words.replace(text.SOFT_HYPHEN, "")
            shown = tables.align(words, self._signs) if block.kind is BlockKind.TABLE else words.expandtabs(8)
            return Part(role, shown, verbatim=True, gap=0 if close else 1)
        shown, spans, links = self._linked(words.replace("\t", " "), marks)
        lead, hang = self._margin(block)
        return Part(role, shown, spans, links, lead, hang, gap=0 if close else 1)

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

    def _linked(
        self, words: str, marks: tuple[Mark, ...]
    ) -> tuple[str, tuple[tuple[int, int, str], ...], tuple[Link, ...]]:
        """The text with the numbers of its notes behind its links, its stretches and its links."""
        if not marks:
            return words, (), ()
        put: list[tuple[int, str]] = []
        """Notes and the offsets where they belong, rising."""
        numbered: dict[int, int] = {}
        for at, mark in enumerate(marks):
            title = words[mark.start : mark.end]
            if mark.followable:
                self._links += 1
                numbered[at] = self._links
            if mark.url and mark.url != title:
                if mark.followable:
                    note = self._signs.note(self._links)
                    put.append((mark.end, note))
                    self.notes.append(f"{note} {text.one_line(mark.url)}")
                else:
                    self.notes.append(f"{text.one_line(title)}: {text.one_line(mark.url)}")
        put.sort()

        def moved(offset: int, *, ending: bool) -> int:
            return offset + sum(len(note) for at, note in put if at < offset or (at == offset and not ending))

        spans = [(moved(m.start, ending=False), moved(m.end, ending=True), _ROLES[m.kind]) for m in marks]
        links = tuple(
            Link(number, spans[at][0], spans[at][1], words[marks[at].start : marks[at].end], marks[at].url)
            for at, number in numbered.items()
        )
        pieces: list[str] = []
        start = 0
        for at, note in put:
            pieces += [words[start:at], note]
            end = moved(at, ending=True)
            spans.append((end, end + len(note), "number"))
            start = at
        return "".join([*pieces, words[start:]]), tuple(spans), links


_CLOSE = (BlockKind.ITEM, BlockKind.DEFINITION)
"""Kinds of blocks that follow their like without a blank line."""
