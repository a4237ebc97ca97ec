"""``newsreader search``: a query's hits on stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.records import Sort
from reader.commands.common import (
    archive_option,
    json_option,
    opened,
    print_json,
    print_json_line,
    printable,
    say,
    short_date,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.archive import Archive
    from index.records import Results

BATCH = 500
"""Hits whose text is fetched and printed at a time."""


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=0), default=20, help="At most N hits, 0 for all. [20]"
)
@click.option(
    "--sort", type=click.Choice([sort.value for sort in Sort]), default="relevance", help="[relevance]"
)
@archive_option
@json_option
@click.option("--jsonl", "as_lines", is_flag=True, help="One JSON document a hit, a line each.")
def command(
    query: tuple[str, ...], limit: int, sort: str, archive: str | None, as_json: bool, as_lines: bool
) -> int:
    """Search the archive.

    All words must match. "phrases", OR, NOT or -, (parentheses), prefix*, headline: body: byline: source:
    section: place:, after: before: on: with YYYY, YYYY-MM or YYYY-MM-DD, and what you have marked:
    is:unread is:read is:starred has:note has:quote has:tag tag:name note:words. Put a query with signs that
    your shell knows into single quotes.
    """
    from index.desk import Desk
    from index.locations import desk_file

    text = " ".join(query)
    with opened(archive) as source, Desk(desk_file()) as desk:
        results = source.search(text, sort=Sort(sort), limit=limit or None, marks=desk)
        for note in results.notes:
            say(note)
        if as_json:
            print_json(
                {
                    "query": text,
                    "total": results.total,
                    "milliseconds": round(results.milliseconds, 3),
                    "hits": list(_hits(source, results, text)),
                }
            )
        else:
            for hit in _hits(source, results, text):
                print_json_line(hit) if as_lines else _print_hit(hit)
    if not as_json:
        _say_count(results)
    return 0 if results.total else 1


def _hits(archive: Archive, results: Results, query: str) -> Iterator[dict[str, Any]]:
    """The hits as documents, fetched a batch at a time so that a large result needs little memory."""
    for first in range(0, len(results.ids), BATCH):
        ids = results.ids[first : first + BATCH]
        rows = {row.id: row for row in archive.headlines(ids)}
        snippets = archive.snippets(ids, query)
        urls = archive.urls(ids)
        for place, article_id in enumerate(ids):
            if article_id not in rows:
                continue
            row = rows[article_id]
            yield {
                "id": article_id,
                "headline": row.headline,
                "published": row.published.iso or None,
                "source": row.source,
                "byline": row.byline,
                "url": urls[place],
                "score": round(results.scores[first + place], 4),
                "snippet": snippets[place].text,
            }


def _print_hit(hit: dict[str, Any]) -> None:
    """A hit for people: its number, date and paper, the headline, the passage that matches."""
    from index.article import Published

    date = short_date(Published(hit["published"] or ""))
    click.echo(f"{hit['id']:>19}  {date}  {printable(hit['source'])}")
    click.echo(f"    {printable(hit['headline'])}")
    if hit["snippet"]:
        click.echo(f"    {printable(hit['snippet'])}")


def _say_count(results: Results) -> None:
    """How many there are, and that not all were printed where that is so."""
    noun = "article" if results.total == 1 else "articles"
    line = f"{results.total:,} {noun} · {results.milliseconds:.0f} ms"
    if len(results.ids) < results.total:
        line += f" · the first {len(results.ids):,} shown, --limit 0 shows all"
    say(line)
