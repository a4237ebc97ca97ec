"""A graph as lines of text: the neighbourhood of an article drawn in the terminal.

One line an article, by date, with a rail for every link on its left: ``├`` where it leaves, ``┼`` where it
passes, ``└`` or ``┌`` where it ends, an arrow at its target. Drawn in whole cells and without colours, so
that a widget can style it by what each line belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.links.records import Edge, Graph, Node, Tie

MOST_RAILS = 12
"""Links drawn next to each other; the surest ones, where there are more."""


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of a drawing."""

    rails: str
    """What is drawn to the left of the article, as wide on every line."""
    node: Node


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph as lines."""

    lines: tuple[DrawnLine, ...]
    left_out: int
    """Links for which there was no rail."""


@dataclass(slots=True)
class _Rail:
    """A link between two lines, ``top`` above ``bottom``, on a rail of its own or shared with a later one."""

    top: int
    bottom: int
    edge: Edge


def draw(graph: Graph) -> Drawing:
    """The articles by date, the earliest first, and the links between them."""
    lines = {node.article: number for number, node in enumerate(graph.nodes)}
    links = sorted(graph.edges, key=lambda edge: (-edge.confidence, edge.source, edge.target))
    rails: list[list[_Rail]] = []
    left_out = 0
    for edge in sorted(links, key=lambda edge: abs(lines[edge.source] - lines[edge.target])):
        top, bottom = sorted((lines[edge.source], lines[edge.target]))
        if top == bottom:
            continue
        free = next((rail for rail in rails if all(_apart(link, top, bottom) for link in rail)), None)
        if free is None:
            if len(rails) == MOST_RAILS:
                left_out += 1
                continue
            free = []
            rails.append(free)
        free.append(_Rail(top, bottom, edge))
    return Drawing(
        tuple(DrawnLine(_rails(rails, number, lines), node) for number, node in enumerate(graph.nodes)),
        left_out,
    )


def _apart(link: _Rail, top: int, bottom: int) -> bool:
    """Whether a link and a stretch of lines have no line in common."""
    return link.bottom < top or bottom < link.top


def _rails(rails: list[list[_Rail]], number: int, lines: dict[int, int]) -> str:
    """What is drawn to the left of a line, the outermost rail first."""
    drawn = ""
    arriving = " "
    across = False
    for rail in reversed(rails):
        here = next((link for link in rail if link.top <= number <= link.bottom), None)
        if here is None:
            drawn += "──" if across else "  "
        elif here.top < number < here.bottom:
            drawn += ("┼─" if across else "│ ") if here.edge.tie is Tie.LINK else ("┼─" if across else "┆ ")
        else:
            corner = "┌" if number == here.top else "└"
            drawn += ("┬" if number == here.top else "┴") + "─" if across else corner + "─"
            across = True
            if here.edge.tie is Tie.LINK and lines[here.edge.target] == number:
                arriving = "▶"
            elif arriving == " ":
                arriving = "─"
    return drawn + arriving
