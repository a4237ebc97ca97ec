"""Tables of bodies whose columns are set apart by bars."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DELIMITER = re.compile(r":?-+:?")
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Table:
    """The words of a table; every row, and the head where there is one, has as many cells."""

    head: tuple[str, ...]
    """Empty when the table has none."""
    rows: tuple[tuple[str, ...], ...]


def read(text: str) -> Table | None:
    """The table in a block of that kind; None where its columns are set apart by spaces alone."""
    if "|" not in text:
        return None
    rows = [_cells(row) for row in text.split("\n")]
    headed = len(rows) > 1 and any(rows[1]) and all(_DELIMITER.fullmatch(cell) for cell in rows[1] if cell)
    if headed:
        del rows[1]
    count = max(map(len, rows))
    filled = tuple((*row, *[""] * (count - len(row))) for row in rows)
    return Table(filled[0], filled[1:]) if headed else Table((), filled)


def _cells(row: str) -> list[str]:
    r"""The cells of a row; ``\|`` is a bar within a cell."""
    row = row.strip().removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(row)]
