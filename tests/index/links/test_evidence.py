"""What speaks for an article beside its headline decides where the words of a title do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.article import Article, Published, RelatedLink
from index.identity import article_id
from index.links.records import Candidate
from index.links.resolve import ALIKE, LIKELY, NAMED
from index.records import Related
from tests.index.links.imports import assert_order_does_not_matter, put

PEOPLE = "On Friday Ingrid Vale met Tobias Crane and Mayor Gerda Holt at the Tide Board."
STRANGERS = "On Friday Anders Lund met Mikkel Rask and Judge Petra Solberg at the Cod Bank."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as opened:
        yield opened


def page(
    headline: str, *titles: str, day: str = "2012-10-14", body: str = "", source: str = "Gazette"
) -> Article:
    links = tuple(RelatedLink(title, "#") for title in titles)
    body = body or f"The text of {headline}."
    return Article(headline, body, source=source, published=Published(day), links=links)


def link(archive: Archive, holder: Article) -> Related:
    return archive.related(article_id(holder))[0]


def offered(archive: Archive, holder: Article) -> list[Candidate]:
    return archive.candidates(article_id(holder), 0)


def test_a_short_title_finds_the_only_article_of_the_year_that_begins_so(archive: Archive) -> None:
    holder = page("Notes", "Ferry Strands Forty …")
    target = page("Ferry Strands Forty Below Nine Elms", day="2012-09-30")
    put(archive, holder, target)
    found = link(archive, holder)
    assert (found.article, found.how) == (article_id(target), "alike")
    assert LIKELY <= found.confidence < ALIKE


@pytest.mark.parametrize("day", ["2010-09-30", "2012-12-01", ""])
def test_a_short_title_leads_nowhere_without_a_date_that_speaks_for_it(archive: Archive, day: str) -> None:
    holder, target = page("Notes", "Ferry Strands Forty …"), page("Ferry Strands Forty Below Elms", day=day)
    put(archive, holder, target)
    found = link(archive, holder)
    assert (found.article, found.runner_up) == (None, article_id(target)), "it is wanted, with a candidate"


def test_a_cut_title_leads_nowhere_when_several_headlines_begin_so(archive: Archive) -> None:
    """Whichever comes first; even if the last word that is left fits only one of them."""
    holder = page("Notes", "Harbour Letter From Captain Abel Rung …")
    target = page("Harbour Letter From Captain Abel Rung on Ice", day="2012-10-01")
    put(archive, holder, target)
    assert link(archive, holder).article == article_id(target)
    put(archive, page("Harbour Letter From Captain Abel Horn on Fog", day="2012-10-01"))
    assert (link(archive, holder).article, link(archive, holder).runner_up) == (None, article_id(target))


def test_a_cut_title_that_is_a_whole_headline_may_be_the_beginning_of_another(archive: Archive) -> None:
    holder, short = page("Notes", "Weekly Harbour News …"), page("Weekly Harbour News", day="2012-10-01")
    put(archive, holder, short)
    found = link(archive, holder)
    assert (found.article, found.how, found.confidence) == (article_id(short), "headline", ALIKE)
    put(archive, page("Weekly Harbour News, October", day="2012-10-07"))
    assert link(archive, holder).article is None
    assert {entry.article for entry in offered(archive, holder)} >= {article_id(short)}


def test_names_speak_for_an_article_of_another_year(archive: Archive) -> None:
    title, headline = "Ferry Strands Forty Passengers …", "Ferry Strands Forty Passengers Below Nine Elms"
    target = page(headline, day="2010-10-01", body=PEOPLE)
    knowing, stranger = page("Notes", title, body=PEOPLE), page("Letters", title, body=STRANGERS)
    put(archive, target, knowing, stranger)
    assert link(archive, knowing).article == article_id(target)
    assert (link(archive, stranger).article, link(archive, stranger).runner_up) == (None, article_id(target))


def test_names_tell_articles_of_one_headline_and_day_apart(archive: Archive) -> None:
    meant, other = page("Notice to Mariners", body=PEOPLE), page("Notice to Mariners", body=STRANGERS)
    holder = page("Harbour Notes", "Notice to Mariners", day="2012-11-01", body=PEOPLE)
    asking = page("Court Notes", "Notice to Mariners", day="2012-11-01", body=STRANGERS)
    silent = page("Fair Notes", "Notice to Mariners", day="2012-11-01")
    put(archive, meant, other, holder, asking, silent)
    found, found_other = link(archive, holder), link(archive, asking)
    assert {found.article, found_other.article} == set(archive.ids()[-2:]), "one each"
    assert (found.runner_up, found_other.runner_up) == (found_other.article, found.article)
    assert found.confidence == found_other.confidence == NAMED
    assert link(archive, silent).article is None
    best, second = offered(archive, holder)
    assert best.article == found.article
    assert best.evidence[-1] == "both name Mayor Gerda Holt, Tobias Crane, Ingrid Vale and 1 more"
    assert second.evidence == ("same paper", "18 days before")


def test_names_tell_articles_apart_whose_headlines_are_as_much_alike(archive: Archive) -> None:
    title, headline = "UPDATE 1-Pier Cracks and Work Stops", "Pier Cracks, Work Stops"
    one, other = page(headline, body=PEOPLE), page(headline, body=STRANGERS)
    holder, silent = page("Notes", title, body=PEOPLE), page("Letters", title)
    put(archive, one, other, holder, silent)
    assert link(archive, silent).article is None
    found = link(archive, holder)
    assert found.article
    assert found.runner_up
    assert [archive.article(each).body for each in (found.article, found.runner_up)] == [PEOPLE, STRANGERS]


def test_names_that_the_title_itself_brings_do_not_count(archive: Archive) -> None:
    title = "Ingrid Vale, Tobias Crane, Gerda Holt …"
    target = page(title.replace("…", "and Others Meet"), day="2010-10-01", body=PEOPLE)
    holder = page("Notes", title, body=f"See what was printed then: {title} It was long ago.")
    put(archive, target, holder)
    assert offered(archive, holder)[0].evidence == ("same paper", "2 years before")


def test_a_text_that_has_changed_speaks_otherwise(archive: Archive) -> None:
    title, headline = "Ferry Strands Forty Passengers …", "Ferry Strands Forty Passengers Below Nine Elms"
    holder = page("Notes", title, body=PEOPLE)
    target = page(headline, day="2010-10-01", body=STRANGERS)._replace(url="https://gazette.example/1")
    put(archive, holder, target)
    assert link(archive, holder).article is None
    put(archive, target._replace(body=PEOPLE))
    assert link(archive, holder).article == article_id(target)


WORDS = ["Ferry", "Strands", "Forty", "Passengers", "Cows"]
headlines = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5).map(" ".join)
pages = st.lists(
    st.builds(
        lambda headline, cut, day, body: page(headline, f"{cut} …", day=day, body=body),
        headlines,
        headlines,
        st.sampled_from(["2010-10-01", "2012-10-01", "2012-10-14"]),
        st.sampled_from([PEOPLE, STRANGERS]),
    ),
    unique_by=article_id,
    min_size=2,
    max_size=7,
)


@settings(max_examples=20, deadline=None)
@given(pages, st.data())
def test_the_order_of_imports_does_not_matter_for_cut_titles(
    articles: list[Article], data: st.DataObject
) -> None:
    assert_order_does_not_matter(articles, data)
