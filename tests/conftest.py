"""What every test shares: a person of its own, so that no test ever touches the marks of whoever runs it."""

from __future__ import annotations

from itertools import count

import pytest

_NUMBERS = count()


@pytest.fixture(autouse=True)
def _a_person_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the archive, the desk and the settings into a folder that is made only when it is used."""
    home = tmp_path_factory.getbasetemp() / f"person-{next(_NUMBERS)}"
    for name, place in (
        ("NEWSREADER_ARCHIVE", "archive"),
        ("NEWSREADER_DESK", "desk.db"),
        ("NEWSREADER_CONFIG", "config.toml"),
        ("NEWSREADER_STATE", "screen.json"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CACHE_HOME", "cache"),
    ):
        monkeypatch.setenv(name, str(home / place))
