"""The article body: what its lines say, where its keys lead, what it posts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.message import Message

from index.article import Article, Published
from index.records import Span
from reader.messages import FollowInline
from reader.signs import UNICODE
from reader.text import Line
from reader.widgets.article_body import ArticleBody

SENTENCE = "The tide board met on Tuesday and put off the vote on the quay. "
LONG = Article(
    "Tide Board Puts Off Quay",
    "\n\n".join(
        f"Part {number}. {SENTENCE * 3}[see {number}](https://e.org/{number})" for number in range(60)
    ),
    published=Published("2012-10-14"),
    source="Gazette",
)
SHORT = Article(
    "Bridge Opens [/x]", "It [opened](https://e.org/a) at noon.", credit="Wire", url="https://e.org/o"
)


def words(pattern: str):  # type: ignore[no-untyped-def]
    def find(text: str) -> list[Span]:
        return [match.span() for match in re.finditer(pattern, text)]

    return find


class Host(App[None]):
    """A page that hears what it posts."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield ArticleBody(signs_=UNICODE)

    def on_mount(self) -> None:
        self.body.focus()

    def on_article_body_matched(self, message: ArticleBody.Matched) -> None:
        self.heard.append(message)

    def on_article_body_progressed(self, message: ArticleBody.Progressed) -> None:
        self.heard.append(message)

    def on_article_body_link_chosen(self, message: ArticleBody.LinkChosen) -> None:
        self.heard.append(message)

    def on_article_body_appendix_clicked(self, message: ArticleBody.AppendixClicked) -> None:
        self.heard.append(message)

    def on_follow_inline(self, message: FollowInline) -> None:
        self.heard.append(message)

    @property
    def body(self) -> ArticleBody:
        return self.query_one(ArticleBody)

    @property
    def lines(self) -> list[str]:
        return [self.body.render_line(y).text.strip() for y in range(self.body.size.height)]

    def told(self, kind: type[Message]) -> Sequence[tuple[object, ...]]:
        """The values of the messages of a kind heard since the last look."""
        taken = [message for message in self.heard if isinstance(message, kind)]
        self.heard = [message for message in self.heard if not isinstance(message, kind)]
        return [
            tuple(value for name, value in vars(message).items() if name[0] != "_" and name != "time")
            for message in taken
        ]


def related(width: int) -> list[Line]:
    return [
        Line("RELATED", "heading"),
        Line("1 = Another", "title"),
        Line("2 ○ A third" + "." * (width - 12)),
    ]


async def test_a_page_from_its_headline_to_what_follows_it() -> None:
    async with Host().run_test(size=(60, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(SHORT, appendix=related)
        await pilot.pause()
        assert app.lines[:17] == [
            "", "Bridge Opens [/x]", "", "1\u00a0min", "─" * 55, "It opened¹ at noon.", "", "(Wire)", "",
            "¹ https://e.org/a", "", "Original: https://e.org/o", "", "RELATED", "1 = Another",
            "2 ○ A third" + "." * 43, "",
        ]  # fmt: skip
        app.body.set_appendix(None)
        await pilot.pause()
        assert app.lines[12:14] == ["", ""]


async def test_reading_goes_by_lines_and_pages_and_tells_how_far() -> None:
    async with Host().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(LONG)
        await pilot.pause()
        app.told(ArticleBody.Progressed)
        found = []
        for key in ("j", "k", "space", "b", "ctrl+d", "ctrl+u", "G", "g"):
            await pilot.press(key)
            found.append(app.body.scrolled)
        assert found[:6] == [1, 0, 19, 0, 9, 0]
        assert found[6] == app.body.virtual_size.height - 20
        assert found[7] == 0
        percents = [percent for (percent,) in app.told(ArticleBody.Progressed)]
        assert 100 in percents
        assert percents[-1] == 100 * 20 // app.body.virtual_size.height


async def test_matches_are_walked_round_and_told() -> None:
    async with Host().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(LONG, words(r"Part [035]\d?\."))
        await pilot.pause()
        assert app.told(ArticleBody.Matched)[-1] == (0, 23)
        assert [app.body.next_match(), app.body.next_match(), app.body.next_match()] == [True] * 3
        await pilot.pause()
        assert app.told(ArticleBody.Matched) == [(1, 23), (2, 23), (3, 23)]
        assert app.lines[app.cursor_position.y].startswith("Part 5.")
        await pilot.press("g")
        app.body.previous_match()
        app.body.next_match()
        await pilot.pause()
        assert app.told(ArticleBody.Matched) == [(23, 23), (1, 23)]
        assert app.lines[app.cursor_position.y].startswith("Part 0.")


async def test_other_words_can_be_looked_for_in_the_article() -> None:
    async with Host().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(LONG, words("quay"))
        await pilot.pause()
        app.told(ArticleBody.Matched)
        app.body.set_matches(words("zebra"))
        await pilot.pause()
        assert (app.body.next_match(), app.body.previous_match()) == (False, False)
        assert app.told(ArticleBody.Matched) == [(0, 0)]


async def test_links_are_chosen_in_view_and_followed() -> None:
    async with Host().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(LONG)
        await pilot.pause()
        await pilot.press("enter", "]", "]", "[", "enter")
        assert app.told(FollowInline) == [(1,)]
        assert app.told(ArticleBody.LinkChosen)[0] == (1, "see 0", "https://e.org/0")
        await pilot.press("G", "[")
        assert app.told(ArticleBody.LinkChosen)[-1] == (60, "see 59", "https://e.org/59")
        await pilot.press("]", "enter")
        assert app.told(FollowInline) == [(60,)]
        app.body.show(SHORT)
        await pilot.press("enter")
        assert (app.told(ArticleBody.LinkChosen), app.told(FollowInline)) == ([(0, "", "")], [])


async def test_a_click_follows_a_link_or_tells_the_line_below_the_article() -> None:
    async with Host().run_test(size=(60, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(SHORT, appendix=related)
        await pilot.pause()
        await pilot.click(ArticleBody, offset=(6, 5))
        await pilot.click(ArticleBody, offset=(3, 5))
        await pilot.click(ArticleBody, offset=(6, 14))
        assert app.told(FollowInline) == [(1,)]
        assert app.told(ArticleBody.AppendixClicked) == [(1,)]


async def test_another_width_keeps_the_place() -> None:
    async with Host().run_test(size=(90, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(LONG)
        await pilot.pause()
        await pilot.press("space", "space", "space")
        place = app.body.place
        for width in (40, 62, 30, 90):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            assert app.body.place.part == place.part
        assert app.body.place == place
        app.body.column = 40
        await pilot.pause()
        assert app.body.place.part == place.part
        assert max(map(len, app.lines)) <= 40


async def test_an_article_is_opened_where_it_was_left() -> None:
    async with Host().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(LONG)
        await pilot.press("space", "space")
        place = app.body.place
        app.body.show(SHORT)
        await pilot.pause()
        assert app.body.scrolled == 0
        app.body.show(LONG, place=place)
        await pilot.pause()
        assert app.body.place == place


async def test_the_relations_are_gone_to() -> None:
    async with Host().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(LONG, appendix=related)
        app.body.scroll_to_appendix()
        await pilot.pause()
        assert app.lines[-3] == "RELATED"


async def test_an_empty_page_takes_every_key() -> None:
    async with Host().run_test(size=(20, 5)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        await pilot.press("j", "k", "G", "g", "space", "b", "]", "[", "enter")
        assert (app.body.next_match(), app.body.previous_match()) == (False, False)
        app.body.show(Article("", ""))
        await pilot.press("j", "G", "]")
        assert app.lines[1] == "(no headline)"
