"""Marks, tags, notes, quotes and saved searches, as a person makes them, and that none is ever lost."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.events import MouseMove, MouseScrollDown
from textual.pilot import Pilot
from textual.widgets import TextArea

from index.archive import Archive
from index.desk import Desk
from reader.app import NewsreaderApp
from reader.screens import marking
from reader.screens.notes import NoteScreen
from reader.screens.tags import TagPrompt
from tests.journeys.screens import lines, opened, pane, reading, seen

Reader = Callable[..., NewsreaderApp]


async def press(pilot: Pilot[int], settled: Any, *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def until(pilot: Pilot[int], condition: Callable[[], bool]) -> None:
    """Wait for something that a timer brings about."""
    for _ in range(500):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came about")


def first(pilot: Pilot[int]) -> int:
    return reading(pilot.app).list_pane.list.ids[0]


def rows(pilot: Pilot[int]) -> str:
    return pane(pilot.app, reading(pilot.app).list_pane)


def article(pilot: Pilot[int]) -> str:
    return pane(pilot.app, reading(pilot.app).article_pane)


# Read on opening


async def test_an_article_that_stays_open_is_read(
    reader: Reader, settled: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its row loses the dot at once, and its neighbours keep theirs."""
    monkeypatch.setattr(marking, "DWELL", 0.01)
    async with opened(reader, settled) as pilot:
        dots = rows(pilot).count("●")
        await press(pilot, settled, "enter")
        await until(pilot, lambda: desk.rows([first(pilot)])[0].read)
        await settled(pilot)
        assert rows(pilot).count("●") == dots - 1
        assert "●" not in article(pilot)
        assert list(desk.ids("is", "read")) == [first(pilot)]


