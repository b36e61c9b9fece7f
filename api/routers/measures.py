"""``/api/measures``: measures, and the places that one reaches."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.one import one_entity
from api.parameters import (
    STATUSES,
    KnownOn,
    ListQuery,
    ObjectQuery,
    ValidOn,
    Words,
    day,
    known_id,
    one_of,
    today,
)
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import OneMeasure, responses
from api.shapes.common import Page
from api.shapes.entities import Measure
from api.views import measures as views
from api.views import zone_measures as zones
from api.views.clocks import echo
from api.words import matches, names
from graph.applicability import Asked, held_then
from graph.dates import EdtfDate
from graph.zone_measures import Item, ZoneMeasures, zone_measures

router = APIRouter(prefix="/api/measures", tags=["measures"])


class MeasuresQuery(ListQuery):
    """Filters of measures; all that are given must hold."""

    topic: str | None = Field(default=None, examples=["data-cross-border"])
    instrument: str | None = Field(default=None, examples=["vats-opening-pilot-notice"])
    agreement: str | None = Field(default=None, examples=["depa"])
    zone: str | None = Field(default=None, description="a zone or area that it applies to", examples=["lingang"])
    status: str | None = Field(default=None, description=", ".join(STATUSES), examples=["pilot"])
    q: Words
    valid_on: ValidOn
    known_on: KnownOn


@router.get("", summary="Measures", responses=responses(Page[Measure], csv=True))
def measures(request: Request, query: Annotated[MeasuresQuery, Query()]) -> Response:
    """Measures with action, topics, instrument, where they apply, validity and status, by id.

    With ``zone`` those that apply there on ``valid_on`` (today without it), each with its basis and certainty; else
    ``valid_on`` leaves those that may hold on that day. ``status`` is as of ``valid_on``, or of today.
    """
    service: Service = request.app.state.service
    known_id(service, "topic", query.topic, "topic")
    known_id(service, "instrument", query.instrument, "instrument")
    known_id(service, "agreement", query.agreement, "agreement")
    known_id(service, "zone", query.zone, "zone", "area")
    one_of("status", query.status, STATUSES)
    given, known_on = day("valid_on", query.valid_on), day("known_on", query.known_on)
    as_of = given or today()

    def compute() -> Object:
        return _answer(request, Presenter(service, known_on), query, given, as_of)

    return respond(request, service, compute, resolved={"as_of": as_of.edtf}, formats=LIST)


def _answer(request: Request, show: Presenter, query: MeasuresQuery, given: EdtfDate | None, as_of: EdtfDate) -> Object:
    every = show.ids("measure")
    found = [slug for slug in every if _wanted(show, slug, query) and _in_time(show, slug, query, as_of)]
    reason, asked, applying = None, given, dict[str, Item]()
    if query.zone is not None:
        asked = as_of
        answer = zone_measures(
            show.catalogue, query.zone, show.service.reached(query.zone), Asked(as_of, show.known_on)
        )
        applying = {item.measure: item for item in answer.items}
        reason = _not_there(show, answer, found) if found else None
        found = [slug for slug in found if slug in applying]
    items = [_item(views.measure(show, slug, as_of), applying.get(slug)) for slug in found]
    searched: Object = {"measures": len(every)}
    extra = echo(show, asked)
    return page(request, items, query.limit, query.offset, searched=searched, extra=extra, reason=reason)


def _item(shown: Object, applying: Item | None) -> Object:
    return {**shown, "basis": applying.way.basis, "certainty": applying.certainty} if applying else shown


def _wanted(show: Presenter, slug: str, query: MeasuresQuery) -> bool:
    for field, wanted in (("topics", query.topic), ("instrument", query.instrument), ("agreements", query.agreement)):
        if wanted is not None and wanted not in show.names("measure", slug, field):
            return False
    return matches(query.q, names(show.said("measure", slug)))


def _in_time(show: Presenter, slug: str, query: MeasuresQuery, as_of: EdtfDate) -> bool:
    """Status as asked, and holding on the day asked where one was; what had ended is found by that status only."""
    current = views.state(show, slug)
    if current is None:
        return False
    found = views.status(current, as_of)
    if query.status not in (None, found):
        return False
    asked = query.valid_on is not None and query.zone is None and query.status != "ended"
    return not asked or held_then(current.valid, as_of) is not None


def _not_there(show: Presenter, answer: ZoneMeasures, found: list[str]) -> tuple[str, str]:
    """Why what matches the other filters does not apply to the place."""
    others = [other for other in answer.not_applying if other.measure in set(found)]
    words = dict.fromkeys(zones.why_not(show, other) for other in others)
    return (
        "none_applies",
        f"Of {len(found)} that match the rest none applies on the day asked. {' '.join(words)}",
    )


@router.get("/{measure}", summary="One measure", responses=responses(OneMeasure))
def measure(request: Request, measure: str, query: Annotated[ObjectQuery, Query()]) -> Response:
    """One measure, merged from all sources known, with its status as of today."""
    as_of = today()
    return one_entity(request, query, "measure", measure, lambda show: views.measure(show, measure, as_of), as_of)
