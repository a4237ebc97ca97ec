"""Articles with anything at all in them, for the tests of taking away."""

from __future__ import annotations

from hypothesis import strategies as st

from index.article import Article, LinkKind, Published, RelatedLink

WORDS = st.text(max_size=60)
NASTY = st.one_of(
    WORDS,
    st.text(alphabet="{}[]()<>&\"'\\%$#_^~|*`@,-/:;\n\t \x00\x1b\x85\u2028\u202e\ud800aé中א", max_size=40),
    st.sampled_from(["]]>", "<script>alert(1)</script>", "&amp;", "--", "}", "{", "\\", "A and B, Jr."]),
)
URLS = st.one_of(
    NASTY,
    st.sampled_from(
        ["", "#", "https://paper.example/a_b%20c?d=e&f=g#h", "javascript:alert(1)", "/1998/04", "http://[bad"]
    ),
)
BODIES = st.one_of(
    NASTY,
    st.lists(
        st.sampled_from(
            [
                "# A heading", "- item\n  - deeper **bold*", "3. third\n4. fourth", "> quoted\n>> twice",
                "| a | b |\n|---|---|\n| 1 | <2> |", "```\ncode & <b>\n```", "*one [two* three](https://x.example/)",
                "![a picture](p.png) [](https://x.example/ \"t\")", "***", "[l]: https://x.example/",
                "a  \nline & [ref][l] <https://y.example/?a=1&b=2>", "North    12.5   3\nSouth     9.1   4",
            ]
        )
        | NASTY,
        max_size=6,
    ).map("\n\n".join),
)  # fmt: skip

DATES = st.sampled_from(["", "1987", "2012-10", "2012-10-14", "2012-10-14T15:07", "1998-13", "0001-01-01"])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any article at all."""
    link = st.builds(RelatedLink, NASTY, URLS, st.sampled_from(LinkKind), NASTY)
    return Article(
        headline=draw(NASTY),
        body=draw(BODIES),
        byline=draw(NASTY),
        source=draw(NASTY),
        section=draw(NASTY),
        dateline=draw(NASTY),
        published=Published(draw(DATES)),
        credit=draw(NASTY),
        url=draw(URLS),
        language=draw(st.sampled_from(["", "en", "he", "zh-Hant", '"><x'])),
        links=tuple(draw(st.lists(link, max_size=3))),
        id=draw(st.integers(0, 2**63 - 1)),
    )
