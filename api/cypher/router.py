"""``/cypher``: a read query in Cypher and its rows, as JSON or CSV; a page for browsers on a bare GET."""

from functools import partial
from typing import Final

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import APIRouter, Request, Response

from api.cypher.description import PAGE, asking, page, responses
from api.cypher.guard import check
from api.cypher.protocol import operation
from api.cypher.size import DEFAULT_BOUNDS, Bounds
from api.cypher.workers import CypherWorkers
from api.negotiation import CSV, JSON, choose
from api.tagged import tagged
from graph.errors import BadRequest, Busy

FORMATS: Final = {"json": JSON, "csv": CSV, JSON: JSON, CSV: CSV}
TRUNCATED: Final = "X-Truncated-At"
"""The header that tells of a CSV what ``truncated`` and ``limit`` tell of JSON."""


def cypher_router(workers: CypherWorkers, bounds: Bounds = DEFAULT_BOUNDS) -> APIRouter:
    """The routes over some workers, which the application closes when it stops."""
    router = APIRouter(tags=["cypher"])
    limiter = CapacityLimiter(workers.size)
    waiting = workers.limits.waiting

    async def cypher(request: Request) -> Response:
        asked = await operation(request)
        if asked.query is None:
            return _page(request, asked.format, workers)
        media = FORMATS[choose(FORMATS, request.headers.get("accept"), asked.format)]
        reading = check(asked.query, bounds)
        now = limiter.statistics()
        if now.borrowed_tokens >= now.total_tokens and now.tasks_waiting >= waiting:
            raise Busy(f"{waiting} queries are waiting already")
        answer = partial(workers.answer, reading, asked.parameters, "csv" if media == CSV else "json")
        sent = await anyio.to_thread.run_sync(answer, limiter=limiter)
        return tagged(request, sent.body, media, {TRUNCATED: str(workers.rows)} if sent.truncated else None)

    for method in ("GET", "POST"):
        router.add_api_route(
            "/cypher", cypher, methods=[method], summary="Ask in Cypher", responses=responses(),
            openapi_extra=asking(method),
        )  # fmt: skip
    return router


def _page(request: Request, wanted: str | None, workers: CypherWorkers) -> Response:
    """The page for browsers; a client of another kind is told what is missing."""
    if wanted not in (None, "html") or PAGE not in request.headers.get("accept", "").lower():
        raise BadRequest("there is no query: expected the parameter query")
    endpoint = str(request.url.replace(query="", fragment=""))
    limits = {"seconds": f"{workers.limits.seconds:g}", "rows": f"{workers.rows:,}"}
    return tagged(request, page(endpoint, limits), PAGE)
