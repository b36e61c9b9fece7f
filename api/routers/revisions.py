"""``/api/statistics/revisions``: what the texts give differently."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.figure_filters import about, known_subject, of_period, period
from api.lazy import Presented
from api.parameters import DayText, ListQuery, day, known_id, one_of
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import responses
from api.shapes.statistics import Revisions
from api.views import revisions as views
from api.views.clocks import echo
from graph.dates import EdtfDate
from graph.statistics.revisions import CLASSES, Revision

router = APIRouter(prefix="/api/statistics", tags=["statistics"])


class RevisionsQuery(ListQuery):
    """Filters of what is given differently."""

    family: str | None = Field(
        default=None, description="a family of indicators", examples=["family-digital-services-exports"]
    )
    indicator: str | None = Field(
        default=None, description="what has a value of this indicator", examples=["digitally-deliverable-exports"]
    )
    subject: str | None = Field(default=None, description="what it is about: an id of any kind", examples=["china"])
    area: str | None = Field(default=None, examples=["china"])
    period: str | None = Field(default=None, description="YYYY, YYYY-MM, YYYY-MM-DD or an interval", examples=["2021"])
    report: str | None = Field(default=None, description="what has a value of this report", examples=["mofcom-2021"])
    type: str | None = Field(default=None, examples=["level"])
    class_: str | None = Field(
        default=None, alias="class", description=f"one of {', '.join(CLASSES)}", examples=["revision"]
    )
    known_on: DayText


@router.get("/revisions", summary="What the texts give differently", responses=responses(Revisions, csv=True))
def revisions(request: Request, query: Annotated[RevisionsQuery, Query()]) -> Response:
    """Every indicator family, area and period that the reports give differently, between them or within one.

    Values that follow from two printed ones of one report count, marked ``derived``. The class of each pair of values:
    ``definition`` (two indicators or two sources), ``revision`` (one indicator, two reports), ``rounding`` (the printed
    places allow that both are one value, by interval arithmetic), ``inconsistency`` (one report, and they do not).
    """
    service: Service = request.app.state.service
    known_on = day("known_on", query.known_on)
    every = service.statistics(service.catalogue.known(known_on)).revisions
    known_id(service, "indicator", query.indicator, "indicator")
    known_id(service, "area", query.area, "area", "zone")
    known_id(service, "report", query.report, "report")
    known_subject(service, query.subject, (one.about.subject for one in every))
    families = {
        concept.family or concept.id for concept in service.catalogue.concepts.values() if concept.kind == "indicator"
    }
    one_of("family", query.family, sorted(families))
    one_of("type", query.type, sorted({one.type for one in every}))
    one_of("class", query.class_, CLASSES)
    when = period(query.period)

    def compute() -> Object:
        show = Presenter(service, known_on)
        found = [one for one in every if _wanted(one, query, when)]
        return page(
            request,
            Presented(found, lambda one: views.revision(show, one)),
            query.limit,
            query.offset,
            searched={"revisions": len(every)},
            extra={**echo(show), "period": when.edtf if when else None},
            reason=("no_match", "The reports known give nothing differently that matches all the filters."),
        )

    return respond(request, service, compute, formats=LIST)


def _wanted(found: Revision, query: RevisionsQuery, when: EdtfDate | None) -> bool:
    figures = [given.figure for given in found.values]
    return (
        query.family in (None, found.family)
        and query.area in (None, found.about.area)
        and query.type in (None, found.type)
        and about(query.subject, found.about.subject)
        and (query.class_ is None or query.class_ in found.classes)
        and (query.indicator is None or any(figure.indicator == query.indicator for figure in figures))
        and (query.report is None or any(figure.report == query.report for figure in figures))
        and of_period(found.period, when)
    )
