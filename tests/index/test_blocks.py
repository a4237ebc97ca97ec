"""The blocks of a body: what is a list, a table, a quote, and above all what is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.blocks import Block, BlockKind, blocks, definitions

P, H, Q, L, T, C, R, D = (
    BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTE, BlockKind.ITEM,
    BlockKind.TABLE, BlockKind.CODE, BlockKind.RULE, BlockKind.DEFINITION,
)  # fmt: skip


def kinds(body: str) -> list[BlockKind]:
    return [block.kind for block in blocks(body)]


def test_wrapped_lines_are_one_paragraph_and_blank_lines_part_them() -> None:
    assert blocks("The tide\nrose.\n\n\nIt fell.") == [Block(P, "The tide rose."), Block(P, "It fell.")]


def test_two_spaces_or_a_backslash_break_a_line() -> None:
    assert blocks("Net 8.6  \nRevs 9\\\nShr 1")[0].text == "Net 8.6\nRevs 9\nShr 1"


def test_lines_of_han_are_joined_without_a_space() -> None:
    assert blocks("港町の橋は\n開通した。")[0].text == "港町の橋は開通した。"


@pytest.mark.parametrize(
    ("line", "text", "level"),
    [
        ("# Tide", "Tide", 1),
        ("### Tide ###", "Tide", 3),
        ("##设置", "设置", 2),
        ("## C# for all", "C# for all", 2),
    ],
)
def test_headings(line: str, text: str, level: int) -> None:
    assert blocks(line) == [Block(H, text, level)]


def test_a_hash_before_a_word_is_a_tag_and_no_heading() -> None:
    assert kinds("#herring is back") == [P]


def test_a_short_underlined_line_is_a_heading_and_a_long_one_is_followed_by_a_rule() -> None:
    assert blocks("The Tide\n=====\n\nText") == [Block(H, "The Tide", 1), Block(P, "Text")]
    assert kinds("A sentence that goes on. " * 8 + "\n-----\nThe writer is a pilot.") == [P, R, P]


def test_list_items_have_their_marks_and_levels_and_keep_wrapped_lines() -> None:
    assert blocks("- one\n  and more\n  - two\n3. three") == [
        Block(L, "one and more", 1, "-"),
        Block(L, "two", 2, "-"),
        Block(L, "three", 1, "3."),
    ]


def test_a_year_at_the_start_of_a_wrapped_line_begins_no_list() -> None:
    assert kinds("It was built in\n1987. The tide was high.") == [P]
    assert kinds("the price rose by\n12. In May it fell.") == [P]


def test_quotes_know_their_depth() -> None:
    assert blocks("> one\n> two\n>\n>> three") == [Block(Q, "one two", 1), Block(Q, "three", 2)]


def test_figures_in_columns_are_a_table_with_every_space_kept() -> None:
    table = "             CORN  BRLY\n Chicago     1.47  --\n Balt/Nor/\n Phil        1.70  1.80"
    assert blocks(f"Prices were:\n\n{table}\n\nReuter") == [
        Block(P, "Prices were:"), Block(T, table), Block(P, "Reuter"),
    ]  # fmt: skip


def test_rows_with_bars_are_a_table() -> None:
    assert kinds("| a | b |\n|---|---|\n| 1 | 2 |") == [T]
    assert kinds("a | b\n--|--\n1 | 2") == [T]
    assert kinds("either | or") == [P]


def test_fenced_and_indented_code_is_kept_as_it_is() -> None:
    assert blocks("```ruby\n# no heading\n\n- no item\n```") == [
        Block(C, "# no heading\n\n- no item", marker="ruby")
    ]
    assert blocks("Type:\n\n    $ ls\n\n      -l\n\nDone") == [
        Block(P, "Type:"), Block(C, "$ ls\n\n  -l"), Block(P, "Done"),
    ]  # fmt: skip


def test_an_indented_first_line_is_a_paragraph() -> None:
    assert kinds("    The company said\nthat it would.") == [P]


def test_definitions_are_blocks_of_their_own_but_a_speaker_in_brackets_is_none() -> None:
    body = (
        'See [it][1].\n\n[1]: https://x.example/a "A"\n[Paper]: <https://y.example>\n\n[Smith]: I went home.'
    )
    assert kinds(body) == [P, D, D, P]
    assert definitions(body) == {"1": "https://x.example/a", "paper": "https://y.example"}


LINES = st.sampled_from(
    ["", "word", "# word", "> word", ">", "- word", "  1. word", "12) word", "    word", "word   word",
     "| word |", "---", "===", "```", "~~~ word", "[word]: https://word.example", "\tword", "word  ",
     "word\\", "* * *", "+", "  word"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(LINES, max_size=12))
def test_every_word_of_a_body_is_in_its_blocks(lines: list[str]) -> None:
    numbers = iter(range(1000))
    body = re.sub("word", lambda _: f"word{next(numbers)}", "\n".join(lines))
    words = re.findall(r"word\d+", " ".join(block.text + " " + block.marker for block in blocks(body)))
    assert words == re.findall(r"word\d+", body) or sorted(words) == sorted(re.findall(r"word\d+", body))


@given(st.text())
def test_any_text_has_blocks(text: str) -> None:
    assert "".join(block.text for block in blocks(text)) or not re.search(r"\w", text)
