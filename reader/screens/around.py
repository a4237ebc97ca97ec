"""What lies around an article, drawn: articles by date, and their links as rails beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on

from index.archive import Archive
from index.links.drawing import Drawing, draw
from index.links.records import Graph
from reader import text
from reader.dates import day
from reader.facts import Fact
from reader.keys import Scope, bindings, lent
from reader.screens.page import ArticlesPage
from reader.signs import signs
from reader.text import Line
from reader.widgets.line_list import RowLine

_ASCII = str.maketrans("┌└┬┴┼│─┆▶", "+++++|-:>")
_NARROW = 70
"""Below this width the day of an article is left out: its headline says more."""


class AroundKnown(Fact):
    """The articles around one are known."""

    graph: Graph
    drawing: Drawing


class AroundPage(ArticlesPage):
    """Closes with the request to open one of its articles."""

    SCOPE = Scope.AROUND
    BINDINGS = [*bindings(Scope.ARTICLES), *lent()]  # noqa: RUF012
    via = "around it"

    def __init__(self, archive: Archive, article_id: int) -> None:
        """Draw what lies around an article."""
        super().__init__(archive)
        self._article = article_id

    def on_mount(self) -> None:
        """Ask for it."""
        article = self._article
        self.show_title("Around it")

        def work(tell: Callable[[Fact], None]) -> Fact:
            graph = self.archive.neighbourhood(article)
            return AroundKnown(graph, draw(graph))

        self.loader.carry_out("around", "Look around an article", work)

    @on(AroundKnown)
    def _show_around(self, fact: AroundKnown) -> None:
        """Show the drawing, with the cursor on the article in its middle."""
        nodes, drawing, middle = fact.graph.nodes, fact.drawing, self._article
        self.articles = tuple(node.article for node in nodes)
        here = text.headline("".join(node.headline for node in nodes if node.article == middle))
        links = len(fact.graph.edges)
        joined = f"{len(nodes)} articles {signs().dot} {links} link{'' if links == 1 else 's'}"
        self.show_title(f"Around {here}", joined)
        left_out = f"{drawing.left_out} more links are not drawn." if drawing.left_out else ""
        alone = "Nothing in this archive is linked with it." if len(nodes) == 1 else ""
        self.show_foot(alone, left_out, fact.graph.stopped)
        self.title_of_file = f"Around {here}"
        at = self.articles.index(middle) if middle in self.articles else 0
        self.show_lines(lambda width: around_lines(drawing, middle, width), at)


def around_lines(drawing: Drawing, middle: int, width: int) -> Sequence[RowLine]:
    """A line for each article: rails, day, headline. Roles: ``rail``, ``detail``, ``title``, ``here``."""
    drawn: list[RowLine] = []
    most = max(4, width // 3)
    for number, each in enumerate(drawing.lines):
        rails = each.rails[-most:].translate(_ASCII) if signs().ascii else each.rails[-most:]
        date = f"{day(each.node.published):<11}  " if width >= _NARROW else ""
        lead = f"{rails} {date}"
        here = each.node.article == middle
        title = text.cut(text.headline(each.node.headline), max(8, width - len(lead)))
        line = f"{lead}{title}"
        spans = (
            (0, len(rails), "rail"),
            (len(rails), len(lead), "detail"),
            (len(lead), len(line), "here" if here else "title"),
        )
        drawn.append(RowLine(Line(line, "", spans), number))
    return drawn
