"""``/api/graph``: the graph, or the part around something, in the formats of graph tools."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Final

import orjson
from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import respond
from api.parameters import KnownOn, ValidOn, day
from api.parameters import Query as Asking
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import Responses, responses
from api.shapes.graph import Graph
from api.views.clocks import echo
from graph.formats import FORMATS, Part
from graph.network import Asked, network, select
from graph.network.asking import DEEPEST, focus_of, kinds_of
from graph.network.cytoscape import elements
from graph.network.relations import KINDS

router = APIRouter(tags=["graph"])

MEDIA: Final = {name: format.media for name, format in FORMATS.items()}
BINARY: Final = ("image/png", "application/zip")
RESPONSES: Final[Responses] = responses(Graph)
RESPONSES[200]["content"] = {
    media: {"schema": {"type": "string", **({"format": "binary"} if media in BINARY else {})}}
    for media in MEDIA.values()
    if media != "application/json"
}


class GraphQuery(Asking):
    """Which part of the graph."""

    focus: str | None = Field(
        default=None, description="what it is about: an id, or kind/id; several by commas", examples=["lingang"]
    )
    depth: int = Field(default=1, ge=0, le=DEEPEST, description="steps from the focus, in either direction")
    kinds: str | None = Field(
        default=None,
        description=f"kinds of nodes by commas, or all: {', '.join(KINDS)}. Without: all but figures and indicators",
        examples=["zone,measure"],
    )
    valid_on: ValidOn
    known_on: KnownOn
    reach: bool = Field(
        default=False, description="also every place that a measure reaches by class, containment or part"
    )


@router.get("/api/graph", summary="The graph in the formats of graph tools", responses=RESPONSES)
def graph(request: Request, query: Annotated[GraphQuery, Query()]) -> Response:
    """Entities as nodes, what relates them as typed relationships, both with dates, sources and passages.

    Without ``focus`` the whole graph. SVG and PNG show up to 150 nodes as boxes, more as points. With
    ``valid_on``, what held that day: ``certainty`` says how surely. Positions (JSON, GEXF, pictures) are the same
    for the same graph.
    """
    service: Service = request.app.state.service
    valid_on, known_on = day("valid_on", query.valid_on), day("known_on", query.known_on)
    asked = Asked(focus_of(service.catalogue, query.focus), query.depth, kinds_of(query.kinds), valid_on)

    def part() -> Part:
        whole = network(service.catalogue, known_on, reach=query.reach)
        return Part(select(whole, asked), service.store, service.catalogue, asked.focus, known_on)

    def answer() -> Object:
        show, found = Presenter(service, known_on), part().network
        told: Object = {**echo(show, valid_on), "focus": list(asked.focus), "depth": asked.depth}
        told |= {"kinds": list(asked.kinds), "nodes": len(found.nodes), "relationships": len(found.links)}
        if not found.nodes:
            told["reason"] = {"code": "no_match", "detail": "No entity of these kinds is in the graph on these days."}
        return {**told, "elements": elements(found)}  # type: ignore[dict-item]

    def written(name: str, _: Object) -> bytes:
        return orjson.dumps(answer()) if name == "json" else FORMATS[name].write(part())

    renderers: dict[str, Callable[[Object], bytes]] = {name: partial(written, name) for name in FORMATS}
    return respond(request, service, dict, formats=MEDIA, renderers=renderers)
