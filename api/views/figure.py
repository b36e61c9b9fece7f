"""Parts that answers about figures share: numbers with their intervals, what a figure is about, names."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from api.present import Json, Object, Presenter, label
from api.views import names
from api.views.observations import number
from graph.dates import parse
from graph.model import Label
from graph.statistics.figures import About
from graph.statistics.interval import Interval
from graph.statistics.printed import places_of, rounded
from graph.units import CODES

SHOWN: Final = 4
"""Digits after the point beyond those of a printing to which what is computed is shown."""


def shown(value: Decimal | None, digits: int) -> int | float | None:
    """A computed number, to some digits beyond ``digits``."""
    return None if value is None else number(rounded(value, max(digits + SHOWN, 0)))


def bounds(interval: Interval | None, digits: int) -> Json:
    """``[low, high]``, rounded outwards; None for a bound that is infinite."""
    if interval is None:
        return None
    step = Decimal(1).scaleb(-max(digits + SHOWN, 0))
    low = interval.low.quantize(step, rounding=ROUND_FLOOR) if interval.low.is_finite() else None
    high = interval.high.quantize(step, rounding=ROUND_CEILING) if interval.high.is_finite() else None
    return [number(low), number(high)]


def scaled(interval: Interval, factor: Decimal) -> Interval:
    """An interval of base units in a unit of this factor."""
    return Interval(interval.low / factor, interval.high / factor, interval.has_low, interval.has_high)


def exact(value: Decimal) -> int | float | None:
    """A number that a text prints, without zeros at its end."""
    return number(rounded(value, places_of(value)))


def base_unit(slug: str) -> str:
    """The code of a base unit: ISO 4217 for money, else its id."""
    return CODES.get(slug, slug)


def family(show: Presenter, slug: str) -> Object:
    """A family of indicators, or the indicator that stands alone."""
    return show.any_ref(slug, "indicator", "concept")


def about(show: Presenter, found: About) -> Object:
    """What a figure is about: subject, area and the other side of a flow."""
    return {
        "subject": show.any_ref(found.subject),
        "area": show.place(found.area) if found.area else None,
        "counterpart": show.place(found.counterpart) if found.counterpart else None,
    }


def name(show: Presenter, what: Label, found: About, type_: str, period: str | None = None) -> Label:
    """``what``, its type unless a level, area or subject, counterpart and period, in words."""
    kind = _words(show, "concept", type_)
    zh, en = what.zh, what.en
    if type_ not in ("level", "count", "share"):
        zh, en = f"{zh}（{kind.zh}）", f"{en} ({kind.en.lower()})"
    subject_kind, _, slug = found.subject.partition("/")
    parts = [names.name(show, subject_kind, slug) if found.area is None else _place(show, found.area)]
    if found.counterpart:
        parts.append(_place(show, found.counterpart))
    if period:
        parts.append(names.period(parse(period)))
    return Label(zh="，".join([zh, *(part.zh for part in parts)]), en=", ".join([en, *(part.en for part in parts)]))


def words(show: Presenter, kind: str, slug: str | None) -> Object | None:
    """The label of an entity or concept, as answers have it."""
    return label(_words(show, kind, slug)) if slug else None


def organization(show: Presenter, slug: str | None) -> Object | None:
    """A reference to an organization; None for none."""
    return show.ref("organization", slug) if slug else None


def evidence(show: Presenter, observations: Iterable[str]) -> list[Json]:
    """The evidence of observations, each once."""
    return [piece for slug in dict.fromkeys(observations) for piece in show.evidence(show.said("observation", slug))]


def _place(show: Presenter, slug: str) -> Label:
    return _words(show, show.catalogue.kind_of(slug, ("zone", "area")) or "area", slug)


def _words(show: Presenter, kind: str, slug: str) -> Label:
    return show.catalogue.label(kind, slug)
