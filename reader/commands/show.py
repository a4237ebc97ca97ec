"""``newsreader show``: one article, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.commands.common import archive_option, json_option, opened, print_json, printable

if TYPE_CHECKING:
    from index.article import Article


@click.command("show")
@click.argument("article", metavar="ID")
@archive_option
@json_option
def command(article: str, archive: str | None, as_json: bool) -> None:
    """Print an article.

    ID is the number that search prints, the first six or more of its digits, or the article's original url.
    """
    with opened(archive) as source:
        found = source.article(source.find_id(article))
    if as_json:
        print_json(as_document(found))
    else:
        click.echo(as_text(found))


def as_document(article: Article) -> dict[str, object]:
    """Every field of the article."""
    return {
        "id": article.id,
        "headline": article.headline,
        "byline": article.byline,
        "source": article.source,
        "section": article.section,
        "dateline": article.dateline,
        "published": article.published.iso or None,
        "lede": article.lede,
        "body": article.body,
        "credit": article.credit,
        "url": article.url,
        "language": article.language,
        "related": [
            {"title": link.title, "url": link.url, "kind": link.kind.value, "sentence": link.sentence}
            for link in article.links
        ],
    }


def as_text(article: Article) -> str:
    """The article as plain text, in the order of the printed page."""
    from index.article import LinkKind
    from index.cleaning import clean

    about = [article.published.iso.replace("T", " "), article.source, article.section, article.byline]
    blocks = [
        printable(article.headline),
        " · ".join(filter(None, map(printable, about))),
        clean(article.body),
    ]
    if article.credit:
        blocks.append(f"({printable(article.credit)})")
    listed = [link for link in article.links if link.kind is LinkKind.LISTED]
    if listed:
        entries = [printable(f"- {link.title} {f'<{link.url}>' if link.url else ''}") for link in listed]
        blocks.append("\n".join(["Related articles:", *entries]))
    if article.url:
        blocks.append(printable(article.url))
    return "\n\n".join(filter(None, blocks))
