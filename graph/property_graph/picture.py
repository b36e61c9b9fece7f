"""The schema as a picture: labels as boxes, relationship types as arrows between them."""

from typing import Final

import pygraphviz  # type: ignore[import-untyped]

from graph.network.layout import GRAPHVIZ
from graph.network.palette import INK, LINE, LOOKS, Look, tint
from graph.network.picture import FONTS
from graph.property_graph.names import LABELS, label_of
from graph.property_graph.schema import Schema

# Kinds of graph tools have their colours; what only the property graph has is grey.
GREY: Final = Look("#6B6B6B")
# These would cross the whole picture; its caption speaks of them.
LEFT_OUT: Final = frozenset({"CITES", "OF_SUBJECT"})
HALO: Final = b"<style>.edge text{paint-order:stroke;stroke:#fff;stroke-width:3px}</style>\n"
CAPTION: Final = "Every fact CITES a Passage or a ReferenceSource; an Observation is OF_SUBJECT anything."


def svg(found: Schema) -> bytes:
    """The picture; arrows of several types between the same two labels are one, with all names on it."""
    looks = {label_of(kind): look for kind, look in LOOKS.items()}
    graph = pygraphviz.AGraph(strict=False, directed=True)
    graph.graph_attr.update(
        rankdir="LR", nodesep="0.22", ranksep="0.9", splines="true", fontname=FONTS, label=CAPTION, fontsize="12",
        labelloc="b", pad="0.3",
    )  # fmt: skip
    graph.node_attr.update(shape="box", style="rounded,filled", fixedsize="true", fontname=FONTS, fontsize="12")
    graph.edge_attr.update(fontname=FONTS, fontsize="9.5", color=LINE, fontcolor=INK, arrowsize="0.7")
    for item in found.labels:
        look, words = looks.get(item.label, GREY), f"{LABELS[item.label].zh} · {item.count}"
        wide = max(len(item.label) * 0.105, len(words) * 0.13) + 0.3
        graph.add_node(
            item.label, label=f"{item.label}\n{words}", width=f"{wide:.2f}", height="0.62", color=look.colour,
            fillcolor=tint(look.colour),
        )  # fmt: skip
    arrows: dict[tuple[str, str], list[str]] = {}
    for type in found.types:
        for start, end, _ in type.ends:
            if type.type not in LEFT_OUT:
                arrows.setdefault((start, end), []).append(type.type)
    for (start, end), types in sorted(arrows.items()):
        graph.add_edge(start, end, label="\n".join(sorted(types)))
    with GRAPHVIZ:
        drawn = graph.draw(format="svg", prog="dot")
    assert isinstance(drawn, bytes)
    return drawn.replace(b'<g id="graph0"', HALO + b'<g id="graph0"', 1)
