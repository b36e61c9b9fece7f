"""``/id/{kind}/{id}``: each entity's own address, as a page for people and as RDF for machines."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from api.answers import respond
from api.negotiation import JSON, choose
from api.parameters import Query as Asked
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import Responses, responses
from api.shapes.service import AtItsAddress
from api.site import render
from api.views import pages, passages
from graph import export
from graph.errors import UnknownId
from graph.model import KINDS

router = APIRouter(prefix="/id", tags=["entities"])

Kind = Annotated[str, Path(examples=["zone"])]
Slug = Annotated[str, Path(examples=["lingang"])]
# Kinds of node that the RDF has beside the entities of the model.
INNER_KINDS: Final = ("date", "reference-source", "reach", "route")
RDF: Final = ("jsonld", "turtle", "ntriples", "rdfxml")
FORMATS: Final[Mapping[str, str]] = {
    "html": "text/html",
    "json": JSON,
    **{name: export.SYNTAXES[name].media for name in RDF},
}
RESPONSES: Final[Responses] = responses(AtItsAddress)
RESPONSES[200]["content"] = {media: {"schema": {"type": "string"}} for media in FORMATS.values() if media != JSON}
RESPONSES[308] = {"description": "Moved to the address under the other kind of place"}


@router.get("/{kind}/{slug}", summary="An entity: page, JSON or RDF", responses=RESPONSES)
def one(request: Request, kind: Kind, slug: Slug, query: Annotated[Asked, Query()]) -> Response:
    """What every source says of an entity, with evidence, and what refers to it.

    HTML for a browser; JSON, JSON-LD, Turtle, N-Triples or RDF/XML by ``Accept`` or ``format``. A passage comes with
    those before and after it. The other kind's address of a zone or area redirects (308).
    """
    service: Service = request.app.state.service
    if kind not in (*KINDS, *INNER_KINDS):
        raise UnknownId("kind", kind, get_close_matches(kind, (*KINDS, *INNER_KINDS)))
    show = Presenter(service)
    if kind in ("zone", "area") and (kind, slug) not in service.catalogue.statements:
        other, _ = service.catalogue.place(slug)
        return _moved(request, other, slug)
    chosen = choose(FORMATS, request.headers.get("accept"), query.format)

    def compute() -> Object:
        if chosen in RDF:
            return {}  # the graph answers, see rdf()
        found = pages.page(show, kind, slug)
        return {**found, **passages.passage(show, slug)} if kind == "passage" else found

    def html(answer: Object) -> bytes:
        return render("entity.html", request, entity=answer, formats=FORMATS, texts=bool(service.quotes.hashes))

    def rdf(_: Object) -> bytes:
        triples = export.describe(service.store, service.catalogue.iris, [service.catalogue.iris.entity(kind, slug)])
        if not triples:
            raise service.catalogue.unknown(kind, slug)
        if kind == "passage":
            triples += passages.neighbour_triples(show, slug)
        return export.serialise(triples, export.SYNTAXES[chosen])

    media = {chosen: FORMATS[chosen]}
    return respond(request, service, compute, formats=media, renderers={"html": html, **dict.fromkeys(RDF, rdf)})


def _moved(request: Request, kind: str, slug: str) -> Response:
    """A permanent redirect to a place's own address, with the same query."""
    root = str(request.scope.get("root_path", ""))
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{root}/id/{kind}/{quote(slug, safe='-._~')}{query}", 308)
