"""``newsreader desk``: marks to lines and back, from the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from index.desk import Desk
from index.locations import desk_file
from reader.__main__ import main


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk of this test's own, with three marks."""
    monkeypatch.setenv("NEWSREADER_DESK", str(tmp_path / "desk.db"))
    with Desk(tmp_path / "desk.db") as made:
        made.star([1, 2])
        made.write_note(1, "Look again: “ice”.")
    return tmp_path / "desk.db"


def test_the_environment_names_the_desk(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk_file() == desk
    monkeypatch.setenv("NEWSREADER_DESK", "~/marks.db")
    assert desk_file() == Path.home() / "marks.db"
    monkeypatch.setenv("NEWSREADER_DESK", "")
    assert (desk_file().name, desk_file().parent.name) == ("desk.db", "newsreader")


def test_dump_and_restore_through_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["desk", "dump"]) == 0
    text = capsys.readouterr().out
    assert [json.loads(line).get("kind") for line in text.splitlines()] == [None, "star", "star", "note"]
    (tmp_path / "marks.jsonl").write_text(text, encoding="utf-8")
    monkeypatch.setenv("NEWSREADER_DESK", str(tmp_path / "other.db"))
    assert main(["desk", "restore", str(tmp_path / "marks.jsonl")]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "3 added, 0 known already\n")
    assert main(["desk", "dump"]) == 0
    assert capsys.readouterr().out == text


def test_restore_from_standard_input_names_bad_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = b'{"schema": 1, "desk": "newsreader"}\n\x1b\n{"kind": "star", "article": 3, "at": "2020-01-01"}\n'

    def typed() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))

    typed()
    assert main(["desk", "restore", "-"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["line 2: it is not JSON in UTF-8", "1 added, 0 known already, 1 skipped"]
    typed()
    assert main(["desk", "restore", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": 1,
        "added": 0,
        "known": 1,
        "rejected": [{"line": 2, "reason": "it is not JSON in UTF-8"}],
    }


def test_many_bad_lines_are_counted_and_nothing_good_exits_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"schema": 1, "desk": "newsreader"}\n' + "x\n" * 50)
    assert main(["desk", "restore", str(path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 22
    assert "30 more" in lines[-2]


def test_what_is_no_dump_and_what_is_not_there_exit_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.md").write_text("# Headline\n")
    for name in ("page.md", "nowhere.jsonl"):
        assert main(["desk", "restore", str(tmp_path / name)]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err


def test_a_file_that_is_no_desk_is_one_line_and_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.md").write_text("# Headline\n" * 1000)
    monkeypatch.setenv("NEWSREADER_DESK", str(tmp_path / "page.md"))
    assert main(["desk", "dump"]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1


def test_search_knows_the_marks(
    tmp_path: Path, desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From importing to a query: a mark is found, undone, and gone."""
    monkeypatch.setenv("NEWSREADER_ARCHIVE", str(tmp_path / "archive"))
    pages = [tmp_path / f"{name}.md" for name in ("First", "Second", "Third")]
    for page in pages:
        page.write_text(f"# {page.stem}\n\nMarch 3, 2013\n\n**Gazette**\n\nThe herring came.\n")
    assert main(["import", *map(str, pages)]) == 0
    ids: dict[str, int] = {}

    def found(query: str) -> set[str]:
        capsys.readouterr()
        code = main(["search", query, "--jsonl"])
        hits = {hit["headline"]: hit["id"] for hit in map(json.loads, capsys.readouterr().out.splitlines())}
        assert code == (0 if hits else 1)
        ids.update(hits)
        return set(hits)

    assert found("herring") == {"First", "Second", "Third"}
    with Desk(desk) as marks:
        marks.mark_read([ids["First"], ids["Second"]])
        marks.write_note(ids["Second"], "About the tide tables.")
        marks.tag([ids["Second"], ids["Third"]], "fish")
    assert found("herring is:unread") == {"Third"}
    assert found("is:starred") == set(), "what is starred lies in another archive"
    assert found("tag:fish -is:unread") == {"Second"}
    assert found('note:"tide table" OR is:unread') == {"Second", "Third"}
    with Desk(desk) as marks:
        assert marks.undo() == "Tagged 2 articles fish"
    assert found("tag:fish") == set()


def test_a_bad_mark_exits_with_2_and_a_search_without_marks_needs_no_desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.archive import Archive

    Archive.open(tmp_path / "archive", create=True).close()
    monkeypatch.setenv("NEWSREADER_ARCHIVE", str(tmp_path / "archive"))
    assert main(["search", "is:blue"]) == 2
    assert "is:unread" in capsys.readouterr().err
    monkeypatch.setenv("NEWSREADER_DESK", str(tmp_path / "archive" / "archive.db"))
    assert main(["search", "herring"]) == 1
    assert main(["search", "is:read"]) == 3
    assert "is not a desk" in capsys.readouterr().err
