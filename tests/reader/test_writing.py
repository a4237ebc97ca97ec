"""What the page of an article consists of: everything the article has, in reading order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Published
from index.markdown import plain
from reader.parts import Part
from reader.signs import ASCII, UNICODE
from reader.writing import facts, minutes, parts

FULL = Article(
    "Bridge Opens",
    "The bridge [opened](https://example.org/a) on **Monday**, nine years late.\n\n"
    "> Too late, said [Vale][1].\n\n## Tolls\n\n- two crowns\n- see https://example.org/c\n"
    "3. third\n\n![The bridge](https://example.org/b.jpg)\n\n[1]: https://example.org/v",
    byline="Ingrid Vale",
    source="Harbour Gazette",
    section="News",
    dateline="Holm",
    published=Published("2013-05-09"),
    credit="Coast Wire",
    url="https://example.org/original",
)


def made(article: Article) -> list[Part]:
    return list(parts(article, UNICODE))


def test_parts_come_in_reading_order() -> None:
    assert [part.role for part in made(FULL)] == [
        "headline", "meta", "rule", "lede", "quote", "heading", "item", "item", "item", "text", "note",
        "credit", "note", "note", "note", "note",
    ]  # fmt: skip


def test_the_facts_name_everything_known() -> None:
    told = "9 May 2013 · Harbour Gazette · News · Ingrid Vale · Holm · about a\u00a0minute"
    assert facts(FULL, UNICODE, "Holm") == told
    assert facts(Article("", ""), UNICODE) == ""


@pytest.mark.parametrize(
    ("lede", "shown", "dateline"),
    [
        ("The bridge opened.", "MOSCOW — The bridge opened.", "MOSCOW — "),
        ("Moscow, May 9 (AP) - Now", "Moscow, May 9 (AP) - Now", "Moscow, May 9 (AP) - "),
        ("MOSCOW — The bridge", "MOSCOW — The bridge", "MOSCOW — "),
        ("Moscow is a city - so", "MOSCOW — Moscow is a city - so", "MOSCOW — "),
    ],
)  # fmt: skip
def test_the_dateline_stands_before_the_lede_once(lede: str, shown: str, dateline: str) -> None:
    part = made(Article("", lede, dateline="Moscow"))[3]
    assert part.text == shown
    assert [part.text[a:b] for a, b, role in part.spans if role == "dateline"] == [dateline]


def test_a_place_is_told_with_the_facts_where_there_is_no_lede() -> None:
    assert "Moscow" in made(Article("", "- an item", dateline="Moscow"))[1].text


def test_links_are_numbered_and_their_targets_told_at_the_end() -> None:
    lede, quote = (next(part for part in made(FULL) if part.role == role) for role in ("lede", "quote"))
    assert lede.text == "HOLM — The bridge opened¹ on Monday, nine years late."
    assert [(link.number, link.title, link.url) for link in (*lede.links, *quote.links)] == [
        (1, "opened", "https://example.org/a"),
        (2, "Vale", "https://example.org/v"),
    ]
    assert [lede.text[start:end] for start, end, role in lede.spans if role == "link"] == ["opened"]
    assert [lede.text[start:end] for start, end, role in lede.spans if role == "number"] == ["¹"]
    assert [lede.text[start:end] for start, end, role in lede.spans if role == "strong"] == ["Monday"]
    assert [part.lead + part.text for part in made(FULL) if part.role == "note"][1:] == [
        "¹ https://example.org/a",
        "² https://example.org/v",
        "▣ The bridge: https://example.org/b.jpg",
        "Original: https://example.org/original",
    ]


def test_a_bare_address_has_a_number_but_no_note() -> None:
    item = made(FULL)[7]
    assert (item.text, item.links[0].number) == ("see https://example.org/c", 3)


def test_lists_hang_and_follow_each_other_closely() -> None:
    items = [part for part in made(FULL) if part.role == "item"]
    assert [(part.lead, part.hang, part.gap) for part in items] == [
        ("  • ", "    ", 1),
        ("  • ", "    ", 0),
        ("  3. ", "     ", 0),
    ]


def test_words_are_found_beside_the_numbers_of_notes() -> None:
    """A search must see ``opened``, not ``opened¹``, and mark the word where it stands with its number."""
    lede = made(FULL)[3]
    spans = lede.matches(lambda words: [match.span() for match in re.finditer(r"\bopened\b|nine", words)])
    assert [lede.text[start:end] for start, end in spans] == ["opened", "nine"]


def test_an_empty_article_has_a_headline() -> None:
    assert [(part.role, part.text) for part in made(Article("", ""))] == [
        ("headline", "(no headline)"),
        ("meta", ""),
        ("rule", ""),
    ]


def test_controls_do_not_reach_the_page() -> None:
    article = Article(
        "a\x1b[31m", "b\x1b]0;x\x07 **c\x9b**\u202e", source="\x1b[2J", url="x\x1b", credit="\x00"
    )
    for part in parts(article, ASCII):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", part.text)


@given(st.text(st.sampled_from(list("ab *_[]()<>#|-`\\\n>1.!:/¹")), max_size=120))
def test_no_word_of_a_body_is_lost(body: str) -> None:
    page = "".join(part.text for part in parts(Article("", body), UNICODE))
    for word in re.findall(r"[ab]+", plain(body)):
        assert word in page


@pytest.mark.parametrize(("body", "expected"), [("", 1), ("word " * 920, 4), ("字" * 900, 2)])
def test_minutes_count_words_or_signs(body: str, expected: int) -> None:
    assert minutes(body) == expected


def test_a_picture_is_named_and_can_be_opened() -> None:
    body = "One ![The bridge](https://e.org/b.jpg) and ![](https://e.org/c.png) and ![no](b.png)"
    part = made(Article("", body))[3]
    assert part.text == "One ▣ The bridge and ▣ picture  and ▣ no"
    assert [(link.number, part.text[link.start : link.end]) for link in part.links] == [
        (0, "▣ The bridge"),
        (0, "▣ picture "),
    ]
    assert part.words() == "One The bridge and  and no"


def test_cells_of_tables_are_read_like_other_text() -> None:
    body = "| Town | Tons |\n| --- | --- |\n| [Holm](https://e.org/h) | **12** |"
    table = next(part for part in made(Article("", body)) if part.role == "table")
    assert table.text.split("\n") == ["Town │ Tons", "─────┼─────", "Holm │   12"]
    assert [(link.number, table.text[link.start : link.end]) for link in table.links] == [(0, "Holm")]
    assert [table.text[a:b] for a, b, role in table.spans if role == "strong"] == ["12"]
    stacked = table.fitted(10)
    assert (stacked.text, stacked.verbatim) == ("Town: Holm\nTons: 12", False)
    assert stacked.fitted(80) == table


@given(st.text(st.sampled_from(list("ab *_[]()<>#|-`\\\n>1.!:/¹\t")), max_size=120))
def test_parts_know_where_they_stand_in_the_plain_text(body: str) -> None:
    """Quotes and the reading place are kept as offsets into the plain text of the body."""
    body = body.strip()
    words = plain(body)
    for part in parts(Article("", body, dateline="Holm"), UNICODE):
        if part.source is not None and part.exact:
            start, end = part.source
            assert words[start:end].replace("\t", " ") == part.words().replace("\t", " ")
            assert part.position(part.offset(start)) == start
            assert part.position(len(part.text)) == end
