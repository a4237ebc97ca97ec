"""Tables of bodies: with straight columns where they fit, else row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from index.markdown import Block, BlockKind, Mark, Rendered, render
from index.records import Span
from index.tables import read
from reader import text
from reader.signs import Signs

_FIGURE = re.compile(r"[-+−–(]?\s*[$€£¥]?\s*\d[\d,.\s]*\s*%?\)?")
_NO_FIGURE = ("", "-", "–", "—", "n/a", "na")
_ROWS = 1000
"""Rows of a table that are set together; a longer one is set in pieces, so that its top is there at once."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A table as it is drawn."""

    text: str
    marks: tuple[Mark, ...] = ()
    """Of what stands in its cells."""
    rules: tuple[Span, ...] = ()
    """Stretches that part rows and columns."""


def pieces(source: str) -> Iterator[str]:
    """The lines of a table in pieces that are set by themselves."""
    lines = source.split("\n")
    for start in range(0, len(lines), _ROWS):
        yield "\n".join(lines[start : start + _ROWS])


class Table:
    """A table whose columns are parted by bars."""

    def __init__(self, source: str, known: Mapping[str, str]) -> None:
        """Read the lines of a table; ``known`` are the body's definitions of links."""
        table = read(source)
        self._headed = bool(table.head)
        rows = [table.head, *table.rows] if table.head else table.rows
        self._rows = [[_render(cell, known) for cell in row] for row in rows]
        self._sides = [self._side(at, dashes) for at, dashes in enumerate(table.sides)]
        self._widths = [
            max(text.cells(cell.text) for cell in column) for column in zip(*self._rows, strict=True)
        ]
        self.width = sum(self._widths) + 3 * (len(self._widths) - 1)
        """Cells that its columns need."""

    def aligned(self, signs: Signs) -> Setting:
        """The table with straight columns, ``width`` cells wide."""
        setter = _Setter()
        for number, row in enumerate(self._rows):
            for at, (cell, width, side) in enumerate(zip(row, self._widths, self._sides, strict=True)):
                if at:
                    setter.rule(f" {signs.column} ")
                blank = width - text.cells(cell.text)
                before = blank if side == "right" else blank // 2 if side == "middle" else 0
                setter.put(" " * before)
                setter.cell(cell)
                if at < len(row) - 1:
                    setter.put(" " * (blank - before))
            setter.put("\n")
            if self._headed and not number:
                crossing = f"{signs.rule}{signs.crossing}{signs.rule}"
                setter.rule(crossing.join(signs.rule * width for width in self._widths))
                setter.put("\n")
        return setter.setting()

    def stacked(self) -> Setting:
        """The table row by row, each cell on a line of its own behind the head of its column."""
        setter = _Setter()
        head, rows = (self._rows[0], self._rows[1:]) if self._headed else ([], self._rows)
        for row in rows or [head]:
            for at, cell in enumerate(row):
                if not cell.text:
                    continue
                if rows and head and head[at].text:
                    setter.rule(f"{head[at].text}: ")
                setter.cell(cell)
                setter.put("\n")
            setter.put("\n")
        return setter.setting()

    def _side(self, column: int, dashes: str) -> str:
        """Where the cells of a column stand: as its dashes say, figures on the right."""
        if dashes.endswith(":"):
            return "middle" if dashes.startswith(":") else "right"
        if dashes.startswith(":"):
            return "left"
        cells = [row[column].text for row in self._rows[self._headed :]]
        figures = [bool(_FIGURE.fullmatch(cell)) for cell in cells if cell.lower() not in _NO_FIGURE]
        return "right" if figures and all(figures) else "left"


class _Setter:
    """Puts pieces of text one behind the other and moves their marks along."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._marks: list[Mark] = []
        self._rules: list[Span] = []

    def put(self, piece: str) -> None:
        """What has no marks."""
        self._pieces.append(piece)
        self._at += len(piece)

    def rule(self, piece: str) -> None:
        """What parts rows and columns."""
        self._rules.append((self._at, self._at + len(piece)))
        self.put(piece)

    def cell(self, cell: Rendered) -> None:
        """What stands in a cell."""
        self._marks += (
            replace(mark, start=mark.start + self._at, end=mark.end + self._at) for mark in cell.marks
        )
        self.put(cell.text)

    def setting(self) -> Setting:
        """All of it; no line ends in blanks."""
        return Setting("".join(self._pieces).rstrip("\n"), tuple(self._marks), tuple(self._rules))


def _render(cell: str, known: Mapping[str, str]) -> Rendered:
    """A cell as a person reads it."""
    return render(Block(BlockKind.PARAGRAPH, cell.replace(text.SOFT_HYPHEN, "")), known)
