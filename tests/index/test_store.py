"""The store: what was put in comes out the same, in order, from any thread, and never half."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article, LinkKind, Published, RelatedLink
from index.database import FILE
from index.errors import ArchiveDamaged, ArchiveError, ArchiveLocked, ArchiveMissing
from index.identity import article_id
from index.keeping import keep
from index.records import Sort
from index.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.create(tmp_path)
    yield opened
    opened.close()


def put(store: Store, *articles: Article) -> list[int]:
    with store.transaction():
        return [keep(store, article, "page.md").article for article in articles]


def dated(headline: str, iso: str) -> Article:
    return Article(headline, f"Text of {headline}.", source="Gazette", published=Published(iso))


WHOLE = Article(
    headline="Ministry to Help",
    body="First paragraph.\n\nSecond, with «signs» and\u2028separators.",
    byline="A. Vale",
    source="Gazette",
    section="Business",
    dateline="HOLM",
    published=Published("2012-10-14T15:07"),
    credit="Reuters, MT",
    url="https://gazette.example/1",
    language="en",
    links=(
        RelatedLink("Listed", "#"),
        RelatedLink("Inline", "https://x.example/y", LinkKind.INLINE, "The Inline sentence."),
    ),
)


def test_an_article_comes_out_as_it_went_in(store: Store) -> None:
    (identity,) = put(store, WHOLE)
    found = store.article(identity)
    assert found is not None
    assert found.id == identity == article_id(WHOLE)
    for name in WHOLE.__slots__:
        if name != "id":
            assert getattr(found, name) == getattr(WHOLE, name), name


def test_what_is_not_there_is_not_there(store: Store) -> None:
    assert store.article(7) is None
    assert store.headlines([7, 8]) == []
    assert store.urls([7]) == [""]
    assert list(store.ids()) == []
    assert (store.count(), store.sequence()) == (0, 0)


def test_rows_come_in_the_order_asked_for(store: Store) -> None:
    one, two = put(store, WHOLE, dated("Two", ""))
    rows = store.headlines([two, 12345, one, two])
    assert [row.id for row in rows] == [two, one, two]
    assert rows[1].headline == WHOLE.headline
    assert rows[1].related == 1, "only listed links count"
    assert rows[1].versions == 1
    assert store.urls([two, 12345, one]) == ["", "", WHOLE.url]
    assert store.texts([one, two, 12345])[one].body == WHOLE.body


def test_lists_run_by_day_with_the_undated_last_in_both_directions(store: Store) -> None:
    dates = ["2012-10-14", "", "1998", "2012-10-14T08:00", "2012-10", "2013-01-01", ""]
    ids = put(store, *(dated(f"H{place}", iso) for place, iso in enumerate(dates)))
    oldest = [ids[place] for place in (2, 4, 0, 3, 5, 1, 6)]
    newest = [ids[place] for place in (5, 3, 0, 4, 2, 6, 1)]
    assert list(store.ids(Sort.OLDEST)) == oldest
    assert list(store.ids(Sort.NEWEST)) == list(store.ids(Sort.RELEVANCE)) == newest
    for limit in range(9):
        assert list(store.ids(Sort.OLDEST, limit)) == oldest[:limit]
        assert list(store.ids(Sort.NEWEST, limit)) == newest[:limit]


@pytest.mark.parametrize("limit", [None, 0, 1, 3, 4, 9])
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_the_days_of_a_list_are_those_of_its_articles(store: Store, sort: Sort, limit: int | None) -> None:
    put(
        store,
        *(dated(str(place), iso) for place, iso in enumerate(("", "1998", "1998-04-21", "2004", "2004"))),
    )
    ids, days = store.dated(sort, limit)
    assert ids == store.ids(sort, limit)
    ends = [*days.starts, len(ids)][1:]
    told = [
        day for day, start, end in zip(days.days, days.starts, ends, strict=True) for _ in range(start, end)
    ]
    assert told == [row.published.day for row in store.headlines(ids)]


def test_headlines_are_ordered_by_their_first_letters(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = put(
        store, *(dated(headline, "1998") for headline in ("zebra", "‘apple’", "Bridge", "bridge: a ferry"))
    )
    ordered = [ids[1], ids[2], ids[3], ids[0]]
    assert list(store.by_headline()) == ordered
    for many in (100, 1):
        monkeypatch.setattr("index.store.MANY", many)
        assert list(store.by_headline([ids[0], ids[2], 5])) == [ids[2], ids[0]]


def test_lists_are_read_from_an_index_alone(store: Store) -> None:
    for order in ("day DESC, sequence DESC", "day, sequence"):
        plan = store.rows(
            f"EXPLAIN QUERY PLAN SELECT id FROM articles INDEXED BY articles_by_day ORDER BY {order}"
        )
        assert [row[3] for row in plan] == ["SCAN articles USING COVERING INDEX articles_by_day"]


def test_more_ids_than_sqlite_takes_parameters(store: Store) -> None:
    (identity,) = put(store, WHOLE)
    assert [row.id for row in store.headlines([*range(1, 50_000), identity])] == [identity]


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    broken = Article("Broken", "text", links=(RelatedLink("x", kind=None),))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        put(store, WHOLE, broken)
    assert (store.count(), store.sequence(), list(store.ids())) == (0, 0, [])
    put(store, WHOLE)
    assert store.count() == 1


def test_what_is_new_since_a_sequence(store: Store) -> None:
    ids = put(store, *(dated(f"H{place}", "") for place in range(600)))
    seen = [(sequence, article.id) for sequence, article in store.since(0, 600)]
    assert seen == list(enumerate(ids, 1))
    assert [sequence for sequence, _ in store.since(590, 595)] == [591, 592, 593, 594, 595]
    assert store.changed_since(598) == set(ids[598:])


def test_a_replaced_text_is_not_new(store: Store) -> None:
    url = "https://gazette.example/1"
    put(store, Article("A", "old", url=url), Article("A", "new", url=url))
    assert [(sequence, article.body) for sequence, article in store.since(0, 9)] == [(2, "new")]


@pytest.mark.parametrize("length", [6, 10, 18])
def test_an_id_is_found_by_its_first_digits(store: Store, length: int) -> None:
    (identity,) = put(store, WHOLE)
    assert store.ids_with_prefix(str(identity)[:length]) == {identity}
    assert store.ids_with_prefix(str(identity)) == {identity}
    assert store.ids_with_prefix("9" * 19) == set()


def test_threads_read_while_one_writes(store: Store) -> None:
    """Readers see whole transactions only: two articles each, never one."""
    done = threading.Event()
    odd: list[int] = []

    def read() -> None:
        while not done.is_set():
            odd.extend(count for count in [len(store.ids())] if count % 2)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for place in range(20):
        put(store, dated(f"A{place}", ""), dated(f"B{place}", ""))
    done.set()
    for reader in readers:
        reader.join()
    assert odd == []
    assert len(store.ids()) == store.count() == 40


def test_threads_may_write_at_once(store: Store) -> None:
    def write(number: int) -> None:
        for place in range(10):
            put(store, dated(f"{number} {place}", ""))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert store.count() == store.sequence() == 40


def test_a_closed_store_says_so_to_every_thread(store: Store) -> None:
    store.close()
    with pytest.raises(ArchiveError, match="closed"):
        store.count()


def test_a_store_opens_again_with_all_it_had(store: Store) -> None:
    (identity,) = put(store, WHOLE)
    store.close()
    again = Store(store.folder)
    assert again.article(identity) is not None
    assert [path.name for path in store.folder.glob(f"{FILE}.new*")] == []
    again.close()


def test_no_archive_is_missing_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        Store(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    foreign = sqlite3.connect(tmp_path / FILE)
    foreign.execute("CREATE TABLE notes (text)")
    foreign.commit()
    foreign.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(ArchiveDamaged, match="not the database of an archive"):
        Store(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_an_archive_of_a_later_version_is_left_alone(store: Store) -> None:
    store.rows("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(ArchiveError, match="later version"):
        Store(store.folder)


def test_another_program_that_holds_the_database_is_named(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.rows("PRAGMA busy_timeout = 1")
    with pytest.raises(ArchiveLocked, match="another program"):
        put(store, WHOLE)
    other.execute("ROLLBACK")
    other.close()
    put(store, WHOLE)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=10), st.text(max_size=20)), max_size=5))
def test_any_text_can_be_stored(texts: list[tuple[str, str]]) -> None:
    """Also what UTF-8 cannot hold; the count is that of different articles."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder))
        ids = put(store, *(Article(headline, body) for headline, body in texts))
        assert store.count() == len(set(ids)) == len(store.headlines(sorted(set(ids))))
        store.close()
