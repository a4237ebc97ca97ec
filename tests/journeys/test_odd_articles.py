"""Articles that lack what an article has, or have too much of it: every one is read like any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from index.archive import Archive
from index.article import Article, LinkKind, Published, RelatedLink
from index.importing import Import
from reader.app import NewsreaderApp
from reader.screens.wanted import WantedScreen
from tests.journeys.screens import lines, reading, seen

Reader = Callable[..., NewsreaderApp]

LINKS = 200
LONG = " ".join(f"bridge{number}" for number in range(560))
"""A headline of 5,000 characters."""
ODD = {
    "whole": Article(headline="Nothing Odd", body="The tide came in.", published=Published("2005-01-09")),
    "headless": Article(headline="", body="Of the bridge.", published=Published("2005-01-08")),
    "bodiless": Article(headline="No Body at All", body="", published=Published("2005-01-07")),
    "dateless": Article(headline="No Date at All", body="Of the quay.", source="Gazette"),
    "long": Article(headline=LONG, body="Of the long bridge.", published=Published("2005-01-06")),
    "linked": Article(
        headline="Two Hundred Links",
        body="Of the links.",
        published=Published("2005-01-05"),
        links=tuple(
            RelatedLink(f"Story number {number}", f"https://x.example/{number}", LinkKind.LISTED)
            for number in range(1, LINKS + 1)
        ),
    ),
    "wordless": Article(headline="\u00ad", body="\u200b", url="https://x.example/none"),
    "wide": Article(
        headline="東京湾の新しい橋が開通した" * 8,
        body="東京湾の橋。" * 60 + "\n\nתגובת השר\n\na\tb\n\nsoft\u00adhyphen e\u0301 👨‍👩‍👧",
        published=Published("2005-01-04"),
    ),
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of odd articles; not to be written to."""
    return made(tmp_path_factory.mktemp("odd") / "archive", ODD)


def made(folder: Path, articles: dict[str, Article]) -> Path:
    """A new archive of some articles."""
    with Archive.open(folder, create=True) as archive, archive._indexing.locked():
        sink = Import(archive._store, archive._weaving, archive._indexing)
        sink.put([(article, name) for name, article in articles.items()])
        sink.finish(None)
    return folder


async def test_every_odd_article_is_read_like_any_other(reader: Reader, settled: Any, odd: Path) -> None:
    """Opened, scrolled, gone through, copied from, starred, related; nothing fails on the way."""
    app = reader(folder=odd)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = reading(app)
        await pilot.press("enter")
        read = []
        for _ in ODD:
            await settled(pilot)
            read.append(screen.article_id)
            await pilot.press("G", "]", "n", "g", "V", "j", "y", "s", "r", "J")
        await settled(pilot)
        assert sorted(filter(None, read)) == sorted(screen.list_pane.list.ids)
        assert len(screen.loader.desk.ids("is", "starred")) == len(ODD)


async def test_every_odd_article_is_drawn_in_a_tiny_terminal(reader: Reader, settled: Any, odd: Path) -> None:
    app = reader(folder=odd)
    async with app.run_test(size=(20, 5)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        for _ in ODD:
            await settled(pilot)
            assert all(cell_len(line) <= 20 for line in lines(app))
            assert reading(app).reading
            await pilot.press("space", "J")


async def test_an_article_without_headline_has_a_name_everywhere(
    reader: Reader, settled: Any, odd: Path
) -> None:
    app = reader(folder=odd)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("j", "enter")
        await settled(pilot)
        assert "(no headline)" in lines(app)[-1], "the trail"
        for page in ("t", "e", "h"):
            await pilot.press(page)
            await settled(pilot)
            assert "(no headline)" in seen(app), page
            await pilot.press("escape")
            await settled(pilot)


async def test_a_headline_of_five_thousand_characters(reader: Reader, settled: Any, odd: Path) -> None:
    """Cut in the list and in the trail, whole above its article, in any terminal."""
    app = reader("headline:bridge1", folder=odd)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "bridge0 bridge1" in seen(app)
        assert len(lines(app)) == 24
        await pilot.press("enter")
        await settled(pilot)
        body = reading(app).article_pane.body
        for size in ((80, 24), (20, 5), (150, 40)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            page = body.page_
            page.extend(1 << 20)
            drawn = " ".join(page.line(number).text for number in range(page.lines))
            assert LONG in " ".join(drawn.split()), size
            assert len(lines(app)[-1]) <= size[0]


async def test_two_hundred_related_links_can_all_be_followed(
    reader: Reader, settled: Any, tmp_path: Path
) -> None:
    app = reader(folder=made(tmp_path / "archive", {"linked": ODD["linked"]}))
    async with app.run_test(size=(150, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("r", "G")
        await settled(pilot)
        assert f"Story number {LINKS}" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, WantedScreen)
        assert f"Story number {LINKS}" in seen(app)
