"""Ours against theirs, row by row: what a database lacks, what it has otherwise, and what it has too much."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from neo4j import Session

from graph.neo4j import held
from graph.neo4j.held import Held, Place
from graph.neo4j.vocabulary import Vocabulary
from graph.property_graph.model import Node, PropertyGraph, Relationship, line_of

R = TypeVar("R", Node, Relationship)


@dataclass(frozen=True, slots=True)
class Rows(Generic[R]):
    """Rows of ours that are missing or changed, and rows of theirs that are surplus: gone, or there twice."""

    missing: tuple[R, ...] = ()
    changed: tuple[R, ...] = ()
    surplus: tuple[Held, ...] = ()

    def __len__(self) -> int:
        return len(self.missing) + len(self.changed) + len(self.surplus)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of one label or type there are, and a hash over all of them that does not hang on their order."""

    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class Compared(Generic[R]):
    """What differs, and the tallies of both sides by label or type."""

    rows: Rows[R]
    ours: Mapping[str, Tally]
    theirs: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Rows counted and summed up by label or type: the sum of their hashes, whose order does not matter."""

    counts: dict[str, int] = field(default_factory=dict[str, int])
    sums: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, name: str, line: bytes) -> None:
        digest = int.from_bytes(hashlib.sha256(line).digest(), "big")
        self.counts[name] = self.counts.get(name, 0) + 1
        self.sums[name] = (self.sums.get(name, 0) + digest) % 2**256

    def tallies(self) -> dict[str, Tally]:
        return {name: Tally(count, f"{self.sums[name]:064x}") for name, count in sorted(self.counts.items())}


def place_of(row: Node | Relationship) -> Place:
    """The place of a row of ours."""
    if isinstance(row, Node):
        return row.label, row.id
    return row.type, row.start.label, row.start.id, row.end.label, row.end.id, row.key


def compared_nodes(session: Session, graph: PropertyGraph, names: Vocabulary) -> Compared[Node]:
    """The nodes of a graph against those of a database."""
    return _compared(graph.nodes, held.nodes(session, names))


def compared_relationships(session: Session, graph: PropertyGraph, names: Vocabulary) -> Compared[Relationship]:
    """The relationships of a graph against those of a database."""
    return _compared(graph.relationships, held.relationships(session, names))


def _compared(rows: tuple[R, ...], found: Iterable[Held]) -> Compared[R]:
    ours, theirs = _Sums(), _Sums()
    lines: dict[Place, bytes] = {}
    for row in rows:
        place = place_of(row)
        lines[place] = _line(place, row.properties)
        ours.add(place[0], lines[place])
    seen: set[Place] = set()
    changed: set[Place] = set()
    surplus: list[Held] = []
    for one in found:
        line = _line(one.place, one.properties)
        theirs.add(one.place[0], line)
        if one.place not in lines or one.place in seen:
            surplus.append(one)
            continue
        seen.add(one.place)
        if line != lines[one.place]:
            changed.add(one.place)
    apart = Rows(
        tuple(row for row in rows if place_of(row) not in seen),
        tuple(row for row in rows if place_of(row) in changed),
        tuple(surplus),
    )
    return Compared(apart, ours.tallies(), theirs.tallies())


def _line(place: Place, properties: Mapping[str, object]) -> bytes:
    """A row as one line, in which a day is told from the text that looks like it. A node's id is a property too."""
    values = {
        name: {"day": value.isoformat()} if isinstance(value, date) else value for name, value in properties.items()
    }
    return line_of([place[0]] if len(place) == 2 else list(place), values)
