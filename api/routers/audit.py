"""``/api/statistics/audit``: the arithmetic of the reports recomputed."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.figure_filters import of_period, period
from api.lazy import Presented
from api.parameters import DayText, ListQuery, day, known_id, one_of
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import responses
from api.shapes.statistics import Audit
from api.views import audit as views
from api.views.clocks import echo
from graph.dates import EdtfDate
from graph.statistics.check import TYPES, VERDICTS, Check

router = APIRouter(prefix="/api/statistics", tags=["statistics"])


class AuditQuery(ListQuery):
    """Filters of checks."""

    type: str | None = Field(default=None, description=f"one of {', '.join(TYPES)}", examples=["growth"])
    check: str | None = Field(default=None, description="one rule of the audit", examples=["sum-of-provinces"])
    result: str | None = Field(default=None, description=f"one of {', '.join(VERDICTS)}", examples=["rounding"])
    report: str | None = Field(default=None, examples=["mofcom-2024"])
    table: str | None = Field(default=None, examples=["table-4"])
    indicator: str | None = Field(default=None, examples=["digitally-deliverable-trade"])
    area: str | None = Field(default=None, examples=["china"])
    period: str | None = Field(default=None, description="YYYY, YYYY-MM, YYYY-MM-DD or an interval", examples=["2023"])
    observation: str | None = Field(
        default=None, description="checks of this figure, or with it", examples=["table-4-2023-trade"]
    )
    known_on: DayText


@router.get("/audit", summary="The reports' arithmetic recomputed", responses=responses(Audit, csv=True))
def audit(request: Request, query: Annotated[AuditQuery, Query()]) -> Response:
    """Sums, balances, shares, growth, ranks and figures printed twice, recomputed with interval arithmetic.

    ``ok``: what is computed would be printed as stated. ``rounding``: the printed places allow that both are one value.
    ``differs``: they do not. ``cannot-check``: an operand is not printed, and ``reason`` says which.
    """
    service: Service = request.app.state.service
    known_on = day("known_on", query.known_on)
    every = service.statistics(service.catalogue.known(known_on)).audit
    known_id(service, "indicator", query.indicator, "indicator")
    known_id(service, "area", query.area, "area", "zone")
    known_id(service, "report", query.report, "report")
    known_id(service, "observation", query.observation, "observation")
    one_of("type", query.type, TYPES)
    one_of("result", query.result, VERDICTS)
    one_of("check", query.check, tuple(views.RULES))
    one_of("table", query.table, dict.fromkeys(one.figure.table for one in every if one.figure.table))
    when = period(query.period)

    def compute() -> Object:
        show = Presenter(service, known_on)
        found = [one for one in every if _wanted(one, query, when)]
        counts = Counter(one.verdict for one in found)
        return page(
            request,
            Presented(found, lambda one: views.check(show, one)),
            query.limit,
            query.offset,
            searched={"checks": len(every)},
            extra={
                **echo(show),
                "period": when.edtf if when else None,
                "results": {verdict: counts[verdict] for verdict in VERDICTS},
            },
            reason=("no_match", "No check of the figures known matches all the filters."),
        )

    return respond(request, service, compute, formats=LIST)


def _wanted(found: Check, query: AuditQuery, when: EdtfDate | None) -> bool:
    figure = found.figure
    asked = (
        (query.type, found.type), (query.check, found.rule), (query.result, found.verdict),
        (query.report, figure.report), (query.table, figure.table), (query.indicator, figure.indicator),
        (query.area, figure.area),
    )  # fmt: skip
    with_it = query.observation is None or query.observation in (figure.id, *found.used)
    return with_it and all(wanted in (None, given) for wanted, given in asked) and of_period(figure.period, when)
