"""Ours against theirs: counts and hashes by label and type, and what differs by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from neo4j import Driver

from graph.neo4j.dataset import Dataset, dataset_of, held_dataset
from graph.neo4j.difference import Compared, R, Rows, Tally, compared_nodes, compared_relationships, place_of
from graph.neo4j.progress import Progress, quiet
from graph.neo4j.vocabulary import vocabulary
from graph.property_graph.model import Node, PropertyGraph, Relationship

How: TypeAlias = Literal["missing", "changed", "surplus"]
NONE: Final = Tally(0, "")


@dataclass(frozen=True, slots=True)
class Line:
    """One label or type: the tallies of both sides."""

    what: Literal["label", "type"]
    name: str
    ours: Tally
    theirs: Tally

    @property
    def same(self) -> bool:
        """Whether both sides hold the same rows."""
        return self.ours == self.theirs


@dataclass(frozen=True, slots=True)
class Checked:
    """A check: a line for each label and type, and the rows that differ. ``held``: what the database says it holds."""

    wanted: Dataset
    held: Dataset | None
    lines: tuple[Line, ...]
    nodes: Rows[Node]
    relationships: Rows[Relationship]

    @property
    def same(self) -> bool:
        """Whether the database holds the graph, and says so."""
        return self.held == self.wanted and all(line.same for line in self.lines)

    def differing(self) -> Iterator[tuple[How, str]]:
        """Every row that differs: how, and what it is called."""
        for rows in (self.nodes, self.relationships):
            ours: tuple[tuple[How, tuple[Node | Relationship, ...]], ...]
            ours = ("missing", rows.missing), ("changed", rows.changed)
            for how, those in ours:
                for row in those:
                    yield how, called(place_of(row))
            for held in rows.surplus:
                yield "surplus", called(held.place)


def check(driver: Driver, graph: PropertyGraph, database: str, *, progress: Progress = quiet) -> Checked:
    """Read everything of ours in a database and compare it with a graph; it writes nothing."""
    names = vocabulary(graph)
    with driver.session(database=database) as session:
        before = held_dataset(session)
        wider = names | before.names if before else names
        progress("comparing nodes")
        nodes = compared_nodes(session, graph, wider)
        progress("comparing relationships")
        links = compared_relationships(session, graph, wider)
    lines = (*_lines("label", nodes), *_lines("type", links))
    return Checked(dataset_of(graph, names), before, lines, nodes.rows, links.rows)


def called(place: tuple[str, ...]) -> str:
    """A row as Cypher draws it: ``(:Zone {id: "lingang"})``, ``(:Zone {…})-[:PART_OF]->(:Area {…})``."""
    if len(place) == 2:
        return f'(:{place[0]} {{id: "{place[1]}"}})'
    type, start, start_id, end, end_id, key = place
    middle = f'{type} {{key: "{key}"}}' if key else type
    return f"{called((start, start_id))}-[:{middle}]->{called((end, end_id))}"


def _lines(what: Literal["label", "type"], found: Compared[R]) -> Iterator[Line]:
    ours: Mapping[str, Tally] = found.ours
    for name in sorted({*ours, *found.theirs}):
        yield Line(what, name, ours.get(name, NONE), found.theirs.get(name, NONE))
