"""Surface forms to term numbers, many at a time.

A *surface form* is a stretch of text as :mod:`index.fulltext.writing.tokens` cuts it out, lower-cased where
it is ASCII: ``prices``, ``holm's``, ``800,000``. Mostly it is one word and gives one term. The token rules of
:mod:`index.fulltext.analysis` are asked once for every distinct form; after that a form is found by its hash
in a table of two arrays, for a whole text at once:

    keys      64-bit hash of a form, 0 where the slot is free (open addressing, at most half full)
    entries   its term number, or the number of a *special* form with the highest bit set

The hash is a bijection on forms of up to eight bytes, so those never collide; two longer ones do with a
probability of 2^-64, and as its factors are drawn anew for each vocabulary, nobody can write a text that
makes them. A special form gives several terms, or none: ``café`` gives ``cafe`` and, at the same position,
``=café``.

Words that end with a digit have no English ending: they are terms as they stand. The rare words of an
archive are mostly such numbers and codes, a million of them perhaps, so these never become Python objects:
their bytes are copied from text to vocabulary, many at once. All other terms are in a dictionary.

Term numbers count from 0 in the order in which terms were met. They mean nothing outside one vocabulary, and
a term may have two (``800000``, met in digits and as ``800,000``), which become one when terms are sorted. A
vocabulary that has grown large is thinned: memory stays bounded whatever people write.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, count

import numpy as np
import Stemmer

from index.fulltext import analysis
from index.fulltext.storage.lexicon import Terms, terms_of_bytes
from index.fulltext.storage.segment_file import Array

SPECIAL = np.uint32(1 << 31)
"""Set in the entry of a form that does not give exactly one term."""

_LONGEST_HASHED = 512
"""Forms of more bytes are looked at one by one: they are rare, and hashing them would take as many steps."""

_COMMON = 4
"""Terms that occur so often in a batch are kept for the next."""

_DIGIT = np.array([chr(code).isdigit() for code in range(128)] + [False] * 128)
_LETTER_OR_DIGIT = np.array([chr(code).isalnum() for code in range(128)] + [False] * 128)
_SHIFT_29, _SHIFT_32 = np.uint64(29), np.uint64(32)
_KEEP = np.array([(1 << 8 * count) - 1 for count in range(8)] + [(1 << 64) - 1], np.uint64)


class Vocabulary:
    """The terms met so far, and the surface forms that led to them."""

    def __init__(self, terms: Sequence[bytes] = ()) -> None:
        """A vocabulary of some terms, numbered in their order."""
        self._numbers: defaultdict[bytes, int] = defaultdict(count(len(terms)).__next__)
        self._numbers.update(zip(terms, count()))
        self._uninflected: list[tuple[int, Terms]] = []  # with the number of the first
        self._uninflected_count = 0
        self._stemmer = Stemmer.Stemmer("english")
        self._stemmer.maxCacheSize = 0
        self.special = SpecialForms()
        self._factors = [np.uint64(int.from_bytes(os.urandom(8), "little") | 1) for _ in range(2)]
        self._bits = 14
        self._forms = 0
        self._allocate()

    def __len__(self) -> int:
        """How many term numbers there are."""
        return len(self._numbers) + self._uninflected_count

    @property
    def nbytes(self) -> int:
        """About how much memory it takes, and its terms when they are sorted."""
        return self._keys.nbytes + self._entries.nbytes + 180 * len(self._numbers) + 100 * len(self)

    def terms(self) -> Terms:
        """The bytes of all terms, by their numbers."""
        known = terms_of_bytes(list(self._numbers))
        starts, lengths = np.zeros((2, len(self)), np.int64)
        numbers = np.fromiter(self._numbers.values(), np.int64, len(self._numbers))
        starts[numbers], lengths[numbers] = known.starts, known.lengths
        blobs, size = [known.blob], len(known.blob)
        for first, terms in self._uninflected:
            stop = first + len(terms.starts)
            starts[first:stop], lengths[first:stop] = terms.starts + size, terms.lengths
            blobs.append(terms.blob)
            size += len(terms.blob)
        return Terms(np.concatenate(blobs), starts, lengths)

    def thinned(self, frequencies: Array) -> Vocabulary:
        """A new vocabulary of the terms that are common, with the plain forms that lead to them.

        ``frequencies`` says per term how often it occurred lately. Most words of a text are few and come
        again; learning them anew whenever a vocabulary has grown large would cost more than the rare ones.
        """
        is_kept = frequencies >= _COMMON
        kept = np.flatnonzero(is_kept)
        blob, starts, lengths = self.terms().take(kept)
        data = blob.tobytes()
        common = [data[start : start + length] for start, length in zip(starts, lengths, strict=True)]
        thin = Vocabulary(list(dict.fromkeys(common)))
        thin._factors = self._factors
        numbers = np.zeros(len(self), np.uint32)
        numbers[kept] = list(map(thin._numbers.__getitem__, common))
        forms = np.flatnonzero((self._keys != 0) & (self._entries < SPECIAL))
        forms = forms[is_kept[self._entries[forms]]]
        slots = thin._insert(self._keys[forms])
        thin._entries[slots] = numbers[self._entries[forms]]
        thin._forms = len(forms)
        return thin

    def look_up(self, data: bytes, words: Array, starts: Array, lengths: Array) -> Array:
        """The entries (uint32) of the surface forms that begin at ``starts`` of ``data``.

        ``words`` gives for every byte the eight bytes from there as one little-endian number.
        """
        overlong = np.flatnonzero(lengths > _LONGEST_HASHED)
        overlong_starts, overlong_lengths = starts[overlong], lengths[overlong]
        if len(overlong):
            starts, lengths = starts.copy(), lengths.copy()
            starts[overlong] = lengths[overlong] = 0  # the empty form stands in for them
        hashes = self._hash(words, starts, lengths)
        slots = self._slots(hashes)
        keys = self._keys.take(slots)
        entries: Array = self._entries.take(slots)
        unknown = [np.flatnonzero(keys == 0)]
        searching = np.flatnonzero((keys != hashes) & (keys != 0))
        last = len(self._keys) - 1
        while len(searching):
            slots[searching] = places = (slots[searching] + 1) & last
            keys = self._keys[places]
            found = keys == hashes[searching]
            entries[searching[found]] = self._entries[places[found]]
            unknown.append(searching[keys == 0])
            searching = searching[~found & (keys != 0)]
        new = np.concatenate(unknown)
        if len(new):
            slots = self._insert(hashes[new])
            self._entries[slots] = np.arange(len(new), dtype=np.uint32)
            first = np.flatnonzero(self._entries[slots] == np.arange(len(new)))
            self._entries[slots[first]] = self._learn(data, starts[new[first]], lengths[new[first]])
            entries[new] = self._entries[slots]
            self._forms += len(first)
        for place, start, length in zip(overlong, overlong_starts, overlong_lengths, strict=True):
            entries[place] = self._entry(data[start : start + length])
        return entries

    def _hash(self, words: Array, starts: Array, lengths: Array) -> Array:
        """64-bit hashes of the surface forms, never 0."""
        first, second = self._factors
        hashes: Array = words[starts] & _KEEP[np.minimum(lengths, 8)]
        longer = np.flatnonzero(lengths > 8)
        depth = 8
        while len(longer):
            left = lengths[longer] - depth
            chunk = words[starts[longer] + depth] & _KEEP[np.minimum(left, 8)]
            mixed = hashes[longer]
            hashes[longer] = (mixed * first) ^ (mixed >> _SHIFT_29) ^ (chunk * second)
            longer = longer[left > 8]
            depth += 8
        hashes ^= hashes >> _SHIFT_32
        hashes *= first
        hashes ^= hashes >> _SHIFT_29
        hashes[hashes == 0] = 1
        return hashes

    def _learn(self, data: bytes, starts: Array, lengths: Array) -> Array:
        """The entries of surface forms that are met for the first time, each once."""
        entries = np.zeros(len(starts), np.uint32)
        forms = Terms(np.frombuffer(data, np.uint8), starts, lengths)
        uninflected, terms = _uninflected(forms)
        if len(uninflected):
            entries[uninflected] = self._keep(terms)
        left = np.ones(len(starts), bool)
        left[uninflected] = False
        others = np.flatnonzero(left)
        begins, ends = starts[others].tolist(), (starts + lengths)[others].tolist()
        texts = [data[start:end] for start, end in zip(begins, ends, strict=True)]
        is_plain = list(map(bytes.isalnum, texts))
        words = [text[: analysis.LONGEST] for text in compress(texts, is_plain)]
        numbers = map(self._numbers.__getitem__, self._stemmer.stemWords(words))
        plain = np.array(is_plain, bool)
        entries[others[plain]] = np.fromiter(numbers, np.uint32, len(words))
        for index in np.flatnonzero(~plain).tolist():
            entries[others[index]] = self._entry(texts[index])
        return entries

    def _keep(self, terms: Terms) -> Array:
        """Numbers for terms that are new."""
        first = len(self)
        self._uninflected.append((first, terms))
        self._uninflected_count += len(terms.starts)
        self._numbers.default_factory = count(len(self)).__next__
        return np.arange(first, len(self), dtype=np.uint32)

    def _entry(self, form: bytes) -> int:
        """The entry of any surface form, by the token rules."""
        words = _words(form)
        if len(words) == 1 and len(words[0]) == 1:
            return self._numbers[words[0][0]]
        return int(SPECIAL) | self.special.add(
            (self._numbers[term], place > 0) for terms in words for place, term in enumerate(terms)
        )

    def _allocate(self) -> None:
        self._keys: Array = np.zeros(1 << self._bits, np.uint64)
        self._entries: Array = np.zeros(1 << self._bits, np.uint32)

    def _slots(self, hashes: Array) -> Array:
        return (hashes >> np.uint64(64 - self._bits)).astype(np.intp)

    def _insert(self, hashes: Array) -> Array:
        """Find or make a slot for every hash; the table grows to stay at most half full."""
        if (self._forms + len(hashes)) * 2 > len(self._keys):
            taken = np.flatnonzero(self._keys)
            keys, entries = self._keys[taken], self._entries[taken]
            self._bits = ((self._forms + len(hashes)) * 2).bit_length()
            self._allocate()
            slots = self._insert(keys)
            self._entries[slots] = entries
        slots = self._slots(hashes)
        last = len(self._keys) - 1
        left = np.arange(len(hashes))
        while len(left):
            places, wanted = slots[left], hashes[left]
            free = np.flatnonzero(self._keys[places] == 0)
            self._keys[places[free]] = wanted[free]  # of several for one slot the last one gets it
            elsewhere = self._keys[places] != wanted
            left = left[elsewhere]
            slots[left] = (places[elsewhere] + 1) & last
        return slots


def _uninflected(forms: Terms) -> tuple[Array, Terms]:
    """The forms that are short, of ASCII letters and digits, and end with a digit: which, and as terms."""
    last = forms.blob[forms.starts + forms.lengths - 1]
    likely = np.flatnonzero(_DIGIT[last] & (forms.lengths <= analysis.LONGEST) & (forms.lengths > 0))
    terms = forms.take(likely)
    if not len(likely):
        return likely, terms
    sound = np.logical_and.reduceat(_LETTER_OR_DIGIT[terms.blob], terms.starts)
    return (likely, terms) if sound.all() else (likely[sound], terms.take(np.flatnonzero(sound)))


@lru_cache(maxsize=1 << 15)
def _words(form: bytes) -> tuple[tuple[bytes, ...], ...]:
    """The words of a surface form, each with its terms, by the token rules.

    Numbers and names with signs come again in vocabulary after vocabulary, which is why they are remembered.
    """
    text = form.decode("utf-8", "surrogatepass")
    return tuple(
        tuple(term.encode() for term in analysis.terms_of(text[start:end]))
        for start, end in analysis.spans(text)
    )


class SpecialForms:
    """Surface forms that give any number of terms, flattened."""

    def __init__(self) -> None:
        """None yet."""
        self._terms: list[int] = []
        self._doubles: list[bool] = []
        self._ends: list[int] = [0]

    def add(self, terms: Iterator[tuple[int, bool]]) -> int:
        """Keep the terms of a form, each with whether it shares the position of the one before."""
        for number, double in terms:
            self._terms.append(number)
            self._doubles.append(double)
        self._ends.append(len(self._terms))
        return len(self._ends) - 2

    def expand(self, entries: Array) -> tuple[Array, Array, Array]:
        """Entries with the special ones replaced by their terms.

        Gives the term numbers, how many of them each entry became, and the indexes of the doubles.
        """
        special = np.flatnonzero(entries & SPECIAL)
        counts = np.ones(len(entries), np.intp)
        which = (entries[special] ^ SPECIAL).astype(np.intp)
        ends = np.array(self._ends)
        sizes = ends[which + 1] - ends[which]
        counts[special] = sizes
        numbers = np.repeat(entries, counts)
        places = (np.cumsum(counts) - counts)[special]
        steps = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        source = np.repeat(ends[which], sizes) + steps
        target = np.repeat(places, sizes) + steps
        numbers[target] = np.array(self._terms, np.uint32)[source]
        return numbers, counts, target[np.array(self._doubles, bool)[source]]
