"""How the whole reader feels, from outside: ``python tests/bench/reader.py [--rows 60 20000 1000000]``.

Each program runs in a pseudo-terminal of 120 by 40, as under a person's hands, and is timed from there: start
to the first headlines on the screen, memory at rest, a key press to the end of the painting it causes. The
peer in the same run is an empty Textual application that paints one line and repaints it at every key. Both
run from cached bytecode, as installed programs do, and one start of each goes before those that count.
Archives of headlines are made once under ``--scratch`` and kept. A table of ratios is printed; ``--json``
gives every figure, its goal and whether it was met.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from index.archive import Archive  # noqa: E402 - run as a script, the path comes first
from index.article import Article, Published  # noqa: E402
from index.importing import Import  # noqa: E402

COLUMNS, ROWS = 120, 40
QUIET = 0.03
"""Seconds without output after which a painting counts as finished."""
PATIENCE = 60.0
BYTECODE = Path(tempfile.gettempdir()) / "newsreader-bench" / "bytecode"
"""Where compiled modules are kept, so that nothing is written beside the sources."""
MARK = "Harbour notes"
TEXT = "tide board met"
"""In the text of every article, and nowhere else."""
LONG = 600_000

Program = tuple[list[str], Path | None]
"""The arguments of the interpreter, and the archive that is read."""

EMPTY = f"""
from textual.app import App
from textual.widgets import Static
class Empty(App):
    BINDINGS = [("j", "turn", "")]
    def compose(self):
        yield Static("{MARK} 0", markup=False)
    def action_turn(self):
        self.turns = getattr(self, "turns", 0) + 1
        self.query_one(Static).update("{MARK} " + str(self.turns))
Empty().run()
"""


class Terminal:
    """A process in a pseudo-terminal, and a clock."""

    def __init__(self, arguments: list[str], archive: Path | None = None) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        environ = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed, whatever the shell is set to
        environ["PYTHONPYCACHEPREFIX"] = str(BYTECODE)
        environ |= (
            {"NEWSREADER_ARCHIVE": str(archive), "NEWSREADER_DESK": f"{archive}-desk"} if archive else {}
        )
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=slave, stdout=slave, stderr=slave, env=environ, start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    def until(self, mark: str) -> float:
        """Seconds from the start of the process until ``mark`` has been painted."""
        seen = b""
        while mark.encode() not in seen:
            if not select.select([self._master], [], [], PATIENCE)[0]:
                raise TimeoutError(f"{mark!r} was not painted; the end of the output is {seen[-400:]!r}")
            seen += os.read(self._master, 65536)
        return time.perf_counter() - self.began

    def press(self, keys: str) -> float:
        """Seconds from a key press to the last output that it causes."""
        pressed = last = time.perf_counter()
        os.write(self._master, keys.encode())
        patience = 2.0
        while select.select([self._master], [], [], patience)[0]:
            os.read(self._master, 65536)
            last, patience = time.perf_counter(), QUIET
        return last - pressed

    def press_until(self, keys: str, mark: str) -> float:
        """Seconds from a key press until ``mark`` has been painted."""
        pressed = time.perf_counter()
        os.write(self._master, keys.encode())
        return self.until(mark) - (pressed - self.began)

    def resize(self, columns: int) -> float:
        """Seconds from another width of the terminal to the last output that it causes."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
        os.kill(self.process.pid, signal.SIGWINCH)
        return self.press("")

    def settle(self, seconds: float) -> None:
        """Read on until nothing has been painted for so long."""
        while select.select([self._master], [], [], seconds)[0]:
            os.read(self._master, 65536)

    def memory(self) -> float:
        """Resident memory of the process, MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def close(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.wait()
        os.close(self._master)


@contextmanager
def running(arguments: list[str], archive: Path | None = None) -> Iterator[Terminal]:
    """A terminal that is closed in the end."""
    terminal = Terminal(arguments, archive)
    try:
        yield terminal
    finally:
        terminal.close()


def archive_of(rows: int, scratch: Path) -> Path:
    """An archive of so many short articles, newest first those of 2024; made when it is not there yet."""
    folder = scratch / f"archive-{rows}"
    done = folder / "complete"
    if done.exists():
        return folder
    print(f"making an archive of {rows:,} articles …", file=sys.stderr)
    with Archive.open(folder, create=True) as archive, archive._indexing.locked():
        sink = Import(archive._store, archive._weaving, archive._indexing)
        for first in range(0, rows, 1000):
            sink.put([(article(number), "bench") for number in range(first, min(first + 1000, rows))])
        sink.finish(None)
    done.touch()
    return folder


def article(number: int) -> Article:
    """A short article of the harbour notes, each a little older than the one before."""
    date = f"{2024 - number // 365 % 1000:04}-{12 - number // 28 % 12:02}-{28 - number % 28:02}"
    body = f"The tide board met and put off vote {number} on the new quay until the spring.\n\n" * 4
    return Article(
        headline=f"{MARK} {number}: the quay, the tide and the vote",
        body=body, source="Harbour Gazette", byline="Nora Whitlow",
        published=Published(date), url=f"https://gazette.example/notes/{number}",
    )  # fmt: skip


def long_archive(scratch: Path) -> Path:
    """An archive of a few short articles, and of one of ``LONG`` characters that is the newest."""
    folder = scratch / "archive-long"
    if (folder / "complete").exists():
        return folder
    paragraphs = [f"{number}. " + "The tide board put off its vote. " * 24 for number in range(LONG // 800)]
    body = "\n\n".join(each if number % 9 else f"> {each}" for number, each in enumerate(paragraphs))
    with Archive.open(folder, create=True) as archive, archive._indexing.locked():
        sink = Import(archive._store, archive._weaving, archive._indexing)
        article_ = Article(headline=f"{MARK} in full", body=body, published=Published("2030"))
        sink.put([(each, "bench") for each in (article_, *map(article, range(30)))])
        sink.finish(None)
    (folder / "complete").touch()
    return folder


def measure_long(folder: Path, times: int) -> dict[str, float]:
    """Milliseconds until the text of a very long article is painted, and until it is in another width."""
    opened, resized, resized_at_end = [], [], []
    with running(["-m", "reader"], folder) as terminal:
        terminal.until(MARK)
        terminal.settle(1.5)
        terminal.press("\r")
        for number in range(times):
            terminal.settle(1.0)
            terminal.press("J")
            opened.append(terminal.press_until("K", "minutes") * 1000)  # told of no short article
            terminal.settle(1.0)
            resized.append(terminal.resize(COLUMNS - 20 + number % 2) * 1000)
            terminal.press("G")
            terminal.settle(1.0)
            resized_at_end.append(terminal.resize(COLUMNS) * 1000)
            terminal.press("g")
    figures = {"open": opened, "resize": resized, "resize at its end": resized_at_end}
    return {f"{name} p90 ms": sorted(values)[int(0.9 * times)] for name, values in figures.items()}


def ninety_ninth(values: list[float]) -> float:
    """The value that 99 of 100 stay under."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def first_paints(programs: dict[str, Program], starts: int) -> dict[str, float]:
    """Milliseconds from start to first paint: the median of each program, all of them started in turn."""
    paints: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(starts + 1):
        for name, program in programs.items():
            with running(*program) as terminal:
                paints[name].append(terminal.until(MARK) * 1000)
    return {name: median(values[1:]) for name, values in paints.items()}


