"""What is remembered of the screen: kept as it was, and no reason to stop where it is nonsense."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.remembered import Remembered


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "new" / "screen.json"
    kept = Remembered(
        theme="contrast", list="top", panes=2, list_width=44, column=60, density="compact", file=file
    )
    kept.save()
    assert Remembered.load(file) == kept


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{", '{"panes": "two", "list_width": true, "x": 1}', "\x00"]
)
def test_nonsense_is_as_if_nothing_were_remembered(tmp_path: Path, text: str) -> None:
    file = tmp_path / "screen.json"
    file.write_text(text)
    assert Remembered.load(file) == Remembered()


def test_nothing_is_written_where_nothing_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "screen.json"
    Remembered(file=file).save()
    assert not file.exists()


def test_nowhere_is_a_place_too() -> None:
    Remembered(theme="ansi").save()
