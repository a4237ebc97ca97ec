"""Marks in queries: read as such, found through a desk, refused without one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article, Published
from index.errors import QueryError
from index.fulltext.engine import FullText
from index.fulltext.language.query import parse
from index.fulltext.language.syntax import (
    All,
    Either,
    Everything,
    In,
    Mark,
    Node,
    Not,
    Phrase,
    Word,
    read,
    render,
)
from index.fulltext.snippets import matcher
from index.records import Sort

COUNT = 3000
"""Enough for sets that are kept as masks, and for more than one segment."""


class Shelf:
    """A desk of fixed sets: every article whose number is divisible by the mark's."""

    every = {  # noqa: RUF012
        ("is", "read"): 2,
        ("is", "starred"): 3,
        ("has", "note"): 100,
        ("tag", "bridge"): 5,
        ("tag", "rare"): 999,
        ("note", "herring"): 100,
    }

    def ids(self, kind: str, value: str) -> array[int]:
        """Also ids of articles that are not in the archive: the desk knows other archives too."""
        step = self.every.get((kind, value))
        return array("q", range(step, 2 * COUNT, step) if step else [])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("is:unread", Mark("is", "unread")),
        ("IS:Starred x", All((Mark("is", "starred"), Word("x")))),
        ("-is:read", Not(Mark("is", "read"))),
        ("is:(read OR starred)", Either((Mark("is", "read"), Mark("is", "starred")))),
        ("has:note", Mark("has", "note")),
        ("tag:Bridge", Mark("tag", "bridge")),
        ('tag:"Court case"', Mark("tag", "court-case")),
        ("tag:#co-op", Mark("tag", "co-op")),
        ("tag:bri*", Mark("tag", "bri*")),
        ("tag:*", Mark("has", "tag")),
        ("note:*", Mark("has", "note")),
        ('note:"Tide tables"', Mark("note", '"Tide tables"')),
        ("note:(tide -ebb)", All((Mark("note", "tide"), Not(Mark("note", "ebb"))))),
        ("note:smelt*", Mark("note", "smelt*")),
        ("headline:(is:read x)", In("headline", All((Mark("is", "read"), Word("x"))))),
        ("Note: what is: this", All((Word("Note:"), Word("what"), Word("is:"), Word("this")))),
    ],
)
def test_what_a_query_means(text: str, tree: Node) -> None:
    assert read(text) == tree
    assert read(render(tree)) == tree


@pytest.mark.parametrize(
    ("text", "position", "message", "hint"),
    [
        ("x is:blue", 2, "there is no mark “is:blue”", "is:unread, is:read, is:starred"),
        ('has:"a note"', 0, "there is no mark “has:a note”", "has:note, has:quote, has:tag"),
        ("is:*", 0, "“is:” at character 1 cannot hold “*”", ""),
        ("tag:b?idge", 0, "a tag is asked for by its name", "tag:bri*"),
        ("tag:headline:x", 0, "“tag:” at character 1 needs a word", ""),
        ("x (tag:(a on:2012))", 3, "“tag:” at character 4 cannot hold “on:2012”", ""),
        ("tag:★ x", 0, "“tag:” at character 1 needs a word", ""),
        ("note:()", 5, "nothing between the parentheses", ""),
        ("tag:" + "x" * 200, 0, "at most", "short"),
        ("stared:yes", 0, "there is no field", ""),
        ("tags:x", 0, "there is no field", "“tag:”"),
    ],
)
def test_what_is_wrong_and_where(text: str, position: int, message: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        read(text)
    assert caught.value.position == position
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_marks_light_up_nothing_in_an_article() -> None:
    assert matcher("bridge tag:cod note:herring").phrases == (("bridg",),)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullText]:
    """Articles 1 to COUNT in two commits; every seventh has the word bridge; one has been deleted."""
    folder: Path = tmp_path_factory.mktemp("marks")
    made = FullText.create(folder / "fulltext")
    for sequence, half in enumerate((range(1, 1000), range(1000, COUNT + 1)), 1):
        with made.writer(sequence=sequence) as writer:
            for number in half:
                text = "The bridge." if number % 7 == 0 else "The boats."
                day = Published(f"{1990 + number % 20}-05-01")
                writer.add(Article(f"Report {number}", text, id=number, published=day))
    with made.writer(sequence=3) as writer:
        writer.delete(420)
    yield made
    made.close()


ALL = set(range(1, COUNT + 1)) - {420}


