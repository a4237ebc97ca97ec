"""The Markdown that bodies are written in: links and emphasis within a block, and a body's plain words.

A body is read in two steps. :func:`index.blocks.blocks` parts it into paragraphs, headings, list items and
so on; :func:`render` turns the text of one block into what a person reads, with the stretches that are
links, strong, emphasised or code. :func:`plain` does both for those who want words alone.

An asterisk that marks nothing is an asterisk: signs that are not marks are never removed. Every step is
linear in the length of its text, whatever the text is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from index.blocks import Block, BlockKind, blocks, definitions, label

__all__ = [
    "Block", "BlockKind", "Mark", "MarkKind", "Rendered",
    "blocks", "definitions", "plain", "render",
]  # fmt: skip


class MarkKind(StrEnum):
    """How a stretch of rendered text is to be drawn."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of rendered text. Marks may lie within each other; links and images never do."""

    start: int
    end: int
    """Offsets into the rendered text."""
    kind: MarkKind
    url: str = ""
    """Of a link or an image: where it points, empty for ``#`` and its like."""

    @property
    def followable(self) -> bool:
        """Whether it leads to a page: the n-th such mark of a body is the article's n-th inline link."""
        return self.kind is MarkKind.LINK and leads_to_page(self.url)


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text of a block as a person reads it."""

    text: str
    marks: tuple[Mark, ...] = ()
    """By start, of those that start together the widest first, but pictures without a caption before all."""


def leads_to_page(url: str) -> bool:
    """Whether a url is one of a page: neither empty nor ``#``, a mail address, a script."""
    return bool(url) and not url.startswith("#") and not _NO_PAGE.match(url)


def render(block: Block, known: Mapping[str, str]) -> Rendered:
    """A block's text without its marks, and where they were. ``known`` are the body's ``definitions``.

    Links are ``[title](url)``, ``<https://...>``, bare http(s) urls, and ``[title][label]`` or ``[label]`` of
    a known url; images are ``![caption](url)``. A link without words shows its url. Code holds no links.
    """
    return Rendered(block.text) if block.verbatim else _render(block.text, known)


def plain(text: str) -> str:
    """What a reader sees of a body or of a line: links by their words, no marks, blocks a blank line apart.

    No word is lost but the addresses behind the words of links. List items keep their mark.
    """
    if not _MAY_MARK.search(text):
        return text
    known = definitions(text)
    parts: list[str] = []
    for block in blocks(text):
        words = render(block, known).text
        parts.append(f"{block.marker} {words}" if block.marker else words)
    return "\n\n".join(parts)


_NO_PAGE = re.compile(r"(?:mailto|tel|javascript|data|callto|sms):", re.IGNORECASE)
_MAY_MARK = re.compile(
    r"[\[*_`\\>]|https?://|^[ \t]*(?:#|[-+•=~|]|\d+[.)])|\n[ \t]|[ \t]\n|[^\n]\n[^\n]|\n\n\n", re.M
)
_MAY_HOLD = re.compile(r"[\[*_`\\]|https?://", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)(?:\?[^/]*)?$", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<escape>\\[*_\[\]`#<>|(){}.!+~-])"
    r"|(?P<code>`+)"
    r"|(?P<auto><https?://[^\s<>]++>)"
    r"|(?P<url>(?<!=[\"'])https?://[^\s<>\[\]`\"“”«»（），。、；]+)"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\])"
    r"|(?P<run>\*+|_+)",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\([ \t]*+(?:<(?P<angle>[^<>\n]*+)>[ \t]*+|(?P<url>(?:[^()\n]++|\([^()\n]*+\))*+))\)",
)
_TARGET_TITLE = re.compile(r"(?<!\s)\s++(?:\"[^\"]*\"|'[^']*'|“[^”]*”)$")
_ANGLED = re.compile(r"^<([^<>]*)>$")
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,200})\]")
_URL_END = re.compile(r"[.,:;!?'’*_~]+$")


