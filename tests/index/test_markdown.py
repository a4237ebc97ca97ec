"""Links and emphasis: which signs are marks, and that no sign goes that is none."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.markdown import Block, BlockKind, Mark, MarkKind, blocks, definitions, plain, render


def marks(text: str) -> list[tuple[str, str, str]]:
    """Of one paragraph: kind, words, url of every mark."""
    rendered = render(Block(BlockKind.PARAGRAPH, text), definitions(text))
    return [(mark.kind.value, rendered.text[mark.start : mark.end], mark.url) for mark in rendered.marks]


def words(text: str) -> str:
    return render(Block(BlockKind.PARAGRAPH, text), {}).text


def test_a_link_shows_its_title_and_keeps_its_url() -> None:
    text = 'See [the plan](https://x.example/a_(b)_c "A plan") now.'
    assert words(text) == "See the plan now."
    assert marks(text) == [("link", "the plan", "https://x.example/a_(b)_c")]


def test_a_link_within_emphasis_and_emphasis_within_a_link() -> None:
    assert marks("**[Ida *Hale*](https://x.example)**") == [
        ("link", "Ida Hale", "https://x.example"),
        ("strong", "Ida Hale", ""),
        ("emphasis", "Hale", ""),
    ]


def test_a_hash_or_nothing_is_no_url() -> None:
    assert marks("[one](#) [two](#top) [three]()") == [("link", w, "") for w in ("one", "two", "three")]


def test_addresses_in_the_open_leave_the_punctuation_to_the_sentence() -> None:
    text = "See https://x.example/a_(b)). Or <https://y.example/c_d>, or (http://z.example)!"
    assert [mark[2] for mark in marks(text)] == [
        "https://x.example/a_(b)", "https://y.example/c_d", "http://z.example",
    ]  # fmt: skip
    assert words(text) == text.replace("<", "").replace(">", "")


def test_reference_links_find_the_urls_below() -> None:
    below = "[1]: https://a.example\n[two]: https://b.example\n[three]: /c"
    body = f"[One][1], [two][] and [three], not [four].\n\n{below}"
    known = definitions(body)
    rendered = render(blocks(body)[0], known)
    assert rendered.text == "One, two and three, not [four]."
    assert [mark.url for mark in rendered.marks] == ["https://a.example", "https://b.example", "/c"]


def test_images_show_their_caption_and_are_never_followed() -> None:
    rendered = render(Block(BlockKind.PARAGRAPH, "![A pier](p.png) [](q.jpg)"), {})
    assert rendered.text == "A pier "
    assert [mark.kind for mark in rendered.marks] == [MarkKind.IMAGE, MarkKind.IMAGE]
    assert not any(mark.followable for mark in rendered.marks)


def test_a_picture_that_is_a_link_is_one_link() -> None:
    assert marks("[![A pier](p.png)](https://x.example)") == [("link", "A pier", "https://x.example")]


def test_a_link_without_words_shows_its_url() -> None:
    assert words("[](https://x.example/a)") == "https://x.example/a"


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "JavaScript:alert(1)", "tel:1", "#top"])
def test_what_leads_to_no_page_is_not_followed(url: str) -> None:
    assert not Mark(0, 1, MarkKind.LINK, url).followable


def test_emphasis_of_every_kind() -> None:
    assert marks("*a* **b** ***c*** _d_ __e__ `f *g*`") == [
        ("emphasis", "a", ""), ("strong", "b", ""), ("strong", "c", ""), ("emphasis", "c", ""),
        ("emphasis", "d", ""), ("strong", "e", ""), ("code", "f *g*", ""),
    ]  # fmt: skip
    assert words("是**橋**的") == "是橋的"


@pytest.mark.parametrize(
    "text",
    ["2 * 3 * 4", "snake_case_name", "F***** it", "*) a note", "price* rose", "ldso_*.deb libc5_*.deb",
     "a*b*c", "[Reuters]", "[/markup]", "[FTC] [lawsuit]", "5 < 6 > 4", "`unclosed", "C:\\news",
     "<GM> and <XON>", "** bold **"],
)  # fmt: skip
def test_signs_that_mark_nothing_stay(text: str) -> None:
    assert words(text) == text
    assert plain(text) == text


def test_a_backslash_keeps_a_sign_from_being_a_mark() -> None:
    assert words(r"\*not\* \[so\](x)") == "*not* [so](x)"


def test_plain_text_has_no_marks_of_blocks_either() -> None:
    body = "## The *Tide*\n\n> It rose,\n> he said.\n\n- [one](https://x.example)\n- two\n\n```\n*code*\n```"
    assert plain(body) == "The Tide\n\nIt rose, he said.\n\n- one\n\n- two\n\n*code*"


def test_code_tables_and_definitions_are_drawn_as_they_are() -> None:
    body = "```\n[a](https://x.example)\n```\n\n[1]: https://y.example"
    known = definitions(body)
    assert [render(block, known).marks for block in blocks(body)] == [(), ()]


def test_a_block_longer_than_prose_can_be_is_taken_as_it_stands() -> None:
    text = "*a* " * 200_000
    assert words(text) == text


PIECES = st.sampled_from(
    ["word", " ", "*", "**", "_", "`", "[", "](https://word.example)", "](#)", "![", "]", "(", ")", "\\", "<",
     ">", "https://word.example/word", "[word](u)", ".", "!", "[word]"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=16))
def test_no_word_is_lost_and_no_links_overlap(pieces: list[str]) -> None:
    numbers = iter(range(1000))
    text = re.sub("word", lambda _: f"word{next(numbers)}", "".join(pieces))
    rendered = render(Block(BlockKind.PARAGRAPH, text), {})
    kept = rendered.text + " ".join(mark.url for mark in rendered.marks)
    images = "".join(re.findall(r"!\[.*", text))  # the url of a picture within a link goes with the picture
    assert all(word in kept or word in images for word in re.findall(r"word\d+", text))
    links = [mark for mark in rendered.marks if mark.kind in (MarkKind.LINK, MarkKind.IMAGE)]
    assert all(first.end <= second.start for first, second in pairwise(links))
    assert all(0 <= mark.start <= mark.end <= len(rendered.text) for mark in rendered.marks)


@given(st.text(alphabet="ab *_`[]()!\\<>\n#-|"))
def test_rendering_takes_signs_away_and_never_changes_or_moves_any(text: str) -> None:
    rendered = render(Block(BlockKind.PARAGRAPH, text), {}).text
    signs = iter(text)
    assert all(sign in signs for sign in rendered)
