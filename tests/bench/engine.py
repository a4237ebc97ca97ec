"""How fast newsreader's index is beside SQLite FTS5, Tantivy and Xapian.

    python tests/bench/engine.py reuters.jsonl.gz --times 10 [--json] [--curve] [--keep FOLDER]

builds the same articles into each engine (``pip install .[bench]``), checks that they find equally many,
measures some thirty queries in turns, and holds what matters against goals. All goals are ratios within one
run: absolute times depend on the machine. Medians of queries, the best of builds and of whole processes; the
engines take turns, so that whatever else the machine does hits all of them.

What is compared: *evaluate* is a parsed query to its first 20 hits and exact count, in a searcher that has
been asked before, as a reader's has; *first time* the same with nothing remembered; *from text* includes
parsing, and neither text nor plan is remembered.

``--million [FILE...]`` builds besides an archive of a million articles from the corpus and those files, each
article with words of its own, and measures the memory of building it and of searching in it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from math import ceil
from operator import itemgetter
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from engine_cases import Case, cases
from engine_corpus import Corpus
from engine_goals import MANY_TERMS, Figure, distinct_words, figures, goals_met
from engine_peers import ENGINES, Engine, Newsreader

BUILDS = 3
"""How often the indexes are built; Xapian, which nothing but its search time is compared with, once."""

ROUNDS = 21
"""How often each query is asked; a third of it where one answer takes more than :data:`SLOW` seconds."""

SLOW = 0.02

MILLION = 1_000_000

OFF_BY = {"fts5": 0.06, "tantivy": 0.01, "xapian": 0.01}
"""By how much counts may differ: Porter's stemmer against Snowball's; apostrophes, dots, joined numbers."""


def main() -> int:
    """Measure and print; 1 when a goal was missed."""
    arguments = _arguments()
    more = arguments.million or []
    corpus = Corpus(
        arguments.corpus, arguments.times, arguments.distinct, tuple(more if arguments.build else [])
    )
    if arguments.build:
        print(json.dumps(build(arguments.build, arguments.keep, corpus, arguments.processes)))
        return 0
    if arguments.memory:
        print(json.dumps(search_memory(arguments.keep, sys.stdin.read().splitlines())))
        return 0
    with tempfile.TemporaryDirectory(dir=arguments.keep) as scratch:
        result = measure(corpus, Path(scratch), arguments)
    if arguments.json:
        print(json.dumps(result, indent=1))
    else:
        report(result)
    return 1 if result["goals_met"] is False else 0


def measure(corpus: Corpus, scratch: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """Everything, as one document."""
    # As for an installed program, the modules of all processes are compiled once.
    os.environ |= {"PYTHONPYCACHEPREFIX": str(scratch / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    _talk(f"{len(corpus):,} articles, {corpus.text_bytes / 1e6:,.0f} MB of text")
    builds = measure_builds(corpus, scratch, arguments.engines)
    engines = {name: ENGINES[name](scratch / name) for name in arguments.engines}
    for engine in engines.values():
        engine.open()
    measured = [measure_case(case, engines) for case in cases(corpus)]
    others = {
        "sizes": {name: engine.size() for name, engine in engines.items()},
        "text_bytes": corpus.text_bytes,
        "open_ms": {name: _median(engine.open, 9) * 1000 for name, engine in engines.items()},
        "commit_of_20_s": measure_commit(corpus, engines["newsreader"]),
        "cold_ms": measure_cold(corpus, scratch, measured[3]["text"]),
        "memory": _run(
            ["--memory", "--keep", str(scratch / "newsreader")],
            corpus,
            "\n".join(row["text"] for row in measured),
        ),
        "curve": measure_curve(corpus, scratch) if arguments.curve else [],
        "million": None if arguments.million is None else measure_million(corpus, scratch, arguments.million),
    }
    found = figures(measured, builds, others, len(corpus))
    return {
        "schema": 1,
        "corpus": str(corpus.path),
        "articles": len(corpus),
        "queries": measured,
        "builds": builds,
        **others,
        "figures": [figure._asdict() for figure in found],
        "goals_met": goals_met(found, len(corpus)),
    }


def build(name: str, folder: Path, corpus: Corpus, processes: int) -> dict[str, float]:
    """Build one index in this process and say how it went."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = ENGINES[name](folder)
    started = perf_counter()
    making = 0.0
    if isinstance(engine, Newsreader) and processes > 1:
        engine.build_with(corpus, processes)
    else:
        making = _timed(lambda: corpus.lines)  # reads the file
        engine.build(corpus)
    seconds = perf_counter() - started
    articles = len(corpus)
    if processes == 1:
        making += _timed(lambda: sum(1 for _ in corpus))  # what the corpus takes to make its articles
    return {
        "articles": articles,
        "seconds": seconds,
        "rate": articles / (seconds - making),
        "rate_with_reading": articles / seconds,
        "peak_bytes": getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    }


