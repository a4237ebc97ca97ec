"""``newsreader export``: files that are whole, streams that are data, and exit codes."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.archive import Archive
from index.takeaway.formats import FORMATS
from reader.__main__ import main

SEEDS = Path(__file__).parents[3] / "seeds"
README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")


@dataclass
class Ran:
    """What a run of the command left behind."""

    code: int
    out: str
    err: str


Export = Callable[..., Ran]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the shipped articles."""
    folder = tmp_path_factory.mktemp("export") / "archive"
    with Archive.open(folder, create=True) as archive:
        archive.import_paths([SEEDS])
    return folder


@pytest.fixture
def export(built: Path, capfd: pytest.CaptureFixture[str]) -> Export:
    """Run ``newsreader export`` with arguments."""

    def run(*arguments: str) -> Ran:
        code = main(["export", "--archive", str(built), *arguments])
        printed = capfd.readouterr()
        return Ran(code, printed.out, printed.err)

    return run


def test_every_hit_is_on_standard_output_and_nothing_else(export: Export) -> None:
    """Not the first twenty, as search prints: all of them, oldest first when asked."""
    ran = export("bridge", "--format", "jsonl", "--sort", "oldest")
    articles = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err) == (0, "")
    assert len(articles) > 20
    days = [article["published"][:10] for article in articles if article["published"]]
    assert days == sorted(days)


def test_without_a_query_it_is_the_whole_archive(export: Export, built: Path) -> None:
    with Archive(built) as archive:
        count = archive.count()
    assert len(json.loads(export("--format", "csl").out)) == count


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_every_format_is_written_to_a_file(export: Export, tmp_path: Path, name: str) -> None:
    """By its suffix, with what was done told on standard error."""
    (format_,) = [each for each in FORMATS if each.name == name]
    path = tmp_path / f"out{format_.suffixes[0]}"
    ran = export("smelter", "--output", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert re.fullmatch(rf"1 article in {re.escape(str(path))} · [\d,]+ bytes\n", ran.err)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    if format_.binary:
        with zipfile.ZipFile(path) as book:
            assert b"RusAl" in book.read("EPUB/page0001.xhtml")
    else:
        assert "RusAl" in path.read_text(encoding="utf-8")


def test_a_named_format_beats_the_suffix(export: Export, tmp_path: Path) -> None:
    export("smelter", "--format", "ris", "--output", str(tmp_path / "out.md"))
    assert (tmp_path / "out.md").read_text().startswith("TY  - NEWS")


def test_nothing_found_writes_nothing(export: Export, tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    path.write_text("before")
    ran = export("zzzzzz", "--output", str(path))
    assert (ran.code, ran.out, path.read_text()) == (1, "", "before")
    assert ran.err == "0 articles; nothing was written\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("bridge", "--format", "epub"),
        ("bridge", "--output", "out.docx"),
        ("bridge", "--format", "docx"),
        ("bridge", "--sort", "size"),
        ('"bridge',),
        ("bridge", "--output", "missing/out.md"),
    ],
)
def test_wrong_usage_is_told_and_writes_nothing(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = export(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_readme_names_every_format() -> None:
    table = next(line for line in README.splitlines() if "`newsreader export" in line)
    assert [each.name for each in FORMATS if each.name not in table] == []
