"""What a database holds of ours, read row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from neo4j import Session
from neo4j.time import Date

from graph.neo4j.statements import either
from graph.neo4j.vocabulary import DATASET, RETIRED, Vocabulary
from graph.property_graph.model import KEY, MARKER

Place: TypeAlias = tuple[str, ...]
"""What tells a row from all others: label and id of a node; type, label and id of both ends, and key of a relationship.

The label is empty for a node that has not exactly one of ours, the id where it is no text.
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A row of a database: its place, its properties with days as Python's, and the server's own id for it."""

    place: Place
    properties: Mapping[str, object]
    element: str


def nodes(session: Session, names: Vocabulary) -> Iterator[Held]:
    """All nodes with our marker but the dataset's own."""
    text = (
        f"MATCH (n:{MARKER}) WHERE NOT n:{DATASET} "
        "RETURN [label IN labels(n) WHERE label IN $labels] AS labels, n.id AS id, properties(n) AS properties, "
        "elementId(n) AS element"
    )
    for labels, id, properties, element in session.run(text, labels=list(names.labels)):
        yield Held((_one(labels), _text(id)), _plain(properties), element)


def relationships(session: Session, names: Vocabulary) -> Iterator[Held]:
    """All relationships of our types between two nodes with our marker."""
    if not names.types:
        return
    text = (
        f"MATCH (a:{MARKER})-[r:{either(names.types)}]->(b:{MARKER}) "
        "RETURN type(r) AS type, [label IN labels(a) WHERE label IN $labels] AS starts, a.id AS start, "
        "[label IN labels(b) WHERE label IN $labels] AS ends, b.id AS end, properties(r) AS properties, "
        "elementId(r) AS element"
    )
    found = session.run(text, labels=list(names.labels))
    for type, starts, start, ends, end, properties, element in found:
        values = _plain(properties)
        place = (type, _one(starts), _text(start), _one(ends), _text(end), _text(values.get(KEY)))
        yield Held(place, values, element)


def counts(session: Session, names: Vocabulary) -> dict[str, int]:
    """How many nodes of ours there are by label, and relationships by type. Labels that are not ours count as empty."""
    text = (
        f"MATCH (n:{MARKER}) WHERE NOT n:{DATASET} "
        "WITH [label IN labels(n) WHERE label IN $labels] AS labels, count(*) AS count RETURN labels, count"
    )
    found: dict[str, int] = {}
    for labels, count in session.run(text, labels=list(names.labels)):
        found[_one(labels)] = found.get(_one(labels), 0) + count
    if names.types:
        text = f"MATCH (:{MARKER})-[r:{either(names.types)}]->(:{MARKER}) RETURN type(r) AS type, count(*) AS count"
        found |= {record["type"]: record["count"] for record in session.run(text)}
    return found


def marked(session: Session) -> int:
    """How many nodes are, or were, ours: 0 for a database that we have never written to."""
    text = (
        f"MATCH (n:{MARKER}) WHERE NOT n:{DATASET} RETURN count(n) AS n "
        f"UNION ALL MATCH (n:{RETIRED}) RETURN count(n) AS n"
    )
    return sum(int(record["n"]) for record in session.run(text))


def _one(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _plain(properties: Mapping[str, object]) -> dict[str, object]:
    return {name: _value(value) for name, value in properties.items()}


def _value(value: object) -> object:
    """A value as the model has it; of a type that it never writes, its text with the type's name."""
    if isinstance(value, Date):
        return date.fromisoformat(value.iso_format())
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value
    return value if isinstance(value, str | int | float | bool) else f"{type(value).__name__} {value}"