async def test_an_article_that_is_left_at_once_is_not_read(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        screen = reading(pilot.app)
        await press(pilot, settled, "enter")
        assert screen._dwell.is_running
        await press(pilot, settled, "escape")
        assert not screen._dwell.is_running
        assert list(desk.ids("is", "read")) == []


async def test_a_page_over_the_article_is_no_reading(reader: Reader, settled: Any) -> None:
    async with opened(reader, settled) as pilot:
        screen = reading(pilot.app)
        await press(pilot, settled, "enter", "?")
        assert not screen._dwell.is_running
        await press(pilot, settled, "escape")
        assert screen._dwell.is_running


async def test_moving_scrolling_and_hovering_read_nothing(
    reader: Reader, settled: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "DWELL", 0.0)
    async with opened(reader, settled) as pilot:
        screen = reading(pilot.app)
        await press(pilot, settled, "j", "space", "G", "g")
        for event in (MouseScrollDown, MouseMove):
            place = {"x": 10, "y": 10, "delta_x": 0, "delta_y": 1, "button": 0}
            flags = {"shift": False, "meta": False, "ctrl": False, "screen_x": 10, "screen_y": 10}
            screen.post_message(event(screen.list_pane.list, **place, **flags))
        await pilot.pause(0.05)
        await settled(pilot)
        assert list(desk.ids("is", "read")) == []


async def test_u_on_the_open_article_stays_whatever_the_clock_says(
    reader: Reader, settled: Any, desk: Desk
) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", "u")
        assert desk.rows([first(pilot)])[0].read
        await press(pilot, settled, "u")
        assert not desk.rows([first(pilot)])[0].read
        assert not reading(pilot.app)._dwell.is_running
        assert "Marked 1 article as unread" in seen(pilot.app)


# Stars and undoing


async def test_a_star_is_seen_on_the_row_and_in_the_article_at_once(
    reader: Reader, settled: Any, desk: Desk
) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", "s")
        assert "Starred 1 article" in seen(pilot.app)
        assert "★" in rows(pilot)
        assert "★" in article(pilot)
        assert list(desk.ids("is", "starred")) == [first(pilot)]
        await press(pilot, settled, "U")
        assert "Undone: Starred 1 article" in seen(pilot.app)
        assert "★" not in rows(pilot) + article(pilot)


async def test_undo_takes_back_what_one_did_before_what_came_by_itself(
    reader: Reader, settled: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Starred before the article counted as read: the star goes first, the read mark when one asks again."""
    async with opened(reader, settled) as pilot:
        monkeypatch.setattr(marking, "DWELL", 0.3)
        await press(pilot, settled, "enter", "s")
        await until(pilot, lambda: desk.rows([first(pilot)])[0].read)
        await settled(pilot)
        await press(pilot, settled, "U")
        assert "Undone: Starred 1 article" in seen(pilot.app)
        assert desk.rows([first(pilot)])[0].read
        await press(pilot, settled, "U")
        assert "Undone: Marked 1 article as read" in seen(pilot.app)
        assert not desk.rows([first(pilot)])[0].read
        assert "●" in rows(pilot)


async def test_from_the_list_the_chosen_row_is_meant_and_not_the_open_article(
    reader: Reader, settled: Any, desk: Desk
) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", "escape", "j", "s")
        assert list(desk.ids("is", "starred")) == [reading(pilot.app).list_pane.list.ids[1]]
        assert "★" not in article(pilot)


async def test_all_that_are_chosen_are_marked_as_one_change(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        count = len(reading(pilot.app).list_pane.list.ids)
        await press(pilot, settled, "*", "s")
        assert len(desk.ids("is", "starred")) == count
        assert f"Starred {count} articles" in seen(pilot.app)
        await press(pilot, settled, "U")
        assert len(desk.ids("is", "starred")) == 0


async def test_all_that_are_chosen_are_tagged_and_read(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        ids = sorted(reading(pilot.app).list_pane.list.ids[:3])
        await press(pilot, settled, "m", "space", "space", "t", *"quay", "enter")
        assert sorted(desk.ids("tag", "quay")) == ids
        assert "Tagged 3 articles quay" in seen(pilot.app)
        await press(pilot, settled, "u")
        assert sorted(desk.ids("is", "read")) == ids
        assert "Marked 3 articles as read" in seen(pilot.app)
        await press(pilot, settled, "U", "U")
        assert "Undone: Tagged 3 articles quay" in seen(pilot.app)
        assert list(desk.ids("is", "read")) == list(desk.ids("has", "tag")) == []


async def test_there_is_not_always_something_to_undo(reader: Reader, settled: Any) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "U")
        assert "There is nothing to undo." in seen(pilot.app)


async def test_a_reader_that_is_left_at_once_has_kept_everything(
    reader: Reader, settled: Any, desk: Desk
) -> None:
    """Marks wait in a queue; leaving waits for them."""
    async with opened(reader, settled) as pilot:
        ids = list(reading(pilot.app).list_pane.list.ids[:3])
        await pilot.press("s", "j", "s", "j", "s")
        pilot.app.exit()
    assert sorted(desk.ids("is", "starred")) == sorted(ids)


async def test_errands_whose_workers_are_cancelled_are_done_on_leaving(
    reader: Reader, settled: Any, desk: Desk
) -> None:
    async with opened(reader, settled) as pilot:
        screen = reading(pilot.app)
        await pilot.press("s")
        screen.workers.cancel_all()
        pilot.app.exit()
    assert len(desk.ids("is", "starred")) == 1


async def test_what_another_process_marks_is_seen(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter")
        desk.star([first(pilot)])
        desk.tag([first(pilot)], "bridge")
        reading(pilot.app)._glance()
        await settled(pilot)
        assert "★" in rows(pilot)
        assert "★ #bridge" in article(pilot)


# Tags


async def test_tags_are_completed_and_given(reader: Reader, settled: Any, desk: Desk) -> None:
    desk.tag([1, 2], "bridge")
    desk.tag([1], "bread")
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", "t")
        assert isinstance(pilot.app.screen, TagPrompt)
        await press(pilot, settled, "b", "r", "i")
        assert "bread" not in seen(pilot.app)
        await press(pilot, settled, "down", "tab")
        assert pilot.app.screen.answer.value == "bridge"
        await press(pilot, settled, ",", "N", "e", "w", "enter")
        assert desk.tags_of(first(pilot)) == ["bridge", "new"]
        assert "#bridge #new" in article(pilot)
        assert "Tagged 1 article bridge. Tagged 1 article new" in seen(pilot.app)


async def test_a_tag_that_is_there_is_taken_away(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        desk.tag([first(pilot)], "bridge")
        await press(pilot, settled, "t")
        assert "Tagged now: bridge." in seen(pilot.app)
        await press(pilot, settled, "down", "enter")
        assert desk.tags_of(first(pilot)) == []
        assert "Removed the tag bridge from 1 article" in seen(pilot.app)


async def test_what_is_no_tag_is_said_where_it_was_typed(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "t", "?", "enter")
        assert "There is no word in this tag." in seen(pilot.app)
        await press(pilot, settled, "escape")
        assert desk.tags() == []


async def test_marks_are_asked_for_in_queries(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        ids = reading(pilot.app).list_pane.list.ids
        desk.tag([ids[1]], "bridge")
        desk.write_note(ids[2], "Ask the tide tables")
        desk.star([ids[3]])
        for query, found in (
            ("tag:bridge", [ids[1]]),
            ("has:note", [ids[2]]),
            ('note:"tide tables"', [ids[2]]),
            ("is:starred is:unread", [ids[3]]),
        ):
            await press(pilot, settled, "F", *["space" if sign == " " else sign for sign in query], "enter")
            assert list(reading(pilot.app).list_pane.list.ids) == found, query


# Notes


async def test_a_note_is_written_in_place(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", "e", "O", "n", "e", "enter", "q", "ctrl+s")
        note = desk.note(first(pilot))
        assert note is not None
        assert note.text == "One\nq"
        assert "Kept the note" in seen(pilot.app)
        assert "✎" in rows(pilot)
        assert "✎" in article(pilot)
        await press(pilot, settled, "U")
        assert desk.note(first(pilot)) is None


async def test_esc_keeps_the_note_too(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "e", "x", "escape")
        note = desk.note(first(pilot))
        assert note is not None
        assert note.text == "x"


async def test_looking_at_a_note_changes_nothing(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        desk.write_note(first(pilot), "As it was")
        before = desk.version()
        await press(pilot, settled, "e", "escape")
        assert desk.version() == before


async def test_a_note_whose_words_are_all_deleted_is_gone(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        desk.write_note(first(pilot), "x")
        await press(pilot, settled, "e", "backspace", "escape")
        assert desk.note(first(pilot)) is None
        assert "Deleted the note" in seen(pilot.app)


async def test_leaving_newsreader_in_the_middle_of_a_note_keeps_it(
    reader: Reader, settled: Any, desk: Desk
) -> None:
    async with opened(reader, settled) as pilot:
        article_id = first(pilot)
        await press(pilot, settled, "e", "h", "a", "l", "f")
        await pilot.press("ctrl+q")
    note = desk.note(article_id)
    assert note is not None
    assert note.text == "half"


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes a script the person's editor, and lets the terminal be left to it."""

    def use(script: str) -> None:
        path = tmp_path / "editor.sh"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", str(path))
        monkeypatch.setattr(NewsreaderApp, "suspend", lambda app: _nothing())

    return use


async def test_a_note_is_written_in_ones_own_editor(
    reader: Reader, settled: Any, desk: Desk, editor: Callable[[str], None]
) -> None:
    editor('printf " and more" >> "$1"')
    async with opened(reader, settled) as pilot:
        desk.write_note(first(pilot), "Some")
        await press(pilot, settled, "E")
        note = desk.note(first(pilot))
        assert note is not None
        assert note.text == "Some and more"


async def test_a_killed_editor_leaves_the_note_as_it_was(
    reader: Reader, settled: Any, desk: Desk, editor: Callable[[str], None]
) -> None:
    editor('printf "half" > "$1"; kill -9 $$')
    async with opened(reader, settled, size=(220, 36)) as pilot:
        desk.write_note(first(pilot), "Whole")
        await press(pilot, settled, "E")
        note = desk.note(first(pilot))
        assert note is not None
        assert note.text == "Whole"
        assert "editor.sh was killed by signal 9; the note is as it was. e shows what it had" in seen(
            pilot.app
        )
        await press(pilot, settled, "e")
        assert pilot.app.screen.query_one(TextArea).text == "half"


async def test_a_missing_editor_is_named(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch, editor: Callable[[str], None]
) -> None:
    editor("")
    monkeypatch.setenv("EDITOR", "no-such-editor")
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "E")
        assert "There is no program no-such-editor here. EDITOR names it." in seen(pilot.app)


# Quotes


async def test_selected_lines_are_kept_as_a_quote_and_found_again(
    reader: Reader, settled: Any, desk: Desk
) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", *["j"] * 8, "V", "j", "j", "quotation_mark")
        (quote,) = desk.quotes(first(pilot))
        assert "Kept as a quote: “" in seen(pilot.app)
        await press(pilot, settled, "home")
        assert "”1" in article(pilot)
        await press(pilot, settled, "Q")
        assert isinstance(pilot.app.screen, NoteScreen)
        await press(pilot, settled, "enter")
        assert reading(pilot.app).article_pane.body.selected_text == quote.passage.text


def marked(pilot: Pilot[int]) -> list[tuple[str, str]]:
    """The lines of the article in view that bear a kept quote: the sign in their margin, and what is kept."""
    body = reading(pilot.app).article_pane.body
    found = []
    for y in range(body.size.height):
        line = body.line_of_page(y + body.scrolled)
        kept = "".join(line.text[start:end] for start, end, role in line.spans if role == "kept")
        drawn = body.render_line(y)
        if kept:
            assert kept == "".join(s.text for s in drawn if s.style and s.style.underline), "not by colour"
            found.append((drawn.text[body.left - 2], kept))
    return found


async def test_a_quote_is_marked_in_the_text_as_long_as_it_is_kept(
    reader: Reader, settled: Any, desk: Desk
) -> None:
    """Underlined, with a sign in the margin of its first line; also when the article is opened again."""
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", *["j"] * 8, "V", "j", "quotation_mark")
        (quote,) = desk.quotes(first(pilot))
        kept = marked(pilot)
        assert [sign for sign, _ in kept] == ["”", " "]
        assert " ".join(words for _, words in kept) == " ".join(quote.passage.text.split())
        await press(pilot, settled, "J", "K")
        await press(pilot, settled, "g")
        assert marked(pilot) == kept
        await press(pilot, settled, "U")
        assert marked(pilot) == []


async def test_a_quote_is_marked_where_it_stands_after_the_article_has_changed(
    reader: Reader, settled: Any, desk: Desk, tmp_path: Path
) -> None:
    """Imported again with another paragraph before it, and with a word of it changed."""
    page = (
        "# The Mast\n\nMay 4, 1999\n\n**Gazette**\n\n{}The mast was raised at {} by forty hands, and held.\n"
    )
    (tmp_path / "mast.md").write_text(page.format("", "noon"), encoding="utf-8")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_paths([tmp_path / "mast.md"])
        (article_id,) = archive.ids()
        body = archive.article(article_id).body
        desk.keep_quote(article_id, body, 0, body.index(","))
        (tmp_path / "mast.md").write_text(page.format("Some rain.\n\n", "night"), encoding="utf-8")
        assert archive.import_paths([tmp_path / "mast.md"]).updated == 1
    app = reader(folder=tmp_path / "archive")
    async with app.run_test(size=(110, 30)) as pilot:
        await settled(pilot)
        await press(pilot, settled, "enter")
        assert marked(pilot) == [("”", "The mast was raised at night by forty hands")]


async def test_a_quote_is_gone_to_from_the_list(reader: Reader, settled: Any, desk: Desk) -> None:
    """The article is opened there, whatever was open before."""
    async with opened(reader, settled) as pilot:
        ids = reading(pilot.app).list_pane.list.ids
        body = reading(pilot.app).loader.archive.article(ids[1]).body
        start = body.index("\n\n") + 2
        desk.keep_quote(ids[1], body, start, start + 30)
        await press(pilot, settled, "enter", "escape", "j", "Q", "enter")
        assert reading(pilot.app).article_id == ids[1]
        assert reading(pilot.app).article_pane.body.selected_text == body[start : start + 30].strip()


async def test_a_quote_is_deleted_and_brought_back(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", *["j"] * 8, "V", "quotation_mark", "Q", "x", "escape")
        assert desk.quotes(first(pilot)) == []
        await press(pilot, settled, "U")
        assert len(desk.quotes(first(pilot))) == 1


async def test_a_headline_is_no_quote(reader: Reader, settled: Any, desk: Desk) -> None:
    """What is selected has to be of the text."""
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "enter", "V", "quotation_mark")
        assert "There is nothing in the selection to quote" in seen(pilot.app)
        assert desk.quotes() == []


async def test_without_quotes_one_is_told_how_to_keep_one(reader: Reader, settled: Any) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "Q")
        assert "No quotes of this article are kept" in seen(pilot.app)


