"""Links in the store: they resolve whatever comes first, and an import looks only at what it touches."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article, LinkKind, Published, RelatedLink
from index.identity import article_id, headline_key
from index.keeping import keep
from index.links.table import LinkTable, Place
from index.records import Outcome
from index.store import Store

Import = Callable[..., dict[Place, bool]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.create(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def table(store: Store) -> LinkTable:
    return LinkTable(store)


def put(table: LinkTable, *articles: Article) -> dict[Place, bool]:
    """Store articles in one transaction and settle their links, as an import does."""
    store = table._store
    with store.transaction():
        changes = [keep(store, article, "page.md") for article in articles]
        written = [change.article for change in changes if change.outcome is not Outcome.UNCHANGED]
        return table.settle(written, [key for change in changes for key in change.headline_keys])


def page(headline: str, *links: RelatedLink | str, day: str = "2012-10-14", **fields: str) -> Article:
    """An article of the Gazette; a link given as a string is a listed title without a url."""
    printed = tuple(link if isinstance(link, RelatedLink) else RelatedLink(link) for link in links)
    fields = {"source": "Gazette", "body": f"Text of {headline}.", **fields}
    return Article(headline=headline, links=printed, published=Published(day), **fields)


def targets(table: LinkTable, article: Article) -> list[int | None]:
    return [related.article for related in table.related(article_id(article))]


def test_a_title_that_nothing_answers_to_is_wanted_and_wakes_later(table: LinkTable) -> None:
    smelter = page("Smelter", "Jamaica, RusAl Make Pact")
    pact = page("Jamaica, Rusal make pact")
    assert put(table, smelter) == {}
    assert targets(table, smelter) == [None]
    assert table.pointing_at("JAMAICA, rusal make pact!") == 1
    assert put(table, pact) == {Place(article_id(smelter), 0): True}
    (related,) = table.related(article_id(smelter))
    assert (related.article, related.how, related.headline) == (article_id(pact), "headline", pact.headline)
    assert related.link.title == "Jamaica, RusAl Make Pact"
    assert table.pointing_at("Jamaica, RusAl Make Pact") == 0


def test_a_url_beats_a_headline(table: LinkTable) -> None:
    namesake = page("Pact")
    meant = page("Another Headline", url="https://gazette.example/pact")
    linking = page("Smelter", RelatedLink("Pact", "http://www.gazette.example/pact/?utm_source=x"))
    put(table, linking, namesake)
    assert targets(table, linking) == [article_id(namesake)]
    put(table, meant)
    (related,) = table.related(article_id(linking))
    assert (related.article, related.how, related.confidence) == (article_id(meant), "url", 1.0)


def test_a_url_without_host_is_one_of_the_papers_own_site(table: LinkTable) -> None:
    target = page("Target", url="https://gazette.example/2012/target")
    link = RelatedLink("see there", "/2012/target/", LinkKind.INLINE)
    linking = page("Linking", link, url="https://www.gazette.example/2013/linking")
    elsewhere = page("Elsewhere", link, url="https://courier.example/2013/elsewhere")
    homeless = page("Homeless", link)
    broken = page("Broken", link, RelatedLink("x", "//[", LinkKind.INLINE), url="http://[broken")
    put(table, target, linking, elsewhere, homeless, broken)
    assert targets(table, linking) == [article_id(target)]
    assert {*targets(table, elsewhere), *targets(table, homeless), *targets(table, broken)} == {None}


def test_the_links_of_an_article_keep_their_order(table: LinkTable) -> None:
    titles = ["Gamma", "Alpha", "Beta", "Alpha"]
    linking = page("Linking", *titles)
    put(table, page("Alpha"), page("Beta"), linking)
    assert [related.link.title for related in table.related(article_id(linking))] == titles
    assert targets(table, linking) == [
        None, article_id(page("Alpha")), article_id(page("Beta")), article_id(page("Alpha")),
    ]  # fmt: skip


def test_a_link_to_the_own_page_stays_wanted(table: LinkTable) -> None:
    own = page(
        "Own", "Own", RelatedLink("x", "https://gazette.example/own"), url="http://gazette.example/own"
    )
    put(table, own)
    assert targets(table, own) == [None, None]


def test_links_in_a_circle_resolve_both_ways(table: LinkTable) -> None:
    one, other = page("One", "Other"), page("Other", "One")
    put(table, one, other)
    assert targets(table, one) == [article_id(other)]
    assert targets(table, other) == [article_id(one)]


@pytest.mark.parametrize("link", [RelatedLink(""), RelatedLink("—", "#"), RelatedLink("", "javascript:x()")])
def test_a_link_without_words_or_page_never_resolves(table: LinkTable, link: RelatedLink) -> None:
    linking = page("Linking", link)
    put(table, linking, page("—"), page(""))
    assert targets(table, linking) == [None]


def test_a_link_follows_an_article_whose_headline_changes(table: LinkTable) -> None:
    linking = page("Linking", "Old", "New")
    put(table, linking, page("Old", url="https://gazette.example/1"))
    first = article_id(page("", url="https://gazette.example/1"))
    assert targets(table, linking) == [first, None]
    put(table, page("New", url="https://gazette.example/1"))
    assert targets(table, linking) == [None, first]


def test_a_nearer_namesake_takes_over_from_a_farther_one(table: LinkTable) -> None:
    linking = page("Linking", "Weekly Review")
    far, near = page("Weekly Review", day="2011-01-01"), page("Weekly Review", day="2012-10-10")
    put(table, linking, far)
    assert put(table, near) == {}, "it was resolved before and is now: it did not wake"
    (related,) = table.related(article_id(linking))
    assert (related.article, related.runner_up) == (article_id(near), article_id(far))


def test_backlinks_come_by_day_with_the_sentence_of_an_inline_link(table: LinkTable) -> None:
    bridge = page("Bridge")
    inline = RelatedLink("Bridge", "", LinkKind.INLINE, "The Bridge opened.")
    late = page("Late", "Bridge", inline, day="2013-05-09")
    early = page("Early", "BRIDGE", day="1998-04-21")
    put(table, late, bridge, early)
    found = [(link.headline, link.sentence) for link in table.backlinks(article_id(bridge))]
    assert found == [("Early", "BRIDGE"), ("Late", "The Bridge opened.")]
    assert table.linked(article_id(bridge)) == {article_id(late), article_id(early)}


def test_the_links_of_an_updated_article_are_replaced(table: LinkTable) -> None:
    url = "https://gazette.example/1"
    target = page("Target")
    put(table, target, page("A", "Target", "Gone", url=url))
    put(table, page("A", "Target", url=url, body="New text."))
    assert table.counts() == (1, 1)
    assert targets(table, page("A", url=url)) == [article_id(target)]


def test_counts_since_a_sequence_are_those_of_what_was_stored_after_it(table: LinkTable) -> None:
    put(table, page("A", "B", "C"))
    before = table._store.sequence()
    put(table, page("B", "A"))
    assert table.counts(before) == (1, 1)
    assert table.counts() == (3, 2)


def test_links_that_woke_since_a_sequence_are_those_that_were_there(table: LinkTable) -> None:
    """Not those of articles that came later, and not those whose target only has another text."""
    put(table, page("Smelter", "Jamaica, RusAl Make Pact", "Harbour"), page("Harbour"))
    before = table._store.sequence()
    assert table.woken_since(before, 5) == (0, [])
    pact = page("Jamaica, RusAl Make Pact")
    put(table, pact, page("Harbour", body="Another text."), page("Later", "Jamaica, RusAl Make Pact"))
    count, woken = table.woken_since(before, 5)
    assert count == 1
    assert [(link.title, link.headline, link.target) for link in woken] == [
        ("Jamaica, RusAl Make Pact", "Smelter", article_id(pact))
    ]


def test_an_import_looks_only_at_links_that_it_touches(table: LinkTable) -> None:
    """Each way into the table of links goes through an index: nothing is scanned but what was imported."""
    plans: list[str] = []
    store = table._store

    def explained(sql: str, *values: object) -> list[tuple[object, ...]]:
        plans.extend(str(row[3]) for row in Store.rows(store, f"EXPLAIN QUERY PLAN {sql}", *values))
        return Store.rows(store, sql, *values)

    put(table, page("A", "B"), page("B"))
    store.rows = explained  # type: ignore[method-assign, assignment]
    table.settle([article_id(page("B"))], [headline_key("B")])
    assert any("links_by_headline" in plan for plan in plans)
    assert any("links_by_url" in plan for plan in plans)
    assert not [plan for plan in plans if plan.startswith(("SCAN links", "SCAN articles", "SCAN holder"))]


HEADLINES = ["Pact", "pact!", "Review", "Bridge", ""]
URLS = ["", "https://gazette.example/1", "https://gazette.example/2", "http://www.courier.example/3"]
links = st.builds(
    RelatedLink, st.sampled_from(HEADLINES), st.sampled_from(URLS), st.sampled_from(list(LinkKind))
)
pages = st.lists(
    st.builds(
        Article,
        headline=st.sampled_from(HEADLINES),
        body=st.just("Text."),
        source=st.sampled_from(["Gazette", "Courier"]),
        published=st.sampled_from(["", "2012-10", "2012-10-14", "2013-01-01"]).map(Published),
        url=st.sampled_from(URLS),
        links=st.lists(links, max_size=3).map(tuple),
    ),
    unique_by=article_id,
    min_size=2,
    max_size=8,
)


def resolved(batches: Sequence[Sequence[Article]], *, anew: bool = False) -> list[tuple[object, ...]]:
    """Where all links lead after these imports, from an archive of its own."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder))
        table = LinkTable(store)
        try:
            for batch in batches:
                put(table, *batch)
            if anew:
                with store.transaction():
                    store.write("UPDATE links SET target = ?, how = '', confidence = 0", [(None,)])
                table.settle_all()
            columns = "article, position, target, how, confidence, runner_up"
            return store.rows(f"SELECT {columns} FROM links ORDER BY article, position")
        finally:
            store.close()


@settings(max_examples=40, deadline=None)
@given(pages, st.data())
def test_the_order_of_imports_does_not_matter(articles: list[Article], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(articles))
    cut = data.draw(st.integers(0, len(articles)))
    at_once = resolved([articles])
    assert resolved([[article] for article in shuffled]) == at_once
    assert resolved([shuffled[:cut], shuffled[cut:]]) == at_once
    assert resolved([shuffled], anew=True) == at_once
