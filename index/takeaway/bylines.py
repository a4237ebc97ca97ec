"""Who wrote an article: the byline as a paper prints it, taken apart into authors."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Author:
    """A person, or whoever else signs."""

    family: str
    """The family name with what belongs to it (``van der Berg``); the whole name of whoever is no person."""
    given: str = ""
    """Empty for agencies, desks, pen names and names in scripts that put no space between the two."""
    suffix: str = ""
    """``Jr.``, ``III``."""

    @property
    def is_person(self) -> bool:
        """Whether the name has two parts."""
        return bool(self.given)


_PARTING = re.compile(r"\s*(?:;|/|\s&\s|\s(?:and|und|et|y|og|och|en|и)\s)\s*", re.IGNORECASE)
_BY = re.compile(r"^(?:by|von|par|por|di)\s+(?=\S)", re.IGNORECASE)
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d)\.?$", re.IGNORECASE)
_PARTICLES = frozenset(
    [
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "les",
        "ten", "ter", "zu", "zum", "zur", "af", "av", "al", "el", "bin", "ibn", "ben",
    ]
)  # fmt: skip
"""Small words that belong to the family name after them."""
_NO_PERSON = frozenset(
    [
        "a", "an", "the", "our", "your", "staff", "special", "from", "agency", "agencies", "wire", "press",
        "news", "newspaper", "times", "post", "gazette", "journal", "courier", "service", "services", "desk",
        "bureau", "office", "department", "ministry", "group", "committee", "council", "board", "team",
        "union", "association", "institute", "university", "college", "school", "society", "company",
        "government", "editor", "editors", "editorial", "writer", "writers", "reporter", "reporters",
        "correspondent", "correspondents", "contributor", "contributors", "columnist", "combined", "compiled",
        "reports", "reuters", "reuter", "bloomberg", "afp", "ap", "upi", "tass", "interfax", "class",
    ]
)  # fmt: skip
"""Words that no person is called: agencies, desks, roles."""


def authors(byline: str, source: str = "") -> tuple[Author, ...]:
    """The authors whom a byline names, in its order; none for an empty one.

    ``Rich Miller, Reuters`` is one person: what stands behind a comma and is no name tells where a person
    works. A byline that only repeats the paper is an institution, and so is whatever cannot be a name.
    """
    byline = _BY.sub("", " ".join(byline.split()))
    if not byline:
        return ()
    if byline.casefold() == " ".join(source.split()).casefold():
        return (Author(byline),)
    found: list[Author] = []
    for part in filter(None, _PARTING.split(byline)):
        found += _authors_of(part.strip(" ,"))
    return tuple(dict.fromkeys(found)) or (Author(byline),)


def _authors_of(part: str) -> list[Author]:
    """The authors of a stretch between two ``and``."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) == 2 and not any(" " in piece for piece in pieces) and not _no_person(pieces[1]):
        return [Author(pieces[0], pieces[1])]  # Vale, Ingrid
    found: list[Author] = []
    for piece in pieces:
        author = _author(piece)
        if found and _SUFFIX.match(piece) and found[-1].is_person:
            found[-1] = Author(found[-1].family, found[-1].given, piece)
        elif not found or author.is_person:
            found.append(author)
        elif not found[-1].is_person:
            found[-1] = Author(f"{found[-1].family}, {piece}")
    return found


def _author(name: str) -> Author:
    """A name in the order in which it is spoken."""
    words = name.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    if not 2 <= len(words) <= 6 or _no_person(name):
        return Author(name)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return Author(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _no_person(name: str) -> bool:
    """Whether a name is that of an agency, a desk, a role; or a pen name, or no name at all."""
    words = [re.sub(r"['’]s?$", "", word.strip(".")) for word in name.casefold().split()]
    return (
        not _NO_PERSON.isdisjoint(words)
        or not all(word[:1].isalpha() for word in words)
        or name == name.lower()
    )
