"""Asking the archive in threads: what is overtaken loses, what is still wanted does not get lost."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.article import UNDATED, Headline
from index.desk import Desk
from index.errors import ArchiveDamaged, QueryError
from index.links.folding import Folded
from index.records import Days, Results, Snippet, Sort, Woken
from reader.facts import Fact, Failed
from reader.fetching import ArticleLoaded, Fetcher
from reader.lists import FIRST_ROWS, Grown, Listed, MarksLoaded, QueryRefused, RowsLoaded
from reader.loading import Loader


class Screen:
    """Keeps workers until they are run, and what they post."""

    def __init__(self) -> None:
        self.workers: list[Callable[[], None]] = []
        self.how: list[dict[str, Any]] = []
        self.facts: list[Any] = []

    def run_worker(self, work: Callable[[], None], **how: Any) -> None:
        self.workers.append(work)
        self.how.append(how)

    def post_message(self, fact: Fact) -> None:
        self.facts.append(fact)

    def run(self, place: int = 0) -> None:
        self.workers.pop(place)()


class Matcher:
    def spans(self, text: str) -> list[tuple[int, int]]:
        return [(0, 1)]


class Archive:
    """Answers at once; of the articles it knows only how many there are."""

    def __init__(self, count: int = 5) -> None:
        self.articles = count
        self.asked: list[str] = []

    def count(self) -> int:
        return self.articles

    def ids(self, sort: Sort, *, limit: int | None = None) -> array[int]:
        return array("q", range(self.articles))[:limit]

    def dated(self, sort: Sort, *, limit: int | None = None) -> tuple[array[int], Days]:
        ids = self.ids(sort, limit=limit)
        return ids, Days(array("i", [19980421]), array("q", [0]))

    def fold(self, ids: array[int]) -> Folded:
        return Folded(ids, {0: (3,)} if len(ids) > 3 else {})

    def woken(self, since: int, most: int) -> tuple[int, list[Woken]]:
        return 2, [Woken("First Pier Stands", 1, "H1", 2)]

    def sequence(self) -> int:
        return self.articles

    def headlines(self, ids: list[int]) -> list[Headline]:
        return [Headline(id_, f"H{id_}", UNDATED, "", "", "", 0, 1) for id_ in ids]

    def matcher(self, query: str) -> Matcher:
        return Matcher()

    def snippets(self, ids: list[int], query: str) -> list[Snippet]:
        return [Snippet(query) for _ in ids]

    def search(
        self, query: str, *, marks: Desk, sort: Sort = Sort.RELEVANCE, limit: int | None = None
    ) -> Results:
        assert isinstance(marks, Desk), "queries may ask for marks"
        self.asked.append(query)
        if "(" in query:
            raise QueryError("open", position=query.index("("))
        ids = array("q", [1] if query == "one" else [])
        return Results(query, sort, ids, array("f", [0.0] * len(ids)), len(ids), 0.5)

    def article(self, article_id: int) -> int:
        if article_id < 0:
            raise ArchiveDamaged("broken")
        return article_id


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def loader(screen: Screen) -> Loader:
    loader = Loader(screen)  # type: ignore[arg-type]
    loader.take(Archive())  # type: ignore[arg-type]
    return loader


def test_a_late_answer_is_not_current(loader: Loader, screen: Screen) -> None:
    Fetcher(loader).article(1)
    Fetcher(loader).article(2)
    screen.run(1)
    screen.run(0)
    fast, slow = screen.facts
    assert isinstance(fast, ArticleLoaded)
    assert loader.is_current(fast)
    assert not loader.is_current(slow)


def test_kinds_of_requests_do_not_overtake_each_other(loader: Loader, screen: Screen) -> None:
    Fetcher(loader).article(1)
    loader.list("one", Sort.RELEVANCE)
    screen.run()
    assert loader.is_current(screen.facts[0])


def test_every_worker_is_a_described_thread_of_its_own_group(loader: Loader, screen: Screen) -> None:
    Fetcher(loader).article(1)
    Fetcher(loader).relations(1)
    loader.list("", Sort.NEWEST)
    loader.rows([1], "", 1)
    assert len({how["group"] for how in screen.how}) == 4
    for how in screen.how:
        assert how["thread"]
        assert how["exclusive"]
        assert how["exit_on_error"] is False
        assert how["description"]


def test_rows_that_were_overtaken_are_fetched_by_the_next_request(loader: Loader, screen: Screen) -> None:
    """A cancelled worker may never start: its rows must come all the same, the latest wanted first."""
    loader.rows([1, 2], "", 7)
    loader.rows([3, 2], "", 7)
    screen.run(1)
    loaded = screen.facts[0]
    assert isinstance(loaded, RowsLoaded)
    assert [row.id for row in loaded.rows] == [3, 2, 1]
    assert loaded.list_generation == 7


def test_rows_of_a_former_list_are_forgotten(loader: Loader, screen: Screen) -> None:
    loader.rows([1, 2], "", 7)
    loader.rows([3], "one", 8)
    screen.run(0)
    loaded = screen.facts[0]
    assert [row.id for row in loaded.rows] == [3], "whichever thread comes first answers the latest request"
    assert loaded.list_generation == 8
    assert loaded.rows[0].snippet == Snippet("one")
    assert loaded.rows[0].spans == ((0, 1),)


def test_a_large_archive_is_listed_in_two_steps(screen: Screen) -> None:
    loader = Loader(screen)  # type: ignore[arg-type]
    loader.take(Archive(FIRST_ROWS + 1))  # type: ignore[arg-type]
    loader.list("", Sort.NEWEST, whole=False)
    screen.run()
    loader.list("", Sort.NEWEST)
    screen.run()
    first, whole = screen.facts
    assert isinstance(first, Listed)
    assert (len(first.ids), first.total, first.complete) == (FIRST_ROWS, FIRST_ROWS + 1, False)
    assert (len(whole.ids), whole.complete) == (FIRST_ROWS + 1, True)
    assert loader.is_current(whole)
    loader.list("", Sort.PAPER, whole=False)
    screen.run()
    assert screen.facts[2].complete, "only an order of time begins before all of it is known"


def test_parts_are_counted_only_where_nothing_was_found(loader: Loader, screen: Screen) -> None:
    loader.list("one", Sort.RELEVANCE)
    loader.list("two one", Sort.RELEVANCE)
    screen.run()
    screen.run()
    found, nothing = screen.facts
    assert found.counts == ()
    assert found.find is not None
    assert nothing.counts == (("two", 0), ("one", 1))


def test_a_refused_query_is_told_apart_from_a_failure(loader: Loader, screen: Screen) -> None:
    loader.list("a (b", Sort.RELEVANCE)
    Fetcher(loader).article(-1)
    screen.run()
    screen.run()
    refused, failed = screen.facts
    assert isinstance(refused, QueryRefused)
    assert refused.error.position == 2
    assert isinstance(failed, Failed)
    assert failed.error.message == "broken"


def test_asking_before_the_archive_is_open_is_a_mistake(screen: Screen) -> None:
    with pytest.raises(RuntimeError):
        _ = Loader(screen).archive  # type: ignore[arg-type]


def test_the_days_of_a_list_in_time_come_with_it(loader: Loader, screen: Screen) -> None:
    loader.list("", Sort.RELEVANCE)
    screen.run()
    [listed] = screen.facts
    assert (listed.sort, listed.timeline.day(3)) == (Sort.NEWEST, 19980421)
    loader.list("", Sort.PAPER)
    screen.run()
    assert not screen.facts[1].timeline


def test_versions_of_a_piece_come_with_the_list(loader: Loader, screen: Screen) -> None:
    """The list bears all articles; which of them share a row is told beside them."""
    loader.list("", Sort.NEWEST)
    screen.run()
    assert list(screen.facts[0].folding.shown()[0]) == [0, 1, 2, 4]
    assert list(screen.facts[0].folding.shown({0})[0]) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("query", "total", "new"), [("", 3, 2), ("", 9, 0), ("one", 0, 1), ("two", 0, 0)])
def test_what_a_list_lacks_is_counted(
    loader: Loader, screen: Screen, query: str, total: int, new: int
) -> None:
    loader.growth(query, total, 4)
    loader.growth(query, total, 5)
    screen.run()
    screen.run()
    grown, unchanged = screen.facts
    assert isinstance(grown, Grown)
    assert (grown.new, grown.query, grown.sequence) == (new, query, 4)
    assert (grown.woke, grown.title) == (2, "First Pier Stands")
    assert (unchanged.new, unchanged.woke) == (0, 0)


def test_rows_bring_the_marks_of_the_desk(loader: Loader, screen: Screen) -> None:
    loader.desk.star([2])
    loader.rows([1, 2], "", 1)
    loader.marks([2])
    screen.run()
    screen.run()
    rows, marks = screen.facts
    assert [row.marks.starred for row in rows.rows] == [False, True]
    assert isinstance(marks, MarksLoaded)
    assert marks.marks == [rows.rows[1].marks]


def test_without_a_desk_one_reads_on_and_is_told_once(
    loader: Loader, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk.db").write_bytes(b"no database, but long enough to be looked at" * 100)
    monkeypatch.setenv("NEWSREADER_DESK", str(tmp_path / "desk.db"))
    for _ in range(2):
        loader.rows([1], "", 1)
        screen.run()
    failed, first, second = screen.facts
    assert isinstance(failed, Failed)
    assert loader.is_current(second)
    assert [first.rows[0].marks, second.rows[0].marks] == [None, None]
