"""The desk: what belongs to the person and not to the archive, kept apart from it in ``desk.db``.

``desk.py`` is the door (:class:`Desk`): read marks, stars, tags, notes, quotes, saved searches. ``trail.py``
keeps what was opened, ``journal.py`` makes every change undoable, ``sets.py`` answers queries such as
``is:starred``, ``dump.py`` writes and reads it all as JSON Lines, ``quotes.py`` finds a passage again in a
changed text.
"""

from index.desk.desk import Desk

__all__ = ["Desk"]
