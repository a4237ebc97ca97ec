"""The article pane: finding as one types, and the query's matches given back."""

from __future__ import annotations

from textual.app import App, ComposeResult

from index.article import Article
from reader import find
from reader.widgets.article_pane import ArticlePane

ARTICLE = Article("Bridge", "\n\n".join(f"Part {number} of the quay and the pier." for number in range(60)))


class Host(App[None]):
    CSS = "#article { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield ArticlePane(id="article-pane")

    @property
    def pane(self) -> ArticlePane:
        return self.query_one(ArticlePane)

    @property
    def found(self) -> int:
        return len(self.pane.body.page_.matches.found)


async def test_words_are_found_as_one_types_and_escape_goes_back() -> None:
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.pane.show(ARTICLE, find.literal("pier"))
        await pilot.pause()
        app.set_focus(app.pane.body)
        await pilot.press("j", "j")
        app.pane.ask_find()
        await pilot.press(*"part 40")
        assert app.found == 1
        assert "match 1 of 1" in str(app.pane.prompt.query_one("#find-count").render())
        assert app.pane.body.scrolled > 50
        await pilot.press("backspace", "backspace")
        assert (app.found, app.pane.body.scrolled) == (60, 2)
        await pilot.press("escape")
        await pilot.pause()
        assert (app.found, app.pane.body.scrolled, app.pane.prompt.display) == (60, 2, False)
        assert app.focused is app.pane.body


async def test_enter_keeps_the_words_until_one_steps_back() -> None:
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.pane.show(ARTICLE, find.literal("pier"))
        app.pane.ask_find()
        await pilot.press(*"part 7", "enter")
        await pilot.pause()
        assert app.focused is app.pane.body
        assert app.found == 1
        assert app.pane.step_back()
        assert app.found == 60
        assert not app.pane.step_back()
        app.pane.ask_find()
        await pilot.press("enter")
        await pilot.pause()
        assert app.found == 1
        app.pane.set_matches(None)
        assert app.found == 0
