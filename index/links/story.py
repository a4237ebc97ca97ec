"""The story that an article belongs to: what hangs together with it, by date."""

from __future__ import annotations

import re
from collections.abc import Collection

from index.article import Article, Headline
from index.errors import ArticleMissing
from index.links.affinity import Affinity
from index.links.copies import Copies
from index.links.names import common_names
from index.links.records import Chapter, Mark, Story
from index.links.resolve import day_number
from index.links.walk import Reached, Weigh, by_date, edges_among, edges_of, spread
from index.store import Store

LIMIT, DEPTH = 40, 4
"""Articles of a story at most, and steps from the one that it is asked of."""

LEAST = 0.6
"""The least strength of what belongs to a story without being linked with the one that it is asked of."""

LINKED = 0.75
"""How firmly what is linked with it belongs to it at least."""

_CORRECTION = re.compile(
    r"\W*(?:correct(?:ion|ed)s?|clarification|erratum|rectificatif|berichtigung|korrektur|corrección|"
    r"fe de erratas|поправка|исправление)\b",
    re.IGNORECASE,
)


def tell(store: Store, copies: Copies, article: int, limit: int = LIMIT) -> Story:
    """The story of an article; ArticleMissing if there is none of that id."""
    if not store.headlines([article]):
        raise ArticleMissing(f"no article {article} in this archive")
    reached, stopped = spread(
        store, article, limit=limit, depth=DEPTH, least=LEAST, weigh=_weigher(store, article)
    )
    places = {place.article: place for place in reached}
    rows = sorted(store.headlines(list(places)), key=by_date)
    folded = _folded(copies, rows, article)
    texts = store.texts([row.id for row in rows])
    marks = _marks(store, [row for row in rows if row.id in folded], texts)
    chapters = []
    before = 0
    for row in rows:
        if row.id not in folded:
            continue
        number = day_number(row.published.day)
        gap = number - before if before and number else 0
        before = number or before
        chapters.append(_chapter(row, places[row.id], marks[row.id], folded[row.id], gap))
    papers = len({row.source for row in rows if row.source})
    return Story(article, tuple(chapters), papers, common_names(texts.values()), stopped)


def _weigher(store: Store, article: int) -> Weigh:
    """Weighs articles by what they have to do with one; those joined to it directly belong to it anyhow."""
    affinity = Affinity(store, article)
    joined = {edge.target if edge.source == article else edge.source for edge in edges_of(store, article)}

    def weigh(articles: Collection[int]) -> dict[int, float]:
        return {
            other: max(weight, LINKED if other in joined else 0.0)
            for other, weight in affinity.weigh(articles).items()
        }

    return weigh


def _chapter(
    row: Headline, place: Reached, marks: frozenset[Mark], copies: tuple[int, ...], gap: int
) -> Chapter:
    """An article in its place."""
    return Chapter(
        row.id, row.headline, row.published, row.source, place.distance, place.strength, marks, copies, gap
    )


def _folded(copies: Copies, rows: list[Headline], here: int) -> dict[int, tuple[int, ...]]:
    """The articles that stand for themselves, each with its versions in the story.

    The first of a family stands for it, or the one that the story was asked of.
    """
    families = copies.families([row.id for row in rows])
    standing = {families[row.id]: row.id for row in reversed(rows) if row.id in families}
    if here in families:
        standing[families[here]] = here
    behind: dict[int, list[int]] = {}
    for row in rows:
        stands = standing[families[row.id]] if row.id in families else row.id
        behind.setdefault(stands, [])
        if stands != row.id:
            behind[stands].append(row.id)
    return {article: tuple(others) for article, others in behind.items()}


def _marks(store: Store, rows: list[Headline], texts: dict[int, Article]) -> dict[int, frozenset[Mark]]:
    """What each article is to the story, the rows being in order of time."""
    marks: dict[int, set[Mark]] = {row.id: set() for row in rows}
    dated = [row for row in rows if row.published]
    days = {row.id: row.published.iso for row in dated}
    for edge in edges_among(store, list(marks)):
        if edge.link and days.get(edge.target, "") and days[edge.target] < days.get(edge.source, ""):
            marks[edge.source].add(Mark.FOLLOW_UP)
    for row in rows:
        lede = texts[row.id].lede if row.id in texts else ""
        if _CORRECTION.match(row.headline) or _CORRECTION.match(lede):
            marks[row.id] = {Mark.CORRECTION}
    reports = [row for row in dated if Mark.CORRECTION not in marks[row.id]]
    if len(reports) > 1:
        marks[reports[0].id] = {Mark.FIRST}
        marks[reports[-1].id].add(Mark.LATEST)
    return {article: frozenset(found) for article, found in marks.items()}
