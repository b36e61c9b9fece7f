"""The embedded Cypher engine for tests: the real one, over any property graph, and a small graph to ask it about."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import LiteralString, cast

from neo4j import Driver

from api.cypher.arcade_database import installed
from api.cypher.engine import Engine
from api.cypher.sidecar import Sidecar
from graph.errors import EngineUnavailable
from graph.property_graph.model import End, Node, PropertyGraph, Relationship
from tests.absent import absent


@contextmanager
def embedded(folder: Path, graph: PropertyGraph, *, seconds: float = 30.0, heap: str = "512m") -> Iterator[Sidecar]:
    """The engine over this graph, ready to be asked; its database is kept in ``folder``.

    Without its package the test is skipped; on CI it fails.
    """
    if not installed():
        absent("arcadedb-embedded is not installed: uv sync --extra cypher")
    engine = Sidecar(folder, lambda: graph, seconds=seconds, heap=heap)
    try:
        ready(engine)
        yield engine
    finally:
        engine.close()


def ready(engine: Engine, seconds: float = 90.0) -> Driver:
    """The driver of an engine, however long it takes to start."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return engine.driver()
        except EngineUnavailable:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def rows(engine: Engine, query: str, **parameters: object) -> list[list[object]]:
    """The rows that an engine answers."""
    with engine.driver().session(database=engine.database) as session:
        return [record.values() for record in session.run(literal(query), parameters)]


def literal(query: str) -> LiteralString:
    """A text for the driver, whose types take only what stands in code."""
    return cast(Callable[[str], LiteralString], str)(query)


def gone(pid: int, seconds: float = 15.0) -> bool:
    """Whether a process ends, with all its threads, within the time given; one that nobody waited for has ended too."""
    deadline = time.monotonic() + seconds
    while _states(pid) not in ([], ["Z"]):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _states(pid: int) -> list[str]:
    """The state of each thread of a process."""
    found: list[str] = []
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):
                found.append((thread / "stat").read_text().rpartition(")")[2].split()[0])
    except (FileNotFoundError, ProcessLookupError):
        return []
    return found


def working_directory(pid: int) -> Path:
    """Where a process works."""
    return Path(f"/proc/{pid}/cwd").readlink()


def small(measures: int = 40) -> PropertyGraph:
    """Measures that apply to three zones in two areas, with properties of every kind."""
    zones = [Node("Zone", f"zone-{i}", {"id": f"zone-{i}", "label_zh": f"第{i}区"}) for i in range(3)]
    areas = [Node("Area", f"area-{i}", {"id": f"area-{i}", "label_zh": f"地区{i}"}) for i in range(2)]
    made = [
        Node(
            "Measure",
            f"m{i:03}",
            {
                "id": f"m{i:03}",
                "label_zh": f"数据出境便利化措施{i}",
                "number": i,
                "share": i / 8,
                "pilot": i % 2 == 0,
                "topics": ("data", "数据"),
                "adopted": "2024-05-06",
                "adopted_earliest": date(2024, 1 + i % 12, 1 + i % 28),
            },
        )
        for i in range(measures)
    ]
    applies = [
        Relationship(
            "APPLIES_TO",
            End("Measure", node.id),
            End("Zone", f"zone-{i % 3}"),
            {"basis": "designated", "from_earliest": date(2024, 1 + i % 12, 1), "path": ("a", "乙"), "key": f"k{i:03}"},
            f"k{i:03}",
        )
        for i, node in enumerate(made)
    ]
    part_of = [Relationship("PART_OF", End("Zone", f"zone-{i}"), End("Area", f"area-{i % 2}")) for i in range(3)]
    return PropertyGraph("small", tuple(areas + made + zones), tuple(applies + part_of))
