"""Which measures apply to a place on the day asked, on what basis, how surely, and why the others do not.

Reads the inferred graph of the store (basis, route, bounds) and decides what hangs on the two days asked. Every measure
that may apply anywhere is either an item or has one reason: the two are disjoint and together all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast

import pyoxigraph as ox

from graph.applicability import (
    STRENGTH, Asked, Reason, held_then, known_then, reason_in_time, reason_of_place, weaker,
)  # fmt: skip
from graph.catalogue import Catalogue
from graph.dates import Certainty, Span
from graph.model import Applicability, Basis, FromBasis, Measure, Status
from graph.store import Row, Store
from graph.store.queries import load as query
from ontology.namespaces import PG

REASON_ORDER: Final[tuple[Reason, ...]] = (
    "outside_territory", "class_not_enumerated", "membership_unknown", "zone_not_yet_designated", "condition_not_met",
    "draft", "planned", "not_yet_in_force", "ended", "other_place",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path; ``evidence`` is the kind and id of the entity whose statement says so."""

    origin: str
    relation: Literal["part_of", "contains", "member_of"]
    to: str
    evidence: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reached:
    """One way in which a measure reaches a place, as the inferred graph holds it.

    ``since`` and ``until`` are the measure's own dates (EDTF), ``during`` the bounds of its validity at this place.
    """

    measure: str
    target: str
    basis: Basis
    path: tuple[PathStep, ...]
    status: Status
    from_basis: FromBasis | None
    since: str | None
    until: str | None
    during: Span
    known: Span
    designated: Span
    unmet: str | None


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
    """The answer, both lists in the order of measure ids within their strength; ``searched`` measures in all."""

    items: tuple[Item, ...]
    not_applying: tuple[NotApplying, ...]
    searched: int


def reached(store: Store, catalogue: Catalogue, place: str) -> tuple[Reached, ...]:
    """Every way in which a measure reaches ``place``, read from the inferred graph."""
    kind, _ = catalogue.place(place)
    bound = {"place": ox.NamedNode(catalogue.iris.entity(kind, place))}
    paths, designated = _routes(store.select(query("routes").text, bound), catalogue)
    nodes: dict[str, dict[str, str]] = {}
    for row in store.select(query("reach").text, bound):
        if isinstance(row["property"], ox.NamedNode) and row["property"].value.startswith(PG):
            node = nodes.setdefault(_value(row, "reach"), {})
            node[row["property"].value.removeprefix(PG)] = _value(row, "value")
    slug = catalogue.iris.slug
    found = [
        Reached(
            measure=slug(node["measure"]),
            target=slug(node["route"]).partition(".")[2],
            basis=cast(Basis, slug(node["basis"])),
            path=paths.get(node["route"], ()),
            status=cast(Status, slug(node["status"])),
            from_basis=cast(FromBasis, slug(node["fromBasis"])) if "fromBasis" in node else None,
            since=slug(node["since"]).replace("_", "/") if "since" in node else None,
            until=slug(node["until"]).replace("_", "/") if "until" in node else None,
            during=_span(node, ""),
            known=_span(node, "known"),
            designated=designated.get(node["route"], Span()),
            unmet=slug(node["unmetClass"]) if "unmetClass" in node else None,
        )
        for node in nodes.values()
    ]
    return tuple(sorted(found, key=lambda way: (way.measure, STRENGTH.index(way.basis), way.target)))


def _value(row: Row, name: str) -> str:
    return str(row[name].value)


def _routes(rows: Iterable[Row], catalogue: Catalogue) -> tuple[dict[str, tuple[PathStep, ...]], dict[str, Span]]:
    steps: dict[str, list[tuple[int, PathStep]]] = {}
    bounds: dict[str, dict[str, str]] = {}
    slug = catalogue.iris.slug
    for row in rows:
        route = _value(row, "route")
        if "order" not in row:
            bounds.setdefault(route, {})[_value(row, "property").removeprefix(PG)] = _value(row, "value")
            continue
        record = catalogue.iris.kind_and_slug(_value(row, "evidence"))
        relation = cast(Literal["part_of", "contains", "member_of"], _value(row, "relation"))
        step = PathStep(slug(_value(row, "from")), relation, slug(_value(row, "to")), record or ("", ""))
        steps.setdefault(route, []).append((int(_value(row, "order")), step))
    paths = {
        route: tuple(step for _, step in sorted(found, key=lambda pair: pair[0])) for route, found in steps.items()
    }
    return paths, {route: _span(node, "designated") for route, node in bounds.items()}


def _span(node: Mapping[str, str], prefix: str) -> Span:
    def day(name: str) -> date | None:
        key = prefix + name if prefix else name[0].lower() + name[1:]
        return date.fromisoformat(node[key]) if key in node else None

    return Span(day("FromEarliest"), day("FromLatest"), day("ToEarliest"), day("ToLatest"))


def zone_measures(catalogue: Catalogue, place: str, ways: Iterable[Reached], asked: Asked) -> ZoneMeasures:
    """Sort every measure that was known on the day asked into those that apply to ``place`` and those that do not."""
    known_sources = catalogue.known(asked.known_on)
    by_measure: dict[str, list[Reached]] = {}
    for way in ways:
        if known_then(way.known, asked.known_on):
            by_measure.setdefault(way.measure, []).append(way)
    items: list[Item] = []
    others: list[NotApplying] = []
    for slug in catalogue.ids("measure"):
        stated = _stated(catalogue, slug, known_sources)
        if not stated:
            continue
        having = by_measure.get(slug, [])
        item = _item(slug, having, asked)
        if item:
            items.append(item)
        else:
            others.append(_why_not(catalogue, place, slug, having, stated, asked))
    items.sort(key=lambda item: (STRENGTH.index(item.way.basis), item.measure))
    others.sort(key=lambda other: (REASON_ORDER.index(other.reason), other.measure))
    return ZoneMeasures(tuple(items), tuple(others), len(items) + len(others))


def _stated(catalogue: Catalogue, measure: str, sources: frozenset[str]) -> list[Applicability]:
    records = [statement.record for statement in catalogue.entity("measure", measure)]
    return [
        target for record in records if isinstance(record, Measure) and record.source in sources for target in record.applies_to
    ]  # fmt: skip


def _certainty(way: Reached, asked: Asked) -> Certainty | None:
    """How surely a way applies on the day asked; None if it does not."""
    reason = reason_in_time(way.status, way.during, way.designated, way.unmet is not None, asked.valid_on)
    held, known = held_then(way.during, asked.valid_on), known_then(way.known, asked.known_on)
    if reason or held is None or known is None:
        return None
    return "possible" if way.status == "unknown" else weaker(held, known)


def _item(measure: str, ways: Iterable[Reached], asked: Asked) -> Item | None:
    applying = [(way, certainty) for way in ways if (certainty := _certainty(way, asked))]
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
    reasons = [
        (reason, way)
        for way in ways
        if (reason := reason_in_time(way.status, way.during, way.designated, way.unmet is not None, asked.valid_on))
    ]
    if reasons:
        reason, first = min(reasons, key=lambda pair: REASON_ORDER.index(pair[0]))
        return NotApplying(measure, reason, first, first.target)
    world = catalogue.world
    of_place = [
        (reason_of_place(world.territory, place, item, world.enumerated, world.territories), item) for item in stated
    ]
    found, item = min(of_place, key=lambda pair: REASON_ORDER.index(pair[0]))
    return NotApplying(measure, found, None, item.place or item.zone_class or "")
