"""The application around the screen: themes, clipboard, and what it costs to start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive
from reader import themes
from reader.app import NewsreaderApp
from reader.clipboard import osc52
from reader.screens.front import FrontScreen
from reader.screens.reading import ReadingScreen

ROOT = Path(__file__).parents[2]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NewsreaderApp:
    for name in ("COLORFGBG", "TMUX", "TERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return NewsreaderApp(tmp_path / "nothing")


def test_the_first_headlines_are_painted_before_anything_else_is_loaded(tmp_path: Path) -> None:
    """The start-up budget, in modules: what the list, its archive and the person's marks need, no more."""
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_paths([next((ROOT / "seeds").rglob("*.md"))])
    code = """
import sys
from pathlib import Path
from reader.app import NewsreaderApp
from reader.screens.listing import Listing

def painted(screen):
    assert screen.list_pane.list.known
    print(*sys.modules, file=sys.__stdout__)
    screen.app.exit()

Listing.list_whole = painted
NewsreaderApp(Path(sys.argv[1])).run(headless=True, size=(120, 40))
"""
    told = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "archive"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    loaded = set(told.split())
    assert "reader.widgets.headline_list" in loaded
    heavy = {"whoosh", "numpy", "dateparser", "Stemmer", "rapidfuzz", "trafilatura", "feedparser", "click"}
    later = {"reader.screens.reading", "reader.widgets.article_body", "index.markdown", "index.links.weaving"}
    assert not loaded & (heavy | later | {"index.fulltext.engine", "index.importing", "index.comparing"})
    own = sorted(name for name in loaded if name.partition(".")[0] in ("reader", "index"))
    assert len(own) < 85, own


async def test_the_first_screen_becomes_the_reading_screen_when_it_is_asked_for_more(
    app: NewsreaderApp,
) -> None:
    async with app.run_test():
        screen = app.screen_stack[0]
        assert type(screen) is FrontScreen
        await app.run_action("panes", screen)
        assert type(screen) is FrontScreen
        await app.run_action("star", screen)
        assert isinstance(screen, ReadingScreen)


def test_what_comes_after_the_first_screen_is_set_up_when_it_comes() -> None:
    """A front screen was made and mounted already when it becomes a reading screen: its further classes have
    nobody to call their ``__init__`` and their ``on_mount``."""
    later = ReadingScreen.__mro__[: ReadingScreen.__mro__.index(FrontScreen)]
    assert len(later) > 5
    assert not [each for each in later if {"__init__", "on_mount", "_on_mount"} & vars(each).keys()]


async def test_the_page_changes_between_light_and_dark(app: NewsreaderApp) -> None:
    async with app.run_test():
        assert app.theme == themes.DARK
        app.action_toggle_theme()
        assert app.theme == themes.LIGHT
        app.action_toggle_theme()
        assert app.theme == themes.DARK


async def test_without_colour_none_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = NewsreaderApp(tmp_path / "nothing")
    async with app.run_test() as pilot:
        await pilot.pause()
        drawn = {
            colour
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app._filters[-1], app.screen.background_colors[1])
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
        }
        assert {colour.name for colour in drawn if colour} <= {"default"}


async def test_copying_goes_through_the_terminal(app: NewsreaderApp, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    async with app.run_test():
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "write", written.append)
        app.copy_to_clipboard("https://example.org")
        assert written == [osc52("https://example.org", {})]
        assert app.clipboard == "https://example.org"
        monkeypatch.undo()


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        ({}, themes.DARK),
        ({"COLORFGBG": "15;0"}, themes.DARK),
        ({"COLORFGBG": "0;15"}, themes.LIGHT),
        ({"COLORFGBG": "0;default;7"}, themes.LIGHT),
        ({"TERM": "xterm-256color"}, themes.DARK),
        ({"TERM": "linux"}, "ansi"),
        ({"TERM": "xterm"}, "ansi"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, themes.DARK),
    ],
)
def test_the_page_suits_the_terminal(environ: dict[str, str], theme: object) -> None:
    assert themes.preferred("auto", None, environ) == theme


@pytest.mark.parametrize(
    "page", [page for page in themes.PAGES.values() if not page.ansi], ids=lambda page: page.name
)
def test_text_can_be_read_on_its_ground(page: themes.Page) -> None:
    """WCAG 2 contrast: 4.5 for text and the quiet meta data, 7 for the text itself."""
    from textual.color import Color

    def contrast(ink: str, ground: str) -> float:
        def light(colour: str) -> float:
            parts = [part / 255 for part in Color.parse(colour).rgb]
            red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue

        high, low = sorted((light(ink), light(ground)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    theme = page.theme()
    named = theme.variables
    assert theme.foreground is not None
    assert theme.background is not None
    assert theme.panel is not None
    assert contrast(theme.foreground, theme.background) >= 7
    for ground in (theme.background, theme.panel, named["chosen"]):
        assert contrast(named["meta"], ground) >= 4.5
        assert contrast(named["accent-ink"], ground) >= 4.5
    assert contrast(named["match-ink"], named["match-ground"]) >= 4.5
    assert contrast(named["match-now-ink"], named["match-now-ground"]) >= 4.5
