"""Back and forward along the trail."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.history import History


def walked(*places: str) -> History[str]:
    history: History[str] = History()
    for place in places:
        history.visit(place)
    return history


def test_a_new_history_is_nowhere() -> None:
    history: History[str] = History()
    assert history.current is None
    assert history.trail == ()
    assert history.go(-1) is None
    assert history.go(1) is None


def test_back_and_forward_give_the_places_in_between() -> None:
    history = walked("a", "b", "c")
    assert history.go(-1) == "b"
    assert history.go(-1) == "a"
    assert history.go(-1) is None
    assert history.current == "a"
    assert history.go(2) == "c"
    assert history.trail == ("a", "b", "c")


def test_visiting_from_the_middle_drops_what_lay_ahead() -> None:
    history = walked("a", "b", "c")
    history.go(-2)
    history.visit("d")
    assert history.trail == ("a", "d")
    assert history.ahead == ()


def test_visiting_the_present_place_keeps_what_lies_ahead() -> None:
    history = walked("a", "b")
    history.go(-1)
    history.visit("a")
    assert history.ahead == ("b",)


def test_only_the_last_places_are_kept() -> None:
    history: History[int] = History(limit=3)
    for place in range(10):
        history.visit(place)
    assert history.trail == (7, 8, 9)
    assert history.current == 9


def test_a_place_can_be_told_better_afterwards() -> None:
    history = walked("a", "b")
    history.put("B")
    assert history.trail == ("a", "B")


@given(st.lists(st.one_of(st.integers(0, 5), st.sampled_from(["back", "forward"])), max_size=40))
def test_it_walks_like_two_stacks(steps: list[int | str]) -> None:
    """It always agrees with the plainest model there is: a stack behind, a stack ahead."""
    history: History[int] = History()
    behind: list[int] = []
    ahead: list[int] = []
    for step in steps:
        if step == "back":
            moved = history.go(-1)
            if len(behind) > 1:
                ahead.append(behind.pop())
                assert moved == behind[-1]
            else:
                assert moved is None
        elif step == "forward":
            moved = history.go(1)
            if ahead:
                behind.append(ahead.pop())
                assert moved == behind[-1]
            else:
                assert moved is None
        else:
            assert isinstance(step, int)
            history.visit(step)
            if not behind or behind[-1] != step:
                behind.append(step)
                ahead.clear()
        assert history.trail == tuple(behind)
        assert history.ahead == tuple(reversed(ahead))
