"""Articles alike, and headlines like a title."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.article import Article
from index.fulltext.engine import FullText

BRIDGE = Article(
    id=1,
    headline="COUNCIL VOTES FOR A BRIDGE",
    body="The council's engineers will build it at Holm Sound in 1998. The bridge replaces the ferry.",
)
ARTICLES = [
    BRIDGE,
    Article(
        id=2,
        headline="Ferrymen Take the Bridge to Court",
        body="The ferry at Holm Sound, the bridge, the council.",
    ),
    Article(
        id=3,
        headline="First Pier of the Bridge Stands",
        body="Engineers are content with the pier at the Sound.",
    ),
    Article(
        id=4, headline="Herring Catch Falls", body="The catch of herring fell in 1998, the fishermen said."
    ),
    Article(
        id=5, headline="Festival Opens in Rain", body="The festival opened in the rain, the fishermen sang."
    ),
    Article(id=6, headline="Café Höfn Opens", body="The café opened."),
]


@pytest.fixture(scope="module")
def fulltext(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullText]:
    made = FullText.create(tmp_path_factory.mktemp("similar") / "fulltext")
    with made.writer(sequence=1) as writer:
        for article in ARTICLES:
            writer.add(article)
    yield made
    made.close()


def test_the_articles_that_share_most_come_first_without_the_article_itself(fulltext: FullText) -> None:
    alike = fulltext.similar(BRIDGE, 5)
    assert [entry.article for entry in alike][:2] == [2, 3]
    likenesses = [entry.score for entry in alike]
    assert likenesses == sorted(likenesses, reverse=True)
    assert all(0 < likeness <= 1 for likeness in likenesses)
    assert len(fulltext.similar(BRIDGE, 1)) == 1


def test_shared_terms_are_words_as_the_article_writes_them(fulltext: FullText) -> None:
    terms = fulltext.similar(BRIDGE, 5)[0].words
    assert "council" in terms
    assert "bridge" in terms
    assert not any(term.isupper() or "'" in term or term.isdigit() for term in terms)


def test_one_shared_word_is_not_likeness(fulltext: FullText) -> None:
    herring = ARTICLES[3]
    assert 5 in {entry.article for entry in fulltext.similar(herring, 5)}  # fishermen, fell or the
    assert all(len(entry.words) >= 2 for entry in fulltext.similar(herring, 5))


def test_an_article_that_is_not_in_the_index_has_similar_ones(fulltext: FullText) -> None:
    new = Article(id=99, headline="Bridge Closed", body="The council closed the bridge at Holm Sound.")
    alike = fulltext.similar(new, 3)
    assert 1 in {entry.article for entry in alike}
    assert fulltext.similar(Article(id=98, headline="", body=""), 3) == []
    assert fulltext.similar(Article(id=97, headline="zzz", body="qqq"), 3) == []


def test_the_headline_itself_is_nearest_whatever_its_spelling(fulltext: FullText) -> None:
    for title in ("Council Votes for a Bridge", "council votes for a “bridge”"):
        (article_id, likeness), *_ = fulltext.nearest(title, 3)
        assert article_id == 1
        assert likeness == pytest.approx(1)
    (article_id, likeness), *_ = fulltext.nearest("cafe hofn opens", 3)
    assert article_id == 6
    assert likeness > 0.7


def test_nearness_falls_with_what_differs(fulltext: FullText) -> None:
    near = dict(fulltext.nearest("Council Votes against a Bridge", 5))
    assert 0.5 < near[1] < 1
    assert near[1] > near[2]
    assert max(near.values()) == near[1]


def test_a_title_of_unknown_words_or_of_none_has_nothing_near(fulltext: FullText) -> None:
    assert fulltext.nearest("zzz qqq", 5) == []
    assert fulltext.nearest("—", 5) == []
    assert fulltext.nearest("", 5) == []
