"""Looks at a whole archive: its numbers, and whether it is sound. The questions that may take a while."""

from __future__ import annotations

from index.article import Published
from index.database import FILE
from index.errors import ArchiveDamaged
from index.indexing import Indexing
from index.links.table import LinkTable
from index.records import Stats
from index.store import Store

_PROBLEMS = {
    "{:,} articles have lost their text": """
        SELECT count(*) FROM articles LEFT JOIN texts
        ON texts.sequence = articles.sequence AND texts.article = articles.id WHERE texts.sequence IS NULL""",
    "{:,} older versions have lost their text": """
        SELECT count(*) FROM versions LEFT JOIN texts USING (article, sequence)
        WHERE texts.body IS NULL""",
    "{:,} links belong to no article": """
        SELECT count(*) FROM links LEFT JOIN articles ON articles.id = article WHERE articles.id IS NULL""",
    "{:,} links lead to articles that are gone": """
        SELECT count(*) FROM links LEFT JOIN articles ON articles.id = target
        WHERE target IS NOT NULL AND articles.id IS NULL""",
    "{:,} links lead to the article that holds them": "SELECT count(*) FROM links WHERE target = article",
}
"""What can be wrong, with the query that counts how often it is."""


def stats(store: Store, links: LinkTable, indexing: Indexing) -> Stats:
    """The archive in numbers."""
    total, resolved = links.counts()
    return Stats(
        folder=str(store.folder),
        articles=store.count(),
        versions=store.sequence(),
        links=total,
        resolved=resolved,
        wanted=total - resolved,
        rejected=store.rows("SELECT count(*) FROM rejected")[0][0],
        sources=_sources(store),
        first=_outermost(store, "ASC"),
        last=_outermost(store, "DESC"),
        store_bytes=store.size(),
        index_bytes=indexing.size(),
    )


def problems(store: Store) -> list[str]:
    """What is wrong with the database, a line each. Reads all of it."""
    try:
        found = [text for (text,) in store.rows("PRAGMA integrity_check") if text != "ok"]
        articles = store.rows("SELECT count(*) FROM articles")[0][0]
        if articles != store.count():
            found.append(f"{FILE} says it holds {store.count():,} articles, but there are {articles:,}")
        counts = {line: store.rows(query)[0][0] for line, query in _PROBLEMS.items()}
    except ArchiveDamaged as error:
        return [error.message]
    return found + [line.format(count) for line, count in counts.items() if count]


def _sources(store: Store) -> tuple[tuple[str, int], ...]:
    """Papers with their number of articles, most first."""
    rows = store.rows("SELECT source, count(*) FROM articles GROUP BY source ORDER BY count(*) DESC, source")
    return tuple((source, count) for source, count in rows)


def _outermost(store: Store, way: str) -> Published:
    """When the first (``ASC``) or last (``DESC``) dated article appeared."""
    rows = store.rows(
        f"SELECT published FROM articles WHERE day > 0 ORDER BY day {way}, sequence {way} LIMIT 1"
    )
    return Published(rows[0][0] if rows else "")
