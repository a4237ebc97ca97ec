"""Bibliographies: the citations of many articles as one file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from index.takeaway import citation
from index.takeaway.clippings import Clippings
from index.takeaway.json_lines import encodable


def bibtex(clippings: Clippings) -> Iterator[str]:
    """BibTeX entries, a blank line between two."""
    for number, article in enumerate(clippings.articles()):
        yield ("\n" if number else "") + citation.bibtex(article) + "\n"


def ris(clippings: Clippings) -> Iterator[str]:
    """RIS entries, a blank line between two."""
    for number, article in enumerate(clippings.articles()):
        yield ("\r\n" if number else "") + citation.ris(article) + "\r\n"


def csl(clippings: Clippings) -> Iterator[str]:
    """One array of CSL-JSON items."""
    yield "["
    for number, article in enumerate(clippings.articles()):
        item = encodable(json.dumps(citation.csl_item(article), ensure_ascii=False))
        yield f"{',' if number else ''}\n{item}"
    yield "\n]\n"
