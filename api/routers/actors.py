"""``/api/organizations`` and ``/api/documents``: who acts, and works that are no policy instruments."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.one import one_entity
from api.parameters import KnownOn, ListQuery, ObjectQuery, Words, day, known_concept, known_id
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import OneDocument, OneOrganization, responses
from api.shapes.common import Page
from api.shapes.entities import Document, Organization
from api.views import vocabulary as views
from api.views.clocks import echo
from api.views.entities import entity
from api.words import matches, names

router = APIRouter(tags=["organizations and documents"])


class OrganizationsQuery(ListQuery):
    """Filters of organizations; all that are given must hold."""

    type: str | None = Field(default=None, description="an organization type", examples=["ministry"])
    q: Words
    known_on: KnownOn


class DocumentsQuery(ListQuery):
    """Filters of documents; all that are given must hold."""

    type: str | None = Field(default=None, description="a document type", examples=["handbook"])
    publisher: str | None = Field(default=None, description="an organization", examples=["wto"])
    q: Words
    known_on: KnownOn


@router.get("/api/organizations", summary="Organizations", responses=responses(Page[Organization], csv=True))
def organizations(request: Request, query: Annotated[OrganizationsQuery, Query()]) -> Response:
    """Ministries, governments, international organizations and others, with what each issued, did and published."""
    service: Service = request.app.state.service
    known_concept(service, "type", query.type, "organization-type")
    known_on = day("known_on", query.known_on)

    def compute() -> Object:
        show = Presenter(service, known_on)
        every = show.ids("organization")
        found = _found(show, "organization", query.q, {"type": query.type})
        items = [views.organization(show, slug) for slug in found]
        searched: Object = {"organizations": len(every)}
        return page(request, items, query.limit, query.offset, searched=searched, extra=echo(show))

    return respond(request, service, compute, formats=LIST)


def _found(show: Presenter, kind: str, words: str | None, filters: dict[str, str | None]) -> list[str]:
    """The entities of a kind with all words in their names and the wanted id in each field."""
    return [
        slug
        for slug in show.ids(kind)
        if matches(words, names(show.said(kind, slug)))
        and all(wanted is None or wanted in show.names(kind, slug, field) for field, wanted in filters.items())
    ]


@router.get("/api/organizations/{organization}", summary="One organization", responses=responses(OneOrganization))
def organization(request: Request, organization: str, query: Annotated[ObjectQuery, Query()]) -> Response:
    """One organization, merged from all sources known."""
    return one_entity(request, query, "organization", organization, lambda show: views.organization(show, organization))


@router.get(
    "/api/documents", summary="Works that are no policy instruments", responses=responses(Page[Document], csv=True)
)
def documents(request: Request, query: Annotated[DocumentsQuery, Query()]) -> Response:
    """Publications, statistics, handbooks and a game that the reports name: none of them an instrument."""
    service: Service = request.app.state.service
    known_concept(service, "type", query.type, "document-type")
    known_id(service, "publisher", query.publisher, "organization")
    known_on = day("known_on", query.known_on)

    def compute() -> Object:
        show = Presenter(service, known_on)
        every = show.ids("document")
        found = _found(show, "document", query.q, {"type": query.type, "publishers": query.publisher})
        items = [entity(show, "document", slug) for slug in found]
        searched: Object = {"documents": len(every)}
        return page(request, items, query.limit, query.offset, searched=searched, extra=echo(show))

    return respond(request, service, compute, formats=LIST)


@router.get("/api/documents/{document}", summary="One document", responses=responses(OneDocument))
def document(request: Request, document: str, query: Annotated[ObjectQuery, Query()]) -> Response:
    """One document, merged from all sources known."""
    return one_entity(request, query, "document", document, lambda show: entity(show, "document", document))
