"""How the screen was left: its page, its panes and where they part. Kept as JSON, not written by hand."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Remembered:
    """What is remembered; None for what nobody has chosen yet."""

    theme: str | None = None
    list: str | None = None
    """Where the list stands: ``left`` or ``top``."""
    panes: int | None = None
    """How many panes there are at most: 1 to 3."""
    list_width: int | None = None
    """Cells of the list, where it stands on the left."""
    list_height: int | None = None
    """Lines of the list, where it stands on top."""
    related_width: int | None = None
    """Cells of the relations, where they have a pane."""
    column: int | None = None
    """Cells of a line of an article."""
    density: str | None = None
    """How much of a row of the list is shown: ``comfortable`` or ``compact``."""
    file: Path | None = field(default=None, compare=False)
    """Where it is kept; None for nowhere."""

    @classmethod
    def load(cls, file: Path) -> Remembered:
        """What a file remembers; where it cannot be read, or holds something else, nothing is remembered."""
        try:
            document = json.loads(file.read_bytes())
        except (OSError, ValueError):
            return cls(file=file)
        remembered = cls(file=file)
        for name, kind in _KINDS.items():
            value = document.get(name) if isinstance(document, dict) else None
            if type(value) is kind:
                setattr(remembered, name, value)
        return remembered

    def save(self) -> None:
        """Write it down, unless the file says the same; OSError where that is not possible."""
        if self.file is None or self == Remembered.load(self.file):
            return
        values = {name: getattr(self, name) for name in _KINDS}
        document = {name: value for name, value in values.items() if value is not None}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_name(f"{self.file.name}.{os.getpid()}.new")
        draft.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
        draft.replace(self.file)


_KINDS: dict[str, type] = {
    **dict.fromkeys(("theme", "list", "density"), str),
    **dict.fromkeys(("panes", "list_width", "list_height", "related_width", "column"), int),
}
"""What kind of value each name has."""
