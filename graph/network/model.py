"""The property-graph view: entities as nodes of a kind, what relates them as typed relationships, both with attributes.

A thin projection of the records, made for graph tools. Designations and participations are relationships, since a
picture and Gephi's timeline want them so; each carries the id of its record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.dates import Span
from graph.model import Label
from graph.territory import ALWAYS

Value: TypeAlias = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Node:
    """An entity. ``during``: when it is there, within bounds; ``sources`` and passages that speak of it."""

    kind: str
    slug: str
    iri: str
    label: Label
    during: Span = ALWAYS
    sources: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    attributes: Mapping[str, Value] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """``kind/slug``: two kinds may share a slug."""
        return f"{self.kind}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship between two nodes, by their ids. ``record``: kind and id of the record that it stands for."""

    type: str
    source: str
    target: str
    during: Span = ALWAYS
    sources: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    attributes: Mapping[str, Value] = field(default_factory=dict)
    record: tuple[str, str] | None = None

    @property
    def id(self) -> str:
        """Source, type and target; the record too where there may be several."""
        ends = f"{self.source} {self.type} {self.target}"
        return f"{ends} {self.record[1]}" if self.record else ends


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in the order of their ids and relationships in the order of theirs; every end of one is among the nodes."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def node_values(node: Node) -> dict[str, Value]:
    """Every attribute of a node as one flat row, the same in all formats."""
    return {
        "kind": node.kind,
        "slug": node.slug,
        "iri": node.iri,
        "label_zh": node.label.zh,
        "label_en": node.label.en,
        **node.attributes,
        **_common(node.during, node.sources, node.evidence),
    }


def link_values(link: Link) -> dict[str, Value]:
    """Every attribute of a relationship but its ends, as one flat row."""
    record: dict[str, Value] = {"record": "/".join(link.record)} if link.record else {}
    return {"type": link.type, **record, **link.attributes, **_common(link.during, link.sources, link.evidence)}


def _common(during: Span, sources: tuple[str, ...], evidence: tuple[str, ...]) -> dict[str, Value]:
    bounds = {name: getattr(during, name) for name in ("from_earliest", "from_latest", "to_earliest", "to_latest")}
    found: dict[str, Value] = {name: day.isoformat() for name, day in bounds.items() if day}
    for name, items in (("sources", sources), ("evidence", evidence)):
        if items:
            found[name] = " | ".join(items)
    return found
