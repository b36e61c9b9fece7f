"""The shapes of the comparison of two reports."""

from typing import Literal

from pydantic import Field

from api.shapes.common import Date, Evidence, Page, Ref, Shape


class Detail(Shape):
    """A key that the reports do not state alike. Only ``differs`` makes an entity changed."""

    key: str = Field(examples=["dates.published"])
    type: Literal["status", "date", "count", "place", "names", "other"]
    relation: Literal[
        "differs", "more_precise", "less_precise", "names_more", "names_fewer", "only_from", "only_to"
    ] = Field(description="how the second statement stands to the first; only_from, only_to: the other is silent")
    before: Date | list[Ref] | int | str | None = Field(alias="from")
    after: Date | list[Ref] | int | str | None = Field(alias="to")
    evidence: Evidence


class Progress(Shape):
    """Announced in the earlier report, recorded as done in the later one, under one id."""

    announced_in: str = Field(examples=["mofcom-2021"])
    done_in: str = Field(examples=["mofcom-2024"])
    before: str = Field(alias="from", examples=["planned"])
    after: str = Field(alias="to", examples=["in_force"])
    done: Ref
    evidence: Evidence


class SeeAlso(Ref):
    """An act of the later report that shares an instrument, agreement or zone with a plan of the earlier one."""

    shares: Ref


class Mention(Shape):
    """How a report speaks of an entity: by a statement of its own, and in how many other records."""

    report: str
    states: bool
    referred_to: int


class ComparisonItem(Ref):
    """One entity in two reports. ``not_mentioned``: the second does not name it, which does not say that it ended."""

    change: Literal["new", "continued", "changed", "not_mentioned"]
    progress: Progress | None
    detail: list[Detail]
    see_also: list[SeeAlso]
    mentions: list[Mention]
    evidence: Evidence


class Comparison(Page[ComparisonItem]):
    """What is new, continued, changed and not mentioned; ``counts`` by kind over all kinds, before the filters."""

    begin: Ref = Field(alias="from")
    to: Ref
    counts: dict[str, dict[Literal["new", "continued", "changed", "not_mentioned"], int]]
    progress_total: int
