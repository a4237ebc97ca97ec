"""The full-text index of an archive: derived from the store, rebuilt whenever it cannot be used.

    analysis                what a word is, the same for articles and queries
    lexer, syntax, dates    from the text of a query to a tree
    query                   from the tree to a search
    schema, engine          the fields of an article; the index as a whole
    snippets, similar       where a text matches and what shows it; articles and headlines alike
    searcher, np_searcher   a commit held open for searching; Whoosh's searcher over arrays
    evaluate, plan, nodes   how a search is carried out over arrays, with boolean, terms, phrases, expansion,
                            documents, ranking, ordering and counting

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
    from index.fulltext.commits import load

    try:
        return load(folder).sequence
    except IndexUnusable:
        return None
