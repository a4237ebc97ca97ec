"""Tables of bodies, drawn with straight columns."""

from __future__ import annotations

import re

from reader import text
from reader.signs import Signs

_DELIMITER = re.compile(r":?-+:?")
_WIDEST = 72
"""A table wider than this is shown row by row, each cell on a line of its own."""


def align(table: str, signs: Signs) -> str:
    """A table of a body as lines of straight columns; one without column signs keeps its spaces.

    The first row of a table with a delimiter row below it is its head.
    """
    if "|" not in table:
        return table.expandtabs(8)
    rows = [_cells(line) for line in table.split("\n")]
    headed = len(rows) > 1 and all(_DELIMITER.fullmatch(cell) for cell in rows[1] if cell) and any(rows[1])
    if headed:
        del rows[1]
    count = max(map(len, rows))
    rows = [row + [""] * (count - len(row)) for row in rows]
    widths = [max(text.cells(row[column]) for row in rows) for column in range(count)]
    if sum(widths) + 3 * (count - 1) > _WIDEST:
        return _stacked(rows, headed=headed)
    lines = [
        f" {signs.column} ".join(
            cell + " " * (width - text.cells(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    if headed:
        rule = f"{signs.rule}{signs.crossing}{signs.rule}".join(signs.rule * width for width in widths)
        lines.insert(1, rule)
    return "\n".join(lines)


def _cells(line: str) -> list[str]:
    """The cells of a row; ``\\|`` is a bar within a cell."""
    line = line.strip()
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip().replace("\\|", "|").replace("\t", " ") for cell in re.split(r"(?<!\\)\|", line)]


def _stacked(rows: list[list[str]], *, headed: bool) -> str:
    """Row by row, a blank line between them, each cell with the head of its column before it."""
    head, *rest = rows if headed else ([""] * len(rows[0]), *rows)
    records = [
        "\n".join(f"{name}: {cell}" if name else cell for name, cell in zip(head, row, strict=True) if cell)
        for row in rest
    ]
    return "\n\n".join(records or ["\n".join(head)])
