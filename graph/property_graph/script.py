"""A property graph as a Cypher script for Neo4j and its kin: MERGE on the id, then SET, so that it may run twice."""

from collections.abc import Iterator, Mapping
from datetime import date

from graph.property_graph.model import MARKER, End, PropertyGraph, Value

ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def script(graph: PropertyGraph) -> bytes:
    """One statement a line: a constraint for each label, the nodes, the relationships."""
    return "\n".join([*_statements(graph), ""]).encode()


def _statements(graph: PropertyGraph) -> Iterator[str]:
    for label in dict.fromkeys(node.label for node in graph.nodes):
        yield f"CREATE CONSTRAINT {constraint(label)} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;"
    for node in graph.nodes:
        yield f"MERGE (n:{node.label} {{id: {_literal(node.id)}}}) SET n = {_map(node.properties)}, n:{MARKER};"
    for item in graph.relationships:
        key = f" {{key: {_literal(item.key)}}}" if item.key else ""
        yield (
            f"MATCH {_end('a', item.start)}, {_end('b', item.end)} MERGE (a)-[r:{item.type}{key}]->(b) "
            f"SET r = {_map(item.properties)};"
        )


def constraint(label: str) -> str:
    """The name of the constraint that keeps a label's ids unique."""
    return f"policygraph_{label.lower()}_id"


def _end(variable: str, end: End) -> str:
    return f"({variable}:{end.label} {{id: {_literal(end.id)}}})"


def _map(values: Mapping[str, Value]) -> str:
    return "{" + ", ".join(f"{name}: {_literal(value)}" for name, value in values.items()) + "}"


def _literal(value: Value) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case date():
            return f"date('{value.isoformat()}')"
        case tuple():
            return "[" + ", ".join(map(_literal, value)) + "]"
        case str():
            return "'" + "".join(_character(character) for character in value) + "'"


def _character(character: str) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    # Other line ends and control characters could be taken for white space or an end by a reader of lines.
    return character if character.isprintable() or character == " " else _code(character)


def _code(character: str) -> str:
    """``\\uXXXX``; two of them, a surrogate pair, beyond the basic plane."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))
