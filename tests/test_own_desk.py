"""No test may touch the desk or the archive of whoever runs the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import locations


def test_desk_and_archive_lie_in_the_tests_own_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.getbasetemp()
    for place in (locations.desk_file(), locations.archive_folder(), locations.samples_folder()):
        assert place.is_relative_to(base)


def test_so_do_their_default_places(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a test takes the two variables away."""
    monkeypatch.delenv("NEWSREADER_DESK")
    monkeypatch.delenv("NEWSREADER_ARCHIVE")
    places: list[Path] = [locations.desk_file(), locations.archive_folder()]
    assert all(place.is_relative_to(tmp_path_factory.getbasetemp()) for place in places)
