"""Sketches of texts: a few numbers that versions of one piece have in common, made for many texts at once.

Of all runs of four words of a text its sketch keeps those with the smallest hashes (A. Broder, On the
resemblance and containment of documents, 1997): which those are, an unknown version of the text decides in
the same way, and of two texts that share half of their runs all but one pair in a hundred share three of
sixteen.

A key of a sketch and the number of the text that left it are packed into one whole number, a *place*: the key
in the higher 32 bits, the text in the lower 31. Sorted places stand by key, and the texts of a key by number.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from index.links.duplicates import SHORTEST

TEXT_BITS = 31
"""Bits of a place that are the number of a text."""

LARGEST, SMALLEST = 16, 8
"""Keys of the sketch of a text, and of that of a brief."""

SHARED = 3
"""Keys that two versions share at least."""

EVERYWHERE = 50
"""A key that more texts have than this is a formula of the trade."""

MOST = 16
"""Texts that one is compared with, those that share most of its sketch."""

LONGEST = 1_000_000
"""Characters of a text that are looked at."""

_TOGETHER = 60_000
"""Characters that are hashed at a time: their arrays fit the processor's cache."""

_RUN = 4  # words

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]+")
_SIGNS_TO_BLANKS = bytes(sign if sign > 127 or chr(sign).isalnum() else ord(" ") for sign in range(256))

_TEXT = (1 << TEXT_BITS) - 1
_KEY = (1 << 32) - 1
_EVERY_HASH = 1 << 48
_PER_RUN = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 1)
_PER_BYTE = 0x100000001B3
_PER_BYTE_BACK = pow(_PER_BYTE, -1, 1 << 64)

_Hashes = npt.NDArray[np.uint64]
_Places = npt.NDArray[np.int64]


def sketches(texts: Iterable[tuple[int, str]]) -> array[int]:
    """The places of the sketches of numbered texts, sorted."""
    parts = [_sketched(numbers, bodies) for numbers, bodies in _grouped(texts)]
    return _plain(np.sort(np.concatenate(parts))) if parts else array("q")


def keys(places: array[int]) -> list[int]:
    """The keys of places, each once."""
    found: list[int] = np.unique(np.frombuffer(places, np.int64) >> TEXT_BITS).tolist()
    return found


def few(new: array[int], known: array[int]) -> array[int]:
    """Of the places of new texts those to keep beside known ones of their keys.

    Of a key that is everywhere no more are kept than it takes to find that out.
    """
    every, ranks, _ = _by_key(new, known)
    return _plain(every[(ranks <= EVERYWHERE) & _is_new(every, new)])


def near(new: array[int], known: array[int]) -> list[tuple[int, int]]:
    """Pairs of texts whose sketches have enough in common, the second being a new one and the later one."""
    every, _, sizes = _by_key(new, known)
    every = every[(sizes > 1) & (sizes <= EVERYWHERE)]
    found = []
    for distance in range(1, EVERYWHERE):
        together = every[distance:] >> TEXT_BITS == every[:-distance] >> TEXT_BITS
        if not together.any():
            break
        earlier, later = every[:-distance][together], every[distance:][together]
        fresh = _is_new(later, new)
        found.append((later[fresh] & _TEXT) << TEXT_BITS | earlier[fresh] & _TEXT)
    if not found:
        return []
    pairs, counts = np.unique(np.concatenate(found), return_counts=True)
    pairs, counts = pairs[counts >= SHARED], counts[counts >= SHARED]
    later = pairs >> TEXT_BITS
    order = np.lexsort((pairs, -counts, later))
    pairs, later = pairs[order], later[order]
    pairs = pairs[np.arange(len(pairs)) - np.searchsorted(later, later) < MOST]
    return list(zip((pairs & _TEXT).tolist(), (pairs >> TEXT_BITS).tolist(), strict=True))


def _by_key(new: array[int], known: array[int]) -> tuple[_Places, _Places, _Places]:
    """All places in order, the rank of each among those of its key, and how many these are."""
    every = np.sort(np.concatenate((np.frombuffer(known, np.int64), np.frombuffer(new, np.int64))))
    found = every >> TEXT_BITS
    starts = np.flatnonzero(np.diff(found, prepend=-1))
    sizes = np.diff(starts, append=len(every))
    return every, np.arange(len(every)) - np.repeat(starts, sizes), np.repeat(sizes, sizes)


