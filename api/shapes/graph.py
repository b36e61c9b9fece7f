"""The shape of ``/api/graph`` as JSON: Cytoscape's elements, with the days and the part asked for."""

from typing import TypeAlias

from pydantic import Field

from api.shapes.common import Days, Shape, Why

Value: TypeAlias = str | int | float | bool


class Position(Shape):
    """Where a node stands, in points: x to the right, y downwards."""

    x: float
    y: float


class NodeElement(Shape):
    """A node: its id (``kind/id``), names, attributes."""

    data: dict[str, Value]
    position: Position


class EdgeElement(Shape):
    """A relationship: its id, source, target, type, attributes."""

    data: dict[str, Value]


class Elements(Shape):
    """What Cytoscape loads."""

    nodes: list[NodeElement]
    edges: list[EdgeElement]


class Graph(Days):
    """A part of the graph."""

    focus: list[str] = Field(examples=[["zone/lingang"]])
    depth: int
    kinds: list[str]
    nodes: int
    relationships: int
    elements: Elements
    reason: Why | None = None
