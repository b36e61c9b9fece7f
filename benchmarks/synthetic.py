"""A property graph of any size that looks like ours: the same labels, types and properties, deterministic."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from graph.property_graph.model import End, Node, PropertyGraph, Relationship, Value

NODES: Final = 0.3
"""The share of nodes in all elements."""

_FIRST: Final = date(2000, 1, 1)
_LABELS: Final = (("Measure", 0.3), ("Observation", 0.4), ("Event", 0.15), ("Organization", 0.1), ("Zone", 0.05))
_TYPES: Final = (
    ("APPLIES_TO", "Measure", "Zone", 0.4), ("OF_AREA", "Observation", "Zone", 0.2),
    ("CARRIED_OUT_BY", "Event", "Organization", 0.2), ("ABOUT", "Event", "Measure", 0.2),
)  # fmt: skip
_STRIDE: Final = 7919  # a prime, so that ends are spread over the nodes


def synthetic(elements: int) -> PropertyGraph:
    """So many nodes and relationships together; the same number makes the same graph."""
    ids = {
        label: [f"{label.lower()}-{n:06d}" for n in range(_part(elements * NODES, share))] for label, share in _LABELS
    }
    nodes = [_node(label, id, number) for label in ids for number, id in enumerate(ids[label])]
    links = [link for row in _TYPES for link in _links(row, elements, ids)]
    nodes.sort(key=lambda node: (node.label, node.id))
    links.sort(key=lambda link: (link.type, link.start.label, link.start.id, link.end.label, link.end.id, link.key))
    return PropertyGraph(f"synthetic-{elements}", tuple(nodes), tuple(links))


def _part(of: float, share: float) -> int:
    return round(of * share)


def _node(label: str, id: str, number: int) -> Node:
    day = _day(number)
    properties: dict[str, Value] = {
        "id": id, "label_zh": f"数字贸易规则第{number}项", "label_en": f"Digital trade rule {number}",
        "from_earliest": day, "from_latest": day + timedelta(30), "status": "in_force",
        "sources": ("mofcom-2021", "mofcom-2024"),
    }  # fmt: skip
    return Node(label, id, properties | ({"value": number * 0.25} if label == "Observation" else {}))


def _links(row: tuple[str, str, str, float], elements: int, ids: dict[str, list[str]]) -> Iterator[Relationship]:
    """Relationships of one type, each node at their start having about as many; keyed where several may be alike."""
    type, label, other, share = row
    starts, ends = ids[label], ids[other]
    for number in range(_part(elements * (1 - NODES), share)):
        turn, place = divmod(number, len(starts))
        end = End(other, ends[(number * _STRIDE + turn * 31) % len(ends)])
        key = f"way-{turn}" if type == "APPLIES_TO" else ""
        yield Relationship(type, End(label, starts[place]), end, _values(number, key), key)


def _values(number: int, key: str) -> dict[str, Value]:
    if not key:
        return {"sources": ("mofcom-2024",)}
    return {"key": key, "basis": "class", "status": "in_force", "from_latest": _day(number), "known_earliest": _day(9)}


def _day(number: int) -> date:
    return _FIRST + timedelta(number * _STRIDE % 9000)
