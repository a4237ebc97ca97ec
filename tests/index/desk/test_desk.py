"""The desk: marks that stay, and every change of them can be taken back."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.desk import Desk
from index.desk import journal as desk_journal
from index.desk.dump import dump, restore
from index.desk.records import RowMarks, TagCount
from index.errors import DeskError, UsageError

BODY = "The boats of the harbour lay still. Nobody had seen such ice since the winter of the bridge."
LARGEST = 2**63 - 1


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "desk.db") as made:
        yield made


def marks(desk: Desk) -> list[str]:
    """Everything that undo answers for, in lines."""
    return [line for line in dump(desk) if json.loads(line).get("kind") not in ("place", "visit")]


def test_nothing_is_touched_until_something_is_asked(tmp_path: Path) -> None:
    Desk(tmp_path / "deep" / "desk.db").close()
    assert list(tmp_path.iterdir()) == []


def test_a_new_desk_is_for_nobody_else_to_read(desk: Desk) -> None:
    assert desk.rows([1]) == [RowMarks(1)]
    if sys.platform != "win32":
        assert stat.S_IMODE(desk.path.stat().st_mode) == 0o600


def test_marks_are_there_when_the_desk_is_opened_again(desk: Desk) -> None:
    desk.mark_read([1, LARGEST])
    desk.star([LARGEST])
    desk.tag([LARGEST], "bridge")
    desk.write_note(LARGEST, "Look again.")
    desk.keep_quote(LARGEST, BODY, 4, 9)
    desk.close()
    with Desk(desk.path) as again:
        assert again.rows([LARGEST, 1, 7]) == [
            RowMarks(LARGEST, True, True, 1, True, 1),
            RowMarks(1, read=True),
            RowMarks(7),
        ]
        assert again.tags_of(LARGEST) == ["bridge"]


def test_bulk_operations_tell_how_many_articles_they_changed(desk: Desk) -> None:
    assert desk.mark_read([3, 1, 3]) == 2
    assert desk.mark_read([1, 2]) == 1
    assert desk.mark_unread([1, 9]) == 1
    assert list(desk.ids("is", "read")) == [2, 3]


def test_read_keeps_the_time_it_was_first_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.mark_read([1])
    first = marks(desk)
    monkeypatch.setattr("index.desk.desk.now", lambda: "2999-01-01T00:00:00.000000+00:00")
    desk.mark_read([1])
    assert marks(desk) == first


def test_tags_are_completed_by_prefix_the_commonest_first(desk: Desk) -> None:
    desk.tag([1, 2, 3], "court case")
    desk.tag([1], "Cod")
    desk.tag([1, 2], "#co-op")
    desk.tag([1], "bridge")
    assert desk.tags("CO") == [TagCount("court-case", 3), TagCount("co-op", 2), TagCount("cod", 1)]
    assert desk.tags("co", limit=1) == [TagCount("court-case", 3)]
    assert len(desk.tags()) == 4
    assert desk.tags("%") == []


def test_an_empty_note_is_none_and_the_same_note_no_change(desk: Desk) -> None:
    desk.write_note(1, " \n ")
    assert desk.note(1) is None
    desk.write_note(1, "Ask\x1b[31m Ann.\r\n")
    desk.write_note(1, "Ask Ann.")
    note = desk.note(1)
    assert note
    assert note.text == "Ask Ann."
    assert len(desk.changes()) == 1
    desk.write_note(1, "")
    assert desk.note(1) is None
    assert [desk.undo(), desk.undo()] == ["Deleted a note", "Wrote a note"]


def test_a_quote_is_kept_once_with_what_stands_around_it(desk: Desk) -> None:
    start = BODY.index("such ice")
    quote = desk.keep_quote(5, BODY, start - 1, start + 9)
    assert quote.passage.text == "such ice"
    assert quote.passage.before.endswith("had seen ")
    assert quote.passage.position == start
    assert desk.keep_quote(5, BODY, start, start + 8) == quote
    assert desk.quotes(5) == desk.quotes() == [quote]
    assert desk.drop_quote(quote.id)
    assert not desk.drop_quote(quote.id)
    assert desk.quotes(5) == []
    with pytest.raises(UsageError, match="nothing in the selection"):
        desk.keep_quote(5, BODY, 3, 4)


def test_saved_searches_have_one_query_a_name(desk: Desk) -> None:
    desk.save_search(" the\nbridge ", "bridge OR pier")
    desk.save_search("fish", "herring {}")
    desk.save_search("the bridge", "bridge")
    assert [(saved.name, saved.query) for saved in desk.searches()] == [
        ("fish", "herring {}"),
        ("the bridge", "bridge"),
    ]
    assert desk.undo() == "Saved the search the bridge"
    assert desk.searches()[1].query == "bridge OR pier"
    assert desk.forget_search("fish")
    assert not desk.forget_search("fish")
    with pytest.raises(UsageError):
        desk.save_search("  ", "bridge")


def test_undo_says_what_was_done_and_takes_bulk_changes_as_one(desk: Desk) -> None:
    desk.tag([1, 2, 3], "bridge")
    desk.untag([1, 2, 3, 4], "bridge")
    desk.star([1])
    assert [change.line for change in desk.changes()] == [
        "Starred 1 article",
        "Removed the tag bridge from 3 articles",
        "Tagged 3 articles bridge",
    ]
    assert desk.undo() == "Starred 1 article"
    assert desk.undo() == "Removed the tag bridge from 3 articles"
    assert list(desk.ids("tag", "bridge")) == [1, 2, 3]
    assert desk.undo() == "Tagged 3 articles bridge"
    assert desk.undo() is None


def test_what_changed_nothing_is_not_there_to_be_undone(desk: Desk) -> None:
    desk.star([1])
    desk.star([1])
    desk.unstar([2])
    desk.untag([1], "bridge")
    desk.star([])
    assert len(desk.changes()) == 1


def test_undo_works_after_a_restart_and_from_another_desk_of_the_same_file(desk: Desk) -> None:
    desk.star([1, 2])
    with Desk(desk.path) as other:
        assert other.undo() == "Starred 2 articles"
    assert list(desk.ids("is", "starred")) == []


def test_only_the_latest_changes_can_be_undone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_journal, "KEPT", 3)
    for article in range(1, 8):
        desk.star([article])
    while desk.undo():
        pass
    assert list(desk.ids("is", "starred")) == [1, 2, 3, 4]
    assert desk.select("SELECT count(*) FROM undo") == [(0,)]


def test_what_came_by_itself_is_undone_when_nothing_of_the_person_s_is_left(desk: Desk) -> None:
    """An article that counts as read never hides the star that was given before or after."""
    desk.star([1])
    desk.mark_read([1], by_itself=True)
    desk.tag([2], "bridge")
    desk.mark_read([2, 3], by_itself=True)
    lines = [
        "Tagged 1 article bridge",
        "Starred 1 article",
        "Marked 2 articles as read",
        "Marked 1 article as read",
    ]
    assert [change.line for change in desk.changes()] == lines
    assert [desk.undo() for _ in lines] == lines
    assert desk.undo() is None
    assert len(marks(desk)) == 1, "nothing but the first line of a dump"


def test_what_came_by_itself_is_overtaken_by_undoing_what_went_before(desk: Desk) -> None:
    """Undoing that an article was marked as unread leaves it read."""
    desk.mark_read([1, 2], by_itself=True)
    desk.undo()
    desk.mark_read([1])
    desk.mark_unread([1])
    desk.mark_read([1, 2], by_itself=True)
    assert desk.undo() == "Marked 1 article as unread"
    assert list(desk.ids("is", "read")) == [1, 2]
    assert desk.undo() == "Marked 1 article as read"
    assert list(desk.ids("is", "read")) == [2]
    assert desk.undo() == "Marked 2 articles as read"
    assert list(desk.ids("is", "read")) == []
    assert desk.undo() is None
    assert desk.select("SELECT count(*) FROM undo") == [(0,)]


def test_much_reading_pushes_nothing_of_the_person_s_out_of_what_can_be_undone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_journal, "KEPT", 3)
    desk.star([1])
    for article in range(1, 9):
        desk.mark_read([article], by_itself=True)
    assert len(desk.changes()) == 4
    assert desk.undo() == "Starred 1 article"


def test_a_change_that_fails_leaves_nothing(desk: Desk) -> None:
    def half() -> None:
        with desk.change() as change:
            change.run("INSERT INTO stars VALUES (1, '')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert marks(desk) == marks(Desk(desk.path))
    assert desk.changes() == []
    assert desk.select("SELECT value FROM meta WHERE name = 'change'") == [(0,)]
    desk.star([2])
    assert list(desk.ids("is", "starred")) == [2]


def test_places_and_visits_are_no_changes(desk: Desk) -> None:
    desk.trail.keep_place(1, 100)
    desk.trail.visit(1)
    assert desk.changes() == []


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("is", "read", [1]),
        ("is", "starred", [2]),
        ("has", "note", [3, 4]),
        ("has", "quote", [5]),
        ("has", "tag", [6, 7]),
        ("tag", "Court Case", [6, 7]),
        ("tag", "cou*", [6, 7]),
        ("tag", "*", [6, 7]),
        ("tag", "case", []),
        ("note", "rates", [3, 4]),
        ("note", '"interest rates"', [3]),
        ("note", "inter*", [3, 4]),
        ("note", "herring", []),
    ],
)
def test_sets_for_queries(desk: Desk, kind: str, value: str, found: list[int]) -> None:
    desk.mark_read([1])
    desk.star([2])
    desk.write_note(4, "The rate of this is of interest.")
    desk.write_note(3, "Compare the interest-rates of 1987.")
    desk.keep_quote(5, BODY, 0, 9)
    desk.keep_quote(5, BODY, 4, 9)
    desk.tag([7, 6], "court-case")
    desk.tag([7], "court")
    assert desk.ids(kind, value).typecode == "q"
    assert list(desk.ids(kind, value)) == found


def test_a_mark_that_does_not_exist_is_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="is:blue"):
        desk.ids("is", "blue")


def test_sets_follow_changes_undoing_and_other_processes(desk: Desk) -> None:
    """They are remembered, but never longer than they are true."""
    assert desk.ids("is", "starred") is desk.ids("is", "starred")
    for work, found in ((lambda: desk.star([1]), [1]), (desk.undo, []), (lambda: desk.star([2]), [2])):
        work()
        assert list(desk.ids("is", "starred")) == found
    with Desk(desk.path) as other:
        other.star([3])
    assert list(desk.ids("is", "starred")) == [2, 3]


def test_any_thread_may_mark(desk: Desk) -> None:
    """Threads that write at the same time lose nothing."""

    def work(first: int) -> None:
        for article in range(first, first + 25):
            desk.star([article])
            desk.tag([article], f"t{first}")

    threads = [Thread(target=work, args=(first,)) for first in (100, 200, 300, 400)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desk.ids("is", "starred")) == len(desk.ids("has", "tag")) == 100
    assert len(desk.changes(1000)) == 200


def test_a_closed_desk_says_so(desk: Desk) -> None:
    desk.star([1])
    desk.close()
    with pytest.raises(DeskError, match="closed"):
        desk.star([2])


ids = st.lists(st.integers(1, 4) | st.just(LARGEST), max_size=4)
names = st.sampled_from(["bridge", "Court case", "#cod", "ő"])
texts = st.sampled_from(["", "one", "two", "one two", '{"a": "\\u0000 \\n\'"}', "líne\nliné"])
dumped = st.lists(
    st.sampled_from(
        [
            {"kind": "read", "article": 1, "at": "1990-01-01"},
            {"kind": "star", "article": 2, "at": "1990-01-01T00:00:00Z"},
            {"kind": "tag", "article": 3, "tag": "cod", "at": "1990-01-01"},
            {"kind": "note", "article": 1, "text": "three", "at": "2090-01-01"},
            {"kind": "note", "article": 1, "text": "four", "at": "2090-01-01"},
            {"kind": "search", "name": "one", "query": "x", "at": "1990-01-01"},
        ]
    )
)
Work = Callable[[Desk], object]


def _restoring(lines: list[dict[str, object]]) -> Work:
    text = [{"schema": 1, "desk": "newsreader"}, *lines]
    return lambda desk: restore(desk, [json.dumps(line).encode() for line in text])


work = st.one_of(
    st.builds(lambda ids: lambda desk: desk.mark_read(ids), ids),
    st.builds(lambda ids: lambda desk: desk.mark_unread(ids), ids),
    st.builds(lambda ids: lambda desk: desk.star(ids), ids),
    st.builds(lambda ids: lambda desk: desk.unstar(ids), ids),
    st.builds(lambda ids, tag: lambda desk: desk.tag(ids, tag), ids, names),
    st.builds(lambda ids, tag: lambda desk: desk.untag(ids, tag), ids, names),
    st.builds(lambda id_, text: lambda desk: desk.write_note(id_, text), st.integers(1, 3), texts),
    st.builds(lambda start: lambda desk: desk.keep_quote(1, BODY, start, start + 9), st.integers(0, 3)),
    st.builds(lambda id_: lambda desk: desk.drop_quote(id_), st.integers(1, 4)),
    st.builds(lambda name, text: lambda desk: desk.save_search(name, text), names, texts),
    st.builds(lambda name: lambda desk: desk.forget_search(name), names),
    st.builds(_restoring, dumped),
    st.builds(lambda id_: lambda desk: desk.trail.visit(id_), st.integers(1, 3)),
    st.builds(lambda: lambda desk: desk.trail.forget()),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(work, max_size=12))
def test_undoing_everything_leads_back_through_every_state(works: list[Work]) -> None:
    """Whatever was done, each undo gives the state before its change, and the last one the first state."""
    with TemporaryDirectory() as folder, Desk(Path(folder) / "desk.db") as desk:
        states: list[list[str]] = []
        for step in works:
            before, changes = marks(desk), len(desk.changes())
            step(desk)
            assert len(desk.changes()) in (changes, changes + 1)
            if len(desk.changes()) > changes:
                states.append(before)
            else:
                assert marks(desk) == before, "a change that cannot be undone"
        while states:
            assert desk.undo()
            assert marks(desk) == states.pop()
        assert desk.undo() is None
        assert len(marks(desk)) == 1
