"""The model: one frozen dataclass a kind of record, the same for the files in ``data/``, for RDF and for answers.

A record is what *one source* says of one entity. Records with the same kind and id in several sources are statements
about one entity; ``graph.catalogue`` merges them. Field names are the keys of the YAML files and of the JSON answers.
A field's RDF property is ``pg:`` and its name in camel case unless ``term`` says otherwise; ``ref`` names the kinds an
id may have. A date is EDTF text. Absent means that the source does not say.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal

KINDS: Final = (
    "report", "instrument", "measure", "agreement", "provision", "zone", "area", "zone-class", "organization", "topic",
    "event", "indicator", "observation", "target", "document", "designation", "participation", "applicability",
    "passage", "concept",
)  # fmt: skip


# How the edge reads these classes: unknown keys are errors, a bare number is good for a text such as a year.
STRICT: Final = {"extra": "forbid", "coerce_numbers_to_str": True}


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that holds ids: of entities of these kinds, or of concepts of this scheme."""

    kinds: tuple[str, ...]
    scheme: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """Marks a field whose RDF property is not ``pg:`` and the field's name: a prefixed name of the namespace table."""

    name: str


@dataclass(frozen=True, slots=True)
class When:
    """Marks a field that holds an EDTF date."""


def ref(*kinds: str) -> Ref:
    return Ref(kinds)


def concept(scheme: str) -> Ref:
    return Ref(("concept",), scheme)


