"""A screen in front of an archive: opens it, shows how that goes, shows what goes wrong, closes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerCancelled, WorkerState

from index.errors import NewsreaderError
from reader.loading import ArchiveOpened, Failed, Loader, OpeningProgressed

if TYPE_CHECKING:
    from index.archive import Archive
    from reader.screens.opening import OpeningScreen


class ArchiveScreen(Screen[None]):
    """What every screen that asks an archive shares."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus. A widget shows by itself whether it has it: the screen is not painted for that."""

    def __init__(self, folder: Path, *, samples: bool = False) -> None:
        """Open the archive in ``folder``; with ``samples`` an empty one gets the shipped articles."""
        super().__init__()
        self.folder = folder
        self.samples = samples
        self.loader = Loader(self)
        self._opening: OpeningScreen | None = None

    def begin(self, archive: Archive) -> None:
        """The archive is open: show what is in it."""
        raise NotImplementedError

    def open_archive(self) -> None:
        """Ask for the archive; a thread opens it while the first screen is painted."""
        self.loader.open(self.folder, samples=self.samples)

    def on_unmount(self) -> None:
        """Close the archive with the screen."""
        if self.loader.ready:
            self.loader.archive.close()

    @on(OpeningProgressed)
    def _show_progress(self, fact: OpeningProgressed) -> None:
        """Show how far the archive is made ready."""
        from reader.screens.opening import OpeningScreen

        if self._opening is None:
            title = "Unpacking the sample articles" if self.samples else "Bringing the index up to date"
            self._opening = OpeningScreen(title)
            self.app.push_screen(self._opening)
        self._opening.progress = fact.progress

    @on(ArchiveOpened)
    def _begin(self, fact: ArchiveOpened) -> None:
        """Ask this archive from now on."""
        self._end_opening()
        self.loader.take(fact.archive)
        self.begin(fact.archive)

    @on(Failed)
    def _show_failure(self, fact: Failed) -> None:
        """Show why a request has no answer; without an archive there is nothing to go back to."""
        if self.loader.is_current(fact):
            self.tell(fact.error)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show a mistake of the program too: nothing is swallowed."""
        failed = event.state is WorkerState.ERROR and not isinstance(event.worker.error, WorkerCancelled)
        if failed:
            error = event.worker.error
            self.tell(NewsreaderError(f"{event.worker.description}: {type(error).__name__}: {error}"))

    def tell(self, error: NewsreaderError) -> None:
        """Show an error, over nothing else than this screen."""
        from reader.screens.errors import ErrorScreen

        self._end_opening()
        if isinstance(self.app.screen, ErrorScreen):
            self.app.screen.add(error)
            return
        fatal = not self.loader.ready

        def leave(_: object) -> None:
            if fatal:
                self.app.exit(error.exit_code, return_code=error.exit_code)

        self.app.push_screen(ErrorScreen(error, fatal=fatal), leave)

    def _end_opening(self) -> None:
        """Take the progress away."""
        if self._opening is not None:
            self._opening.dismiss()
            self._opening = None
