"""The blocks of a body: paragraphs, headings, quotes, list items, tables, code.

A subset of Markdown with the manners of newsprint: a sentence whose wrapped line begins with a year is not
a list, rows of figures set apart by spaces are a table, an indented first line is a paragraph as
typewriters set it. One pass over the lines, linear in the length of the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class BlockKind(StrEnum):
    """What a stretch of a body is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    TABLE = "table"
    CODE = "code"
    RULE = "rule"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a body."""

    kind: BlockKind
    text: str
    """Without the marks of its kind. Lines that were only wrapped are joined; a ``\\n`` is a line break that
    is meant. In tables and code every line and every space is kept, and nothing is a mark."""
    level: int = 0
    """Of a heading 1 to 6; of a quote its depth from 1; of a list item its nesting from 1; else 0."""
    marker: str = ""
    """Of a list item the mark as printed: ``-``, ``*``, ``3.``; else empty."""

    @property
    def verbatim(self) -> bool:
        """Whether :func:`render` must leave the text alone."""
        return self.kind in (BlockKind.TABLE, BlockKind.CODE, BlockKind.RULE, BlockKind.DEFINITION)


_HEADING = re.compile(r" {0,3}(#{2,6}(?!#)|#(?=[ \t]|$))[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
_SETEXT = re.compile(r" {0,3}(={3,}|-{3,})[ \t]*$")
_QUOTE = re.compile(r" {0,3}((?:>[ \t]?)+)")
_ITEM = re.compile(r"([ \t]*)([-*+•]|\d{1,3}[.)])(?:[ \t]+(?=\S)|$)")
_DEFINITION = re.compile(
    r" {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*(?:<([^<>\n]*)>|((?:[a-z][a-z0-9+.-]{1,20}:|\.{0,2}/|#|www\.)\S+))"
    r"(?:[ \t]+[\"'(][^\n]*)?$",
    re.IGNORECASE,
)
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")
_COLUMNS = re.compile(r"\S(?: {3,}|\t[ \t]*)\S")
_DELIMITER_ROW = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?$")
_LONGEST_SETEXT = 120
_LONGEST_LABEL = 40
_FIRST_SIGNS = frozenset(" \t#`~=-*_>+•|[0123456789")


def blocks(body: str) -> list[Block]:
    """The blocks of a body in their order. All its words are in them."""
    return _Splitter(body.split("\n")).split()


class _Splitter:
    """One pass over the lines of a body."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0
        self.found: list[Block] = []
        self.paragraph: list[str] = []

    def split(self) -> list[Block]:
        """Take one construct after the other; each of these advances ``at`` when it applies."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip():
                self._close()
                self.at += 1
            elif line[0] not in _FIRST_SIGNS and not ("|" in line or "   " in line or "\t" in line):
                self.paragraph.append(line)  # plain prose, as nearly every line is
                self.at += 1
            elif not (
                self._fence(line)
                or self._heading(line)
                or self._setext(line)
                or self._rule(line)
                or self._quote(line)
                or self._table(line)
                or self._item(line)
                or self._definition(line)
                or self._code(line)
            ):
                self.paragraph.append(line)
                self.at += 1
        self._close()
        return self.found

    def _close(self) -> None:
        """End the paragraph that is being gathered."""
        if self.paragraph:
            self.found.append(Block(BlockKind.PARAGRAPH, _join(self.paragraph)))
            self.paragraph = []

    def _take(self, kind: BlockKind, text: str, lines: int, *, level: int = 0, marker: str = "") -> bool:
        self._close()
        self.found.append(Block(kind, text, level, marker))
        self.at += lines
        return True

    def _fence(self, line: str) -> bool:
        if not (opening := _FENCE.match(line)):
            return False
        fence = opening[1]
        end = self.at + 1
        while end < len(self.lines):
            stripped = self.lines[end].strip()
            if len(stripped) >= len(fence) and stripped == fence[0] * len(stripped):
                break
            end += 1
        text = "\n".join(self.lines[self.at + 1 : end])
        return self._take(
            BlockKind.CODE, text, min(end + 1, len(self.lines)) - self.at, marker=opening[2].strip()
        )

    def _heading(self, line: str) -> bool:
        if not (mark := _HEADING.match(line)):
            return False
        text = line[mark.end() :].strip()
        closing = text.rstrip("#")
        signs = len(text) - len(closing)
        if signs and (not closing or closing[-1] in " \t" or signs == len(mark[1]) > 1):
            text = closing.rstrip()
        return self._take(BlockKind.HEADING, text, 1, level=len(mark[1]))

    def _setext(self, line: str) -> bool:
        if len(self.paragraph) != 1 or not (mark := _SETEXT.match(line)):
            return False
        text = self.paragraph[0].strip()
        if len(text) > _LONGEST_SETEXT:
            return False
        self.paragraph = []
        return self._take(BlockKind.HEADING, text, 1, level=1 if mark[1][0] == "=" else 2)

    def _rule(self, line: str) -> bool:
        return bool(_RULE.match(line)) and self._take(BlockKind.RULE, line.strip(), 1)

    def _quote(self, line: str) -> bool:
        if not (mark := _QUOTE.match(line)):
            return False
        depth = mark[1].count(">")
        end = self.at
        quoted: list[str] = []
        while end < len(self.lines) and (mark := _QUOTE.match(self.lines[end])):
            text = self.lines[end][mark.end() :]
            if mark[1].count(">") != depth or not text.strip():
                break
            quoted.append(text)
            end += 1
        if not quoted:  # a line of nothing but marks parts two quoted paragraphs
            self._close()
            self.at += 1
            return True
        return self._take(BlockKind.QUOTE, _join(quoted), end - self.at, level=depth)

    def _table(self, line: str) -> bool:
        end = self.at
        if "|" in line and (
            line.lstrip().startswith("|")
            or (end + 1 < len(self.lines) and _DELIMITER_ROW.match(self.lines[end + 1].strip()))
        ):
            while end < len(self.lines) and "|" in self.lines[end]:
                end += 1
        elif not _ITEM.match(line):
            if line.startswith("   ") and "  " in line.strip() and self._is_row(end + 1):
                end += 1  # the heads of narrow columns
            while self._is_row(end) or (end > self.at and self._is_row(end + 1) and self._is_label(end)):
                end += 1
        if end - self.at < 2:
            return False
        return self._take(BlockKind.TABLE, "\n".join(self.lines[self.at : end]), end - self.at)

    def _is_row(self, number: int) -> bool:
        """Whether a line is of figures set apart by spaces."""
        return number < len(self.lines) and bool(_COLUMNS.search(self.lines[number].strip()))

    def _is_label(self, number: int) -> bool:
        """Whether a line may stand between two rows of a table."""
        return 0 < len(self.lines[number].strip()) < _LONGEST_LABEL

    def _item(self, line: str) -> bool:
        if not (mark := _ITEM.match(line)):
            return False
        marker = mark[2]
        if self.paragraph and (marker not in ("-", "*", "+", "•", "1.", "1)") or mark.end() == len(line)):
            return False  # "in\n1987. The" goes on a sentence; only a first number starts a list there
        indent = len(mark[1].expandtabs(4))
        after_item = bool(self.found) and self.found[-1].kind is BlockKind.ITEM
        if indent >= 4 and not after_item:
            return False
        text, end = [line[mark.end() :]], self.at + 1
        while end < len(self.lines) and self._continues(self.lines[end]):
            text.append(self.lines[end])
            end += 1
        return self._take(
            BlockKind.ITEM, _join(text), end - self.at, level=1 + min(indent // 2, 5), marker=marker
        )

    def _continues(self, line: str) -> bool:
        """Whether a line goes on the list item before it."""
        starts = (_ITEM, _HEADING, _FENCE, _RULE, _QUOTE, _DEFINITION)
        return bool(line.strip()) and not any(start.match(line) for start in starts)

    def _definition(self, line: str) -> bool:
        if not _DEFINITION.match(line):
            return False
        return self._take(BlockKind.DEFINITION, line.strip(), 1)

    def _code(self, line: str) -> bool:
        if self.paragraph or not _INDENTED.match(line):
            return False
        end = at = self.at
        while at < len(self.lines) and (not self.lines[at].strip() or _INDENTED.match(self.lines[at])):
            at += 1
            if at == len(self.lines) or not self.lines[at].strip():
                end = at  # so far every line of the chunk is indented
        if end == self.at:
            return False  # an indented first line of a paragraph, as typewriters set it
        while not self.lines[end - 1].strip():
            end -= 1
        code = [text.expandtabs(4)[4:] for text in self.lines[self.at : end]]
        return self._take(BlockKind.CODE, "\n".join(code), end - self.at)


def _join(lines: list[str]) -> str:
    """Wrapped lines as one; two spaces or a backslash at a line's end break it for good."""
    parts: list[str] = []
    for line, following in pairwise([*lines, ""]):
        text = line.strip()
        if not following:
            parts.append(text)
        elif line.endswith("  "):
            parts += [text, "\n"]
        elif text.endswith("\\") and not text.endswith("\\\\"):
            parts += [text[:-1], "\n"]
        else:
            after = following.lstrip()
            parts += [text, "" if text and after and _is_han(text[-1]) and _is_han(after[0]) else " "]
    return "".join(parts)


def _is_han(sign: str) -> bool:
    """Whether a sign belongs to a script that puts no space between words."""
    return "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or "\uff00" <= sign <= "\uff60"


def definitions(body: str) -> dict[str, str]:
    """The urls that ``[label]: url`` lines of a body give to its ``[text][label]`` links."""
    if "]:" not in body:
        return {}
    found: dict[str, str] = {}
    for line in body.split("\n"):
        if match := _DEFINITION.match(line):
            found.setdefault(label(match[1]), match[2] or match[3] or "")
    return found


def label(text: str) -> str:
    """What two labels that mean the same have in common."""
    return " ".join(text.casefold().split())
