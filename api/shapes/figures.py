"""The shapes of figures and of the timeline."""

from typing import Literal

from pydantic import Field

from api.shapes.common import Date, Evidence, Page, Ref, Words


class Observation(Ref):
    """One printing of one figure. ``value`` in the printed unit, ``value_base`` in the base unit ``unit_base``."""

    indicator: Ref
    subject: Ref
    area: Ref | None
    counterpart: Ref | None
    period: Date | None
    value: int | float | None = Field(examples=[4.25])
    value_text: str = Field(description="as printed", examples=["4.25万亿美元"])
    unit: Ref
    value_base: int | float | None = Field(examples=[4250000000000])
    unit_base: str = Field(description="ISO 4217 for money, else the id of a unit", examples=["USD"])
    type: Literal["level", "growth", "share", "change", "count", "rank", "ratio"]
    status: Literal["observed", "forecast", "target", "missing", "derived"]
    qualifier: Literal["exact", "about", "more_than", "nearly"]
    report: str = Field(examples=["mofcom-2024"])
    table: str | None = Field(examples=["table-4"])
    row: str | None = Field(examples=["2023"])
    column: str | None = Field(examples=["exports"])
    source_organization: Ref | None
    note: Words | None
    evidence: Evidence


class Statistics(Page[Observation]):
    """Figures, and the period asked."""

    period: str | None


class TimelineEntry(Ref):
    """One dated act. ``entity`` is what it is an act of; ``end`` is there for intervals, ``..`` for an open end."""

    type: str = Field(description="a kind of date, of event, or of what else is dated", examples=["published"])
    date: Date
    end: Date | None
    lane: str = Field(examples=["zones"])
    status: Literal["done", "planned", "draft"]
    entity: Ref
    zones: list[str]
    areas: list[str]
    zone_classes: list[str]
    agreements: list[str]
    instruments: list[str]
    organizations: list[str]
    topics: list[str]
    reports: list[str] = Field(description="the reports that date it")
    differs: list[Date] = Field(description="dates that contradict each other")
    evidence: Evidence


class Timeline(Page[TimelineEntry]):
    """Dated entries in order. ``searched.undated`` counts what matches but has no date."""

    begin: str | None = Field(alias="from")
    to: str | None
