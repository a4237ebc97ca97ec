"""The panel of a missing article: what it closes with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.message import Message

from index.article import UNDATED, RelatedLink
from index.records import Nearest, Related
from reader.messages import OpenArticle, OpenPage, Search
from reader.screens.wanted import WantedScreen, search_words
from tests.journeys.screens import seen
from tests.reader.dressed import Dressed


class Host(Dressed):
    def __init__(self) -> None:
        super().__init__()
        self.closed: list[Message | None] = []

    def show(self, screen: WantedScreen) -> None:
        self.push_screen(screen, self.closed.append)


NEAR = [Nearest(7, "Near [/one]", UNDATED, "Gazette", 0.71), Nearest(8, "Near two", UNDATED, "", 0.44)]


def wanted(title: str = "Jamaica [bold] Pact", url: str = "", near: list[Nearest] = NEAR) -> WantedScreen:
    return WantedScreen(Related(RelatedLink(title, url), None), near, 4)


async def test_it_tells_what_is_known() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.show(wanted())
        await pilot.pause()
        told = seen(app)
        for words in (
            "Jamaica [bold] Pact",
            "not in this archive",
            "Near [/one]",
            "0.71",
            "4 articles point at it",
        ):
            assert words in told
        assert "original" not in told


@pytest.mark.parametrize(
    ("keys", "request_"),
    [
        (("enter",), OpenArticle(7)),
        (("j", "enter"), OpenArticle(8)),
        (("G", "g", "k", "down", "enter"), OpenArticle(8)),
        (("s",), Search("Jamaica bold Pact")),
        (("o",), OpenPage("https://example.org/pact")),
        (("escape",), None),
        (("q",), None),
    ],
)
async def test_it_closes_with_what_was_chosen(keys: tuple[str, ...], request_: Message | None) -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.show(wanted(url="https://example.org/pact"))
        await pilot.press(*keys)
        await pilot.pause()
        assert app.closed == [request_]


async def test_nothing_near_and_no_page() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.show(wanted(url="javascript:alert(1)", near=[]))
        await pilot.press("enter", "o", "j")
        assert app.closed == []
        assert "No headline of this archive comes near it." in seen(app)


@given(st.text(max_size=50))
def test_the_words_of_a_title_hold_no_operators(title: str) -> None:
    """Whatever is printed as a title, searching it is a search for words."""
    words = search_words(title)
    assert not set(words) & set('"()*:-[]')
    assert not set(words.split()) & {"OR", "NOT", "AND"}
