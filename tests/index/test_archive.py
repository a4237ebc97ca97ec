"""The archive as the reader and the commands use it: imported, listed, searched, followed, opened again."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.archive import Archive
from index.article import LinkKind
from index.errors import ArchiveError, ArticleMissing, QueryError
from index.records import Progress, Sort

SMELTER = """

# Ministry to Help RusAl Seek Chinese Partners for Smelter

By [The Moscow Times](#)

October 14, 2012

**The  Moscow Times**

RusAl, the world's largest aluminum producer, is looking for Chinese partners to build a smelter in Siberia.

*(Reuters, MT)*

#### **Related articles:**

- [Jamaica, RusAl Make Pact](#)
- [RusAl Woos Chinese Investment in Siberia](#)
- [Norilsk, RusAl Might Invest in Indonesia](#)

Original url:

<https://paper.example/2012/10/14/smelter-a18533>
"""


def page(headline: str, body: str, *, day: str = "March 3, 2013", related: Sequence[str] = ()) -> str:
    """An archive page of the Gazette."""
    listed = "".join(f"- [{title}](#)\n" for title in related)
    foot = f"\n#### **Related articles:**\n\n{listed}" if related else ""
    return f"# {headline}\n\n{day}\n\n**Gazette**\n\n{body}\n{foot}"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with three pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "smelter.txt").write_text(SMELTER, encoding="utf-8")
    (folder / "bridge.md").write_text(
        page("Bridge Opens at Holm", "The bridge at Holm opened on Monday.", related=["Ferry Stops"]),
        encoding="utf-8",
    )
    (folder / "ferry.md").write_text(
        page("Ferry Stops", "The ferry made its last run, since the bridge is open.", day="March 4, 2013"),
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def archive(tmp_path: Path, pages: Path) -> Iterator[Archive]:
    """An archive of the three pages."""
    with Archive.open(tmp_path / "archive", create=True) as made:
        made.import_paths([pages])
        yield made


def id_of(archive: Archive, headline: str) -> int:
    """The id of the only article of a headline."""
    (found,) = [row.id for row in archive.headlines(archive.ids()) if row.headline == headline]
    return found


def test_the_shipped_page_gives_one_article_and_three_wanted_links(tmp_path: Path, pages: Path) -> None:
    with Archive.open(tmp_path / "new", create=True) as archive:
        report = archive.import_paths([pages / "smelter.txt"])
        assert (report.files, report.added, report.updated, report.unchanged) == (1, 1, 0, 0)
        assert (report.links, report.resolved, report.woke, report.rejected) == (3, 0, 0, [])
        (article_id,) = archive.search("aluminum").ids
        related = archive.related(article_id)
        assert [entry.link.title for entry in related] == [
            "Jamaica, RusAl Make Pact",
            "RusAl Woos Chinese Investment in Siberia",
            "Norilsk, RusAl Might Invest in Indonesia",
        ]
        assert [entry.article for entry in related] == [None] * 3
        stats = archive.stats()
        assert (stats.articles, stats.links, stats.resolved, stats.wanted) == (1, 3, 0, 3)


def test_a_wanted_link_wakes_when_its_article_comes(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "pact.md").write_text(page("Jamaica, Rusal make pact", "They did."), encoding="utf-8")
    report = archive.import_paths([tmp_path / "pact.md"])
    assert (report.added, report.links, report.resolved, report.woke) == (1, 0, 0, 1)
    smelter = archive.find_id("https://www.paper.example/2012/10/14/smelter-a18533/")
    pact = id_of(archive, "Jamaica, Rusal make pact")
    assert archive.related(smelter)[0].article == pact
    (backlink,) = archive.backlinks(pact)
    assert (backlink.article, backlink.sentence) == (smelter, "Jamaica, RusAl Make Pact")


def test_links_within_one_import_resolve_and_none_is_said_to_wake(archive: Archive, pages: Path) -> None:
    bridge, ferry = id_of(archive, "Bridge Opens at Holm"), id_of(archive, "Ferry Stops")
    (related,) = archive.related(bridge)
    assert (related.article, related.how, related.link.kind) == (ferry, "headline", LinkKind.LISTED)
    report = archive.import_paths([pages])
    assert (report.files, report.unchanged, report.links, report.woke) == (3, 3, 0, 0)


def test_importing_again_changes_nothing(archive: Archive, pages: Path) -> None:
    before = archive.sequence(), list(archive.ids()), archive.stats()
    archive.import_paths([pages])
    archive.import_paths(sorted(pages.iterdir(), reverse=True))
    assert (archive.sequence(), list(archive.ids()), archive.stats()) == before


def test_a_changed_page_is_found_by_its_new_words_only(archive: Archive, pages: Path) -> None:
    text = (pages / "smelter.txt").read_text(encoding="utf-8")
    (pages / "smelter.txt").write_text(text.replace("aluminum", "aluminium"), encoding="utf-8")
    report = archive.import_paths([pages])
    assert (report.updated, report.unchanged) == (1, 2)
    assert archive.search("aluminum").total == 0
    (article_id,) = archive.search("aluminium").ids
    assert archive.headlines([article_id])[0].versions == 2
    assert "aluminum" in archive.versions(article_id)[0].body
    assert archive.count() == 3
    assert archive.verify() == []


def test_an_article_is_found_by_number_prefix_and_url(archive: Archive) -> None:
    (article_id,) = archive.search("aluminum").ids
    assert archive.find_id(str(article_id)) == article_id
    assert archive.find_id(f" {str(article_id)[:6]} ") == article_id
    assert archive.find_id("<https://paper.example/2012/10/14/smelter-a18533?utm_source=x>") == article_id
    for nobody in (
        str(article_id)[:5],
        "12345678901234567890123",
        "9" * 5000,
        "https://paper.example/",
        "",
        "x",
    ):
        with pytest.raises(ArticleMissing):
            archive.find_id(nobody)
    with pytest.raises(ArticleMissing):
        archive.article(1)


def test_search_lists_snippets_and_urls_belong_together(archive: Archive) -> None:
    results = archive.search("bridge", sort=Sort.OLDEST)
    assert results.total == 2
    assert [row.headline for row in archive.headlines(results.ids)] == ["Bridge Opens at Holm", "Ferry Stops"]
    snippets = archive.snippets([*results.ids, 99], "bridge")
    assert len(snippets) == 3
    for snippet in snippets[:2]:
        assert [snippet.text[start:end].lower() for start, end in snippet.spans] == ["bridge"] * len(
            snippet.spans
        )
        assert snippet.spans
    assert snippets[2].text == ""
    assert archive.urls(results.ids) == ["", ""]
    with pytest.raises(QueryError):
        archive.search('"open')


def test_every_order_lists_every_article(archive: Archive) -> None:
    bridge, ferry, smelter = (
        id_of(archive, headline)
        for headline in (
            "Bridge Opens at Holm",
            "Ferry Stops",
            "Ministry to Help RusAl Seek Chinese Partners for Smelter",
        )
    )
    orders = {
        Sort.RELEVANCE: [ferry, bridge, smelter],
        Sort.NEWEST: [ferry, bridge, smelter],
        Sort.OLDEST: [smelter, bridge, ferry],
        Sort.PAPER: [ferry, bridge, smelter],
        Sort.HEADLINE: [bridge, ferry, smelter],
    }
    for sort, ids in orders.items():
        assert list(archive.ids(sort)) == ids
        assert list(archive.ids(sort, limit=2)) == ids[:2]
        results = archive.search("the", sort=sort, limit=3)
        assert (results.sort, len(results.scores)) == (sort, 3)
        assert bool(results.days.days) is sort.is_time
        if sort is not Sort.RELEVANCE:
            assert list(results.ids) == ids
    assert list(archive.search("the", sort=Sort.HEADLINE, limit=1).ids) == [bridge]


def test_similar_leaves_out_the_article_and_what_a_link_joins_to_it(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "toll.md").write_text(
        page("Toll on the Bridge", "The bridge at Holm takes a toll since the ferry stopped."),
        encoding="utf-8",
    )
    archive.import_paths([tmp_path / "toll.md"])
    bridge, ferry = id_of(archive, "Bridge Opens at Holm"), id_of(archive, "Ferry Stops")
    toll = id_of(archive, "Toll on the Bridge")
    for article, linked in ((bridge, ferry), (ferry, bridge)):
        found = [entry.article for entry in archive.similar(article)]
        assert toll in found
        assert not {article, linked} & set(found)


def test_nearest_orders_headlines_by_likeness(archive: Archive) -> None:
    nearest = archive.nearest("The Bridge Opens in Holm")
    assert nearest[0].headline == "Bridge Opens at Holm"
    assert 0.4 <= nearest[-1].likeness <= nearest[0].likeness <= 1
    assert archive.nearest("Zebra quagga okapi") == []
    assert archive.pointing_at("norilsk: RUSAL might invest in Indonesia") == 1
    assert archive.pointing_at("—") == 0


def test_another_open_archive_sees_what_was_imported_since(archive: Archive, tmp_path: Path) -> None:
    with Archive.open(archive.folder) as reader:
        assert reader.search("bridge").total == 2
        before = reader.sequence()
        (tmp_path / "more.md").write_text(page("More on the Bridge", "A bridge, again."), encoding="utf-8")
        archive.import_paths([tmp_path / "more.md"])
        assert reader.sequence() > before
        assert reader.search("bridge").total == 3
        assert reader.count() == len(reader.ids()) == 4
        assert reader.notices == []


def test_any_thread_may_ask(archive: Archive) -> None:
    totals: list[int] = []
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(10):
                totals.append(archive.search("bridge").total)
                archive.headlines(archive.ids())
                archive.snippets(archive.ids(), "bridge")
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert totals == [2] * 40


def test_rebuild_gives_the_same_answers(archive: Archive) -> None:
    links = [archive.related(article_id) for article_id in archive.ids()]
    assert archive.rebuild() == 3
    assert archive.search("bridge").total == 2
    assert [archive.related(article_id) for article_id in archive.ids()] == links
    assert archive.verify() == []


def test_an_import_tells_how_far_it_is(tmp_path: Path, pages: Path) -> None:
    told: list[Progress] = []
    with Archive.open(tmp_path / "new", create=True) as archive:
        archive.import_paths([pages], told.append)
    assert told[-1].stage == "indexing"
    assert told[-1].done == told[-1].total == 3


def test_an_empty_archive_answers(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "new", create=True) as archive:
        assert (archive.count(), list(archive.ids()), archive.notices) == (0, [], [])
        assert archive.search("anything").total == 0
        assert archive.nearest("Anything") == []
        assert archive.verify() == []
        assert archive.stats().first.iso == ""


def test_a_closed_archive_says_so(archive: Archive) -> None:
    archive.close()
    with pytest.raises(ArchiveError, match="closed"):
        archive.headlines([1])


@pytest.mark.parametrize(
    ("asked", "unwanted"),
    [
        ("pass", ("index.links", "index.intake", "index.identity", "index.desk", "dataclasses", "hashlib")),
        (
            "archive.article(ids[0]), archive.related(ids[0]), archive.backlinks(ids[0])",
            ("whoosh", "numpy", "filelock", "reader"),
        ),
    ],
)
def test_opening_and_listing_load_little(archive: Archive, asked: str, unwanted: tuple[str, ...]) -> None:
    """Start-up is a budget: the first headlines are on the screen before anything heavy is imported."""
    script = (
        "import sys; from pathlib import Path; from index.archive import Archive\n"
        "folder = Path(sys.argv[1]); assert Archive.is_current(folder)\n"
        "archive = Archive.open(folder); ids = archive.ids(limit=50)\n"
        "assert len(archive.headlines(ids)) == 3 == archive.count()\n"
        f"{asked}\n"
        f"print({set(unwanted)} & set(sys.modules))"
    )
    command = [sys.executable, "-c", script, str(archive.folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.stderr) == ("set()", "")
