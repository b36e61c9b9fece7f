"""``/api/zones`` and ``/api/zones/{id}``: zones and areas, their classes, and what contains what."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.parameters import KnownOn, ListQuery, ObjectQuery, ValidOn, Words, day, known_id
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import OnePlace, responses
from api.shapes.common import Page
from api.shapes.entities import Place
from api.views import places as views
from api.views.clocks import echo
from api.words import matches, names
from graph.dates import EdtfDate
from graph.errors import BadParameter

router = APIRouter(prefix="/api/zones", tags=["zones"])

NOT_ENUMERATED: Final = ("class_not_enumerated", "No source in the graph lists the members of this class.")


class ZonesQuery(ListQuery):
    """Filters of zones and areas; all that are given must hold."""

    class_: str | None = Field(default=None, alias="class", description="a class of zones or areas", examples=["ftz"])
    within: str | None = Field(
        default=None, description="a zone or area: what lies wholly in it, it left out", examples=["shanghai"]
    )
    q: Words
    valid_on: ValidOn
    known_on: KnownOn


class ZoneQuery(ObjectQuery):
    """The two days of one place."""

    valid_on: ValidOn


@router.get("", summary="Zones and areas", responses=responses(Page[Place], csv=True))
def places(request: Request, query: Annotated[ZonesQuery, Query()]) -> Response:
    """Zones and areas with classes, parents, children and dates of designation, by id.

    ``valid_on`` leaves those that may have existed then, with the classes and containment that may have held.
    """
    service: Service = request.app.state.service
    _known_class(service, query.class_)
    known_id(service, "within", query.within, "zone", "area")
    valid_on, known_on = day("valid_on", query.valid_on), day("known_on", query.known_on)

    def compute() -> Object:
        show = Presenter(service, known_on)
        every = {kind: show.ids(kind) for kind in ("zone", "area")}
        slugs = sorted(slug for found in every.values() for slug in found)
        inside = views.within(show, query.within, valid_on) if query.within else set(slugs)
        found = [slug for slug in slugs if slug in inside and _wanted(show, slug, query, valid_on)]
        items = [views.place(show, slug, valid_on) for slug in found]
        searched: Object = {f"{kind}s": len(found) for kind, found in every.items()}
        unlisted = query.class_ is not None and not views.enumerated(show, query.class_)
        reason = NOT_ENUMERATED if unlisted else None
        return page(
            request, items, query.limit, query.offset, searched=searched, reason=reason, extra=echo(show, valid_on)
        )

    return respond(request, service, compute, formats=LIST)


def _known_class(service: Service, slug: str | None) -> None:
    term = service.catalogue.concepts.get(("concept", slug or ""))
    if slug is None or service.catalogue.kind_of(slug, ("zone-class",)) or (term and "area-class" in term.schemes):
        return
    near = service.catalogue.unknown("zone-class", slug).near
    raise BadParameter("class", slug, "the id of a class of zones or of areas", near)


def _wanted(show: Presenter, slug: str, query: ZonesQuery, valid_on: EdtfDate | None) -> bool:
    if query.class_ is not None and query.class_ not in views.class_ids(show, slug, valid_on):
        return False
    said = show.said(views.kind_of(show, slug), slug)
    return views.existed(show, slug, valid_on) and matches(query.q, names(said))


@router.get("/{zone}", summary="One zone or area", responses=responses(OnePlace))
def place(request: Request, zone: str, query: Annotated[ZoneQuery, Query()]) -> Response:
    """One zone or area, merged from all sources known; what they give incompatibly is under ``differs``."""
    service: Service = request.app.state.service
    show = Presenter(service, day("known_on", query.known_on))
    valid_on = day("valid_on", query.valid_on)
    show.known_entity(views.kind_of(show, zone), zone)

    def compute() -> Object:
        return {**views.place(show, zone, valid_on), **echo(show, valid_on)}

    return respond(request, service, compute)
