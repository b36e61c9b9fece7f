"""A property graph into a new ArcadeDB database, in a process of its own: a Java virtual machine never ends.

Run as ``python -P -m api.cypher.arcade_loading DIRECTORY``; the graph comes pickled over standard input, from the
service itself. A label is a vertex type below ``PolicyGraph``, so that a node has both labels; days are of type DATE;
``id`` is unique and indexed for each label. The process ends when its input ends.
"""

import os
import pickle
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol

from graph.errors import StoreError
from graph.property_graph.model import MARKER, Node, PropertyGraph, Relationship, Value

LAYOUT: Final = 1
"""Goes up when the same graph is laid out differently in a database, so that a new one is loaded."""

_FLAGS: Final = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError")


class _Type(Protocol):
    def addSuperType(self, name: str) -> object: ...  # noqa: N802 - Java's name


class _Schema(Protocol):
    def create_vertex_type(self, name: str, buckets: int) -> _Type: ...
    def create_edge_type(self, name: str, buckets: int) -> _Type: ...
    def create_property(self, type_name: str, property_name: str, property_type: str) -> object: ...
    def create_index(self, type_name: str, property_names: list[str], unique: bool) -> object: ...


class _Batch(Protocol):
    def create_vertices(self, type_name: str, rows: list[dict[str, object]]) -> list[str]: ...
    def new_edges(
        self, sources: list[str], edge_type: str, targets: list[str], properties: list[dict[str, object]]
    ) -> object: ...


def main() -> None:
    """Load the graph on standard input into a new database in the directory named."""
    graph = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_the_input, daemon=True).start()
    directory = Path(sys.argv[1])
    try:
        _load(graph, directory)
    except Exception as error:  # of Java or of Python: said in one line to the service, which shows it
        print(f"\n{type(error).__name__}: {error}", flush=True)
        os._exit(1)
    for made in directory.iterdir():  # what is renamed next is on the disk
        with made.open("rb") as opened:
            os.fsync(opened.fileno())
    os._exit(0)


def _end_with_the_input() -> None:
    while os.read(0, 4096):
        pass
    os._exit(1)


def _load(graph: PropertyGraph, directory: Path) -> None:
    nodes: dict[str, list[Node]] = {}
    for node in graph.nodes:
        nodes.setdefault(node.label, []).append(node)
    links: dict[str, list[Relationship]] = {}
    for link in graph.relationships:
        links.setdefault(link.type, []).append(link)
    _no_name_twice(nodes, links)
    start = {"heap_size": "1g", "jvm_args": _FLAGS}
    database = import_module("arcadedb_embedded").create_database(str(directory), jvm_kwargs=start)
    _lay_out(database.schema, nodes, links)
    with database.graph_batch(expected_edge_count=len(graph.relationships)) as batch:
        _fill(batch, nodes, links)
    database.close()


def _no_name_twice(labels: Iterable[str], types: Iterable[str]) -> None:
    """A name cannot be a label and a type at once: the engine has one table of both, and files are named by them."""
    folded = {label.casefold() for label in (MARKER, *labels)}
    if twice := sorted(kind for kind in types if kind.casefold() in folded):
        raise StoreError(f"{', '.join(twice)}: a name of a label and of a relationship type")


def _lay_out(schema: _Schema, nodes: Mapping[str, Sequence[Node]], links: Mapping[str, Sequence[Relationship]]) -> None:
    schema.create_vertex_type(MARKER, 1)
    for label, rows in nodes.items():
        schema.create_vertex_type(label, 1).addSuperType(MARKER)
        schema.create_property(label, "id", "STRING")
        schema.create_index(label, ["id"], unique=True)
        for name in _days(row.properties for row in rows):
            schema.create_property(label, name, "DATE")
    for kind, relationships in links.items():
        schema.create_edge_type(kind, 1)
        for name in _days(link.properties for link in relationships):
            schema.create_property(kind, name, "DATE")


def _days(rows: Iterable[Mapping[str, Value]]) -> list[str]:
    """The properties that are days: as such, since an undeclared one would come back as a time or as text."""
    return sorted({name for row in rows for name, value in row.items() if isinstance(value, date)})


def _fill(batch: _Batch, nodes: Mapping[str, Sequence[Node]], links: Mapping[str, Sequence[Relationship]]) -> None:
    records: dict[tuple[str, str], str] = {}
    for label, rows in nodes.items():
        made = batch.create_vertices(label, [_plain(node.properties) for node in rows])
        records |= zip(((label, node.id) for node in rows), made, strict=True)
    for kind, relationships in links.items():
        starts = [records[link.start.label, link.start.id] for link in relationships]
        ends = [records[link.end.label, link.end.id] for link in relationships]
        batch.new_edges(starts, kind, ends, [_plain(link.properties) for link in relationships])


def _plain(properties: Mapping[str, Value]) -> dict[str, object]:
    """As the engine's bulk interface takes it: days as ISO 8601 for properties declared as days, lists as lists."""
    return dict(_values(properties))


def _values(properties: Mapping[str, Value]) -> Iterator[tuple[str, object]]:
    for name, value in properties.items():
        match value:
            case date():
                yield name, value.isoformat()
            case tuple():
                yield name, list(value)
            case _:
                yield name, value


if __name__ == "__main__":
    main()
