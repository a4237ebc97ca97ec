"""How two articles hang together: choosing the second one, and the way between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from index.archive import Archive
from index.article import Headline
from index.links.records import Edge, Step
from index.records import CERTAIN
from reader import text
from reader.dates import day
from reader.facts import Fact
from reader.keys import Scope, bindings, lent
from reader.messages import ShowPath
from reader.offers import MOST, headline_lines, lines, offered
from reader.screens.page import ArticlesPage
from reader.signs import signs
from reader.text import Line
from reader.widgets.line_list import RowLine


class Offered(Fact):
    """Articles that may be meant are known."""

    rows: Sequence[Headline]
    told: str
    start: str = ""
    """The headline of the first article, where it was asked for."""


class WayFound(Fact):
    """The way is known."""

    steps: list[Step]


class ConnectPage(ArticlesPage):
    """Closes with the request to show the way to the article that was chosen."""

    SCOPE = Scope.CONNECT
    BINDINGS = bindings(Scope.CONNECT)
    DEFAULT_CSS = """
    ConnectPage #answer, ConnectPage #answer:focus { background: $background; background-tint: transparent; }
    ConnectPage .page-note { color: $meta; margin: 0 0 1 0; }
    """

    def __init__(self, archive: Archive, start: int, trail: Sequence[int]) -> None:
        """Look for a way from ``start``; what was read along ``trail`` is offered first."""
        super().__init__(archive)
        self._start = start
        self._trail = [each for each in dict.fromkeys(reversed(trail)) if each != start]

    def above(self) -> ComposeResult:
        """Where one types."""
        answer = Input("", compact=True, id="answer", placeholder="words of its headline, its number or url")
        answer.cursor_blink = False
        yield answer
        yield Static(classes="page-note")

    @property
    def target(self) -> Input:
        """Where one types."""
        return self.query_one("#answer", Input)

    def on_mount(self) -> None:
        """Offer what was read."""
        self.show_title("How does it hang together with …")
        self._offer("")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        """Offer what may be meant."""
        self._offer(event.value.strip())

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        """Enter in the line."""
        event.stop()
        self.action_submit()

    def action_submit(self) -> None:
        """Look for the way to the article at the cursor."""
        if self.at_hand is not None:
            self.dismiss(ShowPath(self._start, self.at_hand))

    action_open = action_submit

    def action_choose(self, by: int) -> None:
        """Another one of those that are offered."""
        self.list.move(by)

    def _offer(self, typed: str) -> None:
        """Ask for articles that may be meant."""

        def work(tell: Callable[[Fact], None]) -> Fact:
            if not typed:
                found = self.archive.headlines([self._start, *self._trail[:MOST]])
                start = text.headline("".join(row.headline for row in found if row.id == self._start))
                rows = [row for row in found if row.id != self._start]
                return Offered(rows, "Read before:" if rows else "", start)
            return Offered(*offered(self.archive, typed, self._start))

        self.loader.carry_out("offer", "Look for articles", work)

    @on(Offered)
    def _show_offered(self, fact: Offered) -> None:
        """Show what may be meant, unless something else was typed since."""
        if not self.loader.is_current(fact):
            return
        if fact.start:
            self.show_title("How does it hang together with …", fact.start)
        rows = fact.rows
        self.articles = tuple(row.id for row in rows)
        self.query_one(".page-note", Static).update(text.content(fact.told))
        self.show_foot("")

        self.show_lines(lambda width: lines(rows, width), 0)


class PathPage(ArticlesPage):
    """The way from one article to another, a row a step."""

    SCOPE = Scope.PATH
    BINDINGS = [*bindings(Scope.ARTICLES, Scope.PATH), *lent()]  # noqa: RUF012
    via = "path"
    by_date = False

    def __init__(self, archive: Archive, start: int, goal: int) -> None:
        """Look for the way from ``start`` to ``goal``."""
        super().__init__(archive)
        self._ends = (start, goal)
        self._forward = False

    def on_mount(self) -> None:
        """Look for it."""
        self._look()

    def action_forward(self) -> None:
        """Only with steps to later articles, or with any."""
        self._forward = not self._forward
        self._look()

    def _look(self) -> None:
        start, goal, forward = *self._ends, self._forward

        def work(tell: Callable[[Fact], None]) -> Fact:
            return WayFound(self.archive.path(start, goal, forward=forward))

        self.loader.carry_out("path", "Look for the way between two articles", work)

    @on(WayFound)
    def _show_way(self, fact: WayFound) -> None:
        """Show the steps."""
        if not self.loader.is_current(fact):
            return
        steps = fact.steps
        self.articles = tuple(step.article for step in steps)
        limit = "forward in time only" if self._forward else ""
        if steps:
            count = len(steps) - 1
            self.show_title("How they hang together", f"{count} step{'' if count == 1 else 's'}", limit)
            self.show_foot("")
        else:
            self.show_title("No way leads from the one to the other", limit)
            self.show_foot("Neither related links nor mentions nor versions join them in this archive.")
        ends = [text.headline(step.headline) for step in steps]
        self.title_of_file = f"From {ends[0]} to {ends[-1]}" if steps else ""
        self.show_lines(lambda width: path_lines(steps, width), 0)


def path_lines(steps: Sequence[Step], width: int) -> list[RowLine]:
    """The steps, and between them what joins them."""
    drawn: list[RowLine] = []
    for number, step in enumerate(steps):
        if step.edge is not None:
            drawn += map(RowLine, _joint(step, step.edge, width))
        facts = (day(step.published), step.source)
        drawn += (RowLine(line, number) for line in headline_lines(step.headline, facts, width))
    return drawn


def _joint(step: Step, edge: Edge, width: int) -> list[Line]:
    """What leads to a step: ``│ which names it: “First pier stands”``."""
    chosen = signs()
    if edge.link is None:
        words = f"{chosen.likely} another version of the same text"
    else:
        title = text.one_line(edge.link.title)
        forth = edge.target == step.article
        words = f"{chosen.leads} names it" if forth else f"{chosen.mentioned} is named by"
        words += f": “{title}”" if title else ""
        words += f"  {chosen.likely} {edge.confidence:.2f}" if edge.confidence < CERTAIN else ""
    line = Line(text.cut(f"{chosen.column} {words}", width), "", ((0, 1, "rail"), (2, 200, "detail")))
    return [line]
