"""What a property graph holds, read off the graph itself: labels and types with their properties, counts, examples."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.property_graph.model import PropertyGraph, Value

TYPES: Mapping[type, str] = {
    str: "STRING", bool: "BOOLEAN", int: "INTEGER", float: "FLOAT", date: "DATE", tuple: "LIST<STRING>",
}  # fmt: skip
"""Cypher's names of property types (openCypher, CIP2015-09-16 and Neo4j's manual, "Property types")."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its Cypher type, on how many nodes or relationships it is, and an example value."""

    name: str
    type: str
    count: int
    example: Value


@dataclass(frozen=True, slots=True)
class LabelSchema:
    """A label: how many nodes have it, and their properties in the order of their names, ``id`` first."""

    label: str
    count: int
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class TypeSchema:
    """A relationship type: how many there are, between which labels, and their properties."""

    type: str
    count: int
    ends: tuple[tuple[str, str, int], ...]
    properties: tuple[Property, ...]

    @property
    def keyed(self) -> bool:
        """Whether several may stand between the same two nodes."""
        return any(item.name == "key" for item in self.properties)


@dataclass(frozen=True, slots=True)
class Schema:
    """Labels and types, each in the order of their names."""

    labels: tuple[LabelSchema, ...]
    types: tuple[TypeSchema, ...]


def schema(graph: PropertyGraph) -> Schema:
    """The schema of a graph; TypeError where one property has values of two types."""
    labels: dict[str, list[Mapping[str, Value]]] = {}
    for node in graph.nodes:
        labels.setdefault(node.label, []).append(node.properties)
    types: dict[str, list[Mapping[str, Value]]] = {}
    ends: dict[str, Counter[tuple[str, str]]] = {}
    for link in graph.relationships:
        types.setdefault(link.type, []).append(link.properties)
        ends.setdefault(link.type, Counter())[link.start.label, link.end.label] += 1
    return Schema(
        tuple(LabelSchema(name, len(rows), _properties(name, rows)) for name, rows in sorted(labels.items())),
        tuple(
            TypeSchema(
                name, len(rows), tuple((*pair, count) for pair, count in sorted(ends[name].items())),
                _properties(name, rows),
            )
            for name, rows in sorted(types.items())
        ),
    )  # fmt: skip


def _properties(owner: str, rows: Iterable[Mapping[str, Value]]) -> tuple[Property, ...]:
    found: dict[str, Property] = {}
    for row in rows:
        for name, value in row.items():
            seen = found.get(name)
            type = TYPES[value.__class__]
            if seen and seen.type != type:
                raise TypeError(f"{owner}.{name} is {seen.type} and {type}")
            found[name] = Property(name, type, seen.count + 1 if seen else 1, seen.example if seen else value)
    return tuple(found[name] for name in sorted(found, key=lambda name: (name not in ("id", "key"), name)))
