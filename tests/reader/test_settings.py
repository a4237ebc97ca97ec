"""The settings: what is understood, what is told, never a crash."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reader import settings
from reader.settings import Loaded, Settings
from reader.themes import PAGES


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == Loaded()


def test_the_documented_file_holds_every_setting_at_its_default() -> None:
    """`newsreader config` prints this file: what it says is what there is."""
    text = settings.DEFAULTS.read_text(encoding="utf-8")
    document = tomllib.loads(text)
    assert set(document) == set(Settings._fields)
    loaded = settings.read(text)
    assert loaded.settings == Settings()
    assert loaded.problems == ()


def test_the_documented_file_names_every_choice() -> None:
    text = settings.DEFAULTS.read_text(encoding="utf-8")
    assert [name for name in settings.THEMES if name not in text] == []
    assert tuple(PAGES) == tuple(sorted(settings.THEMES, key=list(PAGES).index))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("colour = 1", "there is no setting 'colour'"),
        ('theme = "pink"', "theme is one of auto, newsprint-dark"),
        ("theme = 3", "theme is one of"),
        ("column = 5", "column is a number from 30 to 200, not 5"),
        ("column = true", "column is a number"),
        ("versions = false", "versions is one of folded, apart"),
        ('dwell = "long"', "dwell is a number from 0 to 3600"),
        ("keys = 1", "keys is a table"),
        ('[keys]\n"back" = 1', "keys.back is a key or a list of keys"),
        ('[keys]\n"back" = ["q", ""]', "keys.back is a key or a list of keys"),
        ("theme = ", "not TOML"),
    ],
)
def test_what_is_wrong_is_told_in_a_line_and_the_default_holds(text: str, problem: str) -> None:
    loaded = settings.read(text)
    assert loaded.settings == Settings()
    (told,) = loaded.problems
    assert problem in told
    assert "\n" not in told


def test_what_is_right_counts_beside_what_is_wrong() -> None:
    loaded = settings.read('column = 60\nlist = "under"\n[keys]\nback = "x"\nsort = []')
    assert loaded.settings == Settings(column=60, keys={"back": ("x",), "sort": ()})
    assert loaded.given == {"column", "keys"}
    assert len(loaded.problems) == 1


def test_a_command_may_stand_without_quotes() -> None:
    """TOML takes `move.down` for a table within a table."""
    assert settings.read('[keys]\nmove.down = "e"').settings.keys == {"move.down": ("e",)}


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00\x01", b"theme = \xe9"])
def test_a_file_that_is_no_text_is_told(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(data)
    assert len(settings.load(file).problems) == 1


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in settings.load(tmp_path).problems[0]


@given(st.text(max_size=80))
@hypothesis_settings(max_examples=60, deadline=None)
def test_no_text_crashes_it(text: str) -> None:
    assert isinstance(settings.read(text), Loaded)
