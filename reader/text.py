"""The one door from strings to the screen.

Text from outside is never markup: it becomes ``Content``, or the segments of a drawn line, with styles
laid over it by offset. Whatever could move the cursor, change colours or turn the direction of writing is
taken out here once more, though intake has done so before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.content import Span as ContentSpan
from textual.strip import Strip
from textual.widget import Widget

from index.records import Span
from reader.signs import signs

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi marks, embeddings, overrides, isolates
    "\u2028\u2029"  # separators that some terminals take for a new line
    "\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # invisible operators, BOM, annotations
    "\ud800-\udfff"  # lone surrogates, which no terminal can be sent
    "\U000e0000-\U000e007f"  # tags
    "]"
)
_WHITE = re.compile(r"\s+")
SOFT_HYPHEN = "\u00ad"
NOTHING = "\u200b"
"""Takes no cell: stands in for a sign that is not drawn where offsets must stay."""


def safe(text: str) -> str:
    """The text without anything a terminal would act upon; tabs and newlines stay."""
    return _UNSAFE.sub("", text) if _UNSAFE.search(text) else text


def one_line(text: str) -> str:
    """The safe text on one line: white space folded, soft hyphens gone."""
    return _WHITE.sub(" ", safe(text).replace(SOFT_HYPHEN, "")).strip()


def headline(words: str) -> str:
    """A headline on one line; says so where an article has none."""
    return one_line(words) or "(no headline)"


def content(text: str, spans: Iterable[tuple[int, int, str]] = (), style: str = "") -> Content:
    """Text as Textual draws it, with styles over stretches of it.

    Args:
        text: Anything.
        spans: Start, end and style (``"bold"``, ``"$text-muted"``, ``"bold on $primary"``); the offsets are
            those of ``text`` as given.
        style: The style of all of it.
    """
    shown, places = text, None
    if _UNSAFE.search(text):
        shown = safe(text)
        places = _places(text)
    laid = [ContentSpan(0, len(shown), style)] if style else []
    for start, end, over in spans:
        if places is not None:
            start, end = places[min(start, len(text))], places[min(end, len(text))]
        if start < end:
            laid.append(ContentSpan(start, end, over))
    return Content(shown, spans=laid)


def _places(text: str) -> list[int]:
    """For each offset into a text, and its end, the offset into the safe text."""
    places, at = [], 0
    for sign in text:
        places.append(at)
        at += not _UNSAFE.match(sign)
    return [*places, at]


def cells(text: str) -> int:
    """How many cells a terminal gives to the text."""
    return cell_len(text)


def cut(text: str, width: int, *, ellipsis: str | None = None) -> str:
    """The text on at most ``width`` cells, with an ellipsis where it was cut; no character is halved."""
    if cell_len(text) <= width:
        return text
    ellipsis = signs().ellipsis if ellipsis is None else ellipsis
    room = width - cell_len(ellipsis)
    if room <= 0:
        return ellipsis[: max(0, width)]
    taken = 0
    for start, _, size in split_graphemes(text)[0]:
        if taken + size > room:
            return text[:start].rstrip() + ellipsis
        taken += size
    return text


def right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is Hebrew, Arabic or another written from the right."""
    if text.isascii():
        return False
    for sign in text[:400]:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


class Line(NamedTuple):
    """A line as it will stand on the screen."""

    text: str
    role: str = ""
    """What it is, which decides its style: ``headline``, ``meta``; a component class of the widget."""
    spans: tuple[tuple[int, int, str], ...] = ()
    """Start, end and role of stretches that are something more, in the order in which they are laid over."""
    indent: int = 0
    """Blank cells before the text."""
    links: tuple[tuple[int, int, str], ...] = ()
    """Start, end and url of stretches that the terminal itself may open; as :func:`hyperlinks.target` gives
    them, and empty where it gives none."""
    margin: str = ""
    """A sign of one cell that stands in the margin before the line, outside the text."""


StyleOf = Callable[..., Style]
"""Called with any number of roles, laid over the page in turn; with none, the page itself."""


_REVERSE = Style(reverse=True)


def styles_of(widget: Widget, prefix: str) -> StyleOf:
    """The styles of a widget's component classes: the role ``meta`` is the class ``prefix--meta``."""

    def style_of(*roles: str) -> Style:
        classes = [f"{prefix}--{role}" for role in roles if role]
        style = widget.get_visual_style(*classes).rich_style
        if any(widget.get_component_styles(each).text_style.reverse for each in classes):
            style += _REVERSE  # Textual leaves this one attribute out of a visual style
        return style

    return style_of


def segments(
    text: str,
    spans: Sequence[tuple[int, int, str]],
    roles: tuple[str, ...],
    style_of: StyleOf,
    links: Sequence[tuple[int, int, str]] = (),
) -> list[Segment]:
    """The text cut where its roles change, those of later spans over those of earlier ones."""
    if not spans and not links:
        return [Segment(text, style_of(*roles))] if text else []
    edges = sorted(
        {0, len(text), *(min(edge, len(text)) for start, end, _ in (*spans, *links) for edge in (start, end))}
    )
    drawn: list[Segment] = []
    for start, end in pairwise(edges):
        style = style_of(*roles, *(role for first, last, role in spans if first <= start and end <= last))
        for first, last, url in links:
            if first <= start and end <= last and url:
                style = style.update_link(url)
        drawn.append(Segment(text[start:end], style))
    return drawn


def strip(line: Line, width: int, style_of: StyleOf, *, under: str = "") -> Strip:
    """A line drawn over exactly ``width`` cells; what does not fit is cut.

    Args:
        line: What to draw; its text is made safe again.
        width: Cells to fill, blanks included.
        style_of: The style of each role.
        under: A role below all of it: the ground of the row that the cursor is on.
    """
    ground = (under,) if under else ()
    text = line.text
    if _UNSAFE.search(text) or not _DRAWABLE(text):  # one for one: the spans keep their places
        text = _UNSAFE.sub(NOTHING, text).translate(_DRAWN_AS)
    drawn = segments(text, line.spans, (*ground, line.role), style_of, line.links)
    blank = style_of(*ground)
    if line.indent:
        drawn.insert(0, Segment(" " * line.indent, blank))
    return Strip(drawn).adjust_cell_length(width, blank)


_DRAWN_AS = {0x09: " ", 0x0A: " ", 0xAD: NOTHING}
_DRAWABLE = frozenset("\t\n\u00ad").isdisjoint


def spans_within(spans: Iterable[Span], start: int, end: int, role: str) -> list[tuple[int, int, str]]:
    """Those spans that touch a stretch of their text, as spans of the stretch, with a role."""
    return [
        (max(first, start) - start, min(last, end) - start, role)
        for first, last in spans
        if first < end and start < last
    ]
