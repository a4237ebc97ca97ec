"""The articles that a link may mean, with what speaks for each: for a person to confirm or to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from index.article import Published
from index.connections import as_json
from index.identity import normalise_headline
from index.links.evidence import Evidence
from index.links.records import Candidate
from index.links.resolve import UNIQUE, Peer, alike, day_number
from index.links.traces import Near
from index.store import Store

LEAST = 0.3
"""A headline less like the title than this is not shown."""

NAMED = 3
"""Names in common that are told."""

_FIELDS = "id, headline, published, source, day, ifnull(headline_key, 0), url != '', language"


def candidates(
    store: Store, article: int, position: int, near: Near, besides: Iterable[int], target: int | None
) -> list[Candidate]:
    """What the link at a place of an article may mean, likeliest first.

    ``near`` are the articles whose headlines are like its title and ``besides`` others to be considered;
    those that bear its url or its very title need not be among them. ``target`` is where it leads now, which
    comes first.
    """
    rows = store.rows(
        "SELECT title, ifnull(url_key, 0), ifnull(links.headline_key, 0),"
        " holder.id, holder.source, holder.day, holder.url != '', holder.language"
        " FROM links JOIN articles AS holder ON holder.id = article WHERE article = ? AND position = ?",
        article,
        position,
    )
    if not rows:
        return []
    title, url_key, headline_key, *holder = rows[0]
    found = store.rows(
        f"SELECT {_FIELDS} FROM articles WHERE id != ?1 AND (id = ?2 OR id = ?5"
        " OR id IN (SELECT value FROM json_each(?4))) UNION"
        f" SELECT * FROM (SELECT {_FIELDS} FROM articles WHERE id != ?1 AND headline_key = ?3"
        " ORDER BY day DESC LIMIT 50)",
        article,
        url_key,
        headline_key,
        as_json({*near.articles, *besides}),
        target,
    )
    linking, evidence = Peer(*holder), Evidence(store)
    shared = {row[0]: sorted(evidence.shared(article, row[0], title)) for row in found}
    peers = [(Peer(row[0], row[3], row[4], *row[6:]), row[1]) for row in found]
    guesses = alike(
        title, linking, peers, shared=lambda one: len(shared[one]), crowded=near.crowded, least=LEAST
    )
    likely = {guess.peer.id: guess.confidence for guess in guesses}
    listed = [
        _candidate(row, (url_key, headline_key), linking, likely.get(row[0], 0.0), shared[row[0]])
        for row in found
    ]
    shown = [entry for entry in listed if entry.confidence >= LEAST or entry.article == target]
    return sorted(
        shown,
        key=lambda entry: (entry.article != target, -entry.confidence, entry.published.iso, entry.article),
    )


def _candidate(
    row: tuple[Any, ...], keys: tuple[int, int], holder: Peer, likely: float, shared: list[str]
) -> Candidate:
    """An article with what speaks for it; ``likely`` is how sure its headline makes us."""
    identity, headline, published, paper, its_day, headline_key, *_ = row
    foreign = normalise_headline(paper) != normalise_headline(holder.source)
    apart = day_number(holder.day) - day_number(its_day) if holder.day and its_day else None
    how, confidence = "alike", likely
    if identity == keys[0]:
        how, confidence = "url", 1.0
    elif headline_key and headline_key == keys[1]:
        how = "headline"
        confidence = UNIQUE - 0.04 * foreign - 0.04 * (apart is not None and apart < -1)
    evidence = ["another paper" if foreign else "same paper", *_distance(apart), *_names(shared)]
    return Candidate(
        identity, headline, Published(published), paper, how, round(max(confidence, 0.0), 3), tuple(evidence)
    )


def _distance(days: int | None) -> Iterator[str]:
    """How far an article is from the one that links, in words; nothing where one of them is undated."""
    if days is None:
        return
    if days == 0:
        yield "same day"
        return
    count, unit = abs(days), "day"
    if count >= 730:
        count, unit = count // 365, "year"
    elif count >= 60:
        count, unit = count // 30, "month"
    yield f"{count} {unit}{'s' if count > 1 else ''} {'before' if days > 0 else 'after'}"


def _names(shared: list[str]) -> Iterator[str]:
    """The names in both articles, the longest first."""
    if shared:
        told = sorted(shared, key=lambda name: (-len(name), name))[:NAMED]
        more = [f"{len(shared) - NAMED} more"] if len(shared) > NAMED else []
        *first, last = told + more
        yield f"both name {', '.join(first)} and {last}" if first else f"both name {last}"
