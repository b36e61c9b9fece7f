"""``/api/queries``: the gallery of questions in SPARQL, Cypher and REST."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.answers import LIST, OBJECT, page, respond
from api.negotiation import JSON
from api.parameters import ListQuery
from api.present import Object, Presenter
from api.service import Service
from api.shapes import queries as shapes
from api.shapes.answers import Responses, responses
from api.shapes.common import Page
from api.views import queries as views
from api.views.clocks import echo
from graph import export
from graph.errors import UnknownId
from graph.gallery.question import Question
from graph.gallery.reading import ids, load

router = APIRouter(prefix="/api/queries", tags=["query gallery"])

RDF: Final[Mapping[str, str]] = {name: export.SYNTAXES[name].media for name in ("turtle", "jsonld")}
MANY_FORMATS: Final = {**LIST, **RDF}
ONE_FORMATS: Final = {**OBJECT, **RDF}
MANY: Final[Responses] = responses(Page[shapes.Query])
MANY[200]["content"] = {media: {"schema": {"type": "string"}} for media in MANY_FORMATS.values() if media != JSON}
ONE: Final[Responses] = responses(shapes.OneQuery)
ONE[200]["content"] = {media: {"schema": {"type": "string"}} for media in RDF.values()}


@router.get("", summary="The query gallery", responses=MANY)
def queries(request: Request, query: Annotated[ListQuery, Query()]) -> Response:
    """Questions that can be asked in SPARQL, in Cypher and over REST, with the same rows from each.

    As Turtle or JSON-LD the SPARQL forms are ``sh:SPARQLSelectExecutable``, each ready to run on its first example.
    """
    service: Service = request.app.state.service
    root = _root(request)

    def compute() -> Object:
        every = [load(name) for name in ids()]
        items = [views.query(root, question) for question in every]
        searched: Object = {"queries": len(every)}
        extra = echo(Presenter(service))
        return page(request, items, query.limit, query.offset, searched=searched, extra=extra)

    def rdf(syntax: export.Syntax) -> bytes:
        shown = ids()[query.offset : query.offset + query.limit]
        triples = views.triples(root, [(load(name), {}) for name in shown], service.catalogue)
        return export.serialise(triples, syntax)

    renderers = {name: lambda _, name=name: rdf(export.SYNTAXES[name]) for name in RDF}
    return respond(request, service, compute, formats=MANY_FORMATS, renderers=renderers)


@router.get("/{query}", summary="One question of the gallery", responses=ONE)
def one(request: Request, query: Annotated[str, Path(examples=["measures-at-place"])]) -> Response:
    """A question in its three forms, with its parameters open and ready to run, with links that run it.

    Its own parameters may be given as in the REST call (``?place=hainan-ftp&valid_on=2024-08``); for those that are
    left out the values of its first example stand.
    """
    service: Service = request.app.state.service
    root, question = _root(request), _known(query)
    given = {name: text for name, text in request.query_params.items() if name != "format"}

    def compute() -> Object:
        return views.one(root, question, given, service.catalogue)

    def rdf(syntax: export.Syntax) -> bytes:
        return export.serialise(views.triples(root, [(question, given)], service.catalogue), syntax)

    renderers = {name: lambda _, name=name: rdf(export.SYNTAXES[name]) for name in RDF}
    return respond(request, service, compute, formats=ONE_FORMATS, renderers=renderers)


def _known(slug: str) -> Question:
    """The question of an id; UnknownId with near ones."""
    if slug not in ids():
        raise UnknownId("query", slug, get_close_matches(slug, ids(), n=5, cutoff=0.4))
    return load(slug)


def _root(request: Request) -> str:
    """The address of the service as the request has it."""
    return str(request.base_url).rstrip("/")
