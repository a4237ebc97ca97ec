"""How long the headline list and the article body keep the screen waiting: ``python tests/bench/lists.py``.

Prints milliseconds for lists of ten thousand and of a million rows and for articles of growing length, and
the ratios between them: what does not depend on the size of the archive has a ratio near 1.
"""

from __future__ import annotations

import asyncio
import sys
from array import array
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from textual.app import App, ComposeResult
from textual.widget import Widget

from index.article import Article, Headline, Published
from reader.messages import RowsWanted
from reader.rows import Row
from reader.widgets.article_body import ArticleBody
from reader.widgets.headline_list import HeadlineList

SIZE = (120, 40)
MOVES = 1500
_SENTENCE = "The tide board met on Tuesday and put off the vote on the new quay until the spring. "


class Stage(App[None]):
    """One widget, and for a list the archive that answers it."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.stage = widget

    def compose(self) -> ComposeResult:
        yield self.stage

    def on_rows_wanted(self, message: RowsWanted) -> None:
        assert isinstance(self.stage, HeadlineList)
        self.stage.provide([row(number) for number in message.ids], message.generation)


def row(number: int) -> Row:
    """A row whose month changes every thirty rows."""
    day = Published(f"{2020 - number // 360 % 900:04}-{12 - number // 30 % 12:02}-{28 - number % 28:02}")
    return Row(
        Headline(
            number, f"Headline of article {number}, as long as most", day, "The Paper", "A Reporter", "", 3, 1
        )
    )


async def paints(app: App[None], act: str, times: int) -> list[float]:
    """Milliseconds from each action to the end of the painting that it caused."""
    took = []
    async with app.run_test(size=SIZE) as pilot:
        widget = app.stage  # type: ignore[attr-defined]
        if isinstance(widget, HeadlineList):
            widget.show(array("q", range(app.rows)), grouped=True)  # type: ignore[attr-defined]
        await pilot.pause()
        for _ in range(times):
            start = perf_counter()
            getattr(widget, f"action_{act}")()
            painted = asyncio.Event()
            widget.call_after_refresh(painted.set)
            await painted.wait()
            took.append((perf_counter() - start) * 1000)
    return took


def tell(label: str, took: list[float]) -> float:
    """Print the spread of what was measured; gives the median."""
    ordered = sorted(took)
    middle, late = median(ordered), ordered[int(0.99 * (len(ordered) - 1))]
    print(f"{label:48} median {middle:7.2f} ms   p99 {late:7.2f} ms   longest {ordered[-1]:7.2f} ms")
    return middle


async def lists() -> None:
    """The same moves in a short and in a long list."""
    for act in ("move_down", "move_page_down"):
        found = []
        for rows in (10_000, 1_000_000):
            app = Stage(HeadlineList())
            app.rows = rows  # type: ignore[attr-defined]
            found.append(
                tell(f"{act}, {rows:,} rows", await paints(app, act, MOVES if act == "move_down" else 200))
            )
        print(f"{'ratio':48} {found[1] / found[0]:7.2f}")


async def articles() -> None:
    """Opening articles of growing length, and going to their ends."""
    for size in (6_000, 60_000, 600_000):
        paragraph = _SENTENCE * 5 + "\n\n"
        article = Article("A long piece", paragraph * (size // len(paragraph)))
        body = ArticleBody()
        opened, ended = [], []
        async with Stage(body).run_test(size=SIZE) as pilot:
            for _ in range(10):
                for what, act in ((opened, lambda: body.show(article)), (ended, body.action_move_bottom)):
                    start = perf_counter()
                    act()
                    painted = asyncio.Event()
                    body.call_after_refresh(painted.set)
                    await painted.wait()
                    what.append((perf_counter() - start) * 1000)
                await pilot.pause()
        tell(f"open, {size:,} characters", opened)
        tell(f"go to the end, {size:,} characters", ended)


if __name__ == "__main__":
    asyncio.run(lists())
    asyncio.run(articles())
