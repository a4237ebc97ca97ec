"""The error page: what happened and what to do, as text."""

from __future__ import annotations

from index.errors import ArchiveLocked, ArchiveMissing
from reader.screens.errors import ErrorScreen
from tests.journeys.screens import seen
from tests.reader.dressed import Dressed


async def test_title_message_and_hint_are_shown_as_text() -> None:
    app = Dressed()
    async with app.run_test() as pilot:
        error = ArchiveMissing("no archive in [/home/x]\x1b[31m", hint="Import something [first].")
        await app.push_screen(ErrorScreen(error))
        await pilot.pause()
        told = seen(app)
        assert "No archive" in told
        assert "no archive in [/home/x][31m" in told
        assert "Import something [first]." in told
        assert "Esc goes back" in told
        await pilot.press("q")
        assert not isinstance(app.screen, ErrorScreen)


async def test_what_goes_wrong_meanwhile_is_added_once() -> None:
    app = Dressed()
    async with app.run_test() as pilot:
        screen = ErrorScreen(ArchiveMissing("the first"), fatal=True)
        await app.push_screen(screen)
        screen.add(ArchiveLocked("the second"))
        screen.add(ArchiveLocked("the second"))
        await pilot.pause()
        told = seen(app)
        assert "the first" in told
        assert told.count("the second") == 1
        assert "Esc leaves newsreader" in told
