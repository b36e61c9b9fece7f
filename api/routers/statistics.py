"""``/api/statistics``: every printing of every figure."""

from collections.abc import Iterator
from typing import Annotated, Final, Literal, get_args, get_type_hints

import orjson
from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api import jsonstat
from api.answers import LIST, page, respond
from api.figure_filters import about, known_subject, of_period, period
from api.lazy import Presented
from api.negotiation import CSV
from api.parameters import DayText, ListQuery, day, known_id, one_of
from api.present import Object, Presenter, label
from api.service import Service
from api.shapes.answers import Responses, responses
from api.shapes.figures import Statistics
from api.views import observations as views
from api.views.clocks import echo
from graph import cube, export
from graph.dates import EdtfDate
from graph.model import Observation
from graph.statements import Statement
from graph.store import NamedNode
from ontology.namespaces import expand

router = APIRouter(prefix="/api/statistics", tags=["statistics"])

CHOICES: Final = get_type_hints(Observation)
TURTLE: Final = export.SYNTAXES["turtle"]
FORMATS: Final = {**LIST, "jsonstat": jsonstat.MEDIA, TURTLE.name: TURTLE.media}
STRUCTURE: Final = expand("pg:observationStructure")
RESPONSES: Final[Responses] = responses(Statistics, csv=True)
RESPONSES[200]["content"] = {media: {"schema": {"type": "string"}} for media in (CSV, jsonstat.MEDIA, TURTLE.media)}


class StatisticsQuery(ListQuery):
    """Filters of observations."""

    indicator: str | None = Field(default=None, examples=["digitally-deliverable-exports"])
    subject: str | None = Field(
        default=None, description="what a figure is about: an id of any kind", examples=["china"]
    )
    area: str | None = Field(default=None, examples=["guangdong"])
    period: str | None = Field(default=None, description="YYYY, YYYY-MM, YYYY-MM-DD or an interval", examples=["2023"])
    report: str | None = Field(default=None, examples=["mofcom-2024"])
    table: str | None = Field(default=None, examples=["table-4"])
    type: str | None = Field(default=None, examples=["level"])
    status: str | None = Field(default=None, examples=["observed"])
    lang: Literal["zh", "en"] = Field(default="zh", description="the language of labels in JSON-stat")
    known_on: DayText


@router.get("", summary="Figures, each as printed", responses=RESPONSES)
def statistics(request: Request, query: Annotated[StatisticsQuery, Query()]) -> Response:
    """Observations: a figure as one report prints it in one place, in its printed unit and in a base unit.

    ``period`` matches figures of a day, month or year that overlaps with it, and intervals that lie within it.
    """
    service: Service = request.app.state.service
    known_id(service, "indicator", query.indicator, "indicator")
    known_id(service, "area", query.area, "area", "zone")
    known_id(service, "report", query.report, "report")
    known_subject(service, query.subject, (record.subject for _, record in _all(service)))
    one_of("type", query.type, get_args(CHOICES["type"]))
    one_of("status", query.status, get_args(CHOICES["status"]))
    one_of("table", query.table, dict.fromkeys(r.table for _, r in _all(service) if r.table))
    when, known_on = period(query.period), day("known_on", query.known_on)

    def compute() -> Object:
        return _answer(request, Presenter(service, known_on), query, when)

    def turtle(answer: Object) -> bytes:
        listed = answer["items"]
        items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        iris = service.catalogue.iris
        found = [str(item["iri"]) for item in items]
        found += [iris.dataset(f"{item['report']}-{item['table'] or cube.TEXT}") for item in items]
        found += _structure(service) if found else []
        return export.serialise(export.describe(service.store, iris, found), TURTLE)

    def json_stat(answer: Object) -> bytes:
        def words(kind: str, slug: str) -> Object | None:
            return label(service.catalogue.label(kind, slug))

        return orjson.dumps(jsonstat.dataset(answer, query.lang, words))

    return respond(request, service, compute, formats=FORMATS, renderers={TURTLE.name: turtle, "jsonstat": json_stat})


def _structure(service: Service) -> list[str]:
    """The IRIs of the structure that all data sets share, and of its components: with them a cube is whole."""
    component = expand("qb:component")
    parts = [
        triple.object.value
        for triple in export.describe(service.store, service.catalogue.iris, [STRUCTURE])
        if triple.predicate.value == component and isinstance(triple.object, NamedNode)
    ]
    return [STRUCTURE, *parts]


def _answer(request: Request, show: Presenter, query: StatisticsQuery, when: EdtfDate | None) -> Object:
    every = [(said, record) for said, record in _all(show.service) if record.source in show.sources]
    found = [said for said, record in every if _wanted(record, query) and of_period(record.period, when)]
    reason = ("no_match", "No figure in the graph matches all the filters.")
    if not every:
        reason = ("nothing_known", "No source of figures had been published by the day asked.")
    if when and not found and any(_wanted(record, query) for _, record in every):
        reason = (
            "no_period",
            f"There are such figures, but none of {when.edtf}; intervals must lie within it.",
        )
    return page(
        request,
        Presented(found, lambda said: views.observation(show, said)),
        query.limit,
        query.offset,
        searched={"observations": len(every)},
        extra={**echo(show), "period": when.edtf if when else None},
        reason=reason,
    )


def _all(service: Service) -> Iterator[tuple[Statement, Observation]]:
    """Every observation, by id."""
    for slug in service.catalogue.ids("observation"):
        for said in service.catalogue.entity("observation", slug):
            if isinstance(said.record, Observation):
                yield said, said.record


def _wanted(record: Observation, query: StatisticsQuery) -> bool:
    asked = (
        (query.indicator, record.indicator), (query.area, record.area), (query.report, record.source),
        (query.table, record.table), (query.type, record.type), (query.status, record.status),
    )  # fmt: skip
    return about(query.subject, record.subject) and all(wanted in (None, given) for wanted, given in asked)
