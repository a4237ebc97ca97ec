"""``newsreader wanted``: what articles point at and the archive does not have."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from reader.commands.common import archive_option, json_option, opened, print_json, printable, say, short_date

if TYPE_CHECKING:
    from index.links.records import Candidate, Wanted

LIMIT = 50
"""Titles that are printed unless somebody asks for more."""


@click.command("wanted", short_help="List titles that are pointed at and missing.")
@archive_option
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=LIMIT, help=f"At most N [{LIMIT}].")
@json_option
def command(archive: str | None, limit: int, as_json: bool) -> int:
    """List the titles that articles point at and that are not in the archive, most wanted first.

    Below each title stand the articles that may be meant, where any headline comes near it. Exits with 1
    where nothing is wanted.
    """
    with opened(archive) as source:
        titles = source.wanted(limit + 1)
    shown = titles[:limit]
    if as_json:
        print_json({"wanted": [as_document(entry) for entry in shown], "more": len(titles) > limit})
    else:
        for entry in shown:
            _print(entry)
        if len(titles) > limit:
            say(f"these are the first {limit:,}; --limit shows more")
    return 0 if titles else 1


def as_document(entry: Wanted) -> dict[str, Any]:
    """A wanted title as JSON."""
    return {
        "headline": entry.title,
        "url": entry.url,
        "pointing": entry.pointing,
        "article": entry.article,
        "position": entry.position,
        "candidates": [
            {**asdict(candidate), "published": candidate.published.iso or None}
            for candidate in entry.candidates
        ],
    }


def _print(entry: Wanted) -> None:
    """A wanted title and its candidates for people."""
    click.echo(f"{entry.pointing:>5}  {printable(entry.title) or printable(entry.url)}")
    for candidate in entry.candidates:
        click.echo(_candidate(candidate))


def _candidate(candidate: Candidate) -> str:
    """A candidate: its number, date and headline, how sure it is and why."""
    reasons = ", ".join(candidate.evidence)
    return (
        f"       ? {candidate.article:>19}  {short_date(candidate.published)}"
        f"  {printable(candidate.headline)}  ({candidate.confidence:.2f}; {reasons})"
    )
