"""Writing a note in one's own editor: whatever the editor does, nothing is lost."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from pathlib import Path

import pytest

from reader import editor
from reader.editor import EditorFailed


@pytest.fixture
def environ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment with programs of the test's own, and temporary files in its folder."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return {"PATH": f"{tmp_path}:{os.environ['PATH']}"}


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def left(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "temporary").rglob("*") if path.is_file()]


def test_what_was_written_comes_back(tmp_path: Path, environ: dict[str, str]) -> None:
    program(tmp_path, "write", 'printf "more ü" >> "$1"')
    environ["EDITOR"] = "write"
    assert editor.edit("before ", "a-note", environ) == "before more ü"
    assert left(tmp_path) == []


def test_visual_goes_before_editor_and_may_have_options(tmp_path: Path, environ: dict[str, str]) -> None:
    program(tmp_path, "say", 'printf "%s" "$1 ${2##*/}" > "$2"')
    environ |= {"EDITOR": "false", "VISUAL": "say 'two words'"}
    assert editor.edit("", "a-note", environ) == "two words a-note.md"


def test_an_editor_that_is_missing_is_named(environ: dict[str, str]) -> None:
    environ["EDITOR"] = "no-such-editor -w"
    with pytest.raises(EditorFailed, match="no program no-such-editor"):
        editor.edit("note", "a-note", environ)


def test_without_any_editor_one_is_told_how_to_name_one(environ: dict[str, str], tmp_path: Path) -> None:
    environ["PATH"] = str(tmp_path)
    with pytest.raises(EditorFailed) as failed:
        editor.edit("note", "a-note", environ)
    assert "VISUAL or EDITOR" in failed.value.hint


def test_quotes_that_do_not_close_are_told(environ: dict[str, str]) -> None:
    environ["EDITOR"] = "vi 'oops"
    with pytest.raises(EditorFailed, match="EDITOR is no command"):
        editor.edit("note", "a-note", environ)


def test_a_killed_editor_leaves_what_it_had_written(tmp_path: Path, environ: dict[str, str]) -> None:
    program(tmp_path, "dying", 'printf "half a sent" > "$1"; kill -9 $$')
    environ["EDITOR"] = "dying"
    with pytest.raises(EditorFailed, match="was killed by signal 9; the note is as it was") as failed:
        editor.edit("note", "a-note", environ)
    assert failed.value.written == "half a sent"
    named = re.search(r"is in (.*\.md)\.", failed.value.hint)
    assert named is not None
    assert Path(named[1]).read_text(encoding="utf-8") == "half a sent"


def test_a_failing_editor_that_wrote_nothing_leaves_nothing(tmp_path: Path, environ: dict[str, str]) -> None:
    program(tmp_path, "failing", "exit 3")
    environ["EDITOR"] = "failing"
    with pytest.raises(EditorFailed, match="ended with code 3") as failed:
        editor.edit("note", "a-note", environ)
    assert (failed.value.hint, left(tmp_path)) == ("", [])


def test_a_program_that_cannot_be_run_is_told(tmp_path: Path, environ: dict[str, str]) -> None:
    path = program(tmp_path, "broken", "")
    path.write_bytes(b"\x00\x01")
    environ["EDITOR"] = "broken"
    with pytest.raises(EditorFailed, match="broken cannot be run"):
        editor.edit("note", "a-note", environ)
    assert left(tmp_path) == []
