"""The token rules of :mod:`index.fulltext.analysis`, applied to many texts at once.

The words of a text are a matter of neighbouring characters, so they can be found with array operations:

1. Every character gets a class from a table that is filled by asking the rules themselves. ASCII text is
   looked at byte by byte; any other by code points, whose byte offsets are then summed up.
2. A *surface form* is a run of letters, digits and marks. A sign that the rules might join (an apostrophe,
   a dot, a comma) is counted in where its neighbours allow it. This may take in too much, never too little:
   where it does (``don't.b``) the rules cut the form to its words when they see it.
3. Chinese and Japanese characters are cut apart.
4. A :class:`Vocabulary` gives the terms of all forms by their hashes, asking the rules only for new ones.

So what a word *is* is said in one place only, and a property test holds both equal on any text.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.fulltext.analysis import class_of
from index.fulltext.storage.segment_file import Array
from index.fulltext.writing.inversion import FieldTokens
from index.fulltext.writing.vocabulary import Vocabulary

_LETTER, _DIGIT, _MARK, _IDEOGRAPH, _APOSTROPHE, _DOT, _COMMA = range(1, 8)
_UNKNOWN = 255
_SIGNS = {" ": 0, "0": _DIGIT, "M": _MARK, "C": _IDEOGRAPH, "'": _APOSTROPHE, ".": _DOT, ",": _COMMA}
_PAD = 16
"""Zeros behind the last byte, so that eight bytes can be read from any."""


def _class(code: int) -> int:
    """The class of a code point as a small number."""
    return _SIGNS.get(class_of(chr(code)), _LETTER)


_ASCII = np.array([_class(code) if code < 128 else 0 for code in range(256)], np.uint8)


class _CodePointClasses:
    """The classes of all code points, found out as they are met."""

    def __init__(self) -> None:
        self._table: Array = np.zeros(0, np.uint8)

    def of(self, codes: Array) -> Array:
        """The classes of many code points."""
        if not len(self._table):
            self._table = np.full(0x110000, _UNKNOWN, np.uint8)
        classes = self._table.take(codes)
        unknown = np.flatnonzero(classes == _UNKNOWN)
        if len(unknown):
            distinct = np.unique(codes[unknown])
            self._table[distinct] = [_class(code) for code in distinct.tolist()]
            classes = self._table.take(codes)
        return classes


_CODE_POINTS = _CodePointClasses()


def tokenise(texts: Sequence[str], vocabulary: Vocabulary) -> FieldTokens:
    """The terms of texts, as numbers of the vocabulary, which grows by what is new."""
    ascii_only = [text.isascii() for text in texts]
    if all(ascii_only):
        return _tokenise(texts, vocabulary, ascii_only=True)
    if not any(ascii_only):
        return _tokenise(texts, vocabulary, ascii_only=False)
    kinds = np.array(ascii_only)
    parts = [
        _tokenise(
            [text for text, plain in zip(texts, ascii_only, strict=True) if plain is kind], vocabulary, kind
        )
        for kind in (True, False)
    ]
    return _interleave(parts, np.concatenate([np.flatnonzero(kinds), np.flatnonzero(~kinds)]))


def _tokenise(texts: Sequence[str], vocabulary: Vocabulary, ascii_only: bool) -> FieldTokens:
    """The same for texts that are all ASCII, or all not."""
    joined = "\0".join(texts)
    if joined.count("\0") != len(texts) - 1:
        joined = "\0".join(text.replace("\0", " ") for text in texts)
    data = b"\0\0" + joined.encode("utf-8", "surrogatepass").lower() + bytes(_PAD)
    octets = np.frombuffer(data, np.uint8)
    if ascii_only:
        starts, ends = _forms(_ASCII.take(octets))
    else:
        codes = np.frombuffer(
            b"\0" * 8 + joined.encode("utf-32-le", "surrogatepass") + bytes(4 * _PAD), np.uint32
        )
        starts, ends = _forms(_CODE_POINTS.of(codes))
        offsets = _byte_offsets(codes)
        starts, ends = offsets[starts], offsets[ends]
    words = np.lib.stride_tricks.as_strided(octets[:8].view("<u8"), (len(octets) - 7,), (1,))
    entries = vocabulary.look_up(data, words, starts, ends - starts)
    text_ends = np.flatnonzero(octets[2 : 1 - _PAD] == 0) + 2
    form_ends = np.searchsorted(starts, text_ends)
    if len(entries) and int(entries.max()) >> 31:
        numbers, counts, doubles = vocabulary.special.expand(entries)
        token_ends = np.concatenate([[0], np.cumsum(counts)])[form_ends]
    else:
        numbers, token_ends, doubles = entries, form_ends, np.zeros(0, np.int64)
    return FieldTokens(numbers, np.diff(token_ends, prepend=0), doubles)


def _forms(classes: Array) -> tuple[Array, Array]:
    """Where surface forms start and end, in a text of classes that begins with two and ends with zeros."""
    inside = _WORDLIKE.take(classes)
    inside[_joining(classes)] = True
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    ideographs = np.flatnonzero(classes == _IDEOGRAPH)
    if not len(ideographs):
        return starts, ends
    after = ideographs + 1
    after = after[(classes[after] == _LETTER) | (classes[after] == _DIGIT)]
    cuts = np.concatenate([ideographs[inside[ideographs - 1]], after])
    return np.sort(np.concatenate([starts, cuts])), np.sort(np.concatenate([ends, cuts]))


_WORDLIKE = np.zeros(256, bool)
_WORDLIKE[[_LETTER, _DIGIT, _MARK, _IDEOGRAPH]] = True
_SPELT = np.zeros(256, bool)
_SPELT[[_LETTER, _DIGIT, _MARK]] = True
_SOLID = np.zeros(256, bool)
_SOLID[[_LETTER, _DIGIT]] = True


def _joining(classes: Array) -> Array:
    """The apostrophes, dots and commas that may belong to a word."""
    signs = np.flatnonzero(classes >= _APOSTROPHE)
    after = classes[signs + 1]
    worth = (after == _LETTER) | (after == _DIGIT) | (after == _APOSTROPHE)
    signs, after = signs[worth], after[worth]
    kind, before = classes[signs], classes[signs - 1]
    second = classes[signs + 2]
    number = (kind != _APOSTROPHE) & (before == _DIGIT) & (after == _DIGIT)
    single = (before == _MARK) | ((before == _LETTER) & ~_SOLID[classes[signs - 2]])
    initial = (kind == _DOT) & (after == _LETTER) & single & ~_SOLID[second]
    last_dot = (kind == _DOT) & (after == _APOSTROPHE) & ((before == _LETTER) | (before == _MARK))
    short = ~_SPELT[second] | ~_SPELT[classes[signs + 3]]
    ending = (kind == _APOSTROPHE) & (after == _LETTER) & (_SPELT[before] | (before == _DOT)) & short
    joining: Array = signs[number | initial | last_dot | ending]
    return joining


def _byte_offsets(codes: Array) -> Array:
    """Where each code point begins in UTF-8."""
    widths = np.ones(len(codes), np.int8)
    for first_of_width in (0x80, 0x800, 0x10000):
        widths += codes >= first_of_width
    offsets = np.zeros(len(codes) + 1, np.int64)
    np.cumsum(widths, out=offsets[1:])
    return offsets


def _interleave(parts: Sequence[FieldTokens], texts: Array) -> FieldTokens:
    """Tokens of two groups of texts in the order of the texts; ``texts`` are their numbers by group."""
    lengths = np.concatenate([part.lengths for part in parts])
    numbers = np.concatenate([part.numbers for part in parts])
    doubles = np.concatenate([parts[0].doubles, parts[1].doubles + len(parts[0].numbers)])
    firsts = np.cumsum(lengths) - lengths
    back = np.argsort(texts)
    lengths, firsts = lengths[back], firsts[back]
    source = np.repeat(firsts - (np.cumsum(lengths) - lengths), lengths)
    source += np.arange(len(source))
    if len(doubles):
        places = np.empty(len(source), np.int64)
        places[source] = np.arange(len(source))
        doubles = np.sort(places[doubles])
    return FieldTokens(numbers[source], lengths, doubles)


def concatenate(parts: Sequence[FieldTokens]) -> FieldTokens:
    """The tokens of several batches of texts, one batch after another."""
    bases = np.cumsum([0] + [len(part.numbers) for part in parts])
    return FieldTokens(
        np.concatenate([np.zeros(0, np.uint32), *(part.numbers for part in parts)]),
        np.concatenate([np.zeros(0, np.int64), *(part.lengths for part in parts)]),
        np.concatenate(
            [np.zeros(0, np.int64), *(part.doubles + base for part, base in zip(parts, bases, strict=False))]
        ),
    )
