"""JSON Lines: an article a line, every field of it.

A line is an object with ``id`` (the article's number), ``headline``, ``byline``, ``source``, ``section``,
``dateline``, ``published`` (ISO 8601 as exactly as it is known, null when undated), ``body`` (Markdown),
``credit``, ``url``, ``language`` and ``related``, a list of ``title``, ``url``, ``kind`` (``listed`` or
``inline``) and ``sentence``. :func:`article_of` reads a line back, so nothing is lost on the way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from index.article import Article, LinkKind, Published, RelatedLink
from index.takeaway.clippings import Clippings

_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXTS = ("headline", "body", "byline", "source", "section", "dateline", "credit", "url", "language")


def pieces(clippings: Clippings) -> Iterator[str]:
    """A line an article."""
    for article in clippings.articles():
        yield encodable(json.dumps(as_document(article), ensure_ascii=False)) + "\n"


def as_document(article: Article) -> dict[str, Any]:
    """Every field of an article."""
    return {
        "id": article.id,
        "headline": article.headline,
        "byline": article.byline,
        "source": article.source,
        "section": article.section,
        "dateline": article.dateline,
        "published": article.published.iso or None,
        "body": article.body,
        "credit": article.credit,
        "url": article.url,
        "language": article.language,
        "related": [
            {"title": link.title, "url": link.url, "kind": link.kind.value, "sentence": link.sentence}
            for link in article.links
        ],
    }


def article_of(document: Mapping[str, Any]) -> Article:
    """The article that :func:`as_document` wrote down; KeyError, TypeError or ValueError for others."""
    links = tuple(
        RelatedLink(link["title"], link["url"], LinkKind(link["kind"]), link["sentence"])
        for link in document["related"]
    )
    texts = {name: document[name] for name in _TEXTS}
    return Article(
        **texts, published=Published(document["published"] or ""), links=links, id=int(document["id"])
    )


def encodable(text: str) -> str:
    """JSON that UTF-8 can hold: half a surrogate pair, which may only stand within a string, is escaped."""
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
