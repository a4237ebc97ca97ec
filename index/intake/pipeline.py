"""An import from paths to articles in a sink: read, clean, identify, store, index, link.

It knows no screen and no store. Whoever keeps articles implements :class:`Sink`; whoever watches gets
:class:`index.records.Progress`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from index.article import Article
from index.intake import files, helpers
from index.records import ImportReport, Outcome, Progress, Rejected, Woken

BATCH_ARTICLES = 200
BATCH_CHARACTERS = 8_000_000
"""A batch ends at whichever of the two it reaches first; it is what an interrupted import may lose."""
INTERVAL = 0.25
"""Seconds between two reports of progress."""

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """The related links of an import."""

    links: int
    """In the articles added or updated."""
    resolved: int
    """How many of these point to an article of the archive now."""
    woke: int
    """Wanted links of older articles that this import resolved."""
    woken: tuple[Woken, ...] = ()
    """Which they are, or the first of them."""


class Sink(Protocol):
    """Where articles go."""

    def put(self, batch: list[tuple[Article, str]]) -> list[Outcome]:
        """Keep articles, each with the path that it came from, all or none; an outcome for each of them."""

    def reject(self, rejected: list[Rejected]) -> None:
        """Note the files that gave no article."""

    def finish(self, on_progress: OnProgress | None) -> LinkCounts:
        """Complete what is derived from the articles: index and links."""


@dataclass(slots=True)
class _Batch:
    """What has been read and not yet been put."""

    articles: list[tuple[Article, str]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    characters: int = 0

    def add(self, item: str | Rejected, loaded: Article | Rejected) -> None:
        """Take what loading an item gave."""
        if isinstance(loaded, Rejected):
            self.rejected.append(loaded)
        elif isinstance(item, str):
            self.articles.append((loaded, files.shown(item)))
            self.characters += len(loaded.body)

    @property
    def full(self) -> bool:
        """Whether it is time to put it."""
        return (
            len(self.articles) >= BATCH_ARTICLES
            or self.characters >= BATCH_CHARACTERS
            or len(self.rejected) >= BATCH_ARTICLES
        )


def run(paths: Iterable[Path], sink: Sink, on_progress: OnProgress | None = None) -> ImportReport:
    """Import files and folders. Errors of the sink and an interrupt pass through; each batch put is kept."""
    tell = on_progress or _nobody
    started = time.monotonic()
    report, batch, clock = ImportReport(), _Batch(), _Clock(tell)
    found = _find(paths, clock)
    for number, (item, loaded) in enumerate(_load(found)):
        batch.add(item, loaded)
        report.files += 1
        if batch.full:
            _put(batch, sink, report)
            batch = _Batch()
        clock.tick("reading", number + 1, len(found), item)
    _put(batch, sink, report)
    tell(Progress("reading", len(found), len(found)))
    counts = sink.finish(tell)
    report.links, report.resolved = counts.links, counts.resolved
    report.woke, report.woken = counts.woke, counts.woken
    report.seconds = time.monotonic() - started
    return report


def _find(paths: Iterable[Path], clock: _Clock) -> list[str | Rejected]:
    """All that is to be read, so that progress has a total; strings, since there may be a million."""
    found: list[str | Rejected] = []
    for item in files.walk(paths):
        found.append(item if isinstance(item, Rejected) else os.fspath(item))
        clock.tick("looking", len(found), 0, found[-1])
    return found


def _load(found: list[str | Rejected]) -> Iterator[tuple[str | Rejected, Article | Rejected]]:
    """Each item with what it holds, in their order; where they are many, other processes load them."""
    paths = [item for item in found if isinstance(item, str)]
    count = helpers.processes() if len(paths) >= helpers.MANY else 1
    with closing(helpers.load_all(paths, count) if count > 1 else _load_here(paths)) as loading:
        for item in found:
            yield item, item if isinstance(item, Rejected) else next(loading)


def _load_here(paths: list[str]) -> Generator[Article | Rejected, None, None]:
    """What loading each of these paths gives."""
    for path in paths:
        yield files.load(Path(path))


def _put(batch: _Batch, sink: Sink, report: ImportReport) -> None:
    """Hand a batch on and count what became of it."""
    if batch.articles:
        outcomes = sink.put(batch.articles)
        report.added += outcomes.count(Outcome.ADDED)
        report.updated += outcomes.count(Outcome.UPDATED)
        report.unchanged += outcomes.count(Outcome.UNCHANGED)
    if batch.rejected:
        sink.reject(batch.rejected)
        report.rejected += batch.rejected


class _Clock:
    """Lets a report of progress through every INTERVAL seconds."""

    def __init__(self, tell: OnProgress) -> None:
        self._tell = tell
        self._last = 0.0

    def tick(self, stage: str, done: int, total: int, item: str | Rejected) -> None:
        """Tell the progress if it is time to."""
        now = time.monotonic()
        if now - self._last >= INTERVAL:
            self._last = now
            self._tell(
                Progress(stage, done, total, item.path if isinstance(item, Rejected) else files.shown(item))
            )


def _nobody(progress: Progress) -> None:
    """Watch nothing."""
