"""Walks along what joins articles, links both ways and versions: bounded, and honest about where it stops."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from index.article import Headline, LinkKind, RelatedLink
from index.connections import as_json
from index.links.records import Edge, Graph, Node, Step, Tie
from index.store import Store

FAN = 200
"""Links looked at of one article and in one direction, the surest: a bound for what everybody points at."""

_LINK = "article, target, confidence, title, url, kind, sentence"


class Reached(NamedTuple):
    """An article that a walk has come to."""

    article: int
    distance: int
    strength: float
    """The product of the confidence of the links on the way."""


def edges_of(store: Store, article: int) -> Iterator[Edge]:
    """What joins an article to others, links from it, links to it, versions; the surest first."""
    for side in ("article", "target"):
        rows = store.rows(
            f"SELECT {_LINK} FROM links WHERE {side} = ? AND target IS NOT NULL"
            " ORDER BY confidence DESC, article, position LIMIT ?",
            article,
            FAN,
        )
        yield from map(_edge, rows)
    yield from _version_edges(store, [article])


def edges_among(store: Store, articles: Collection[int]) -> list[Edge]:
    """What joins articles to each other; of several links from one to another the surest."""
    ids = as_json(articles)
    rows = store.rows(
        f"WITH ids AS (SELECT value FROM json_each(?)) SELECT {_LINK} FROM links"
        " WHERE article IN ids AND target IN ids ORDER BY confidence DESC, article, position",
        ids,
    )
    found: dict[tuple[int, int, Tie], Edge] = {}
    for edge in map(_edge, rows):
        found.setdefault((edge.source, edge.target, edge.tie), edge)
    inside = set(articles)
    for edge in _version_edges(store, articles):
        if edge.target in inside and edge.source < edge.target:
            found.setdefault((edge.source, edge.target, edge.tie), edge)
    return list(found.values())


Weigh = Callable[[Collection[int]], Mapping[int, float]]
"""Gives how firmly articles belong to where a walk started, 0 to 1."""


def spread(
    store: Store, start: int, *, limit: int, depth: int, least: float = 0.0, weigh: Weigh | None = None
) -> tuple[list[Reached], str]:
    """The articles around one, breadth first and the strongest first, and why there are not more.

    At most ``limit`` of them, ``depth`` steps away, none of less strength than ``least``: the confidence of
    the links on the way and, where something weighs them, how firmly the articles belong to the first.
    """
    found = {start: Reached(start, 0, 1.0)}
    layer = [found[start]]
    for distance in range(1, depth + 1):
        reached: dict[int, float] = {}
        for place in layer:
            for edge in edges_of(store, place.article):
                other = edge.target if edge.source == place.article else edge.source
                if other not in found:
                    reached[other] = max(place.strength * edge.confidence, reached.get(other, 0.0))
        if weigh:
            weights = weigh(reached.keys())
            reached = {article: strength * weights[article] for article, strength in reached.items()}
        ranked = sorted(
            ((article, strength) for article, strength in reached.items() if strength >= least),
            key=lambda entry: (-entry[1], entry[0]),
        )
        room = limit - len(found)
        layer = [Reached(article, distance, strength) for article, strength in ranked[:room]]
        found.update((place.article, place) for place in layer)
        if len(ranked) > room:
            return list(found.values()), f"It stops at {limit:,} articles; more hang together with them."
        if not layer:
            return list(found.values()), ""
    return list(found.values()), f"It stops {depth} steps away; more may hang together with the outermost."


MOST = 50_000
"""Articles that a search for a way comes through at most."""


def way(store: Store, start: int, goal: int, *, forward: bool) -> list[tuple[int, Edge | None]] | None:
    """The shortest way from one article to another, or None; each with the edge that leads to it.

    ``forward`` allows only steps to articles of the same day or a later one. Breadth first from the start;
    of equally short ways one along surer links.
    """
    came: dict[int, Edge | None] = {start: None}
    layer = [start]
    while layer and goal not in came and len(came) < MOST:
        following: list[int] = []
        for edge, other in _onward(store, layer, forward):
            if other not in came:
                came[other] = edge
                following.append(other)
        layer = following
    if goal not in came:
        return None
    steps: list[tuple[int, Edge | None]] = []
    place: int | None = goal
    while place is not None:
        by = came[place]
        steps.append((place, by))
        place = None if by is None else by.source if by.target == place else by.target
    return steps[::-1]


def steps(store: Store, found: Iterable[tuple[int, Edge | None]]) -> list[Step]:
    """The articles on a way as they are shown."""
    places = list(found)
    rows = {row.id: row for row in store.headlines([article for article, _ in places])}
    return [
        Step(article, row.headline, row.published, row.source, edge)
        for article, edge in places
        if (row := rows.get(article))
    ]


def graph(store: Store, reached: Iterable[Reached], stopped: str = "") -> Graph:
    """Articles and what joins them, as nodes and edges."""
    distances = {place.article: place.distance for place in reached}
    rows = sorted(store.headlines(list(distances)), key=by_date)
    nodes = [Node(row.id, row.headline, row.published, row.source, distances[row.id]) for row in rows]
    return Graph(tuple(nodes), tuple(edges_among(store, list(distances))), stopped)


def by_date(row: Headline) -> tuple[bool, str, int]:
    """What puts list rows in order of time, undated ones last."""
    return not row.published, row.published.iso, row.id


def _onward(store: Store, layer: list[int], forward: bool) -> Iterator[tuple[Edge, int]]:
    """The edges of a layer of articles with where they lead, the surest first."""
    ids = as_json(layer)
    inside = set(layer)
    edges = [
        _edge(row)
        for side in ("article", "target")
        for row in store.rows(
            f"SELECT {_LINK} FROM links WHERE {side} IN (SELECT value FROM json_each(?))"
            " AND target IS NOT NULL ORDER BY confidence DESC, article, position",
            ids,
        )
    ]
    edges += _version_edges(store, layer)
    moves = [
        (edge, there)
        for edge in sorted(edges, key=lambda edge: -edge.confidence)
        for here, there in ((edge.source, edge.target), (edge.target, edge.source))
        if here in inside and there not in inside
    ]
    if not forward:
        yield from moves
        return
    days = _days(store, {article for edge, _ in moves for article in (edge.source, edge.target)})
    for edge, there in moves:
        here = edge.source if edge.target == there else edge.target
        if 0 < days[here] <= days[there]:
            yield edge, there


def _days(store: Store, articles: Collection[int]) -> dict[int, int]:
    """The day of each article, 0 when undated."""
    rows = store.rows(
        "SELECT id, day FROM articles WHERE id IN (SELECT value FROM json_each(?))", as_json(articles)
    )
    return dict(rows)


def _version_edges(store: Store, articles: Collection[int]) -> Iterator[Edge]:
    """What joins articles to the other versions of the same piece, the nearest ones by id."""
    rows = store.rows(
        "SELECT own.article, other.article FROM copies AS own JOIN copies AS other USING (family)"
        " WHERE own.article IN (SELECT value FROM json_each(?)) AND own.article != other.article"
        " ORDER BY own.article, other.article",
        as_json(articles),
    )
    for one, other in rows:
        yield Edge(one, other, Tie.VERSION)


def _edge(row: tuple[Any, ...]) -> Edge:
    """A link as an edge."""
    article, target, confidence, title, url, kind, sentence = row
    return Edge(article, target, Tie.LINK, confidence, RelatedLink(title, url, LinkKind(kind), sentence))
