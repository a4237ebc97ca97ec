"""What the measurements are held against: the goals of the index, as ratios within one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import exp, log
from operator import ge, le
from typing import Any, NamedTuple

GOAL_ARTICLES = 150_000
"""The goals are for an archive of this size at least; smaller ones are measured but not judged."""


MANY_TERMS = "newsreader, many distinct terms"
"""What the build is called whose articles have words that no other has."""

DISTINCT = 1_900_000
"""How many of those there are in all, at most 20 an article."""


def distinct_words(articles: int) -> int:
    """How many of them each article has."""
    return min(20, max(1, round(DISTINCT / articles)))


class Figure(NamedTuple):
    """A measured figure and its goal."""

    name: str
    value: float
    goal: str
    met: bool | None
    """None where there is no goal."""


def figures(
    queries: list[dict[str, Any]], builds: dict[str, dict[str, float]], others: dict[str, Any], articles: int
) -> list[Figure]:
    """All figures, those that have goals first."""
    found: list[Figure] = []
    judged = articles >= GOAL_ARTICLES

    def at_most(name: str, value: float, goal: float) -> None:
        _add(found, name, value, goal, le, "<=", judged)

    def at_least(name: str, value: float, goal: float) -> None:
        _add(found, name, value, goal, ge, ">=", judged)

    peers = [name for name in builds if name in queries[0]["hits"] and name != "newsreader"]
    limits = {"tantivy": (1.5, 2.0), "fts5": (0.04, 0.06), "xapian": (1.0, None)}
    for peer in peers:
        evaluate, from_text = limits[peer]
        at_most(
            f"evaluate, times {peer}, geometric mean", geometric(_ratios(queries, "evaluate", peer)), evaluate
        )
        if from_text:
            at_most(
                f"from text, times {peer}, geometric mean",
                geometric(_ratios(queries, "from text", peer)),
                from_text,
            )
    if "tantivy" in peers:
        worst = max(
            zip(_ratios(queries, "evaluate", "tantivy"), queries, strict=True), key=lambda pair: pair[0]
        )
        at_most(f"worst query, times tantivy: {worst[1]['query']}", worst[0], 5)
        first = [
            row["milliseconds"]["first time"]["newsreader"] / row["milliseconds"]["evaluate"]["tantivy"]
            for row in queries
        ]
        found.append(Figure("first time, times tantivy, geometric mean", geometric(first), "", None))
        at_least("index rate, times tantivy", builds["newsreader"]["rate"] / builds["tantivy"]["rate"], 1.5)
    if "fts5" in peers:
        slow = [row for row in queries if row["milliseconds"]["evaluate"]["fts5"] > 1]
        if slow:
            ratio = max(_ratios(slow, "evaluate", "fts5"))
            at_most("worst query, times fts5, where that takes over 1 ms", ratio, 1)
        at_least("index rate, times fts5", builds["newsreader"]["rate"] / builds["fts5"]["rate"], 1.5)
    one = builds["newsreader"]["rate"]
    two = builds["newsreader, 2 processes"]["rate_with_reading"]
    at_least(
        "index rate with two processes, times one, reading included",
        two / builds["newsreader"]["rate_with_reading"],
        1.6,
    )
    at_most("index size, times text", others["sizes"]["newsreader"] / others["text_bytes"], 0.7)
    grown = builds[MANY_TERMS]
    terms = f"{articles * distinct_words(articles) / 1e6:.1f} M distinct terms"
    at_most(f"{terms}: peak memory, MB", grown["peak_bytes"] / 1e6, 400)
    at_least(f"{terms}: index rate, times the flat one", grown["rate"] / one, 0.6)
    cold = others["cold_ms"]
    at_most("cold process to 20 hits, times its imports", cold["search"] / cold["imports"], 1.6)
    at_most(
        "cold process, times that in an archive of the corpus taken once",
        cold["search"] / cold["search once"],
        1.1,
    )
    at_most("20 articles added and found, s", others["commit_of_20_s"], 0.1)
    memory = others["memory"]["anonymous_bytes"] / 1e6
    _add(found, "anonymous memory of a searching process, MB", memory, 150, le, "<=", articles >= 900_000)
    if million := others["million"]:
        peak, memory = million["peak_bytes"] / 1e6, million["anonymous_bytes"] / 1e6
        _add(found, "a million articles: peak memory of indexing, MB", peak, 1200, le, "<=", True)
        _add(found, "a million articles: anonymous memory of searching, MB", memory, 150, le, "<=", True)
    apart = sum(not all(row["agree"].values()) for row in queries)
    _add(found, "queries whose counts stemmers do not explain", apart, 0, le, "<=", True)
    return found


def goals_met(found: Iterable[Figure], articles: int) -> bool | None:
    """Whether every goal was met; None where none was missed but the archive is too small to judge all."""
    missed = any(figure.met is False for figure in found)
    return None if articles < GOAL_ARTICLES and not missed else not missed


def geometric(values: Iterable[float]) -> float:
    """The geometric mean."""
    logs = [log(value) for value in values]
    return exp(sum(logs) / len(logs))


def _ratios(queries: list[dict[str, Any]], what: str, peer: str) -> list[float]:
    return [row["milliseconds"][what]["newsreader"] / row["milliseconds"][what][peer] for row in queries]


def _add(
    found: list[Figure],
    name: str,
    value: float,
    goal: float,
    holds: Callable[[float, float], bool],
    sign: str,
    judged: bool,
) -> None:
    found.append(Figure(name, value, f"{sign} {goal:g}", bool(holds(value, goal)) if judged else None))
