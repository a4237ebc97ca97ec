"""What the person has settled in ``config.toml``: read, checked, never a reason to stop.

A file that is missing gives the defaults. What cannot be understood is told in one line each and the default
stands in its place. ``config.toml`` beside this module documents every setting and holds its default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

DEFAULTS = Path(__file__).with_name("config.toml")
"""The documented file of defaults."""

AUTO = "auto"

THEMES = ("newsprint-dark", "newsprint-light", "plain-dark", "plain-light", "contrast", "ansi")
"""The names of the pages, in the order in which they are offered."""


class Settings(NamedTuple):
    """The settings, each with its default."""

    theme: str = AUTO
    preset: str = "default"
    column: int = 72
    """Cells of a line of an article."""
    list: str = "left"
    """Where the list stands: ``left`` or ``top``."""
    density: str = "comfortable"
    versions: str = "folded"
    """Versions of one piece in a list: ``folded`` into one row, or ``apart``."""
    signs: str = AUTO
    animations: str = AUTO
    dwell: float = 2.0
    """Seconds for which an article is open before it counts as read."""
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Keys by the id of their command; no keys for a command that shall have none."""


class Loaded(NamedTuple):
    """Settings, and what was wrong with them."""

    settings: Settings = Settings()
    given: frozenset[str] = frozenset()
    """The names that the file sets and that were understood."""
    problems: tuple[str, ...] = ()
    """A line each."""


def load(file: Path) -> Loaded:
    """The settings of a file; those of no file are the defaults. Never raises."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Loaded()
    except OSError as error:
        return Loaded(problems=(f"{file} cannot be read: {error.strerror}.",))
    try:
        return read(data.decode("utf-8-sig"), file.name)
    except UnicodeDecodeError:
        return Loaded(problems=(f"{file} is not UTF-8; nothing of it is used.",))


def read(text: str, name: str = "config.toml") -> Loaded:
    """The settings that a text in TOML holds; ``name`` is how problems call it."""
    import tomllib

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Loaded(problems=(f"{name} is not TOML, nothing of it is used: {error}.",))
    problems: list[str] = []
    values: dict[str, Any] = {}
    for key, value in document.items():
        if key not in _CHECKS:
            problems.append(f"{name}: there is no setting {key!r}.")
        elif key == "keys":
            values["keys"] = _keys(value, name, problems)
        elif (problem := _CHECKS[key](value)) is not None:
            problems.append(f"{name}: {key} {problem}.")
        else:
            values[key] = value
    return Loaded(Settings(**values), frozenset(values), tuple(problems))


def _keys(value: object, name: str, problems: list[str]) -> dict[str, tuple[str, ...]]:
    """The table of keys; what is wrong in it is added to the problems."""
    keys: dict[str, tuple[str, ...]] = {}
    if not isinstance(value, dict):
        problems.append(f"{name}: keys is a table, [keys].")
        return keys
    for command, given in _flat(value):
        wanted = [given] if isinstance(given, str) else given
        if isinstance(wanted, list) and all(isinstance(key, str) and key.strip() for key in wanted):
            keys[command] = tuple(" ".join(key.split()) for key in wanted)
        else:
            problems.append(f"{name}: keys.{command} is a key or a list of keys.")
    return keys


def _flat(table: Mapping[str, object], before: str = "") -> list[tuple[str, object]]:
    """The entries of a table by their whole names: TOML takes ``a.b`` without quotes for two tables."""
    entries: list[tuple[str, object]] = []
    for name, value in table.items():
        entries += _flat(value, f"{before}{name}.") if isinstance(value, dict) else [(before + name, value)]
    return entries


def _one_of(*choices: str) -> Callable[[object], str | None]:
    def check(value: object) -> str | None:
        return None if value in choices else f"is one of {', '.join(choices)}, not {value!r}"

    return check


def _between(least: float, most: float, *, whole: bool = False) -> Callable[[object], str | None]:
    def check(value: object) -> str | None:
        kinds = int if whole else (int, float)
        if isinstance(value, kinds) and not isinstance(value, bool) and least <= value <= most:
            return None
        return f"is a number from {least:g} to {most:g}, not {value!r}"

    return check


_CHECKS: dict[str, Callable[[object], str | None]] = {
    "theme": _one_of(AUTO, *THEMES),
    "preset": _one_of("default", "vim", "newsboat"),
    "column": _between(30, 200, whole=True),
    "list": _one_of("left", "top"),
    "density": _one_of("comfortable", "compact"),
    "versions": _one_of("folded", "apart"),
    "signs": _one_of(AUTO, "unicode", "ascii"),
    "animations": _one_of(AUTO, "on", "off"),
    "dwell": _between(0, 3600),
    "keys": lambda value: None,
}
"""What is wrong with a value of each setting; None when nothing is."""
