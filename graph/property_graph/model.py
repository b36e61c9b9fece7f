"""A labelled property graph as rows: what every engine and file of the project is loaded from.

One label and one id make a node; type, both ends and, where several may stand between the same two nodes, a key make a
relationship. Properties are what Cypher stores: text, numbers, truth values, days (Cypher's DATE), lists of text; what
is not known is absent.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

import orjson

Value: TypeAlias = str | int | float | bool | date | tuple[str, ...]

MARKER: Final = "PolicyGraph"
"""The label that all nodes share: it tells them from a user's own in the same database."""

KEY: Final = "key"
"""The property that tells relationships of one type between the same two nodes apart."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its label (``MARKER`` comes on top), its id, unique for the label, and all its properties, ``id`` too."""

    label: str
    id: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class End:
    """Where a relationship begins or ends: a node by label and id."""

    label: str
    id: str


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship. ``key`` is empty where its type allows one between two nodes, else it is a property too."""

    type: str
    start: End
    end: End
    properties: Mapping[str, Value] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes in the order of label and id, relationships in that of type, ends and key; every end is a node of it.

    ``version``: of the dataset that it is a projection of.
    """

    version: str
    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]

    def digest(self) -> str:
        """SHA-256 of all rows in their order, the same wherever the same graph is projected."""
        total = hashlib.sha256()
        for line in self._lines():
            total.update(line + b"\n")
        return total.hexdigest()

    def _lines(self) -> Iterator[bytes]:
        yield from (line_of([node.label], node.properties) for node in self.nodes)
        for item in self.relationships:
            ends = [item.type, item.start.label, item.start.id, item.end.label, item.end.id, item.key]
            yield line_of(ends, item.properties)


def line_of(place: list[str], properties: Mapping[str, object]) -> bytes:
    """A row as one line of canonical JSON: keys in order, days as ISO 8601."""
    return orjson.dumps([place, properties], default=dict, option=orjson.OPT_SORT_KEYS)
