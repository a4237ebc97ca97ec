"""The headline list as one works with it: choosing several, going to a date, what is new, what is marked."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from reader.app import NewsreaderApp
from reader.dates import published
from reader.messages import Search
from reader.screens.date_prompt import DatePrompt, period
from reader.screens.listing import Listing
from reader.widgets.headline_list import HeadlineList
from tests.journeys.screens import lines, reading, seen

Reader = Callable[..., NewsreaderApp]
NARROW, MIDDLE = (80, 24), (110, 40)

PAGE = """# Quay Opens at Kirk Voe

June 30, 2031

**Harbour Gazette**

The quay at Kirk Voe was opened on Monday, and herring was served.
"""


async def test_several_are_chosen_counted_and_let_go(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        rows = reading(app).list_pane.list
        await pilot.press("m", "j", "space")
        await settled(pilot)
        assert list(reading(app).articles_at_hand) == [rows.ids[0], rows.ids[2]]
        assert f"2 chosen   Sep 2023 · 4 of {len(rows.ids)}" in lines(app)[-1]
        await pilot.press("S")
        await settled(pilot)
        assert rows.chosen_count == 2
        await pilot.press("escape")
        await settled(pilot)
        assert rows.chosen_count == 0
        assert list(reading(app).articles_at_hand) == [rows.current]


async def test_one_goes_to_a_date_or_near_it(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        rows = reading(app).list_pane.list
        for typed, found in (("sep 2004", "2004-09-04"), ("1998-04-21", "1998-04-21")):
            await pilot.press("d", *(key if key != " " else "space" for key in typed), "enter")
            await settled(pilot)
            assert published(rows.day).iso == found
        await pilot.press("d", *"1950", "enter")
        await settled(pilot)
        assert "Nothing of 1950; the nearest is of 17 August 1987." in seen(app)
        await pilot.press("d", *"soon?", "enter")
        await settled(pilot)
        assert isinstance(app.screen, DatePrompt)
        assert "“soon?” is not a date." in seen(app)


async def test_only_a_list_by_date_has_dates_to_go_to(reader: Reader, settled: Any) -> None:
    app = reader("herring")
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert "S changes the order" in seen(app)


def test_dates_are_understood_as_people_type_them() -> None:
    for words, first, last in (
        ("1998", 19980000, 19989999),
        (" 1998-04 ", 19980400, 19980499),
        ("apr  1998", 19980400, 19980499),
        ("21 April 1998", 19980421, 19980421),
        ("avril 1998", 19980400, 19980499),
    ):
        found = period(words)
        assert found is not None
        assert (found.first, found.last) == (first, last)
    assert period("nothing of the kind") is None


async def test_what_an_import_brings_is_told_and_comes_when_asked_for(
    reader: Reader, settled: Any, archive_folder: Path, tmp_path: Path
) -> None:
    app = reader(folder=archive_folder)
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        screen = reading(app)
        await pilot.press("j", "j")
        chosen, before = screen.list_pane.list.current, len(screen.list_pane.list.ids)
        (tmp_path / "new.md").write_text(PAGE, encoding="utf-8")
        with Archive.open(archive_folder) as archive:
            assert archive.import_paths([tmp_path / "new.md"]).added == 1
        screen.look_for_more()
        await settled(pilot)
        assert "1 new, press R" in lines(app)[0]
        assert len(screen.list_pane.list.ids) == before
        await pilot.press("R")
        await settled(pilot)
        assert "press R" not in lines(app)[0]
        assert "1 new article." in seen(app)
        assert (screen.list_pane.list.current, len(screen.list_pane.list.ids)) == (chosen, before + 1)


async def test_marks_of_another_process_are_seen(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        screen = reading(app)
        assert lines(app)[2].startswith("▌ ●")
        screen.loader.desk.mark_read([screen.list_pane.list.ids[0]])
        screen.loader.desk.star([screen.list_pane.list.ids[0]])
        screen.renew_marks()
        await settled(pilot)
        assert lines(app)[2].startswith("▌   ")
        assert lines(app)[3].endswith("★")


async def test_the_row_stays_where_panes_come_and_go(reader: Reader, settled: Any) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        rows = reading(app).list_pane.list
        await pilot.press("G", "k", "k", "k")
        current = rows.current
        for size in ((150, 40), (20, 5), (60, 20), (110, 30)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert rows.current == current
            assert any(
                line.startswith("▌") for line in (rows.render_line(y).text for y in range(rows.size.height))
            )


async def test_a_long_archive_begins_with_its_first_rows_and_is_whole_soon(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when a query that is refused comes between: the first rows are never taken for all."""
    monkeypatch.setattr("reader.lists.FIRST_ROWS", 20)
    app = reader()
    heard: list[int] = []
    show = HeadlineList.show

    def listen(self: HeadlineList, ids: array[int], *rest: Any, **how: Any) -> None:
        heard.append(len(ids))
        show(self, ids, *rest, **how)

    monkeypatch.setattr(HeadlineList, "show", listen)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        rows = reading(app).list_pane.list
        assert heard == [20, len(rows.ids)]
        await pilot.press("G", "S")
        await settled(pilot)
        assert heard[2:] == [len(rows.ids)], "the first rows do not have the one that the cursor is on"
        app.screen.post_message(Search("herring"))
        await settled(pilot)
        app.screen.post_message(Search(""))
        app.screen.post_message(Search("(oops"))
        await settled(pilot)
        assert len(rows.ids) in (heard[1], heard[3])


async def test_all_means_all_also_while_only_the_first_rows_are_listed(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is chosen at once; what is done to all waits until it is known what that is."""
    monkeypatch.setattr("reader.lists.FIRST_ROWS", 20)
    list_whole = Listing.list_whole
    monkeypatch.setattr(Listing, "list_whole", lambda screen: None)
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        screen = reading(app)
        rows, desk = screen.list_pane.list, screen.loader.desk
        await pilot.press("*")
        await settled(pilot)
        assert rows.chosen_count == len(rows.ids) == 20
        for key in ("s", "t", "w"):
            await pilot.press(key)
            await settled(pilot)
            assert "still being listed" in lines(app)[-1], key
        assert list(desk.ids("is", "starred")) == []
        list_whole(screen)
        await settled(pilot)
        assert rows.chosen_count == len(rows.ids) > 20
        await pilot.press("s")
        await settled(pilot)
        assert f"Starred {len(rows.ids)} articles" in lines(app)[-1]
        assert len(desk.ids("is", "starred")) == len(rows.ids)


async def test_what_is_chosen_of_the_first_rows_stays_so_in_the_whole_list(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some that are named are those, and all but some are all but those."""
    monkeypatch.setattr("reader.lists.FIRST_ROWS", 20)
    list_whole = Listing.list_whole
    for keys, left_out in ((("m", "m"), False), (("m", "m", "i"), True)):
        monkeypatch.setattr(Listing, "list_whole", lambda screen: None)
        app = reader()
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            rows = reading(app).list_pane.list
            named = set(rows.ids[:2])
            await pilot.press(*keys)
            list_whole(reading(app))
            await settled(pilot)
            assert len(rows.ids) > 20
            assert set(rows.chosen) == (set(rows.ids) - named if left_out else named)
