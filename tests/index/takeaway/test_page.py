"""Articles as XHTML: well-formed whatever they say, and nothing in them can act."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from index.article import Article, LinkKind, Published, RelatedLink
from index.markdown import plain
from index.takeaway.page import article_page, web_address
from tests.index.takeaway.anything import articles

KNOWN = {
    "article", "h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "span", "strong", "em", "code", "pre", "ul",
    "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "div", "hr", "br", "aside", "bdi",
}  # fmt: skip
PIER = Article(
    headline="Pier <Cracks> & Stops",
    body=(
        "The *first* [pier **cracked**](https://x.example/a?b=1&c=2), they said.\n\n"
        "- one\n  - deeper\n- two\n\n3. third\n4. fourth\n\n> quoted\n\n## What now\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n![The pier](p.jpg)"
    ),
    url="https://courier.example/2004/",
    language="en",
    links=(
        RelatedLink("Listed", "#"),
        RelatedLink("Also", "https://courier.example/also"),
        RelatedLink("pier cracked", "https://x.example/a?b=1&c=2", LinkKind.INLINE),
    ),
    id=7,
)


def parse(article: Article, **options: object) -> ElementTree.Element:
    return ElementTree.fromstring(article_page(article, **options))  # type: ignore[arg-type]


def test_the_parts_of_a_page() -> None:
    page = parse(PIER)
    assert page.attrib["id"] == "a7"
    assert page.findtext("h2") == "Pier <Cracks> & Stops"
    assert [cell.text for cell in page.iter("th")] == ["a", "b"]
    assert [item.get("value") for item in page.findall("ol/li")] == ["3", "4"]
    assert page.findtext("ul/li/ul/li") == "deeper"
    assert page.findtext("blockquote/p") == "quoted"
    assert page.findtext("h3") == "What now"
    assert page.findtext("p/em") == "first"
    link = page.find("p/a[strong]")
    assert link is not None
    assert link.get("href") == "https://x.example/a?b=1&c=2"


def test_the_line_of_facts_reads_from_the_left_in_an_article_that_does_not() -> None:
    """A date before a Latin name would else be torn apart: ``June 1875 · ha-Levanon 16``."""
    page = parse(Article("דברי", "מילים", source="ha-Levanon", published=Published("1875-06-16")))
    assert page.findtext("p[@class='about']/bdi") == "16 June 1875 · ha-Levanon"


def test_a_picture_is_named_and_linked_but_never_loaded() -> None:
    page = parse(PIER)
    assert page.find(".//img") is None
    picture = page.find(".//a[@class='picture']")
    assert picture is not None
    assert (picture.text, picture.get("href")) == ("The pier", "https://courier.example/2004/p.jpg")


def test_links_within_the_book_lead_there() -> None:
    """Listed and inline links alike; the others still lead to the web, or nowhere."""
    page = parse(PIER, targets=["#a1", "", "#a3"])
    assert [(a.text, a.get("href")) for a in page.findall("aside/ul/li/a")] == [
        ("Listed", "#a1"),
        ("Also", "https://courier.example/also"),
    ]
    inline = page.find("p/a[strong]")
    assert inline is not None
    assert inline.get("href") == "#a3"
    assert parse(PIER).find("aside/ul/li/a").text == "Also"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("url", "base", "address"),
    [
        ("https://x.example/a b\"c<d>", "", "https://x.example/a%20b%22c%3Cd%3E"),
        ("https://x.example/50%", "", "https://x.example/50%25"),
        ("https://x.example/caf%C3%A9?q=é", "", "https://x.example/caf%C3%A9?q=é"),
        ("/1998", "https://x.example/2004/", "https://x.example/1998"),
        ("/1998", "", ""),
        ("mailto:a@x.example", "", "mailto:a@x.example"),
        ("javascript:alert(1)", "", ""),
        (" java\nscript:alert(1)", "https://x.example/", "https://x.example/java%20script:alert(1)"),
        ("data:text/html,x", "", ""),
        ("file:///etc/passwd", "", ""),
        ("http://[bad", "", ""),
        ("http://user:password@host:port/", "", ""),
        ("https://user:password@x.example:8080/a", "", "https://x.example:8080/a"),
        ("https://x.example/#a#b", "", "https://x.example/#a%23b"),
        ("https://bücher.example/ü", "", "https://xn--bcher-kva.example/ü"),
        ("http://…", "", ""),
        ("http:// http//x.example/", "", ""),
        ("http://a\\_b/", "", ""),
        ("https://", "", ""),
    ],
)  # fmt: skip
def test_only_pages_of_the_web_can_be_followed(url: str, base: str, address: str) -> None:
    assert web_address(url, base) == address


@settings(max_examples=250, deadline=None)
@given(articles())
def test_any_article_is_well_formed_and_harmless(article: Article) -> None:
    """It parses, has only elements that we wrote, links only to the web, and keeps the words of the body."""
    page = parse(article)
    assert {element.tag for element in page.iter()} <= KNOWN
    for element in page.iter():
        assert set(element.attrib) <= {
            "id", "class", "href", "dir", "lang", "value", "{http://www.w3.org/XML/1998/namespace}lang"
        }  # fmt: skip
        assert element.get("href", "https:").startswith(("http:", "https:", "mailto:"))
    words = "".join("".join(page.itertext()).split())
    for block in plain(article.body).split("\n\n"):
        for word in block.split():
            if word.isalpha() and word.isascii():
                assert word in words
