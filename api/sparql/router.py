"""``/sparql``: the SPARQL 1.1 Protocol for queries, and the service's description on a bare GET."""

from functools import partial
from typing import Final

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode

from api.negotiation import choose
from api.shapes.common import Problem
from api.sparql import formats
from api.sparql.description import EXAMPLE, Description, page, rdf
from api.sparql.guard import DEFAULT_BOUNDS, Bounds, check
from api.sparql.protocol import DIRECT, FORM, Operation, operation
from api.sparql.workers import Question, Workers
from api.tagged import tagged
from graph.errors import BadRequest, Busy

_TEXT: Final = {"type": "string"}
_GRAPHS: Final = {"type": "array", "items": {"type": "string", "format": "uri"}}
_PARAMETERS: Final = [
    {"name": "query", "in": "query", "schema": _TEXT, "example": EXAMPLE, "description": "A SPARQL 1.1 query."},
    {"name": "default-graph-uri", "in": "query", "schema": _GRAPHS, "description": "Graphs of the default graph."},
    {"name": "named-graph-uri", "in": "query", "schema": _GRAPHS, "description": "Graphs that GRAPH finds."},
    {"name": "format", "in": "query", "schema": _TEXT, "description": "The format, in place of Accept."},
]
_FIELDS: Final = {"query": _TEXT, "default-graph-uri": _GRAPHS, "named-graph-uri": _GRAPHS, "format": _TEXT}
_BODY: Final = {
    "required": True,
    "content": {
        FORM: {
            "schema": {"type": "object", "properties": _FIELDS, "required": ["query"]},
            "example": {"query": EXAMPLE},
        },
        DIRECT: {"schema": _TEXT, "example": EXAMPLE},
    },
}
_MEDIA: Final = dict.fromkeys(
    [*formats.RESULTS.values(), *formats.GRAPHS.values(), *formats.DESCRIPTION.values()]
)  # in order, each once
_ANSWERS: Final = {"description": "The answer.", "content": {media: {} for media in _MEDIA}}
_PROBLEM: Final = {"application/problem+json": {"schema": Problem.model_json_schema()}}
_PROBLEMS: Final = {
    400: "The request or the query cannot be read, or is refused.",
    406: "No format that is accepted; lists what there is.",
    413: "The query is too long.",
    415: "A body of another type.",
    503: "Too many queries, or a query or answer beyond the bounds.",
    504: "The query took too long.",
}


def sparql_router(workers: Workers, description: Description, bounds: Bounds = DEFAULT_BOUNDS) -> APIRouter:
    """The routes over some workers, which the application closes when it stops."""
    router = APIRouter(tags=["sparql"])
    limiter = CapacityLimiter(workers.size)
    limits = workers.limits
    words = f"A query may take {limits.seconds:g} seconds and its answer {limits.answer >> 20} MiB."

    async def answered(question: Question) -> bytes:
        now = limiter.statistics()
        if now.borrowed_tokens >= now.total_tokens and now.tasks_waiting >= limits.waiting:
            raise Busy(f"{limits.waiting} queries are waiting already")
        return await anyio.to_thread.run_sync(partial(workers.answer, question), limiter=limiter)

    async def sparql(request: Request) -> Response:
        asked = await operation(request)
        if asked.query is None:
            return _described(request, asked, description, words)
        reading = check(asked.query, bounds)
        there = formats.formats(reading.form)
        media = there[choose(there, request.headers.get("accept"), asked.format)]
        graphs = (asked.default_graphs, asked.named_graphs)
        question = Question(asked.query, media, reading.prefixes, *graphs, _endpoint(request))
        return tagged(request, await answered(question), media)

    responses: dict[int | str, dict[str, object]] = {200: {**_ANSWERS}}
    for status, text in _PROBLEMS.items():
        responses[status] = {"description": text, "content": _PROBLEM}
    get = {"parameters": _PARAMETERS}
    summary = "Ask in SPARQL; without a query, the service's description"
    router.add_api_route("/sparql", sparql, methods=["GET"], summary=summary, responses=responses, openapi_extra=get)
    router.add_api_route("/sparql", sparql, methods=["HEAD"], include_in_schema=False)
    post = {"requestBody": _BODY}
    router.add_api_route(
        "/sparql", sparql, methods=["POST"], summary="Ask in SPARQL", responses=responses, openapi_extra=post
    )
    return router


def _endpoint(request: Request) -> str:
    """The IRI of this service as the request has it; BadRequest where its host makes none."""
    iri = str(request.url.replace(query="", fragment=""))
    try:
        return NamedNode(iri).value
    except ValueError:
        raise BadRequest(f"the host of the request makes no IRI: {iri!r}") from None


def _described(request: Request, asked: Operation, description: Description, words: str) -> Response:
    there = formats.DESCRIPTION
    media = there[choose(there, request.headers.get("accept"), asked.format)]
    iri = _endpoint(request)
    body = page(description, iri, words) if media == "text/html" else rdf(description, iri, media)
    return tagged(request, body, media)
