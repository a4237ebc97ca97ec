"""One line of a page, cut out of its part when it comes into view."""

from __future__ import annotations

from collections.abc import Iterable

from reader import hyperlinks, text
from reader.parts import Part
from reader.text import Line


def cut_out(
    part: Part,
    start: int,
    end: int,
    lead: str,
    width: int,
    marked: Iterable[tuple[int, int, str]] = (),
) -> Line:
    """The line that holds ``part.text[start:end]``.

    Args:
        part: The part.
        start: Offset of the line's first character.
        end: Offset behind its last one.
        lead: What stands before the line; behind it where one reads from the right.
        width: Cells of the column.
        marked: Stretches of the part with roles of their own, laid over those it has.
    """
    spans = tuple(_within((*part.spans, *marked), start, end))
    links = tuple(
        (max(link.start, start) - start, min(link.end, end) - start, hyperlinks.target(link.url))
        for link in part.links
        if link.start < end and start < link.end
    )
    line = _softened(Line(part.text[start:end], part.role, spans, links=links))
    if from_right(part):
        at = len(line.text)
        line = line._replace(text=line.text + lead[::-1], spans=(*line.spans, (at, at + len(lead), "lead")))
        return line._replace(indent=max(0, width - text.cells(line.text)))
    return _shifted(line, lead) if lead else line


def from_right(part: Part) -> bool:
    """Whether one reads a part from the right, so that it is aligned there."""
    return not part.verbatim and text.right_to_left(part.text)


def _shifted(line: Line, lead: str) -> Line:
    """A line with something before it."""
    by = len(lead)
    return line._replace(
        text=lead + line.text,
        spans=((0, by, "lead"), *((start + by, end + by, role) for start, end, role in line.spans)),
        links=tuple((start + by, end + by, url) for start, end, url in line.links),
    )


def margins(part: Part, width: int) -> tuple[str, str]:
    """What stands before the first line of a part and before the others; only its end in a narrow column."""
    if 2 * text.cells(part.lead) <= width:
        return part.lead, part.hang
    lead = part.lead.split()[-1] + " "
    return lead, lead if part.hang.strip() else " " * text.cells(lead)


def hidden(part: Part, start: int, end: int) -> bool:
    """Whether some characters of a stretch are not drawn: its soft hyphens."""
    return part.text.find(text.SOFT_HYPHEN, start, end) >= 0


def _within(spans: Iterable[tuple[int, int, str]], start: int, end: int) -> Iterable[tuple[int, int, str]]:
    """The spans of a part that touch a stretch, as spans of the stretch."""
    for first, last, role in spans:
        if first < end and start < last:
            yield max(first, start) - start, min(last, end) - start, role


def _softened(line: Line) -> Line:
    """A line without its soft hyphens; one at its end is a hyphen."""
    if text.SOFT_HYPHEN not in line.text:
        return line
    shown = line.text[:-1].replace(text.SOFT_HYPHEN, "")
    shown += "-" if line.text[-1] == text.SOFT_HYPHEN else line.text[-1]
    gone = [line.text.count(text.SOFT_HYPHEN, 0, at) for at in range(len(line.text))]
    gone.append(len(line.text) - len(shown))
    return line._replace(
        text=shown,
        spans=tuple((start - gone[start], end - gone[end], role) for start, end, role in line.spans),
        links=tuple((start - gone[start], end - gone[end], url) for start, end, url in line.links),
    )
