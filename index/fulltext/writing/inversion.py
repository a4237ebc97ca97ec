"""From tokens in the order of the text to postings in the order of the terms.

A batch of documents arrives as one long array of term numbers per field, in reading order. Its terms are
sorted by their bytes; each token gets the rank of its term; a stable sort of the tokens by rank then *is*
the inverted field: within a term the tokens are still in the order of documents and positions. Wherever
term or document changes along the sorted tokens a posting begins.

NumPy's stable sort is a radix sort for numbers of 16 bits and less only, so ranks are sorted in two passes,
low halves and then high halves: several times faster than comparing 32-bit numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.fulltext.storage.lexicon import Terms, add_lexicon, sort_terms
from index.fulltext.storage.packing import add_packed, smallest
from index.fulltext.storage.segment_file import Array, SegmentFileWriter


@dataclass(frozen=True, slots=True)
class FieldTokens:
    """A text field of a batch of documents, tokenised."""

    numbers: Array
    """uint32: the term number of every token, document after document, in reading order."""
    lengths: Array
    """int64: the number of tokens of each document."""
    doubles: Array
    """int64, rising: indexes of tokens that share the position of the token before them."""


def write_field(file: SegmentFileWriter, name: str, tokens: FieldTokens, terms: Terms) -> int:
    """Invert a field and write all its sections; gives the number of its tokens.

    ``terms`` holds the bytes of every term number, of other fields' terms as well. A term may have several
    numbers.
    """
    numbers, lengths = tokens.numbers, tokens.lengths
    count = len(numbers)
    frequencies = np.bincount(numbers, minlength=len(terms.lengths))
    used = np.flatnonzero(frequencies)
    order, new = sort_terms(Terms(terms.blob, terms.starts[used], terms.lengths[used]))
    used = used[order]
    firsts = np.flatnonzero(new)
    ranks = np.zeros(len(terms.lengths), np.uint32)
    ranks[used] = np.cumsum(new) - 1
    by_term = radix_order(ranks[numbers], len(firsts))

    tokens_before = np.concatenate([[0], np.cumsum(frequencies[used])])
    token_offsets = tokens_before[np.append(firsts, len(used))]
    used = used[firsts]
    del frequencies, ranks, order, new, tokens_before
    documents = np.repeat(np.arange(len(lengths), dtype=smallest(len(lengths))), lengths)[by_term]
    begins = np.ones(count, bool)
    np.not_equal(documents[1:], documents[:-1], out=begins[1:])
    begins[token_offsets[:-1]] = True
    first_tokens = np.flatnonzero(begins)
    del begins
    posting_offsets = np.searchsorted(first_tokens, token_offsets)

    add_lexicon(file, f"{name}.terms", terms.take(used))
    file.add(f"{name}.postings", _offsets(posting_offsets))
    add_packed(file, f"{name}.docs", documents[first_tokens], np.uint16)
    del documents
    add_packed(file, f"{name}.freqs", np.diff(first_tokens, append=count).astype(np.uint32), np.uint8)
    del first_tokens
    file.add(f"{name}.tokens", _offsets(token_offsets))
    add_packed(file, f"{name}.positions", _positions(tokens)[by_term], position_dtype(lengths))
    file.add(f"{name}.lengths", lengths.astype(smallest(int(lengths.max(initial=0)))))
    return count


def radix_order(ranks: Array, count: int) -> Array:
    """The stable order of uint32 ``ranks``, all below ``count``."""
    order = np.argsort(ranks.astype(np.uint16), kind="stable")
    if count > 1 << 16:
        high = (ranks >> np.uint32(16)).astype(smallest(count >> 16))[order]
        order = order[np.argsort(high, kind="stable")]
    return order


def position_dtype(lengths: Array) -> npt.DTypeLike:
    """The low part of packed positions in documents of these lengths: headlines do with a byte."""
    return np.uint8 if int(lengths.max(initial=0)) <= 1 << 8 else np.uint16


def _positions(tokens: FieldTokens) -> Array:
    """Which word of its document each token is."""
    lengths, doubles = tokens.lengths, tokens.doubles
    count = len(tokens.numbers)
    firsts = np.cumsum(lengths) - lengths
    longest = int(lengths.max(initial=0))
    dtype = np.uint16 if longest <= 1 << 16 else np.uint32
    if not len(doubles):
        positions = np.arange(count, dtype=np.uint32)
        positions -= np.repeat(firsts.astype(np.uint32), lengths)
        return positions.astype(dtype, copy=False)
    steps = np.ones(count, np.int64)
    steps[doubles] = 0
    words = np.cumsum(steps)
    words -= np.repeat(words[np.minimum(firsts, count - 1)], lengths)
    return words.astype(dtype)


def _offsets(offsets: Array) -> Array:
    """Offsets in the smaller of the two types that are used for them."""
    return offsets.astype(np.uint32 if int(offsets[-1]) < 1 << 32 else np.uint64)
