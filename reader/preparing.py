"""Making an archive ready to be read: importing the shipped samples, catching the index up.

Both are done in a process of their own (``python -m reader.preparing``), because the interpreter's lock would
freeze the screen. The child tells its progress on stdout, a JSON document a line.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index import errors
from index.records import Progress

if TYPE_CHECKING:
    from index.archive import Archive

OnProgress = Callable[[Progress], None]


def ready(folder: Path, *, samples: bool, on_progress: OnProgress) -> Archive:
    """The archive of a folder, open and with an index that is up to date.

    With ``samples`` a folder without an archive gets the shipped articles first. Raises what
    :meth:`index.archive.Archive.open` raises, whichever process it happened in.
    """
    from index import locations
    from index.archive import Archive

    if samples and not locations.is_archive(folder):
        _import_samples(folder, locations.seeds_folder(), on_progress)
    elif not Archive.is_current(folder):
        _run([str(folder)], on_progress)
    return Archive.open(folder)


def at_once(folder: Path) -> Archive | None:
    """The archive of a folder where it is only to be opened; None where that would take a while, or fail."""
    from index.archive import Archive

    try:
        return Archive.open(folder) if Archive.is_current(folder) else None
    except errors.NewsreaderError:
        return None  # whoever makes it ready will find the same, and tell


def _import_samples(folder: Path, seeds: Path, on_progress: OnProgress) -> None:
    """Build the sample archive beside its place and move it there when it is whole."""
    draft = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        _run([str(draft), str(seeds)], on_progress)
        if folder.exists():
            shutil.rmtree(folder)
        draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _run(arguments: Sequence[str], on_progress: OnProgress) -> None:
    """Run the child and pass on what it tells; its error is raised here under its own type."""
    command = [sys.executable, "-m", "reader.preparing", *arguments]
    failure: dict[str, str] = {}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        try:
            for line in child.stdout:
                told = json.loads(line)
                if "error" in told:
                    failure = told
                else:
                    on_progress(Progress(**told))
            complaint = child.stderr.read().strip()
            child.wait()
        finally:
            # on_progress raises when the reader is left meanwhile: the child must not outlive it.
            if child.returncode is None:
                child.terminate()
    if failure:
        kind = getattr(errors, failure["error"], errors.ArchiveError)
        raise kind(failure["message"], hint=failure["hint"])
    if child.returncode:
        last = complaint.splitlines()[-1] if complaint else f"exit code {child.returncode}"
        raise errors.ArchiveError(f"The archive in {arguments[0]} could not be made ready: {last}")


def main(arguments: Sequence[str]) -> int:
    """The child: open the archive of the first argument, import the files of the others into it."""
    from index.archive import Archive

    def tell(document: dict[str, object]) -> None:
        print(json.dumps(document), flush=True)

    def on_progress(progress: Progress) -> None:
        tell(progress._asdict())

    folder, *paths = map(Path, arguments)
    try:
        with Archive.open(folder, create=bool(paths), on_progress=on_progress) as archive:
            if paths:
                archive.import_paths(paths, on_progress)
    except errors.NewsreaderError as error:
        tell({"error": type(error).__name__, "message": error.message, "hint": error.hint})
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
