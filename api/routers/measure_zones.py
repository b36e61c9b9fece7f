"""``/api/measures/{id}/zones``: the inverse of the main question."""

from collections.abc import Mapping
from typing import Annotated, Final, get_args

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.parameters import KnownOn, ListQuery, ValidOn, day, one_of, today
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import MeasureZones, responses
from api.views import measures as views
from api.views import zone_measures as zones
from api.views.clocks import echo
from graph.applicability import STRENGTH, Asked, Reason, reason_in_time
from graph.dates import Certainty
from graph.model import Basis
from graph.reached import Reached, places_reached
from graph.zone_measures import REASON_ORDER, Item, known_ways, strongest

router = APIRouter(prefix="/api/measures", tags=["measures"])
CERTAINTIES: Final = get_args(Certainty)


class MeasureZonesQuery(ListQuery):
    """Filters of the places that a measure reaches."""

    valid_on: ValidOn
    known_on: KnownOn
    basis: str | None = Field(default=None, description=", ".join(get_args(Basis)), examples=["designated"])
    certainty: str | None = Field(default=None, description=", ".join(CERTAINTIES), examples=["certain"])


@router.get("/{measure}/zones", summary="Which places a measure reaches", responses=responses(MeasureZones, csv=True))
def measure_zones(request: Request, measure: str, query: Annotated[MeasureZonesQuery, Query()]) -> Response:
    """Every zone and area that a measure applies to on a day, with basis, path, certainty, validity and conditions.

    The strongest basis first, then by id. It is the same answer as that of ``/api/zones/{id}/measures`` for each place.
    """
    service: Service = request.app.state.service
    valid_on = day("valid_on", query.valid_on) or today()
    one_of("basis", query.basis, STRENGTH)
    one_of("certainty", query.certainty, CERTAINTIES)
    asked = Asked(valid_on, day("known_on", query.known_on))
    show = Presenter(service, asked.known_on)
    show.known_entity("measure", measure)

    def compute() -> Object:
        return _answer(request, show, measure, query, asked)

    return respond(request, service, compute, resolved={"valid_on": valid_on.edtf}, formats=LIST)


def _answer(request: Request, show: Presenter, measure: str, query: MeasureZonesQuery, asked: Asked) -> Object:
    stated = any(record.applies_to for record in zones.records(show.said("measure", measure)))
    ways = places_reached(show.service.store, show.catalogue, measure) if stated else {}
    known = {place: known_ways(found, asked) for place, found in ways.items()}
    applying = {place: item for place, found in known.items() if (item := strongest(measure, found, asked))}
    order = sorted(applying, key=lambda place: (STRENGTH.index(applying[place].way.basis), place))
    items = [views.reached(show, place, applying[place]) for place in order if _wanted(applying[place], query)]
    shown = views.measure(show, measure, asked.valid_on)
    extra: Object = {"measure": shown, **echo(show, asked.valid_on)}
    searched: Object = {kind + "s": len(show.catalogue.ids(kind)) for kind in ("zone", "area")}
    reason = ("no_match", "It reaches places, but none on the basis or with the certainty asked.") if applying else None
    reason = reason or _nowhere(known, asked, stated=stated)
    return page(request, items, query.limit, query.offset, searched=searched, extra=extra, reason=reason)


def _wanted(item: Item, query: MeasureZonesQuery) -> bool:
    return query.basis in (None, item.way.basis) and query.certainty in (None, item.certainty)


def _nowhere(known: Mapping[str, list[Reached]], asked: Asked, *, stated: bool) -> tuple[str, str]:
    """Why a measure reaches no place: it names none, or the reason that holds of most of the places it would reach."""
    if not stated:
        return "no_place", "No source says that it applies to a place or class: it is no rule for a place."
    found: list[Reason] = [
        reason
        for ways in known.values()
        for way in ways
        if (reason := reason_in_time(way.status, way.during, way.designated, way.unmet is not None, asked.valid_on))
    ]
    if not found:
        return "class_not_enumerated", "It is for a class whose members no source known then lists."
    first = min(found, key=lambda reason: (-found.count(reason), REASON_ORDER.index(reason)))
    return first, zones.REASONS[first]
