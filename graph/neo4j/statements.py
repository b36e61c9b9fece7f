"""The Cypher that writes rows. Labels, types and property names stand in its text, all checked; values never do.

``$rows`` of nodes: their values in the order of ``names``. Of relationships: the ids of both ends, then the values.
A value that a row has not is null, which Cypher leaves out.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, LiteralString, cast

from graph.property_graph.model import KEY, MARKER

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,199}")


def is_name(name: str) -> bool:
    """Whether a text may be a label, type or property name of ours: ASCII letters, digits and _."""
    return _NAME.fullmatch(name) is not None


def quoted(name: str) -> LiteralString:
    """A label, type or property name as it may stand in Cypher; ValueError for what is none.

    The driver's types take only text that stands in code, ``LiteralString``: a name that was checked is as good.
    """
    if not is_name(name):
        raise ValueError(f"{name!r} is no name for a label, type or property")
    return _safe(f"`{name}`")


def either(names: Iterable[str]) -> LiteralString:
    """Several labels or types, of which one must be there: ``A|B``."""
    return "|".join(map(quoted, names))


def create_nodes(label: str, names: Sequence[str]) -> LiteralString:
    """Write nodes into a database that has none of ours."""
    return f"UNWIND $rows AS row CREATE (:{MARKER}:{quoted(label)} {_map(names)})"


def merge_nodes(label: str, names: Sequence[str]) -> LiteralString:
    """Write nodes, whether they are there or not; of our properties none stays that a row has not."""
    place = f"{MARKER}:{quoted(label)} {{id: {_row(names.index('id'))}}}"
    return f"UNWIND $rows AS row MERGE (n:{place}) SET n = {_map(names)}"


def create_relationships(type: str, start: str, end: str, names: Sequence[str]) -> LiteralString:
    """Write relationships into a database that has none of ours; both ends are there."""
    return f"{_ends(start, end)} CREATE (a)-[:{quoted(type)} {_map(names, 2)}]->(b)"


def merge_relationships(type: str, start: str, end: str, names: Sequence[str]) -> LiteralString:
    """Write relationships, whether they are there or not; where the type is keyed, the key tells them apart."""
    key = f" {{{KEY}: {_row(2 + names.index(KEY))}}}" if KEY in names else ""
    return f"{_ends(start, end)} MERGE (a)-[r:{quoted(type)}{key}]->(b) SET r = {_map(names, 2)}"


def _ends(start: str, end: str) -> LiteralString:
    """Both ends by the index that each label's constraint has.

    The index is named: the planner, whose counts are old while much is being written, at times scans it all instead.
    """
    return f"UNWIND $rows AS row {_end('a', start, 0)} {_end('b', end, 1)}"


def _end(variable: LiteralString, label: str, place: int) -> LiteralString:
    name = quoted(label)
    return f"MATCH ({variable}:{MARKER}:{name} {{id: {_row(place)}}}) USING INDEX SEEK {variable}:{name}(id)"


def _map(names: Sequence[str], first: int = 0) -> LiteralString:
    return "{" + ", ".join(f"{quoted(name)}: {_row(place)}" for place, name in enumerate(names, first)) + "}"


def _row(place: int) -> LiteralString:
    return _safe(f"row[{place}]")


def _safe(text: str) -> LiteralString:
    return cast(Callable[[str], LiteralString], str)(text)
