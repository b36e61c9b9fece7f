"""Parts that every answer is made of: references, labels, dates, evidence, the envelope of a list, problems."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph.model import Basis, FromBasis

T = TypeVar("T")


class Shape(BaseModel):
    """An object with these keys and no others."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Words(Shape):
    """Words in both languages; ``en`` is our translation unless ``en_official``."""

    zh: str = Field(examples=["上海自由贸易试验区临港新片区"])
    en: str = Field(examples=["Lin-gang Special Area of the China (Shanghai) Pilot Free Trade Zone"])
    en_official: Literal[True] | None = None


class OtherNames(Shape):
    """Other names by language."""

    zh: list[str]
    en: list[str]


class Ref(Shape):
    """A reference to an entity or concept."""

    id: str = Field(examples=["lingang"])
    kind: str = Field(examples=["zone"])
    iri: str = Field(examples=["https://w3id.org/policygraph/id/zone/lingang"])
    label: Words


class Date(Shape):
    """A date as a source gives it, with the first and last day that it allows (null: open)."""

    edtf: str = Field(examples=["2024-05"])
    earliest: str | None = Field(examples=["2024-05-01"])
    latest: str | None = Field(examples=["2024-05-31"])
    precision: Literal["day", "month", "year", "interval"]


class Publication(Shape):
    """The publication that a fact from outside the reports comes from."""

    id: str
    title: str
    publisher: str
    url: str
    published: Date | None
    note: str | None = Field(description="what to know of it, such as that its dates were not checked against it")


FOR = Field(alias="for", description="the keys of the object that it supports", examples=[["dates.published"]])


class Passage(Shape):
    """Where a report says so. ``quote``: ``normalised[start:end]`` in code points, null without the report's text."""

    report: str = Field(examples=["mofcom-2024"])
    passage: str = Field(examples=["mofcom-2024-p27"])
    section: str | None = Field(examples=["mofcom-2024-h11"])
    anchor: str | None = Field(description="the short phrase that carries the fact", examples=["2024年5月"])
    start: int | None
    end: int | None
    sha256: str | None = Field(description="of the quote's UTF-8 bytes")
    quote: str | None
    row: str | None = None
    column: str | None = None
    supports: list[str] = FOR


class Reference(Shape):
    """Evidence from reference data."""

    source: Publication
    supports: list[str] = FOR


Evidence = list[Passage | Reference]


class Differing(Shape):
    """What one source states."""

    source: str
    value: Annotated[Date | Ref | float | str, Field(description="a date, number, term or code")]
    evidence: Evidence


class Difference(Shape):
    """Statements of several sources that cannot all be right."""

    key: str = Field(examples=["dates.published"])
    values: list[Differing]


class Days(Shape):
    """The two days that an answer is about."""

    valid_on: str | None = Field(examples=["2024-08-31"])
    known_on: str | None
    covered_until: str | None = Field(description="the latest cut-off of the sources known", examples=["2024-08-31"])
    beyond_sources: bool = Field(description="whether valid_on is later than that")


class Stated(Ref):
    """What is merged from what each source states; where they cannot all be right, ``differs`` has every value."""

    alt: OtherNames
    note: Words | None
    differs: list[Difference]
    evidence: Evidence


class Entity(Stated):
    """An entity, and the reports that name it."""

    reports: list[Ref]


class Why(Shape):
    """Why a list is empty."""

    code: str = Field(examples=["no_match"])
    detail: str


class Page(Days, Generic[T]):
    """A list: one page of its items, and what was searched."""

    items: list[T]
    total: int
    limit: int
    offset: int
    next: str | None
    searched: dict[str, int]
    reason: Why | None = None


class Counted(Shape):
    """A number that a source states of a thing."""

    what: str = Field(examples=["measures-stated"])
    label: Words
    value: int
    qualifier: Literal["exact", "about", "more_than", "nearly"]


class Relation(Shape):
    """A stated relation to another instrument, agreement or document."""

    type: Literal["implements", "based_on", "amends", "replaces", "refers_to"]
    target: Ref


class Related(Shape):
    """A relation that another states to this."""

    type: Literal["implements", "based_on", "amends", "replaces", "refers_to"]
    source: Ref


class Dates(Shape):
    """Dates apart by kind; null where no source gives one."""

    adopted: Date | None
    published: Date | None
    in_force: Date | None
    applicable: Date | None
    ended: Date | None


class Valid(Shape):
    """When a measure holds, and what its beginning rests on."""

    begin: Date | None = Field(alias="from")
    to: Date | None
    from_basis: FromBasis | None


class Step(Shape):
    """One step of the path from a place to what the source names."""

    origin: str = Field(alias="from", examples=["lingang"])
    relation: Literal["part_of", "contains", "member_of"]
    to: str = Field(examples=["shanghai-ftz"])
    evidence: Evidence


class Route(Shape):
    """Another way in which a measure reaches a place."""

    basis: Basis
    path: list[Step]


class Condition(Shape):
    """A condition on applicability."""

    kind: str = Field(examples=["sector"])
    label: Words


class Problem(BaseModel):
    """What went wrong (RFC 9457); further keys say which parameter or id, what was expected, and near values."""

    type: str
    title: str
    status: int
    detail: str
    name: str | None = None
    found: str | None = None
    expected: str | None = None
    near: list[str] | None = None
