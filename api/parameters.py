"""What a request asks for, read strictly: dates, ids and choices, with the parameter's name in every complaint."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Final, get_args

from pydantic import BaseModel, ConfigDict, Field

from api.service import Service
from graph.dates import EdtfDate, parse_query
from graph.errors import BadDate, BadParameter
from graph.model import Status

STATUSES: Final = get_args(Status)
DAY = "YYYY, YYYY-MM or YYYY-MM-DD"
DayText = Annotated[str | None, Field(default=None, description=DAY, examples=["2024-08-31"])]
ValidOn = Annotated[
    str | None, Field(default=None, description=f"when it held in the world: {DAY}", examples=["2024-08-31"])
]
KnownOn = Annotated[
    str | None, Field(default=None, description=f"what sources published by then say: {DAY}", examples=["2024-12-31"])
]
Words = Annotated[
    str | None, Field(default=None, description="all words, in titles and other names", examples=["数据跨境"])
]


class Query(BaseModel):
    """What every endpoint takes; an unknown parameter is an error."""

    model_config = ConfigDict(extra="forbid")
    format: str | None = Field(default=None, description="the format, in place of Accept")


class ListQuery(Query):
    """What every list takes."""

    limit: int = Field(default=100, ge=1, le=1000)
    offset: int = Field(default=0, ge=0, le=1_000_000_000)


class ObjectQuery(Query):
    """What every single entity takes."""

    known_on: KnownOn


def day(name: str, text: str | None) -> EdtfDate | None:
    """The date of a parameter; BadParameter names it."""
    if text is None:
        return None
    try:
        return parse_query(text)
    except BadDate as error:
        raise BadParameter(name, error.found, error.expected) from None


def period(first: str | None, last: str | None) -> EdtfDate | None:
    """The period of ``from`` and ``to``, either of them open; BadParameter if it ends before it begins."""
    begin, end = day("from", first), day("to", last)
    if begin is None and end is None:
        return None
    earliest, latest = begin.earliest if begin else None, end.latest if end else None
    if begin and earliest and latest and latest < earliest:
        raise BadParameter("to", last or "", f"a date that is not before {begin.edtf}")
    return EdtfDate(f"{first or '..'}/{last or '..'}", earliest, latest, "interval")


def today() -> EdtfDate:
    """The day of the request, where the contract makes it the default of ``valid_on``."""
    return parse_query(date.today().isoformat())


def known_id(service: Service, name: str, slug: str | None, *kinds: str) -> str | None:
    """The id of a filter, checked: BadParameter with near ids if nothing of these kinds has it."""
    if slug is None or service.catalogue.kind_of(slug, kinds):
        return slug
    near = service.catalogue.unknown(kinds[0], slug).near
    raise BadParameter(name, slug, f"a known {' or '.join(kinds)} id", near)


def known_concept(service: Service, name: str, slug: str | None, scheme: str) -> str | None:
    """A term of a vocabulary as a filter; BadParameter with the terms there are and near ones."""
    terms = service.catalogue.concepts.values()
    return one_of(name, slug, (term.id for term in terms if scheme in term.schemes and term.kind == "concept"))


def one_of(name: str, value: str | None, allowed: Iterable[str]) -> str | None:
    """A value of a fixed list; BadParameter with the list and near values if it is none of them."""
    allowed = tuple(allowed)
    if value is None or value in allowed:
        return value
    raise BadParameter(name, value, f"one of {', '.join(allowed)}", get_close_matches(value, allowed))
