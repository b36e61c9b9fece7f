"""The property graph as CSV files and the command of Neo4j's own bulk importer, ``neo4j-admin database import``.

One file for each label, and for each type and pair of labels at its ends; the first line names the columns and their
types. The dataset node is among them, so that a sync afterwards finds all there and makes only constraints and index.
Format: Neo4j, Operations manual 5, "Import", "CSV header format".
"""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from graph.errors import BadParameter
from graph.neo4j.dataset import dataset_of
from graph.neo4j.vocabulary import DATASET, vocabulary
from graph.property_graph.model import MARKER, PropertyGraph, Relationship, Value

SCRIPT: Final = "import.sh"
_BETWEEN: Final = "\x1f"
"""What stands between the elements of a list: the unit separator, which no text of ours may hold."""

_TYPES: Final[Mapping[type, str]] = {
    str: "string", bool: "boolean", int: "long", float: "double", date: "date", tuple: "string[]",
}  # fmt: skip

_ABOUT: Final = """\
# Loads these files into a new database, while the server is stopped; neo4j-admin comes with Neo4j.
# Then start the server and run `policygraph neo4j sync`, which makes the constraints and the full-text index.
"""


@dataclass(frozen=True, slots=True)
class Files:
    """What was written: the folder, its files of nodes and of relationships, and the command that loads them."""

    folder: Path
    nodes: tuple[str, ...]
    relationships: tuple[str, ...]
    command: str


def import_files(graph: PropertyGraph, folder: Path, database: str = "neo4j") -> Files:
    """Write the files, and the command as a script beside them; BadParameter for a folder that is not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadParameter("folder", str(folder), "a folder that is empty or not there yet")
    folder.mkdir(parents=True, exist_ok=True)
    nodes = tuple(_node_files(graph, folder))
    relationships = tuple(_relationship_files(graph, folder))
    command = _command(nodes, relationships, database)
    script = folder / SCRIPT
    script.write_text(f'#!/bin/sh\n{_ABOUT}cd "$(dirname "$0")" && {command}\n', "utf-8")
    script.chmod(0o755)
    return Files(folder, nodes, relationships, command)


def _command(nodes: Iterable[str], relationships: Iterable[str], database: str) -> str:
    words = [
        f"neo4j-admin database import full {shlex.quote(database)}", "--array-delimiter=U+001F",
        "--multiline-fields=true", *(f"--nodes={name}" for name in nodes),
        *(f"--relationships={name}" for name in relationships),
    ]  # fmt: skip
    return " \\\n  ".join(words)


def _node_files(graph: PropertyGraph, folder: Path) -> Iterator[str]:
    dataset = dataset_of(graph, vocabulary(graph)).properties()
    groups: dict[str, list[Mapping[str, Value]]] = {DATASET: [dataset]}
    for node in graph.nodes:
        groups.setdefault(node.label, []).append(node.properties)
    for label, rows in groups.items():
        types = _columns(label, rows)
        names = [name for name in types if name != "id"]
        head = [f"id:ID({label})", ":LABEL", *(f"{name}:{types[name]}" for name in names)]
        labels = _field((label, MARKER))
        lines = ([_field(row["id"]), labels, *(_field(row.get(name)) for name in names)] for row in rows)
        yield _write(folder / f"{label}.csv", head, lines)


def _relationship_files(graph: PropertyGraph, folder: Path) -> Iterator[str]:
    groups: dict[tuple[str, str, str], list[Relationship]] = {}
    for link in graph.relationships:
        groups.setdefault((link.type, link.start.label, link.end.label), []).append(link)
    for (type, start, end), links in groups.items():
        types = _columns(type, [link.properties for link in links])
        head = [f":START_ID({start})", f":END_ID({end})", ":TYPE", *(f"{name}:{types[name]}" for name in types)]
        lines = (
            [_field(link.start.id), _field(link.end.id), type, *(_field(link.properties.get(name)) for name in types)]
            for link in links
        )
        yield _write(folder / f"{type}-{start}-{end}.csv", head, lines)


def _columns(owner: str, rows: Iterable[Mapping[str, Value]]) -> dict[str, str]:
    """The importer's type of each property, in the order of names; TypeError where one has values of two."""
    found: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            type = _TYPES[value.__class__]
            if found.setdefault(name, type) != type:
                raise TypeError(f"{owner}.{name} is {found[name]} and {type}")
    return dict(sorted(found.items()))


def _write(file: Path, head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(",".join(line) + "\n" for line in (head, *lines))
    return file.name


def _field(value: Value | None) -> str:
    """A value as the importer reads it. Text is always quoted: an empty field is no value, a quoted one empty text."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case date():
            return value.isoformat()
        case str():
            return f'"{value.replace(chr(34), 2 * chr(34))}"'
        case tuple():
            if value == ("",) or any(_BETWEEN in one for one in value):
                raise ValueError(f"the list {value!r} cannot be written")
            return _field(_BETWEEN.join(value))
