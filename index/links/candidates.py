"""The articles that a link may mean, with what speaks for each: for a person to confirm or to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from index.article import Published
from index.connections import as_json
from index.identity import normalise_headline
from index.links import titles
from index.links.records import Candidate
from index.links.resolve import ALIKE, UNIQUE, day_number
from index.store import Store

LEAST = 0.3
"""A headline less like the title than this is not shown."""

_FIELDS = "id, headline, published, source, day, ifnull(headline_key, 0)"


def candidates(
    store: Store, article: int, position: int, near: Iterable[int], target: int | None
) -> list[Candidate]:
    """What the link at a place of an article may mean, likeliest first.

    ``near`` are articles to be considered besides those that bear its url or its very title; ``target`` is
    where it leads now, which comes first.
    """
    rows = store.rows(
        "SELECT title, ifnull(url_key, 0), ifnull(links.headline_key, 0), holder.source, holder.day"
        " FROM links JOIN articles AS holder ON holder.id = article WHERE article = ? AND position = ?",
        article,
        position,
    )
    if not rows:
        return []
    title, url_key, headline_key, source, day = rows[0]
    found = store.rows(
        f"SELECT {_FIELDS} FROM articles WHERE id != ?1 AND (id = ?2 OR id = ?5"
        " OR id IN (SELECT value FROM json_each(?4))) UNION"
        f" SELECT * FROM (SELECT {_FIELDS} FROM articles WHERE id != ?1 AND headline_key = ?3"
        " ORDER BY day DESC LIMIT 50)",
        article,
        url_key,
        headline_key,
        as_json(near),
        target,
    )
    listed = [_candidate(row, title, (url_key, headline_key), source, day) for row in found]
    shown = [entry for entry in listed if entry.confidence >= LEAST or entry.article == target]
    return sorted(
        shown,
        key=lambda entry: (entry.article != target, -entry.confidence, entry.published.iso, entry.article),
    )


def _candidate(row: tuple[Any, ...], title: str, keys: tuple[int, int], source: str, day: int) -> Candidate:
    """An article with what speaks for it."""
    identity, headline, published, paper, its_day, headline_key = row
    if identity == keys[0]:
        how, confidence = "url", 1.0
    elif headline_key and headline_key == keys[1]:
        how, confidence = "headline", UNIQUE
    else:
        how, confidence = "alike", ALIKE * titles.likeness(title, headline)
    foreign = normalise_headline(paper) != normalise_headline(source)
    apart = day_number(day) - day_number(its_day) if day and its_day else None
    if how != "url":
        confidence -= 0.04 * foreign + (0.04 if apart is not None and apart < -1 else 0.0)
    evidence = ["another paper" if foreign else "same paper", *_distance(apart)]
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
