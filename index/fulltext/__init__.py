"""The full-text index of an archive: derived from the store, rebuilt whenever it cannot be used.

    engine          begin here: the index as a whole, which is what the archive uses
    schema          the fields of an article
    analysis        what a word is, the same for articles and queries
    snippets        where a text matches, and the lines that show it
    similar         articles and headlines alike
    searcher        a commit held open for searching
    array_index     the index as Whoosh sees it: schema, commits, readers, writer

    language/       from the text of a query to a search
    matching/       from a search to documents in order
    storage/        the files, and how they are read
    writing/        how they are made

This folder alone knows Whoosh and NumPy. The package itself imports neither, so that opening an archive can
ask how far its index is (:func:`recorded_sequence`) before anything heavy is loaded.
"""

from __future__ import annotations

from pathlib import Path


class IndexUnusable(Exception):
    """The index is missing, damaged, foreign or of another version; the archive rebuilds it."""

    def __init__(self, reason: str) -> None:
        """``reason`` completes the sentence "the index cannot be used: ..."."""
        super().__init__(reason)
        self.reason = reason


def recorded_sequence(folder: Path) -> int | None:
    """The store's sequence that the index in ``folder`` has seen; None when there is no usable index."""
    from index.fulltext.storage.commits import load

    try:
        return load(folder).sequence
    except IndexUnusable:
        return None