# Saved searches


async def test_a_search_is_saved_and_chosen_again(reader: Reader, settled: Any, desk: Desk) -> None:
    async with opened(reader, settled, "bridge") as pilot:
        found = list(reading(pilot.app).list_pane.list.ids)
        await press(pilot, settled, "f2", *"Sound", "enter")
        assert [(each.name, each.query) for each in desk.searches()] == [("Sound", "bridge")]
        await press(pilot, settled, "escape", "f3")
        assert "Sound" in seen(pilot.app)
        await press(pilot, settled, "enter")
        assert list(reading(pilot.app).list_pane.list.ids) == found
        assert reading(pilot.app).listed[0] == "bridge"


async def test_a_name_that_is_taken_asks_first(reader: Reader, settled: Any, desk: Desk) -> None:
    desk.save_search("mine", "ferry")
    async with opened(reader, settled, "bridge") as pilot:
        await press(pilot, settled, "f2", *"mine", "enter")
        assert "mine is saved already: ferry" in seen(pilot.app)
        assert desk.searches()[0].query == "ferry"
        await press(pilot, settled, "enter")
        assert desk.searches()[0].query == "bridge"


async def test_a_saved_search_is_deleted(reader: Reader, settled: Any, desk: Desk) -> None:
    desk.save_search("mine", "ferry")
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "apostrophe", "x")
        assert desk.searches() == []
        await press(pilot, settled, "U")
        assert "Undone: Deleted the saved search mine" in seen(pilot.app)


