"""HTML: one file that needs nothing beside itself, with a table of contents.

It loads nothing and runs nothing, and its own policy says so to the browser. The browser lays out an article
when it comes near, so that ten thousand of them open at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.article import Headline
from index.takeaway.clippings import Clippings
from index.takeaway.facts import headline, line, long_day
from index.takeaway.page import anchor, article_page, words
from index.takeaway.style import SCREEN

_OPEN_CONTENTS = 40
"""A longer table of contents is folded until it is asked for."""


def pieces(clippings: Clippings) -> Iterator[str]:
    """The head, the table of contents, an article at a time, the foot."""
    title = words(line(clippings.title) or "Articles")
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\"/>\n"
        '<meta name="color-scheme" content="light dark"/>\n'
        f"<title>{title}</title>\n<style>\n{SCREEN}</style>\n</head>\n<body>\n"
    )
    if clippings.count != 1:
        yield from _front(clippings, title)
    yield "<main>\n"
    for article in clippings.articles():
        targets = [f"#{anchor(to)}" if to is not None else "" for to in clippings.targets(article)]
        yield article_page(article, targets=targets)
    yield "</main>\n</body>\n</html>\n"


def _front(clippings: Clippings, title: str) -> Iterator[str]:
    """The title and the table of contents."""
    noun = "article" if clippings.count == 1 else "articles"
    unfolded = ' open=""' if clippings.count <= _OPEN_CONTENTS else ""
    yield f'<header dir="auto"><h1>{title}</h1>\n<p class="about">{clippings.count:,} {noun}</p></header>\n'
    yield f"<nav><details{unfolded}>\n<summary>Contents</summary>\n<ol>\n"
    for row in clippings.headlines():
        yield _entry(row)
    yield "</ol>\n</details></nav>\n"


def _entry(row: Headline) -> str:
    """A line of the table of contents."""
    facts = " · ".join(filter(None, (long_day(row.published), line(row.source))))
    link = f'<a href="#{anchor(row.id)}">{words(headline(row))}</a>'
    return f'<li dir="auto">{link} <bdi class="about">{words(facts)}</bdi></li>\n'
