"""What a request asks for, read strictly: dates, ids and choices, with the parameter's name in every complaint."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.service import Service
from graph.dates import EdtfDate, parse_query
from graph.errors import BadDate, BadParameter

DayText = Annotated[str | None, Field(default=None, description="YYYY, YYYY-MM or YYYY-MM-DD", examples=["2024-08-31"])]


class Query(BaseModel):
    """What every endpoint takes; an unknown parameter is an error."""

    model_config = ConfigDict(extra="forbid")
    format: str | None = Field(default=None, description="the format, in place of Accept")


class ListQuery(Query):
    """What every list takes."""

    limit: int = Field(default=100, ge=1, le=1000)
    offset: int = Field(default=0, ge=0)


def day(name: str, text: str | None) -> EdtfDate | None:
    """The date of a parameter; BadParameter names it."""
    if text is None:
        return None
    try:
        return parse_query(text)
    except BadDate as error:
        raise BadParameter(name, error.found, error.expected) from None


def today() -> EdtfDate:
    """The day of the request, where the contract makes it the default of ``valid_on``."""
    return parse_query(date.today().isoformat())


def known_id(service: Service, name: str, slug: str | None, *kinds: str) -> str | None:
    """The id of a filter, checked: BadParameter with near ids if nothing of these kinds has it."""
    if slug is None or service.catalogue.kind_of(slug, kinds):
        return slug
    near = service.catalogue.unknown(kinds[0], slug).near
    raise BadParameter(name, slug, f"the id of a {' or '.join(kinds)}", near)


def one_of(name: str, value: str | None, allowed: Iterable[str]) -> str | None:
    """A value of a fixed list; BadParameter with the list and near values if it is none of them."""
    allowed = tuple(allowed)
    if value is None or value in allowed:
        return value
    raise BadParameter(name, value, f"one of {', '.join(allowed)}", get_close_matches(value, allowed))
