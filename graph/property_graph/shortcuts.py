"""Relationships that say in one step what n-ary records and rules say in several.

``APPLIES_TO`` is the inferred graph: every way in which a measure applies to a place, with basis, bounds and the path;
what hangs on the day asked is left to the query. Drafts and plans have ``MEANT_FOR`` in its place, and only to what
their sources name.
"""

from collections.abc import Iterator

from graph.applicability import Reach
from graph.catalogue import Catalogue
from graph.dates import Span, parse, span
from graph.merge import Stated, merged_date
from graph.model import Designation, Participation
from graph.property_graph.applicabilities import place, place_or_class
from graph.property_graph.model import End, Relationship, Value
from graph.property_graph.seen import Seen
from graph.property_graph.values import bounded, dated, known
from graph.statements import Statement
from graph.validity import State


def applies_to(seen: Seen) -> Iterator[Relationship]:
    """Every way in which a measure applies to a place on some day, as known at some time."""
    world = seen.catalogue.world
    for way in world.reach(world.territory.places):
        if way.applies and seen.knows(way.known):
            yield _applies_to(seen.catalogue, way)


def _applies_to(catalogue: Catalogue, way: Reach) -> Relationship:
    state, item = way.state, way.applicability
    key = f"{way.target}.{state.since}"
    values: dict[str, Value] = {"key": key, "basis": way.basis, "status": state.status, "via": way.target}
    values |= {"path": tuple(dict.fromkeys([way.route.place, *(step.to for step in way.route.steps)]))}
    if state.from_basis:
        values["from_basis"] = state.from_basis
    if item.conditions:
        values |= {
            "conditions_zh": tuple(condition.label.zh for condition in item.conditions),
            "conditions_en": tuple(condition.label.en for condition in item.conditions),
        }
    values |= bounded(way.during) | bounded(way.route.designated, "designated", "undesignated") | known(way.known)
    return Relationship("APPLIES_TO", End("Measure", state.measure), place(catalogue, way.route.place), values, key)


def meant_for(seen: Seen) -> Iterator[Relationship]:
    """The places and classes that drafts and plans concern, as known at each time."""
    for states in seen.catalogue.world.states.values():
        for state in states:
            if state.status in ("draft", "planned") and seen.knows(state.known):
                yield from _meant_for(seen.catalogue, state)


def _meant_for(catalogue: Catalogue, state: State) -> Iterator[Relationship]:
    for item in state.applies_to:
        values: dict[str, Value] = {"key": state.since, "status": state.status, "scope": item.scope}
        end = place_or_class(catalogue, item)
        yield Relationship("MEANT_FOR", End("Measure", state.measure), end, values | known(state.known), state.since)


def member_of(seen: Seen) -> Iterator[Relationship]:
    """A place is a member of a class of zones: the short cut over its designation, whose id is the key."""
    catalogue = seen.catalogue
    for _, slug, said in seen.entities("designation"):
        record = said[-1].record
        assert isinstance(record, Designation)
        end = End("ZoneClass", record.zone_class)
        values = _of_record(catalogue, slug, said)
        yield Relationship("MEMBER_OF", place(catalogue, record.place), end, values, slug)


def participates_in(seen: Seen) -> Iterator[Relationship]:
    """A party takes part in an agreement: the short cut over its participation, whose id is the key."""
    catalogue = seen.catalogue
    for _, slug, said in seen.entities("participation"):
        record = said[-1].record
        assert isinstance(record, Participation)
        kind = catalogue.kind_of(record.party, ("area", "organization")) or "area"
        party = End("Organization", record.party) if kind == "organization" else End("Area", record.party)
        values = {**_of_record(catalogue, slug, said), "status": record.status}
        yield Relationship("PARTICIPATES_IN", party, End("Agreement", record.agreement), values, slug)


def _of_record(catalogue: Catalogue, slug: str, said: tuple[Statement, ...]) -> dict[str, Value]:
    """When it held, as merged from its statements, who says so, and since when that is known."""
    values: dict[str, Value] = {"key": slug, "sources": tuple(sorted({item.record.source for item in said}))}
    ends = {}
    for name in ("since", "until"):
        stated = [Stated(item.record.source, str(value)) for item in said if (value := getattr(item.record, name))]
        ends[name] = merged_date(stated).value if stated else None
    for name, value in ends.items():
        if value:
            values |= dated(name, parse(value.edtf))
    first: Span = catalogue.sources[said[0].record.source].known
    return values | bounded(span(ends["since"], ends["until"])) | known(first)
