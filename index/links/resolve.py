"""Which article does a related link mean? Decided from the link and the articles there are, nothing else.

The decision never depends on the order in which articles came: the same articles give the same links.

A link finds its target by its canonical url, else by its normalised headline, else by a headline that is
nearly its title. Where several articles may be meant, the one of the linking article's own paper wins, then
the nearest in time, then the one that has names in common with it, then the earlier one; the next best is
kept as the runner-up. Articles point back: of 6,377 links in fifteen years of Debian's news all but 37 lead
to what had appeared before, so a day after the linking article counts as three before it.

What is less than likely stays wanted, with the best candidate as its runner-up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from index.article import LinkKind
from index.identity import normalise_headline
from index.links import titles
from index.records import CERTAIN

UNIQUE, SAME_SOURCE, NAMED, NEAREST, GUESS = 0.95, 0.85, 0.8, 0.75, 0.5
"""How sure a headline makes us: borne by one article; by one of this paper; by one that has names in common
with the linking article; by one that is nearest; by several that nothing tells apart."""

OTHER_URL = 0.85
"""Factor for a target that is known by another url than the link's: a page that moved, or a namesake."""

EXACT, LIKELY = CERTAIN, 0.75
"""From this confidence on a link is exact, or likely; below it is wanted."""

ALIKE = 0.89
"""How sure a headline makes us that is the title but for letters, wire prefixes and the like: never exact."""

LEAST_ALIKE = 0.6
"""A headline less like a title than this is no candidate."""

_FOREIGN, _LATER, _LONG_AGO, _TRANSLATED, _RIVALLED = 0.04, 0.04, 0.03, 0.15, 0.25
"""What is taken off for a headline that is only alike: of another paper; after the linking article; more than
ten years from it; in another language; with another one as much alike."""

_NEAR, _NOT_NEAR, _IN_COMMON, _NOT_ALONE = 0.05, -0.03, 0.03, -0.2
"""What is added for a headline that a cut title begins: of the year before the linking article, or not;
having names in common with it; not being the only one that begins so, or but for the last word.

Of 6,000 headlines of linked articles in four archives, half of which were not there, cut after three to seven
words: the only article that began so was the right one in 99 of 100 cases where it was of the year before, in
95 where it was not; one of several in 84."""

NAMES, SOME_NAMES = 3, 2
"""Names in common by which one article is told from another, and that speak for one: the paper and its town
are in all its articles."""

_SAME_WORDS = 0.965
"""From this likeness on all words of two titles are the same."""

_RIVAL = 0.04
"""Two headlines whose confidence differs by less are as much alike."""

_A_WHILE, _A_YEAR = 3653, 366
"""Days in ten years, and in one."""

AFTER = 3
"""What a day after the linking article counts beside one before it."""

_FAR = 10_000_000
"""A distance in days beyond all others: to or from an undated article."""

_ENOUGH = 3
"""Articles looked at on either side of a date: the best, the next best, and the linking article itself."""

_FEW = 24
"""Articles of one headline that are compared by their names."""

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
    language: str = ""
    """ISO 639-1 code, empty when unknown."""


class Resolution(NamedTuple):
    """Where a link leads; see :class:`index.records.Related` for the fields."""

    target: int | None = None
    how: str = ""
    confidence: float = 0.0
    runner_up: int | None = None

    def settled(self) -> Resolution:
        """The same, or wanted with a candidate where it is less than likely."""
        if self.target is None or self.confidence >= LIKELY:
            return self
        return Resolution(None, self.how, self.confidence, self.target)


WANTED = Resolution()
"""A link whose target is not in the archive."""

Shared = Callable[[int], int]
"""Gives how many names an article has in common with the linking one."""


def nothing_shared(article: int) -> int:
    """Of an article whose text is not known."""
    return 0


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

    def resolve(self, holder: Peer, kind: LinkKind, url: bool, shared: Shared = nothing_shared) -> Resolution:
        """The target of a link of ``holder`` by this headline; ``url`` when the link bears a url as well.

        Such a url names a page that is not here. In a list the printed title still tells which article is
        meant, with less confidence where that is known by another url. The words of an inline link are
        no headline by themselves: there an article with another url is another page.
        """
        if url and kind is LinkKind.INLINE:
            return self.without_url.resolve(holder, kind, False, shared)
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
        elif best.distance != next_best.distance:
            confidence = NEAREST
        elif named := self._named(holder, best, shared):
            best, next_best, confidence = *named, NAMED
            factor = OTHER_URL if url and best.peer.url else 1.0
        else:
            confidence = GUESS
        return Resolution(best.peer.id, "headline", confidence * factor, next_best.peer.id)

    def _named(self, holder: Peer, best: _Ranked, shared: Shared) -> tuple[_Ranked, _Ranked] | None:
        """Of the articles that paper and date do not tell apart the one that names do, and the next one."""
        if len(self._all) > _FEW:
            return None
        tied = [
            entry
            for number, _, peer in self._all
            if peer.id != holder.id and (entry := self._rank(holder, number, peer))[:2] == best[:2]
        ]
        first, second = sorted(tied, key=lambda entry: (-shared(entry.id), entry))[:2]
        return (first, second) if shared(first.id) - shared(second.id) >= NAMES else None

    def _nearest(self, holder: Peer) -> set[_Ranked]:
        """The articles among which are the best and the next best."""
        paper, day = _paper(holder.source), day_number(holder.day)
        return {
            self._rank(holder, number, peer)
            for entries in (self._of_paper.get(paper, []), self._all)
            for number, identity, peer in _around(entries, day)
            if identity != holder.id
        }

    def _rank(self, holder: Peer, number: int, peer: Peer) -> _Ranked:
        """An article with what it is ranked by."""
        foreign = _paper(peer.source) != _paper(holder.source)
        return _Ranked(foreign, gap(day_number(holder.day), number), number, peer.id, peer)


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


