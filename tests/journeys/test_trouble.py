"""Bad archives, bad pages and bad terminals: one clear line, nothing lost, no traceback."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from index.archive import Archive
from reader import preparing
from reader.app import NewsreaderApp
from reader.screens.errors import ErrorScreen
from reader.screens.reading import ReadingScreen
from tests.journeys.screens import lines, reading, seen

Reader = Callable[..., NewsreaderApp]

HOSTILE = """# Red \x1b[31malert\x07 [/markup] [bold] \u202eright\u202c {x}

By [Ann [b]](#)

May 4, 1999

**The [red] Paper**

A body with \x1b]0;title\x07 and [/nothing] and \x9b31m signs, and a word: zanzibar.

#### **Related articles:**

- [A [/link] to \x1b[2Jnothing](#)
"""


async def test_a_missing_archive_is_told_and_leaves_with_its_code(
    reader: Reader, settled: Any, tmp_path: Path
) -> None:
    app = reader(folder=tmp_path / "nowhere")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ErrorScreen)
        assert "No archive" in seen(app)
        assert str(tmp_path / "nowhere") in "".join(line.strip(" │") for line in lines(app))
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_value == 3
    assert not (tmp_path / "nowhere").exists()


async def test_a_damaged_archive_is_told(reader: Reader, settled: Any, tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"not a database at all" * 400)
    app = reader(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ErrorScreen)
        assert "damaged" in seen(app)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_value == 3


async def test_an_index_deleted_while_closed_is_built_anew(
    reader: Reader, settled: Any, archive_folder: Path
) -> None:
    """The child process does it; nothing of the archive is lost and searching works."""
    shutil.rmtree(archive_folder / "fulltext")
    app = reader("herring", folder=archive_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ReadingScreen)
        screen = reading(app)
        assert len(screen.list_pane.list.ids) == screen.loader.archive.search("herring").total > 10


async def test_hostile_text_is_shown_as_text(reader: Reader, settled: Any, tmp_path: Path) -> None:
    """Escape sequences, markup and bidi overrides reach neither the terminal nor the markup parser."""
    page = tmp_path / "page.txt"
    page.write_text(HOSTILE, encoding="utf-8")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_paths([page])
    app = reader("zanzibar", folder=tmp_path / "archive")
    async with app.run_test(size=(150, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        told = seen(app)
        assert "[/markup]" in told
        assert "[/nothing]" in told
        assert "[/link]" in told
        await pilot.press("y", "1")
        await settled(pilot)
        assert "is named here but is not in this archive" in seen(app)
        everything = "\n".join(lines(app))
        assert not [
            sign for sign in everything if sign != "\n" and (ord(sign) < 32 or 127 <= ord(sign) < 160)
        ]
        assert "\u202e" not in everything


async def test_an_empty_archive_says_how_to_fill_it(reader: Reader, settled: Any, tmp_path: Path) -> None:
    Archive.open(tmp_path / "archive", create=True).close()
    app = reader(folder=tmp_path / "archive")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "This archive is empty." in seen(app)
        await pilot.press("enter", "j", "r", "n", "1", "J", "o", "y", "H", "S", "tab", "G")
        await settled(pilot)
        assert isinstance(app.screen, ReadingScreen)


async def test_a_mistake_in_the_program_is_shown_and_not_swallowed(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        def broken(article_id: int) -> None:
            raise ZeroDivisionError("on purpose")

        monkeypatch.setattr(reading(app).loader.archive, "article", broken)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ErrorScreen)
        assert "ZeroDivisionError: on purpose" in seen(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ReadingScreen)


async def test_a_tiny_terminal_and_back(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=(150, 40)) as pilot:
        await settled(pilot)
        await pilot.press("j", "enter")
        await settled(pilot)
        before = lines(app)
        for size in ((20, 5), (1, 1), (60, 20), (150, 40)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert lines(app) == before


async def test_keys_before_the_archive_is_open_do_no_harm(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The archive opens only after all of these keys have been pressed; the last query is then listed."""
    pressed = Event()
    ready = preparing.ready

    def late(*folder: Any, **how: Any) -> Any:
        assert pressed.wait(30)
        return ready(*folder, **how)

    monkeypatch.setattr(preparing, "at_once", lambda _: None)
    monkeypatch.setattr(preparing, "ready", late)
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "enter", "r", "1", "n", "S", "o", "y", "J", "H")
        await pilot.press("/", "x", "escape", "q", "/", *"herring", "enter")
        assert not reading(app).loader.ready
        pressed.set()
        await settled(pilot)
        assert isinstance(app.screen, ReadingScreen)
        archive = reading(app).loader.archive
        assert len(reading(app).list_pane.list.ids) == archive.search("herring").total
        assert app.focused is reading(app).list_pane.list
