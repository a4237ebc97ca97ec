"""An article as plain text: what is piped through a command, and the ``.txt`` file."""

from __future__ import annotations

from collections.abc import Iterator

from index.article import Article, LinkKind
from index.cleaning import clean
from index.markdown import plain
from index.takeaway.clippings import Clippings
from index.takeaway.facts import about, headline, line

_PARTING = "\n" + "─" * 40 + "\n\n"


def pieces(clippings: Clippings) -> Iterator[str]:
    """The articles, a rule between two of them."""
    for number, article in enumerate(clippings.articles()):
        yield _PARTING + article_text(article) if number else article_text(article)


def article_text(article: Article) -> str:
    """The article in the order of the printed page, a paragraph a line, with a line break at its end."""
    parts = [headline(article), " · ".join(about(article)), clean(plain(article.body)).strip("\n")]
    if article.credit:
        parts.append(f"({line(article.credit)})")
    listed = [link for link in article.links if link.kind is LinkKind.LISTED]
    if listed:
        entries = (line(f"- {link.title} {_address(link.url)}") for link in listed)
        parts.append("\n".join(["Related articles:", *entries]))
    parts.append(line(article.url))
    return "\n\n".join(filter(None, parts)) + "\n"


def _address(url: str) -> str:
    """A url to print; nothing for those that lead nowhere."""
    return f"<{url}>" if url and not url.startswith("#") else ""
