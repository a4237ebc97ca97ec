"""A pane whose links in view can be given letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.strip import Strip

from reader.hints import Hint, Target
from reader.widgets.line_pane import LinePane


class HintedPane(LinePane):
    """Draws letters over the cells before its links, while somebody chooses one by typing them."""

    def __init__(self, prefix: str, *, id: str | None = None) -> None:
        """A pane without letters."""
        super().__init__(prefix, id=id)
        self._hints: dict[int, list[Hint]] = {}

    def targets(self) -> Sequence[Target]:
        """The links in view, in reading order."""
        raise NotImplementedError

    def show_hints(self, hints: Iterable[Hint]) -> None:
        """Draw these letters and no others."""
        before = self._hints
        self._hints = {}
        for hint in hints:
            self._hints.setdefault(hint.target.line, []).append(hint)
        for line in {*before, *self._hints}:
            self.refresh_line(line)

    def hinted(self, strip: Strip, line: int) -> Strip:
        """A drawn line with the letters that belong on it."""
        for hint in self._hints.get(line, ()):
            start = max(0, hint.target.cell - len(hint.letters))
            end = start + len(hint.letters)
            letters = Strip([Segment(hint.letters, self.style_of("hint"))], len(hint.letters))
            strip = Strip.join([strip.crop(0, start), letters, strip.crop(end)])
        return strip
