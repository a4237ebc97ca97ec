"""``newsreader export``: the articles that a query finds, as a file for other programs."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import UsageError
from index.records import Progress, Sort
from index.takeaway.formats import FORMATS, Format, by_suffix, named
from reader.commands.common import archive_option, opened, progress_line, say

if TYPE_CHECKING:
    from index.archive import Archive
    from index.article import Article
    from index.takeaway.clippings import Clippings

_PACE = 0.25
"""Seconds between two reports of progress."""


@click.command("export", short_help="Write the articles that match a query to a file.")
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    type=click.Choice([each.name for each in FORMATS]),
    help=f"{', '.join(each.name for each in FORMATS)} [by the suffix of --output, else markdown]",
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to FILE instead of standard output; it is replaced when all is written.",
)
@click.option(
    "--sort", type=click.Choice([sort.value for sort in Sort]), help="[relevance; newest without QUERY]"
)
@archive_option
def command(
    query: tuple[str, ...],
    format_name: str | None,
    output: Path | None,
    sort: str | None,
    archive: str | None,
) -> int:
    """Write the articles that match QUERY, all of them, in a format that other programs read.

    Without QUERY it is the whole archive, the newest first. The formats are Markdown, HTML (one file with a
    table of contents), EPUB (which needs --output), JSON Lines (every field of every article), the
    bibliographies BibTeX, RIS and CSL-JSON, and plain text.
    """
    from index.takeaway.files import write_whole

    format_ = _format(format_name, output)
    text = " ".join(query)
    with opened(archive) as source:
        taken = _clippings(source, text, sort)
        if not taken.count:
            say("0 articles; nothing was written")
            return 1
        if output is None:
            stdout = sys.stdout.buffer
            with _told(taken, visible=not sys.stdout.isatty()) as told:
                for piece in format_.encoded(told):
                    stdout.write(piece)
            stdout.flush()
            return 0
        with _told(taken) as told:
            size = write_whole(output, format_.encoded(told))
    noun = "article" if taken.count == 1 else "articles"
    say(f"{taken.count:,} {noun} in {output} · {size:,} bytes")
    return 0


def _format(name: str | None, output: Path | None) -> Format:
    """The format that the options ask for; UsageError when they ask for none that there is."""
    format_ = named(name or "markdown") if name or output is None else by_suffix(output.name)
    if format_.binary and output is None:
        raise UsageError(f"{format_.name} is no text", hint="Name a file with --output FILE.")
    return format_


def _clippings(archive: Archive, query: str, sort: str | None) -> Clippings:
    """The articles to write; what the search has to say is said."""
    from index.takeaway import clippings

    if not query.strip():
        order = Sort(sort or Sort.NEWEST)
        return clippings.of_archive(archive, archive.ids(order), "All articles", by_date=True)
    order = Sort(sort or Sort.RELEVANCE)
    results = archive.search(query, sort=order)
    for note in results.notes:
        say(note)
    return clippings.of_archive(archive, results.ids, query, by_date=order in (Sort.NEWEST, Sort.OLDEST))


@contextmanager
def _told(taken: Clippings, *, visible: bool = True) -> Iterator[Clippings]:
    """The same articles, whose passing by is told on a terminal."""
    with progress_line() as on_progress:
        if on_progress is None or not visible:
            yield taken
            return
        tell = on_progress

        def articles() -> Iterator[Article]:
            told = 0.0
            for number, article in enumerate(taken.articles(), start=1):
                yield article
                if time.monotonic() - told >= _PACE or number == taken.count:
                    told = time.monotonic()
                    tell(Progress("writing", number, taken.count, article.headline))

        yield replace(taken, articles=articles)
