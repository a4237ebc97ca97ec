"""The page of an article as lines: all of it, at any width, found and found again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.records import Span
from reader import text
from reader.find import Find
from reader.layout import Page
from reader.matches import Place
from reader.signs import UNICODE
from reader.writing import parts

BODY = "\n\n".join(
    f"Paragraph {number} has a few words and a [link {number}](https://e.org/{number})."
    for number in range(40)
)


def page(body: str, width: int = 30, headline: str = "H") -> Page:
    return Page(parts(Article(headline, body), UNICODE), width, UNICODE)


def whole(body: str, width: int = 30) -> Page:
    made = page(body, width)
    while made.step():
        pass
    return made


def drawn(made: Page) -> list[str]:
    return [(" " * line.indent + line.text).rstrip() for line in map(made.line, range(made.lines))]


def finder(pattern: str) -> Find:
    def find(words: str) -> list[Span]:
        return [match.span() for match in re.finditer(pattern, words)]

    return find


def test_a_page_reads_like_a_page() -> None:
    body = "The first paragraph of three.\n\n> A quotation, which wraps.\n\n- an item that wraps"
    assert drawn(whole(body, 20)) == [
        "", "H", "", "about a\u00a0minute", "─" * 20,
        "The first paragraph", "of three.", "",
        "│ A quotation, which", "│ wraps.", "",
        "  • an item that", "    wraps",
    ]  # fmt: skip


def test_only_what_is_asked_for_is_laid_out() -> None:
    made = page(BODY)
    made.extend(20)
    assert 20 <= made.lines < 40
    assert not made.is_whole


def test_a_line_beyond_the_end_is_blank() -> None:
    assert whole("a").line(999).text == ""


@pytest.mark.parametrize("width", [1, 7, 30, 200])
def test_every_word_is_on_the_page_in_any_width(width: int) -> None:
    shown = "".join(re.sub(r"\s", "", line) for line in drawn(whole(BODY, width)))
    assert re.sub(r"\s", "", "Paragraph 39 has a few words and a link 39") in shown


@given(st.text(st.sampled_from(list("ab  \n-字\u0301\u00ad👨א>|#")), max_size=80), st.integers(8, 40))
def test_no_line_is_wider_than_the_column(body: str, width: int) -> None:
    for line in drawn(whole(body, width)):
        assert text.cells(line) <= width


def test_a_place_is_found_again_in_another_width() -> None:
    wide = whole(BODY, 60)
    for line in range(wide.lines):
        place = wide.place(line)
        narrow = wide.resized(17)
        found = narrow.place(narrow.line_of(place))
        assert found.part == place.part
        assert found.offset <= place.offset < found.offset + 17 + 1
        assert wide.line_of(place) in (line, line + 1)  # a blank line counts as the line below it


def test_going_to_a_place_lays_out_as_far_as_it() -> None:
    made = page(BODY)
    line = made.line_of(Place(20, 0))
    assert "Paragraph 17" in made.line(line).text


def test_matches_are_found_in_reading_order_and_marked() -> None:
    made = page(BODY, 30)
    made.search(finder("word|H"))
    assert made.matches.next(Place(0, 0)) == (0, 0, 1)
    assert made.matches.next(Place(10, 0)) == (10, 22, 26)
    assert not made.is_searched
    assert made.matches.previous(Place(10, 22)) == (9, 22, 26)
    last = made.matches.previous(Place(0, 0))
    assert last == (42, 23, 27)
    assert made.matches.next(Place(42, 24)) == (0, 0, 1)
    assert (len(made.matches.found), made.is_searched) == (41, True)
    line = made.line(made.line_of_match(made.matches.found[1]), match=made.matches.found[1])
    assert [line.text[start:end] for start, end, role in line.spans if role == "match-now"] == ["word"]


def test_a_match_over_the_end_of_a_line_is_marked_on_both() -> None:
    made = whole("aaaa bbbb", 5)
    made.search(finder("aaaa bbbb"))
    lines = [made.line(number) for number in range(made.lines)]
    assert [line.text[a:b] for line in lines for a, b, role in line.spans if role == "match"] == [
        "aaaa",
        "bbbb",
    ]


def test_matches_stay_found_in_another_width() -> None:
    made = page(BODY)
    made.search(finder("Paragraph 3"))
    made.matches.search_all()
    assert made.resized(50).matches.found == made.matches.found != []
    assert made.resized(50).is_searched


def test_nothing_is_found_without_a_search() -> None:
    made = page(BODY)
    assert made.matches.next(Place(0, 0)) is None
    assert made.matches.previous(Place(9, 0)) is None
    assert made.is_searched


def test_links_are_found_by_place_and_by_cell() -> None:
    made = page(BODY, 60)
    at = made.link_from(Place(6, 0))
    assert at is not None
    assert made.links[at][1].number == 4
    line = made.line_of_link(at)
    column = made.line(line).text.index("link 3")
    place = made.place_at(line, column + 2)
    assert place is not None
    assert made.link_at(place) == at
    assert made.place_at(line, 0) is not None
    assert made.place_at(line, 59) is None
    assert made.link_from(Place(999, 0)) is None


def test_the_chosen_link_is_marked() -> None:
    made = page("A [link](https://e.org) here")
    line = made.line(5, link=0)
    assert (0 + 2, 6, "link-chosen") in line.spans


def test_hebrew_stands_at_the_right_edge_in_logical_order() -> None:
    [line] = [line for line in drawn(whole("שלום עולם", 30)) if "שלום" in line]
    assert line == " " * 21 + "שלום עולם"


def test_soft_hyphens_show_only_where_a_line_ends() -> None:
    made = whole("inter\u00adnational ways", 12)
    made.search(finder("national"))
    lines = [line for line in map(made.line, range(made.lines)) if line.role == "lede"]
    assert [line.text for line in lines] == ["inter-", "national", "ways"]
    assert [line.text[a:b] for line in lines for a, b, _ in line.spans] == ["national"]


def test_a_narrow_column_has_narrow_margins() -> None:
    shown = drawn(whole("> > > > deep\n\n- a\n  - b\n    - c\n      12. twelve", 8))
    assert shown[shown.index("│ deep") :] == ["│ deep", "", "  • a", "• b", "• c", "12. twel", "    ve"]


def test_code_keeps_its_spaces_and_long_lines_go_on_below() -> None:
    shown = drawn(whole("    if  x:\n        return  1234567890123456789\n", 20))
    assert shown[5:] == ["if  x:", "    return  12345678", "90123456789"]
