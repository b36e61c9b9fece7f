"""The shapes of what follows from the figures: revisions, checks, series."""

from typing import Literal

from pydantic import Field

from api.shapes.common import Date, Evidence, Page, Ref, Shape, Why, Words
from graph.statistics.check import Type, Verdict
from graph.statistics.revisions import Class
from graph.statistics.series import Kind

Number = int | float
Bounds = list[Number | None]
INTERVAL = Field(description="lowest and highest value that the printing allows, null without bound")


class Figured(Ref):
    """What a figure is about."""

    subject: Ref
    area: Ref | None
    counterpart: Ref | None


class GivenValue(Shape):
    """One way in which a value is given; a derived one follows from the observations ``from``."""

    report: str = Field(examples=["mofcom-2021"])
    indicator: Ref
    value: Number | None = Field(examples=[1948.5])
    unit: Ref
    value_base: Number | None
    interval: Bounds = INTERVAL
    qualifier: Literal["exact", "about", "more_than", "nearly"]
    source_organization: Ref | None
    observation: str | None = Field(description="null for a derived value")
    derived: bool
    used: list[str] = Field(alias="from")
    expression: str | None


class Differing(Shape):
    """Two values, by their numbers in ``values``, that differ; ``difference`` is the second less the first."""

    kind: Class = Field(alias="class")
    first: int
    second: int
    difference: Number | None
    relative: Number | None


class Revision(Figured):
    """A thing given differently. ``difference``: the largest value less the smallest, in ``unit``."""

    family: Ref
    type: str
    period: Date | None
    unit: Ref
    unit_base: str
    values: list[GivenValue]
    difference: Number | None
    relative: Number | None = Field(description="the difference over the smallest value", examples=[0.0042])
    classes: list[Class]
    differences: list[Differing]
    note: Words
    evidence: Evidence


class Revisions(Page[Revision]):
    """What the texts give differently."""

    period: str | None


class Check(Figured):
    """A stated figure recomputed, in the unit in which it is printed."""

    check: str = Field(description="the rule", examples=["sum-of-provinces"])
    type: Type
    stated: Number | None
    computed: Number | None
    difference: Number | None = Field(description="stated less computed")
    tolerance: Number | None = Field(description="the largest difference that rounding explains")
    result: Verdict
    reason: Why | None
    stated_interval: Bounds | None
    computed_interval: Bounds | None
    expression: str | None
    unit: Ref
    indicator: Ref
    period: Date | None
    report: str
    table: str | None
    observations: list[str]
    evidence: Evidence


class Audit(Page[Check]):
    """Checks, with how many of those that match came out how."""

    period: str | None
    results: dict[Verdict, int]


class Point(Shape):
    """The figure of one period in one vintage, in the unit of the series; ``others`` are further printings of it."""

    period: Date | None
    value: Number | None
    value_base: Number | None
    interval: Bounds | None
    printed: str = Field(description="as printed, in the printed unit", examples=["3.81 万亿美元"])
    status: str
    qualifier: str
    table: str | None
    observation: str
    others: list[str]


class Vintage(Shape):
    """What one report gives; ``runs`` are the periods, by number of the point, that may be joined by a line."""

    report: Ref
    source_organization: Ref | None
    points: list[Point]
    runs: list[list[int]]


class Break(Shape):
    """Where figures must not be joined, and why."""

    kind: Kind
    first: str | None = Field(description="the period before it")
    second: str | None = Field(description="the period after it")
    observations: list[str]
    difference: Number | None = Field(description="the second value less the first, in the unit of the series")
    indicator: Ref | None = Field(description="the other indicator, of another definition")
    note: Words


class Series(Figured):
    """Figures of one indicator in order of time, the vintages side by side."""

    indicator: Ref
    family: Ref | None
    type: str
    unit: Ref
    unit_base: str
    vintages: list[Vintage]
    breaks: list[Break]
    evidence: Evidence


class SeriesAnswer(Page[Series]):
    """Series."""
