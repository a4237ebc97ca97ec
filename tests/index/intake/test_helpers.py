"""Loading with several processes: the same answers in the same order, and nobody left behind."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from index.errors import ArchiveError
from index.intake import files, helpers


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    for number in range(130):
        (tmp_path / f"{number:03}.md").write_text(f"# Headline {number}\n\nText {number}.\n" * (number % 7))
    return [os.fspath(path) for path in sorted(tmp_path.iterdir())]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[helpers._Helper]:
    """The helpers that a test starts."""
    every: list[helpers._Helper] = []
    enter = helpers._Helper.__enter__

    def remember(helper: helpers._Helper) -> helpers._Helper:
        every.append(helper)
        return enter(helper)

    monkeypatch.setattr(helpers._Helper, "__enter__", remember)
    return every


def test_helpers_give_what_loading_here_gives(paths: list[str], started: list[helpers._Helper]) -> None:
    missing = [*paths, "no such file"]
    assert list(helpers.load_all(missing, 2)) == [files.load(Path(path)) for path in missing]
    assert len(started) == 2
    assert all(helper._process.returncode is not None for helper in started)


def test_no_helper_outlives_an_import_that_is_given_up(
    paths: list[str], started: list[helpers._Helper]
) -> None:
    loading = helpers.load_all(paths, 2)
    next(loading)
    with pytest.raises(KeyboardInterrupt):
        loading.throw(KeyboardInterrupt)
    assert all(helper._process.returncode is not None for helper in started)


def test_a_helper_that_is_killed_is_one_clear_error(
    paths: list[str], started: list[helpers._Helper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helpers, "AHEAD", 0)
    loading = helpers.load_all(paths, 1)
    next(loading)
    os.kill(started[0]._process.pid, signal.SIGKILL)
    with pytest.raises(ArchiveError, match="has ended") as caught:
        list(loading)
    assert "\n" not in str(caught.value)
