"""The import from paths to a sink: batches, counts, progress, interruption."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article
from index.intake import pipeline
from index.intake.pipeline import LinkCounts, run
from index.records import Outcome, Progress, Rejected


class Memory:
    """A sink that remembers."""

    def __init__(self, outcome: Outcome = Outcome.ADDED, fail_at: int = 0) -> None:
        self.batches: list[list[tuple[Article, str]]] = []
        self.rejected: list[Rejected] = []
        self.finished = 0
        self._outcome = outcome
        self._fail_at = fail_at

    def put(self, batch: list[tuple[Article, str]]) -> list[Outcome]:
        if self._fail_at == len(self.batches) + 1:
            raise KeyboardInterrupt
        self.batches.append(batch)
        return [self._outcome] * len(batch)

    def reject(self, rejected: list[Rejected]) -> None:
        self.rejected += rejected

    def finish(self, on_progress: object) -> LinkCounts:
        self.finished += 1
        return LinkCounts(links=7, resolved=5, woke=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(7):
        (tmp_path / f"{number}.md").write_text(f"# Headline {number}\n\nText {number}.")
    (tmp_path / "3b.md").write_bytes(b"")
    return tmp_path


def test_every_file_is_put_or_rejected_and_counted(folder: Path) -> None:
    sink = Memory()
    report = run([folder, folder / "gone"], sink)
    assert (report.files, report.added, report.updated, report.unchanged) == (9, 7, 0, 0)
    assert [article.headline for batch in sink.batches for article, _ in batch] == [
        f"Headline {number}" for number in range(7)
    ]
    assert sink.batches[0][0][1] == str(folder / "0.md")
    assert report.rejected == sink.rejected == [
        Rejected(str(folder / "3b.md"), "the file is empty"),
        Rejected(str(folder / "gone"), "there is no such file or folder"),
    ]  # fmt: skip
    assert (report.links, report.resolved, report.woke) == (7, 5, 2)
    assert report.seconds > 0


@pytest.mark.parametrize("outcome", Outcome)
def test_outcomes_are_counted_by_kind(folder: Path, outcome: Outcome) -> None:
    report = run([folder], Memory(outcome))
    counts = {"added": report.added, "updated": report.updated, "unchanged": report.unchanged}
    assert counts == {"added": 0, "updated": 0, "unchanged": 0} | {outcome.value: 7}


def test_batches_end_by_number_and_by_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH_ARTICLES", 3)
    sink = Memory()
    run([folder], sink)
    assert [len(batch) for batch in sink.batches] == [3, 3, 1]
    monkeypatch.setattr(pipeline, "BATCH_CHARACTERS", 10)
    sink = Memory()
    run([folder], sink)
    assert [len(batch) for batch in sink.batches] == [2, 2, 2, 1]


def test_an_interruption_passes_through_and_what_was_put_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_ARTICLES", 3)
    sink = Memory(fail_at=3)
    with pytest.raises(KeyboardInterrupt):
        run([folder], sink)
    assert [len(batch) for batch in sink.batches] == [3, 3]
    assert not sink.finished


def test_progress_says_how_far_it_is_and_ends_complete(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "INTERVAL", 0)
    told: list[Progress] = []
    run([folder], Memory(), told.append)
    reading = [progress for progress in told if progress.stage == "reading"]
    assert [progress.done for progress in reading] == [1, 2, 3, 4, 5, 6, 7, 8, 8]
    assert {progress.total for progress in reading} == {8}
    assert reading[3].detail == str(folder / "3.md")


def test_progress_is_told_by_time_and_not_for_every_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.time, "monotonic", lambda: 100.0)
    told: list[Progress] = []
    run([folder], Memory(), told.append)
    assert len(told) == 2


def test_an_import_of_nothing_is_finished_too() -> None:
    sink = Memory()
    assert run([], sink).files == 0
    assert (sink.batches, sink.finished) == ([], 1)


def test_many_files_are_loaded_by_helpers_to_the_same_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, together = Memory(), Memory()
    expected = run([folder, folder / "gone"], alone)
    monkeypatch.setattr(pipeline.helpers, "MANY", 2)
    monkeypatch.setattr(pipeline.helpers, "processes", lambda: 2)
    report = run([folder, folder / "gone"], together)
    assert together.batches == alone.batches
    assert together.rejected == alone.rejected
    assert (report.files, report.rejected) == (expected.files, expected.rejected)
