"""The shapes of entities, one model a kind."""

from typing import Literal

from pydantic import Field

from api.shapes.common import (
    Condition,
    Counted,
    Date,
    Dates,
    Days,
    Difference,
    Entity,
    Evidence,
    Ref,
    Related,
    Relation,
    Shape,
    Stated,
    Valid,
    Words,
)
from graph.dates import Certainty
from graph.model import Basis, Status


class Issuer(Ref):
    """Who issued an instrument: the words printed, or inferred from the title alone."""

    as_printed: str | None = Field(examples=["天津市"])
    inferred: bool


class Report(Stated):
    """A source."""

    issuer: Issuer | None
    covers: Date | None
    cutoff: Date | None
    published: Date | None
    text_sha256: str | None
    text_available: bool
    passages: dict[str, int]
    counts: dict[str, int] = Field(description="entities of each kind that it states something of")


class Remark(Shape):
    """What of some passages is not taken."""

    passages: list[str]
    what: Words


class Section(Ref):
    """A section of a report: its passages, those cited, the records with evidence in it."""

    report: str
    title: str | None = Field(description="the heading in the source's words, null without its text")
    passages: int
    cited: int
    uncited: list[str]
    records: dict[str, int]
    left_out: list[Remark]


class Membership(Ref):
    """A class of zones that a place is a member of, and the designation that made it one."""

    designation: str
    since: Date | None
    until: Date | None
    instrument: Ref | None
    differs: list[Difference]
    evidence: Evidence


class Container(Ref):
    """A place that wholly contains another."""

    since: Date | None
    until: Date | None


class Place(Entity):
    """A zone or area."""

    classes: list[Membership | Ref] = Field(description="of zones with their designation; of areas the class alone")
    parents: list[Container]
    children: list[Ref]
    since: Date | None
    status: Literal["in_force", "planned"] | None


class NeededClass(Condition):
    """A condition, with the class that a place must have for it."""

    needed: Ref | None = Field(alias="class")


class AppliesTo(Shape):
    """Where a measure applies: exactly one of a place and a class."""

    place: Ref | None
    zone_class: Ref | None = Field(alias="class")
    scope: Literal["whole", "part"]
    conditions: list[NeededClass]


class Measure(Entity):
    """One act of a public authority. ``basis`` and ``certainty`` are there where a zone was asked for."""

    action: str | None = Field(examples=["remove-restriction"])
    topics: list[str] = Field(examples=[["telecom-opening"]])
    sectors: list[Words]
    instrument: Ref | None
    agreements: list[Ref]
    authorities: list[Ref]
    applies_to: list[AppliesTo]
    status: Status | None
    valid: Valid
    basis: Basis | None = None
    certainty: Certainty | None = None


class Instrument(Entity):
    """A law, plan, opinion, notice, list or draft."""

    type: Ref | None
    issuers: list[Issuer]
    issuer_count: int | None = Field(description="the stated number of issuing departments")
    dates: Dates
    edition: int | None
    status: Status
    stated_counts: list[Counted]
    relations: list[Relation]
    related_by: list[Related]
    topics: list[str]
    measures: list[Ref]


class Agreement(Entity):
    """An agreement, negotiation or declared outcome."""

    type: Ref | None
    status: Literal["negotiating", "concluded", "in_force", "announced", "operating"] | None
    dates: Dates
    stated_counts: list[Counted]
    relations: list[Relation]
    related_by: list[Related]
    topics: list[str]
    provisions: list[Ref]
    measures: list[Ref]
    events: list[Ref]
    targets: list[Ref]
    participations: int


class Participation(Entity):
    """What one party is to one agreement."""

    agreement: Ref
    party: Ref
    status: Literal["applied", "in_accession", "negotiating", "signed", "party", "participant", "issuer"]
    since: Date | None
    until: Date | None
    certainty: Certainty | None = Field(description="on valid_on; null without it")


class Organization(Entity):
    """A body, with what it issued, did and published."""

    type: Ref | None
    part_of: Ref | None
    area: Ref | None
    parts: list[Ref]
    instruments: list[Ref]
    measures: list[Ref]
    events: list[Ref]
    documents: list[Ref]


class Topic(Ref):
    """A topic, and how much is about it."""

    definition: Words | None
    broader: Ref | None
    counts: dict[str, int]


class FullTopic(Topic, Days):
    """A topic, and everything that is about it."""

    measures: list[Ref]
    instruments: list[Ref]
    agreements: list[Ref]
    events: list[Ref]
    targets: list[Ref]


class Indicator(Ref):
    """What figures measure."""

    definition: Words | None
    family: Ref | None = Field(description="joins indicators that a reader would take for one")
    units: list[Ref]
    reports: list[Ref]
    observations: int


class Document(Entity):
    """A work that is no policy instrument."""

    type: Ref | None
    publishers: list[Ref]
    published: Date | None
    edition: int | None


class Target(Entity):
    """A goal or plan."""

    by: Date | None
    value: str | None
    instrument: Ref | None
    agreements: list[Ref]
    places: list[Ref]
    topics: list[str]
    status: Literal["planned"]


class Event(Entity):
    """Something that happened, or is planned to."""

    type: Ref | None
    date: Date | None
    lane: str | None
    status: Literal["done", "planned"] | None
    places: list[Ref]
    agreements: list[Ref]
    instruments: list[Ref]
    organizations: list[Ref]
    documents: list[Ref]
    topics: list[str]