def measure(arguments: list[str], archive: Path | None, presses: int) -> dict[str, float]:
    """Milliseconds and MB of one program in use."""
    figures = {}
    with running(arguments, archive) as terminal:
        terminal.until(MARK)
        terminal.settle(1.5)
        figures["memory MB"] = terminal.memory()

        def key(keys: str, times: int) -> float:
            return ninety_ninth([terminal.press(keys) * 1000 for _ in range(times)])

        def opening(take: Callable[[], float], times: int) -> float:
            measured = []
            for _ in range(times):
                terminal.press("q")
                terminal.press("j")
                measured.append(take() * 1000)
                terminal.settle(QUIET)
            return ninety_ninth(measured)

        figures["j p99 ms"] = key("j", presses)
        if archive:
            figures["page down p99 ms"] = key("\x1b[6~", presses // 2)
            figures["open p99 ms"] = opening(lambda: terminal.press_until("\r", TEXT), presses // 4)
            figures["open, all around it p99 ms"] = opening(lambda: terminal.press("\r"), presses // 4)
            figures["memory after MB"] = terminal.memory()
    return figures


def goals(results: dict[str, dict[str, float]], long: dict[str, float]) -> list[dict[str, object]]:
    """Each figure that has a goal, against the empty application of the same run."""
    empty = results["empty"]
    archives = {name: figures for name, figures in results.items() if name != "empty"}
    paints = [figures["first paint ms"] for figures in archives.values()]
    rows: list[dict[str, object]] = [
        {
            "figure": "first paint, largest over smallest archive",
            "value": max(paints) / min(paints),
            "goal": 1.1,
        }
    ]
    for name, figures in archives.items():
        rows += [
            {"figure": f"{name}: first paint over empty", "goal": 1.4,
             "value": figures["first paint ms"] / empty["first paint ms"]},
            {"figure": f"{name}: memory above empty, MB", "goal": 40.0,
             "value": figures["memory MB"] - empty["memory MB"]},
        ]  # fmt: skip
        rows += [
            {"figure": f"{name}: {figure}", "value": figures[figure], "goal": 50.0}
            for figure in ("j p99 ms", "page down p99 ms", "open p99 ms")
        ]
    rows += [
        {
            "figure": f"very long article: {figure}",
            "value": value,
            "goal": 150.0 if "open" in figure else 250.0,
        }
        for figure, value in long.items()
    ]
    for row in rows:
        row["met"] = float(str(row["value"])) <= float(str(row["goal"]))
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[60, 20_000])
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "newsreader-bench")
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folders = {f"{rows:,} articles": archive_of(rows, options.scratch) for rows in options.rows}
    programs: dict[str, Program] = {"empty": (["-c", EMPTY], None)}
    programs |= {name: (["-m", "reader"], folder) for name, folder in folders.items()}
    painted = first_paints(programs, options.starts)
    results = {
        name: {"first paint ms": painted[name], **measure(*program, options.presses)}
        for name, program in programs.items()
    }
    long = measure_long(long_archive(options.scratch), max(5, options.presses // 10))
    checked = goals(results, long)
    if options.json:
        met = all(row["met"] for row in checked)
        print(
            json.dumps(
                {"figures": {**results, "very long article": long}, "goals": checked, "goals_met": met},
                indent=2,
            )
        )
        return
    for name, figures in results.items():
        print(f"{name:22}", "  ".join(f"{figure} {value:.1f}" for figure, value in figures.items()))
    for row in checked:
        print(f"{'met ' if row['met'] else 'MISS'} {row['figure']}: {row['value']:.2f} (goal {row['goal']})")


if __name__ == "__main__":
    main()
