"""Taking articles away with the keys: citations, commands, files."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from index.takeaway.citation import bibtex
from reader.app import NewsreaderApp
from reader.screens.citing import CitationScreen
from reader.screens.output import OutputScreen
from reader.screens.prompts import PipePrompt, WritePrompt
from tests.journeys.screens import reading, seen

Reader = Callable[..., NewsreaderApp]


async def test_a_citation_is_shown_chosen_and_copied(reader: Reader, settled: Any) -> None:
    """Y, one down to BibTeX, Enter; the next Y begins with BibTeX."""
    app = reader("smelter")
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press("Y")
        await settled(pilot)
        assert isinstance(app.screen, CitationScreen)
        assert "The Moscow Times" in seen(app)
        await pilot.press("j")
        await settled(pilot)
        assert "@article{" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        screen = reading(app)
        assert app.screen is screen
        article = screen.loader.archive.article(screen.list_pane.list.ids[0])
        assert app.clipboard == bibtex(article)
        assert "Copied as BibTeX: @article{" in seen(app)
        await pilot.press("Y")
        await settled(pilot)
        assert "@article{" in seen(app)
        await pilot.press("q")
        await settled(pilot)
        assert app.screen is screen


async def test_the_text_goes_through_a_command(reader: Reader, settled: Any) -> None:
    app = reader("smelter")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("|")
        await settled(pilot)
        assert isinstance(app.screen, PipePrompt)
        await pilot.press(*"grep -c RusAl", "enter")
        await settled(pilot)
        assert isinstance(app.screen, OutputScreen)
        assert "| grep -c RusAl" in seen(app)
        await pilot.press("escape", "|")
        await settled(pilot)
        assert app.screen.query_one(Input).value == "grep -c RusAl", "the last command is offered again"


async def test_long_output_is_scrolled(reader: Reader, settled: Any) -> None:
    app = reader("smelter")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("|")
        await settled(pilot)
        app.screen.query_one(Input).value = "seq 1000 1999"
        await pilot.press("enter")
        await settled(pilot)
        assert "1001" in seen(app)
        await pilot.press("G")
        await settled(pilot)
        assert "1999" in seen(app)
        await pilot.press("g", "space")
        await settled(pilot)
        assert "1015" in seen(app)
        assert "1001" not in seen(app)


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("no-such-thing", "no-such-thing: there is no such command here"),
        ("false", "false failed with 1"),
        ("cat > /dev/null", "Done: cat > /dev/null (it printed nothing)"),
    ],
)
async def test_a_command_that_prints_nothing_leaves_one_line(
    reader: Reader, settled: Any, command: str, line: str
) -> None:
    app = reader("smelter")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("|")
        await settled(pilot)
        app.screen.query_one(Input).value = command
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen is reading(app)
        assert line in seen(app)


async def test_closing_the_page_stops_the_command(reader: Reader, settled: Any) -> None:
    """A command that would never end must not keep the reader from being left."""
    app = reader("smelter")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("|")
        await settled(pilot)
        app.screen.query_one(Input).value = "sleep 600"
        await pilot.press("enter")
        await pilot.pause()
        assert "Running" in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is reading(app)
        assert "sleep 600 was stopped" in seen(app)


async def test_a_pager_gets_the_terminal(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The reader steps aside while it runs, and is back afterwards."""
    left: list[str] = []
    app = reader("smelter")

    @contextmanager
    def suspend() -> Any:
        left.append("left")
        yield
        left.append("back")

    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(app, "suspend", suspend)
        await pilot.press("|")
        await settled(pilot)
        app.screen.query_one(Input).value = f"! cat > {tmp_path / 'given'}; exit 4"
        await pilot.press("enter")
        await settled(pilot)
        assert left == ["left", "back"]
        assert "RusAl" in (tmp_path / "given").read_text()
        assert "failed with 4" in seen(app)


async def test_where_the_terminal_cannot_be_left_a_line_says_so(reader: Reader, settled: Any) -> None:
    app = reader("smelter")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("|")
        await settled(pilot)
        app.screen.query_one(Input).value = "less"
        await pilot.press("enter")
        await settled(pilot)
        assert "This terminal cannot be left to another program." in seen(app)


