"""Importing twice changes nothing; a changed text is a version; two pieces of one headline both live."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from index import keeping
from index.article import Article, Published, RelatedLink
from index.identity import article_id, sibling_id
from index.keeping import Change, keep, reject
from index.records import Outcome, Rejected
from index.store import Store

ADDED, UPDATED, UNCHANGED = Outcome.ADDED, Outcome.UPDATED, Outcome.UNCHANGED


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.create(tmp_path)
    yield opened
    opened.close()


def put(store: Store, *articles: Article, origin: str = "page.md") -> list[Change]:
    with store.transaction():
        return [keep(store, article, origin) for article in articles]


def outcomes(store: Store, *articles: Article) -> list[Outcome]:
    return [change.outcome for change in put(store, *articles)]


def piece(body: str, headline: str = "Earnings", **fields: str) -> Article:
    return Article(headline, body, source="Wire", published=Published("1987-03-01"), **fields)


BRIDGE = "The council voted on Tuesday for a bridge at Holm Sound, nine years after the first petition."
HERRING = "Herring boats stayed in harbour for the third week as the wind held firmly in the north."
COURT = "The court in Sundby heard the ferrymen, who ask for damages from the tide board of Holm."


def test_importing_twice_changes_nothing(store: Store) -> None:
    pages = [
        piece(BRIDGE),
        piece(HERRING),
        piece(COURT, url="https://wire.example/1"),
        piece("", headline=""),
    ]
    assert outcomes(store, *pages) == [ADDED] * 4
    before = store.rows("SELECT * FROM articles"), store.rows("SELECT * FROM texts"), store.sequence()
    for order in (pages, pages[::-1]):
        assert outcomes(store, *order) == [UNCHANGED] * 4
    assert (
        store.rows("SELECT * FROM articles"),
        store.rows("SELECT * FROM texts"),
        store.sequence(),
    ) == before


@pytest.mark.parametrize("order", list(permutations([BRIDGE, HERRING, COURT])))
def test_different_pieces_of_one_headline_are_kept_whatever_comes_first(
    store: Store, order: tuple[str, ...]
) -> None:
    changes = put(store, *(piece(body) for body in order))
    assert [change.outcome for change in changes] == [ADDED] * 3
    head, *siblings = (change.article for change in changes)
    assert head == article_id(piece(order[0]))
    assert siblings == [sibling_id(piece(body)) for body in order[1:]]
    bodies = {identity: article.body for identity, article in store.texts([head, *siblings]).items()}
    assert sorted(bodies.values()) == sorted(order)
    assert outcomes(store, *(piece(body) for body in reversed(order))) == [UNCHANGED] * 3


def test_a_near_duplicate_is_a_new_text_of_the_one_that_it_resembles_most(store: Store) -> None:
    head, sibling = (change.article for change in put(store, piece(BRIDGE), piece(HERRING)))
    grown = piece(HERRING + " Skippers asked for leave to fish the inner banks.")
    assert put(store, grown)[0][:2] == (UPDATED, sibling)
    assert [version.body for version in store.versions(sibling)] == [HERRING]
    assert store.versions(head) == []
    assert store.count() == 2


def test_the_folder_that_held_both_texts_changes_nothing_when_imported_again(store: Store) -> None:
    both = [piece(BRIDGE), piece(BRIDGE + " More tomorrow.")]
    assert outcomes(store, *both) == [ADDED, UPDATED]
    assert outcomes(store, *both) == [UNCHANGED, UNCHANGED]
    assert store.article(article_id(both[0])).body == both[1].body  # type: ignore[union-attr]


def test_a_changed_text_at_a_url_is_a_version_however_different(store: Store) -> None:
    url = "https://wire.example/1"
    texts = [piece(BRIDGE, url=url), piece(HERRING, headline="Other", url=url), piece(COURT, url=url)]
    assert outcomes(store, *texts) == [ADDED, UPDATED, UPDATED]
    (identity,) = store.ids()
    assert [(old.headline, old.body) for old in store.versions(identity)] == [
        ("Earnings", BRIDGE),
        ("Other", HERRING),
    ]
    assert store.headlines([identity])[0].versions == 3
    assert store.count() == 1


def test_a_version_keeps_all_that_was_printed(store: Store) -> None:
    links = (RelatedLink("Ferry", "#", sentence="A ferry."),)
    first = piece(BRIDGE, url="https://wire.example/1", byline="A. Vale", credit="Wire", links=links)
    put(store, first, first._replace(byline="I. Vale", links=()))
    (version,) = store.versions(article_id(first))
    assert version._replace(id=0) == first


def test_a_change_names_the_headlines_that_links_may_know_it_by(store: Store) -> None:
    url = "https://wire.example/1"
    (added,) = put(store, piece(BRIDGE, headline="Old", url=url))
    (updated,) = put(store, piece(BRIDGE, headline="New", url=url))
    (unchanged,) = put(store, piece(BRIDGE, headline="New", url=url))
    assert len(added.headline_keys) == 1
    assert len(updated.headline_keys) == 2
    assert added.headline_keys < updated.headline_keys
    assert unchanged.headline_keys == frozenset()


def test_articles_with_and_without_a_url_are_not_mixed_up(store: Store) -> None:
    assert outcomes(store, piece(BRIDGE), piece(BRIDGE, url="https://wire.example/1")) == [ADDED, ADDED]


def test_comparing_with_a_large_family_is_bounded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "FAMILY", 3)
    compared: list[str] = []
    monkeypatch.setattr(keeping, "overlap", lambda new, old: float(bool(compared.append(old))))
    pages = [piece(f"{number} " * 20) for number in range(12)]
    assert outcomes(store, *pages) == [ADDED] * 12
    assert len(compared) <= 12 * 4
    assert outcomes(store, *pages) == [UNCHANGED] * 12


def test_origins_gather_and_a_file_once_rejected_can_be_mended(store: Store) -> None:
    with store.transaction():
        reject(store, [Rejected("a.md", "empty"), Rejected("b.md", "binary")])
    put(store, piece(BRIDGE), origin="a.md")
    put(store, piece(BRIDGE), origin="c\udcff.md")
    assert store.rows("SELECT path FROM origins ORDER BY path") == [("a.md",), ("c?.md",)]
    assert store.rows("SELECT path, reason FROM rejected") == [("b.md", "binary")]
