"""What the marking keys do to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.desk import Desk
from index.desk.records import RowMarks
from index.errors import DeskError, UsageError
from reader import marking
from reader.marking import Marks
from reader.signs import ASCII, UNICODE


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "desk.db") as opened:
        yield opened


def test_s_stars_and_takes_the_star_again(desk: Desk) -> None:
    assert marking.toggle_star(desk, [1]) == "Starred 1 article"
    assert marking.toggle_star(desk, [1]) == "Took the star from 1 article"
    assert list(desk.ids("is", "starred")) == []


def test_several_are_starred_while_one_lacks_it(desk: Desk) -> None:
    """Only the missing ones count as changed."""
    desk.star([2])
    assert marking.toggle_star(desk, [1, 2, 3]) == "Starred 2 articles"
    assert list(desk.ids("is", "starred")) == [1, 2, 3]
    assert marking.toggle_star(desk, [1, 2, 3]) == "Took the star from 3 articles"


def test_u_reads_what_is_unread_then_all_are_unread(desk: Desk) -> None:
    desk.mark_read([1])
    assert marking.toggle_read(desk, [1, 2]) == "Marked 1 article as read"
    assert marking.toggle_read(desk, [1, 2]) == "Marked 2 articles as unread"


def test_more_articles_than_one_query_takes(desk: Desk) -> None:
    """The one that lacks the star may be the last of thousands."""
    desk.star(range(1, 3500))
    assert marking.toggle_star(desk, range(1, 3501)) == "Starred 1 article"


def test_a_tag_that_all_bear_is_taken_away(desk: Desk) -> None:
    assert marking.change_tags(desk, [1, 2], "Court Case") == "Tagged 2 articles court-case"
    assert marking.change_tags(desk, [1], "court-case") == "Removed the tag court-case from 1 article"
    assert marking.change_tags(desk, [1, 2], "court-case") == "Tagged 1 article court-case"


def test_signs_say_which_way(desk: Desk) -> None:
    desk.tag([1, 2], "bridge")
    assert marking.change_tags(desk, [1, 2], "+bridge, -ferry") == (
        "Tagged 0 articles bridge. Removed the tag ferry from 0 articles"
    )
    assert marking.change_tags(desk, [1, 2], "- bridge, pier") == (
        "Removed the tag bridge from 2 articles. Tagged 2 articles pier"
    )


@pytest.mark.parametrize("typed", ["", " , ", "?!", "good, ***"])
def test_what_is_no_tag_changes_nothing(desk: Desk, typed: str) -> None:
    with pytest.raises(UsageError):
        marking.change_tags(desk, [1], typed)
    assert desk.tags() == []


def test_common_tags_are_those_of_all(desk: Desk) -> None:
    desk.tag([1, 2, 3], "bridge")
    desk.tag([1, 2], "pier")
    desk.tag([3], "ferry")
    assert marking.common_tags(desk, [1, 2]) == {"bridge", "pier"}
    assert marking.common_tags(desk, [1, 2, 3]) == {"bridge"}
    assert marking.common_tags(desk, [4]) == frozenset()


def test_the_last_tag_typed_is_completed() -> None:
    tags = ["bridge", "bread", "court-case"]
    assert marking.completing("Br", tags) == ["bridge", "bread"]
    assert marking.completing("bridge, -cou", tags) == ["court-case"]
    assert marking.completing("", tags) == tags
    assert marking.completed("bridge, -cou", "court-case") == "bridge, -court-case"
    assert marking.completed("b", "bridge") == "bridge"


@given(st.text(max_size=30), st.sampled_from(["bridge", "court-case"]))
def test_completing_keeps_what_stands_before(typed: str, tag: str) -> None:
    completed = marking.completed(typed, tag)
    assert completed.endswith(tag)
    assert typed.startswith(completed[: -len(tag)])


def test_undo_says_what_was_undone(desk: Desk) -> None:
    marking.toggle_star(desk, [1, 2])
    assert marking.undo(desk) == "Undone: Starred 2 articles"
    assert marking.undo(desk) == "There is nothing to undo."


def test_marks_are_told_in_signs_and_words() -> None:
    marks = Marks(RowMarks(1, True, True, 2, True, 3), ("bridge", "court-case"))
    assert marks.told(UNICODE) == "★ ✎ ”3 #bridge #court-case"
    assert Marks(RowMarks(1)).told(ASCII) == ""
    assert Marks(RowMarks(1, read=True)).told(UNICODE) == ""


def test_marks_of_an_article_are_those_on_the_desk(desk: Desk) -> None:
    desk.star([1])
    desk.tag([1], "pier")
    desk.write_note(1, "Look it up.")
    assert marking.marks_of(desk, 1) == Marks(RowMarks(1, False, True, 1, True, 0), ("pier",))


def test_an_error_is_one_line() -> None:
    error = DeskError("the desk in d.db is damaged", hint="Put a backup in its place.")
    assert marking.in_a_line(error) == "The desk in d.db is damaged. Put a backup in its place."
    assert marking.in_a_line(DeskError("no room")) == "No room."
