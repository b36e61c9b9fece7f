"""``/api/reports/compare``: two reports side by side."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.lazy import Presented
from api.parameters import ListQuery, known_id, one_of
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import responses
from api.shapes.comparison import Comparison
from api.views import comparison as views
from api.views.clocks import echo
from graph.comparison import CHANGES, COMPARED, Compared, compare
from graph.errors import BadParameter

router = APIRouter(tags=["sources"])


class CompareQuery(ListQuery):
    """Which reports, and filters of what is found."""

    from_: str = Field(alias="from", description="the id of a report", examples=["mofcom-2021"])
    to: str = Field(description="the id of another report", examples=["mofcom-2024"])
    kind: str | None = Field(default=None, examples=["instrument"])
    change: str | None = Field(default=None, examples=["not_mentioned"])
    progress: str | None = Field(default=None, description="true: only what was announced and then done")


@router.get(
    "/api/reports/compare",
    summary="What is new, continued, changed or not mentioned between two reports",
    responses=responses(Comparison, csv=True),
)
def comparison(request: Request, query: Annotated[CompareQuery, Query()]) -> Response:
    """Every entity that one of two reports names: new, continued, changed (with what), or not mentioned in the second.

    "Not mentioned" says nothing about whether a thing goes on. ``progress`` names what the earlier report announces
    and the later one records as done under the same id; ``see_also`` lists acts that share an instrument, agreement
    or zone with a plan, without a claim that they fulfil it.
    """
    service: Service = request.app.state.service
    known_id(service, "from", query.from_, "report")
    known_id(service, "to", query.to, "report")
    if query.from_ == query.to:
        raise BadParameter("to", query.to, "a report other than that of from")
    one_of("kind", query.kind, COMPARED)
    one_of("change", query.change, CHANGES)
    one_of("progress", query.progress, ("true", "false"))

    def compute() -> Object:
        return _answer(request, Presenter(service), query)

    return respond(request, service, compute, formats=LIST)


def _answer(request: Request, show: Presenter, query: CompareQuery) -> Object:
    every = compare(show.catalogue, query.from_, query.to)
    found = [one for one in every if _wanted(one, query)]
    extra: Object = {
        **echo(show),
        "from": show.ref("report", query.from_),
        "to": show.ref("report", query.to),
        "counts": _counts(every),
        "progress_total": sum(one.progress is not None for one in every),
    }
    reports = query.from_, query.to
    return page(
        request, Presented(found, lambda one: views.item(show, one, reports)), query.limit, query.offset,
        searched={"entities": len(every)}, extra=extra,
    )  # fmt: skip


def _wanted(one: Compared, query: CompareQuery) -> bool:
    if query.kind not in (None, one.kind) or query.change not in (None, one.change):
        return False
    return query.progress is None or (one.progress is not None) == (query.progress == "true")


def _counts(every: Sequence[Compared]) -> Object:
    """How many of each kind stand in each relation."""
    counted = Counter((one.kind, one.change) for one in every)
    kinds = dict.fromkeys(one.kind for one in every)
    return {kind: {change: counted[kind, change] for change in CHANGES} for kind in kinds}
