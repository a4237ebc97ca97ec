"""How long the headline list and the article body keep the screen waiting: ``python tests/bench/lists.py``.

Prints milliseconds of processor time from an action to the end of the painting it causes, for lists of ten
thousand and of a million rows and for articles of growing length, and the ratios between them: what does
not depend on the size of the archive has a ratio near 1. Processor time is what the event loop is held for,
whatever else the machine is doing.
"""

from __future__ import annotations

import asyncio
import sys
from array import array
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from textual.app import App, ComposeResult

from index.article import Article, Headline
from index.records import Days
from reader.dates import published
from reader.messages import RowsWanted
from reader.rows import Row
from reader.timeline import Timeline
from reader.widgets.article_body import ArticleBody
from reader.widgets.headline_list import HeadlineList

SIZE = (120, 40)
SENTENCE = "The tide board met on Tuesday and put off the vote on the new quay until the spring. "


class ListStage(App[None]):
    """A list of so many rows, and the archive that answers it."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        yield HeadlineList()

    def on_mount(self) -> None:
        starts = array("q", range(0, self.rows, 30))
        days = array("i", (_day(row) // 100 * 100 + 1 for row in starts))
        timeline = Timeline(Days(days, starts), self.rows)
        self.query_one(HeadlineList).show(array("q", range(self.rows)), timeline)

    def on_rows_wanted(self, message: RowsWanted) -> None:
        self.query_one(HeadlineList).provide(map(row, message.ids), message.generation)


class BodyStage(App[None]):
    """An empty page."""

    def compose(self) -> ComposeResult:
        yield ArticleBody()


def row(number: int) -> Row:
    """A row whose month changes every thirty rows."""
    headline = f"Headline of article {number}, which is as long as most of them are"
    return Row(Headline(number, headline, published(_day(number)), "The Paper", "A Reporter", "", 3, 1))


def _day(number: int) -> int:
    """The day of an article."""
    return (2020 - number // 360 % 900) * 10_000 + (12 - number // 30 % 12) * 100 + 28 - number % 28


async def held(app: App[None], act: Callable[[], object]) -> float:
    """Milliseconds of processor time from an action to the end of the painting that it causes."""
    start = process_time()
    act()
    painted = asyncio.Event()
    app.screen.call_after_refresh(painted.set)
    await painted.wait()
    return (process_time() - start) * 1000


def tell(label: str, took: list[float]) -> float:
    """Print the spread of what was measured; gives the median."""
    ordered = sorted(took)
    middle, late = median(ordered), ordered[int(0.99 * (len(ordered) - 1))]
    print(f"{label:44} median {middle:6.2f} ms   p99 {late:6.2f} ms   longest {ordered[-1]:6.2f} ms")
    return middle


async def lists() -> None:
    """The same moves in a short and in a long list."""
    for act, times in (("move_down", 1500), ("move_page_down", 300)):
        found = []
        for rows in (10_000, 1_000_000):
            app = ListStage(rows)
            async with app.run_test(size=SIZE) as pilot:
                await pilot.pause()
                action = getattr(app.query_one(HeadlineList), f"action_{act}")
                took = [await held(app, action) for _ in range(times)]
            found.append(tell(f"{act}, {rows:,} rows", took))
        print(f"{'ratio':44} {found[1] / found[0]:13.2f}")


async def articles() -> None:
    """Opening articles of growing length, going to their ends, and another width."""
    for size in (6_000, 60_000, 600_000):
        paragraph = SENTENCE * 5 + "\n\n"
        article = Article("A long piece", paragraph * (size // len(paragraph)))
        app = BodyStage()
        async with app.run_test(size=SIZE) as pilot:
            body = app.query_one(ArticleBody)
            opened, ended, narrowed = [], [], []
            for turn in range(10):
                opened.append(await held(app, partial(body.show, article)))
                ended.append(await held(app, body.action_move_bottom))
                narrowed.append(await held(app, partial(setattr, body, "column", 60 + turn)))
                await pilot.pause()
        tell(f"open, {size:,} characters", opened)
        tell(f"go to the end, {size:,} characters", ended)
        tell(f"another width at the end, {size:,} characters", narrowed)


if __name__ == "__main__":
    asyncio.run(lists())
    asyncio.run(articles())
