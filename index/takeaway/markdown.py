"""Markdown: every article as an archive page, the form that :mod:`index.intake.archive_page` reads.

So a file with one article can be imported again and gives the same article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.article import Article, LinkKind
from index.cleaning import clean
from index.takeaway.clippings import Clippings
from index.takeaway.facts import line

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")


def pieces(clippings: Clippings) -> Iterator[str]:
    """The pages, a rule between two of them."""
    for number, article in enumerate(clippings.articles()):
        yield f"\n---\n\n{page(article)}" if number else page(article)


def page(article: Article) -> str:
    """An archive page, with a line break at its end."""
    parts = [f"# {escaped(article.headline)}" if article.headline else ""]
    if article.byline:
        parts.append(f"By {escaped(article.byline)}")
    parts.append(article.published.iso.replace("T", " "))
    if article.source:
        parts.append(f"**{escaped(article.source)}**")
    if article.section:
        parts.append(f"Section: {escaped(article.section)}")
    parts.append(clean(article.body).strip("\n"))
    if article.credit:
        parts.append(f"*({escaped(article.credit)})*")
    listed = [link for link in article.links if link.kind is LinkKind.LISTED]
    if listed:
        entries = (f"- [{escaped(link.title)}]({_target(link.url)})" for link in listed)
        parts += ["#### **Related articles:**", "\n".join(entries)]
    if article.url:
        parts += ["Original url:", f"<{line(article.url)}>"]
    return "\n\n".join(filter(None, parts)) + "\n"


def escaped(text: str) -> str:
    """A line whose signs are only signs."""
    return _SIGNS.sub(r"\\\1", line(text))


def _target(url: str) -> str:
    """A url in the brackets of a link; ``#`` for none."""
    url = line(url)
    return f"<{url}>" if re.search(r"[()\s]", url) else url or "#"
