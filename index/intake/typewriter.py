"""Paragraphs as typewriters and wire services set them: lines of one length, the first of each indented.

In an :class:`index.article.Article` a blank line parts paragraphs. Here such text gets its blank lines; only
white space changes.
"""

from __future__ import annotations

import re

_INDENTED_LINE = re.compile(r"\S[ \t]*\n {1,8}\S")
_CHUNKS = re.compile(r"(\n(?:[ \t]*\n)+)")
_OTHER = re.compile(r"[ \t]*(?:[-*+•>|#<{]|\d{1,3}[.)] |```|~~~)")
"""What begins a chunk that Markdown has its own rules for: lists, quotes, tables, tags."""
_COLUMNS = re.compile(r"\S(?: {3,}|\t)[ \t]*\S")
_LONGEST_LINE = 110
_SHORT_LINE = 56


def apart(body: str) -> str:
    """The body with a blank line before each indented first line of a paragraph.

    Rows of short indented lines, as reports of earnings have them, stay together with a line break each;
    tables and code are left as they are.
    """
    if not _INDENTED_LINE.search(body):
        return body
    pieces = _CHUNKS.split(body)
    fenced = False
    for number in range(0, len(pieces), 2):
        chunk = pieces[number]
        if chunk.count("```") % 2:
            fenced = not fenced
        elif not fenced and _INDENTED_LINE.search(chunk):
            pieces[number] = _apart(chunk)
    return "".join(pieces)


def _apart(chunk: str) -> str:
    """The same for lines without a blank one between them."""
    lines = chunk.split("\n")
    if _OTHER.match(chunk) or any(len(line) > _LONGEST_LINE for line in lines):
        return chunk
    if lines[0].startswith(" ") and all(line.startswith("  ") for line in lines):
        return chunk
    rows = [_is_row(line.strip()) for line in lines]
    done = [lines[0]]
    table, short = _near(rows, 0), _is_short(lines[0])
    """Whether the line before is of a table; whether its paragraph is so far one short line."""
    for number, line in enumerate(lines[1:], start=1):
        row = _near(rows, number)
        indented = line.startswith(" ") or row != table
        if row:
            done += ["", line] if not table else [line]
        elif not indented:
            done.append(line)
        elif short and _is_short(line) and line.startswith("  ") and not table:
            done[-1] += "  "
            done.append(line.strip())
        else:
            done += ["", line.strip()]
        table, short = row, indented and _is_short(line)
    return "\n".join(done)


def _near(rows: list[bool], number: int) -> bool:
    """Whether a line is of a table: a row of columns beside another one, or a line between two."""
    before = number > 0 and rows[number - 1]
    after = number + 1 < len(rows) and rows[number + 1]
    return (rows[number] and (before or after)) or (before and after)


def _is_row(line: str) -> bool:
    """Whether a line has columns, set apart by spaces or tabs."""
    return ("   " in line or "\t" in line) and bool(_COLUMNS.search(line))


def _is_short(line: str) -> bool:
    return len(line) < _SHORT_LINE
