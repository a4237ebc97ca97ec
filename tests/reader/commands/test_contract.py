"""The command line is a contract: documents, streams and exit codes as DESIGN fixes them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.__main__ import main

SEED = Path(__file__).parents[3] / "seeds" / "000_a827544edc8a3d89.txt"

TITLES = [
    "Jamaica, RusAl Make Pact",
    "RusAl Woos Chinese Investment in Siberia",
    "Norilsk, RusAl Might Invest in Indonesia",
]

PACT = """# Jamaica, Rusal make pact

By [A. Byline](#)

November 02, 2010

**The Moscow Times**

An agreement on alumina was signed in Kingston on Tuesday.

Original url:

<https://times.example/2010/11/02/jamaica-rusal>
"""


@dataclass
class Ran:
    """What a run of the command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path, monkeypatch, capsys) -> Callable[..., Ran]:
    """Run ``newsreader`` with arguments, on an archive of this test's own."""
    monkeypatch.setenv("NEWSREADER_ARCHIVE", str(tmp_path / "archive"))

    def run_line(*arguments: str) -> Ran:
        code = main(list(arguments))
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run_line


@pytest.fixture
def seeded(run) -> Callable[..., Ran]:
    """The same, with the seed article imported."""
    assert run("import", str(SEED)).code == 0
    return run


def test_import_reports_what_it_did(run):
    """The first import of the seed: one article, three links, none resolved yet."""
    report = json.loads(run("import", str(SEED.parent), "--json").out)
    alone = json.loads(run("import", str(SEED), "--json").out)
    assert report["schema"] == 1
    assert set(report) == {"schema", "files", "added", "updated", "unchanged", "rejected", "links", "seconds"}
    assert report["added"] + report["updated"] == report["files"] > 1
    assert (alone["files"], alone["added"], alone["unchanged"]) == (1, 0, 1)


def test_seed_import_leaves_three_links_wanted(run):
    """One article added; its three related articles are not there yet."""
    report = json.loads(run("import", str(SEED), "--json").out)
    assert (report["added"], report["rejected"]) == (1, [])
    assert report["links"] == {"total": 3, "resolved": 0, "woke": 0}


def test_search_finds_the_seed(seeded):
    """A hit has every field of the contract, and its id opens the article."""
    document = json.loads(seeded("search", "aluminum", "--json").out)
    assert (document["schema"], document["query"], document["total"]) == (1, "aluminum", 1)
    (hit,) = document["hits"]
    assert set(hit) == {"id", "headline", "published", "source", "byline", "url", "score", "snippet"}
    assert hit["published"] == "2012-10-14"
    assert hit["source"] == "The Moscow Times"
    assert "aluminum" in hit["snippet"]
    shown = json.loads(seeded("show", str(hit["id"]), "--json").out)
    assert shown["headline"] == hit["headline"]


def test_related_lists_wanted_titles_in_order(seeded):
    """The three titles as printed, each without an article."""
    found = json.loads(seeded("search", "aluminum", "--json").out)["hits"][0]["id"]
    document = json.loads(seeded("related", str(found), "--json").out)
    assert set(document) == {"schema", "article", "related", "backlinks", "similar"}
    assert [entry["headline"] for entry in document["related"]] == TITLES
    assert [entry["article"] for entry in document["related"]] == [None] * 3


def test_a_wanted_link_wakes_when_its_article_comes(seeded, tmp_path):
    """Importing the missing article resolves the link of the one that was there, whatever its capitals."""
    page = tmp_path / "pact.md"
    page.write_text(PACT)
    report = json.loads(seeded("import", str(page), "--json").out)
    assert report["links"]["woke"] == 1
    hits = json.loads(seeded("search", "headline:smelter", "--json").out)["hits"]
    related = json.loads(seeded("related", str(hits[0]["id"]), "--json").out)["related"]
    assert related[0]["article"] is not None
    assert related[0]["how"] == "headline"
    back = json.loads(seeded("related", str(related[0]["article"]), "--json").out)["backlinks"]
    assert [entry["article"] for entry in back] == [hits[0]["id"]]


def test_lines_of_json_and_text_hold_the_same_hits(seeded):
    """``--jsonl`` is one document a line; the plain form prints the same number first."""
    (line,) = seeded("search", "aluminum", "--jsonl").out.splitlines()
    plain = seeded("search", "aluminum")
    assert plain.out.split()[0] == str(json.loads(line)["id"])
    assert "1 article" in plain.err
    assert "1 article" not in plain.out


