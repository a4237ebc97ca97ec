"""Keys are a file format: what varies between copies must not change them, what matters must."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article, LinkKind, Published, RelatedLink
from index.identity import (
    article_id,
    canonical_url,
    fingerprint,
    headline_key,
    normalise_headline,
    sibling_id,
    url_id,
)

LARGEST = 2**63 - 1
words = st.text(st.characters(categories=["L", "Nd"], max_codepoint=0x24F), min_size=1, max_size=8)
slugs = st.text("abcdefghij0123456789-", min_size=1, max_size=12).map(lambda slug: f"a{slug}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jamaica, RusAl Make Pact", "Jamaica, Rusal make pact"),
        ("“Quoted” – and dashed", '"Quoted" - and dashed'),
        ("RusAl's plan", "RusAl’s plan"),
        ("Café Müller", "Cafe Muller"),
        ("  Two   spaces\u00a0here ", "Two spaces here"),
        ("Ёлки у Кремля", "елки у кремля"),
        ("ﬁnal oﬀer", "final offer"),
        ("STRASSE", "Straße"),
    ],
)
def test_headlines_that_a_reader_takes_for_the_same_are_the_same(one: str, other: str) -> None:
    assert normalise_headline(one) == normalise_headline(other) != ""
    assert headline_key(one) == headline_key(other) != 0


@pytest.mark.parametrize(
    ("one", "other"), [("Profit up 3", "Profit up 4"), ("No deal", "Deal"), ("鋼", "鉄")]
)
def test_headlines_that_differ_in_a_word_differ(one: str, other: str) -> None:
    assert normalise_headline(one) != normalise_headline(other)


@pytest.mark.parametrize("headline", ["", "   ", "—", "#", "...", "\u0301"])
def test_a_headline_without_words_has_no_key(headline: str) -> None:
    assert normalise_headline(headline) == ""
    assert headline_key(headline) == 0


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_headline(text)
    assert normalise_headline(once) == once
    assert once == once.strip()
    assert "  " not in once


@given(
    st.lists(words, min_size=1, max_size=6), st.sampled_from([" ", "  ", " - ", ", ", ": ", "\u00a0", "—"])
)
def test_what_stands_between_words_does_not_matter(parts: list[str], between: str) -> None:
    assert normalise_headline(between.join(parts)) == normalise_headline(" ".join(parts))


@given(st.lists(words, min_size=1, max_size=6))
def test_composed_and_decomposed_letters_are_the_same(parts: list[str]) -> None:
    headline = " ".join(parts)
    assert normalise_headline(unicodedata.normalize("NFD", headline)) == normalise_headline(headline)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.paper.example/2012/10/a-story",
        "http://paper.example/2012/10/a-story/",
        "HTTP://PAPER.EXAMPLE:80/2012/10/a-story",
        "https://m.paper.example/2012/10/a-story?utm_source=feed&utm_medium=rss",
        "https://amp.paper.example/2012/10/a-story#comments",
        "https://paper.example/2012/10/a-story/amp",
        "https://paper.example/2012/10/a-story/index.html",
        "https://web.archive.org/web/20140801222759/http://www.paper.example/2012/10/a-story",
        "https://web.archive.org/web/2014id_/paper.example/2012/10/a-story",
        "//paper.example//2012/10/a-story",
        "paper.example/2012/10/a-story?fbclid=xyz",
        "  https://paper.example/2012/10/%61-story ",
    ],
)
def test_copies_of_one_page_have_one_key(url: str) -> None:
    assert canonical_url(url) == "paper.example/2012/10/a-story"
    assert url_id(url) == url_id("https://paper.example/2012/10/a-story")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "#",
        "#top",
        "/relative/page",
        "page.html",
        "../page.html",
        "mailto:a@paper.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://paper.example/file",
        "http://",
        "http://[broken",
        "http://paper.example:port/",
    ],
)
def test_what_names_no_page_has_no_key(url: str) -> None:
    assert canonical_url(url) == ""
    assert url_id(url) == 0


def test_what_tells_pages_apart_is_kept() -> None:
    pages = [
        "http://paper.example/story?id=1",
        "http://paper.example/story?id=2",
        "http://paper.example/Story",
        "http://paper.example:8080/story",
        "http://other.example/story",
        "urn:newsml:paper.example:1",
    ]
    assert len({canonical_url(page) for page in pages}) == len(pages)


@given(st.lists(slugs, min_size=1, max_size=4), st.dictionaries(slugs, slugs, max_size=3), st.randoms())
def test_the_order_of_parameters_does_not_matter(path: list[str], query: dict[str, str], random) -> None:
    pairs = [f"{name}={value}" for name, value in query.items()]
    address = f"https://paper.example/{'/'.join(path)}?"
    shuffled = random.sample(pairs, len(pairs))
    assert canonical_url(address + "&".join(pairs)) == canonical_url(address + "&".join(shuffled))


@given(st.lists(slugs, min_size=1, max_size=4), st.dictionaries(slugs, slugs, max_size=3))
def test_a_key_is_its_own_key(path: list[str], query: dict[str, str]) -> None:
    key = canonical_url(
        f"http://paper.example/{'/'.join(path)}?{'&'.join(f'{n}={v}' for n, v in query.items())}"
    )
    assert canonical_url(key) == key


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), st.text("htp:/.w?#[]@%&=a2é", max_size=30)))
def test_no_url_is_too_odd(url: str) -> None:
    assert isinstance(canonical_url(url), str)
    assert 0 <= url_id(url) <= LARGEST


articles = st.builds(
    Article,
    headline=st.text(max_size=20),
    body=st.text(max_size=40),
    source=st.sampled_from(["", "The Gazette"]),
    published=st.sampled_from(["", "2012", "2012-10-14"]).map(Published),
    url=st.sampled_from(["", "#", "https://paper.example/a"]),
)


@given(articles)
def test_ids_are_positive_63_bit_numbers_and_stable(article: Article) -> None:
    assert 0 < article_id(article) <= LARGEST
    assert 0 < sibling_id(article) <= LARGEST
    assert article_id(article) == article_id(article._replace())
    assert sibling_id(article) != article_id(article)


def test_ids_are_the_same_on_every_machine() -> None:
    """Written down once: a change here means a new schema version of the archive."""
    page = Article("A Story", "Text.", source="Gazette", published=Published("2012-10-14"))
    assert article_id(page) == 4278569752388323761
    assert url_id("https://paper.example/a") == 1862186484817384863
    assert headline_key("A Story") == 7705905200126500268


def test_the_url_alone_identifies_an_article_that_has_one() -> None:
    one = Article("A", "text", url="https://paper.example/a?utm_source=x")
    other = Article("B", "other", source="Gazette", url="http://www.paper.example/a/")
    assert article_id(one) == article_id(other) == url_id("paper.example/a")


def test_without_a_url_source_day_and_headline_do() -> None:
    one = Article("A Story", "x", source="The  Gazette", published=Published("2012-10-14T15:07"), url="#")
    other = Article("a story!", "y", source="The Gazette", published=Published("2012-10-14"))
    assert article_id(one) == article_id(other)
    for different in (
        other._replace(source="The Courier"),
        other._replace(published=Published("2012-10-15")),
        other._replace(headline="Another story"),
    ):
        assert article_id(different) != article_id(other)


def test_without_a_headline_either_the_text_does() -> None:
    assert article_id(Article("", "one")) != article_id(Article("—", "two"))
    assert article_id(Article("", "one")) == article_id(Article("…", "one"))


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "B"},
        {"body": "text "},
        {"byline": "X"},
        {"source": "X"},
        {"section": "X"},
        {"dateline": "X"},
        {"published": Published("2012")},
        {"credit": "X"},
        {"url": "https://paper.example/b"},
        {"language": "fr"},
        {"links": ()},
        {"links": (RelatedLink("T", "u", LinkKind.INLINE),)},
    ],
)
def test_a_fingerprint_changes_with_anything_printed(change: dict[str, object]) -> None:
    article = Article("A", "text", links=(RelatedLink("T", "u"),))
    assert fingerprint(article) != fingerprint(article._replace(**change))
    assert fingerprint(article) == fingerprint(article._replace(id=7))
