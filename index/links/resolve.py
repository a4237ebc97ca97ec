"""Which article does a related link mean? Decided from the link and the articles there are, nothing else.

The decision never depends on the order in which articles came: the same articles give the same links.

A link finds its target by its canonical url, else by its normalised headline. Where several articles bear
that headline, the one of the linking article's own paper wins, then the nearest in time, then the earlier
one; the next best is kept as the runner-up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from index.article import LinkKind
from index.identity import normalise_headline

UNIQUE, SAME_SOURCE, NEAREST, GUESS = 0.95, 0.85, 0.75, 0.5
"""How sure a headline makes us: borne by one article; by one of this paper; by one that is nearest; by
several that nothing tells apart."""

OTHER_URL = 0.85
"""Factor for a target that is known by another url than the link's: a page that moved, or a namesake."""

_FAR = 10_000_000
"""A distance in days beyond all others: to or from an undated article."""

_ENOUGH = 3
"""Articles looked at on either side of a date: the best, the next best, and the linking article itself."""

_COMPARED = 300
"""Characters of a headline that likeness looks at."""


class Peer(NamedTuple):
    """What resolving needs to know of an article."""

    id: int
    source: str
    day: int
    """``YYYYMMDD``, unknown parts 0; 0 when undated."""
    url: bool
    """Whether it is known by a url of its own."""


class Resolution(NamedTuple):
    """Where a link leads; see :class:`index.records.Related` for the fields."""

    target: int | None = None
    how: str = ""
    confidence: float = 0.0
    runner_up: int | None = None


WANTED = Resolution()
"""A link whose target is not in the archive."""


def by_url(target: int, holder: int) -> Resolution:
    """A link whose url is that of a stored article; one to its own page stays wanted."""
    return WANTED if target == holder else Resolution(target, "url", 1.0)


class Namesakes:
    """The articles of one normalised headline, ready to be asked for the nearest to a linking article.

    Built once for all links of that title: asking costs a few bisections, however many articles bear it.
    """

    def __init__(self, peers: Iterable[Peer]) -> None:
        """Sort the articles by day, all of them and those of each paper."""
        self._all = sorted((day_number(peer.day), peer.id, peer) for peer in peers)
        self._of_paper: dict[str, list[_Entry]] = defaultdict(list)
        for entry in self._all:
            self._of_paper[_paper(entry[2].source)].append(entry)

    @cached_property
    def without_url(self) -> Namesakes:
        """Those that no url is known of."""
        return Namesakes(peer for _, _, peer in self._all if not peer.url)

    def resolve(self, holder: Peer, kind: LinkKind, url: bool) -> Resolution:
        """The target of a link of ``holder`` by this headline; ``url`` when the link bears a url as well.

        Such a url names a page that is not here. In a list the printed title still tells which article is
        meant, with less confidence where that is known by another url. The words of an inline link are
        no headline by themselves: there an article with another url is another page.
        """
        if url and kind is LinkKind.INLINE:
            return self.without_url.resolve(holder, kind, url=False)
        ranked = sorted(self._nearest(holder))
        if not ranked:
            return WANTED
        best, *others = ranked
        factor = OTHER_URL if url and best.peer.url else 1.0
        if not others:
            return Resolution(best.peer.id, "headline", UNIQUE * factor)
        next_best = others[0]
        if best.foreign != next_best.foreign:
            confidence = SAME_SOURCE
        else:
            confidence = GUESS if best.distance == next_best.distance else NEAREST
        return Resolution(best.peer.id, "headline", confidence * factor, next_best.peer.id)

    def _nearest(self, holder: Peer) -> set[_Ranked]:
        """The articles among which are the best and the next best."""
        paper, day = _paper(holder.source), day_number(holder.day)
        return {
            _Ranked(
                foreign=_paper(peer.source) != paper,
                distance=abs(number - day) if number and day else _FAR,
                number=number,
                id=identity,
                peer=peer,
            )
            for entries in (self._of_paper.get(paper, []), self._all)
            for number, identity, peer in _around(entries, day)
            if identity != holder.id
        }


_Entry = tuple[int, int, Peer]
"""Day number, id and article: the order in which ties are decided."""


class _Ranked(NamedTuple):
    """A candidate with what it is ranked by, the best one first."""

    foreign: bool
    distance: int
    number: int
    id: int
    peer: Peer


def _around(entries: list[_Entry], day: int) -> list[_Entry]:
    """The entries nearest to a day on either side: from each day the first ones, which win its ties."""
    start = bisect_left(entries, day, key=itemgetter(0))
    near = entries[start : start + _ENOUGH]
    while start and len(near) < 2 * _ENOUGH:
        end, start = start, bisect_left(entries, entries[start - 1][0], key=itemgetter(0))
        near += entries[start : min(end, start + _ENOUGH)]
    return near


@lru_cache(maxsize=1024)
def _paper(source: str) -> str:
    """A paper's name without case, accents and doubled spaces."""
    return normalise_headline(source)


def day_number(day: int) -> int:
    """A day as a number to take differences of; a month or a year stands for its middle, undated for 0."""
    if not day:
        return 0
    year, month, in_month = day // 10000, day // 100 % 100, day % 100
    month = month or 7
    in_month = in_month or (15 if day // 100 % 100 else 1)
    try:
        return date(year, month, in_month).toordinal()
    except ValueError:
        return date(max(year, 1), min(month, 12), 1).toordinal()


def likeness(title: str, headline: str) -> float:
    """How much two headlines resemble each other, 0 to 1: shared words and shared letters, half and half."""
    one, other = (normalise_headline(text[:_COMPARED]) for text in (title, headline))
    words, other_words = set(one.split()), set(other.split())
    if not words or not other_words:
        return 0.0
    shared = 2 * len(words & other_words) / (len(words) + len(other_words))
    return (shared + SequenceMatcher(None, one, other, autojunk=False).ratio()) / 2
