"""Rows of a property graph in batches, each with the one statement that writes it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, LiteralString, TypeVar

from graph.neo4j import statements
from graph.property_graph.model import Node, Relationship, Value

T = TypeVar("T")

SIZE: Final = 2_000
"""Rows in a batch."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A statement and its rows."""

    text: LiteralString
    rows: list[list[Value | None]]


def node_batches(nodes: Iterable[Node], *, fresh: bool, size: int = SIZE) -> Iterator[Batch]:
    """Nodes by their labels; ``fresh``: into a database that has none of ours."""
    write = statements.create_nodes if fresh else statements.merge_nodes
    groups: dict[str, list[Node]] = {}
    for node in nodes:
        groups.setdefault(node.label, []).append(node)
    for label, group in groups.items():
        names = _names(node.properties for node in group)
        text = write(label, names)
        for part in _parts(group, size):
            yield Batch(text, [[node.properties.get(name) for name in names] for node in part])


def relationship_batches(links: Iterable[Relationship], *, fresh: bool, size: int = SIZE) -> Iterator[Batch]:
    """Relationships by their types and the labels of their ends."""
    write = statements.create_relationships if fresh else statements.merge_relationships
    groups: dict[tuple[str, str, str], list[Relationship]] = {}
    for link in links:
        groups.setdefault((link.type, link.start.label, link.end.label), []).append(link)
    for (type, start, end), group in groups.items():
        names = _names(link.properties for link in group)
        text = write(type, start, end, names)
        for part in _parts(group, size):
            rows = [[link.start.id, link.end.id, *(link.properties.get(name) for name in names)] for link in part]
            yield Batch(text, rows)


def _names(rows: Iterable[Mapping[str, Value]]) -> list[str]:
    return sorted({name for row in rows for name in row})


def _parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]
