"""What a person decided of a link survives everything; what is decided without one needs enough evidence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.article import Article, LinkKind, Published, RelatedLink
from index.errors import ArticleMissing
from index.identity import article_id
from index.records import Related, Standing
from tests.index.links.imports import assert_order_does_not_matter, put


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as opened:
        yield opened


def page(headline: str, *titles: str, day: str = "2012-10-14", **fields: str) -> Article:
    links = tuple(RelatedLink(title, "#") for title in titles)
    fields = {"source": "Gazette", "body": f"The text of {headline}.", **fields}
    return Article(headline=headline, links=links, published=Published(day), **fields)


def link(archive: Archive, holder: Article, position: int = 0) -> Related:
    return archive.related(article_id(holder))[position]


HOLDER = page("Harbour Notes", "UPDATE 1-Pier Cracks and Work Stops", "Ferry Sails Again")
MEANT = page("Pier Cracks, Work Stops", day="2012-10-10")
OTHER = page("Crane Barge Goes Aground", day="2012-10-11")


def test_a_damaged_title_finds_its_article_whichever_comes_first(archive: Archive) -> None:
    put(archive, HOLDER)
    report = put(archive, MEANT, OTHER)
    found = link(archive, HOLDER)
    assert (found.article, found.how) == (article_id(MEANT), "alike")
    assert found.standing is Standing.LIKELY
    assert report.woke == 1
    assert [(entry.title, entry.headline) for entry in report.woken] == [
        ("UPDATE 1-Pier Cracks and Work Stops", "Harbour Notes")
    ]


def test_the_very_headline_takes_over_from_one_that_is_only_alike(archive: Archive) -> None:
    put(archive, HOLDER, MEANT)
    exact = page("Update 1: Pier Cracks and Work Stops", day="2012-10-12")
    put(archive, exact)
    assert link(archive, HOLDER).article == article_id(exact)
    assert link(archive, HOLDER).how == "headline"


def test_a_choice_survives_import_update_and_rebuild(archive: Archive) -> None:
    put(archive, HOLDER, MEANT, OTHER)
    archive.choose(article_id(HOLDER), 0, article_id(OTHER))
    archive.choose(article_id(HOLDER), 1, article_id(MEANT))

    def as_chosen() -> bool:
        chosen = [link(archive, HOLDER, position) for position in (0, 1)]
        return [(one.article, one.how) for one in chosen] == [
            (article_id(OTHER), "chosen"),
            (article_id(MEANT), "chosen"),
        ]

    assert as_chosen()
    put(archive, HOLDER, MEANT)
    assert as_chosen()
    put(archive, page("Ferry Sails Again"))
    archive.rebuild()
    assert as_chosen()
    put(
        archive,
        page(
            "Harbour Notes",
            "New One",
            *(one.title for one in HOLDER.links),
            body="The text of Harbour Notes. More.",
        ),
    )
    assert [one.article for one in archive.related(article_id(HOLDER))] == [
        None, article_id(OTHER), article_id(MEANT)
    ], "the links have moved down a place"  # fmt: skip
    assert archive.verify() == []


def test_a_broken_link_stays_broken_until_it_is_let_go(archive: Archive) -> None:
    put(archive, HOLDER, MEANT)
    archive.choose(article_id(HOLDER), 0, None)
    archive.rebuild()
    assert (link(archive, HOLDER).article, link(archive, HOLDER).how) == (None, "broken")
    assert [entry.title for entry in archive.wanted()] == ["Ferry Sails Again"], "nobody wants it"
    assert archive.backlinks(article_id(MEANT)) == []
    archive.unchoose(article_id(HOLDER), 0)
    assert link(archive, HOLDER).article == article_id(MEANT)


def test_what_a_title_means_is_chosen_for_all_that_have_it(archive: Archive) -> None:
    """But not for the article that is chosen, which cannot be related to itself; and it is undone so."""
    second = page("Other Notes", "Something Else", "Ferry sails again")
    third = page("The Ferry", "Ferry Sails Again", day="2012-11-01")
    put(archive, HOLDER, MEANT, second, third)
    places = archive.wanted_alike(article_id(second), 1)
    assert places[0] == (article_id(second), 1)
    assert set(places) == {(article_id(HOLDER), 1), (article_id(second), 1), (article_id(third), 0)}
    archive.choose_all(places, article_id(third))
    assert [link(archive, *place).article for place in ((HOLDER, 1), (second, 1), (third, 0))] == [
        article_id(third), article_id(third), None,
    ]  # fmt: skip
    assert link(archive, second, 0).article is None, "its other link"
    archive.rebuild()
    assert link(archive, HOLDER, 1).how == "chosen"
    archive.unchoose_all(places)
    assert {link(archive, HOLDER, 1).article, link(archive, second, 1).article} == {None}
    with pytest.raises(ArticleMissing):
        archive.choose_all([(article_id(third), 0)], article_id(third))


def test_a_page_that_texts_link_to_is_chosen_for_all_of_them(archive: Archive) -> None:
    """Links inside texts are the same by their page, whatever their words."""
    texts = [
        Article(
            headline=f"Notes {number}",
            source="Gazette",
            body=f"As [{words}](https://gazette.example/pier) tells, {number}.",
            links=(RelatedLink(words, "https://gazette.example/pier", LinkKind.INLINE, "As it tells."),),
            published=Published("2012-10-14"),
        )
        for number, words in enumerate(("said before", "the pier", "said before"))
    ]
    put(archive, MEANT, *texts)
    places = archive.wanted_alike(article_id(texts[1]), 0)
    assert [place[0] for place in places[:1]] == [article_id(texts[1])]
    assert len(places) == 3


def test_a_link_can_only_be_chosen_to_lead_to_another_article_of_the_archive(archive: Archive) -> None:
    put(archive, HOLDER)
    for target in (article_id(MEANT), article_id(HOLDER)):
        with pytest.raises(ArticleMissing):
            archive.choose(article_id(HOLDER), 0, target)


def test_candidates_say_what_speaks_for_them(archive: Archive) -> None:
    foreign = page("Pier Cracks, Work Stopped", day="2012-12-20", source="Courier")
    put(archive, HOLDER, MEANT, OTHER, foreign)
    best, second = archive.candidates(article_id(HOLDER), 0)
    assert (best.article, best.evidence) == (article_id(MEANT), ("same paper", "4 days before"))
    assert (second.article, second.evidence) == (article_id(foreign), ("another paper", "2 months after"))
    assert best.confidence > second.confidence


def test_wanted_titles_come_by_how_many_point_at_them(archive: Archive) -> None:
    put(archive, HOLDER, page("Other Notes", "Ferry sails again"), page("Third", "Something Else Entirely"))
    titles = [(entry.title.casefold(), entry.pointing) for entry in archive.wanted()]
    assert titles[0] == ("ferry sails again", 2)
    assert len(titles) == 3
    assert archive.wanted(1) == archive.wanted()[:1]


def test_an_archive_of_the_first_version_is_woven_when_it_is_opened(archive: Archive, tmp_path: Path) -> None:
    put(archive, HOLDER, MEANT)
    archive.close()
    folder = tmp_path / "older"
    shutil.copytree(tmp_path / "archive", folder)
    import sqlite3

    older = sqlite3.connect(folder / "archive.db")
    for table in ("choices", "traces", "seeking", "copies", "sketches"):
        older.execute(f"DROP TABLE {table}")
    older.execute("DELETE FROM meta WHERE name = 'woven'")
    older.execute("UPDATE links SET target = NULL, how = '', confidence = 0")
    older.execute("PRAGMA user_version = 1")
    older.commit()
    older.close()
    with Archive.open(folder) as upgraded:
        assert link(upgraded, HOLDER).article == article_id(MEANT)
        assert upgraded.verify() == []


HEADLINES = [
    "Pier Cracks, Work Stops", "Pier Cracks and Work Stops", "UPDATE 2-Pier Cracks, Work Stops",
    "Correction: Pier Cracks, Work Stops", "Pier Cracks; Work Stopped", "Ferry Sails Again",
    "Ferry Sailed Again …",
]  # fmt: skip
pages = st.lists(
    st.builds(
        page,
        st.sampled_from(HEADLINES),
        st.sampled_from(HEADLINES),
        st.sampled_from(HEADLINES),
        day=st.sampled_from(["2012-10-10", "2012-10-14", "2013-01-01"]),
        source=st.sampled_from(["Gazette", "Courier"]),
    ),
    unique_by=article_id,
    min_size=2,
    max_size=7,
)


@settings(max_examples=15, deadline=None)
@given(pages, st.data())
def test_the_order_of_imports_does_not_matter_for_damaged_titles(
    articles: list[Article], data: st.DataObject
) -> None:
    assert_order_does_not_matter(articles, data)