def divisible(number: int) -> set[int]:
    return {article for article in ALL if article % number == 0}


READ, STARRED, BRIDGE, TAGGED = (divisible(number) for number in (2, 3, 7, 5))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("is:read", READ),
        ("is:unread", ALL - READ),
        ("-is:unread", READ),
        ("is:unread is:starred", STARRED - READ),
        ("is:starred OR tag:bridge", STARRED | TAGGED),
        ("bridge is:unread", BRIDGE - READ),
        ("bridge -tag:bridge", BRIDGE - TAGGED),
        ("bridge OR tag:rare", BRIDGE | divisible(999)),
        ("(bridge OR is:starred) -is:read -tag:rare", (BRIDGE | STARRED) - READ - divisible(999)),
        ("tag:nowhere", set()),
        ("bridge -tag:nowhere", BRIDGE),
        ("tag:nowhere OR bridge", BRIDGE),
        ("has:note note:herring", divisible(100)),
        ("headline:(report tag:bridge)", TAGGED),
    ],
)
@pytest.mark.parametrize("sort", list(Sort))
def test_marks_are_parts_of_a_query_like_any_other(
    index: FullText, query: str, found: set[int], sort: Sort
) -> None:
    results = index.search(query, sort=sort, marks=Shelf())
    assert set(results.ids) == found
    assert len(results.ids) == results.total == len(found)


def test_without_words_the_newest_come_first(index: FullText) -> None:
    results = index.search("is:starred", limit=50, marks=Shelf())
    assert {(number % 20) for number in results.ids} == {19}


def test_a_mark_changes_no_order_among_those_that_bear_it(index: FullText) -> None:
    plain = [id_ for id_ in index.search("bridge boats OR bridge").ids if id_ in STARRED]
    assert list(index.search("(bridge boats OR bridge) is:starred", marks=Shelf()).ids) == plain


def test_a_set_that_changes_is_asked_for_anew(index: FullText) -> None:
    class Growing(Shelf):
        known = array("q", [])

        def ids(self, kind: str, value: str) -> array[int]:
            return self.known

    desk = Growing()
    for number in (0, 1, 2):
        assert index.search("is:starred", marks=desk).total == number
        desk.known = array("q", range(1, number + 2))


@pytest.mark.parametrize(("query", "position"), [("is:unread", 0), ("boats (x OR tag:bridge)", 12)])
def test_without_a_desk_the_query_is_refused_in_place(index: FullText, query: str, position: int) -> None:
    for ask in (index.search, parse):
        with pytest.raises(QueryError, match="asks for your marks") as caught:
            ask(query)
        assert caught.value.position == position
        assert caught.value.hint


_marks = st.sampled_from(
    [
        Mark("is", "read"),
        Mark("is", "unread"),
        Mark("tag", "bridge"),
        Mark("tag", "x*"),
        Mark("note", "herring"),
    ]
)
_trees = st.recursive(
    _marks | st.sampled_from([Word("bridge"), Phrase("the boats"), Everything()]),
    lambda trees: (
        st.builds(lambda pair: All(pair), st.tuples(trees, trees))
        | st.builds(lambda pair: Either(pair), st.tuples(trees, trees))
        | st.builds(Not, trees)
    ),
    max_leaves=6,
)


@given(_trees)
@settings(max_examples=120, deadline=None)
def test_any_tree_finds_what_its_parts_find(index: FullText, tree: Node) -> None:
    """The sets of the parts, joined as the tree says, are what the whole query finds."""
    desk = Shelf()
    find = partial(index.search, marks=desk, sort=Sort.NEWEST)

    def expected(node: Node) -> set[int]:
        match node:
            case Not(part):
                return ALL - expected(part)
            case All(parts):
                return set.intersection(*map(expected, parts))
            case Either(parts):
                return set.union(*map(expected, parts))
            case Mark("is", "unread"):
                return ALL - READ
            case Mark(kind, value):
                return set(desk.ids(kind, value)) & ALL
            case Word():
                return BRIDGE
            case Phrase():
                return ALL - BRIDGE
        return ALL

    assert set(find(render(tree)).ids) == expected(tree)


def test_every_pair_of_marks(index: FullText) -> None:
    """Small and large sets, listed and masked, in every combination."""
    desk = Shelf()
    for (one, first), (other, second) in product(Shelf.every.items(), repeat=2):
        query = f"{one[0]}:{one[1]} {other[0]}:{other[1]}"
        assert set(index.search(query, marks=desk).ids) == divisible(first) & divisible(second)
