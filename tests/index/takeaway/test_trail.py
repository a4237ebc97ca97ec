"""A trail as Markdown."""

from __future__ import annotations

from index.article import Article, Published
from index.markdown import plain
from index.takeaway import trail
from index.takeaway.trail import Day, Step

PIERS = Article(
    "Pier Cracks, Work Stops", "Text", "Ingrid Vale", "The Sound Courier", published=Published("2004-09-03"),
    url="https://example.org/pier_3", id=1,
)  # fmt: skip


def written(*entries: Day | Step) -> str:
    return "".join(trail.pieces(entries))


def test_steps_are_nested_citations_under_their_day() -> None:
    text = written(
        Day("22 November 2026"),
        Step(PIERS, "14:02", "bridge"),
        Step(PIERS, "14:05", "related", 1),
        Step(None, "15:00"),
    )
    assert text == (
        "# The trail\n"
        "\n## 22 November 2026\n"
        "\n- Ingrid Vale: “Pier Cracks, Work Stops”. The Sound Courier, 3 September 2004."
        " <https://example.org/pier_3>\n"
        "  (14:02, bridge)\n"
        "  - Ingrid Vale: “Pier Cracks, Work Stops”. The Sound Courier, 3 September 2004."
        " <https://example.org/pier_3>\n"
        "    (14:05, related)\n"
        "- an article that is not in this archive\n"
        "  (15:00)\n"
    )


def test_notes_and_quotes_stand_where_an_article_comes_first() -> None:
    step = Step(PIERS, "14:02", note="Look up\n\nthe tables.", quotes=["A crack\nof 4 m"])
    text = written(Day("1 May 2026"), step, step)
    assert text.count("> A crack\n  > of 4 m\n") == 1
    assert text.count("  Look up\n\n  the tables.\n") == 1


def test_nothing_in_a_note_or_a_query_becomes_markup() -> None:
    text = written(Day("x"), Step(PIERS, "14:02", "*a* [b](c)", note="# no heading\n<b>"))
    assert "\\*a\\* \\[b\\](c)" in text
    assert "\\# no heading" in text
    assert "# no heading" in plain(text)
    assert "\\<b\\>" in text
