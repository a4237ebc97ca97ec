"""Traces: a headline and a title find each other by what they share, and by enough of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.article import Article, LinkKind, Published, RelatedLink
from index.identity import article_id, headline_key
from index.keeping import keep
from index.links.traces import MOST, Traces, title_keys
from index.store import Store

LONG = "Harbour Board Refuses Night Ferry Licence After Three Days of Quarrel Over Lamps"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.create(tmp_path)
    yield opened
    opened.close()


def laid(store: Store, *articles: Article) -> Traces:
    """The traces of articles."""
    traces = Traces(store)
    with store.transaction():
        for article in articles:
            keep(store, article, "page.md")
        traces.lay([article_id(article) for article in articles])
    return traces


def page(headline: str, *links: RelatedLink) -> Article:
    return Article(headline, f"Text of {headline}.", published=Published("2012-10-14"), links=links)


def sought(traces: Traces, *headlines: str) -> set[int]:
    keys = [title_keys(headline) for headline in headlines]
    return traces.sought(set().union(*keys), keys)


def test_a_headline_is_sought_by_titles_that_are_much_alike(store: Store) -> None:
    traces = laid(store, page("Notes", RelatedLink(LONG), RelatedLink("Night Ferry …")))
    both = {headline_key(LONG), headline_key("Night Ferry")}
    assert sought(traces, LONG.replace("Refuses", "Denies")) == both
    assert sought(traces, "Fair Opens", "Night Ferry Sails Again") == {headline_key("Night Ferry")}, (
        "a pair of words in common with a title of eleven is too little to look at it"
    )
    halves = LONG[: len(LONG) // 2], LONG[len(LONG) // 2 :]
    assert headline_key(LONG) in sought(traces, halves[0])
    assert sought(traces, "Quarrel Over Cows", "Three Days at the Fair") == set(), "each has one pair"


def test_keys_of_a_headline_that_is_gone_count_together(store: Store) -> None:
    traces = laid(store, page("Notes", RelatedLink(LONG)))
    assert traces.sought(title_keys(LONG), [title_keys("Fair Opens")]) == {headline_key(LONG)}


def test_only_words_that_are_a_title_are_sought_by(store: Store) -> None:
    url = "https://gazette.example/1"
    traces = laid(
        store,
        page("One", RelatedLink("Night Ferry Sails", url, LinkKind.LISTED)),
        page("Two", RelatedLink("Herring Boat Burns", url, LinkKind.INLINE)),
        page("Three", RelatedLink("Crane Barge Sinks", "#", LinkKind.INLINE)),
    )
    headlines = "Night Ferry Sails", "Herring Boat Burns", "Crane Barge Sinks"
    assert sought(traces, *headlines) == {headline_key(headlines[0]), headline_key(headlines[2])}


def test_headlines_near_a_title_share_enough_of_it(store: Store) -> None:
    alike, apart = page(LONG.replace("Refuses", "Denies")), page("Night Ferry Sails")
    near = laid(store, alike, apart).near([LONG, "Night Ferry …"])
    assert near[LONG].articles == [article_id(alike)]
    assert set(near["Night Ferry …"].articles) == {article_id(alike), article_id(apart)}


def test_a_beginning_that_many_headlines_have_is_crowded(store: Store) -> None:
    crowd = [page(f"Night Ferry Sails On Day {number}") for number in range(MOST + 1)]
    traces = laid(store, *crowd, page("Herring Boat Burns at Night"))
    near = traces.near(["Night Ferry Sails …", "Herring Boat Burns …"])
    assert near["Night Ferry Sails …"].crowded
    assert len(near["Night Ferry Sails …"].articles) == MOST
    assert not near["Herring Boat Burns …"].crowded
