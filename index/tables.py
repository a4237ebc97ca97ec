"""Tables of bodies whose columns are set apart by bars."""

from __future__ import annotations

import re
from typing import NamedTuple

_DELIMITER = re.compile(r":?-+:?")
_BAR = re.compile(r"(?<!\\)\|")


class Table(NamedTuple):
    """The words of a table; every row, and the head where there is one, has as many cells."""

    head: tuple[str, ...]
    """What stands above a row of dashes; empty when there is none."""
    rows: tuple[tuple[str, ...], ...]
    sides: tuple[str, ...]
    """The dashes below each head as printed, ``---`` or ``:-:``; empty where there are none."""


def read(text: str) -> Table:
    """The table in some lines; a row without bars has a single cell."""
    rows = [_cells(row) for row in text.split("\n")]
    headed = len(rows) > 1 and any(rows[1]) and all(map(_DELIMITER.fullmatch, filter(None, rows[1])))
    dashes = rows.pop(1) if headed else []
    count = max(map(len, rows))
    filled = tuple((*row, *[""] * (count - len(row))) for row in rows)
    sides = tuple((*dashes, *[""] * count)[:count])
    return Table(filled[0], filled[1:], sides) if headed else Table((), filled, sides)


def _cells(row: str) -> list[str]:
    r"""The cells of a row; ``\|`` is a bar within a cell."""
    row = row.strip().removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.strip().replace("\\|", "|").replace("\t", " ") for cell in _BAR.split(row)]
