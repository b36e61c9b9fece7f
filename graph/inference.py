"""Records of all sources → places with their containment, states of measures, and the reach of every measure.

The step between statements and rules: it knows the model, ``graph.territory``, ``graph.validity`` and
``graph.applicability`` know only the rules.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from graph.applicability import Reach, reach
from graph.dates import Span, both, parse, span
from graph.model import (
    Area,
    Designation,
    Instrument,
    Measure,
    PlaceRecord,
    Record,
    ReferenceSource,
    Report,
    Zone,
    ZoneClass,
)  # fmt: skip
from graph.schema import kind_of
from graph.territory import ALWAYS, Edge, Territory
from graph.validity import Source, State, merge_dates, states

NEVER: Final = Span(date.max, date.max)
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class World:
    """What the rules work on: places, states of measures, classes.

    ``enumerated``: class → how far its members are known; ``territories``: place or class → the place beyond which
    it holds nowhere (national rules: the mainland).
    """

    territory: Territory
    states: Mapping[str, tuple[State, ...]]
    enumerated: Mapping[str, str]
    territories: Mapping[str, str]

    def reach(self, places: Iterable[str], measure: str | None = None) -> Iterator[Reach]:
        """The reach of every measure, or of one, over these places."""
        wanted = self.states.values() if measure is None else [self.states.get(measure, ())]
        every = (state for found in wanted for state in found)
        return reach(self.territory, places, every, self.territories)


def sources(records: Iterable[Record], reference: Iterable[ReferenceSource]) -> dict[str, Source]:
    """Every source with the time since when it is known; a report without a known publication is known always."""
    found = {item.id: Source(item.id, span(parse(item.published)) if item.published else ALWAYS) for item in reference}
    reports: dict[str, list[Report]] = {}
    for record in records:
        if isinstance(record, Report):
            reports.setdefault(record.id, []).append(record)
    for slug, saying in reports.items():
        published, _ = merge_dates(record.published for record in saying if record.published)
        cutoff, _ = merge_dates(record.cutoff for record in saying if record.cutoff)
        found[slug] = Source(slug, span(published), cutoff)
    return found


def world(records: Iterable[Record], known: Mapping[str, Source]) -> World:
    """Everything the rules need, from the records of all sources."""
    records = tuple(records)
    places = [record for record in records if isinstance(record, Zone | Area)]
    classes = [record for record in records if isinstance(record, ZoneClass)]
    territories = {record.id: record.territory for record in classes if record.territory}
    for record in places:
        if isinstance(record, Area) and record.area_class == "territory":
            territories[record.id] = record.id
    return World(
        Territory(
            {record.id for record in places},
            _containment(places, known),
            _memberships((record for record in records if isinstance(record, Designation)), known),
            _existence(places),
        ),
        _states(records, known),
        {record.id: record.enumerated for record in classes if record.enumerated},
        territories,
    )


def _grouped(records: Iterable[R]) -> dict[str, list[R]]:
    grouped: dict[str, list[R]] = {}
    for record in records:
        grouped.setdefault(record.id, []).append(record)
    return grouped


def _existence(places: Iterable[PlaceRecord]) -> dict[str, Span]:
    """When each place exists: from its dated founding; a planned one does not yet."""
    found: dict[str, Span] = {}
    for slug, saying in _grouped(places).items():
        since, _ = merge_dates(record.since for record in saying if record.since)
        statuses = {record.status for record in saying if record.status}
        if statuses == {"planned"}:
            found[slug] = NEVER
        elif since:
            found[slug] = span(since)
    return found


def _first(edges: Iterable[Edge]) -> Iterator[Edge]:
    """Of several statements of one edge the one known first; a dated one bounds it."""
    best: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        key = edge.low, edge.high
        other = best.get(key)
        if other is None:
            best[key] = edge
            continue
        during = both(other.during, edge.during)
        earlier = min(other, edge, key=lambda item: item.known.from_earliest or date.min)
        best[key] = Edge(edge.low, edge.high, earlier.record, during, earlier.known)
    yield from best.values()


def _containment(places: Iterable[PlaceRecord], known: Mapping[str, Source]) -> Iterator[Edge]:
    return _first(
        Edge(
            record.id, part.place, (kind_of(type(record)), record.id),
            span(parse(part.since) if part.since else None, parse(part.until) if part.until else None),
            known[record.source].known,
        )
        for record in places
        for part in record.part_of
    )  # fmt: skip


def _memberships(designations: Iterable[Designation], known: Mapping[str, Source]) -> Iterator[Edge]:
    return _first(
        Edge(
            record.place, record.zone_class, ("designation", record.id),
            span(parse(record.since) if record.since else None, parse(record.until) if record.until else None),
            known[record.source].known,
        )
        for record in designations
    )  # fmt: skip


def _states(records: Iterable[Record], known: Mapping[str, Source]) -> dict[str, tuple[State, ...]]:
    records = tuple(records)
    instruments = _grouped(record for record in records if isinstance(record, Instrument))
    found: dict[str, tuple[State, ...]] = {}
    for slug, saying in _grouped(record for record in records if isinstance(record, Measure)).items():
        named = next((record.instrument for record in saying if record.instrument), None)
        found[slug] = states(saying, instruments.get(named or "", []), known)
    return found
