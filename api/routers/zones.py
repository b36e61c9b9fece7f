"""``/api/zones``: places, and the main question."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.parameters import DayText, ListQuery, day, known_id, one_of, today
from api.present import Json, Object, Presenter
from api.service import Service
from api.shapes import answers as shapes
from api.views import zone_measures as views
from api.views.clocks import echo
from graph.applicability import Asked
from graph.model import Measure
from graph.zone_measures import Item, ZoneMeasures, zone_measures

router = APIRouter(prefix="/api/zones", tags=["zones"])


class ZoneMeasuresQuery(ListQuery):
    """Filters of the main question."""

    valid_on: DayText
    known_on: DayText
    basis: str | None = None
    topic: str | None = None
    agreement: str | None = None
    certainty: str | None = None
    explain: str | None = None


@router.get(
    "/{zone}/measures",
    summary="Which measures apply to a zone",
    responses=shapes.responses(shapes.ZoneMeasures, csv=True),
)
def measures(request: Request, zone: str, query: Annotated[ZoneMeasuresQuery, Query()]) -> Response:
    """Which measures apply to a zone on a day, on what basis, where it says so; with ``explain`` why others do not."""
    service: Service = request.app.state.service
    service.catalogue.place(zone)
    valid_on = day("valid_on", query.valid_on) or today()
    asked = Asked(valid_on, day("known_on", query.known_on))
    one_of("basis", query.basis, ("designated", "class", "inherited", "partial"))
    one_of("certainty", query.certainty, ("certain", "possible"))
    one_of("explain", query.explain, ("true", "false", "all"))
    known_id(service, "topic", query.topic, "topic")
    known_id(service, "agreement", query.agreement, "agreement")

    def compute() -> Object:
        return _answer(request, service, zone, asked, query)

    return respond(request, service, compute, resolved={"valid_on": valid_on.edtf}, formats=LIST)


def _answer(request: Request, service: Service, zone: str, asked: Asked, query: ZoneMeasuresQuery) -> Object:
    show = Presenter(service, asked.known_on)
    explain = query.explain in ("true", "all")
    found = zone_measures(service.catalogue, zone, service.reached(zone), asked, explain=explain)
    items = [views.item(show, item) for item in found.items if _wanted(show, item, query)]
    searched: Object = {"measures": found.searched, "zones": len(service.catalogue.ids("zone"))}
    extra: Object = {"zone": show.place(zone), **echo(show, asked.valid_on)}
    answer = page(
        request, items, query.limit, query.offset, searched=searched, extra=extra, reason=_empty(found, query)
    )
    if explain:
        answer["not_applying"] = _explained(show, found, query)
        answer["not_applying_counts"] = views.reason_counts(found.not_applying)
    return answer


def _wanted(show: Presenter, item: Item, query: ZoneMeasuresQuery) -> bool:
    if query.basis not in (None, item.way.basis) or query.certainty not in (None, item.certainty):
        return False
    return _concerns(views.records(show.said("measure", item.measure)), query)


def _concerns(stated: list[Measure], query: ZoneMeasuresQuery) -> bool:
    topic = query.topic is None or any(query.topic in record.topics for record in stated)
    return topic and (query.agreement is None or any(query.agreement in record.agreements for record in stated))


def _explained(show: Presenter, found: ZoneMeasures, query: ZoneMeasuresQuery) -> list[Json]:
    return [
        views.not_applying(show, other)
        for other in found.not_applying
        if (query.explain == "all" or other.reason != "other_place")
        and _concerns(views.records(show.said("measure", other.measure)), query)
    ]


def _empty(found: ZoneMeasures, query: ZoneMeasuresQuery) -> tuple[str, str]:
    if found.searched == 0:
        return "nothing_known", "No source that states measures had been published by the day asked."
    if found.items:
        return "no_match", "Measures apply, but none matches all the filters."
    return "none_applies", "No measure in the graph applies on the day asked; explain=true tells why."
