"""Which measures apply to a place on the day asked, on what basis, how surely, and why the others do not.

Takes what the inferred graph holds (``graph.reached``) and decides what hangs on the two days asked. Every measure that
may apply anywhere is either an item or has one reason: the two are disjoint and together all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.applicability import (
    STRENGTH,
    Asked,
    Reason,
    held_then,
    known_then,
    reason_in_time,
    reason_of_place,
    weaker,
)  # fmt: skip
from graph.catalogue import Catalogue
from graph.dates import Certainty
from graph.model import Applicability, Measure
from graph.reached import Reached as Reached
from graph.reached import reached as reached

REASON_ORDER: Final[tuple[Reason, ...]] = (
    "outside_territory", "class_not_enumerated", "membership_unknown", "zone_not_yet_designated", "condition_not_met",
    "draft", "planned", "not_yet_in_force", "ended", "other_place",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A measure that applies: the strongest way first, the others in ``also``."""

    measure: str
    way: Reached
    also: tuple[Reached, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class NotApplying:
    """A measure that does not, the first reason that holds, and the way it would reach the place if there is one."""

    measure: str
    reason: Reason
    way: Reached | None
    target: str


@dataclass(frozen=True, slots=True)
class ZoneMeasures:
    """The answer, both lists in the order of measure ids within their strength; ``searched`` measures in all.

    ``not_applying`` is empty where no reasons were asked for.
    """

    items: tuple[Item, ...]
    not_applying: tuple[NotApplying, ...]
    searched: int


def zone_measures(
    catalogue: Catalogue, place: str, ways: Iterable[Reached], asked: Asked, *, explain: bool = True
) -> ZoneMeasures:
    """Sort every measure that was known on the day asked into those that apply to ``place`` and those that do not."""
    by_measure: dict[str, list[Reached]] = {}
    for way in known_ways(ways, asked):
        by_measure.setdefault(way.measure, []).append(way)
    stated = _stated(catalogue, catalogue.known(asked.known_on))
    found = {slug: strongest(slug, by_measure.get(slug, ()), asked) for slug in stated}
    items = [item for item in found.values() if item]
    others = [
        _why_not(catalogue, place, slug, by_measure.get(slug, ()), stated[slug], asked)
        for slug, item in found.items()
        if explain and not item
    ]
    items.sort(key=lambda item: (STRENGTH.index(item.way.basis), item.measure))
    others.sort(key=lambda other: (REASON_ORDER.index(other.reason), other.measure))
    return ZoneMeasures(tuple(items), tuple(others), len(found))


@lru_cache(maxsize=16)
def _stated(catalogue: Catalogue, sources: frozenset[str]) -> Mapping[str, tuple[Applicability, ...]]:
    """Where these sources say that a measure applies, for each that they say so of, in the order of ids."""
    found: dict[str, tuple[Applicability, ...]] = {}
    for slug in catalogue.ids("measure"):
        records = [statement.record for statement in catalogue.entity("measure", slug)]
        said = (record for record in records if isinstance(record, Measure) and record.source in sources)
        if targets := tuple(target for record in said for target in record.applies_to):
            found[slug] = targets
    return found


def _certainty(way: Reached, asked: Asked) -> Certainty | None:
    """How surely a way applies on the day asked; None if it does not."""
    reason = reason_in_time(way.status, way.during, way.designated, way.unmet is not None, asked.valid_on)
    held, known = held_then(way.during, asked.valid_on), known_then(way.known, asked.known_on)
    if reason or held is None or known is None:
        return None
    return "possible" if way.status == "unknown" else weaker(held, known)


def known_ways(ways: Iterable[Reached], asked: Asked) -> list[Reached]:
    """The ways that were known on the day asked."""
    return [way for way in ways if known_then(way.known, asked.known_on)]


def strongest(measure: str, ways: Iterable[Reached], asked: Asked) -> Item | None:
    """What makes a measure apply to the place that these ways reach, the strongest first; None if nothing does."""
    applying: list[tuple[Reached, Certainty]] = [
        (way, certainty) for way in ways if (certainty := _certainty(way, asked))
    ]
    if not applying:
        return None
    applying.sort(key=lambda pair: (STRENGTH.index(pair[0].basis), pair[1] != "certain", pair[0].target))
    (way, certainty), *rest = applying
    also = tuple(other for other, _ in rest if (other.basis, other.target) != (way.basis, way.target))
    return Item(measure, way, also, certainty)


def _why_not(
    catalogue: Catalogue,
    place: str,
    measure: str,
    ways: Iterable[Reached],
    stated: Iterable[Applicability],
    asked: Asked,
) -> NotApplying:
    """The first reason, in the contract's order, over all ways or, where there is none, over what the sources name."""
    reasons: list[tuple[Reason, Reached]] = [
        (reason, way)
        for way in ways
        if (reason := reason_in_time(way.status, way.during, way.designated, way.unmet is not None, asked.valid_on))
    ]
    if reasons:
        reason, first = min(reasons, key=lambda pair: REASON_ORDER.index(pair[0]))
        return NotApplying(measure, reason, first, first.target)
    world = catalogue.world
    of_place: list[tuple[Reason, Applicability]] = [
        (reason_of_place(world.territory, place, item, world.enumerated, world.territories), item) for item in stated
    ]
    found, item = min(of_place, key=lambda pair: REASON_ORDER.index(pair[0]))
    return NotApplying(measure, found, None, item.place or item.zone_class or "")
