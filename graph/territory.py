"""Places: which contains which, which is a member of which class, and the route from one to another.

Containment is as a whole. Edges may be dated and are known from a source's publication; a route holds while all its
edges do and all places on it exist. Rules with examples: ``docs/applicability.md``.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final, Literal

from graph.dates import Span, both
from graph.model import Basis

Direction = Literal["part_of", "contains", "member_of"]
ALWAYS: Final = Span()


@dataclass(frozen=True, slots=True)
class Edge:
    """That ``low`` is part of (or a member of) ``high``; ``record`` is the kind and id of the record that says so."""

    low: str
    high: str
    record: tuple[str, str]
    during: Span = ALWAYS
    known: Span = ALWAYS


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a route, in the direction it is walked."""

    origin: str
    relation: Direction
    to: str
    edge: Edge


@dataclass(frozen=True, slots=True)
class Route:
    """How a place is reached by what applies to ``target`` (a place or a class): the basis and every step.

    ``founded``: when the place and every other on the way exist.
    """

    place: str
    target: str
    basis: Basis
    steps: tuple[Step, ...] = ()
    founded: Span = ALWAYS

    @property
    def during(self) -> Span:
        """When all places exist and all edges hold."""
        return reduce(both, (step.edge.during for step in self.steps), self.founded)

    @property
    def designated(self) -> Span:
        """When all places exist and have the memberships of classes on the way."""
        members = (step.edge.during for step in self.steps if step.relation == "member_of")
        return reduce(both, members, self.founded)

    @property
    def known(self) -> Span:
        """Since when all its edges are known."""
        return reduce(both, (step.edge.known for step in self.steps), ALWAYS)


class Territory:
    """All places with their containment, and the members of classes."""

    def __init__(
        self, places: Iterable[str], parts: Iterable[Edge], members: Iterable[Edge], existence: Mapping[str, Span]
    ) -> None:
        """``parts``: edges place → containing place; ``members``: edges place → class; ``existence``: dated ones."""
        self.places: Final = frozenset(places)
        self._existence = existence
        self._above: dict[str, list[Edge]] = {}
        self._below: dict[str, list[Edge]] = {}
        self._classes: dict[str, list[Edge]] = {}
        for edge in sorted(parts, key=lambda edge: (edge.low, edge.high)):
            self._above.setdefault(edge.low, []).append(edge)
            self._below.setdefault(edge.high, []).append(edge)
        for edge in sorted(members, key=lambda edge: (edge.low, edge.high)):
            self._classes.setdefault(edge.low, []).append(edge)
        self._up_cache: dict[str, Mapping[str, tuple[Step, ...]]] = {}
        self._down_cache: dict[str, Mapping[str, tuple[Step, ...]]] = {}
        self._route_cache: dict[str, Mapping[str, Route]] = {}

    def up(self, place: str) -> Mapping[str, tuple[Step, ...]]:
        """Every place that wholly contains this one (itself included), with the shortest way there."""
        if place not in self._up_cache:
            self._up_cache[place] = self._walk(place, self._above, "part_of")
        return self._up_cache[place]

    def down(self, place: str) -> Mapping[str, tuple[Step, ...]]:
        """Every place that lies wholly within this one (itself included), with the shortest way there."""
        if place not in self._down_cache:
            self._down_cache[place] = self._walk(place, self._below, "contains")
        return self._down_cache[place]

    def founded(self, place: str) -> Span:
        """When a place exists: always, unless its founding is dated."""
        return self._existence.get(place, ALWAYS)

    def classes(self, place: str) -> tuple[Edge, ...]:
        """The class memberships of this place itself."""
        return tuple(self._classes.get(place, ()))

    def meet(self, place: str, other: str) -> bool:
        """Whether two places have a place in common."""
        return any(other in self.up(below) for below in self.down(place))

    def meets_target(self, place: str, target: str) -> bool:
        """Whether a place has one in common with a place, or with a member of a class."""
        return target in self.routes(place)

    def routes(self, place: str) -> Mapping[str, Route]:
        """For each place or class whose measures reach ``place``, the route of the strongest basis (R1 to R4)."""
        if place not in self._route_cache:
            self._route_cache[place] = self._routes(place)
        return self._route_cache[place]

    def _routes(self, place: str) -> dict[str, Route]:
        found: dict[str, Route] = {}
        for above, way in self.up(place).items():  # R1 designated, R3 inherited
            founded = self._standing(place, way)
            found.setdefault(above, Route(place, above, "inherited" if way else "designated", way, founded))
            for edge in self.classes(above):  # R2 class
                found.setdefault(edge.high, Route(place, edge.high, "class", (*way, _join(edge)), founded))
        for below, down in self.down(place).items():  # R4 partial
            for above, up in self.up(below).items():
                founded = self._standing(place, (*down, *up))
                found.setdefault(above, Route(place, above, "partial", down + up, founded))
                for edge in self.classes(above):
                    found.setdefault(edge.high, Route(place, edge.high, "partial", (*down, *up, _join(edge)), founded))
        return found

    def _standing(self, place: str, way: Iterable[Step]) -> Span:
        """When a place and all places on a way from it exist."""
        return reduce(both, (self.founded(step.to) for step in way), self.founded(place))

    @staticmethod
    def _walk(start: str, edges: Mapping[str, list[Edge]], relation: Direction) -> dict[str, tuple[Step, ...]]:
        reached: dict[str, tuple[Step, ...]] = {start: ()}
        queue = deque([start])
        while queue:
            here = queue.popleft()
            for edge in edges.get(here, ()):
                there = edge.high if relation == "part_of" else edge.low
                if there not in reached:
                    reached[there] = (*reached[here], Step(here, relation, there, edge))
                    queue.append(there)
        return reached


def _join(edge: Edge) -> Step:
    return Step(edge.low, "member_of", edge.high, edge)
