"""``/api/statistics/series``: figures in order of time, vintages side by side, as data and as charts."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal

import orjson
from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.figure_filters import about, known_subject
from api.lazy import Presented
from api.negotiation import CSV
from api.parameters import DayText, ListQuery, day, known_id, one_of
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import Responses, responses
from api.shapes.statistics import SeriesAnswer
from api.views import chart
from api.views import series as views
from api.views.clocks import echo
from graph import vegalite
from graph.statistics.series import Series

router = APIRouter(prefix="/api/statistics", tags=["statistics"])

SVG: Final = "image/svg+xml"
FORMATS: Final = {**LIST, "svg": SVG, "vegalite": vegalite.MEDIA}
RESPONSES: Final[Responses] = responses(SeriesAnswer, csv=True)
RESPONSES[200]["content"] = {media: {"schema": {"type": "string"}} for media in (CSV, SVG, vegalite.MEDIA)}


class SeriesQuery(ListQuery):
    """Filters of series."""

    indicator: str | None = Field(default=None, examples=["digitally-deliverable-trade"])
    family: str | None = Field(
        default=None,
        description="all indicators of a family, each a series of its own",
        examples=["family-digital-services-exports"],
    )
    subject: str | None = Field(default=None, description="what it is about: an id of any kind", examples=["china"])
    area: str | None = Field(default=None, examples=["china"])
    counterpart: str | None = Field(default=None, description="the other side of a flow", examples=["united-states"])
    type: str | None = Field(default=None, examples=["level"])
    report: str | None = Field(default=None, description="with a vintage of this report", examples=["mofcom-2024"])
    lang: Literal["zh", "en"] = Field(default="zh", description="the language of charts")
    known_on: DayText


@router.get("/series", summary="Figures in order of time", responses=RESPONSES)
def series(request: Request, query: Annotated[SeriesQuery, Query()]) -> Response:
    """Series of one indicator, place, type and base unit each. Reports are vintages side by side and never joined.

    ``breaks`` tell where a series must not be read as one: another vintage, source or definition, years without a
    figure, forecasts. As ``svg`` or ``vegalite``: a chart of the series of the page, a panel a type and unit.
    """
    service: Service = request.app.state.service
    known_on = day("known_on", query.known_on)
    every = service.statistics(service.catalogue.known(known_on)).series
    found = _found(service, query, every)
    show = Presenter(service, known_on)
    reason = ("no_match", "No series of the figures known matches all the filters.")

    def compute() -> Object:
        return page(
            request,
            Presented(found, lambda one: views.series(show, one)),
            query.limit,
            query.offset,
            searched={"series": len(every)},
            extra=echo(show),
            reason=reason,
        )

    def spec(_: Object) -> Object:
        shown = found[query.offset : query.offset + query.limit]
        return chart.spec(show, shown, query.lang, chart.empty(query.lang, len(every)))

    renderers = {
        "csv": views.table,
        "vegalite": lambda answer: orjson.dumps(spec(answer)),
        "svg": lambda answer: vegalite.svg(spec(answer)),
    }
    return respond(request, service, compute, formats=FORMATS, renderers=renderers)


def _found(service: Service, query: SeriesQuery, every: Sequence[Series]) -> list[Series]:
    """The series that match all filters; BadParameter for a filter that cannot be used."""
    known_id(service, "indicator", query.indicator, "indicator")
    known_id(service, "report", query.report, "report")
    for name, asked in (("area", query.area), ("counterpart", query.counterpart)):
        known_id(service, name, asked, "area", "zone")
    known_subject(service, query.subject, (one.about.subject for one in every))
    concepts = service.catalogue.concepts
    families = {slug: concept.family or slug for (kind, slug), concept in concepts.items() if kind == "indicator"}
    one_of("family", query.family, sorted(set(families.values())))
    one_of("type", query.type, sorted({one.type for one in every}))
    return [
        one
        for one in every
        if _wanted(one, query) and query.family in (None, families.get(one.indicator, one.indicator))
    ]


def _wanted(found: Series, query: SeriesQuery) -> bool:
    asked = (
        (query.indicator, found.indicator), (query.area, found.about.area), (query.type, found.type),
        (query.counterpart, found.about.counterpart),
    )  # fmt: skip
    of_report = query.report is None or any(vintage.report == query.report for vintage in found.vintages)
    return of_report and about(query.subject, found.about.subject) and all(want in (None, has) for want, has in asked)
