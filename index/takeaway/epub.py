"""EPUB 3: a book with a chapter an article and, where the order is one of time, a part a year.

The container, manifest, spine and both tables of contents are made by ``mkepub``, which keeps the chapters
on the disk until the book is bound; the chapters are the same XHTML as in the HTML file. It prints titles as
they are given, so they are given escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from index.article import Article, Headline
from index.takeaway.bylines import authors
from index.takeaway.clippings import Clippings
from index.takeaway.facts import headline, line, long_day
from index.takeaway.page import article_page, words
from index.takeaway.style import BOOK

_CHUNK = 1 << 18
_FEWEST_FOR_YEARS = 12
"""A book with fewer articles has no parts."""
_MOST_CREATORS = 3


def pieces(clippings: Clippings) -> Iterator[bytes]:
    """The book, bound when the first piece is asked for."""
    with TemporaryDirectory(prefix="newsreader-") as folder:
        path = Path(folder) / "book.epub"
        _bind(clippings, path)
        with path.open("rb") as book:
            while chunk := book.read(_CHUNK):
                yield chunk


def _bind(clippings: Clippings, path: Path) -> None:
    """Write the book to a path where there is nothing yet."""
    from markupsafe import Markup
    from mkepub import Book

    noun = "article" if clippings.count == 1 else "articles"
    title = line(clippings.title) or "Articles"
    book = Book(title=Markup(words(title)), description=f"{clippings.count:,} {noun}")
    book.set_stylesheet(BOOK)
    in_years = clippings.by_date and clippings.count >= _FEWEST_FOR_YEARS
    files = _files(clippings, in_years)
    seen = _Seen()
    part, year = None, ""
    for article in clippings.articles():
        seen.add(article)
        if in_years and year != _year(article):
            year = _year(article)
            part = book.add_page(year, f"<h1>{year}</h1>")
        targets = [files.get(to, "") if to is not None else "" for to in clippings.targets(article)]
        page = article_page(article, rank=1, targets=targets)
        book.add_page(words(headline(article)), page, parent=part)
    book.uuid = seen.identifier()
    book.metadata.update(seen.metadata(clippings.count))
    book.save(path)
    book.tempdir.cleanup()


def _files(clippings: Clippings, in_years: bool) -> dict[int, str]:
    """The file of each chapter, as ``mkepub`` numbers them: what links between chapters point at."""
    files: dict[int, str] = {}
    number, year = 0, ""
    for row in clippings.headlines():
        if in_years and year != _year(row):
            year = _year(row)
            number += 1
        number += 1
        files[row.id] = f"page{number:04}.xhtml"
    return files


def _year(article: Article | Headline) -> str:
    return f"{article.published.year:04}" if article.published else "Undated"


class _Seen:
    """What the book as a whole has to say, gathered while its articles pass by."""

    def __init__(self) -> None:
        self._hash = blake2b(digest_size=16)
        self._languages: Counter[str] = Counter()
        self._sources: Counter[str] = Counter()
        self._last: Article | None = None

    def add(self, article: Article) -> None:
        """Take note of an article."""
        self._hash.update(article.id.to_bytes(8, "big"))
        self._languages[article.language] += 1
        self._sources[line(article.source)] += 1
        self._last = article

    def identifier(self) -> str:
        """The same for the same articles in the same order, so that a device knows the book again."""
        return UUID(bytes=self._hash.digest(), version=4).urn

    def metadata(self, count: int) -> dict[str, Any]:
        """Language and creators: of a single article its authors, of several their papers."""
        language = next((code for code, _ in self._languages.most_common() if code), "und")
        creators = [name for name, _ in self._sources.most_common(_MOST_CREATORS) if name]
        told: dict[str, Any] = {"lang": words(line(language))}
        if count == 1 and self._last is not None:
            named = authors(line(self._last.byline), line(self._last.source))
            names = [f"{author.given} {author.family} {author.suffix}".strip() for author in named]
            creators = names or creators
            if long_day(self._last.published):
                told["published"] = self._last.published.iso[:10]
        return {**told, "authors": creators}
