"""The application, read in one screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from api import errors
from api.cypher.engines import engine_over
from api.cypher.router import TRUNCATED, cypher_router
from api.cypher.workers import CypherWorkers
from api.heads import HeadAsGet
from api.processes import Limits
from api.routers import (
    actors,
    agreements,
    audit,
    comparison,
    entities,
    graph,
    health,
    instruments,
    measure_zones,
    measures,
    pages,
    places,
    queries,
    reports,
    revisions,
    search,
    series,
    statistics,
    targets,
    timeline,
    vocabulary,
    zone_changes,
    zones,
)  # fmt: skip
from api.service import Service
from api.sparql.description import describe
from api.sparql.endpoint import EndpointWorkers
from api.sparql.router import sparql_router
from api.sparql.workers import WorkerPool, Workers
from graph.errors import NotBuilt
from graph.property_graph.projection import property_graph
from graph.store.remote import RemoteStore

ROUTERS = (
    zones, zone_changes, places, measures, measure_zones, instruments, agreements, actors, vocabulary, targets,
    comparison, reports, queries, timeline, statistics, revisions, audit, series, entities, graph, search, health,
    pages,
)  # fmt: skip
DESCRIPTION = "The policy and rules knowledge graph of China's digital trade: every fact with the passage that says so."


def create_app(service: Service) -> FastAPI:
    """An application over an open service, which it closes when it stops."""
    cypher = cypher_over(service)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        cypher.start()
        yield
        service.close()

    app = FastAPI(
        title="policygraph", version=version("policygraph"), description=DESCRIPTION, lifespan=lifespan,
        docs_url=None, redoc_url=None,
    )  # fmt: skip
    app.state.service = service
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], expose_headers=["ETag", TRUNCATED]
    )
    app.add_middleware(GZipMiddleware, minimum_size=2048, compresslevel=3)
    app.add_middleware(HeadAsGet)
    errors.install(app)
    for module in ROUTERS:
        app.include_router(module.router)
    workers = workers_over(service)
    service.closing.append(workers.close)
    app.state.workers = workers
    app.include_router(sparql_router(workers, describe(service.store, "policygraph")))
    service.closing.append(cypher.close)
    app.state.cypher = cypher
    app.include_router(cypher_router(cypher))
    return app


def workers_over(service: Service) -> Workers:
    """Who answers strangers' queries: killable processes over the built store, or the remote endpoint."""
    limits = Limits(seconds=service.settings.query_seconds)
    if isinstance(service.store, RemoteStore):
        return EndpointWorkers(service.store, limits=limits)
    if service.folder is None:
        raise NotBuilt("a service that answers SPARQL needs a built dataset or an endpoint")
    return WorkerPool(service.folder / "store", size=service.settings.workers, limits=limits)


def cypher_over(service: Service) -> CypherWorkers:
    """Who answers Cypher: processes that ask the Neo4j of the settings, or the embedded engine."""
    settings = service.settings
    engine = engine_over(settings, service.folder or settings.home, lambda: property_graph(service.catalogue))
    limits = Limits(seconds=settings.cypher_seconds)
    return CypherWorkers(engine, size=settings.workers, limits=limits, rows=settings.cypher_rows)