Date = Annotated[str, When()]
Place = Annotated[str, ref("zone", "area")]
AnyEntity = Annotated[str, ref(*KINDS)]
Basis = Literal["designated", "class", "inherited", "partial"]
FromBasis = Literal["published", "adopted", "in_force", "stated", "launched", "reported_by"]
Status = Literal["in_force", "pilot", "planned", "draft", "ended", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words in both languages. ``zh`` as the source prints names and titles; ``en`` our translation unless official."""

    __pydantic_config__: ClassVar = STRICT

    zh: str
    en: str
    en_official: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AltLabel:
    """Other names, by language."""

    __pydantic_config__: ClassVar = STRICT

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a source says so: a passage and a short anchor in it, or a cell of a table; or a reference source.

    ``supports`` (``for`` in files) names the keys of the record that it supports, ``dates.published`` style for parts.
    ``occurrence`` counts from 1 and is needed only where the anchor stands more than once in the passage.
    """

    __pydantic_config__: ClassVar = STRICT

    supports: tuple[str, ...]
    passage: str | None = None
    anchor: str | None = None
    occurrence: int | None = None
    row: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has. ``source`` is the report or reference source whose statement it is."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    label: Label | None = None
    alt: AltLabel = field(default_factory=AltLabel)
    note: Label | None = None
    source: str
    evidence: tuple[Evidence, ...] = ()


# ------------------------------------------------------------------ sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Record):
    """A report of a government. ``cutoff`` is the latest date it covers, ``published`` when it became known."""

    kind: str = field(default="report", init=False)
    issuer: Annotated[str, ref("organization")] | None = None
    issuer_as_printed: str | None = None
    covers: Date | None = None
    cutoff: Date | None = None
    published: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceSource:
    """A publication that a reference fact comes from. ``published`` empty: known always."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    title: str
    publisher: str
    url: str
    published: Date | None = None
    note: str | None = None


# -------------------------------------------------------------- instruments


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who issued it. ``as_printed`` where the words differ from the name; ``inferred`` where only the title tells."""

    __pydantic_config__: ClassVar = STRICT

    id: Annotated[str, ref("organization"), Term("pg:issuer")]
    as_printed: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Dates of an instrument or agreement, apart by kind. ``ended``: the first day it is no longer in force."""

    __pydantic_config__: ClassVar = STRICT

    adopted: Date | None = None
    published: Date | None = None
    in_force: Date | None = None
    applicable: Date | None = None
    ended: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedCount:
    """A number that the source states of something: 24 measures, 17 departments."""

    __pydantic_config__: ClassVar = STRICT

    what: Annotated[str, concept("counted")]
    value: int
    qualifier: Literal["exact", "about", "more_than", "nearly"] = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A stated relation to another instrument, agreement or document."""

    __pydantic_config__: ClassVar = STRICT

    type: Literal["implements", "based_on", "amends", "replaces", "refers_to"]
    target: Annotated[str, ref("instrument", "agreement", "document")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Record):
    """A law, plan, opinion, notice, list or draft of a public authority. ``label`` is the title as printed.

    ``edition`` is a year in the title, no date. ``status`` only where the source tells: ``draft`` of drafts.
    """

    kind: str = field(default="instrument", init=False)
    type: Annotated[str, concept("instrument-type")] | None = None
    dates: Dates = field(default_factory=Dates)
    edition: int | None = None
    status: Status | None = None
    issuers: tuple[Issuer, ...] = ()
    issuer_count: int | None = None
    stated_counts: tuple[StatedCount, ...] = ()
    relations: tuple[Relation, ...] = ()
    topics: tuple[Annotated[str, ref("topic")], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """An agreement, negotiation or declared outcome between governments."""

    kind: str = field(default="agreement", init=False)
    type: Annotated[str, concept("agreement-kind")] | None = None
    dates: Dates = field(default_factory=Dates)
    status: Literal["negotiating", "concluded", "in_force", "announced", "operating"] | None = None
    stated_counts: tuple[StatedCount, ...] = ()
    relations: tuple[Relation, ...] = ()
    topics: tuple[Annotated[str, ref("topic")], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Record):
    """What one party is to one agreement, from ``since`` to before ``until``."""

    kind: str = field(default="participation", init=False)
    agreement: Annotated[str, ref("agreement")]
    party: Annotated[str, ref("area", "organization")]
    status: Literal["applied", "in_accession", "negotiating", "signed", "party", "participant", "issuer"]
    since: Date | None = None
    until: Date | None = None


# ------------------------------------------------------------------- places


@dataclass(frozen=True, slots=True, kw_only=True)
class Containment:
    """A place that wholly contains this one, from ``since`` to before ``until``."""

    __pydantic_config__: ClassVar = STRICT

    place: Place
    since: Date | None = None
    until: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord(Record):
    """What zones and areas share. ``part_of`` is containment as a whole; undated is always."""

    part_of: tuple[Containment, ...] = ()
    since: Date | None = None
    status: Literal["in_force", "planned"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(PlaceRecord):
    """A place that a public authority set up for a purpose: pilot zone, port, park, leading area."""

    kind: str = field(default="zone", init=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(PlaceRecord):
    """A country, province, city, region or group of economies."""

    kind: str = field(default="area", init=False)
    area_class: Annotated[str, concept("area-class")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneClass(Record):
    """A class of zones. ``enumerated``: whether its members are known in full, in part, or not at all."""

    kind: str = field(default="zone-class", init=False)
    territory: Place | None = None
    enumerated: Literal["full", "part", "none"] | None = None
    stated_counts: tuple[StatedCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation(Record):
    """That a place is a member of a class of zones, from ``since`` to before ``until``, under ``instrument``."""

    kind: str = field(default="designation", init=False)
    place: Place
    zone_class: Annotated[str, ref("zone-class")]
    since: Date | None = None
    until: Date | None = None
    instrument: Annotated[str, ref("instrument")] | None = None


# ----------------------------------------------------------------- measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition on applicability. ``zone_class``: a place not of that class does not meet it."""

    __pydantic_config__: ClassVar = STRICT

    kind: Annotated[str, concept("condition-kind")]
    label: Label
    zone_class: Annotated[str, ref("zone-class")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicability:
    """Where a measure applies: exactly one of a place and a class of zones."""

    __pydantic_config__: ClassVar = STRICT

    place: Place | None = None
    zone_class: Annotated[str, ref("zone-class")] | None = None
    scope: Literal["whole", "part"] = "whole"
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """When a measure itself began or ends, where its instrument's dates do not tell.

    ``basis``: what ``since`` rests on, ``stated`` if nothing else is said; None where the source dates no beginning.
    """

    __pydantic_config__: ClassVar = STRICT

    since: Date | None = None
    basis: Annotated[Literal["stated", "launched"] | None, Term("pg:fromBasis")] = None
    until: Date | None = None

    def __post_init__(self) -> None:
        """A date that a source gives is at least stated; of one that it does not give nothing is said."""
        if self.since and not self.basis:
            object.__setattr__(self, "basis", "stated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """One act of a public authority: one verb and object for one addressee.

    ``applies_to`` is empty for diplomatic, statistical and organisational acts.
    """

    kind: str = field(default="measure", init=False)
    action: Annotated[str, concept("action")] | None = None
    topics: tuple[Annotated[str, ref("topic")], ...] = ()
    sectors: tuple[Label, ...] = ()
    instrument: Annotated[str, ref("instrument")] | None = None
    agreements: tuple[Annotated[str, ref("agreement")], ...] = ()
    authorities: tuple[Annotated[str, ref("organization")], ...] = ()
    applies_to: tuple[Applicability, ...] = ()
    status: Status | None = None
    valid: Validity = field(default_factory=Validity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """A goal or plan: what is to be reached, by when. Never in force."""

    kind: str = field(default="target", init=False)
    by: Date | None = None
    value: str | None = None
    instrument: Annotated[str, ref("instrument")] | None = None
    agreements: tuple[Annotated[str, ref("agreement")], ...] = ()
    places: tuple[Place, ...] = ()
    topics: tuple[Annotated[str, ref("topic")], ...] = ()
    status: Literal["planned"] = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that happened, or is planned to, on a date; an interval is ``2014/2023``."""

    kind: str = field(default="event", init=False)
    type: Annotated[str, concept("event-type")] | None = None
    date: Date | None = None
    lane: Annotated[str, concept("lane")] | None = None
    status: Literal["done", "planned"] | None = None
    places: tuple[Place, ...] = ()
    agreements: tuple[Annotated[str, ref("agreement")], ...] = ()
    instruments: tuple[Annotated[str, ref("instrument")], ...] = ()
    organizations: tuple[Annotated[str, ref("organization")], ...] = ()
    documents: tuple[Annotated[str, ref("document")], ...] = ()
    topics: tuple[Annotated[str, ref("topic")], ...] = ()


# ------------------------------------------------------- actors and documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Record):
    """A ministry, government, international organisation, research body, company or association."""

    kind: str = field(default="organization", init=False)
    type: Annotated[str, concept("organization-type")] | None = None
    part_of: Annotated[str, ref("organization"), Term("org:subOrganizationOf")] | None = None
    area: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A work that is no policy instrument: a publication, statistics, a game."""

    kind: str = field(default="document", init=False)
    type: Annotated[str, concept("document-type")] | None = None
    publishers: tuple[Annotated[str, ref("organization")], ...] = ()
    published: Date | None = None
    edition: int | None = None


# --------------------------------------------------------------- statistics


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Record):
    """One printing of one figure: a cell of a table or a figure in running text.

    ``value`` is in the printed unit, its sign from the words; None is printed as missing. ``subject`` is what the
    figure is about, ``kind/id``; ``area`` the place it is about or of, ``counterpart`` the other side of a flow.
    """

    kind: str = field(default="observation", init=False)
    indicator: Annotated[str, ref("indicator")]
    subject: AnyEntity
    area: Place | None = None
    counterpart: Place | None = None
    period: Date | None = None
    value: Decimal | None = None
    value_text: str
    unit: Annotated[str, concept("unit")]
    type: Annotated[Literal["level", "growth", "share", "change", "count", "rank", "ratio"], Term("pg:observationType")]
    status: Literal["observed", "forecast", "target", "missing", "derived"] = "observed"
    qualifier: Literal["exact", "about", "more_than", "nearly"] = "exact"
    source_organization: Annotated[str, ref("organization")] | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None


RECORDS: Final[tuple[type[Record], ...]] = (
    Report, Instrument, Agreement, Participation, Zone, Area, ZoneClass, Designation, Measure, Target, Event,
    Organization, Document, Observation,
)  # fmt: skip
