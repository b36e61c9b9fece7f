"""Which measures reach which place: the closure of containment, classes and stated applicability.

What is computed here does not depend on the day asked: basis, route and bounds. Certainty is ``graph.dates.holds``
over the bounds. A ``Reach`` of a draft or plan says what it concerns, never that it applies. The rules R1 to R6:
``docs/applicability.md``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from graph.dates import Certainty, EdtfDate, Span, both, holds
from graph.model import Applicability, Basis
from graph.territory import Route, Territory
from graph.validity import State

STRENGTH: Final[tuple[Basis, ...]] = ("designated", "class", "inherited", "partial")
APPLYING: Final = frozenset({"in_force", "pilot", "unknown"})

Reason = Literal[
    "outside_territory", "class_not_enumerated", "membership_unknown", "zone_not_yet_designated", "condition_not_met",
    "draft", "planned", "not_yet_in_force", "ended", "other_place",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reach:
    """One way in which one measure reaches one place, as known during ``known``."""

    state: State
    applicability: Applicability
    route: Route
    basis: Basis
    during: Span
    known: Span
    unmet: str | None = None

    @property
    def applies(self) -> bool:
        """Whether it can apply on any day: no draft, no plan, no condition that the place does not meet."""
        return self.state.status in APPLYING and self.unmet is None

    @property
    def target(self) -> str:
        """The place or class that the source names."""
        return self.route.target

    @property
    def id(self) -> str:
        """Measure, place, target and the source that made it known: unique, and the same on every build."""
        return f"{self.state.measure}.{self.route.place}.{self.target}.{self.state.since}"


def reach(
    territory: Territory, places: Iterable[str], states: Iterable[State], territories: Mapping[str, str]
) -> Iterator[Reach]:
    """Every way in which every measure reaches every one of ``places``.

    ``territories``: place or class → the place beyond which its measures hold nowhere (R6).
    """
    by_target: dict[str, list[tuple[State, Applicability]]] = {}
    for state in states:
        for item in state.applies_to:
            by_target.setdefault(item.place or item.zone_class or "", []).append((state, item))
    for place in sorted(places):
        memberships = {edge.high for above in territory.up(place) for edge in territory.classes(above)}
        for target, route in sorted(territory.routes(place).items()):
            if target in territories and not territory.meet(place, territories[target]):
                continue
            during, known = route.during, route.known
            for state, item in by_target.get(target, ()):
                basis = _basis(route, item)
                if basis is None:
                    continue
                unmet = next((c.zone_class for c in item.conditions if c.zone_class not in (None, *memberships)), None)
                yield Reach(state, item, route, basis, both(state.valid, during), both(state.known, known), unmet)


def _basis(route: Route, item: Applicability) -> Basis | None:
    """R5: what applies to an unnamed part of a place is partial there and around it; of others it says nothing."""
    if item.scope == "whole":
        return route.basis
    return "partial" if all(step.relation == "contains" for step in route.steps) else None


@dataclass(frozen=True, slots=True)
class Asked:
    """The day or period that a question is about, on both clocks; ``known_on`` None: all that is known."""

    valid_on: EdtfDate
    known_on: EdtfDate | None = None


def _bounds(day: EdtfDate) -> tuple[date, date]:
    return day.earliest or date.min, day.latest or date.max


def known_then(known: Span, asked: EdtfDate | None) -> Certainty | None:
    """Whether something was known on the day asked; without one, whether it is what is known last."""
    if asked is None:
        return "certain" if known.to_earliest is None else None
    return holds(known, *_bounds(asked))


def held_then(during: Span, asked: EdtfDate) -> Certainty | None:
    """Whether something held on the day asked."""
    return holds(during, *_bounds(asked))


def weaker(one: Certainty, other: Certainty) -> Certainty:
    """Certain only where both are."""
    return "certain" if one == other == "certain" else "possible"


def reason_in_time(status: str, during: Span, route: Span, unmet: bool, asked: EdtfDate) -> Reason | None:
    """Why something that reaches a place does not apply on the day asked; None if it does. First reason that holds."""
    first, last = _bounds(asked)
    if route.from_earliest is not None and route.from_earliest > last:
        return "zone_not_yet_designated"
    if unmet:
        return "condition_not_met"
    if status == "draft":
        return "draft"
    if status == "planned":
        return "planned"
    if during.from_earliest is not None and during.from_earliest > last:
        return "not_yet_in_force"
    if status == "ended" or (during.to_latest is not None and during.to_latest <= first):
        return "ended"
    return None


def reason_of_place(
    territory: Territory, place: str, item: Applicability, enumerated: Mapping[str, str], territories: Mapping[str, str]
) -> Reason:
    """Why a measure that does not reach ``place`` does not: its territory, its class, or simply another place.

    ``enumerated``: how far the members of a class are known; ``territories``: as in ``reach``.
    """
    named = item.place or item.zone_class or ""
    bound = territories.get(named)
    if bound is not None and not territory.meet(place, bound):
        around = set(territory.up(bound)) - {bound}
        return "outside_territory" if around & set(territory.up(place)) else "other_place"
    if item.scope == "part" and territory.meets_target(place, named):
        return "membership_unknown"
    if item.zone_class is None:
        return "other_place"
    how = enumerated.get(item.zone_class, "none")
    if how == "none":
        return "class_not_enumerated"
    return "membership_unknown" if how == "part" else "other_place"
