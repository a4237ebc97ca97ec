"""The status line: the trail's end is always seen, keys give way first."""

from __future__ import annotations

from textual.app import ComposeResult

from reader.widgets.status_line import StatusLine, WholeMessage
from tests.reader.dressed import Dressed


class Host(Dressed):
    def compose(self) -> ComposeResult:
        self.screen.styles.layers = ("base", "above")
        yield StatusLine()

    @property
    def line(self) -> StatusLine:
        return self.query_one(StatusLine)

    @property
    def told(self) -> str:
        return self.line.render().plain


TRAIL = ("Norilsk Might Invest in Indonesia", "RusAl Woos Chinese Investment", "Ministry to Help RusAl")


async def test_a_wide_line_tells_the_whole_trail() -> None:
    app = Host()
    async with app.run_test(size=(160, 5)):
        app.line.trail = TRAIL
        assert app.told.rstrip() == " ▸ ".join(TRAIL)


async def test_a_narrow_line_keeps_the_present_article() -> None:
    app = Host()
    async with app.run_test(size=(64, 5)):
        app.line.trail = TRAIL
        assert app.told.rstrip().endswith("▸ Ministry to Help RusAl")
        assert len(app.told) == 60


async def test_place_and_keys_stand_on_the_right() -> None:
    app = Host()
    async with app.run_test(size=(80, 5)):
        app.line.hints = (("/", "search"), ("?", "keys"))
        app.line.reading = True
        app.line.match, app.line.percent = (3, 17), 31
        assert app.told.endswith("match 3 of 17   31 %   / search   ? keys")
        app.line.match = (0, 1)
        assert "1 match " in app.told
        app.line.reading = False
        assert "%" not in app.told


async def test_keys_give_way_before_the_article() -> None:
    app = Host()
    async with app.run_test(size=(40, 5)):
        app.line.trail = ("A headline of twenty",)
        app.line.hints = (("Enter", "open"), ("/", "search"), ("?", "keys"))
        assert app.told.startswith("A headline")
        assert app.told.endswith("? keys")
        assert len(app.told) == 36


async def test_a_message_takes_the_trails_place_until_it_is_hushed() -> None:
    app = Host()
    async with app.run_test(size=(80, 5)):
        app.line.trail = TRAIL
        app.line.say("Copied https://example.org/[/b]")
        assert app.told.startswith("Copied https://example.org/[/b]")
        app.line.hush()
        assert "Ministry" in app.told


async def test_headlines_cannot_send_control_characters() -> None:
    app = Host()
    async with app.run_test(size=(80, 5)):
        app.line.trail = ("Red \x1b[31malert\x07 \u202e[bold]",)
        assert app.told.startswith("Red [31malert [bold]")


async def test_a_message_that_is_too_long_is_seen_whole_until_it_is_hushed() -> None:
    """It takes the place of everything, and where that is not enough lies over the lines above."""
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        app.line.reading, app.line.percent = True, 31
        app.line.say("A line that just fits beside nothing else, as it should.")
        assert app.told.strip() == app.line.message
        await pilot.pause()
        assert "just fits" not in whole(app)
        long = "The disk is full. " + "Nothing was lost [of it]. " * 8
        app.line.say(long)
        await pilot.pause()
        assert whole(app) == long.strip()
        await pilot.resize_terminal(250, 12)
        await pilot.pause()
        assert whole(app) == ""
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert whole(app) == long.strip()
        app.line.hush()
        await pilot.pause()
        assert whole(app) == ""


def whole(app: Host) -> str:
    """What is seen of a message that lies over the screen."""
    seen = [each for each in app.screen.query(WholeMessage) if each.display]
    rows = app.screen._compositor.render_strips()
    return " ".join(
        "".join(segment.text for segment in rows[y]).strip()
        for each in seen
        for y in range(each.content_region.y, each.content_region.bottom)
    )


async def test_what_is_typed_of_a_command_moves_nothing_else() -> None:
    app = Host()
    async with app.run_test(size=(100, 5)):
        app.line.trail = TRAIL[:1]
        app.line.hints = (("/", "search"),)
        app.line.reading, app.line.percent = True, 31
        before = app.told
        app.line.typed = "12g"
        assert app.told.endswith(f"12g   {before[-len('31 %   / search') :]}")
        assert app.told.startswith(TRAIL[0])
        app.line.typed = ""
        assert app.told == before


async def test_where_the_line_is_hidden_it_shows_what_is_typed() -> None:
    app = Host()
    async with app.run_test(size=(60, 5)):
        app.line.bare = True
        app.line.typed = "3"
        assert app.told.strip() == "3"
        assert app.line.has_class("-saying")
        app.line.typed = ""
        assert not app.line.has_class("-saying")
