"""The formats: each reads back, is told by its name or suffix, and streams."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.article import Article, Published
from index.errors import UsageError
from index.intake import archive_page
from index.records import Sort
from index.takeaway import citation, clippings, formats, json_lines, markdown, text
from index.takeaway.clippings import Clippings
from tests.index.takeaway.anything import articles

SEEDS = Path(__file__).parents[3] / "seeds"
VOID = {"meta", "br", "hr"}


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The shipped articles."""
    with Archive.open(tmp_path_factory.mktemp("takeaway") / "archive", create=True) as opened:
        opened.import_paths([SEEDS])
        yield opened


@pytest.fixture(scope="session")
def bridge(archive: Archive) -> Clippings:
    """Those about the bridge, by date."""
    ids = archive.search("bridge", sort=Sort.OLDEST).ids
    return clippings.of_archive(archive, ids, "bridge <&> ferry", by_date=True)


class Balanced(HTMLParser):
    """Reads HTML and notes what is in it; fails where tags do not pair."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.hrefs += [value or "" for name, value in attrs if name == "href"]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def whole(name: str, taken: Clippings) -> str:
    return b"".join(formats.named(name).encoded(taken)).decode()


def test_the_table_is_consistent() -> None:
    """Names and suffixes are unique, and every suffix leads back to its format."""
    suffixes = [suffix for format_ in formats.FORMATS for suffix in format_.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert len({format_.name for format_ in formats.FORMATS}) == len(formats.FORMATS)
    for format_ in formats.FORMATS:
        assert formats.named(format_.name) is format_
        for suffix in format_.suffixes:
            assert formats.by_suffix(f"Notes.{suffix.upper()}".replace("..", ".")) is format_


@pytest.mark.parametrize("name", ["notes", "notes.docx", ""])
def test_an_unknown_suffix_is_told_with_those_that_are_known(name: str) -> None:
    with pytest.raises(UsageError) as told:
        formats.by_suffix(name)
    assert ".epub" in told.value.hint


def test_html_is_one_file_whose_contents_lead_to_every_article(bridge: Clippings) -> None:
    page = Balanced()
    page.feed(whole("html", bridge))
    page.close()
    assert page.open == []
    assert len(page.ids) == len(set(page.ids)) == bridge.count
    inner = [href[1:] for href in page.hrefs if href.startswith("#")]
    assert set(inner) == set(page.ids)
    assert len(inner) > bridge.count, "related articles within the file are linked too"
    assert page.tags.isdisjoint({"script", "img", "link", "iframe", "object"})


def test_json_lines_hold_every_article(archive: Archive, bridge: Clippings) -> None:
    lines = whole("jsonl", bridge).splitlines()
    assert [json_lines.article_of(json.loads(line)) for line in lines] == list(bridge.articles())


def test_bibliographies_have_an_entry_an_article(bridge: Clippings) -> None:
    assert whole("bibtex", bridge).count("@article{") == bridge.count
    assert whole("ris", bridge).count("\r\nER  - \r\n") == bridge.count
    items = json.loads(whole("csl", bridge))
    assert len({item["id"] for item in items}) == bridge.count


def test_nothing_at_all_is_still_a_file() -> None:
    nothing = clippings.of_articles([], "nothing")
    assert json.loads(whole("csl", nothing)) == []
    assert "0 articles" in whole("html", nothing)


def test_a_page_of_markdown_can_be_imported_again(archive: Archive) -> None:
    """For every shipped article: the same words, date, paper and links."""
    changed: dict[str, Any] = {}
    for article_id in archive.ids():
        article = archive.article(article_id)
        again = archive_page.read(markdown.page(article))
        for name in ("headline", "byline", "source", "published", "credit", "url", "links"):
            if getattr(again, name) != getattr(article, name):
                changed[f"{article.headline}: {name}"] = (getattr(article, name), getattr(again, name))
        if again.body.split() != article.body.split():
            changed[f"{article.headline}: body"] = ""
    assert changed == {}


def test_plain_text_has_no_marks() -> None:
    article = Article(
        "Pier",
        "A *crack* in [the pier](https://x.example).",
        source="Courier",
        published=Published("2004-09"),
    )
    assert text.article_text(article) == "Pier\n\nSeptember 2004 · Courier\n\nA crack in the pier.\n"


def test_articles_are_fetched_one_at_a_time() -> None:
    """No format but the book, which is bound at the end, reads ahead: memory stays small."""
    for format_ in formats.FORMATS:
        if format_.binary:
            continue
        fetched: list[int] = []

        def stream(fetched: list[int] = fetched) -> Iterator[Article]:
            for number in range(1, 1000):
                fetched.append(number)
                yield Article(f"Number {number}", "Words.", id=number)

        some = Clippings("many", 1000, lambda: iter(()), stream)
        pieces = format_.encoded(some)
        while not fetched:
            next(pieces)
        next(pieces)
        assert len(fetched) <= 2, format_.name


@settings(max_examples=60, deadline=None)
@given(st.lists(articles(), min_size=1, max_size=3, unique_by=lambda article: article.id))
def test_any_articles_make_readable_files(taken: list[Article]) -> None:
    """HTML pairs its tags, JSON parses and gives the very same article, text encodes."""
    some = clippings.of_articles(taken, "any <b>title")
    page = Balanced()
    page.feed(whole("html", some))
    assert page.open == []
    lines = whole("jsonl", some).split("\n")
    assert [json_lines.article_of(json.loads(line)) for line in lines if line] == taken
    assert len(json.loads(whole("csl", some))) == len(taken)
    assert citation.headline(taken[0]) in whole("text", some)
    whole("markdown", some)
