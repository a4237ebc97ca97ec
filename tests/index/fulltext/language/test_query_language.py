"""The query language: what a text means, what is wrong with it and where, and trees back to text."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.fulltext.analysis import spans
from index.fulltext.language.lexer import TEXT_FIELDS
from index.fulltext.language.query import build, parse, weighs
from index.fulltext.language.syntax import (
    MOST_WORDS,
    All,
    Dates,
    Either,
    Everything,
    In,
    Node,
    Not,
    Pattern,
    Phrase,
    Word,
    read,
    render,
)  # fmt: skip

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("*", Everything()),
        ("a", A),
        ("a b", All((A, B))),
        ("a AND b", All((A, B))),
        ("a OR b c", Either((A, All((B, C))))),
        ("(a OR b) c", All((Either((A, B)), C))),
        ("a OR b OR c", Either((A, B, C))),
        ("a NOT b", All((A, Not(B)))),
        ("a AND NOT b", All((A, Not(B)))),
        ("a -b", All((A, Not(B)))),
        ("-(a b)", Not(All((A, B)))),
        ("NOT NOT a", A),
        ('-"a b"', Not(Phrase("a b"))),
        ('"interest rates"', Phrase("interest rates")),
        ("“interest rates„ «a b»", All((Phrase("interest rates"), Phrase("a b")))),
        ("first-quarter", Word("first-quarter")),
        ("gover*", Pattern("gover*")),
        ("a*b? wom?n", All((Pattern("a*b?"), Pattern("wom?n")))),
        ("headline:a", In("headline", A)),
        ("HEADLINE: a", In("headline", A)),
        ('source:"Moscow Times"', In("source", Phrase("Moscow Times"))),
        ("byline:(vale OR holm)", In("byline", Either((Word("vale"), Word("holm"))))),
        ("-place:a", Not(In("place", A))),
        ("byline:*", In("byline", Everything())),
        ("after:2010 before:2012-10", All((Dates("after", "2010"), Dates("before", "2012-10")))),
        ('on:"2012-10-14"', Dates("on", "2012-10-14")),
    ],
)
def test_what_a_query_means(text: str, tree: Node) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("or and not", ["or", "and", "not"]),
        ("12:30 http://x.com/a?b=c", ["12:30", "http://x.com/a?b=c"]),
        ("Russia: a history", ["Russia:", "a", "history"]),
        ("Holm & Vale -- a tale - of -> two", ["Holm", "Vale", "a", "tale", "of", "two"]),
        ("who?", ["who?"]),
        ('צה"ל', ['צה"ל']),
    ],
)
def test_what_is_pasted_is_words(text: str, words: list[str]) -> None:
    tree = read(text)
    assert [part.text for part in (tree.parts if isinstance(tree, All) else (tree,))] == words  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("labour (strike", 7, "the “(” at character 8 is never closed"),
        ("(", 0, "the “(” at character 1 is never closed"),
        ("labour strike)", 13, "nothing opens the “)” at character 14"),
        ("labour ()", 7, "there is nothing between the parentheses at character 8"),
        ("labour OR", 7, "there is nothing after the “OR” at character 8"),
        ("OR labour", 0, "there is nothing before the “OR” at character 1"),
        ("(AND a)", 1, "there is nothing before the “AND” at character 2"),
        ("a AND OR b", 2, "there is nothing after the “AND” at character 3"),
        ("a NOT", 2, "there is nothing after the “NOT” at character 3"),
        ('a "b c', 2, "the quotation mark at character 3 is never closed"),
        ('a ""', 2, "there is no word between the quotation marks at character 3"),
        (" &?", 0, "there is no word in “&?”"),
        ("a foo:bar", 2, "there is no field “foo:”"),
        ("byline:", 0, "“byline:” at character 1 needs a word after it"),
        ("byline:source:x", 0, "“byline:” at character 1 needs a word after it"),
        ("after:", 0, "“after:” at character 1 needs a date after it"),
        ("after:yesterday", 6, "“yesterday” is not a date"),
        ("on:2012-13", 3, "there is no month 13"),
        ("a before:2012-02-30", 9, "2012-02 has no day 30"),
    ],
)
def test_what_is_wrong_and_where(text: str, position: int, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        read(text)
    assert (caught.value.position, caught.value.message) == (position, message)


@pytest.mark.parametrize(
    ("text", "near"),
    [("headlin:x", "headline"), ("title:x", "headline"), ("author:x", "byline"), ("boddy:x", "body")],
)
def test_an_unknown_field_names_the_nearest(text: str, near: str) -> None:
    with pytest.raises(QueryError) as caught:
        read(text)
    assert caught.value.hint == f"did you mean “{near}:”?"


def test_five_hundred_words_are_understood_and_far_too_many_refused() -> None:
    tree = read(" ".join(f"w{number}" for number in range(500)))
    assert isinstance(tree, All)
    assert len(tree.parts) == 500
    with pytest.raises(QueryError, match=f"{MOST_WORDS:,} words"):
        read("x " * (MOST_WORDS + 1))
    with pytest.raises(QueryError, match="20,000 characters"):
        read("x" * 30_000)


@pytest.mark.parametrize("text", ["(" * 5_000 + "x" + ")" * 5_000, "NOT " * 4_000 + "x", "-(" * 100 + "x"])
def test_nesting_is_bounded(text: str) -> None:
    with pytest.raises(QueryError, match="nested more than"):
        read(text)


class EmptyDesk:
    """A desk without a mark, so that queries which ask for marks can be built too."""

    def ids(self, kind: str, value: str) -> array[int]:
        return array("q")


@given(st.text() | st.text(alphabet='abOR AND NOT()"-*?:“„ headline:after2012'))
@example("IS:UNREAD")
@settings(max_examples=400)
def test_any_text_is_understood_or_refused_in_place(text: str) -> None:
    try:
        tree = read(text)
    except QueryError as error:
        refusal = error
    else:
        build(tree, marks=EmptyDesk())
        assert read(render(tree)) == tree
        return
    assert 0 <= refusal.position <= len(text)
    assert refusal.message


_words = st.text(alphabet="abcdé'-.東1", min_size=1, max_size=5).filter(
    lambda text: text[0] not in "-'." and bool(list(spans(text)))
)
_leaves = (
    st.builds(Word, _words)
    | st.builds(Phrase, st.lists(_words, min_size=1, max_size=3).map(" ".join))
    | st.builds(Pattern, st.sampled_from(["gov*", "wom?n", "a*b", "*ing"]))
    | st.builds(
        Dates, st.sampled_from(["after", "before", "on"]), st.sampled_from(["2012", "2012-10", "2012-10-14"])
    )
    | st.just(Everything())
)


def _parts(trees: st.SearchStrategy[Node], other: type) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(trees.filter(lambda tree: not isinstance(tree, other)), min_size=2, max_size=4).map(tuple)


_trees: st.SearchStrategy[Node] = st.recursive(
    _leaves,
    lambda trees: (
        st.builds(All, _parts(trees, All))
        | st.builds(Either, _parts(trees, Either))
        | st.builds(Not, trees.filter(lambda tree: not isinstance(tree, Not)))
        | st.builds(In, st.sampled_from(TEXT_FIELDS), trees)
    ),
    max_leaves=8,
)


@given(_trees)
@settings(max_examples=300)
def test_a_tree_reads_from_its_text_as_it_was(tree: Node) -> None:
    assert read(render(tree)) == tree


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("rates", "(headline:rate^0.5 OR body:rate)"),
        ("headline:rates", "headline:rate^0.5"),
        ("café", "(headline:cafe^0.5 OR body:cafe OR headline:=café^0.5 OR body:=café)"),
        ('body:"interest rates"', 'body:"interest rate"'),
        ("body:first-quarter", 'body:"first quarter"'),
        ("body:東京", 'body:"東 京"'),
        ("body:U.S.", "body:us"),
        ("body:smelt*", "body:smelt*"),
        ("body:governmen*", "(body:governmen* OR body:govern OR body:governm)"),
        ("body:東京*", 'body:"東 京"'),
        ("body:half-smelt*", "(body:half AND body:smelt*)"),
        ("on:2012-10", "published:[20121000 TO 20121099]"),
        ("after:2010", "published:[20100000 TO 99999999]"),
        ("before:2010", "published:[1 TO 20099999]"),
    ],
)
def test_what_is_searched_for(text: str, search: str) -> None:
    assert str(parse(text)) == search


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", True),
        ("source:x a", True),
        ("source:x OR -a", False),
        ("", False),
        ("gov*", False),
        ("-a", False),
    ],
)
def test_whether_some_hits_can_be_better_than_others(text: str, expected: bool) -> None:
    assert weighs(read(text)) is expected
