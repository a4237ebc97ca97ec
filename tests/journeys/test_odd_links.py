"""Links that nobody should print, and far too many of them: every page that shows them can still be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.article import Article, LinkKind, Published, RelatedLink
from index.identity import article_id
from index.importing import Import
from reader.app import NewsreaderApp
from reader.relations import entries
from reader.screens.alike import AlikePage
from reader.screens.around import AroundPage
from reader.screens.choosing import ChoosingPage
from reader.screens.connection import ConnectPage, PathPage
from reader.screens.story import StoryPage
from reader.screens.versions import VersionsPage
from reader.screens.wanted import WantedScreen
from reader.screens.wanted_list import WantedListPage
from tests.journeys.screens import lines, pane, reading, seen

Reader = Callable[..., NewsreaderApp]
SIZES = [(150, 45), (80, 24), (60, 20), (20, 6)]
PAGES: dict[str, type] = {
    "T": StoryPage,
    "X": VersionsPage,
    "A": AroundPage,
    "p": ConnectPage,
    "W": WantedListPage,
    "c": ChoosingPage,
    "tilde": AlikePage,
}
COUNT = 200

OWN = "https://gazette.example/hub"
ODD_LINKS = (
    RelatedLink("The Hub of It All", ""),
    RelatedLink("Itself by its page", OWN),
    RelatedLink("", ""),
    RelatedLink("", "https://elsewhere.example/untitled"),
    RelatedLink("the and of", "#"),
    RelatedLink("A script", "javascript:alert(1)"),
    RelatedLink("[/b] Broken [bold] Markup", "data:text/html,x"),
    RelatedLink("A file", "file:///etc/passwd"),
    RelatedLink("Malformed", "http://[::1"),
)
HUB = Article(
    headline="The Hub of It All",
    source="Gazette",
    body="Everything begins at the hub.",
    url=OWN,
    published=Published("2005-01-09"),
    links=(*ODD_LINKS, *(RelatedLink(f"Spoke Number {number}") for number in range(COUNT))),
)
SPOKES = [
    Article(
        headline=f"Spoke Number {number}",
        source="" if number % 3 else "Courier",
        body=f"The spoke of number {number} turns about the hub, for the {number}th time.",
        published=Published(f"{1990 + number % 20}-{1 + number % 12:02}-03" if number % 7 else ""),
        links=(RelatedLink("The Hub of It All"), RelatedLink(f"Spoke Number {(number + 1) % COUNT}")),
    )
    for number in range(COUNT)
]
HEADLESS = Article(
    headline="",
    body="It says [nothing at the top](https://gazette.example/hub) of itself.",
    url="https://gazette.example/headless",
    published=Published("2005-01-10"),
    links=(RelatedLink("nothing at the top", OWN, LinkKind.INLINE, "It says nothing at the top of itself."),),
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which everything hangs together with everything; not to be written to."""
    folder = tmp_path_factory.mktemp("wheel") / "archive"
    with Archive.open(folder, create=True) as archive, archive._indexing.locked():
        sink = Import(archive._store, archive._weaving, archive._indexing)
        sink.put([(article, "page.md") for article in (HUB, *SPOKES, HEADLESS)])
        sink.finish(None)
    return folder


async def open_by_query(pilot: Any, settled: Any) -> None:
    """Open the first hit of the query that the reader was started with."""
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_every_page_stands_and_is_left(
    reader: Reader, settled: Any, wheel: Path, size: tuple[int, int]
) -> None:
    """From the article that everything points at: to the end and back, at every size, without an error."""
    app = reader('headline:"hub of it all"', folder=wheel)
    async with app.run_test(size=size) as pilot:
        await open_by_query(pilot, settled)
        assert reading(app).article_id == article_id(HUB)
        for key, page in PAGES.items():
            await pilot.press(key)
            await settled(pilot)
            assert isinstance(app.screen, page)
            assert "".join(lines(app)).strip()
            await pilot.press("end", "home", "pagedown")
            await settled(pilot)
            assert isinstance(app.screen, page), "no error lies over it"
            await pilot.press("escape")
            assert app.screen is reading(app)


async def test_no_link_leads_to_its_own_article(reader: Reader, settled: Any, wheel: Path) -> None:
    """By headline or by page: it is shown as wanted, and what it may mean does not name the article."""
    app = reader('headline:"hub of it all"', folder=wheel)
    async with app.run_test(size=(150, 45)) as pilot:
        await open_by_query(pilot, settled)
        told = pane(app, reading(app).related)
        assert "○ The Hub of It All" in told
        assert "○ Itself by its page" in told
        assert "○ [/b] Broken [bold] Markup" in told
        await pilot.press("1")
        await settled(pilot)
        assert isinstance(app.screen, WantedScreen)
        await pilot.press("escape", "3")
        await settled(pilot)
        assert isinstance(app.screen, WantedScreen), "a link without title or page"
        assert "(no headline)" in seen(app)
        await pilot.press("escape", "6", "o")
        await settled(pilot)
        assert "A script" in seen(app), "a script is no page to open"


async def test_two_hundred_links_are_walked(reader: Reader, settled: Any, wheel: Path) -> None:
    """The last of them is reached and opened with keys, also where they follow the text of the article."""
    app = reader('headline:"hub of it all"', folder=wheel)
    async with app.run_test(size=(150, 45)) as pilot:
        await open_by_query(pilot, settled)
        known = reading(app).known
        assert known is not None
        assert len(entries(known.sections())) >= 2 * COUNT
        await pilot.press("r", "G", "enter")
        await settled(pilot)
        assert reading(app).article_id == entries(known.sections())[-1].article
        await pilot.press("H")
        await settled(pilot)
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        await pilot.press("r", "G")
        await settled(pilot)
        assert entries(known.sections())[-1].title in seen(app)


async def test_a_story_without_end_says_where_it_stops(reader: Reader, settled: Any, wheel: Path) -> None:
    app = reader('headline:"hub of it all"', folder=wheel)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_by_query(pilot, settled)
        await pilot.press("T")
        await settled(pilot)
        assert isinstance(app.screen, StoryPage)
        assert len(app.screen.articles) == 40
        assert "It stops at 40 articles" in seen(app)
        await pilot.press("slash", *"hub", "enter")
        await settled(pilot)
        assert app.screen.articles


async def test_an_article_without_a_headline_is_somewhere(reader: Reader, settled: Any, wheel: Path) -> None:
    """In its own story, in the way that leads from it, and where a link of its is chosen."""
    app = reader('"nothing at the top"', folder=wheel)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_by_query(pilot, settled)
        assert reading(app).article_id == article_id(HEADLESS)
        for key in ("T", "A"):
            await pilot.press(key)
            await settled(pilot)
            assert "(no headline)" in seen(app)
            await pilot.press("escape")
        await pilot.press("p")
        await settled(pilot)
        assert "(no headline)" in lines(app)[1]
        await pilot.press(*"spoke number 7", "enter")
        await settled(pilot)
        assert isinstance(app.screen, PathPage)
        assert "(no headline)" in seen(app)
        assert "2 steps" in seen(app)
