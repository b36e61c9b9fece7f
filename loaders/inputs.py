"""Whether the current dataset is still what the data, the ontology and the code would make: asked before every build.

Imports nothing that reads or writes RDF, so that the answer "unchanged" costs little more than reading the files.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import graph
import loaders
import ontology
from graph.errors import NotBuilt
from graph.home import Dataset, Home
from graph.iris import Iris


def fingerprint(data: Path, iris: Iris) -> str:
    """The SHA-256 over everything a build depends on: data, ontology, code, base IRI."""
    digest = hashlib.sha256(iris.base.encode())
    for name, file in _inputs(data):
        digest.update(f"\0{name}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def unchanged(home: Home, inputs: str, *, validated: bool) -> Dataset | None:
    """The current dataset if it was built from these inputs (a ``fingerprint``), else None.

    ``validated``: one that was built without SHACL does not count.
    """
    try:
        current = home.current()
    except NotBuilt:
        return None
    made = current.manifest
    return current if made.inputs == inputs and (made.validated or not validated) else None


def _inputs(data: Path) -> Iterator[tuple[str, Path]]:
    """Each file with its name below its folder: that of a source's folder is the source's id."""
    yield from _files(data, {".yaml", ".yml", ".json"})
    for package in (ontology, graph, loaders):
        yield from _files(Path(package.__path__[0]), {".py", ".ttl"})


def _files(root: Path, suffixes: set[str]) -> Iterator[tuple[str, Path]]:
    for file in sorted(path for path in root.rglob("*") if path.suffix in suffixes):
        yield file.relative_to(root).as_posix(), file