def measure_builds(corpus: Corpus, scratch: Path, names: list[str]) -> dict[str, dict[str, float]]:
    """The best of several builds of each engine, in turns; the last indexes are kept.

    A build takes seconds, in which a busy machine can only slow it down: the quickest one tells most.
    """
    variants = {name: (name, 1, 0) for name in names}
    variants["newsreader, 2 processes"] = ("newsreader", 2, 0)
    variants[MANY_TERMS] = ("newsreader", 1, distinct_words(len(corpus)))
    runs: dict[str, list[dict[str, float]]] = {variant: [] for variant in variants}
    for turn in range(BUILDS):
        for variant, (name, processes, distinct) in variants.items():
            if name == "xapian" and turn:
                continue
            folder = scratch / variant
            _remove(folder)
            _talk(f"building {variant}, {turn + 1} of {BUILDS}")
            options = ["--build", name, "--keep", str(folder), "--processes", str(processes)]
            runs[variant].append(_run([*options, "--distinct", str(distinct)], corpus))
            if variant not in names:
                _remove(folder)
    return {
        variant: {
            **min(measured, key=itemgetter("seconds")),
            "peak_bytes": max(run["peak_bytes"] for run in measured),
        }
        for variant, measured in runs.items()
    }


def measure_case(case: Case, engines: dict[str, Engine]) -> dict[str, Any]:
    """A query by all engines in turns: counts, and medians in milliseconds."""
    asks = {("evaluate", name): engine.parsed(case) for name, engine in engines.items()}
    asks |= {("from text", name): engine.from_text(case) for name, engine in engines.items()}
    newsreader = engines["newsreader"]
    assert isinstance(newsreader, Newsreader)
    asks["first time", "newsreader"] = newsreader.first_time(case)
    times: dict[tuple[str, str], list[float]] = {key: [] for key in asks}
    rounds = {}
    for key, ask in asks.items():
        rounds[key] = ROUNDS if _timed(ask) < SLOW else ROUNDS // 3
    for turn in range(ROUNDS):
        for key, ask in asks.items():
            if turn < rounds[key]:
                times[key].append(_timed(ask))
    milliseconds: dict[str, dict[str, float]] = {}
    for (what, name), measured in times.items():
        milliseconds.setdefault(what, {})[name] = median(measured) * 1000
    hits = {name: asks["evaluate", name]() for name in engines}
    return {
        "kind": case.kind,
        "query": case.name,
        "text": case.text,
        "hits": hits,
        "agree": {
            name: _agree(case, hits["newsreader"], hits[name], OFF_BY[name])
            for name in hits
            if name in OFF_BY
        },
        "milliseconds": milliseconds,
    }


def measure_commit(corpus: Corpus, engine: Engine) -> float:
    """Seconds from the first of 20 new articles to the end of a search that finds them, syncs included."""
    assert isinstance(engine, Newsreader)
    from index.fulltext.array_index import open_index
    from index.fulltext.language.query import parse
    from index.fulltext.matching.array_searcher import ArraySearcher
    from index.fulltext.schema import make_schema

    taken = []
    for turn in range(5):
        word = f"unheardof{'abcde'[turn]}"
        started = perf_counter()
        index = open_index(engine.folder, make_schema())
        with index.writer() as writer:
            for number in range(20):
                article = corpus.lines[number % len(corpus.lines)]
                key = len(corpus) + 20 * turn + number
                writer.update_document(**{**article, "id": key, "headline": word})
        with ArraySearcher(index.reader(), fromindex=index) as searcher:
            assert len(searcher.search(parse(word), limit=20)) == 20
        taken.append(perf_counter() - started)
    return median(taken)


def measure_cold(corpus: Corpus, scratch: Path, text: str) -> dict[str, float]:
    """Wall time of whole processes, in milliseconds: a search here, one in an archive of the corpus taken
    once, and the imports that nobody gets round. The quickest of each, as with builds.
    """
    _run(["--build", "newsreader", "--keep", str(scratch / "once")], Corpus(corpus.path))
    commands = {"imports": "import numpy, whoosh.index"}
    for name, folder in (("search", scratch / "newsreader"), ("search once", scratch / "once")):
        commands[name] = (
            f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); from pathlib import Path;"
            "from index.fulltext.engine import FullText;"
            f"print(len(FullText.open(Path({str(folder)!r})).search({text!r}, limit=20).ids))"
        )
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS + 1):
        for name, command in commands.items():
            started = perf_counter()
            subprocess.run([sys.executable, "-c", command], check=True, capture_output=True)
            times[name].append(perf_counter() - started)
    return {name: min(measured[1:]) * 1000 for name, measured in times.items()}


def measure_million(corpus: Corpus, scratch: Path, more: list[Path]) -> dict[str, float]:
    """Memory and size of an archive of a million articles, two million distinct words among theirs."""
    once = Corpus(corpus.path, more=tuple(more))
    grown = Corpus(corpus.path, ceil(MILLION / len(once)), distinct_words(MILLION), tuple(more))
    folder = scratch / "million"
    _talk(f"building {len(grown):,} articles")
    options = ["--distinct", str(grown.distinct), "--keep", str(folder)]
    built = _run(["--build", "newsreader", *options, "--million", *map(str, more)], grown)
    queries = "\n".join(case.text for case in cases(corpus))
    memory = _run(["--memory", "--keep", str(folder)], corpus, queries)
    size = Newsreader(folder).size()
    _remove(folder)
    return {**built, **memory, "index_bytes": size, "text_bytes": grown.text_bytes}


