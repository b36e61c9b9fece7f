"""``/api/instruments``: laws, plans, opinions, notices, lists, drafts."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.one import one_entity
from api.parameters import (
    DAY,
    STATUSES,
    DayText,
    KnownOn,
    ListQuery,
    ObjectQuery,
    ValidOn,
    Words,
    day,
    known_concept,
    known_id,
    one_of,
    period,
    today,
)
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import OneInstrument, responses
from api.shapes.common import Page
from api.shapes.entities import Instrument
from api.views import instruments as views
from api.views.clocks import echo
from api.words import matches, names
from graph.applicability import held_then
from graph.dates import EdtfDate

router = APIRouter(prefix="/api/instruments", tags=["instruments"])


class InstrumentsQuery(ListQuery):
    """Filters of instruments; all that are given must hold."""

    type: str | None = Field(default=None, description="an instrument type", examples=["negative-list"])
    issuer: str | None = Field(default=None, description="an organization that issued it", examples=["state-council"])
    report: str | None = Field(default=None, description="a report that names it", examples=["mofcom-2024"])
    from_: str | None = Field(
        default=None, alias="from", description=f"with a date of any kind from then on: {DAY}", examples=["2023-06"]
    )
    to: DayText
    status: str | None = Field(default=None, description=", ".join(STATUSES), examples=["draft"])
    topic: str | None = Field(default=None, examples=["data-cross-border"])
    q: Words
    valid_on: ValidOn
    known_on: KnownOn


@router.get("", summary="Laws, plans, notices, lists, drafts", responses=responses(Page[Instrument], csv=True))
def instruments(request: Request, query: Annotated[InstrumentsQuery, Query()]) -> Response:
    """Instruments with type, dates by kind, issuers, stated counts, relations and measures, by id.

    ``from`` and ``to`` match where the bounds of any date of the instrument overlap with them. ``valid_on`` leaves
    those that had begun and not ended; ``status`` is as of that day, or of today.
    """
    service: Service = request.app.state.service
    known_concept(service, "type", query.type, "instrument-type")
    known_id(service, "issuer", query.issuer, "organization")
    known_id(service, "report", query.report, "report")
    known_id(service, "topic", query.topic, "topic")
    one_of("status", query.status, STATUSES)
    dated = period(query.from_, query.to)
    valid_on, known_on = day("valid_on", query.valid_on), day("known_on", query.known_on)
    as_of = valid_on or today()

    def compute() -> Object:
        show = Presenter(service, known_on)
        every = show.ids("instrument")
        found = [slug for slug in every if _wanted(show, slug, query, dated, as_of)]
        items = [views.instrument(show, slug, as_of) for slug in found]
        searched: Object = {"instruments": len(every)}
        return page(request, items, query.limit, query.offset, searched=searched, extra=echo(show, valid_on))

    return respond(request, service, compute, resolved={"as_of": as_of.edtf}, formats=LIST)


def _wanted(show: Presenter, slug: str, query: InstrumentsQuery, dated: EdtfDate | None, as_of: EdtfDate) -> bool:
    for field, wanted in (("type", query.type), ("issuers.id", query.issuer), ("topics", query.topic)):
        if wanted is not None and wanted not in show.names("instrument", slug, field):
            return False
    said = show.said("instrument", slug)
    if query.report is not None and query.report not in (statement.record.source for statement in said):
        return False
    if query.status not in (None, views.status(show, slug, as_of)):
        return False
    if dated is not None and not views.dated_within(show, slug, dated):
        return False
    ended = query.status == "ended"
    if query.valid_on is not None and not ended and held_then(views.holding(show, slug), as_of) is None:
        return False
    return matches(query.q, names(said))


@router.get("/{instrument}", summary="One instrument", responses=responses(OneInstrument))
def instrument(request: Request, instrument: str, query: Annotated[ObjectQuery, Query()]) -> Response:
    """One instrument, merged from all sources known; what they give incompatibly is under ``differs``."""
    as_of = today()
    return one_entity(
        request, query, "instrument", instrument, lambda show: views.instrument(show, instrument, as_of), as_of
    )
