"""Both Cypher engines over one small graph, and a minimal application with /cypher alone, served on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from neo4j import Driver

from api import errors
from api.cypher.asking import Asking
from api.cypher.engine import Access, Engine, Server
from api.cypher.router import cypher_router
from api.cypher.workers import CypherWorkers
from api.heads import HeadAsGet
from api.processes import Limits
from graph.neo4j.syncing import sync
from graph.property_graph.model import PropertyGraph
from tests.api.serving import served
from tests.cypher_engines import embedded, small
from tests.servers.neo4j import Neo4j, empty

SECONDS = 3.0
ROWS = 50
ENGINES = ("arcadedb", "neo4j")


@contextmanager
def arcadedb(folder: Path, graph: PropertyGraph | None = None) -> Iterator[Engine]:
    """The embedded engine over a small graph."""
    with embedded(folder, graph or small(), seconds=SECONDS) as engine:
        yield engine


@contextmanager
def neo4j(server: Neo4j, graph: PropertyGraph | None = None) -> Iterator[Engine]:
    """A real Neo4j with nothing but the same graph in it."""
    with server.driver() as driver:
        empty(server, driver)
        sync(driver, graph or small(), server.database)
    engine = Server(server.uri, server.user, server.password, server.database)
    try:
        yield engine
    finally:
        engine.close()


@contextmanager
def each(request: pytest.FixtureRequest, folder: Path, graph: PropertyGraph | None = None) -> Iterator[Engine]:
    """The engine that a fixture over ``ENGINES`` is asked for, over a small graph."""
    server = None if request.param == "arcadedb" else request.getfixturevalue("neo4j_server")
    with arcadedb(folder, graph) if server is None else neo4j(server, graph) as found:
        yield found


class Lent:
    """An engine that is somebody else's to close; it may seem to be elsewhere, and counts what it is suspected."""

    def __init__(self, engine: Engine, uri: str = "") -> None:
        self._engine = engine
        self.uri = uri
        self.suspected = 0

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def database(self) -> str:
        return self._engine.database

    def start(self) -> None:
        """It has been started."""

    def driver(self) -> Driver:
        return self._engine.driver()

    def access(self) -> Access:
        access = self._engine.access()
        return replace(access, uri=self.uri) if self.uri else access

    def suspect(self) -> None:
        self.suspected += 1

    def close(self) -> None:
        """It is not ours."""


@contextmanager
def workers(
    engine: Engine, *, seconds: float = SECONDS, rows: int = ROWS, size: int = 2, waiting: int = 32
) -> Iterator[CypherWorkers]:
    """Who answers Cypher; the engine is closed with them."""
    limits = Limits(seconds=seconds, answer=1 << 20, memory=400 << 20, waiting=waiting)
    opened = CypherWorkers(engine, size=size, limits=limits, rows=rows)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def client(asked: CypherWorkers) -> Iterator[httpx.Client]:
    """A client of an application that has /cypher over these workers, and the service's errors."""
    app = FastAPI()
    errors.install(app)
    app.add_middleware(HeadAsGet)
    app.include_router(cypher_router(asked))
    with served(app, 60) as opened:
        yield opened


@contextmanager
def asking(seconds: float = SECONDS, rows: int = ROWS) -> Iterator[Asking]:
    """What a worker asks with, in this process and without the guard."""
    found = Asking(seconds, rows)
    try:
        yield found
    finally:
        found.close()