def search_memory(folder: Path, queries: list[str]) -> dict[str, float]:
    """What a process that has asked all queries holds in memory of its own, in bytes (Linux)."""
    engine = Newsreader(folder)
    engine.open()
    for text in queries:
        engine.asked(text)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    own = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return {"anonymous_bytes": int(own.split()[1]) * 1024}


def measure_curve(corpus: Corpus, scratch: Path) -> list[dict[str, Any]]:
    """Evaluation times of some queries for archives of growing size."""
    points = []
    for times in (1, 10, 50):
        sized = Corpus(corpus.path, times)
        folder = scratch / f"curve {times}"
        _talk(f"building {len(sized):,} articles")
        _run(["--build", "newsreader", "--keep", str(folder)], sized)
        engine = Newsreader(folder)
        engine.open()
        kinds = {
            "one rare word",
            "AND of three",
            "AND of two",
            "phrase of rare words",
            "one very common word",
        }
        taken = {
            case.name: _median(engine.parsed(case), ROUNDS) * 1000
            for case in cases(sized)
            if case.kind in kinds
        }
        points.append({"articles": len(sized), "milliseconds": taken})
        _remove(folder)
    return points


def report(result: dict[str, Any]) -> None:
    """Print what a person reads."""
    names = list(result["builds"])
    engines = [name for name in ENGINES if name in names]
    print(f"{result['articles']:,} articles; milliseconds: evaluate, first time, from text\n")
    print(
        f"{'query':44}{'hits':>9}" + "".join(f"{name:>12}" for name in engines) + f"{'first':>9}{'text':>9}"
    )
    for row in result["queries"]:
        times = row["milliseconds"]
        doubt = "" if all(row["agree"].values()) else "  counts differ: " + str(row["hits"])
        print(
            f"{row['query'][:43]:44}{row['hits']['newsreader']:>9,}"
            + "".join(f"{times['evaluate'][name]:>12.3f}" for name in engines)
            + f"{times['first time']['newsreader']:>9.3f}{times['from text']['newsreader']:>9.3f}{doubt}"
        )
    print()
    for name, run in result["builds"].items():
        print(f"{name:40}{run['rate']:>10,.0f} articles/s, peak {run['peak_bytes'] / 1e6:,.0f} MB")
    for point in result["curve"]:
        taken = ", ".join(f"{name} {time:.3f}" for name, time in point["milliseconds"].items())
        print(f"{point['articles']:>9,} articles, ms: {taken}")
    if million := result["million"]:
        print(
            f"{million['articles']:>9,} articles, {million['rate']:,.0f} a second, peak"
            f" {million['peak_bytes'] / 1e6:,.0f} MB, index {million['index_bytes'] / 1e6:,.0f} MB of"
            f" {million['text_bytes'] / 1e6:,.0f} MB of text"
        )
    print()
    for figure in (Figure(**entry) for entry in result["figures"]):
        verdict = {True: "met", False: "NOT MET", None: ""}[figure.met]
        print(f"{figure.name:66}{figure.value:>10.3f}  {figure.goal:18}{verdict}")
    judged = {
        True: "all goals met",
        False: "not all goals met",
        None: "too few articles to judge by the goals",
    }
    print(f"\n{judged[result['goals_met']]}")


def _agree(case: Case, ours: int, theirs: int, off_by: float) -> bool:
    """Whether two counts differ by no more than stemmers and token rules explain."""
    # A prefix asks stems of one engine and words of another.
    allowed = 0.35 if case.prefix else off_by
    return abs(ours - theirs) <= max(3, allowed * max(ours, theirs))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, help="articles, JSON Lines, also gzipped")
    parser.add_argument("--times", type=int, default=1, help="take the corpus so many times")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument(
        "--curve", action="store_true", help="measure archives of 1, 10 and 50 corpora as well"
    )
    parser.add_argument(
        "--million", nargs="*", type=Path, metavar="FILE", help="measure a million articles, of these as well"
    )
    parser.add_argument("--keep", type=Path, help="folder for the indexes while they are needed")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--distinct", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--build", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--processes", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(options: list[str], corpus: Corpus, given: str = "") -> dict[str, float]:
    """This program in a process of its own."""
    command = [sys.executable, __file__, str(corpus.path), "--times", str(corpus.times), *options]
    answer: dict[str, float] = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, input=given).stdout
    )
    return answer


def _timed(ask: Any) -> float:
    started = perf_counter()
    ask()
    return perf_counter() - started


def _median(ask: Any, rounds: int) -> float:
    return median(_timed(ask) for _ in range(rounds))


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def _talk(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
