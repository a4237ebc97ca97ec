"""A trail as Markdown: where somebody walked, as lists of citations, with notes and quotes below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.article import Article
from index.cleaning import clean
from index.takeaway.citation import plain
from index.takeaway.facts import line
from index.takeaway.markdown import escaped


@dataclass(frozen=True, slots=True)
class Step:
    """An article that was opened."""

    article: Article | None
    """None where the archive does not have it."""
    time: str
    """By the clock: ``14:02``."""
    via: str = ""
    """How one came there: a query, ``related``."""
    depth: int = 0
    """How many steps led there."""
    note: str = ""
    quotes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """The day on which the walks below it began."""

    name: str


def pieces(entries: Iterable[Day | Step]) -> Iterator[str]:
    """The document piece by piece; note and quotes stand where an article comes for the first time."""
    yield "# The trail\n"
    told: set[int] = set()
    first = True
    for entry in entries:
        if isinstance(entry, Day):
            yield f"\n## {escaped(entry.name)}\n"
            first = True
            continue
        yield "\n" * first + _item(entry, told)
        first = False
        if entry.article is not None:
            told.add(entry.article.id)


def _item(step: Step, told: set[int]) -> str:
    """The list entry of a step."""
    margin = "  " * (step.depth + 1)
    article = step.article
    if article is None:
        lines = ["an article that is not in this archive"]
    else:
        lines = [escaped(plain(article._replace(url="")))]
        if article.url:
            lines[0] += f" <{line(article.url)}>"
    via = f", {escaped(step.via)}" if step.via else ""
    lines.append(f"({step.time}{via})")
    if article is not None and article.id not in told:
        for quote in step.quotes:
            lines += ["", *_quoted(quote), ""]
        if step.note:
            lines += ["", *map(escaped, clean(step.note).split("\n")), ""]
    text = "\n".join(f"{margin}{each}" if each else "" for each in lines)
    return "  " * step.depth + "- " + text.lstrip().rstrip("\n") + "\n"


def _quoted(quote: str) -> list[str]:
    """The lines of a quotation."""
    return [f"> {escaped(each)}".rstrip() for each in clean(quote).split("\n")]
