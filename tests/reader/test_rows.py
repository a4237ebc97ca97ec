"""Rows of the headline list as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.article import UNDATED, Headline, Published
from index.desk.records import RowMarks
from index.records import Snippet
from reader import text
from reader.rows import INDENT, Density, Row, Shape, choose, lay_out
from reader.signs import ASCII, UNICODE
from reader.text import Line
from reader.timeline import Grouping

RUSAL = Headline(
    7, "Ministry to Help RusAl Seek Chinese Partners for Smelter", Published("2012-10-14"),
    "The Moscow Times", "Ann Wells", "Moscow", related=3, versions=2,
)  # fmt: skip


def shown(lines: list[Line]) -> list[str]:
    return [" " * line.indent + line.text for line in lines]


def marked(line: Line, role: str) -> list[str]:
    return [line.text[start:end] for start, end, of in line.spans if of == role]


def test_a_wide_row_has_a_line_for_the_headline_and_one_for_the_facts() -> None:
    row = Row(RUSAL, marks=RowMarks(7, starred=True))
    assert shown(lay_out(row, Shape(80), UNICODE)) == [
        "  ● Ministry to Help RusAl Seek Chinese Partners for Smelter",
        "    14 Oct 2012 · The Moscow Times · Ann Wells                          +1 ↔3 ★",
    ]


def test_a_narrow_row_wraps_its_headline_and_leaves_the_year_to_the_heading() -> None:
    assert shown(lay_out(Row(RUSAL), Shape(38, grouping=Grouping.MONTH), UNICODE)) == [
        "    Ministry to Help RusAl Seek",
        "    Chinese Partners for Smelter",
        "    14 Oct · The Moscow Times   +1 ↔3",
    ]


def test_a_headline_that_was_read_is_drawn_otherwise() -> None:
    for width, height in ((38, 2), (80, 1)):
        for read, role in ((True, "read"), (False, "headline")):
            lines = lay_out(Row(RUSAL, marks=RowMarks(7, read=read)), Shape(width), UNICODE)
            assert [line.role for line in lines] == [role] * height + ["meta"]


def test_every_sign_has_an_ascii_twin() -> None:
    marks = RowMarks(7, starred=True, tags=2, noted=True, quotes=1)
    row = Row(RUSAL, Snippet("…a line much too long for the room", ((3, 7),)), (), marks)
    for shape in (Shape(30, snippets=True), Shape(80), Shape(40, Density.COMPACT)):
        assert all(line.isascii() for line in shown(lay_out(row, shape, ASCII)))
        assert shown([choose(lay_out(row, shape, ASCII)[0], ASCII)])[0].startswith(" xo Ministry")


def test_the_persons_marks_stand_at_the_right_edge() -> None:
    marks = RowMarks(7, read=True, starred=True, tags=2, noted=True, quotes=1)
    first, facts = shown(lay_out(Row(RUSAL, marks=marks), Shape(60), UNICODE))
    assert first.startswith("    Ministry")
    assert facts.endswith("+1 ↔3 #2 ”1 ✎ ★")
    [line] = shown(lay_out(Row(RUSAL, marks=marks), Shape(60, Density.COMPACT), UNICODE))
    assert line.endswith("…  #2 ”1 ✎ ★ 14 Oct 2012")


def test_a_heading_of_the_day_leaves_nothing_for_the_row_to_date() -> None:
    by_day = Shape(80, grouping=Grouping.DAY)
    assert shown(lay_out(Row(RUSAL), by_day, UNICODE))[1].startswith("    The Moscow Times · Ann Wells")
    month = Row(Headline(1, "H", Published("2012-10"), "Gazette", "", "", 0, 1))
    assert shown(lay_out(month, by_day, UNICODE))[1].startswith("    Oct · Gazette")


def test_a_byline_that_is_the_paper_is_told_once() -> None:
    row = Row(Headline(1, "H", Published("2012-10-14"), "Coast Wire", "Coast Wire", "", 0, 1))
    assert shown(lay_out(row, Shape(80), UNICODE))[1] == "    14 Oct 2012 · Coast Wire"


def test_a_chosen_row_bears_a_sign_and_its_matches_stay_in_place() -> None:
    first = lay_out(Row(RUSAL, spans=((17, 22),)), Shape(80), UNICODE)[0]
    chosen = choose(first, UNICODE)
    assert shown([chosen])[0].startswith(" ✓  Ministry")
    assert marked(chosen, "match") == marked(first, "match") == ["RusAl"]


def test_a_headline_longer_than_its_lines_is_cut() -> None:
    lines = lay_out(Row(Headline(1, "word " * 1000, UNDATED, "", "", "", 0, 1)), Shape(30), UNICODE)
    assert [line.text for line in lines] == ["  word word word word word", "word word word word word…", ""]


def test_an_article_without_anything_still_has_a_row() -> None:
    row = Row(Headline(1, "", UNDATED, "", "", "", 0, 1))
    assert shown(lay_out(row, Shape(40), UNICODE))[0].strip() == "(no headline)"


def test_a_row_that_is_not_loaded_keeps_its_place() -> None:
    shape = Shape(38, snippets=True)
    lines = lay_out(None, shape, UNICODE)
    assert (len(lines), lines[0].role) == (shape.height, "placeholder")


def test_matches_are_marked_where_the_headline_was_wrapped() -> None:
    lines = lay_out(Row(RUSAL, spans=((17, 22), (36, 44))), Shape(38), UNICODE)
    assert [marked(line, "match") for line in lines[:2]] == [["RusAl"], ["Partners"]]


def test_the_first_match_of_a_snippet_is_in_sight() -> None:
    passage = "…" + "far too many words before it comes " * 4 + "a smelter in Siberia with a design capacity…"
    at = passage.index("smelter")
    line = lay_out(Row(RUSAL, Snippet(passage, ((at, at + 7),))), Shape(40, snippets=True), UNICODE)[3]
    assert marked(line, "match") == ["smelter"]
    assert line.text.startswith("…")
    assert line.text.endswith("…")


def test_a_compact_row_is_one_line_with_its_date_at_the_edge() -> None:
    [line] = lay_out(Row(RUSAL, spans=((0, 8),)), Shape(60, Density.COMPACT), UNICODE)
    assert shown([line]) == ["    Ministry to Help RusAl Seek Chinese Partn…  14 Oct 2012"]
    assert marked(line, "match") == ["Ministry"]
    assert marked(line, "meta") == ["14 Oct 2012"]


HEADLINES = st.text(st.sampled_from(list("abc  -字。e\u0301\u00ad👨א\x1b")), max_size=60)


@given(HEADLINES, HEADLINES, st.integers(8, 90), st.sampled_from(Density), st.booleans(), st.booleans())
def test_every_row_has_its_height_and_fits(
    headline: str, source: str, width: int, density: Density, snippets: bool, marks: bool
) -> None:
    head = Headline(1, headline, Published("2012-10"), source, source, "", 3 * marks, 1 + marks)
    own = RowMarks(1, starred=marks, tags=marks * 12, noted=marks) if marks else None
    row = Row(head, Snippet(headline, ((1, 4),)), ((0, 3), (5, 9)), own)
    shape = Shape(width, density, snippets)
    lines = lay_out(row, shape, UNICODE)
    assert len(lines) == shape.height
    for line in lines:
        shown_line = text.safe(line.text)
        assert text.cells(shown_line.replace("\u00ad", "")) + line.indent <= max(width, INDENT + 18)
        assert all(0 <= start <= end <= len(line.text) for start, end, _ in line.spans)
