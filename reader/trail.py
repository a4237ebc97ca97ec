"""The trail as it is shown: trees of visits, the newest first, under the days on which they began. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from index.article import Headline, Published
from index.desk.records import Visit
from reader import dates, text
from reader.signs import Signs
from reader.text import Line

_DEEPEST = 96
"""Cells of guides that are kept; of what is deeper only the last ones are drawn."""

MISSING = "(not in this archive)"


@dataclass(frozen=True, slots=True)
class Step:
    """A visit, with the row of its article where the archive has it."""

    visit: Visit
    headline: Headline | None = None
    words: str = ""
    """What it is found by, in small letters."""

    @property
    def title(self) -> str:
        """What it is called on the screen."""
        if self.headline is None:
            return MISSING
        return text.headline(self.headline.headline)

    @property
    def opened(self) -> datetime:
        """When that was, by the clock on the wall."""
        return datetime.fromisoformat(self.visit.opened).astimezone()

    def has(self, words: Iterable[str]) -> bool:
        """Whether it has all these words, in small letters."""
        return all(word in self.words for word in words)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the trail: a day, or a step of a tree."""

    heading: str = ""
    """The day; empty for a step."""
    step: Step | None = None
    depth: int = 0
    """How many steps lead to it."""
    guides: str = ""
    """The lines that lead to it."""
    found: bool = True
    """False for what is only shown because something was found farther on."""


def steps(visits: Sequence[Visit], headlines: Iterable[Headline]) -> list[Step]:
    """The visits with what the archive knows of their articles."""
    known = {headline.id: headline for headline in headlines}
    facts = {article: " ".join(_facts_of(headline)).casefold() for article, headline in known.items()}
    return [
        Step(visit, known.get(visit.article), f"{facts.get(visit.article, '')} {visit.via.casefold()}")
        for visit in visits
    ]


def rows(trail: Sequence[Step], words: str, signs: Signs) -> list[Row]:
    """The rows of the steps that have all the words, with those that lead to them.

    Args:
        trail: In the order of time, a parent before its children.
        words: What to look for; nothing shows all.
        signs: Whether the guides are drawn with lines or in ASCII.
    """
    wanted = words.casefold().split()
    found = {step.visit.id for step in trail if step.has(wanted)}
    kept = _with_parents(trail, found)
    shown = [step for step in trail if step.visit.id in kept]
    known = {step.visit.id for step in shown}
    children: Mapping[int | None, list[Step]] = defaultdict(list)
    for step in shown:
        children[step.visit.parent if step.visit.parent in known else None].append(step)
    result: list[Row] = []
    day = ""
    for root in reversed(children[None]):
        if (began := day_of(root)) != day:
            day = began
            result.append(Row(heading=day))
        result += _tree(root, children, found, signs)
    return result


def lay_out(row: Row, width: int, signs: Signs, *, here: bool) -> Line:
    """A row as a line of a width; the roles are ``heading``, ``title``, ``guide``, ``meta`` and ``here``."""
    if row.step is None:
        return Line(text.cut(row.heading, width), "heading")
    guides = row.guides
    if len(guides) > (most := max(4, width // 3)):
        guides = signs.ellipsis + guides[-most:]
    right = _facts(row.step, width, signs)
    place = ("  you are here" if width >= 60 else "  here" if width >= 32 else "") if here else ""
    room = max(4, width - text.cells(guides) - text.cells(right) - len(place) - 2)
    title = text.cut(row.step.title, room)
    gap = " " * max(2, width - text.cells(guides + title + right) - len(place))
    words = f"{guides}{title}{place}{gap}{right}"
    at = len(guides) + len(title)
    role = "title" if row.found and row.step.headline else "meta"
    end = len(words)
    spans = ((0, len(guides), "guide"), (at, at + len(place), "here"), (end - len(right), end, "meta"))
    return Line(words, role, tuple(span for span in spans if span[0] < span[1]))


def day_of(step: Step) -> str:
    """The day of a step: ``22 November 2026``."""
    return dates.long_day(Published(step.opened.date().isoformat()))


def _facts_of(headline: Headline) -> tuple[str, ...]:
    """What an article is found by in the trail."""
    return headline.headline, headline.source, headline.byline, dates.long_day(headline.published)


def _facts(step: Step, width: int, signs: Signs) -> str:
    """How one came there and when, at the right edge."""
    time = step.opened.strftime("%H:%M")
    via = text.one_line(step.visit.via)
    if width < 60 or not via:
        return time
    return f"{text.cut(via, width // 4)} {signs.dot} {time}"


def _with_parents(trail: Sequence[Step], found: set[int]) -> set[int]:
    """The steps that were found and all that lead to them."""
    kept = set(found)
    for step in reversed(trail):
        if step.visit.id in kept and step.visit.parent is not None:
            kept.add(step.visit.parent)
    return kept


def _tree(root: Step, children: Mapping[int | None, list[Step]], found: set[int], signs: Signs) -> list[Row]:
    """The rows of a tree from its root on; without recursion, as one may walk far."""
    down, fork, last = ("| ", "+ ", "+ ") if signs.ascii else ("│ ", "├ ", "└ ")
    drawn: list[Row] = []
    waiting = [(root, 0, "", "")]
    while waiting:
        step, depth, guides, further = waiting.pop()
        drawn.append(Row(step=step, depth=depth, guides=guides, found=step.visit.id in found))
        below = children.get(step.visit.id, [])
        for place, child in reversed(list(enumerate(below))):
            is_last = place == len(below) - 1
            own = (further + (last if is_last else fork))[-_DEEPEST:]
            beyond = (further + ("  " if is_last else down))[-_DEEPEST:]
            waiting.append((child, depth + 1, own, beyond))
    return drawn
