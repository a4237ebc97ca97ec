"""A graph as data for other programs: Graphviz's DOT, GraphML (http://graphml.graphdrawing.org), JSON."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape, quoteattr

from index.links.records import Edge, Graph, Node, Tie

_FIELDS = {"headline": "string", "published": "string", "source": "string"}
_EDGE_FIELDS = {"tie": "string", "title": "string", "confidence": "double"}


def as_dot(graph: Graph) -> str:
    """The graph in DOT: ``dot -Tsvg`` draws it, older articles to the left."""
    lines = ["digraph articles {", "  rankdir=RL;", "  node [shape=box];"]
    for node in graph.nodes:
        label = "\\n".join(_dot(part) for part in (node.headline, _about(node)) if part)
        lines.append(f'  {node.article} [label="{label}"];')
    for edge in graph.edges:
        style = " [dir=none, style=dashed]" if edge.tie is Tie.VERSION else _dot_style(edge)
        lines.append(f"  {edge.source} -> {edge.target}{style};")
    return "\n".join([*lines, "}"]) + "\n"


def as_graphml(graph: Graph) -> str:
    """The graph in GraphML, which Gephi, yEd and NetworkX read."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'  <key id="{name}" for="node" attr.name="{name}" attr.type="{kind}"/>'
          for name, kind in _FIELDS.items()),
        *(f'  <key id="{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>'
          for name, kind in _EDGE_FIELDS.items()),
        '  <graph edgedefault="directed">',
    ]  # fmt: skip
    for node in graph.nodes:
        values = {"headline": node.headline, "published": node.published.iso, "source": node.source}
        lines += [f'    <node id="{node.article}">', *_data(values), "    </node>"]
    for edge in graph.edges:
        values = {"tie": edge.tie, "title": _title(edge), "confidence": f"{edge.confidence:.3f}"}
        ends = f"source={quoteattr(str(edge.source))} target={quoteattr(str(edge.target))}"
        lines += [f"    <edge {ends}>", *_data(values), "    </edge>"]
    return "\n".join([*lines, "  </graph>", "</graphml>"]) + "\n"


def as_json(graph: Graph, schema: int) -> str:
    """The graph as one JSON document."""
    document = {
        "schema": schema,
        "nodes": [
            {
                "id": node.article,
                "headline": node.headline,
                "published": node.published.iso or None,
                "source": node.source,
                "distance": node.distance,
            }
            for node in graph.nodes
        ],
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "tie": str(edge.tie),
                "title": _title(edge),
                "confidence": round(edge.confidence, 3),
            }
            for edge in graph.edges
        ],
        "stopped": graph.stopped,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _about(node: Node) -> str:
    """When and where an article appeared."""
    return ", ".join(filter(None, (node.published.iso[:10], node.source)))


def _title(edge: Edge) -> str:
    """The words of a link."""
    return edge.link.title if edge.link else ""


def _dot(text: str) -> str:
    """A text within a quoted string of DOT, on one line."""
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')


def _dot_style(edge: Edge) -> str:
    """Likely links are dotted, exact ones are not."""
    return "" if edge.confidence >= 0.9 else " [style=dotted]"


def _data(values: dict[str, str]) -> list[str]:
    """The values of a node or an edge; what XML cannot hold is left out of them."""
    return [
        f'      <data key="{name}">{escape(xml(value))}</data>' for name, value in values.items() if value
    ]


def xml(text: str) -> str:
    """Text without the characters that XML 1.0 has no way to write."""
    return "".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff" and not _lone(sign))


def _lone(sign: str) -> bool:
    """Whether a sign is half of a pair, which UTF-8 cannot hold."""
    return "\ud800" <= sign <= "\udfff"
