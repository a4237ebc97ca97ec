"""A batch of documents on its way to become a segment.

Documents are added one by one. Texts wait until there is a million characters of them and are then tokenised
together; from there on a text is four bytes a word. ``write`` inverts the fields one after another and writes
the segment file. The writer decides when a batch is full, by :attr:`Batch.tokens` and the vocabulary's size.

A very long text is tokenised in pieces, cut where no word goes on, so that memory does not depend on how long
one article is.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from index.fulltext.storage.columns import add_id_order, add_number_column, add_text_column
from index.fulltext.storage.layout import ID, Layout
from index.fulltext.storage.segment_file import Array, SegmentFileWriter
from index.fulltext.writing.inversion import FieldTokens, write_field
from index.fulltext.writing.tokens import concatenate, tokenise
from index.fulltext.writing.vocabulary import Vocabulary

_CHUNK = 1_000_000
"""Characters that are tokenised together: enough to make Python's share small."""

BREAK = re.compile(r"[\s\u3001\u3002\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
"""Characters before which no word goes on: white space, and what is a word of its own."""


class Batch:
    """Documents that are not on disk yet."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary) -> None:
        """An empty batch; the vocabulary is shared with the batches before and after."""
        self.layout = layout
        self.vocabulary = vocabulary
        self.count = 0
        """Documents in the batch."""
        self.tokens = 0
        """Words in the batch, those that still wait not counted."""
        self.frequencies: Array = np.zeros(0, np.int64)
        """How often each term of the vocabulary occurred, known once the batch is written."""
        self._waiting: dict[str, list[str]] = {name: [] for name in layout.texts}
        self._waiting_characters = 0
        self._tokens: dict[str, list[FieldTokens]] = {name: [] for name in layout.texts}
        self._numbers = {
            name: array("q" if dtype == "<i8" else "i") for name, (dtype, _) in layout.numbers.items()
        }
        self._values: dict[str, dict[str, int]] = {name: {} for name in layout.tables}
        self._ordinals = {name: array("I") for name in layout.tables}
        self._texts = list(self._waiting.items())
        self._text_columns = [(name, self._ordinals[name], self._values[name]) for name in layout.tables]
        self._number_columns: list[tuple[str, array[Any], int | None]] = [
            (name, self._numbers[name], default) for name, (_, default) in layout.numbers.items()
        ]

    def add(self, document: Mapping[str, Any]) -> None:
        """Take a document in: values by field name, what is missing being empty.

        A value that does not fit its field raises TypeError or OverflowError, and the batch is as before.
        """
        get = document.get
        try:
            for name, number_column, default in self._number_columns:
                number = get(name)
                number_column.append(default if number is None else number)
            for name, ordinals, values in self._text_columns:
                ordinals.append(values.setdefault(get(name) or "", len(values)))
            for name, waiting in self._texts:
                text = get(name) or ""
                self._waiting_characters += len(text)
                waiting.append(text)
        except (TypeError, OverflowError):
            self._forget_last()
            raise
        self.count += 1
        if self._waiting_characters >= _CHUNK:
            self._tokenise()

    @property
    def ids(self) -> Array:
        """The ids of the documents, in order."""
        return np.array(self._numbers[ID], np.int64)

    def write(self, path: Path) -> None:
        """Write the batch as a segment file. The batch is used up."""
        self._tokenise()
        with SegmentFileWriter(path) as file:
            terms = self.vocabulary.terms()
            totals = {}
            self.frequencies = np.zeros(len(terms.lengths), np.int64)
            for name in self.layout.texts:
                tokens = concatenate(self._tokens.pop(name))
                self.frequencies += np.bincount(tokens.numbers, minlength=len(self.frequencies))
                totals[name] = write_field(file, name, tokens, terms)
            for name, (dtype, _) in self.layout.numbers.items():
                add_number_column(file, name, np.array(self._numbers[name], dtype))
            add_id_order(file, self.ids)
            for name, values in self._values.items():
                add_text_column(file, name, list(values), np.array(self._ordinals[name], np.uint32))
            file.finish({"documents": self.count, "fields": totals})

    def _forget_last(self) -> None:
        """Take back what was taken in of a document that turned out to be none."""
        for _, number_column, _ in self._number_columns:
            del number_column[self.count :]
        for _, ordinals, _ in self._text_columns:
            del ordinals[self.count :]
        whole = min((len(waiting) for _, waiting in self._texts), default=0)
        for _, waiting in self._texts:
            del waiting[whole:]

    def _tokenise(self) -> None:
        """Turn the texts that wait into term numbers."""
        for name, texts in self._waiting.items():
            if texts:
                tokens = _tokenise_by_pieces(texts, self.vocabulary)
                self._tokens[name].append(tokens)
                self.tokens += len(tokens.numbers)
                texts.clear()
        self._waiting_characters = 0


def _tokenise_by_pieces(texts: list[str], vocabulary: Vocabulary) -> FieldTokens:
    """Tokenise texts, very long ones piece by piece."""
    if max(map(len, texts)) <= 2 * _CHUNK:
        return tokenise(texts, vocabulary)
    parts = []
    for text in texts:
        tokens = concatenate([tokenise([piece], vocabulary) for piece in _pieces(text)])
        parts.append(FieldTokens(tokens.numbers, np.array([len(tokens.numbers)]), tokens.doubles))
    return concatenate(parts)


def _pieces(text: str) -> Iterator[str]:
    """A text cut where no word goes on into pieces of about a million characters."""
    start = 0
    while len(text) - start > _CHUNK and (place := BREAK.search(text, start + _CHUNK)):
        yield text[start : place.start()]
        start = place.start()
    yield text[start:]
