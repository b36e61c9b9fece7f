"""Which measures reach a place, by which way and within which bounds.

What applies is read from the inferred graph of the store; drafts, plans and unmet conditions, which concern a place and
never apply to it, are not stored and follow from the same rules. Nothing here depends on the day asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

import pyoxigraph as ox

from graph.applicability import STRENGTH, Reach
from graph.catalogue import Catalogue
from graph.dates import Span
from graph.model import Basis, FromBasis, Status
from graph.store import Row, Store
from graph.store.queries import load as query
from ontology.namespaces import PG


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path; ``evidence`` is the kind and id of the entity whose statement says so."""

    origin: str
    relation: Literal["part_of", "contains", "member_of"]
    to: str
    evidence: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reached:
    """One way in which a measure reaches a place.

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


def reached(store: Store, catalogue: Catalogue, place: str) -> tuple[Reached, ...]:
    """Every way in which a measure reaches ``place``."""
    kind, _ = catalogue.place(place)
    bound = {"place": ox.NamedNode(catalogue.iris.entity(kind, place))}
    rows = store.select(query("reach").text, bound), store.select(query("routes").text, bound)
    applying = (way for _, way in _ways(*rows, catalogue))
    concerning = (_concerning(item) for item in catalogue.world.reach([place]) if not item.applies)
    return tuple(sorted((*applying, *concerning), key=_rank))


def places_reached(store: Store, catalogue: Catalogue, measure: str) -> dict[str, tuple[Reached, ...]]:
    """Every place that ``measure`` reaches, with every way in which it does."""
    catalogue.entity("measure", measure)
    bound = {"measure": ox.NamedNode(catalogue.iris.entity("measure", measure))}
    rows = store.select(query("measure-reach").text, bound), store.select(query("measure-routes").text, bound)
    found: dict[str, list[Reached]] = {}
    for place, way in _ways(*rows, catalogue):
        found.setdefault(place, []).append(way)
    world = catalogue.world
    for item in world.reach(world.territory.places, measure):
        if not item.applies:
            found.setdefault(item.route.place, []).append(_concerning(item))
    return {place: tuple(sorted(ways, key=_rank)) for place, ways in sorted(found.items())}


def _rank(way: Reached) -> tuple[str, int, str]:
    """The order of ways: by measure, strength and target."""
    return way.measure, STRENGTH.index(way.basis), way.target


def _concerning(item: Reach) -> Reached:
    """A reach that never applies, in the form of one that is read from the store."""
    state, route = item.state, item.route
    return Reached(
        measure=state.measure,
        target=item.target,
        basis=item.basis,
        path=tuple(PathStep(step.origin, step.relation, step.to, step.edge.record) for step in route.steps),
        status=state.status,
        from_basis=state.from_basis,
        since=state.start,
        until=state.end,
        during=item.during,
        known=item.known,
        designated=route.designated,
        unmet=item.unmet,
    )


def _ways(reaches: Iterable[Row], routes: Iterable[Row], catalogue: Catalogue) -> list[tuple[str, Reached]]:
    """Ways that the inferred graph holds, with the place that each reaches, in no order."""
    paths, designated = _routes(routes, catalogue)
    nodes: dict[str, dict[str, str]] = {}
    for row in reaches:
        nodes.setdefault(_value(row, "reach"), {})[_value(row, "property").removeprefix(PG)] = _value(row, "value")
    slug = catalogue.iris.slug
    return [
        (
            slug(node["route"]).partition(".")[0],
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
                unmet=None,
            ),
        )
        for node in nodes.values()
    ]


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
