"""Whole walks through the reader, on the articles that ship with it."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from index.article import Article
from reader.app import NewsreaderApp
from reader.messages import OpenArticle, Search
from reader.relations import entries
from reader.screens.help import HelpScreen
from reader.screens.reading import ReadingScreen
from reader.screens.wanted import WantedScreen
from reader.widgets.article_body import ArticleBody
from tests.journeys.screens import lines, pane, reading, seen

Reader = Callable[..., NewsreaderApp]
WIDE, MIDDLE, NARROW = (150, 45), (110, 40), (80, 24)

COUNCIL = "Council Votes for a Bridge at Holm Sound"
FERRYMEN = "Ferrymen Take the Bridge to Court"
JUDGE = "Judge: A Bridge Does Not Cross the Water"


def headline(app: NewsreaderApp) -> str:
    """The headline of the open article."""
    trail = reading(app).status.trail
    return trail[-1] if trail else ""


def whole(app: NewsreaderApp) -> array[int]:
    """The rows of the whole archive: versions of one piece share one."""
    archive = reading(app).loader.archive
    rows = archive.fold(archive.ids()).ids
    assert 60 < len(rows) < archive.count()
    return rows


async def search(pilot: Any, settled: Any, query: str) -> None:
    """Search for a query; typing it is another test's."""
    reading(pilot.app).post_message(Search(query))
    await settled(pilot)


async def open_first(pilot: Any, settled: Any, query: str) -> None:
    """Open the first hit of a query."""
    await search(pilot, settled, query)
    await pilot.press("enter")
    await settled(pilot)


