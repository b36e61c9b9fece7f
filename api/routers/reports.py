"""``/api/reports`` and ``/api/coverage``: the sources, what is taken from them, and what is not."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.one import one_entity
from api.parameters import KnownOn, ListQuery, ObjectQuery, day, known_id
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import OneReport, responses
from api.shapes.common import Page
from api.shapes.entities import Report, Section
from api.views import coverage as covering
from api.views import reports as views
from api.views.clocks import echo

router = APIRouter(tags=["sources"])


class ReportsQuery(ListQuery):
    """What a list of reports takes."""

    known_on: KnownOn


class CoverageQuery(ReportsQuery):
    """Filters of sections."""

    report: str | None = Field(default=None, examples=["mofcom-2024"])


@router.get("/api/reports", summary="The sources", responses=responses(Page[Report], csv=True))
def reports(request: Request, query: Annotated[ReportsQuery, Query()]) -> Response:
    """Reports with issuer, publication, cut-off, the hash of their text, and counts of facts taken by kind."""
    service: Service = request.app.state.service
    known_on = day("known_on", query.known_on)

    def compute() -> Object:
        show = Presenter(service, known_on)
        items = [views.report(show, slug) for slug in show.ids("report")]
        searched: Object = {"reports": len(service.catalogue.ids("report"))}
        reason = ("nothing_known", "No report had been published by the day asked.")
        extra = echo(show)
        return page(request, items, query.limit, query.offset, searched=searched, extra=extra, reason=reason)

    return respond(request, service, compute, formats=LIST)


@router.get("/api/reports/{report}", summary="One report", responses=responses(OneReport))
def report(request: Request, report: str, query: Annotated[ObjectQuery, Query()]) -> Response:
    """One report: title, issuer as printed, publication, cut-off, what it covers, text hash, counts of facts taken."""
    return one_entity(request, query, "report", report, lambda show: views.report(show, report))


@router.get(
    "/api/coverage",
    summary="What the graph holds of each section, and what it leaves out",
    responses=responses(Page[Section], csv=True),
)
def coverage(request: Request, query: Annotated[CoverageQuery, Query()]) -> Response:
    """For each section of each report: passages, how many are cited, records of each kind with evidence in it.

    ``uncited`` lists the passages that no fact cites; ``left_out`` says what is not taken on purpose. ``title`` is the
    heading in the source's words, null where the service has no text.
    """
    service: Service = request.app.state.service
    known_id(service, "report", query.report, "report")
    known_on = day("known_on", query.known_on)
    remarks = hashlib.sha256(repr(sorted(service.left_out.items())).encode()).hexdigest()

    def compute() -> Object:
        show = Presenter(service, known_on)
        items = covering.sections(show, query.report)
        searched: Object = {"passages": len(service.catalogue.passages)}
        reason = ("nothing_known", "The report had not been published by the day asked.")
        extra = echo(show)
        return page(request, items, query.limit, query.offset, searched=searched, extra=extra, reason=reason)

    return respond(request, service, compute, resolved={"left_out": remarks}, formats=LIST)
