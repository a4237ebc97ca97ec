"""Do a printed title and a headline mean the same article, though they are not spelt the same?

Papers print the headlines of others cut, with a wire's ``UPDATE 1-`` or a kicker before them, with other
quotation marks, in other letters. What is left of a headline when all that is taken away are its words; two
headlines are alike as far as their words pair off, each counting by how much it can tell. A number pairs only
with itself: ``Part 2`` is another article than ``Part 3``, however alike the rest.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from anyascii import anyascii

from index.identity import normalise_headline

LONGEST = 300
"""Characters of a title that are looked at."""

_WIRE = re.compile(
    r"^\s*(?:(?:\d+(?:st|nd|rd|th)\s+)?(?:update|upd|rpt|repeat|refile|wrapup|recap|lead|exclusive|breaking"
    r"(?: news)?|just in|urgent|flash|snap|alert|analysis|interview|factbox|timeline|newsmaker|"
    r"special report|live|video|photos?|watch|listen|podcast|opinion|editorial|op-ed|comment|commentary|"
    r"column|feature|explainer|profile|review|news|eilmeldung|exclusif|эксклюзив|срочно)"
    r"(?:\s*\d+)?\s*(?:[-–—:|]+|(?<=\d)\s)\s*)+",
    re.IGNORECASE,
)
"""What wires and web pages put before a headline. A correction is not among it: that is another article."""

_CORRECTION = re.compile(
    r"^\W*(?:correct(?:ion|ed)|clarification|erratum|rectificatif|berichtigung|korrektur|corrección|"
    r"rectificación|fe de erratas|поправка|исправление)\b",
    re.IGNORECASE,
)
_KICKER = re.compile(r"^\s*[^:|/\d]{2,30}?\s*(?::\s|\s[|/»]\s|\s[-–—]{1,2}\s)\s*")
_TAIL = re.compile(r"\s(?:[-–—|«]|\|\|)\s[^-–—|«\d]{2,40}$")
_DECISIVE = frozenset(
    (
        *("ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"),
        *(
            "no",
            "not",
            "never",
            "without",
            "nicht",
            "kein",
            "keine",
            "ohne",
            "pas",
            "sans",
            "ne",
            "bez",
            "sin",
        ),
    )
)
"""Words that make another title as a number does: Roman numbers, and saying no."""

_PARTS = frozenset(":|/»«-–—")
"""Signs without which a title has neither kicker nor tail."""

_CUT = re.compile(r"\s*(?:…|\.\.\.+)\s*(?:\[?(?:more|read more|continued)\]?)?\s*$", re.IGNORECASE)
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
_IDEOGRAPH = re.compile(rf"([{_IDEOGRAPHS}])")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_LETTERS_TO_READ = re.compile(rf"[^\x00-\x7f{_IDEOGRAPHS}]+")
DULL = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at to for from by with and or as is are was were be it its his her their this "
        "that le la les un une des du de et en au aux der die das ein eine und im von zu el los las y del "
        "i v na s o po",
    )
)
"""Words that tell nothing."""

_DULL_WEIGHT = 0.25
"""What a word that tells nothing counts beside others."""

_SKELETON = str.maketrans({"w": "v", "c": "k", "q": "k", "z": "s", **dict.fromkeys("aeiouyhj'")})
"""What the romanisations of a name disagree about."""

_REPLACED, _ADDED = 0.1, 0.06
"""What is taken off for each telling word in the place of another, and for each that only one title has."""

_STRIPPED = 0.97
"""Factor for likeness that needed something taken off, once for both titles."""

_CLOSE = 0.92
"""How alike two titles have to be when what was taken off may have been a part of the headline."""


class Title(NamedTuple):
    """A title as it is compared."""

    forms: tuple[tuple[str, ...], ...]
    """Its words: as printed first, then without what a wire put before it."""
    cores: tuple[tuple[str, ...], ...]
    """Its words without what may be a kicker or the name of a paper, if there is such a thing."""
    cut: bool
    """Whether it ends in an ellipsis: its last words are missing."""
    correction: bool
    """Whether it says that it corrects another one."""

    @property
    def keys(self) -> frozenset[int]:
        """The pairs of neighbouring words as numbers: what titles of the same article have in common.

        Small words are passed over and words reduced to a skeleton that other spellings share. A title of one
        word has none: too little to be known by unless it is spelt the same.
        """
        return frozenset(key for words in self.forms + self.cores for key in keys(words))


@lru_cache(maxsize=32_768)
def read(title: str) -> Title:
    """Take a title apart."""
    title = html.unescape(title[:LONGEST]) if "&" in title else title[:LONGEST]
    correction = bool(_CORRECTION.match(title))
    whole = _CUT.sub("", title) if "…" in title or "..." in title else title
    core = whole if correction else _WIRE.sub("", whole)
    correction = correction or bool(_CORRECTION.match(core) or _CORRECTION.match(_KICKER.sub("", core)))
    forms = dict.fromkeys((words(whole), words(core)))
    cores = {}
    if not correction and not _PARTS.isdisjoint(core):
        cores = dict.fromkeys((words(_TAIL.sub("", core)), words(_KICKER.sub("", core))))
    enough = tuple(form for form in cores if form not in forms and len(_telling(form)) > 1)
    return Title(tuple(form for form in forms if form), enough, whole != title, correction)


def keys(words: tuple[str, ...]) -> set[int]:
    """The keys of these words; see :attr:`Title.keys`."""
    telling = [skeleton(word) for word in _telling(words)]
    return {crc32(" ".join(pair).encode()) for pair in pairwise(telling)}


def begun(title: str) -> tuple[str, ...]:
    """Of a title that was cut the words before the last one that tells something; none of another title."""
    found = read(title)
    if not found.cut or not found.forms:
        return ()
    words = found.forms[-1]
    last = max((place for place, word in enumerate(words) if word not in DULL), default=0)
    return words[:last]


def begins(headline: str, start: tuple[str, ...], *, longer: bool = False) -> bool:
    """Whether a headline begins with these words, and if it shall be ``longer`` does not end with them."""
    return any(
        form[: len(start)] == start and len(form) >= len(start) + longer for form in read(headline).forms
    )


def words(text: str) -> tuple[str, ...]:
    """The words of a title in Latin letters, without case and accents; an ideograph is a word."""
    if text.isascii():
        return tuple(_PLAIN_WORD.findall(text.replace("'", "").replace("`", "").lower()))
    text = _LETTERS_TO_READ.sub(lambda run: anyascii(run[0]), _IDEOGRAPH.sub(r" \1 ", text))
    return tuple(normalise_headline(text).split())


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """What spellings of a word share: ``Yeltsin`` and ``Eltsin``; numbers and ideographs as they are."""
    if not word.isascii() or any(sign.isdigit() for sign in word):
        return word
    bare = word.translate(_SKELETON)
    return re.sub(r"(.)\1+", r"\1", bare).removesuffix("s") or word


@lru_cache(maxsize=65_536)
def likeness(title: str, headline: str) -> float:
    """How sure two titles mean one article as far as the words go, 0 to 1; 1 only for the same words."""
    one, other = read(title), read(headline)
    if one.correction != other.correction:
        return 0.0
    pairs = [
        *((form, other_form, bool(one_place or other_place), 0.0) for one_place, form in enumerate(one.forms)
          for other_place, other_form in enumerate(other.forms)),
        *((core, form, True, _CLOSE) for core in one.cores for form in other.forms),
        *((form, core, True, _CLOSE) for form in one.forms for core in other.cores),
    ]  # fmt: skip
    return max(
        (
            (_STRIPPED if least or stripped else 1.0) * found
            for form, other_form, stripped, least in pairs
            if (found := _compared(form, one.cut, other_form, other.cut)) >= least
        ),
        default=0.0,
    )


def _telling(words: tuple[str, ...]) -> list[str]:
    """The words that tell something."""
    return [word for word in words if word not in DULL]


def _compared(one: tuple[str, ...], one_cut: bool, other: tuple[str, ...], other_cut: bool) -> float:
    """How alike two forms are; of a title that was cut only the beginning has to be there."""
    if one_cut and len(other) >= len(one):
        return _begins(one, other)
    if other_cut and len(one) >= len(other):
        return _begins(other, one)
    return _alike(one, other)


def _begins(start: tuple[str, ...], whole: tuple[str, ...]) -> float:
    """How sure a headline is the one that a cut title begins: the more words are left, the surer."""
    last = start[-1]
    if not whole[len(start) - 1].startswith(last):
        return 0.0
    begun = (*start[:-1], whole[len(start) - 1])
    return _alike(begun, whole[: len(start)]) * min(0.97, 0.55 + 0.08 * len(_telling(start)))


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The share of both titles' words that pair off, and of their letters in order."""
    if one == other:
        return 1.0
    if _decisive(one) != _decisive(other):
        return 0.0
    left, right = list(one), list(other)
    for word in one:
        if word in right:
            left.remove(word)
            right.remove(word)
    paired = sum(_weight(word) for word in one) - sum(_weight(word) for word in left)
    for word in list(left):
        near = max(((_same_word(word, another), another) for another in right), default=(0.0, ""))
        if near[0]:
            left.remove(word)
            right.remove(near[1])
            paired += near[0] * (_weight(word) + _weight(near[1])) / 2
    from rapidfuzz import fuzz

    total = sum(map(_weight, one)) + sum(map(_weight, other))
    odd, other_odd = len(_telling(tuple(left))), len(_telling(tuple(right)))
    lost = _REPLACED * min(odd, other_odd) + _ADDED * abs(odd - other_odd)
    letters = fuzz.ratio(" ".join(one), " ".join(other)) / 100
    together = fuzz.ratio("".join(one), "".join(other)) / 100
    return max(0.0, (2 * paired / total + max(letters, together)) / 2 - lost)


def _decisive(words: tuple[str, ...]) -> list[str]:
    """The words that decide, in order: a date is another one with day and month exchanged."""
    return [word for word in words if word in _DECISIVE or not word.isalpha()]


def _weight(word: str) -> float:
    """What a word counts."""
    return _DULL_WEIGHT if word in DULL else 1.0


def _same_word(one: str, other: str) -> float:
    """How sure two words are one: 0 if they are two, less than 1 for a slip or another ending."""
    if min(len(one), len(other)) < 4 or not one.isalpha() or not other.isalpha():
        return 0.0
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter) and len(longer) - len(shorter) <= 2:
        return 0.95
    if skeleton(one) == skeleton(other):
        return 0.9
    from rapidfuzz.distance import OSA

    allowed = 1 if len(shorter) < 9 else 2
    return 0.85 if OSA.distance(one, other, score_cutoff=allowed) <= allowed else 0.0