async def test_launch_lists_the_archive_newest_first(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        screen = reading(app)
        total = screen.loader.archive.count()
        assert f"{total} articles" in lines(app)[0]
        assert screen.list_pane.list.ids == whole(app)
        newest = screen.loader.archive.headlines(screen.loader.archive.ids(limit=1))[0]
        assert newest.headline in seen(app)
        assert str(newest.published.year) in "".join(lines(app)[2:4])


async def test_a_query_from_the_command_line_is_searched(reader: Reader, settled: Any) -> None:
    app = reader("smelter siberia")
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        assert "╱ smelter siberia" in lines(app)[0]
        assert "Ministry to Help RusAl Seek Chinese Partners for Smelter" in seen(app)


async def test_search_open_and_walk_through_the_matches(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await pilot.press("/", *"herring", "enter")
        await settled(pilot)
        screen = reading(app)
        hits = screen.loader.archive.search("herring").total
        assert f"{hits} articles" in lines(app)[0]
        assert "by relevance" in lines(app)[0]
        row = screen.list_pane.list._rows.get(screen.list_pane.list.ids[0])
        assert row is not None
        assert row.snippet is not None
        assert row.snippet.spans
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.focused, ArticleBody)
        total = screen.status.match[1]
        assert total > 0
        await pilot.press("n")
        await settled(pilot)
        assert f"match 1 of {total}" in seen(app)
        await pilot.press("N")
        await settled(pilot)
        assert f"match {total} of {total}" in seen(app)


async def test_three_related_links_and_back_along_the_trail(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await open_first(pilot, settled, 'headline:"council votes"')
        for digit, title in (("1", FERRYMEN), ("2", JUDGE), ("1", FERRYMEN)):
            await pilot.press(digit)
            await settled(pilot)
            assert headline(app) == title
            assert title in seen(app)
        assert reading(app).status.trail == (COUNCIL, FERRYMEN, JUDGE, FERRYMEN)
        for title in (JUDGE, FERRYMEN, COUNCIL, COUNCIL):
            await pilot.press("H")
            await settled(pilot)
            assert headline(app) == title
        assert "The trail begins here." in seen(app)
        await pilot.press("alt+right")
        await settled(pilot)
        assert headline(app) == FERRYMEN
        await pilot.press("L", "L", "L")
        await settled(pilot)
        assert "The trail ends here." in seen(app)


async def test_enter_in_the_related_pane_follows(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await open_first(pilot, settled, 'headline:"council votes"')
        await pilot.press("r", "j", "enter")
        await settled(pilot)
        assert headline(app) == "What the Island Said"


async def test_a_number_without_an_entry_says_so(reader: Reader, settled: Any) -> None:
    app = reader('headline:"ministry to help"')
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        relations = reading(app)._relations
        assert relations is not None
        known = len(entries(relations.sections()))
        assert known < 9
        await pilot.press(str(known + 1))
        await settled(pilot)
        assert f"There is no related article {known + 1}." in seen(app)


async def test_a_wanted_link_says_what_is_known(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await open_first(pilot, settled, 'headline:"ministry to help"')
        await pilot.press("1")
        await settled(pilot)
        assert isinstance(app.screen, WantedScreen)
        told = seen(app)
        assert "Jamaica, RusAl Make Pact" in told
        assert "is named here but is not in this archive." in told
        assert "1 article points at it." in told
        await pilot.press("escape")
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press("1")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(app.screen, ReadingScreen)
        assert "╱ Jamaica RusAl Make Pact" in lines(app)[0]


async def test_the_nearest_headline_can_be_opened_from_a_wanted_link(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await open_first(pilot, settled, 'headline:"fifth month"')
        screen = reading(app)
        assert screen._relations is not None
        related = screen._relations.related
        wanted = next(place for place, link in enumerate(related, 1) if link.article is None)
        await pilot.press(str(wanted))
        await settled(pilot)
        assert isinstance(app.screen, WantedScreen)
        assert "Bailiff Boards Trawler at Customs Quay" in seen(app)
        assert "GREAT GALE WRECKS CUSTOMS QUAY" in seen(app)
        await pilot.press("j", "enter")
        await settled(pilot)
        assert headline(app) == "GREAT GALE WRECKS CUSTOMS QUAY"


async def test_a_link_in_the_text_is_chosen_and_followed(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await open_first(pilot, settled, 'headline:"engineers blame"')
        await pilot.press("]")
        await settled(pilot)
        assert "Enter follows: the gale of November 1987" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert headline(app).casefold() == "great gale wrecks customs quay"


async def test_help_shows_every_key_and_goes_away(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=(100, 240)) as pilot:
        await settled(pilot)
        await pilot.press("?")
        assert isinstance(app.screen, HelpScreen)
        told = seen(app)
        for words in (
            "Back along the trail",
            "Copy the article's link",
            "Ctrl-q Leave newsreader",
            "QUERIES",
        ):
            assert words in told
        await pilot.press("escape")
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press("f1", "escape")
        assert isinstance(app.screen, ReadingScreen)


async def test_back_goes_level_by_level(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        everything = len(reading(app).list_pane.list.ids)
        await open_first(pilot, settled, "bridge")
        opened = headline(app)
        assert reading(app).has_class("-reading")
        await pilot.press("escape")
        assert not reading(app).has_class("-reading")
        await pilot.press("q")
        await settled(pilot)
        screen = reading(app)
        assert len(screen.list_pane.list.ids) == everything
        chosen = screen.list_pane.list.current
        assert chosen is not None
        assert screen.loader.archive.article(chosen).headline == opened
        await pilot.press("q")
        await settled(pilot)
        assert "Ctrl-q leaves newsreader." in seen(app)
        assert app.is_running


async def test_the_list_comes_back_with_the_same_row_chosen(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press(*"jjjjjjj")
        before = lines(app)
        chosen = reading(app).list_pane.list.current
        await pilot.press("enter")
        await settled(pilot)
        assert lines(app) != before
        await pilot.press("escape")
        await settled(pilot)
        assert reading(app).list_pane.list.current == chosen
        assert lines(app)[2:21] == before[2:21]


async def test_next_and_previous_article_without_leaving(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        listed = reading(app).list_pane.list.ids
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("J")
        await settled(pilot)
        assert reading(app).article_id == listed[1]
        await pilot.press("K", "K")
        await settled(pilot)
        assert reading(app).article_id == listed[0]
        assert "This is the first article." in seen(app)


async def test_a_smaller_terminal_keeps_what_one_was_looking_at(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await open_first(pilot, settled, 'headline:"council votes"')
        await pilot.press("r")
        assert app.focused is reading(app).related
        await pilot.resize_terminal(*NARROW)
        await settled(pilot)
        assert isinstance(app.focused, ArticleBody)
        assert reading(app).list_pane.display is False or not reading(app).list_pane.is_on_screen
        await pilot.press("r")
        await settled(pilot)
        assert "RELATED" in seen(app)
        assert FERRYMEN in seen(app)
        await pilot.press("1")
        await settled(pilot)
        assert headline(app) == FERRYMEN
        await pilot.resize_terminal(*MIDDLE)
        await settled(pilot)
        assert isinstance(app.focused, ArticleBody)
        assert "Council Votes for a Bridge at" in pane(app, reading(app).list_pane)
        assert FERRYMEN in pane(app, reading(app).article_pane)


async def test_the_reading_place_comes_back_with_the_trail(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await open_first(pilot, settled, 'headline:"thirty-one centimetres"')
        await pilot.press("space", "space", "space")
        await settled(pilot)
        page = lines(app)[2:21]
        await pilot.press("1")
        await settled(pilot)
        assert lines(app)[2:21] != page
        await pilot.press("H")
        await settled(pilot)
        assert lines(app)[2:21] == page


async def test_a_broken_query_is_shown_where_it_breaks(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await pilot.press("/", *"bridge (pier", "enter")
        await settled(pilot)
        screen = reading(app)
        assert screen.search_bar.input.has_focus
        caret = lines(app)[1].index("^")
        assert lines(app)[0][caret] == "("
        assert screen.list_pane.list.ids == whole(app)
        await pilot.press("end", ")", "enter")
        await settled(pilot)
        assert "^" not in lines(app)[1]
        assert "bridge (pier)" in lines(app)[0]
        assert 0 < len(screen.list_pane.list.ids) < screen.loader.archive.count()


async def test_nothing_found_says_which_word_is_to_blame(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await search(pilot, settled, "zeppelin bridge")
        told = pane(app, reading(app).list_pane)
        assert "No article has all of: zeppelin bridge" in told
        assert "zeppelin 0" in told
        assert "Without zeppelin there may be some." in told
        await pilot.press("escape")
        await settled(pilot)
        assert reading(app).list_pane.list.ids == whole(app)


async def test_the_order_changes_and_the_chosen_article_stays(reader: Reader, settled: Any) -> None:
    app = reader("herring")
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        rows = reading(app).list_pane.list
        await pilot.press("j", "j")
        chosen = rows.current
        for words in ("newest first", "oldest first", "by paper", "by headline", "by relevance"):
            await pilot.press("S")
            await settled(pilot)
            assert words in lines(app)[0]
            assert rows.current == chosen
        await pilot.press("escape")
        await settled(pilot)
        for words in ("oldest first", "by paper", "by headline", "newest first"):
            await pilot.press("S")
            await settled(pilot)
            assert words in lines(app)[0]


async def test_words_are_found_in_the_open_article(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await open_first(pilot, settled, 'headline:"engineers blame"')
        await pilot.press("/", *"centi", "enter")
        await settled(pilot)
        total = reading(app).status.match[1]
        assert total >= 3
        assert "╱ headline" in lines(app)[0]
        assert f"match 1 of {total}" in seen(app)
        await pilot.press("n")
        await settled(pilot)
        assert f"match 2 of {total}" in seen(app)


async def test_a_new_search_marks_the_open_article_anew(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await open_first(pilot, settled, 'headline:"engineers blame"')
        before = reading(app).status.match
        await search(pilot, settled, "gauge")
        assert reading(app).status.match != before
        assert reading(app).status.match[1] > 0


async def test_related_from_the_list_opens_the_chosen_article_at_its_relations(
    reader: Reader, settled: Any
) -> None:
    app = reader('headline:"council votes"')
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("r")
        await settled(pilot)
        assert app.focused is reading(app).related
        assert headline(app) == COUNCIL


async def test_tab_goes_round_the_panes(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(app)
        await pilot.press("tab")
        assert app.focused is screen.list_pane.list
        await pilot.press("enter")
        await settled(pilot)
        stops = [screen.related, screen.list_pane.list, screen.article_pane.body]
        for stop in stops:
            await pilot.press("tab")
            assert app.focused is stop
        await pilot.press("shift+tab")
        assert app.focused is screen.list_pane.list


async def test_the_palette_carries_a_command_out(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await pilot.press(":", *"change the order")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "oldest first" in lines(app)[0]


async def test_the_mouse_chooses_and_opens(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        rows = reading(app).list_pane.list
        y = next(y for y in range(30) if "The Sister Agnes" in rows.render_line(y).text)
        await pilot.click(rows, offset=(10, y))
        assert rows.current == rows.ids[1]
        await pilot.click(rows, offset=(10, y))
        await settled(pilot)
        assert reading(app).article_id == rows.ids[1]


async def test_the_last_article_asked_for_is_the_one_that_is_shown(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Open slow A, then fast B: A's thread ends last, and must lose."""
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(app)
        slow, fast = screen.list_pane.list.ids[0], screen.list_pane.list.ids[1]
        fetch, shown = screen.loader.archive.article, Event()

        def slowly(article_id: int) -> Article:
            if article_id == slow:
                assert shown.wait(30)
            return fetch(article_id)

        monkeypatch.setattr(screen.loader.archive, "article", slowly)
        screen.post_message(OpenArticle(slow))
        screen.post_message(OpenArticle(fast))
        while screen.article_id != fast:
            await pilot.pause()
        shown.set()
        await settled(pilot)
        assert screen.article_id == fast
        assert screen._relations is not None
        assert screen._relations.article == fast
        assert len(screen.status.trail) == 1


async def test_the_last_query_is_the_one_that_is_listed(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Search slowly, then search fast: the first answer comes last, and must lose."""
    app = reader()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        screen = reading(app)
        ask, listed = screen.loader.archive.search, Event()

        def slowly(query: str, **how: Any) -> Any:
            if query == "herring":
                assert listed.wait(30)
            return ask(query, **how)

        monkeypatch.setattr(screen.loader.archive, "search", slowly)
        await pilot.press("F", *"herring", "enter", "F", "ctrl+u", *"smelter", "enter")
        while len(screen.list_pane.list.ids) != 1:
            await pilot.pause()
        listed.set()
        await settled(pilot)
        assert len(screen.list_pane.list.ids) == 1
        assert "╱ smelter" in lines(app)[0]