_OPENING = frozenset("\"'“‘«„([{<$€£@#¿¡「『《（*_`\\!…—–")
"""What emphasised words may begin with, beside letters and figures."""
_LONGEST = 500_000
"""Characters; a longer block is no prose and is taken as it stands, which bounds time and memory."""


@dataclass(slots=True)
class _Part:
    """A link, image or code span: offsets with its signs, and those of the words that remain."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    kind: MarkKind
    url: str = ""
    nested: bool = False
    """An image within a link: its caption is words of the link."""


class _Scanner:
    """One pass over a block's text that finds links, images and code, and what may be emphasis."""

    def __init__(self, text: str, known: Mapping[str, str]) -> None:
        self.text = text
        self.known = known
        self.parts: list[_Part] = []
        self.runs: list[tuple[int, int]] = []
        """Start and end of each row of asterisks or underscores."""
        self.escapes: list[int] = []
        """Where a backslash only keeps the next sign from being a mark."""
        self._open: list[tuple[int, bool]] = []
        """Brackets that may begin a link: offset, whether of an image."""
        self._floor = 0
        """Images below this depth of brackets hold one already."""
        self._unclosed: set[int] = set()
        """Lengths of backtick rows that have no partner any more."""

    def scan(self) -> _Scanner:
        """Go through the text once."""
        if len(self.text) > _LONGEST:
            return self
        at = 0
        while token := _TOKEN.search(self.text, at):
            at = token.end()
            match token.lastgroup:
                case "escape":
                    self.escapes.append(token.start())
                case "run":
                    self.runs.append(token.span())
                case "open":
                    self._open.append((token.start(), len(token[0]) == 2))
                case "code":
                    at = self._code(*token.span())
                case "auto":
                    self._address(token.start(), at, token.start() + 1, at - 1)
                case "url":
                    at = self._bare(token.start(), at)
                case _:
                    at = self._close(token.start())
        return self

    def _address(self, start: int, end: int, inner_start: int, inner_end: int) -> None:
        url = self.text[inner_start:inner_end]
        self.parts.append(_Part(start, end, inner_start, inner_end, MarkKind.LINK, url))

    def _bare(self, start: int, end: int) -> int:
        """A url in the open: the punctuation of its sentence is not its own."""
        url = self.text[start:end]
        while True:
            cut = _URL_END.sub("", url)
            surplus = cut.count(")") - cut.count("(")
            if cut.endswith(")") and surplus > 0:
                ends = len(cut) - len(cut.rstrip(")"))
                cut = cut[: len(cut) - min(surplus, ends)]
            if cut == url:
                break
            url = cut
        end = start + len(url)
        self._address(start, end, start, end)
        return end

    def _code(self, start: int, end: int) -> int:
        length = end - start
        if length not in self._unclosed:
            if closing := re.compile(f"(?<!`)`{{{length}}}(?!`)").search(self.text, end):
                self.parts.append(_Part(start, closing.end(), end, closing.start(), MarkKind.CODE))
                return closing.end()
            self._unclosed.add(length)
        return end

    def _close(self, at: int) -> int:
        """A closing bracket: with what follows it may make a link of all since its opening one."""
        if not self._open:
            return at + 1
        start, image = self._open.pop()
        depth = len(self._open)
        holds_image, self._floor = depth < self._floor, min(depth, self._floor)
        if image and holds_image:
            return at + 1
        inner_start = start + 2 if image else start + 1
        target = _TARGET.match(self.text, at + 1)
        if target:
            url, end = target["angle"] or target["url"] or "", target.end()
            url = _ANGLED.sub(r"\1", _TARGET_TITLE.sub("", url.strip()))
        elif (found := self._reference(inner_start, at)) is not None:
            url, end = found
        else:
            return at + 1
        part = _Part(start, end, inner_start, at, MarkKind.IMAGE if image else MarkKind.LINK, url)
        self._add(part, target.start("url") if target and target["url"] else 0)
        return end

    def _reference(self, start: int, at: int) -> tuple[str, int] | None:
        """The url and the end of ``[title][label]``, ``[label][]`` or ``[label]``."""
        if not self.known:
            return None
        own = label(self.text[start:at]) if at - start <= 200 else ""
        if (named := _REFERENCE.match(self.text, at + 1)) and (
            url := self.known.get(label(named[1]) or own)
        ) is not None:
            return url, named.end()
        return (self.known[own], at + 1) if own in self.known else None

    def _add(self, part: _Part, target: int) -> None:
        """Keep a link or an image; ``target`` is where its url begins in the text, 0 if elsewhere."""
        if part.kind is MarkKind.IMAGE:
            self._floor = len(self._open)
        else:
            self._open.clear()
            self._floor = 0
        for inner in reversed(self.parts):
            if inner.start < part.start:
                break
            inner.nested = True
        words = self.text[part.inner_start : part.inner_end]
        if part.kind is MarkKind.LINK and target and not _render(words, {}).text.strip():
            if _PICTURE.search(part.url) and "![" not in words:
                part.kind = MarkKind.IMAGE
            elif not part.url.startswith("#"):
                offset = self.text.index(part.url, target)
                part.inner_start, part.inner_end = offset, offset + len(part.url)
        if part.url.startswith("#"):
            part.url = ""
        self.parts.append(part)


