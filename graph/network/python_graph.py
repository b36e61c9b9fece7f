"""A network for networkx, and what networkx writes: GraphML, and GEXF 1.3 with dates as spells."""

import io
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from graph.dates import Span
from graph.network.cleaning import xml_text, xml_value
from graph.network.layout import layout
from graph.network.model import Network, Value, link_values, node_values
from graph.network.palette import LOOKS, rgb

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = nx.MultiDiGraph[str]

ONE_DAY = timedelta(days=1)


def to_networkx(network: Network) -> "Graph":
    """A MultiDiGraph: nodes by ``kind/slug``, relationships keyed by their id, all attributes of both on them."""
    import networkx as nx  # half a second, which commands that write no graph need not wait for

    graph: Graph = nx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(node.id, label=node.label.zh, **node_values(node))
    for link in network.links:
        graph.add_edge(link.source, link.target, key=link.id, **link_values(link))
    return graph


def graphml(network: Network) -> bytes:
    """GraphML with typed attributes; a relationship's id is its edge's id."""
    import networkx as nx

    graph: Graph = nx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(node.id, label=xml_text(node.label.zh), **_clean(node_values(node)))
    for link in network.links:
        graph.add_edge(link.source, link.target, key=xml_text(link.id), **_clean(link_values(link)))
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, encoding="utf-8", prettyprint=True)
    return out.getvalue()


def gexf(network: Network) -> bytes:
    """GEXF 1.3. A spell runs from the first day on which something may hold to the last; the bounds are attributes.

    The relationship's type is the edge's label and its attribute ``relationship``: GEXF means something else by type.
    """
    import networkx as nx
    from networkx.readwrite.gexf import GEXFWriter

    placed = layout(network)
    graph: Graph = nx.MultiDiGraph()
    for node in network.nodes:
        red, green, blue = rgb(LOOKS[node.kind].colour)
        box = placed.boxes[node.id]
        viz = {
            "color": {"r": red, "g": green, "b": blue},
            "position": {"x": round(box.x, 1), "y": round(-box.y, 1), "z": 0.0},
        }
        values = _clean(node_values(node))
        graph.add_node(node.id, label=xml_text(node.label.zh), viz=viz, **_spells(node.during), **values)
    for link in network.links:
        values = _clean(link_values(link))
        values["relationship"] = values.pop("type")
        graph.add_edge(
            link.source, link.target, key=link.id, id=xml_text(link.id), label=link.type, **_spells(link.during),
            **values,
        )  # fmt: skip
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.3")
    meta = writer.xml.find("meta")
    assert meta is not None
    meta.attrib.clear()  # a clock has no place in what the same graph gives twice
    meta[0].text = "policygraph"
    writer.add_graph(graph)
    writer.graph_element.set("mode", "dynamic")
    writer.graph_element.set("timeformat", "date")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _clean(values: dict[str, Value]) -> dict[str, Value]:
    return {name: xml_value(value) for name, value in values.items()}


def _spells(during: Span) -> dict[str, list[tuple[str | None, str | None]]]:
    """The days on which something may hold, both included; nothing for what is always, or never yet."""
    first, after = during.from_earliest, during.to_latest
    if (first is None and after is None) or (first is not None and first.year == 9999):
        return {}
    last = after - ONE_DAY if after else None
    if first and last and last < first:
        return {}
    return {"spells": [(first.isoformat() if first else None, last.isoformat() if last else None)]}
