"""Archive pages: every part, and every part missing, doubled, dressed otherwise or elsewhere."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import UNIDENTIFIED, Article, LinkKind, Published, RelatedLink
from index.intake.archive_page import read

BODY = "The council voted on the bridge, which nobody has seen.\n\nIt will be seen in May, the mayor said."
PARTS = {
    "headline": "# Council Votes for a Bridge",
    "byline": "By [Ida Hale](#)",
    "published": "October 14, 2012",
    "source": "**The  Sound Courier**",
    "body": BODY,
    "credit": "*(Coast Wire, SC)*",
    "related": "#### **Related articles:**\n\n- [Ferrymen Go to Court](#)\n- [A Pier](https://x.example/pier)",
    "url": "Original url:\n\n<https://courier.example/bridge>",
}
ARTICLE = Article(
    headline="Council Votes for a Bridge",
    body=BODY,
    byline="Ida Hale",
    source="The Sound Courier",
    published=Published("2012-10-14"),
    credit="Coast Wire, SC",
    url="https://courier.example/bridge",
    links=(RelatedLink("Ferrymen Go to Court"), RelatedLink("A Pier", "https://x.example/pier")),
    language="en",
)
MISSING = {
    "headline": {"headline": ""}, "byline": {"byline": ""}, "published": {"published": Published()},
    "source": {"source": ""}, "body": {"body": "", "language": ""}, "credit": {"credit": ""},
    "related": {"links": ()}, "url": {"url": ""},
}  # fmt: skip


def page(**changes: str) -> str:
    """The page with some parts dressed otherwise, or left out where they are empty."""
    return "\n\n" + "\n\n".join(part for part in (PARTS | changes).values() if part) + "\n"


def fields(article: Article) -> str:
    """All the text of an article."""
    texts = [
        article.headline,
        article.body,
        article.byline,
        article.source,
        article.section,
        article.credit,
        article.url,
    ]
    return "\n".join(
        texts + [text for link in article.links for text in (link.title, link.url, link.sentence)]
    )


def test_a_whole_page() -> None:
    assert read(page()) == ARTICLE


def test_the_seed_of_the_project() -> None:
    seed = Path(__file__).parents[3] / "seeds" / "000_a827544edc8a3d89.txt"
    article = read(seed.read_text(encoding="utf-8"))
    assert article._replace(body="") == Article(
        headline="Ministry to Help RusAl Seek Chinese Partners for Smelter",
        body="",
        byline="The Moscow Times",
        source="The Moscow Times",
        published=Published("2012-10-14"),
        credit="Reuters, MT",
        url="https://www.themoscowtimes.com/2012/10/14/ministry-to-help-rusal-seek-chinese-partners-for-smelter-a18533",
        language="en",
        links=(
            RelatedLink("Jamaica, RusAl Make Pact"),
            RelatedLink("RusAl Woos Chinese Investment in Siberia"),
            RelatedLink("Norilsk, RusAl Might Invest in Indonesia"),
        ),
        id=UNIDENTIFIED,
    )
    assert article.body.startswith("RusAl, the world's largest aluminum producer,")
    assert article.body.endswith("global promotion of Russian companies and goods.")
    assert article.body.count("\n\n") == 7


@pytest.mark.parametrize("part", PARTS)
def test_any_part_may_be_missing(part: str) -> None:
    assert read(page(**{part: ""})) == ARTICLE._replace(**MISSING[part])  # type: ignore[arg-type]


@settings(max_examples=150)
@given(st.permutations(list(PARTS)))
def test_parts_may_stand_in_any_order(order: list[str]) -> None:
    assert read("\n\n".join(PARTS[part] for part in order)) == ARTICLE


@pytest.mark.parametrize(
    ("part", "dress"),
    [
        ("headline", "## Council Votes for a Bridge"),
        ("headline", "###### Council Votes for a Bridge ######"),
        ("headline", "# **Council  Votes\u00a0for a Bridge**"),
        ("headline", "Council Votes for a Bridge\n========"),
        ("headline", "# [Council Votes for a Bridge](#)"),
        ("byline", "By Ida Hale"),
        ("byline", "BY Ida Hale"),
        ("byline", "**By Ida Hale**"),
        ("byline", "*by Ida Hale*"),
        ("byline", "By [by Ida Hale](#)"),
        ("byline", "[By Ida Hale](#)"),
        ("byline", "By: Ida\u00a0 Hale"),
        ("byline", "By [Ida Hale](https://courier.example/ida)"),
        ("byline", "Author: Ida Hale"),
        ("published", "14 October 2012"),
        ("published", "Sunday, October 14th, 2012"),
        ("published", "*Oct. 14, 2012*"),
        ("published", "2012-10-14"),
        ("published", "Published: October 14, 2012"),
        ("published", "14 октября 2012"),
        ("source", "__The Sound Courier__"),
        ("source", "**[The Sound Courier](#)**"),
        ("source", "**The** **Sound** **Courier**"),
        ("source", "Source: The Sound Courier"),
        ("credit", "_(Coast Wire, SC)_"),
        ("credit", "(Coast Wire, SC)"),
        ("credit", "**(Coast Wire, SC)**"),
        ("related", "Related stories\n- [Ferrymen Go to Court](#)\n- [A Pier](https://x.example/pier)"),
        ("related", "**Read more:**\n\n* Ferrymen Go to Court\n* [A Pier](https://x.example/pier)"),
        (
            "related",
            "## RELATED ARTICLES\n\n1. [Ferrymen Go to Court]()\n\n2. [A Pier](<https://x.example/pier>)",
        ),
        ("related", "*See also*\n\n[Ferrymen Go to Court](#)\n[A Pier](https://x.example/pier)"),
        (
            "related",
            "Related articles:\n- [Ferrymen Go\n  to Court](#)\n- [**A Pier**](https://x.example/pier)",
        ),
        ("related", "Читайте также\n\n• Ferrymen Go to Court\n• [A Pier](https://x.example/pier)"),
        ("related", "Read more: [Ferrymen Go to Court](#), [A Pier](https://x.example/pier)"),
        ("url", "Original url: https://courier.example/bridge"),
        ("url", "**Original URL:** <https://courier.example/bridge>"),
        ("url", "## Original url\n[https://courier.example/bridge](https://courier.example/bridge)"),
        ("url", "Original article: https://courier.example/bridge"),
    ],
)
def test_parts_may_be_dressed_otherwise(part: str, dress: str) -> None:
    assert read(page(**{part: dress})) == ARTICLE


def test_parts_without_blank_lines_between_them() -> None:
    text = "# Council Votes for a Bridge\nBy Ida Hale\nOctober 14, 2012\n**The Sound Courier**\n" + BODY
    article = read(text)
    assert (article.headline, article.byline, article.source) == (
        ARTICLE.headline,
        "Ida Hale",
        "The Sound Courier",
    )
    assert (article.published, article.body) == (ARTICLE.published, BODY)


def test_parts_on_one_line() -> None:
    article = read(f"# A Bridge\n\nBy Ida Hale | October 14, 2012 | **The Sound Courier**\n\n{BODY}")
    assert (article.byline, article.published.iso, article.source) == (
        "Ida Hale",
        "2012-10-14",
        "The Sound Courier",
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.lstrip("\n"),
        lambda text: "\n \n\t\n" + text + "\n\n \n",
        lambda text: text.replace("\n\n", "\n\n\n \n"),
        lambda text: text.replace("\n\n", "\n\n---\n\n", 2),
        lambda text: text.replace("By ", "By\u00a0\u00a0").replace("October ", "October\u00a0 "),
        lambda text: re.sub("(?m)$", "  ", text).replace(BODY.replace("\n", "  \n"), BODY),
    ],
)
def test_blank_lines_and_line_ends_do_not_matter(change) -> None:  # type: ignore[no-untyped-def]
    article = read(change(page()))
    assert article._replace(body=article.body.replace("  \n", "\n")) == ARTICLE


@pytest.mark.parametrize(
    ("again", "field"),
    [("# A Second Headline", "headline"), ("By [Bram Oake](#)", "byline"), ("May 3, 1998", "published"),
     ("**Coast Wire**", "source")],
)  # fmt: skip
def test_of_a_doubled_part_the_first_counts_and_the_other_is_body(again: str, field: str) -> None:
    article = read(page().replace(BODY, f"{again}\n\n{BODY}"))
    assert article.body == f"{again}\n\n{BODY}"
    assert getattr(article, field) == getattr(ARTICLE, field)


def test_doubled_lists_are_joined_and_a_second_url_is_body() -> None:
    article = read(
        page()
        + "\n\nRelated stories\n\n- Ferrymen go to court\n- New One\n\nOriginal url: <https://b.example>"
    )
    assert article.links[:3] == (*ARTICLE.links, RelatedLink("New One"))
    assert article.url == ARTICLE.url
    assert article.body.endswith("Original url: <https://b.example>")


@pytest.mark.parametrize("target", ["<#>", "#", "<>", "", "[](#)"])
def test_a_hash_or_nothing_is_no_url(target: str) -> None:
    article = read(page(url=f"Original url:\n\n{target}"))
    assert (article.url, article.body) == ("", BODY)


def test_a_title_without_entries_is_body() -> None:
    assert read(page(related="#### Related articles")).body == f"{BODY}\n\n#### Related articles"
    body = read("# A\n\nText.\n\n## Read more\n\nNothing is listed here.").body
    assert body == "Text.\n\n## Read more\n\nNothing is listed here."


@pytest.mark.parametrize(
    "body",
    [
        "By 1987 the town had grown.",
        "By Friday Harbour Street\nwas under water.",
        "By the way, nobody came.",
        "**A bold sentence begins it.** And goes on.",
        "**The council voted, and it voted for a bridge that nobody has seen.**",
        "In October 14, 2012 was a Sunday.",
        "Text.\n\nMay 3, 1998\n\nMore text.\n\n**Background**\n\nThe end.",
        "Text.\n\n## A heading\n\nMore text.\n\n- a list\n- of things",
        "Text *(in passing)* here.\n\n*(This was added on Monday, when all was over.)*\n\nA.\n\nB.\n\nC.",
        "See also [the plan](https://x.example) and [the map](https://y.example).\n\nText.",
        "```\n# no headline\nOriginal url: <https://x.example>\n```\n\nText.",
        "Related to this is nothing.",
    ],
)
def test_text_that_resembles_a_part_stays_text(body: str) -> None:
    assert read(page(body=body, credit="")).body == body


def test_the_links_of_the_body_come_after_the_listed_ones_with_their_sentence() -> None:
    article = read(page(body="It rained. The [plan](https://x.example/plan) of [May](#) stands. It is late."))
    assert article.links == (
        *ARTICLE.links,
        RelatedLink("plan", "https://x.example/plan", LinkKind.INLINE, "The plan of May stands."),
    )


def test_entities_and_anchors_are_read() -> None:
    article = read(
        '# A &amp; B\n\nIt&#8217;s <a class="x" href="https://x.example">here</a>&#27;[2J &lt;now&gt;&#8238;.'
    )
    assert article.headline == "A & B"
    assert article.body == "It’s [here](https://x.example)[2J <now>."
    assert [link.url for link in article.links] == ["https://x.example"]


def test_a_headline_that_is_a_link_gives_the_url() -> None:
    assert read("# [A](https://x.example/a)\n\nText").url == "https://x.example/a"
    both = read("# [A](https://x.example/a)\n\nText\n\nOriginal url: https://y.example")
    assert both.url == "https://y.example"
    assert both.links == (RelatedLink("A", "https://x.example/a"),)


def test_a_headline_without_a_mark_is_told_by_the_byline_below() -> None:
    assert read("A Bridge at Last\n\nBy Ida Hale\n\nText.").headline == "A Bridge at Last"
    assert read("Just a line\n\nand another.").headline == ""


def test_of_two_bold_lines_without_a_heading_the_first_is_the_headline() -> None:
    article = read("**A Bridge at Last**\n\nMay 3, 1998\n\n**The Sound Courier**\n\nText.")
    assert (article.headline, article.source, article.body) == (
        "A Bridge at Last",
        "The Sound Courier",
        "Text.",
    )
    named = read("Source: Coast Wire\n\n**A Bridge**\n\n**At Last**\n\nText.")
    assert (named.headline, named.source, named.body) == ("A Bridge", "Coast Wire", "**At Last**\n\nText.")


def test_a_summary_may_stand_above_the_byline() -> None:
    article = read("# A\n\nThe mayor wants it; the ferrymen do not.\n\nBy Ida Hale\n\nMay 3, 1998\n\nText.")
    assert (article.byline, article.published.iso) == ("Ida Hale", "1998-05-03")
    assert article.body == "The mayor wants it; the ferrymen do not.\n\nText."


def test_a_place_is_a_field_and_stays_in_the_body() -> None:
    article = read("# A\n\nHOLM SOUND, May 3 (Coast Wire) — The council voted.")
    assert article.dateline == "HOLM SOUND"
    assert article.body == "HOLM SOUND, May 3 (Coast Wire) — The council voted."


def test_a_section_is_read_where_the_page_names_it() -> None:
    assert read("# A\n\nSection: Harbour\n\nText.").section == "Harbour"


FRAGMENTS = st.sampled_from(
    ["# {}", "## {}", "By {}", "By [{}](#)", "by {} {}, {}", "**{}**", "**{} {}**", "*({})*", "({})", "- {}",
     "* {}", "1. {}", "- [{}](#)", "- [{}](http://x.example/{})", "- {} (http://x.example/{})",
     "- [{}](#) and {}", "Related articles:", "#### **Related articles:**", "Original url:",
     "Original url: <http://x.example/{}>", "<http://x.example/{}>", "{} {} {}", "{} said {}.",
     "Section: {}", "Source: {}", "Author: {}", "    {}", "> {}", "```", "~~~", "", "", "", "", "[/{}]",
     "{} | {}", "By {} | **{}**", "October 14, 2012", "14 octobre 2012", "2012", "Published: 3 May 1998",
     "---", "====", "***", "Read more: [{}](#), [{}](http://x.example/{})", "See also {}",
     "[{}]: http://x.example/{}", "| {} | {} |", "a   {}   b", "![{}](http://x.example/{}.png)",
     "[{}](http://x.example/{})", "[{}][{}]", "HOLM SOUND, May 3 ({}) — {}", "_{}_", "{}\t{}", "  {}", "*{}*",
     '<a href="http://x.example/{}">{}</a>', "{} &amp; {}", "# [{}](http://x.example/{})",
     "\x1b[31m{}\x1b[0m"]
)  # fmt: skip


@settings(max_examples=500)
@given(st.lists(FRAGMENTS, max_size=14), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_word_of_a_page_is_in_some_field(fragments: list[str], newline: str) -> None:
    numbers = itertools.count()
    text = re.sub(r"\{\}", lambda _: f"Word{next(numbers)}q", newline.join(fragments))
    kept = fields(read(text))
    assert [word for word in re.findall(r"Word\d+q", text) if word not in kept] == []


@settings(max_examples=300)
@given(st.text())
def test_any_text_is_read_and_keeps_its_words(text: str) -> None:
    kept = fields(read(text))
    assert all(word in kept for word in re.findall(r"[a-z]{4,}", text))
