"""What the journeys share: one archive of the shipped articles, and the means to wait and to look."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled, WorkerFailed

from index.archive import Archive
from index.desk import Desk
from index.locations import desk_file
from reader.app import NewsreaderApp
from reader.screens import marking
from reader.screens.reading import ReadingScreen
from reader.settings import Loaded, Settings

SEEDS = Path(__file__).parents[2] / "seeds"

NEVER = 3600.0
"""Seconds of dwelling that no test takes: nothing counts as read by itself but where a test wants it."""

Settled = Callable[[Pilot[int]], Awaitable[None]]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive of the shipped articles; not to be written to."""
    folder = tmp_path_factory.mktemp("archive") / "seeds"
    with Archive.open(folder, create=True) as archive:
        report = archive.import_paths([SEEDS])
    assert report.added > 50
    return folder


@pytest.fixture
def archive_folder(built: Path, tmp_path: Path) -> Path:
    """A copy of that archive, to do anything with."""
    return Path(shutil.copytree(built, tmp_path / "archive"))


@pytest.fixture
def reader(built: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., NewsreaderApp]:
    """Makes a reader on the shipped articles, in a terminal that says nothing about itself."""
    for name in ("COLORFGBG", "TMUX", "BROWSER", "NEWSREADER_SIGNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(marking, "DWELL", NEVER)

    def make(query: str = "", *, folder: Path = built, settings: Settings | None = None) -> NewsreaderApp:
        return NewsreaderApp(folder, query, loaded=Loaded(settings or Settings()))

    return make


@pytest.fixture
def settled() -> Settled:
    """Waits until nothing is under way: no worker, no message, and the archive open or given up."""

    async def wait(pilot: Pilot[int]) -> None:
        quiet = 0
        while quiet < 2:
            await pilot.pause()
            busy = [worker for worker in pilot.app.workers if not worker.is_finished]
            if busy:
                with suppress(WorkerCancelled, WorkerFailed):
                    await pilot.app.workers.wait_for_complete(busy)
            base = pilot.app.screen_stack[0]
            begun = isinstance(base, ReadingScreen) and (base.loader.ready or len(pilot.app.screen_stack) > 1)
            quiet = quiet + 1 if begun and not busy else 0

    return wait


@pytest.fixture
def desk() -> Iterator[Desk]:
    """The desk that the reader of this test uses."""
    with Desk(desk_file()) as opened:
        yield opened
