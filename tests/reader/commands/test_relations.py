"""``wanted``, ``path`` and ``graph`` on the shipped articles: data on stdout, talk on stderr, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.dom.minidom import parseString

import pytest
from click.testing import CliRunner, Result

from index.archive import Archive
from index.records import ImportReport, Woken
from reader.commands import newsreader
from reader.commands.importing import WOKEN, woken_lines

SEEDS = Path(__file__).parents[3] / "seeds"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("relations") / "archive"
    with Archive.open(made, create=True) as archive:
        archive.import_paths([SEEDS])
    return made


@pytest.fixture
def run(folder: Path) -> Run:
    def running(*words: str) -> Result:
        return CliRunner().invoke(newsreader, ["--archive", str(folder), *words], standalone_mode=False)

    return running


def article(run: Run, query: str) -> str:
    """The id of the first hit."""
    return str(json.loads(run("search", query, "--json").stdout)["hits"][0]["id"])


def test_the_most_wanted_titles_come_first(run: Run) -> None:
    result = run("wanted", "--limit", "3")
    assert result.return_value == 0
    lines = [line for line in result.stdout.splitlines() if not line.lstrip().startswith("?")]
    counts = [int(line.split()[0]) for line in lines]
    assert len(counts) == 3
    assert counts == sorted(counts, reverse=True)
    assert "--limit shows more" in result.stderr
    document = json.loads(run("wanted", "--limit", "3", "--json").stdout)
    assert (document["schema"], document["more"], len(document["wanted"])) == (1, True, 3)
    assert set(document["wanted"][0]) == {"headline", "url", "pointing", "article", "position", "candidates"}


def test_a_way_leads_from_one_article_to_another(run: Run) -> None:
    one, other = article(run, "headline:cracks"), article(run, "headline:sworn")
    result = run("path", one, other)
    assert result.return_value == 0
    lines = result.stdout.splitlines()
    assert one in lines[0]
    assert other in lines[-1]
    document = json.loads(run("path", one, other, "--forward", "--json").stdout)
    days = [step["published"] for step in document["path"]]
    assert days == sorted(days)
    assert document["path"][0]["by"] is None
    backwards = run("path", other, one, "--forward")
    assert (backwards.return_value, backwards.stdout) == (1, "")
    assert "no way" in backwards.stderr


@pytest.mark.parametrize("form", ["svg", "dot", "graphml", "json"])
def test_a_graph_is_data_of_its_format(run: Run, form: str) -> None:
    result = run("graph", "bridge", "--format", form)
    assert result.return_value == 0
    if form in ("svg", "graphml"):
        parseString(result.stdout)
    elif form == "json":
        assert json.loads(result.stdout)["schema"] == 1
    else:
        assert result.stdout.startswith("digraph")


def test_a_graph_says_what_it_leaves_out(run: Run) -> None:
    assert "These are 2 of" in run("graph", "bridge", "--limit", "2").stderr
    assert run("graph", "zzzz").return_value == 1


def test_versions_and_mentions_before_and_since_are_told_apart(run: Run) -> None:
    told = run("related", article(run, "headline:cracks source:wire")).stdout
    assert "Mentioned since" in told
    assert "Versions" in told


def test_an_import_says_which_titles_woke() -> None:
    report = ImportReport()
    report.woken = (Woken("Pact", 1, "A", 9), Woken("Pact", 2, "B", 9), Woken("Bridge", 1, "A", 8))
    assert woken_lines(report) == ["  woke: Pact (2 articles)", "  woke: Bridge"]
    report.woken = tuple(Woken(f"Title {number}", 1, "A", 2) for number in range(WOKEN + 3))
    assert woken_lines(report)[-1] == "  and 3 more titles"
