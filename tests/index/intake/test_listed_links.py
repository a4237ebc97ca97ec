"""Entries of lists of related articles, and links within a body with their sentences."""

from __future__ import annotations

import pytest

from index.article import LinkKind, RelatedLink
from index.intake.links import distinct, inline, listed


@pytest.mark.parametrize(
    ("entry", "links"),
    [
        ("- [Jamaica, RusAl Make Pact](#)", [RelatedLink("Jamaica, RusAl Make Pact")]),
        ("- Title only", [RelatedLink("Title only")]),
        ("* **[Bold](https://x.example)**", [RelatedLink("Bold", "https://x.example")]),
        ("3. [Title]()", [RelatedLink("Title")]),
        ("- <https://x.example/a>", [RelatedLink("https://x.example/a", "https://x.example/a")]),
        ("- A title – https://x.example", [
            RelatedLink("A title", "https://x.example", sentence="A title – https://x.example")]),
        ("- [One](#) and [Two](/2)", [RelatedLink("One"), RelatedLink("Two", "/2")]),
        ("- [One](#) (May 3)", [RelatedLink("One", sentence="One (May 3)")]),
        ("- ", []),
    ],
)  # fmt: skip
def test_entries(entry: str, links: list[RelatedLink]) -> None:
    assert list(listed(entry, {})) == links


def test_a_list_that_says_things_twice_says_them_once_with_the_url() -> None:
    found = [
        RelatedLink("The Bridge"),
        RelatedLink("Tides", "/t"),
        RelatedLink("the bridge", "/b"),
        RelatedLink("Tides", "/u"),
    ]
    assert list(distinct(found)) == [
        RelatedLink("The Bridge", "/b"), RelatedLink("Tides", "/t"), RelatedLink("Tides", "/u"),
    ]  # fmt: skip


def test_inline_links_come_with_their_sentence() -> None:
    body = (
        "It rained. Dr. J. Vale of the U.S. Board showed [the *new* plan](https://x.example/p) to all. "
        'Nobody "spoke."\n\n- see [this](/a), and [that](/b)\n\n'
        "`[code](/c)` ![picture](/p.png) [no page](#) [mail](mailto:a@b.example)"
    )
    assert list(inline(body)) == [
        RelatedLink("the new plan", "https://x.example/p", LinkKind.INLINE,
                    "Dr. J. Vale of the U.S. Board showed the new plan to all."),
        RelatedLink("this", "/a", LinkKind.INLINE, "see this, and that"),
        RelatedLink("that", "/b", LinkKind.INLINE, "see this, and that"),
    ]  # fmt: skip


def test_sentences_of_other_scripts_end_too() -> None:
    assert [link.sentence for link in inline("下雨了。他看了[計劃](/a)。沒有人說話。")] == ["他看了計劃。"]


def test_a_very_long_sentence_is_cut_around_the_link() -> None:
    sentence = next(iter(inline("word " * 500 + "[here](/a) " + "tail " * 500))).sentence
    assert (sentence[:5], sentence[-5:]) == ("…word", "tail…")
    assert " here " in sentence
    assert len(sentence) < 700
