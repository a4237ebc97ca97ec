"""Wanted titles are those of articles: not the site of a firm that every text names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.article import Article, LinkKind, Published, RelatedLink
from index.importing import Import
from index.links.wanted import _place

HOME = "https://www.gazette.example/2012/10/14/harbour"
INLINE, LISTED = LinkKind.INLINE, LinkKind.LISTED


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as opened:
        yield opened


def put(archive: Archive, *links: RelatedLink, url: str = HOME) -> None:
    article = Article("Harbour Notes", "Text.", published=Published("2012-10-14"), url=url, links=links)
    sink = Import(archive._store, archive._weaving, archive._indexing)
    sink.put([(article, "page.md")])
    sink.finish(None)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gazette.example/2011/03/02/pier",
        "http://gazette.example/2011/03/02/pier/?utm_source=x#top",
        "//m.gazette.example/2011/03/02/pier/index.html",
        "/1999/1/2/pier",
    ],
)
def test_a_page_where_articles_lie_is_wanted(archive: Archive, url: str) -> None:
    put(archive, RelatedLink("as we said then", url, INLINE, "It cracked, as we said then."))
    assert [(entry.title, entry.url) for entry in archive.wanted()] == [("as we said then", url)]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gazette.example/",
        "https://gazette.example",
        "http://www.gazette.example/index.html",
        "/",
        "/index.php",
        "https://www.gazette.example/topics/piers",
        "/2011/03/02/pier.pdf",
        "/2011/pier",
        "/2011/03/02/pier/comments/2",
        "https://www.courier.example/2011/03/02/pier",
        "https://www.gazette.example.courier.example/2011/03/02/pier",
    ],
)
def test_a_page_where_no_articles_lie_is_not(archive: Archive, url: str) -> None:
    put(archive, RelatedLink("Gazette", url, INLINE, "Read the Gazette."))
    assert archive.wanted() == []
    assert archive.related(archive.ids()[0])[0].article is None, "the article shows it all the same"


def test_what_is_listed_is_wanted_wherever_it_lies(archive: Archive) -> None:
    put(
        archive,
        RelatedLink("Pier Cracks", "https://www.courier.example/topics/pier", LISTED),
        RelatedLink("Ferry Strands", "#", LISTED),
        RelatedLink("Cod Is Back", "", LISTED),
        RelatedLink("Mayor Resigns", "javascript:open()", LISTED),
    )
    found = {entry.title: entry.url for entry in archive.wanted()}
    assert found == {
        "Pier Cracks": "https://www.courier.example/topics/pier",
        "Ferry Strands": "",
        "Cod Is Back": "",
        "Mayor Resigns": "",
    }


@pytest.mark.parametrize("url", ["https://www.courier.example/", "http://courier.example", "/flyer/fair.jpg"])
def test_a_listed_site_or_picture_is_no_article(archive: Archive, url: str) -> None:
    put(archive, RelatedLink("Courier", url, LISTED))
    assert archive.wanted() == []


def test_an_article_at_the_root_of_a_site_makes_no_place_of_it(archive: Archive) -> None:
    put(
        archive,
        RelatedLink("Others", "https://gazette.example/others", INLINE),
        url="https://gazette.example/",
    )
    assert archive.wanted() == []


@given(st.text("/:?#.ab0\u0660[]{} \\%-", max_size=40), st.text("/:ab.", max_size=20))
def test_any_url_has_a_place(url: str, base: str) -> None:
    place = _place(url, base)
    assert isinstance(place.may_be_an_article, bool)
    assert not any(sign in place.folder.path for sign in "123456789?#")
