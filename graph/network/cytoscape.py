"""A network as Cytoscape's JSON: elements with data, and positions from the one layout."""

from graph.network.layout import layout
from graph.network.model import Network, Value, link_values, node_values
from graph.network.palette import LOOKS

Element = dict[str, "dict[str, Value] | dict[str, float]"]


def elements(network: Network) -> dict[str, list[Element]]:
    """``{"nodes": [{"data", "position"}], "edges": [{"data"}]}``; ``label`` is the Chinese name."""
    placed = layout(network)
    nodes: list[Element] = []
    for node in network.nodes:
        box = placed.boxes[node.id]
        data: dict[str, Value] = {"id": node.id, "label": node.label.zh, "colour": LOOKS[node.kind].colour}
        nodes.append({
            "data": {**data, **node_values(node)},
            "position": {"x": round(box.x, 1), "y": round(box.y, 1)},
        })  # fmt: skip
    edges: list[Element] = [
        {"data": {"id": link.id, "source": link.source, "target": link.target, **link_values(link)}}
        for link in network.links
    ]
    return {"nodes": nodes, "edges": edges}
