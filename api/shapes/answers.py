"""The shapes of the answers to the main question and its inverse, and what a path's OpenAPI entry says of responses."""

from typing import Final, TypeAlias

from api.shapes.common import Condition, Date, Days, Evidence, Page, Problem, Ref, Route, Shape, Step, Valid
from api.shapes.entities import (
    Agreement,
    Document,
    Event,
    Indicator,
    Instrument,
    Measure,
    Organization,
    Participation,
    Place,
    Report,
    Target,
)  # fmt: skip
from graph.applicability import Reason
from graph.dates import Certainty
from graph.model import Basis, Status


class MeasureBrief(Ref):
    """What an item tells of its measure."""

    topics: list[str]
    action: str | None
    status: Status


class Applies(Shape):
    """What both directions of applicability have: the strongest basis with its path, the others in ``also``."""

    basis: Basis
    path: list[Step]
    also: list[Route]
    certainty: Certainty
    valid: Valid
    conditions: list[Condition]
    evidence: Evidence


class ZoneMeasure(Applies):
    """A measure that applies to the zone."""

    measure: MeasureBrief
    instrument: Ref | None


class ReasonWhy(Shape):
    """Why a measure does not apply; ``date`` is what it turns on, if anything."""

    code: Reason
    detail: str
    date: Date | None


class NotApplying(Shape):
    """A measure that does not apply."""

    measure: Ref
    instrument: Ref | None
    reason: ReasonWhy


class ZoneMeasures(Page[ZoneMeasure]):
    """Which measures apply to a zone; with ``explain`` why others do not."""

    zone: Ref
    not_applying: list[NotApplying] | None = None
    not_applying_counts: dict[Reason, int] | None = None


class ReachedPlace(Applies):
    """A place that the measure applies to."""

    zone: Ref


class MeasureZones(Page[ReachedPlace]):
    """Which places a measure reaches."""

    measure: Measure


class Participations(Page[Participation]):
    """Who takes part in an agreement."""

    agreement: Ref


class OneReport(Report, Days):
    """One report, with the days asked."""


class OnePlace(Place, Days):
    """One zone or area, with the days asked."""


class OneMeasure(Measure, Days):
    """One measure, with the days asked."""


class OneInstrument(Instrument, Days):
    """One instrument, with the days asked."""


class OneAgreement(Agreement, Days):
    """One agreement, with the days asked."""


class OneOrganization(Organization, Days):
    """One organization, with the days asked."""


class OneIndicator(Indicator, Days):
    """One indicator, with the days asked."""


class OneDocument(Document, Days):
    """One document, with the days asked."""


class OneTarget(Target, Days):
    """One goal or plan, with the days asked."""


class OneEvent(Event, Days):
    """One event, with the days asked."""


Responses: TypeAlias = "dict[int | str, dict[str, object]]"
HEADERS: Final = {"ETag": {"description": "a strong validator of the answer", "schema": {"type": "string"}}}
PROBLEMS: Final[dict[int | str, str]] = {
    400: "A value that cannot be used, an unknown parameter, or an unknown id in a filter: named, with near ones",
    404: "An unknown id in the path, with near ones; or one of which nothing was known on the day asked",
    406: "No format that the request accepts; lists those there are",
    "default": "Any other problem",
}


def responses(model: type[Shape], *, csv: bool = False) -> Responses:
    """What OpenAPI says of a path: the model of its JSON, CSV for lists, and the problems it may answer with."""
    found: Responses = {200: {"model": model, "description": "The answer", "headers": HEADERS}}
    if csv:
        found[200]["content"] = {"text/csv": {"schema": {"type": "string"}}}
    found[304] = {"description": "Not modified: the ETag of If-None-Match still holds"}
    problem = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    for status, words in PROBLEMS.items():
        found[status] = {"description": words, "content": problem}
    return found
