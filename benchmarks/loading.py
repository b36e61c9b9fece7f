"""``python -m benchmarks.loading``: a property graph of a million elements into an empty Neo4j, and what follows.

``--write`` puts the table into docs/benchmarks.md. The server has its own settings but for memory; client and server
share the machine's cores.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from neo4j import Driver

from benchmarks.machine import described, usage
from benchmarks.report import replace as put
from benchmarks.report import table
from benchmarks.synthetic import synthetic
from graph.neo4j.checking import check
from graph.neo4j.files import import_files
from graph.neo4j.syncing import sync
from graph.property_graph.model import Node, PropertyGraph
from tests.servers.neo4j import Neo4j, admin, prepared, started

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
BEGIN: Final = "<!-- loading: written by python -m benchmarks.loading --write -->"
ELEMENTS: Final = 1_000_000
GOAL: Final = 20_000
"""Elements a second over Bolt into an empty server on two cores."""

_TENTH: Final = 10


@dataclass(frozen=True, slots=True)
class Took:
    """One step: how many elements the graph has, seconds by the clock, processor seconds of client and server."""

    what: str
    elements: int
    seconds: float
    client: float
    server: float

    @property
    def rate(self) -> float:
        """Elements a second."""
        return self.elements / self.seconds


def main() -> None:
    """Measure all steps on one server, and the bulk importer on another."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.loading", description=__doc__)
    parser.add_argument("--elements", type=int, default=ELEMENTS, help="nodes and relationships together")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="policygraph-loading-") as folder:
        steps = [*_over_bolt(Path(folder) / "bolt", options.elements), *_in_bulk(Path(folder), options.elements)]
    found = written(steps)
    print(found)
    if options.write:
        put(PAGE, found, BEGIN)


def written(steps: list[Took]) -> str:
    """The steps as Markdown."""
    head = ("", "elements", "s", "elements/s", "client's processor, s", "server's processor, s")
    rows = [
        (step.what, f"{step.elements:,}", f"{step.seconds:.1f}", f"{step.rate:,.0f}", f"{step.client:.1f}",
         f"{step.server:.1f}")
        for step in steps
    ]  # fmt: skip
    goals = [f"{step.what}: {'met' if step.rate >= GOAL else 'not met'}" for step in steps if "empty" in step.what]
    goal = f"Goal: ≥ {GOAL:,} elements/s. {'; '.join(goals)}."
    return f"Machine: {described()}. {_packing()}\n\n{goal}\n\n{table(head, rows)}"


def _packing() -> str:
    fast = find_spec("neo4j._rust") is not None
    return "The driver packs with neo4j-rust-ext." if fast else "The driver packs in Python (no neo4j-rust-ext)."


def _over_bolt(home: Path, elements: int) -> list[Took]:
    graph = synthetic(elements)
    with started(home, prepared(home, "256m"), heap="1500m", jvm=()) as server, server.driver() as driver:

        def took(what: str, step: Callable[[], object]) -> Took:
            return _took(server, what, elements, step)

        return [
            took("sync into an empty database, server just started", lambda: sync(driver, graph, server.database)),
            took("the same again: nothing is written", lambda: _unchanged(driver, graph)),
            took("everything deleted, in Cypher", lambda: _emptied(driver)),
            took("sync into an empty database, server warm", lambda: sync(driver, graph, server.database)),
            took("a tenth of the nodes changed", lambda: sync(driver, _changed(graph), server.database)),
            took("check: all read and compared", lambda: check(driver, _changed(graph), server.database)),
        ]


def _in_bulk(folder: Path, elements: int) -> list[Took]:
    graph = synthetic(elements)
    home = folder / "bulk"
    port = prepared(home)
    began, before = time.perf_counter(), time.process_time()
    files = import_files(graph, folder / "files")
    written = Took("import files: written", elements, time.perf_counter() - began, time.process_time() - before, 0.0)
    arguments = [f"--nodes={folder / 'files' / name}" for name in files.nodes]
    arguments += [f"--relationships={folder / 'files' / name}" for name in files.relationships]
    began = time.perf_counter()
    admin(
        home, "database", "import", "full", "neo4j", "--array-delimiter=U+001F", "--multiline-fields=true", *arguments
    )
    loaded = Took("import files: loaded by neo4j-admin", elements, time.perf_counter() - began, 0.0, 0.0)
    with started(home, port) as server, server.driver() as driver:
        indexed = _took(server, "import files: sync, which makes the indexes", elements,
                        lambda: sync(driver, graph, server.database))  # fmt: skip
    return [written, loaded, indexed]


def _took(server: Neo4j, what: str, elements: int, step: Callable[[], object]) -> Took:
    print(what, file=sys.stderr)
    before, began, mine = usage(server.pid), time.perf_counter(), time.process_time()
    step()
    seconds, mine, after = time.perf_counter() - began, time.process_time() - mine, usage(server.pid)
    return Took(what, elements, seconds, mine, after.cpu - before.cpu if before and after else float("nan"))


def _emptied(driver: Driver) -> None:
    with driver.session(database="neo4j") as session:
        session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS").consume()
        session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS").consume()


def _unchanged(driver: Driver, graph: PropertyGraph) -> None:
    if not sync(driver, graph, "neo4j").unchanged:
        raise RuntimeError("the second sync wrote something")


def _changed(graph: PropertyGraph) -> PropertyGraph:
    """The graph with another English label on every tenth node."""
    nodes = tuple(_renamed(node) if number % _TENTH == 0 else node for number, node in enumerate(graph.nodes))
    return replace(graph, version=f"{graph.version}-changed", nodes=nodes)


def _renamed(node: Node) -> Node:
    return replace(node, properties={**node.properties, "label_en": "Renamed"})


if __name__ == "__main__":
    main()
