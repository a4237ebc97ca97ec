"""Names in articles: runs of capitalised words that are more than the beginning of a sentence.

No list of names is needed and none would fit an archive of a hundred years: what several articles of one
story write with a capital in the middle of their sentences are its people, places and bodies. Scripts without
capitals have none, and German, where every noun has one, is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from index.article import Article
from index.links.records import Name
from index.markdown import plain

LONGEST = 20_000
"""Characters of a body that are looked at."""

_NAME = re.compile(
    r"(?<![\w’'])[A-ZÀ-ÖØ-ÞА-ЯЁ][\w’'-]*[^\W\d_]"
    r"(?:[ \u00a0](?:(?:of|de|la|van|von|der|den|du|bin|al)[ \u00a0])?[A-ZÀ-ÖØ-ÞА-ЯЁ][\w’'-]*[^\W\d_])*"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:…\n]|[\"“”«»(*_—–-])\s*$")
_POSSESSIVE = re.compile(r"['’]s?$")
_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb mar apr jun jul aug sept sep oct nov dec mr mrs ms dr
    sir lady i the a an in on at and but he she it they we you his her its our their this that these those
    there then when where who what how why if as for from by with of to no not yes
    lundi mardi mercredi jeudi vendredi samedi dimanche""",
    )
)
_LEADING = _NO_NAMES | {"le", "la", "les"}


def names_in(article: Article) -> set[str]:
    """The names in the text of an article."""
    if article.language == "de":
        return set()
    text = plain(article.body[:LONGEST])
    found: set[str] = set()
    first: set[str] = set()
    for match in _NAME.finditer(text):
        words = _POSSESSIVE.sub("", match[0].replace("\u00a0", " ")).split()
        while words and words[0].casefold() in _LEADING:
            words = words[1:]
        if not words or (len(words) == 1 and (words[0].casefold() in _NO_NAMES or len(words[0]) < 3)):
            continue
        if any(word.casefold() in _NO_NAMES for word in words):
            continue
        starts = _SENTENCE_START.search(text, max(0, match.start() - 4), match.start()) is not None
        (first if starts and len(words) == 1 else found).add(" ".join(words))
    return found


def common_names(articles: Iterable[Article], most: int = 10) -> tuple[Name, ...]:
    """The names that most of several articles have, a surname counted with the one full name it ends."""
    having: dict[str, set[int]] = defaultdict(set)
    for article in articles:
        for name in names_in(article):
            having[name].add(article.id)
    full: dict[str, list[str]] = defaultdict(list)
    for name in having:
        if " " in name:
            full[name.rsplit(" ", 1)[1]].append(name)
    for name in [name for name in having if " " not in name and name in full]:
        longest = max(full[name], key=lambda whole: (len(having[whole]), whole))
        having[longest] |= having.pop(name)
    ranked = sorted(having.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return tuple(Name(name, len(articles)) for name, articles in ranked[:most] if len(articles) > 1)
