"""Links that nobody should print: nothing crashes, nothing leads to the wrong place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.article import Article, LinkKind, Published, RelatedLink
from index.identity import article_id
from index.importing import Import
from index.links.drawing import draw
from index.links.formats import as_dot, as_graphml, as_json
from index.links.picture import as_svg

Put = Callable[..., None]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as opened:
        yield opened


@pytest.fixture
def put(archive: Archive) -> Put:
    def putting(*articles: Article) -> None:
        sink = Import(archive._store, archive._weaving, archive._indexing)
        sink.put([(article, "page.md") for article in articles])
        sink.finish(None)

    return putting


def page(headline: str, *links: RelatedLink | str, day: str = "2012-10-14", **fields: str) -> Article:
    printed = tuple(link if isinstance(link, RelatedLink) else RelatedLink(link, "#") for link in links)
    fields = {"source": "Gazette", "body": f"The text of {headline}.", **fields}
    return Article(headline=headline, links=printed, published=Published(day), **fields)


def ask_everything(archive: Archive, article: int) -> None:
    """All that a reader asks of an article."""
    archive.related(article)
    archive.backlinks(article)
    archive.similar(article)
    archive.copies(article)
    archive.changes(article)
    archive.story(article)
    graph = archive.neighbourhood(article)
    draw(graph)
    as_svg(graph), as_dot(graph), as_graphml(graph), as_json(graph, 1)
    for position in range(len(archive.related(article))):
        archive.candidates(article, position)
    archive.wanted()
    assert archive.verify() == []


def test_links_in_a_circle_and_to_the_own_page(archive: Archive, put: Put) -> None:
    """Walks end, and no article is its own relation."""
    pages = [
        page(f"Station Number {n}", f"Station Number {(n + 1) % 5}", f"Station Number {n}") for n in range(5)
    ]
    put(*pages)
    ids = [article_id(one) for one in pages]
    for place, identity in enumerate(ids):
        onward, own = archive.related(identity)
        assert onward.article == ids[(place + 1) % 5]
        assert own.article is None, "a link to the own headline is no link to itself, nor to a namesake"
        ask_everything(archive, identity)
    assert len(archive.story(ids[0]).chapters) >= 3
    assert [step.article for step in archive.path(ids[0], ids[2])] == ids[:3]
    assert [step.article for step in archive.path(ids[0], ids[0])] == ids[:1]


def test_ten_thousand_links_to_one_article(archive: Archive, put: Put) -> None:
    """What everybody points at is found, walked around and left within bounds."""
    target = page("The One That All Point At", day="2001-01-01")
    holders = [page(f"Holder {n}", *(["The One That All Point At"] * 100)) for n in range(100)]
    put(*holders)
    assert archive.wanted(1)[0].pointing == 100
    put(target)
    assert len(archive.backlinks(article_id(target))) == 100
    assert archive.wanted() == []
    story = archive.story(article_id(target), limit=20)
    assert len(story.chapters) <= 20
    assert archive.path(article_id(holders[0]), article_id(holders[99]))
    ask_everything(archive, article_id(target))


def test_two_articles_of_one_headline_on_one_day_are_nobodys_target(archive: Archive, put: Put) -> None:
    """Nothing tells them apart, so the link is wanted and both are offered."""
    one = page("Notice to Mariners", body="The light on the Holm is out. " * 5)
    other = page("Notice to Mariners", body="Dredging begins at Ropewalk Point. " * 5)
    holder = page("Harbour Notes", "Notice to Mariners", day="2012-11-01")
    put(one, other, holder)
    (related,) = archive.related(article_id(holder))
    assert related.article is None
    offered = {candidate.article for candidate in archive.candidates(article_id(holder), 0)}
    assert len(offered) == 2
    (entry,) = archive.wanted()
    assert {candidate.article for candidate in entry.candidates} == offered


@pytest.mark.parametrize("headline", ["", "—", "Of the and"])
@pytest.mark.parametrize("title", ["", " ", "—", "the of and", "?!", "\u200b", "…", "the …"])
@pytest.mark.parametrize("kind", list(LinkKind))
def test_titles_that_say_nothing(
    archive: Archive, put: Put, headline: str, title: str, kind: LinkKind
) -> None:
    """They lead nowhere, not even to the one article whose headline says as little."""
    holder = page("Holder", RelatedLink(title, "", kind), RelatedLink(title, "#", kind))
    put(holder, page(headline, body="Very little."))
    assert [related.article for related in archive.related(article_id(holder))] == [None, None]
    says_a_word = kind is LinkKind.LISTED and title.startswith("the")
    assert [entry.title for entry in archive.wanted()] == [title] * says_a_word
    ask_everything(archive, article_id(holder))


@pytest.mark.parametrize("kind", list(LinkKind))
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JavaScript:alert(1)//www.gazette.example/", "data:text/html,<b>x</b>",
        "file:///etc/passwd", "file://host.example/page", "mailto:a@b.example", "ftp://host.example/page",
        "story.html", "#", "http://", "http:///page", "http://[", "//", "http://host.example:port/", "\x00",
        "x" * 5000, "about:blank",
    ],
)  # fmt: skip
def test_urls_that_lead_to_no_page(archive: Archive, put: Put, url: str, kind: LinkKind) -> None:
    """The link is kept as it was printed; its title alone decides, and never an article of that url."""
    holder = page("Holder", RelatedLink("Bridge Opens Nine Years Late", url, kind))
    put(holder, page("Quite Another Thing", url=url), page("And a Third", url=url))
    (related,) = archive.related(article_id(holder))
    assert (related.link.url, related.article) == (url, None)
    assert [entry.url for entry in archive.wanted()] == ([] if kind is LinkKind.INLINE else [""])
    target = page("Bridge Opens, Nine Years Late", day="2012-01-01")
    put(target)
    (related,) = archive.related(article_id(holder))
    assert related.article == article_id(target)
    ask_everything(archive, article_id(holder))


@pytest.mark.parametrize("kind", list(LinkKind))
@pytest.mark.parametrize("url", ["http://%zz", "http://a b/c", "http://host.example/" + "x" * 5000, "//a/[b"])
def test_urls_of_a_page_that_cannot_be(archive: Archive, put: Put, url: str, kind: LinkKind) -> None:
    """A host that no browser would find leads nowhere, and harms nothing."""
    holder = page("Holder", RelatedLink("Bridge Opens Nine Years Late", url, kind))
    put(holder, page("Quite Another Thing"))
    assert archive.related(article_id(holder))[0].article is None
    ask_everything(archive, article_id(holder))


def test_headlines_that_are_no_markup(archive: Archive, put: Put) -> None:
    """Pictures and data stay well-formed whatever is printed."""
    from xml.dom.minidom import parseString

    nasty = '</title><script>alert("x")</script>]]>&\x01\ufffe\\"'
    put(page(nasty, nasty + " Two"), page(nasty + " Two", nasty))
    graph = archive.graph("")
    assert len(graph.nodes) == 2
    assert graph.edges
    parseString(as_svg(graph))
    parseString(as_graphml(graph))
    assert "<script" not in as_svg(graph)
