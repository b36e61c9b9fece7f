"""Dates as bounds: what a source's words allow, and whether something holds on the day asked.

A date is the EDTF text a source supports (``2024``, ``2024-05``, ``2024-05-31``, ``2024/2026``, ``../2022-10``)
together with the first and last day that text allows. Answers are computed from the bounds only; the text is a label.
Source: EDTF (ISO 8601-2) level 0 and the open interval of level 1.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from graph.errors import BadDate

Precision = Literal["day", "month", "year", "interval"]
Certainty = Literal["certain", "possible"]

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date as printed (EDTF) and its bounds, both days included.

    ``earliest`` is None for an open start, ``latest`` for an open end.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Span:
    """The half-open interval [from, to) in which something holds, each end known only within bounds.

    ``from_*`` are the first and last day on which it may have begun (None: since before every date);
    ``to_*`` the first and last day on which it may have ceased, the first day it no longer holds (None: not ended).
    """

    from_earliest: date | None = None
    from_latest: date | None = None
    to_earliest: date | None = None
    to_latest: date | None = None


def _point(text: str) -> tuple[date, date, Precision]:
    match = _POINT.fullmatch(text)
    if match is None:
        raise BadDate(text, "YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = match.groups()
    try:
        if day:
            exact = date(int(year), int(month), int(day))
            return exact, exact, "day"
        if month:
            first = date(int(year), int(month), 1)
            return first, first.replace(day=calendar.monthrange(first.year, first.month)[1]), "month"
        return date(int(year), 1, 1), date(int(year), 12, 31), "year"
    except ValueError as error:
        raise BadDate(text, f"a day of the calendar ({error})") from None


@lru_cache(maxsize=4096)
def parse(text: str) -> EdtfDate:
    """Read one EDTF date or interval; raise BadDate with what was expected."""
    if "/" not in text:
        first, last, precision = _point(text)
        return EdtfDate(text, first, last, precision)
    start, _, end = text.partition("/")
    earliest = None if start == ".." else _point(start)[0]
    latest = None if end == ".." else _point(end)[1]
    if earliest and latest and latest < earliest:
        raise BadDate(text, "an interval whose end is not before its start")
    return EdtfDate(text, earliest, latest, "interval")


def parse_query(text: str) -> EdtfDate:
    """Read a date of a request: YYYY, YYYY-MM or YYYY-MM-DD, no interval."""
    first, last, precision = _point(text)
    return EdtfDate(text, first, last, precision)


def span(since: EdtfDate | None, until: EdtfDate | None = None) -> Span:
    """The interval that begins on ``since`` and whose first day after it is ``until``."""
    return Span(
        since.earliest if since else None,
        since.latest if since else None,
        until.earliest if until else None,
        until.latest if until else None,
    )


def through(last: EdtfDate) -> EdtfDate:
    """The end of an interval that includes ``last``: the first day after it, as bounds."""
    if last.latest is None:
        raise BadDate(last.edtf, "a date with an end")
    after = last.latest + ONE_DAY
    return EdtfDate(after.isoformat(), after, after, "day")


def holds(during: Span, first: date, last: date) -> Certainty | None:
    """Whether something holds on an unknown day of [first, last].

    The one expression of certainty, the same for both clocks (its twins in SPARQL and Cypher: ``measures-at-place``):
    certain when it holds on every day for every reading of the bounds, possible when on some day for some reading.
    """
    begun = during.from_latest is None or during.from_latest <= first
    lasting = during.to_earliest is None or during.to_earliest > last
    if begun and lasting:
        return "certain"
    may_have_begun = during.from_earliest is None or during.from_earliest <= last
    may_last = during.to_latest is None or during.to_latest > first
    return "possible" if may_have_begun and may_last else None


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _sooner(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def both(one: Span, other: Span) -> Span:
    """The interval in which both hold."""
    return Span(
        _later(one.from_earliest, other.from_earliest),
        _later(one.from_latest, other.from_latest),
        _sooner(one.to_earliest, other.to_earliest),
        _sooner(one.to_latest, other.to_latest),
    )


def overlap(one: EdtfDate, other: EdtfDate) -> bool:
    """Whether the bounds of two dates share a day."""
    starts = one.earliest is None or other.latest is None or one.earliest <= other.latest
    return starts and (other.earliest is None or one.latest is None or other.earliest <= one.latest)


def more_precise(one: EdtfDate, other: EdtfDate) -> EdtfDate | None:
    """The narrower of two dates where it lies within the wider, else None: they are incompatible."""
    for inner, outer in ((one, other), (other, one)):
        starts = outer.earliest is None or (inner.earliest is not None and inner.earliest >= outer.earliest)
        if starts and (outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)):
            return inner
    return None


def from_bounds(earliest: date | None, latest: date | None) -> EdtfDate | None:
    """The shortest EDTF text for bounds: a day, month or year where they are one, else an interval."""
    if earliest is None and latest is None:
        return None
    if earliest and latest:
        for text in (earliest.isoformat(), f"{earliest:%Y-%m}", f"{earliest:%Y}"):
            value = parse(text)
            if (value.earliest, value.latest) == (earliest, latest):
                return value
    first = earliest.isoformat() if earliest else ".."
    last = latest.isoformat() if latest else ".."
    return EdtfDate(f"{first}/{last}", earliest, latest, "interval")
