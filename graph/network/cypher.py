"""A network as a Cypher script for Neo4j and its kin: MERGE on the id, then SET, so that it may run twice."""

from collections.abc import Iterator

from graph.network.model import Network, Value, link_values, node_values

ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def cypher(network: Network) -> bytes:
    """One statement a line: a constraint, the nodes (``:Entity`` and their kind), the relationships."""
    return "\n".join([*_statements(network), ""]).encode()


def _statements(network: Network) -> Iterator[str]:
    yield "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;"
    for node in network.nodes:
        yield f"MERGE (n:Entity {{id: {_literal(node.id)}}}) SET n:{label(node.kind)}, {_set('n', node_values(node))};"
    for link in network.links:
        yield (
            f"MATCH (a:Entity {{id: {_literal(link.source)}}}), (b:Entity {{id: {_literal(link.target)}}}) "
            f"MERGE (a)-[r:{link.type.upper()} {{id: {_literal(link.id)}}}]->(b) SET {_set('r', link_values(link))};"
        )


def label(kind: str) -> str:
    """A kind as a label: ``zone-class`` → ``ZoneClass``."""
    return "".join(part.capitalize() for part in kind.split("-"))


def _set(variable: str, values: dict[str, Value]) -> str:
    return ", ".join(f"{variable}.{name} = {_literal(value)}" for name, value in values.items())


def _literal(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
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