def _is_new(places: _Places, new: array[int]) -> npt.NDArray[np.bool_]:
    """Which places are those of new texts: their numbers are higher than all known ones."""
    first = (np.frombuffer(new, np.int64) & _TEXT).min(initial=_TEXT)
    fresh: npt.NDArray[np.bool_] = (places & _TEXT) >= first
    return fresh


def _grouped(texts: Iterable[tuple[int, str]]) -> Iterator[tuple[list[int], list[bytes]]]:
    """Texts as words between blanks, some together."""
    numbers: list[int] = []
    bodies: list[bytes] = []
    length = 0
    for number, text in texts:
        numbers.append(number)
        bodies.append(_spelt(text[:LONGEST].casefold()))
        length += len(bodies[-1])
        if length > _TOGETHER:
            yield numbers, bodies
            numbers, bodies, length = [], [], 0
    if numbers:
        yield numbers, bodies


def _spelt(text: str) -> bytes:
    """The words of a text with blanks between them."""
    if text.isascii():
        return text.encode().translate(_SIGNS_TO_BLANKS)
    return " ".join(_WORD.findall(text)).encode("utf-8", "replace")


def _sketched(numbers: list[int], bodies: list[bytes]) -> _Places:
    """The places of some texts."""
    words, starts = _hashed_words(b" ".join(bodies))
    offsets = list(accumulate((len(body) + 1 for body in bodies), initial=0))
    counts = np.diff(np.searchsorted(starts, offsets))
    runs = _hashed_runs(words) >> np.uint64(16)
    text = np.repeat(np.arange(len(bodies)), counts)[: len(runs)]
    last = np.cumsum(counts) - _RUN
    inside = (np.arange(len(runs)) <= last[text]) & (counts[text] >= SHORTEST)
    wanted = np.clip((counts - _RUN + 1) // 4, SMALLEST, LARGEST)
    likely = _EVERY_HASH // np.maximum(1, counts) * 3 * wanted  # three times as many as are needed
    inside &= runs < np.minimum(likely, _EVERY_HASH).astype(np.uint64)[text]
    text, runs = text[inside], runs[inside]
    order = np.unique(text.astype(np.uint64) << np.uint64(48) | runs)
    text = (order >> np.uint64(48)).astype(np.int64)
    smallest = np.arange(len(text)) - np.searchsorted(text, text) < wanted[text]
    order, text = order[smallest], text[smallest]
    found = (order & np.uint64(_KEY)).astype(np.int64)
    places: _Places = found << TEXT_BITS | np.array(numbers, np.int64)[text]
    return places


def _hashed_words(spelt: bytes) -> tuple[_Hashes, npt.NDArray[np.intp]]:
    """A hash of each word, and where the words start.

    A word is a polynomial in its bytes. All are had from one running sum, in which a word further on is
    multiplied by a higher power: which the inverse takes away, as 64 bits wrap around.
    """
    signs = np.frombuffer(spelt, np.uint8)
    is_word = np.concatenate(([False], signs != ord(" "), [False]))
    bounds = np.flatnonzero(is_word[1:] != is_word[:-1])
    starts, ends = bounds[::2], bounds[1::2]
    powers, back = _powers(1 << len(signs).bit_length())
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(signs * powers[: len(signs)])))
    return _mixed((sums[ends] - sums[starts]) * back[starts]), starts


def _hashed_runs(words: _Hashes) -> _Hashes:
    """A hash of each run of words."""
    count = max(0, len(words) - _RUN + 1)
    runs = np.zeros(count, np.uint64)
    for place, factor in enumerate(_PER_RUN):
        runs += words[place : place + count] * np.uint64(factor)
    return _mixed(runs)


def _mixed(hashes: _Hashes) -> _Hashes:
    """Numbers of which every bit depends on every bit (D. Stafford's thirteenth mixer, of SplitMix64)."""
    hashes = (hashes ^ hashes >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ hashes >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return hashes ^ hashes >> np.uint64(31)


@lru_cache(maxsize=8)
def _powers(count: int) -> tuple[_Hashes, _Hashes]:
    """The first powers of the factor of a byte and of its inverse."""
    powers, back = (np.full(count + 1, factor, np.uint64) for factor in (_PER_BYTE, _PER_BYTE_BACK))
    powers[0] = back[0] = 1
    return np.multiply.accumulate(powers), np.multiply.accumulate(back)


def _plain(places: _Places) -> array[int]:
    """Places as they leave NumPy."""
    return array("q", places.tobytes())
