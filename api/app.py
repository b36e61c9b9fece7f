"""The application, read in one screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from api import errors
from api.routers import (
    actors,
    agreements,
    entities,
    instruments,
    measure_zones,
    measures,
    places,
    reports,
    search,
    statistics,
    targets,
    timeline,
    vocabulary,
    zones,
)  # fmt: skip
from api.service import Service

ROUTERS = (
    zones, places, measures, measure_zones, instruments, agreements, actors, vocabulary, targets, reports, timeline,
    statistics, entities, search,
)  # fmt: skip
DESCRIPTION = "The policy and rules knowledge graph of China's digital trade: every fact with the passage that says so."


def create_app(service: Service) -> FastAPI:
    """An application over an open service, which it closes when it stops."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        service.close()

    app = FastAPI(title="policygraph", description=DESCRIPTION, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.service = service
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], expose_headers=["ETag"]
    )
    app.add_middleware(GZipMiddleware, minimum_size=2048, compresslevel=3)
    errors.install(app)
    for module in ROUTERS:
        app.include_router(module.router)
    return app