def _emphasis(text: str, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Pairs of marks as ``(start of the opening, start of the closing, 1 or 2 signs)``.

    The rules of CommonMark, but stricter, since most asterisks of old papers mark nothing: none opens
    within a word or before punctuation, nor closes before a letter.
    """
    waiting: dict[str, list[list[int]]] = {"*": [], "_": []}
    for start, end in runs:
        sign = text[start]
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        within = before.isalnum() and (sign == "_" or before.isascii())
        opens = (after.isalnum() or after in _OPENING) and not within
        closes = not before.isspace() and not (
            after.isalnum() and (sign == "_" or (end - start == 1 and after.isascii()))
        )
        while closes and start < end and waiting[sign]:
            opening = waiting[sign][-1]
            width = 2 if min(end - start, opening[1] - opening[0]) >= 2 else 1
            opening[1] -= width
            yield opening[1], start, width
            start += width
            for pending in waiting.values():  # what crosses this pair marks nothing
                while pending and pending[-1][0] > opening[1]:
                    pending.pop()
            if opening[0] == opening[1]:
                waiting[sign].pop()
        if opens and start < end:
            waiting[sign].append([start, end])


def _render(text: str, known: Mapping[str, str]) -> Rendered:
    """The text of a block without its marks."""
    if not _MAY_HOLD.search(text):
        return Rendered(text)
    scanner = _Scanner(text, known).scan()
    cuts = [(at, at + 1) for at in scanner.escapes]
    marks: list[tuple[int, int, MarkKind, str]] = []
    for part in scanner.parts:
        if part.nested and part.kind is MarkKind.LINK:
            continue  # an address that serves as the words of a link
        cuts += [(part.start, part.inner_start), (part.inner_end, part.end)]
        if not part.nested:
            marks.append((part.inner_start, part.inner_end, part.kind, part.url))
    for opening, closing, width in _emphasis(text, scanner.runs):
        cuts += [(opening, opening + width), (closing, closing + width)]
        kind = MarkKind.STRONG if width == 2 else MarkKind.EMPHASIS
        marks.append((opening + width, closing, kind, ""))
    cuts.sort()
    pieces: list[str] = []
    ends, gone = [0], [0]
    """After which offset of ``text`` how many signs are gone."""
    at = 0
    for start, end in cuts:
        if end > at:
            pieces.append(text[at : max(start, at)])
            gone.append(gone[-1] + end - max(start, at))
            ends.append(end)
            at = end
    pieces.append(text[at:])

    def moved(offset: int) -> int:
        return offset - gone[bisect_right(ends, offset) - 1]

    drawn = [Mark(moved(start), moved(end), kind, url) for start, end, kind, url in marks]
    drawn.sort(key=lambda mark: (mark.start, mark.end > mark.start, -mark.end))
    return Rendered("".join(pieces), tuple(drawn))