async def test_without_a_search_there_is_nothing_to_save(reader: Reader, settled: Any) -> None:
    async with opened(reader, settled) as pilot:
        await press(pilot, settled, "f2")
        assert "There is no search to save" in seen(pilot.app)
        await press(pilot, settled, "f3")
        assert "No search is saved yet: F2 saves the one you see." in seen(pilot.app)


# A desk that fails


async def test_a_damaged_desk_is_told_in_a_line_and_one_reads_on(
    reader: Reader, settled: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all " * 100)
    monkeypatch.setenv("NEWSREADER_DESK", str(broken))
    async with opened(reader, settled, size=(220, 36)) as pilot:
        await press(pilot, settled, "escape", "enter", "s")
        assert reading(pilot.app).article_id == first(pilot)
        assert "is damaged, or is no desk" in seen(pilot.app)
        for key in ("t", "e", "U", "h", "f3"):
            await press(pilot, settled, key)
            assert pilot.app.screen is reading(pilot.app), key
            assert "is damaged, or is no desk" in seen(pilot.app), key


async def test_words_that_the_desk_does_not_take_are_shown_again(
    reader: Reader, settled: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.errors import DeskError

    def refuse(self: Desk, article_id: int, text: str) -> None:
        raise DeskError("the disk is full")

    async with opened(reader, settled, size=(220, 36)) as pilot:
        with monkeypatch.context() as full:
            full.setattr(Desk, "write_note", refuse)
            await press(pilot, settled, "e", "a", "b", "escape")
            assert "The disk is full. Your words are not lost yet" in lines(pilot.app)[-1]
        await press(pilot, settled, "e")
        assert isinstance(pilot.app.screen, NoteScreen)
        await press(pilot, settled, "escape")
        note = desk.note(first(pilot))
        assert note is not None
        assert note.text == "ab"
