"""``newsreader related``: what an article points at, what points at it, what is like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.commands.common import archive_option, json_option, opened, print_json, printable, short_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.article import Headline, Published
    from index.records import Backlink, Related, Similar


@click.command("related", short_help="List what an article points at, what mentions it, what is like it.")
@click.argument("article", metavar="ID")
@archive_option
@json_option
def command(article: str, archive: str | None, as_json: bool) -> int:
    """List the related links of an article, the articles that mention it, and those that are like it.

    Exits with 1 where there is none of the three.
    """
    with opened(archive) as source:
        article_id = source.find_id(article)
        links = source.related(article_id)
        backlinks = source.backlinks(article_id)
        similar = source.similar(article_id)
        versions = source.copies(article_id)
    if as_json:
        print_json(as_document(article_id, links, backlinks, similar))
    else:
        _print_text(links, backlinks, versions, similar)
    return 0 if links or backlinks or versions or similar else 1


def as_document(
    article_id: int, links: Sequence[Related], backlinks: Sequence[Backlink], similar: Sequence[Similar]
) -> dict[str, object]:
    """The relations as the JSON document that DESIGN fixes."""
    return {
        "article": article_id,
        "related": [
            {
                "headline": entry.link.title,
                "url": entry.link.url,
                "article": entry.article,
                "how": entry.how,
                "confidence": round(entry.confidence, 3),
            }
            for entry in links
        ],
        "backlinks": [
            {
                "article": entry.article,
                "headline": entry.headline,
                "published": entry.published.iso or None,
                "sentence": entry.sentence,
            }
            for entry in backlinks
        ],
        "similar": [
            {
                "article": entry.article,
                "headline": entry.headline,
                "score": round(entry.score, 4),
                "terms": list(entry.terms),
            }
            for entry in similar
        ],
    }


def _print_text(
    links: Sequence[Related],
    backlinks: Sequence[Backlink],
    versions: Sequence[Headline],
    similar: Sequence[Similar],
) -> None:
    """The relations for people: a sign, the article's number or a gap, its date and headline."""
    sections = [
        ("Related", [_related_line(entry) for entry in links]),
        ("Mentioned before", [_mention(entry) for entry in backlinks if entry.before]),
        ("Mentioned since", [_mention(entry) for entry in backlinks if not entry.before]),
        ("Versions", [_row("≈", row.id, row.published, row.headline, row.source) for row in versions]),
        ("Similar", [f"{_line('~', entry)}  ({printable(' · '.join(entry.terms))})" for entry in similar]),
    ]
    click.echo("\n\n".join("\n".join([title, *lines]) for title, lines in sections if lines))


def _related_line(entry: Related) -> str:
    """A related link: exact, likely or wanted."""
    from index.records import Standing

    if entry.article is None:
        return f"○ {'not in the archive':>19}  {'':10}  {printable(entry.link.title)}"
    sign = "=" if entry.standing is Standing.EXACT else "≈"
    return _row(sign, entry.article, entry.published, entry.link.title)


def _mention(entry: Backlink) -> str:
    """An article that points here; with the sentence that it does so in, where it is one."""
    return _row("↩", entry.article, entry.published, entry.headline, entry.sentence if entry.inline else "")


def _line(sign: str, entry: Similar) -> str:
    """An article that is alike."""
    return _row(sign, entry.article, entry.published, entry.headline)


def _row(sign: str, article: int, published: Published, headline: str, detail: str = "") -> str:
    """An article of the archive: its number, date and headline, and what else there is to say."""
    told = f"  ({printable(detail)})" if detail else ""
    return f"{sign} {article:>19}  {short_date(published)}  {printable(headline)}{told}"
