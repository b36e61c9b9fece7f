"""The shapes of what changes for a zone between two days."""

from typing import Literal

from pydantic import Field

from api.shapes.answers import MeasureBrief
from api.shapes.common import Condition, Date, Evidence, Page, Ref, Route, Shape, Step, Valid
from graph.dates import Certainty
from graph.model import Basis
from graph.zone_changes import Turn


class ZoneChange(Shape):
    """A measure whose standing differs between the two days; ``before`` and ``after`` null: it does not apply then."""

    change: Turn
    before: Certainty | None
    after: Certainty | None
    date: Date | None = Field(description="when it began or ended, as bounds")
    measure: MeasureBrief
    instrument: Ref | None
    basis: Basis
    path: list[Step]
    also: list[Route]
    valid: Valid
    conditions: list[Condition]
    evidence: Evidence


class ZoneChanges(Page[ZoneChange]):
    """What began, ended or became certain for a zone; ``counts`` before the filters."""

    zone: Ref
    begin: str = Field(alias="from", examples=["2022-12-31"])
    to: str
    counts: dict[Literal["began", "became_certain", "became_possible", "ended", "began_and_ended"], int]
