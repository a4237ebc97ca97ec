"""A graph as a picture: a column a year or so, a row a paper, links as curves from right to left.

Time runs from left to right and every paper has a lane of its own, so where a story began, who took it up and
who came late can be seen without reading a word. A plain SVG without scripts; hovering over an article or a
link shows its words.
"""

from __future__ import annotations

from collections import defaultdict
from xml.sax.saxutils import escape

from index.links.formats import xml
from index.links.records import Edge, Graph, Node, Tie
from index.links.resolve import day_number

COLUMN, ROW, LANE_GAP, LEFT, TOP = 192, 46, 18, 148, 46
"""Pixels: from one column to the next, from one article to the next, between lanes, and the margins."""

BOX_WIDTH, BOX_HEIGHT = 168, 36

_LETTERS = 24
_STYLE = """
  text { font: 11px system-ui, sans-serif; fill: #222 }
  .date, .lane, .year { fill: #777 } .lane { font-weight: 600 }
  .box { fill: #fff; stroke: #8a8a8a } .here .box { stroke: #b3541e; stroke-width: 2 }
  .link { fill: none; stroke: #6a87a8; stroke-width: 1.2; opacity: .7 }
  .likely { stroke-dasharray: 5 3 } .version { stroke: #b3541e; stroke-dasharray: 2 3 }
  rect.ground { fill: #fbfaf7 } .band { fill: #f1efe8 }
  @media (prefers-color-scheme: dark) {
    text { fill: #ddd } .date, .lane, .year { fill: #999 } rect.ground { fill: #1b1b1b }
    .band { fill: #242424 } .box { fill: #2b2b2b; stroke: #777 }
  }
"""


def as_svg(graph: Graph) -> str:
    """The graph as an SVG document."""
    columns = _columns(graph.nodes)
    places, lanes, height = _places(graph.nodes, columns)
    width = LEFT + COLUMN * (1 + max(columns.values(), default=0)) + 20
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img">',
        f"<title>{len(graph.nodes)} articles and {len(graph.edges)} links</title>",
        f"<style>{_STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6"'
        ' orient="auto"><path d="M0 0 8 4 0 8z" fill="#6a87a8"/></marker></defs>',
        f'<rect class="ground" width="{width}" height="{height}"/>',
    ]
    for number, (paper, (top, bottom)) in enumerate(lanes.items()):
        if number % 2 == 0:
            lines.append(f'<rect class="band" y="{top}" width="{width}" height="{bottom - top}"/>')
        lines.append(f'<text class="lane" x="10" y="{(top + bottom) // 2}">{_text(paper or "—", 18)}</text>')
    lines += [
        f'<text class="year" x="{LEFT + COLUMN * column}" y="24">{escape(when)}</text>'
        for when, column in columns.items()
    ]
    lines += [line for edge in graph.edges if (line := _curve(edge, places))]
    lines += [_box(node, places[node.article]) for node in graph.nodes]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _columns(nodes: tuple[Node, ...]) -> dict[str, int]:
    """The periods that have articles, in order, each a column: years, or months where all is in two years."""
    days = [day_number(node.published.day) for node in nodes if node.published]
    months = bool(days) and max(days) - min(days) < 730
    found = dict.fromkeys(_period(node, months) for node in nodes)
    return {period: column for column, period in enumerate(found)}


def _period(node: Node, months: bool) -> str:
    """The column heading of an article."""
    return node.published.iso[: 7 if months else 4] or "undated"


def _places(
    nodes: tuple[Node, ...], columns: dict[str, int]
) -> tuple[dict[int, tuple[int, int]], dict[str, tuple[int, int]], int]:
    """The upper left corner of each article, the top and bottom of each paper's lane, and the height."""
    months = any(len(period) == 7 and "-" in period for period in columns)
    lanes: dict[str, dict[int, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for node in nodes:
        lanes[node.source][columns[_period(node, months)]].append(node)
    places: dict[int, tuple[int, int]] = {}
    edges: dict[str, tuple[int, int]] = {}
    top = TOP
    for paper, by_column in lanes.items():
        deepest = max(len(inside) for inside in by_column.values())
        for column, inside in by_column.items():
            for row, node in enumerate(inside):
                places[node.article] = (LEFT + COLUMN * column, top + LANE_GAP // 2 + ROW * row)
        bottom = top + ROW * deepest + LANE_GAP // 2
        edges[paper] = (top, bottom)
        top = bottom
    return places, edges, top + 10


def _curve(edge: Edge, places: dict[int, tuple[int, int]]) -> str:
    """A link from the left side of one box to the right side of an earlier one."""
    (x, y), (goal_x, goal_y) = places[edge.source], places[edge.target]
    backwards = goal_x < x
    start = (x if backwards else x + BOX_WIDTH, y + BOX_HEIGHT // 2)
    goal = (goal_x + BOX_WIDTH if backwards else goal_x, goal_y + BOX_HEIGHT // 2)
    if goal_x == x:
        start, goal = (x + BOX_WIDTH, start[1]), (x + BOX_WIDTH, goal[1])
    bend = -40 if backwards else 40
    control = f"{start[0] + bend} {start[1]}, {goal[0] - (bend if goal_x != x else -bend)} {goal[1]}"
    kind = "version" if edge.tie is Tie.VERSION else "link" if edge.confidence >= 0.9 else "link likely"
    tip = "" if edge.tie is Tie.VERSION else ' marker-end="url(#tip)"'
    words = escape(xml(edge.link.title)) if edge.link else "versions of one piece"
    curve = f"M{start[0]} {start[1]}C{control}, {goal[0]} {goal[1]}"
    return f'<path class="link {kind}" d="{curve}"{tip}><title>{words}</title></path>'


def _box(node: Node, place: tuple[int, int]) -> str:
    """An article."""
    x, y = place
    about = ", ".join(filter(None, (node.published.iso[:10], node.source)))
    return (
        f"<g><title>{escape(xml(node.headline))} — {escape(xml(about))}</title>"
        f'<rect class="box" x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="4"/>'
        f'<text x="{x + 7}" y="{y + 15}">{_text(node.headline or "(no headline)", _LETTERS)}</text>'
        f'<text class="date" x="{x + 7}" y="{y + 29}">{escape(node.published.iso[:10] or "undated")}</text>'
        "</g>"
    )


def _text(words: str, letters: int) -> str:
    """Words on one line, cut to so many letters."""
    line = xml(" ".join(words.split()))
    return escape(line if len(line) <= letters else line[: letters - 1].rstrip() + "…")
