"""The linear mode: lines in, lines out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from reader.plain import PROMPT, Plain, talk

PIER = "Pier Cracks, Work Stops"
TABLES = "Engineers Blame the Tide Tables"


def write(folder: Path, headline: str, date: str, paper: str, body: str) -> None:
    """An archive page."""
    page = f"# {headline}\n\nBy [Nora Whitlow](#)\n\n{date}\n\n**{paper}**\n\n{body}\n"
    (folder / f"{headline[:20]}.md").write_text(page, encoding="utf-8")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Thirty notes, and two articles of which one names the other and a missing one."""
    pages = tmp_path_factory.mktemp("pages")
    for number in range(30):
        write(
            pages, f"Harbour note {number}", f"March {number % 28 + 1}, 2001", "Gazette", "The tide came in."
        )
    write(pages, PIER, "September 3, 2004", "Coast Wire", "A crack ran up the pier.")
    body = "\n\n".join(f"Paragraph {number} on tables and on the pier." for number in range(12))
    listed = f"Related articles:\n\n- {PIER}\n- What the Divers Saw"
    write(pages, TABLES, "October 14, 2004", "Harbour Gazette", f"{body}\n\n{listed}")
    with Archive.open(tmp_path_factory.mktemp("plain") / "archive", create=True) as opened:
        assert opened.import_paths([pages]).added == 32
        yield opened


@pytest.fixture
def plain(archive: Archive) -> Plain:
    talked = Plain(archive, page=8)
    talked.start()
    return talked


def test_it_begins_with_the_archive_and_how_to_get_help(archive: Archive) -> None:
    lines = Plain(archive, page=8).start()
    assert lines[0] == "newsreader, 32 articles. h helps, q leaves."
    assert lines[2] == f"1. {TABLES} (14 Oct 2004, Harbour Gazette)"
    assert lines[-1] == "1 to 4 of 32; Enter goes on."


def test_the_numbers_go_on_with_the_pages(plain: Plain) -> None:
    assert plain.answer("\n")[0].startswith("5. ")
    assert plain.answer("p")[1].startswith(f"1. {TABLES}")
    assert plain.answer("p") == ["This is the beginning."]


def test_search_open_follow_and_go_back(plain: Plain) -> None:
    """The walk that everybody takes: every step back is where one was."""
    assert plain.answer("/tables")[0] == "1 article for tables, by relevance."
    opened = plain.answer("1")
    assert opened[0] == TABLES
    assert "percent; Enter goes on" in opened[-1]
    listed = plain.answer("r")
    assert f"1. {PIER}, 3 Sep 2004" in listed
    assert "2. What the Divers Saw, not in this archive" in listed
    assert plain.answer("1")[0] == PIER
    assert plain.answer("b") == listed
    assert plain.answer("b") == opened
    assert plain.answer("b")[0] == "1 article for tables, by relevance."


def test_a_number_follows_from_the_article_itself(plain: Plain) -> None:
    plain.answer("s tables")
    plain.answer("1")
    assert plain.answer("1")[0] == PIER


def test_a_missing_article_tells_what_is_near(plain: Plain) -> None:
    plain.answer("s tables")
    plain.answer("1")
    lines = plain.answer("2")
    assert lines[0] == "What the Divers Saw is named but is not in this archive."


def test_reading_on_comes_to_the_end(plain: Plain) -> None:
    plain.answer("1")
    lines: list[str] = []
    for _ in range(20):
        lines = plain.answer("")
        if lines[-1].startswith("(The end."):
            break
    assert "r lists them" in lines[-1]
    assert plain.answer("n") == ["This is the end."]
    assert plain.answer("a")[0] == TABLES


def test_orders(plain: Plain) -> None:
    assert plain.answer("o oldest")[0] == "32 articles, oldest first."
    assert plain.answer("o sideways") == ["The orders are newest, oldest, paper, headline."]
    assert plain.answer("o relevance") == ["The orders are newest, oldest, paper, headline."]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("99", "There is no number 99 here."),
        ("0", "There is no number 0 here."),
        ("b", "There is nothing before this."),
        ("r", "Open an article first, by its number."),
        ("u", "Open an article first, by its number."),
        ("bridge", "There is no command 'bridge'. h helps; s bridge searches for it."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(plain: Plain, typed: str, said: str) -> None:
    assert plain.answer(typed) == [said]


def test_a_query_that_cannot_be_understood_leaves_one_where_one_was(plain: Plain) -> None:
    (line,) = plain.answer('s "tide')
    assert "character 1" in line
    assert plain.answer("1")[0] == TABLES


def test_it_begins_with_everything_when_the_first_query_is_wrong(archive: Archive) -> None:
    lines = Plain(archive, page=8).start('"tide')
    assert "32 articles, newest first." in lines


def test_nothing_that_is_shown_moves_a_cursor(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No control character of an article comes through, nor does a line that is wider than wished."""
    write(tmp_path, "Up \x1b[2J and \u202eaway", "January 1, 2001", "Gazette\x9b1m", "word \x07" * 40)
    with Archive.open(tmp_path_factory.mktemp("hostile"), create=True) as archive:
        archive.import_paths([tmp_path])
        plain = Plain(archive, width=40)
        lines = [*plain.start(), *plain.answer("1"), *plain.answer("r"), *plain.answer("h")]
    assert all(line.isprintable() for line in lines)


def test_a_conversation_on_two_streams(archive: Archive) -> None:
    shown = io.StringIO()
    talk(Plain(archive, page=8), "tables", io.StringIO("1\nq\nnever read\n"), shown)
    assert shown.getvalue().count(PROMPT) == 2
    assert TABLES in shown.getvalue()


def test_the_end_of_the_input_ends_the_conversation(archive: Archive) -> None:
    shown = io.StringIO()
    talk(Plain(archive), "", io.StringIO(""), shown)
    assert shown.getvalue().endswith(f"{PROMPT}\n")
