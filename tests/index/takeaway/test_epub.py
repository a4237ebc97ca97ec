"""The book: a container that reading devices open, well-formed chapters, links that lead somewhere."""

from __future__ import annotations

import io
import posixpath
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article, Published, RelatedLink
from index.takeaway import clippings, epub
from index.takeaway.clippings import Clippings
from tests.index.takeaway.anything import articles

NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}


class Book:
    """A book as a device reads it; every rule of the container that is broken fails."""

    def __init__(self, taken: Clippings) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(b"".join(epub.pieces(taken))))
        first = self.zip.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert self.zip.read("mimetype") == b"application/epub+zip"
        assert self.zip.testzip() is None
        container = ElementTree.fromstring(self.zip.read("META-INF/container.xml"))
        rootfile = container.find(".//c:rootfile", NAMES)
        assert rootfile is not None
        self.folder, self.package_name = posixpath.split(rootfile.attrib["full-path"])
        self.package = self.parse(self.package_name)
        items = self.package.findall("o:manifest/o:item", NAMES)
        self.items = {item.attrib["id"]: item.attrib["href"] for item in items}
        assert len(set(self.items.values())) == len(items)
        listed = {f"{self.folder}/{href}" for href in self.items.values()}
        rest = {"mimetype", "META-INF/container.xml", f"{self.folder}/{self.package_name}"}
        assert {name for name in self.zip.namelist() if not name.endswith("/")} == listed | rest
        self.spine = [ref.attrib["idref"] for ref in self.package.findall("o:spine/o:itemref", NAMES)]
        self.chapters = [self.parse(self.items[name]) for name in self.spine]
        (self.nav_name,) = [item.attrib["href"] for item in items if item.get("properties") == "nav"]
        self.nav, self.ncx = self.parse(self.nav_name), self.parse("toc.ncx")
        self.check_links()

    def parse(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.zip.read(f"{self.folder}/{name}"))

    def check_links(self) -> None:
        """Every link within the book has a file; those of the contents are exactly the spine."""
        chapters = [self.items[name] for name in self.spine]
        contents = [a.attrib["href"] for a in self.nav.iterfind(".//h:nav//h:a", NAMES)]
        assert contents == chapters
        assert [each.attrib["src"] for each in self.ncx.iterfind(".//n:content", NAMES)] == chapters
        for page in self.chapters:
            for link in page.iterfind(".//h:a", NAMES):
                href = link.attrib["href"]
                assert href.startswith(("http:", "https:", "mailto:")) or href in chapters

    def metadata(self, name: str) -> list[str]:
        return [each.text or "" for each in self.package.findall(f"o:metadata/dc:{name}", NAMES)]


def dated(number: int) -> Article:
    return Article(
        f"Number {number} & <more>",
        "Words.",
        source="Harbour Gazette",
        published=Published(f"{1990 + number // 5}-01-{1 + number % 5:02}"),
        language="en",
        links=(RelatedLink("The next one"),),
        id=number,
    )


@pytest.fixture(scope="module")
def years() -> Book:
    """Twenty articles of four years, each linked to the next one."""
    plain = clippings.of_articles([dated(number) for number in range(1, 21)], "bridge <&> ferry")
    return Book(
        Clippings(
            plain.title,
            plain.count,
            plain.headlines,
            plain.articles,
            by_date=True,
            targets=lambda article: [article.id + 1 if article.id < 20 else None],
        )
    )


def test_years_are_parts_of_the_book(years: Book) -> None:
    tops = years.nav.findall(".//h:nav/h:ol/h:li/h:a", NAMES)
    assert [top.text for top in tops] == ["1990", "1991", "1992", "1993", "1994"]
    assert len(years.spine) == 25


def test_related_articles_lead_to_their_chapters(years: Book) -> None:
    """From the first chapter to the last, by the links alone."""
    pages = {years.items[name]: page for name, page in zip(years.spine, years.chapters, strict=True)}
    at, walked = years.items[years.spine[1]], []
    while at:
        walked.append(pages[at].findtext(".//h:h1", namespaces=NAMES))
        link = pages[at].find(".//h:aside//h:a", NAMES)
        at = link.attrib["href"] if link is not None else ""
    assert walked == [f"Number {number} & <more>" for number in range(1, 21)]


def test_the_book_says_what_it_is(years: Book) -> None:
    assert years.metadata("title") == ["bridge <&> ferry"]
    assert years.metadata("language") == ["en"]
    assert years.metadata("creator") == ["Harbour Gazette"]
    assert years.metadata("description") == ["20 articles"]


def test_a_single_article_is_by_its_author() -> None:
    article = Article(
        "Pier", "Words.", byline="Ingrid Vale", source="Courier", published=Published("2004-09-03"), id=5
    )
    book = Book(clippings.of_articles([article]))
    assert book.metadata("title") == ["Pier"]
    assert book.metadata("creator") == ["Ingrid Vale"]
    assert book.metadata("date") == ["2004-09-03"]
    assert book.metadata("language") == ["und"]


def test_the_same_articles_are_the_same_book() -> None:
    """A device that has the book knows it again; another selection is another book."""
    one, other = [dated(1), dated(2)], [dated(1), dated(3)]
    identifiers = [Book(clippings.of_articles(each)).metadata("identifier") for each in (one, one, other)]
    assert identifiers[0] == identifiers[1] != identifiers[2]


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder in which the book was made is gone, also when nobody takes the book."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    pieces = epub.pieces(clippings.of_articles([dated(1)]))
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=25, deadline=None)
@given(
    st.lists(articles(), min_size=1, max_size=3, unique_by=lambda article: article.id), st.text(max_size=20)
)
def test_any_articles_make_a_book(taken: list[Article], title: str) -> None:
    Book(clippings.of_articles(taken, title))
