"""The desk: what belongs to the person and not to the archive, kept apart from it in ``desk.db``.

``desk.py`` is the door (:class:`Desk`): read marks, stars, tags, notes, quotes, saved searches. ``trail.py``
keeps what was opened, ``journal.py`` makes every change undoable, ``sets.py`` answers queries such as
``is:starred``, ``dump.py`` writes and reads it all as JSON Lines, ``quotes.py`` finds a passage again in a
changed text.

``Desk`` loads on first use: the query language needs no more of here than what a tag may be called.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.desk.desk import Desk

__all__ = ["Desk"]


def __getattr__(name: str) -> Any:
    """Load the one public name from the module it lives in (PEP 562)."""
    if name != "Desk":
        raise AttributeError(f"module 'index.desk' has no attribute {name!r}")
    from index.desk.desk import Desk

    return Desk
