"""The queries that the engines are measured with, in a form that each engine translates for itself."""

from __future__ import annotations

from dataclasses import dataclass

from engine_corpus import Corpus, Words


@dataclass(frozen=True)
class Case:
    """A query. Everything given must match, but for ``any`` (one of them) and ``none`` (none of them)."""

    kind: str
    every: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    phrase: str = ""
    prefix: str = ""
    days: tuple[int, int] | None = None
    order: str = "score"
    """``score`` or ``newest``."""
    facets: bool = False
    """Whether the hits are counted by year as well."""

    @property
    def name(self) -> str:
        """The query as a person would type it, and what is wanted of it."""
        wanted = " by day" if self.order == "newest" else " by year" if self.facets else ""
        return self.text + (f"  [{wanted.strip()}]" if wanted else "")

    @property
    def text(self) -> str:
        """The query in newsreader's language."""
        parts = list(self.every)
        if self.any:
            parts.append(" OR ".join(self.any))
        if self.phrase:
            parts.append(f'"{self.phrase}"')
        if self.prefix:
            parts.append(f"{self.prefix}*")
        parts += [f"-{word}" for word in self.none]
        if self.days:
            first, last = (f"{day // 10_000:04}-{day // 100 % 100:02}-{day % 100:02}" for day in self.days)
            parts.append(f"after:{first} before:{last}")
        return " ".join(parts)


def cases(corpus: Corpus) -> list[Case]:
    """The queries for a corpus: its own words, chosen by how common they are."""
    words = Words(corpus)
    rare = words.near(0.0007, 3)
    medium = [words.near(share, 1)[0] for share in (0.012, 0.04, 0.09)]
    frequent = words.near(0.3, 2)
    common = words.common(4)
    days = corpus.days()
    return [
        *(Case("one rare word", every=(word,)) for word in rare),
        *(Case("one medium word", every=(word,)) for word in medium),
        Case("one common word", every=(frequent[0],)),
        *(Case("one very common word", every=(word,)) for word in common[:2]),
        Case("AND of two", every=(rare[0], common[0])),
        Case("AND of two", every=(medium[0], medium[1])),
        Case("AND of two", every=(medium[1], medium[2])),
        Case("AND of two very common", every=(common[0], common[1])),
        Case("AND of three", every=(medium[0], medium[1], medium[2])),
        Case("AND of three", every=(rare[1], medium[2], common[1])),
        Case("OR of rare", any=(rare[0], rare[2])),
        Case("OR of medium", any=(medium[0], medium[1])),
        Case("OR of three", any=(medium[0], medium[1], medium[2])),
        Case("OR of very common", any=(common[1], common[2])),
        Case("phrase of rare words", phrase=words.pairs_near(0.0006, 1)[0]),
        Case("phrase of medium words", phrase=words.pairs_near(0.015, 1)[0]),
        Case("phrase of medium words", phrase=words.pairs_near(0.04, 1)[0]),
        Case("phrase of very common words", phrase=words.common_pair()),
        Case("NOT", every=(medium[2],), none=(medium[1],)),
        Case("NOT of very common", every=(common[3],), none=(common[0],)),
        Case("prefix", prefix=medium[1][:4]),
        Case("short prefix", prefix=medium[2][:2]),
        Case("date range", every=(medium[1],), days=days),
        Case("date range of common", every=(common[1],), days=days),
        Case("by date", every=(medium[1],), order="newest"),
        Case("by date, common", every=(common[1],), order="newest"),
        Case("facets by year", every=(medium[2],), facets=True),
        Case("facets by year, common", every=(common[1],), facets=True),
    ]
