"""Dump and restore: nothing is lost, nothing is doubled, bad lines are told by number."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.desk import Desk
from index.desk.dump import dump, restore
from index.desk.records import Restored
from index.errors import UsageError

FIRST = {"schema": 1, "desk": "newsreader"}
BODY = "Nobody had seen such ice since the winter of the bridge."


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], Desk]:
    return lambda name: Desk(tmp_path / f"{name}.db")


def fill(desk: Desk, first: int = 1) -> None:
    """Something of every kind."""
    desk.mark_read([first, first + 1])
    desk.star([first])
    desk.tag([first, first + 1], "bridge")
    desk.write_note(first, f"About {first}:\n“ice”.")
    desk.keep_quote(first, BODY, 16, 24)
    desk.save_search(f"ice {first}", 'ice OR "cold {winter}"')
    desk.trail.keep_place(first, 31)
    root = desk.trail.visit(first, via="ice")
    desk.trail.visit(first + 1, root)
    desk.trail.visit(first, desk.trail.visit(first + 1, root, "related"))


def lines(*documents: dict[str, Any]) -> list[bytes]:
    return [json.dumps(document).encode() for document in (FIRST, *documents)]


def dumped(desk: Desk) -> list[bytes]:
    return [f"{line}\n".encode() for line in dump(desk)]


def test_a_restored_desk_is_the_same_and_restoring_again_changes_nothing(
    make: Callable[[str], Desk],
) -> None:
    """Also in the numbers of its visits, when it was empty."""
    with make("old") as old, make("new") as new:
        fill(old)
        assert restore(new, dumped(old)) == Restored(added=13, known=0, rejected=())
        assert dumped(new) == dumped(old)
        assert restore(new, dumped(old)) == Restored(added=0, known=13, rejected=())
        assert restore(old, dumped(old)).added == 0
        assert dumped(new) == dumped(old)
        assert len(new.changes()) == 1
        assert new.undo() == "Restored a dump: 13 marks"
        assert len(dumped(new)) == 1


def test_two_desks_that_swap_their_dumps_have_the_same_marks(make: Callable[[str], Desk]) -> None:
    with make("one") as one, make("other") as other:
        fill(one)
        fill(other, first=2)
        first, second = dumped(one), dumped(other)
        restore(one, second)
        restore(other, first)
        for desk in (one, other):
            desk.trail.forget()
        texts = [[json.loads(line) for line in dumped(desk)] for desk in (one, other)]
        for text in texts:
            text.sort(key=json.dumps)
        assert texts[0] == texts[1]


def test_the_trail_keeps_its_shape_when_it_joins_another(make: Callable[[str], Desk]) -> None:
    with make("one") as one, make("other") as other:
        fill(one)
        fill(other, first=2)
        restore(other, dumped(one))
        visits = {visit.id: visit for visit in other.trail.visits()}
        paths = []
        for visit in visits.values():
            path = [visit.article]
            while visit.parent:
                visit = visits[visit.parent]
                path.append(visit.article)
            paths.append(path)
        shape = [[1], [2, 1], [2, 1], [1, 2, 1]]
        assert paths == [[article + 1 for article in path] for path in shape] + shape


@pytest.mark.parametrize(
    ("own", "told", "kept"),
    [
        ("", "theirs", "theirs"),
        ("mine", "mine", "mine"),
        ("mine and more", "mine", "mine and more"),
        ("mine", "mine and more", "mine and more"),
        ("mine", "theirs", "mine\n\ntheirs"),
    ],
)
def test_of_two_notes_no_word_is_lost(make: Callable[[str], Desk], own: str, told: str, kept: str) -> None:
    with make("desk") as desk:
        desk.write_note(1, own)
        for _ in range(2):
            restore(desk, lines({"kind": "note", "article": 1, "text": told, "at": "2020-01-01"}))
            note = desk.note(1)
            assert note
            assert note.text == kept


def test_times_and_places_merge(make: Callable[[str], Desk]) -> None:
    """The first reading stays the first, the last place the last, whatever zone a time is written in."""
    with make("desk") as desk:
        for at in ("2020-05-01T12:00:00Z", "2020-05-01T13:00:00+02:00", "2020-05-01T11:30:00"):
            restore(
                desk,
                lines(
                    {"kind": "read", "article": 1, "at": at},
                    {"kind": "place", "article": 1, "position": int(at[11:13]), "at": at},
                ),
            )
        read, place = (json.loads(line) for line in dumped(desk)[1:])
        assert read["at"] == "2020-05-01T11:00:00.000000+00:00"
        assert place["position"] == 12


def test_a_saved_search_of_the_same_name_is_kept_beside(make: Callable[[str], Desk]) -> None:
    with make("desk") as desk:
        desk.save_search("ice", "ice")
        for _ in range(2):
            restore(desk, lines({"kind": "search", "name": "ice", "query": "snow", "at": "2020-01-01"}))
        found = [(saved.name, saved.query) for saved in desk.searches()]
        assert found == [("ice", "ice"), ("ice (2)", "snow")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"\xff\xfe", "not JSON"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"1" * 10_000, "not JSON"),
        (b"[1]", "not an object"),
        (b'{"kind": "zap"}', "no kind"),
        (b'{"kind": ["read"]}', "no kind"),
        (b'{"kind": "star", "at": "2020-01-01"}', "article"),
        (b'{"kind": "star", "article": true, "at": "2020-01-01"}', "article"),
        (b'{"kind": "star", "article": 9223372036854775808, "at": "2020-01-01"}', "article"),
        (b'{"kind": "star", "article": 0, "at": "2020-01-01"}', "article"),
        (b'{"kind": "star", "article": 1.0, "at": "2020-01-01"}', "article"),
        (b'{"kind": "star", "article": 1, "at": "yesterday"}', "time"),
        (b'{"kind": "star", "article": 1, "at": "0001-01-01T00:00:00+14:00"}', "time"),
        (b'{"kind": "star", "article": 1, "at": 5}', "at"),
        (b'{"kind": "tag", "article": 1, "tag": "#", "at": "2020-01-01"}', "tag"),
        (b'{"kind": "note", "article": 1, "text": "\\u0007 ", "at": "2020-01-01"}', "empty"),
        (b'{"kind": "place", "article": 1, "position": -1, "at": "2020-01-01"}', "position"),
        (b'{"kind": "search", "name": "", "query": "x", "at": "2020-01-01"}', "name"),
        (b'{"kind": "quote", "article": 1, "text": "x", "at": "2020-01-01"}', "before"),
        (b'{"kind": "visit", "id": 1, "parent": "x", "article": 1, "at": "2020-01-01", "via": ""}', "parent"),
    ],
)
def test_a_bad_line_is_told_by_number_and_the_rest_goes_on(
    make: Callable[[str], Desk], line: bytes, reason: str
) -> None:
    good = lines({"kind": "star", "article": 7, "at": "2020-01-01"})[1]
    with make("desk") as desk:
        report = restore(desk, [*lines(), line, b"\n", good])
        assert (report.added, report.known) == (1, 0)
        ((number, why),) = report.rejected
        assert number == 2
        assert reason in why
        assert list(desk.ids("is", "starred")) == [7]
        assert len(dumped(desk)) == 2


@pytest.mark.parametrize(
    "text", [[], [b""], [b"# Article\n"], [b'{"kind": "read"}'], [b"{}", *lines()], [b"[" * 100_000]]
)
def test_what_is_no_dump_is_refused(make: Callable[[str], Desk], text: list[bytes]) -> None:
    with make("desk") as desk, pytest.raises(UsageError, match="not a dump"):
        restore(desk, text)


def test_a_dump_of_a_later_version_is_refused(make: Callable[[str], Desk]) -> None:
    with make("desk") as desk, pytest.raises(UsageError, match="later version"):
        restore(desk, [b'{"schema": 2, "desk": "newsreader"}'])


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(make: Callable[[str], Desk]) -> None:
    with make("old") as old, make("new") as new:
        fill(old)
        text = b"\xef\xbb\xbf" + b"".join(dumped(old)).replace(b"\n", b"\r\n")
        assert restore(new, text.splitlines(keepends=True)).rejected == ()
        assert dumped(new) == dumped(old)


def test_text_from_a_dump_is_cleaned(make: Callable[[str], Desk]) -> None:
    with make("desk") as desk:
        restore(
            desk,
            lines(
                {"kind": "note", "article": 1, "text": "a\x1b[31mb\ud800", "at": "2020-01-01"},
                {"kind": "search", "name": "a\nb", "query": "\x9b1mx", "at": "2020-01-01"},
            ),
        )
        note = desk.note(1)
        assert note
        assert note.text == "ab"
        (saved,) = desk.searches()
        assert (saved.name, saved.query) == ("a b", "1mx")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.binary(max_size=30) | st.text(max_size=30).map(lambda text: text.encode("utf-8", "replace")))
)
def test_no_line_stops_a_restore(tmp_path_factory: pytest.TempPathFactory, text: list[bytes]) -> None:
    with Desk(tmp_path_factory.getbasetemp() / "any.db") as desk:
        report = restore(desk, [*lines(), *text])
        assert report.added == report.known == 0
        assert len(report.rejected) == sum(bool(line.strip()) for line in text)