def test_cutting_is_said(run):
    """With more hits than ``--limit``, the talk says so and how to get all."""
    run("import", str(SEED.parent))
    cut = run("search", "the", "--limit", "2")
    assert "--limit 0" in cut.err
    everything = run("search", "the", "--limit", "0", "--jsonl").out.splitlines()
    assert len(everything) > 2


def test_show_by_prefix_and_by_url(seeded):
    """An article answers to six digits of its number and to its original url."""
    hit = json.loads(seeded("search", "aluminum", "--json").out)["hits"][0]
    for name in (str(hit["id"])[:6], hit["url"]):
        assert json.loads(seeded("show", name, "--json").out)["id"] == hit["id"]


def test_plain_show_is_the_whole_page(seeded):
    """Headline, text, credit, related titles and url: nothing of the page is missing."""
    hit = json.loads(seeded("search", "aluminum", "--json").out)["hits"][0]
    page = seeded("show", str(hit["id"])).out
    for part in (hit["headline"], "Vladislav Soloviyev", "(Reuters, MT)", *TITLES, hit["url"]):
        assert part in page


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["search", "zeppelin"], 1),
        (["search", '"never closed'], 2),
        (["search", "aluminum", "--limit", "some"], 2),
        (["show", "999999999"], 1),
        (["show", "https://nowhere.example/page"], 1),
        (["stats"], 0),
        (["verify"], 0),
        (["rebuild"], 0),
    ],
)
def test_exit_codes(seeded, line, code):
    """0 done, 1 nothing found, 2 wrong usage or bad query; stdout stays clean of complaints."""
    ran = seeded(*line)
    assert ran.code == code
    if code:
        assert ran.err.strip()
        assert ran.out == ""


def test_missing_archive_is_one_line_and_3(run):
    """No archive: one line says where it was looked for and what to do; no folder appears."""
    ran = run("search", "aluminum")
    assert ran.code == 3
    assert ran.out == ""
    assert len(ran.err.strip().splitlines()) == 1
    assert "newsreader import" in ran.err


def test_bad_query_says_where(seeded):
    """A broken query names the place of the trouble."""
    ran = seeded("search", "smelter (siberia")
    assert ran.code == 2
    assert "character 9" in ran.err


def test_import_of_nothing_readable_names_it(run, tmp_path):
    """A path that is not there is reported by name, on stderr and in the document, and exits with 1."""
    missing = tmp_path / "not-there.md"
    ran = run("import", str(missing))
    assert ran.code == 1
    assert str(missing) in ran.err
    document = json.loads(run("import", str(missing), "--json").out)
    assert document["rejected"][0]["path"] == str(missing)


def test_paths_from_standard_input(run, monkeypatch, tmp_path):
    """``-`` reads paths, one a line."""
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SEED}\n"))
    assert json.loads(run("import", "-", "--json").out)["added"] == 1


def test_reader_without_a_terminal_says_so(seeded):
    """In a pipe the reader does not start; the line names the commands that fit there."""
    ran = seeded("aluminum")
    assert ran.code == 2
    assert "newsreader search" in ran.err


def test_a_dumb_terminal_gets_the_linear_mode(seeded):
    """Search, open, follow a related article, go back and leave, in lines that move no cursor."""
    import os
    import subprocess
    import sys

    typed = "s smelter\n1\nr\n1\nb\nb\nq\n"
    line = [sys.executable, "-m", "reader"]
    environ = {**os.environ, "TERM": "dumb"}
    ran = subprocess.run(line, input=typed, capture_output=True, text=True, check=False, env=environ)
    assert ran.returncode == 0, ran.stderr
    assert "\x1b" not in ran.stdout
    assert "1. Ministry to Help RusAl" in ran.stdout
    assert "RusAl, the world's largest aluminum producer" in ran.stdout
    assert ran.stdout.count("Related to Ministry to Help RusAl") == 2, "again when one goes back"
    assert f"{TITLES[0]} is named but is not in this archive." in ran.stdout


def test_a_reader_that_has_seen_enough_is_no_failure(seeded):
    """``newsreader search … | head`` ends quietly with 0 when the pipe is closed early."""
    import os
    import subprocess
    import sys

    read, write = os.pipe()
    os.close(read)
    line = [sys.executable, "-m", "reader", "search", "aluminum"]
    ran = subprocess.run(line, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr
