"""The inferred graph: every way in which a measure applies to a place, with basis, route and bounds, as N-Quads.

Nothing in it depends on the day asked. Drafts, plans and unmet conditions are not in it: they never apply.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from graph.applicability import Reach
from graph.dates import Span
from graph.iris import Iris
from graph.quads import text, typed
from graph.territory import Route
from ontology.namespaces import expand

GRAPH: Final = "inferred"


class InferredWriter:
    """Writes what applies and the routes it takes. ``kinds``: place → zone or area; ``date``: EDTF → its node."""

    def __init__(self, iris: Iris, kinds: Mapping[str, str], date: Callable[[str], str]) -> None:
        self._iris = iris
        self._date = date
        self._kinds = kinds
        self._graph = f"<{iris.graph(GRAPH)}> ."
        self._type = f"<{expand('rdf:type')}>"
        self._applies_to = f"<{expand('pg:AppliesTo')}>"
        self._term = {name: f"<{expand(f'pg:{name}')}>" for name in TERMS}

    def lines(self, reaches: Iterable[Reach]) -> Iterator[str]:
        """All quads of the inferred graph, unsorted."""
        routes: dict[str, Route] = {}
        for item in reaches:
            if not item.applies:
                continue
            routes.setdefault(self._route(item.route), item.route)
            yield from self._reach(item)
        for iri, route in routes.items():
            yield from self._route_lines(iri, route)

    def _place(self, slug: str) -> str:
        return f"<{self._iris.entity(self._kinds.get(slug, 'zone-class'), slug)}>"

    def _route(self, route: Route) -> str:
        return self._iris.entity("route", f"{route.place}.{route.target}")

    def _reach(self, item: Reach) -> Iterator[str]:
        state, node, term = item.state, f"<{self._iris.entity('reach', item.id)}>", self._term
        stated = self._iris.entity("applicability", f"{state.measure}-{item.target}")
        yield f"{node} {self._type} {self._applies_to} {self._graph}"
        yield f"{node} {term['measure']} <{self._iris.entity('measure', state.measure)}> {self._graph}"
        yield f"{node} {term['at']} {self._place(item.route.place)} {self._graph}"
        yield f"{node} {term['basis']} <{self._iris.entity('concept', item.basis)}> {self._graph}"
        yield f"{node} {term['via']} <{stated}> {self._graph}"
        yield f"{node} {term['route']} <{self._route(item.route)}> {self._graph}"
        yield f"{node} {term['status']} <{self._iris.entity('concept', state.status)}> {self._graph}"
        if state.from_basis:
            yield f"{node} {term['fromBasis']} <{self._iris.entity('concept', state.from_basis)}> {self._graph}"
        for name, edtf in (("since", state.start), ("until", state.end)):
            if edtf:
                yield f"{node} {term[name]} <{self._date(edtf)}> {self._graph}"
        for name, day in (*_bounds("", item.during), *_bounds("known", item.known)):
            yield f"{node} {term[name]} {_day(day)} {self._graph}"

    def _route_lines(self, iri: str, route: Route) -> Iterator[str]:
        term = self._term
        yield f"<{iri}> {self._type} <{expand('pg:Route')}> {self._graph}"
        yield f"<{iri}> {term['routeFrom']} {self._place(route.place)} {self._graph}"
        yield f"<{iri}> {term['routeTo']} {self._place(route.target)} {self._graph}"
        for name, day in _bounds("designated", route.designated):
            yield f"<{iri}> {term[name]} {_day(day)} {self._graph}"
        for order, step in enumerate(route.steps, 1):
            node = f"<{iri}#{order}>"
            yield f"<{iri}> {term['step']} {node} {self._graph}"
            yield f"{node} {self._type} <{expand('pg:Step')}> {self._graph}"
            yield f"{node} {term['order']} {typed(order)} {self._graph}"
            yield f"{node} {term['stepFrom']} {self._place(step.origin)} {self._graph}"
            yield f"{node} {term['stepRelation']} {text(step.relation)} {self._graph}"
            yield f"{node} {term['stepTo']} {self._place(step.to)} {self._graph}"
            yield f"{node} {term['stepEvidence']} <{self._iris.entity(*step.edge.record)}> {self._graph}"


@lru_cache(maxsize=1024)
def _day(day: date) -> str:
    return typed(day)


def _bounds(prefix: str, span: Span) -> Iterator[tuple[str, date]]:
    """The bounds that are set, with their property names: ``fromEarliest`` … ``knownToLatest``."""
    for name in ("from_earliest", "from_latest", "to_earliest", "to_latest"):
        day: date | None = getattr(span, name)
        if day is not None:
            side, which = name.split("_")
            stem = prefix + side.capitalize() if prefix else side
            yield stem + which.capitalize(), day


TERMS: Final = (
    "measure", "at", "basis", "via", "route", "status", "fromBasis", "since", "until", "routeFrom",
    "routeTo", "step", "order", "stepFrom", "stepRelation", "stepTo", "stepEvidence",
    *(f"{stem}{which}" for stem in ("from", "to", "knownFrom", "knownTo", "designatedFrom", "designatedTo")
      for which in ("Earliest", "Latest")),
)  # fmt: skip
