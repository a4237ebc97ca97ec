"""The full-text index of an archive: derived from the store, rebuilt whenever it cannot be used.

This folder alone knows Whoosh and NumPy. The package itself imports neither, so that opening an archive can
ask how far its index is (:func:`recorded_sequence`) before anything heavy is loaded.
"""

from __future__ import annotations

import json
from pathlib import Path

SCHEMA_VERSION = 1
"""Rises with every change to token rules, fields or files; an index of another version is rebuilt."""

MARKER = "newsreader full-text index"
"""What the state file of our own indexes begins with: nothing else is ever opened."""

STATE_FILE = "state.json"
"""The small file beside the index that says whose it is, of which version, and how far it is."""


class IndexUnusable(Exception):
    """The index is missing, damaged, foreign or of another version; the archive rebuilds it."""

    def __init__(self, reason: str) -> None:
        """``reason`` completes the sentence "the index cannot be used: ..."."""
        super().__init__(reason)
        self.reason = reason


def read_state(folder: Path) -> dict[str, object]:
    """The state file of the index in ``folder``; IndexUnusable when it is not one of ours."""
    path = folder / STATE_FILE
    try:
        state = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise IndexUnusable("it is missing") from None
    except (OSError, ValueError) as error:
        raise IndexUnusable(f"{STATE_FILE} cannot be read ({error})") from error
    if not isinstance(state, dict) or state.get("marker") != MARKER:
        raise IndexUnusable(f"{STATE_FILE} is not one of ours")
    if state.get("schema") != SCHEMA_VERSION:
        raise IndexUnusable(f"it has version {state.get('schema')}, this program needs {SCHEMA_VERSION}")
    if not isinstance(state.get("sequence"), int):
        raise IndexUnusable(f"{STATE_FILE} names no sequence")
    return state


def recorded_sequence(folder: Path) -> int | None:
    """The store's sequence that the index in ``folder`` has seen; None when there is no usable index."""
    try:
        sequence = read_state(folder)["sequence"]
    except IndexUnusable:
        return None
    return sequence if isinstance(sequence, int) else None
