"""The article body: what its lines say, where its keys lead, what it posts."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.message import Message

from index.article import Article, Published
from index.records import Span
from reader import hyperlinks
from reader.hints import Hint
from reader.messages import CopyText, FollowInline, FollowLink, OpenPage
from reader.relation_lines import RelatedLine
from reader.signs import UNICODE
from reader.text import Line
from reader.widgets.article_body import ArticleBody
from reader.wrapping import wrap

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

    def on_page_view_progressed(self, message: ArticleBody.Progressed) -> None:
        self.heard.append(message)

    def on_article_body_link_chosen(self, message: ArticleBody.LinkChosen) -> None:
        self.heard.append(message)

    def on_follow_link(self, message: FollowLink) -> None:
        self.heard.append(message)

    def on_article_body_column_set(self, message: ArticleBody.ColumnSet) -> None:
        self.heard.append(message)

    def on_article_body_quote_taken(self, message: ArticleBody.QuoteTaken) -> None:
        self.heard.append(message)

    def on_copy_text(self, message: CopyText) -> None:
        self.heard.append(message)

    def on_open_page(self, message: OpenPage) -> None:
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


def related(width: int) -> list[RelatedLine]:
    return [
        RelatedLine(Line("RELATED", "heading")),
        RelatedLine(Line("1 = Another", "title"), 1),
        RelatedLine(Line("2 ○ A third" + "." * (width - 12)), 2),
    ]


async def test_a_page_from_its_headline_to_what_follows_it() -> None:
    async with Host().run_test(size=(60, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(SHORT, appendix=related)
        await pilot.pause()
        assert app.lines[:17] == [
            "", "Bridge Opens [/x]", "", "about a\u00a0minute", "─" * 55, "It opened¹ at noon.", "", "(Wire)",
            "",
            "¹ https://e.org/a", "", "Original: https://e.org/o", "", "RELATED", "1 = Another",
            "2 ○ A third" + "." * 43, "",
        ]  # fmt: skip
        app.body.set_appendix(None)
        await pilot.pause()
        assert app.lines[12:14] == ["", ""]


async def test_the_terminal_is_given_links_of_its_own_where_it_knows_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """OSC 8 around the words of the link, its note and the original; nothing of it on other terminals."""
    given = {"opened", "https://e.org/a", "https://e.org/o"}
    for known in (True, False):
        monkeypatch.setattr(hyperlinks, "drawn", lambda known=known: known)
        async with Host().run_test(size=(60, 24)) as pilot:
            app = pilot.app
            assert isinstance(app, Host)
            app.body.show(SHORT)
            await pilot.pause()
            linked = {
                segment.text: segment.style.link
                for y in range(24)
                for segment in app.body.render_line(y)
                if segment.style and segment.style.link
            }
            assert {words.rstrip("¹") for words in linked} == (given if known else set())
            assert linked.get("opened") == ("https://e.org/a" if known else None)


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
        assert found[:6] == [1, 0, 19, 0, 10, 0]
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
        assert app.told(FollowLink) == [(1,)]


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
        position = app.body.position
        app.body.show(SHORT)
        await pilot.pause()
        assert (app.body.scrolled, app.body.position) == (0, 0)
        app.body.show(LONG, position=position)
        await pilot.pause()
        assert app.body.position == position > 0


async def test_the_relations_are_gone_to() -> None:
    async with Host().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(LONG, appendix=related)
        app.body.scroll_to_appendix()
        await pilot.pause()
        assert app.lines[-3] == "RELATED"


async def test_a_scrollbar_that_comes_late_knows_where_one_is() -> None:
    """An article is scrolled before the pane is laid out that holds it."""
    async with Host().run_test(size=(60, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(LONG)
        app.body.extend(200)
        app.body.scroll_to_line(50)
        assert not app.body.show_vertical_scrollbar
        await pilot.pause()
        assert app.body.vertical_scrollbar.position == app.body.scroll_y == 50


async def test_an_empty_page_takes_every_key() -> None:
    async with Host().run_test(size=(20, 5)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        await pilot.press("j", "k", "G", "g", "space", "b", "]", "[", "enter")
        assert (app.body.next_match(), app.body.previous_match()) == (False, False)
        app.body.show(Article("", ""))
        await pilot.press("j", "G", "]")
        assert app.lines[1] == "(no headline)"


async def test_a_long_article_is_laid_out_in_time_and_every_line_drawn_once() -> None:
    """What is not in view is worked on between keys; lines that have not changed are not drawn again."""
    async with Host().run_test(size=(60, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(Article("Long", "\n\n".join([SENTENCE * 10] * 900)))
        await pilot.pause()
        drawn: list[int] = []
        draw = app.body.render_line
        app.body.render_line = lambda y: drawn.append(y) or draw(y)  # type: ignore[func-returns-value, method-assign]
        app.body.set_matches(words("quay"))
        await pilot.pause()
        drawn.clear()
        app.body.next_match()
        app.body.next_match()
        await pilot.pause()
        assert 0 < len(set(drawn)) <= 4


async def test_the_column_is_made_narrower_and_wider() -> None:
    async with Host().run_test(size=(90, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(LONG)
        await pilot.press("<", "<", ">")
        assert [cells for (cells,) in app.told(ArticleBody.ColumnSet)] == [68, 64, 68]
        assert max(map(len, app.lines)) <= 68
        await pilot.press(*["<"] * 20)
        assert app.body.column == 24
        await pilot.press(*[">"] * 30)
        assert app.body.column_width == app.body.width - 4


async def test_lines_are_selected_by_key_copied_and_quoted() -> None:
    """What is copied is the paragraph as printed: no line ends of the screen, no numbers of notes."""
    body = f"{SENTENCE}It [opened](https://e.org/a) at noon.\n\n- first\n- second\n\nEnd."
    article = Article("Bridge", body, dateline="Holm", id=7)
    async with Host().run_test(size=(60, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(article)
        await pilot.press("V")
        assert app.body.selected_text == "Bridge"
        await pilot.press("j", "j", "j", "j", "y")
        [(copied,)] = app.told(CopyText)
        assert str(copied).endswith(f"{SENTENCE}It opened at noon.\n\nfirst")
        assert app.body.selected_text == ""
        app.body.show(article)
        await pilot.press("V", "G", "quotation_mark")
        [(number, start, end, text)] = app.told(ArticleBody.QuoteTaken)
        assert (number, str(text)[start:end]) == (7, text)  # type: ignore[misc]
        await pilot.press("V", "escape", "y", "quotation_mark")
        assert app.told(CopyText) == app.told(ArticleBody.QuoteTaken) == []


async def test_words_are_selected_by_key_from_the_match_one_is_at() -> None:
    """One more or less by the arrows, across lines and paragraphs; V goes on with lines."""
    body = f"{SENTENCE * 2}\n\nThe don’t-word ends it."
    async with Host().run_test(size=(60, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(Article("Bridge", body), words("quay"))
        app.body.next_match()
        await pilot.press("v")
        assert app.body.selected_text == "quay"
        place = app.cursor_position
        assert app.lines[place.y][place.x - 2 :].startswith("quay")
        await pilot.press("right", "right")
        assert app.body.selected_text == "quay. The tide"
        await pilot.press("left", "left", "left")
        assert app.body.selected_text == "the quay", "the word that it began with stays"
        await pilot.press(*["right"] * 17)
        assert app.body.selected_text.endswith("\n\nThe don’t-word")
        await pilot.press(*["right"] * 9)
        assert app.body.selected_text.endswith("ends it"), "the page ends there"
        await pilot.press("k", "V")
        assert app.body.selected_text.startswith("the quay. The tide")
        await pilot.press("v", "y")
        [(copied,)] = app.told(CopyText)
        assert copied
        assert app.body.selected_text == ""
        await pilot.press("right", "v", "v")
        assert app.body.selected_text == ""


async def test_words_are_selected_by_mouse_and_stay_selected_in_another_width() -> None:
    async with Host().run_test(size=(60, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(Article("Bridge", SENTENCE * 2, links=()))
        await pilot.pause()
        assert app.lines[5].startswith("The tide board met")
        await pilot.mouse_down(ArticleBody, offset=(6, 5))
        await pilot.hover(ArticleBody, offset=(14, 5))
        await pilot.mouse_up(ArticleBody, offset=(14, 5))
        assert app.body.selected_text == "tide boar"
        await pilot.resize_terminal(30, 24)
        assert app.body.selected_text == "tide boar"
        assert app.told(FollowInline) == []
        await pilot.press("y")
        assert app.told(CopyText) == [("tide boar",)]
        await pilot.click(ArticleBody, offset=(5, 6), times=2)
        assert app.body.selected_text in SENTENCE.split()
        await pilot.click(ArticleBody, offset=(5, 6), times=3)
        assert app.body.selected_text == (SENTENCE * 2).strip()


async def test_links_in_view_can_be_given_letters() -> None:
    async with Host().run_test(size=(60, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(SHORT, appendix=related)
        await pilot.pause()
        targets = app.body.targets()
        assert [type(target.request) for target in targets] == [
            FollowInline, FollowInline, OpenPage, FollowLink, FollowLink,
        ]  # fmt: skip
        app.body.show_hints([Hint("a", targets[0]), Hint("xy", targets[3])])
        assert app.lines[5] == "Itaopened¹ at noon."
        assert app.lines[14] == "xy1 = Another"
        app.body.show_hints([])
        assert app.lines[5] == "It opened¹ at noon."


async def test_resizing_keeps_the_line_of_what_follows_the_article() -> None:
    def many(width: int) -> list[RelatedLine]:
        name = "a title long enough to be wrapped"
        return [
            RelatedLine(Line(f"{n} {name[a:b]}"), n) for n in range(200) for a, b in wrap(name, width - 4)
        ]

    async with Host().run_test(size=(80, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.body.show(LONG, appendix=many)
        app.body.scroll_to_appendix()
        await pilot.press(*["j"] * 50)
        entry = app.lines[0].split()[0]
        for width, height in ((25, 12), (20, 5), (80, 20)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert app.lines[0].split()[0] == entry
