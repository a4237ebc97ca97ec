"""``newsreader show``: one article, whole."""

from __future__ import annotations

import click

from reader.commands.common import archive_option, json_option, opened, print_json


@click.command("show")
@click.argument("article", metavar="ID")
@archive_option
@json_option
def command(article: str, archive: str | None, as_json: bool) -> None:
    """Print an article.

    ID is the number that search prints, the first six or more of its digits, or the article's original url.
    """
    from index.takeaway.json_lines import as_document
    from index.takeaway.text import article_text

    with opened(archive) as source:
        found = source.article(source.find_id(article))
    if as_json:
        print_json({**as_document(found), "lede": found.lede})
    else:
        click.echo(article_text(found), nl=False)
