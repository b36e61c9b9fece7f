"""One entity from the statements of several sources: the most precise compatible value, and what contradicts it.

Statements come in the order in which they became known, as ``graph.catalogue`` keeps them; only those of sources known
on the day asked should be handed in. Nothing is lost: where sources differ, every one of their values is returned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

from graph.dates import EdtfDate, Span, parse, span
from graph.model import PlaceRecord
from graph.validity import merge_dates

V = TypeVar("V")
NEVER: Final = Span(date.max, date.max)


@dataclass(frozen=True, slots=True)
class Stated(Generic[V]):
    """A value with the source that states it."""

    source: str
    value: V


@dataclass(frozen=True, slots=True)
class Merged(Generic[V]):
    """One value of several statements; ``differing`` holds the statements that do not fit together, or nothing."""

    value: V | None
    differing: tuple[Stated[V], ...] = ()


def merged_date(stated: Sequence[Stated[str]]) -> Merged[EdtfDate]:
    """The most precise of compatible dates; where two contradict, the last stands and all that contradict differ."""
    value, differing = merge_dates(item.value for item in stated)
    texts = {item.edtf for item in differing}
    return Merged(value, tuple(Stated(item.source, parse(item.value)) for item in stated if item.value in texts))


def merged_value(stated: Sequence[Stated[V]]) -> Merged[V]:
    """The last value stated; every statement differs where there are two values."""
    if not stated:
        return Merged(None)
    several = any(item.value != stated[0].value for item in stated)
    return Merged(stated[-1].value, tuple(stated) if several else ())


def existence(records: Iterable[PlaceRecord]) -> Span:
    """When a place exists: always unless its founding is dated; never yet where every source has it planned."""
    known = list(records)
    if {record.status for record in known if record.status} == {"planned"}:
        return NEVER
    founded, _ = merge_dates(record.since for record in known if record.since)
    return span(founded)
