"""A minimal application with /sparql alone, over a small dataset, served by uvicorn on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from fastapi import FastAPI

from api import errors
from api.sparql.description import Description
from api.sparql.router import sparql_router
from api.sparql.workers import Limits, WorkerPool, Workers
from graph.store.disk import write
from tests.api.serving import served

DATA = (
    "".join(f'<http://e/s{number}> <http://e/p> "{number}" <http://g/{number % 3}> .\n' for number in range(2000))
    + '<http://e/lingang> <http://e/name> "临港新片区"@zh-Hans <http://g/0> .\n'
)
LIMITS = Limits(seconds=1.5, memory=300 << 20, answer=1 << 20)
DESCRIPTION = Description("policygraph", (("http://g/0", 668), ("http://g/1", 667)))


def built(folder: Path, nquads: str = DATA) -> Path:
    """A store directory with these quads, in ``folder``."""
    (folder / "data.nq").write_text(nquads, encoding="utf-8")
    write(folder / "store", folder / "data.nq")
    return folder / "store"


@contextmanager
def pool(folder: Path, size: int = 2, limits: Limits = LIMITS) -> Iterator[WorkerPool]:
    """A pool over a store directory, closed at the end."""
    opened = WorkerPool(folder, size=size, limits=limits)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def client(workers: Workers) -> Iterator[httpx.Client]:
    """A client of an application that has /sparql over these workers, and the service's errors."""
    app = FastAPI()
    errors.install(app)
    app.include_router(sparql_router(workers, DESCRIPTION))
    with served(app, 30) as opened:
        yield opened
