"""Where things stand: one layout for every format, the same for the same graph on every run.

Small graphs are layered by Graphviz's ``dot`` from left to right along the relationships, which leaves no two boxes
over each other. Larger ones are points, placed by stress majorisation (``neato``) that begins from places fixed by
kind and id, so that one node more does not turn the whole round. No label's size is left to the fonts of a machine.
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final, Protocol, cast

import pygraphviz  # type: ignore[import-untyped]

from graph.network import wording
from graph.network.model import Link, Network, Node
from graph.network.relations import KINDS, NAMES, PARTICIPATION

LAYERED: Final = 150
TITLE, SMALL = 13.0, 10.5
WIDEST: Final = 184.0
INCH: Final = 72.0
GRAPHVIZ: Final = Lock()  # its library keeps state of the whole process


@dataclass(frozen=True, slots=True)
class Box:
    """A node's place: its centre and size, in points, x to the right and y downwards; its words broken into lines."""

    x: float
    y: float
    width: float
    height: float
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Curve:
    """A relationship's way: cubic Bézier points (start, then three each), the arrow's tip, its label's centre."""

    points: tuple[tuple[float, float], ...]
    tip: tuple[float, float]
    label: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Places by id of node and of relationship; no curves where nodes are points."""

    width: float
    height: float
    boxes: dict[str, Box]
    curves: dict[str, Curve]


def layout(network: Network) -> Layout:
    """Lay a network out; an empty one has no extent."""
    if not network.nodes:
        return Layout(0, 0, {}, {})
    return _layered(network) if len(network.nodes) <= LAYERED else _spread(network)


def box(node: Node) -> Box:
    """The size of a node's box and its words, Chinese above English."""
    zh = tuple(wording.lines(node.label.zh, WIDEST / TITLE, 3))
    same = node.label.zh == node.label.en
    en = () if same else tuple(wording.lines(node.label.en, WIDEST / SMALL, 3))
    widest = max([wording.width(line) * TITLE for line in zh] + [wording.width(line) * SMALL for line in en])
    height = len(zh) * TITLE * 1.3 + len(en) * SMALL * 1.3
    return Box(0, 0, max(60.0, widest + 20), height + 14, zh, en)


def caption(link: Link) -> str:
    """What stands on a relationship in a picture."""
    status = link.attributes.get("status")
    name = PARTICIPATION[str(status)] if link.type == "participates_in" and status else NAMES[link.type]
    return f"{name.zh} {name.en}"


def _layered(network: Network) -> Layout:
    graph = pygraphviz.AGraph(strict=False, directed=True)
    graph.graph_attr.update(rankdir="LR", nodesep="0.18", ranksep="0.55", splines="true", start="7")
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    boxes = {node.id: box(node) for node in network.nodes}
    names = {node.id: f"n{number}" for number, node in enumerate(network.nodes)}
    for key, item in boxes.items():
        graph.add_node(names[key], width=f"{item.width / INCH:.4f}", height=f"{item.height / INCH:.4f}")
    for number, link in enumerate(network.links):
        wide = wording.width(caption(link)) * SMALL + 4
        cell = f'<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{wide:.0f}" HEIGHT="14"><TR><TD></TD></TR></TABLE>>'
        graph.add_edge(names[link.source], names[link.target], key=f"e{number}", label=cell)
    _run(graph, "dot")
    left, bottom, right, top = (float(part) for part in str(graph.graph_attr["bb"]).split(","))
    placed = {}
    for key, item in boxes.items():
        x, y = _point(_drawn(graph.get_node(names[key]), "pos"))
        placed[key] = Box(x - left, top - y, item.width, item.height, item.zh, item.en)
    curves = {}
    for number, link in enumerate(network.links):
        edge = graph.get_edge(names[link.source], names[link.target], f"e{number}")
        curves[link.id] = _curve(_drawn(edge, "pos"), _drawn(edge, "lp"), left, top)
    return Layout(right - left, top - bottom, placed, curves)


def _curve(pos: str, label: str, left: float, top: float) -> Curve:
    """Graphviz's spline ``e,x,y x,y x,y …`` with y turned downwards."""

    def turned(text: str) -> tuple[float, float]:
        x, y = _point(text)
        return x - left, top - y

    parts = pos.split()
    tip = next((turned(part[2:]) for part in parts if part.startswith("e,")), None)
    points = tuple(turned(part) for part in parts if part[0] not in "es")
    return Curve(points, tip or points[-1], turned(label) if label else None)


def _point(text: str) -> tuple[float, float]:
    x, y = text.rstrip("!").split(",")[:2]
    return float(x), float(y)


def _spread(network: Network) -> Layout:
    graph = pygraphviz.AGraph(strict=True, directed=False)
    graph.graph_attr.update(mode="major", model="shortpath", start="7", overlap="true", maxiter="25", pack="false")
    graph.node_attr.update(shape="point", width="0.1")
    names = {node.id: f"n{number}" for number, node in enumerate(network.nodes)}
    for node in network.nodes:
        x, y = _begin(node)
        graph.add_node(names[node.id], pos=f"{x:.3f},{y:.3f}")
    for link in network.links:
        graph.add_edge(names[link.source], names[link.target])
    _run(graph, "neato")
    places = {node.id: _point(_drawn(graph.get_node(names[node.id]), "pos")) for node in network.nodes}
    left, top = min(x for x, _ in places.values()), max(y for _, y in places.values())
    boxes = {key: Box(x - left, top - y, 8, 8) for key, (x, y) in places.items()}
    return Layout(max(b.x for b in boxes.values()), max(b.y for b in boxes.values()), boxes, {})


def _begin(node: Node) -> tuple[float, float]:
    """Where a node begins: on a ring, in the sector of its kind, at a place that its id alone decides."""
    digest = hashlib.sha256(node.id.encode()).digest()
    along, out = digest[0] / 256, digest[1] / 256
    angle = 2 * math.pi * (KINDS.index(node.kind) + along) / len(KINDS)
    radius = 300 + 400 * out
    return radius * math.cos(angle), radius * math.sin(angle)


class _Item(Protocol):
    """What a node and an edge of pygraphviz have."""

    attr: Mapping[str, str | None]


def _drawn(item: object, name: str) -> str:
    return cast(_Item, item).attr[name] or ""


def _run(graph: pygraphviz.AGraph, program: str) -> None:
    with GRAPHVIZ:
        graph.layout(prog=program)