async def test_an_article_is_written_under_the_proposed_name(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    app = reader("smelter")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        assert isinstance(app.screen, WritePrompt)
        assert "article or list" not in seen(app), "the list has this one article only"
        await pilot.press("enter")
        await settled(pilot)
        name = "ministry-to-help-rusal-seek-chinese-partners-for-smelter.md"
        assert f"Wrote 1 article to {name}" in seen(app)
    assert (tmp_path / name).read_text().startswith("# Ministry to Help RusAl")


async def test_the_whole_list_is_written_in_the_format_of_the_ending(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Tab changes to the list, and the proposed name with it; the next time the ending is the same."""
    monkeypatch.chdir(tmp_path)
    app = reader("bridge")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        ids = list(reading(app).found)
        await pilot.press("w")
        await settled(pilot)
        await pilot.press("tab")
        assert app.screen.query_one(Input).value == "bridge.md"
        assert f"> all {len(ids)} articles of the list" in seen(app)
        app.screen.query_one(Input).value = "found.jsonl"
        await pilot.press("enter")
        await settled(pilot)
        assert f"Wrote {len(ids)} articles to found.jsonl" in seen(app)
        await pilot.press("w")
        await settled(pilot)
        assert app.screen.query_one(Input).value.endswith(".jsonl")
    lines = (tmp_path / "found.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ids


async def test_a_folded_list_is_written_whole_or_as_it_is_shown(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The whole list is what the search bar counts; one version of each piece is what the rows show."""
    monkeypatch.chdir(tmp_path)
    app = reader("pier crack bridge")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        rows = list(reading(app).list_pane.list.ids)
        found = list(reading(app).loader.archive.search("pier crack bridge").ids)
        assert (len(rows), len(found)) == (3, 5)
        for presses, ids, label in (
            (1, found, "> all 5 articles of the list"),
            (2, rows, "> the 3 rows that are shown, one version of each piece"),
        ):
            await pilot.press("w")
            await settled(pilot)
            await pilot.press(*["tab"] * presses)
            assert label in seen(app)
            app.screen.query_one(Input).value = f"{presses}.jsonl"
            await pilot.press("enter")
            await settled(pilot)
            written = (tmp_path / f"{presses}.jsonl").read_text().splitlines()
            assert [json.loads(line)["id"] for line in written] == ids
        await pilot.press("x", "w")
        await settled(pilot)
        assert "rows that are shown" not in seen(app), "nothing is folded any more"


async def test_a_list_makes_a_book(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    app = reader()
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("w", "tab")
        await settled(pilot)
        await pilot.press("tab")
        app.screen.query_one(Input).value = "all.epub"
        await pilot.press("enter")
        await settled(pilot)
    with zipfile.ZipFile(tmp_path / "all.epub") as book:
        assert book.testzip() is None


async def test_a_file_that_is_there_is_replaced_only_when_asked_twice(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    app = reader("smelter")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        app.screen.query_one(Input).value = "notes.txt"
        await pilot.press("enter")
        await settled(pilot)
        assert "notes.txt is there already" in seen(app)
        assert (tmp_path / "notes.txt").read_text() == "mine"
        await pilot.press("enter")
        await settled(pilot)
    assert "RusAl" in (tmp_path / "notes.txt").read_text()


@pytest.mark.parametrize(
    ("name", "line"), [("notes.docx", "Let it end in .md"), ("no/such/a.md", "cannot be written")]
)
async def test_where_nothing_can_be_written_a_line_says_so(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    app = reader("smelter")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        app.screen.query_one(Input).value = name
        await pilot.press("enter")
        await settled(pilot)
        assert line in seen(app)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["Y", "|", "w"])
async def test_without_an_article_a_line_says_so(reader: Reader, settled: Any, key: str) -> None:
    app = reader("zzzzzz")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)
        assert app.screen is reading(app)
        assert "There is no article here." in seen(app)


async def test_the_chosen_articles_are_offered_first(
    reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    app = reader("bridge")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        ids = list(reading(app).list_pane.list.ids)
        await pilot.press("m", "j", "m")
        await settled(pilot)
        chosen = list(reading(app).list_pane.list.chosen)
        assert len(chosen) == 2
        await pilot.press("w")
        await settled(pilot)
        assert "> the 2 chosen articles" in seen(app)
        app.screen.query_one(Input).value = "two.jsonl"
        await pilot.press("enter")
        await settled(pilot)
    written = [json.loads(line)["id"] for line in (tmp_path / "two.jsonl").read_text().splitlines()]
    assert written == chosen == [article_id for article_id in ids if article_id in chosen]
