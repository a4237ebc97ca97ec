"""The keys of a page, or what it has to say in their place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from reader import text
from reader.wrapping import wrap

_GAP = 3


class KeyLine(Widget):
    """As many keys on a line as fit it, none parted from what it does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key"}
    DEFAULT_CSS = """
    KeyLine {
        height: auto;
        color: $meta;
        & > .key-line--key { color: $accent-ink; }
        &:ansi { text-style: dim; }
        &:ansi > .key-line--key { text-style: not dim; }
    }
    """

    keys: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)
    """Keys and what they do."""
    said: reactive[str] = reactive("", layout=True)
    """What stands in their place."""

    def __init__(self, keys: Iterable[tuple[str, str]] = (), *, id: str | None = None) -> None:
        """Tell what ``keys`` do."""
        super().__init__(id=id)
        self.set_reactive(KeyLine.keys, tuple(keys))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as are needed."""
        return self._told(width).plain.count("\n") + 1

    def render(self) -> Content:
        """The lines for the present width."""
        return self._told(self.content_size.width)

    def _told(self, width: int) -> Content:
        """The lines for a width."""
        if self.said:
            said = text.one_line(self.said)
            stretches = wrap(said, max(1, width))
            return Content("\n").join(text.content(said[start:end]) for start, end in stretches)
        style = self.get_visual_style("key-line--key")
        parts: list[Content | str] = []
        taken = 0
        for key, label in self.keys:
            needed = text.cells(f"{key} {label}")
            fits = taken + _GAP + needed <= width
            parts.append("" if not parts else " " * _GAP if fits else "\n")
            taken = taken + _GAP + needed if fits and taken else needed
            parts += [Content.styled(key, style), f" {label}"]
        return Content.assemble(*parts)