def gap(day: int, other: int) -> int:
    """The days (of :func:`day_number`) from a linking article to another; later ones are farther."""
    if not day or not other:
        return _FAR
    return day - other if other <= day else AFTER * (other - day)


def alike(
    title: str,
    holder: Peer,
    near: Collection[tuple[Peer, str]],
    url: bool = False,
    shared: Shared = nothing_shared,
    *,
    crowded: bool = False,
    least: float = LEAST_ALIKE,
) -> list[Guess]:
    """The articles that a title may mean by their headlines, likeliest first; ``url`` as for Namesakes.

    ``crowded`` says that more headlines than those given are near the title; those less like it than
    ``least`` are left out. Of a title that was cut all that is there may be right and still too little, so
    there other evidence counts as well.
    """
    paper, day = _paper(holder.source), day_number(holder.day)
    start = titles.begun(title)
    alone = not crowded and sum(titles.begins(headline, start) for _, headline in near) == 1
    found = []
    for peer, headline in near:
        words = titles.likeness(title, headline)
        if peer.id == holder.id or words < least:
            continue
        number = day_number(peer.day)
        confidence = ALIKE * words
        confidence -= _FOREIGN * (_paper(peer.source) != paper)
        confidence -= _LATER * bool(day and number > day + 1)
        confidence -= _LONG_AGO * bool(day and number and abs(day - number) > _A_WHILE)
        confidence -= _TRANSLATED * (
            holder.language != peer.language and bool(holder.language and peer.language)
        )
        if start:
            confidence += _NEAR if day and number and 0 <= day - number <= _A_YEAR else _NOT_NEAR
            confidence += _IN_COMMON * (shared(peer.id) >= SOME_NAMES)
            confidence = min(confidence, ALIKE) + _NOT_ALONE * (not alone)
        confidence *= OTHER_URL if url and peer.url else 1.0
        found.append(Guess(max(0.0, confidence), gap(day, number), number, peer, words >= _SAME_WORDS))
    return sorted(found, key=lambda guess: (-guess.confidence, guess.distance, guess.number, guess.peer.id))


def cut_short(title: str, found: Resolution, near: Iterable[tuple[Peer, str]], crowded: bool) -> Resolution:
    """Where a title leads that was cut and whose words are nevertheless a whole headline: maybe there.

    Not if there are longer headlines that begin so; arguments as for :func:`alike`.
    """
    whole = titles.read(title).forms[-1:]
    longer = any(titles.begins(headline, words, longer=True) for _, headline in near for words in whole)
    return found._replace(confidence=min(found.confidence, GUESS if crowded or longer else ALIKE))


class Guess(NamedTuple):
    """An article that a title may mean, and how sure it is."""

    confidence: float
    distance: int
    number: int
    peer: Peer
    same_words: bool
    """Whether only what stands around the headline differs, or how it is written."""


def by_likeness(guesses: list[Guess], shared: Shared = nothing_shared) -> Resolution:
    """The likeliest of the articles that a title may mean; of several as likely the one that names tell."""
    if not guesses:
        return WANTED
    best, *others = guesses
    rivals = [
        other
        for other in others
        if best.confidence - other.confidence < _RIVAL and other.same_words >= best.same_words
    ]
    confidence = best.confidence
    if rivals:
        first, second = sorted((best, *rivals), key=lambda guess: -shared(guess.peer.id))[:2]
        if shared(first.peer.id) - shared(second.peer.id) >= NAMES:
            best, others, confidence = first, [second], first.confidence
        else:
            confidence -= _RIVALLED
    return Resolution(best.peer.id, "alike", round(confidence, 4), others[0].peer.id if others else None)


def likeness(title: str, headline: str) -> float:
    """How much two headlines resemble each other, 0 to 1: shared words and shared letters, half and half."""
    one, other = (normalise_headline(text[:_COMPARED]) for text in (title, headline))
    words, other_words = set(one.split()), set(other.split())
    if not words or not other_words:
        return 0.0
    shared = 2 * len(words & other_words) / (len(words) + len(other_words))
    return (shared + SequenceMatcher(None, one, other, autojunk=False).ratio()) / 2
