"""The trail: a tree of visits, and the place in every article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "desk.db") as made:
        yield made


def test_visits_are_a_tree_in_the_order_of_time(desk: Desk) -> None:
    root = desk.trail.visit(10, via="bridge")
    left = desk.trail.visit(20, root, "related")
    right = desk.trail.visit(30, root, "related")
    deep = desk.trail.visit(10, left)
    steps = [(visit.id, visit.parent, visit.article, visit.via) for visit in desk.trail.visits()]
    assert steps == [
        (root, None, 10, "bridge"),
        (left, root, 20, "related"),
        (right, root, 30, "related"),
        (deep, left, 10, ""),
    ]
    assert [visit.id for visit in desk.trail.visits(2)] == [right, deep]


def test_forgetting_the_trail_can_be_undone_and_numbers_are_not_used_again(desk: Desk) -> None:
    old = desk.trail.visit(1)
    walked = desk.trail.visits()
    assert desk.trail.forget() == 1
    assert desk.trail.visits() == []
    new = desk.trail.visit(2, old)
    assert new > old
    assert desk.trail.visits()[0].parent is None, "the visit one came from is gone"
    assert desk.undo() == "Forgot the trail"
    assert desk.trail.visits()[:1] == walked
    assert desk.trail.visits()[1].parent == old


def test_the_place_in_an_article_is_the_last_one_kept(desk: Desk) -> None:
    assert desk.trail.place(1) == 0
    desk.trail.keep_place(1, 500)
    desk.trail.keep_place(1, 90)
    desk.trail.keep_place(2, 7)
    assert (desk.trail.place(1), desk.trail.place(2)) == (90, 7)
