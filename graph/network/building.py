"""Catalogue → network: a walk over the fields of what the sources known on a day say.

References become relationships, words, codes, numbers and dates attributes. Of several statements of one entity the
most precise compatible date and the last value stand, as in every answer (``graph.merge``).
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from graph.applicability import known_then
from graph.catalogue import Catalogue
from graph.dates import EdtfDate, Span, both, span
from graph.merge import Stated, existence, merged_date
from graph.model import Agreement, Designation, Instrument, Participation, PlaceRecord, Record
from graph.network.attributes import attributes, observation_label
from graph.network.model import Link, Network, Node
from graph.network.references import references
from graph.network.relations import KINDS
from graph.statements import Statement
from graph.territory import ALWAYS
from graph.validity import START_ORDER, State


@lru_cache(maxsize=4)
def network(catalogue: Catalogue, known_on: EdtfDate | None = None, *, reach: bool = False) -> Network:
    """The whole graph as known on a day (None: all that is known).

    A measure is related to the places and classes that a source names; with ``reach`` also to every place that it
    reaches through a class, a containing place or a part, with the basis.
    """
    return _Builder(catalogue, known_on).build(reach=reach)


class _Builder:
    def __init__(self, catalogue: Catalogue, known_on: EdtfDate | None) -> None:
        self._catalogue = catalogue
        self._known_on = known_on
        self._sources = catalogue.known(known_on)

    def build(self, *, reach: bool) -> Network:
        said = {key: found for key, every in self._catalogue.statements.items() if (found := self._known(every))}
        nodes = [self._node(kind, slug, found) for (kind, slug), found in said.items() if kind in KINDS]
        terms = (term for term in self._catalogue.concepts.values() if term.kind in ("topic", "indicator"))
        nodes += [Node(term.kind, term.id, self._iri(term.kind, term.id), term.label) for term in terms]
        links = [link for key, found in said.items() for link in self._links(*key, found)]
        links += [
            Link("broader", f"topic/{term.id}", f"topic/{term.broader}")
            for term in self._catalogue.concepts.values()
            if term.kind == "topic" and term.broader
        ]
        if reach:
            links += self._reached()
        unique = {node.id: node for node in nodes}
        there = {link.id: link for link in links if link.source in unique and link.target in unique}
        return Network(tuple(unique[name] for name in sorted(unique)), tuple(there[name] for name in sorted(there)))

    def _known(self, statements: Iterable[Statement]) -> list[Statement]:
        return [statement for statement in statements if statement.record.source in self._sources]

    def _iri(self, kind: str, slug: str) -> str:
        return self._catalogue.iris.entity(kind, slug)

    def _node(self, kind: str, slug: str, said: Sequence[Statement]) -> Node:
        records = [statement.record for statement in said]
        values = attributes(records)
        label = next((record.label for record in records if record.label), None)
        if kind == "observation":
            label = observation_label(self._catalogue, records[-1])
        state = self._state(slug) if kind == "measure" else None
        if state:
            values["status"] = state.status
            if state.from_basis:
                values["from_basis"] = state.from_basis
        return Node(
            kind, slug, self._iri(kind, slug), label or self._catalogue.label(kind, slug),
            state.valid if state else _during(records), _sources(records), cited(said), values,
        )  # fmt: skip

    def _state(self, measure: str) -> State | None:
        states = self._catalogue.world.states.get(measure, ())
        return next((state for state in reversed(states) if known_then(state.known, self._known_on)), None)

    def _links(self, kind: str, slug: str, said: Sequence[Statement]) -> Iterator[Link]:
        records = [statement.record for statement in said]
        match records[-1]:
            case Designation() as record:
                place, target = self._place(record.place), f"zone-class/{record.zone_class}"
                yield _record_link("member_of", place, target, (kind, slug), said)
                if record.instrument:
                    instrument = f"instrument/{record.instrument}"
                    yield _record_link("designated_under", place, instrument, (kind, slug), said)
            case Participation() as record:
                party = self._catalogue.kind_of(record.party, ("area", "organization")) or "area"
                target = f"agreement/{record.agreement}"
                yield _record_link("participates_in", f"{party}/{record.party}", target, (kind, slug), said)
            case _:
                yield from references(self._catalogue, kind, slug, said)
        if kind == "measure" and (state := self._state(slug)):
            yield from self._stated(state, said)

    def _stated(self, state: State, said: Sequence[Statement]) -> Iterator[Link]:
        """Where sources say that a measure applies, or is meant to: the places and classes that they name."""
        evidence = cited(said, "applies_to") or cited(said)
        for item in state.applies_to:
            target = self._place(item.place) if item.place else f"zone-class/{item.zone_class}"
            founded = self._catalogue.world.territory.founded(item.place) if item.place else ALWAYS
            basis = "class" if item.zone_class else "designated" if item.scope == "whole" else "partial"
            words = {
                f"conditions_{name}": " | ".join(getattr(condition.label, name) for condition in item.conditions)
                for name in ("zh", "en")
                if item.conditions
            }
            applying = _applying(state.status)
            during = both(state.valid, founded) if applying == "applies_to" else ALWAYS
            yield Link(
                applying, f"measure/{state.measure}", target, during,
                _sources([statement.record for statement in said]), evidence,
                {"basis": basis, "scope": item.scope, "status": state.status, **words},
            )  # fmt: skip

    def _reached(self) -> Iterator[Link]:
        """Every further place that a measure reaches, with the place or class that a source names (``via``)."""
        world = self._catalogue.world
        for way in world.reach(world.territory.places):
            if way.target == way.route.place or not known_then(way.known, self._known_on):
                continue
            values = {"basis": way.basis, "status": way.state.status, "via": way.target}
            if way.unmet:
                values["unmet_class"] = way.unmet
            yield Link(
                _applying(way.state.status), f"measure/{way.state.measure}", self._place(way.route.place), way.during,
                attributes=values, record=("reach", f"{way.basis}.{way.target}"),
            )  # fmt: skip

    def _place(self, slug: str) -> str:
        return f"{self._catalogue.kind_of(slug, ('zone', 'area')) or 'zone'}/{slug}"


def _applying(status: str) -> str:
    """Drafts and plans never apply."""
    return "meant_for" if status in ("draft", "planned") else "applies_to"


def cited(said: Iterable[Statement], field: str | None = None) -> tuple[str, ...]:
    """The passages (or reference sources) that bear out what is said, all or those for one field."""
    found = [
        f"{statement.record.source}-{item.passage}" if item.passage else statement.record.source
        for statement in said
        for item in statement.record.evidence
        if field is None or any(key == field or key.startswith(f"{field}.") for key in item.supports)
    ]
    return tuple(dict.fromkeys(found))


def _sources(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(sorted({record.source for record in records}))


def _record_link(type: str, source: str, target: str, record: tuple[str, str], said: Sequence[Statement]) -> Link:
    records = [statement.record for statement in said]
    since, until = _merged(records, "since"), _merged(records, "until")
    return Link(
        type, source, target, span(since, until), _sources(records), cited(said), attributes(records), record
    )  # fmt: skip


def _merged(records: Iterable[Record], field: str) -> EdtfDate | None:
    """The merged date of a field over statements; None for records without that field."""
    values = ((record.source, getattr(record, field, None)) for record in records)
    return merged_date([Stated(source, value) for source, value in values if value]).value


def _during(records: Sequence[Record]) -> Span:
    """When an entity is there: a place from its founding, an act from its start; what happened, from then on."""
    first = records[0]
    if isinstance(first, PlaceRecord):
        return existence(record for record in records if isinstance(record, PlaceRecord))
    if isinstance(first, Instrument | Agreement):
        dates = [(record.source, record.dates) for record in records if isinstance(record, Instrument | Agreement)]
        stated = {
            name: [Stated(source, str(value)) for source, item in dates if (value := getattr(item, name))]
            for name in (*START_ORDER, "ended")
        }
        start = next((found for name in START_ORDER if (found := merged_date(stated[name]).value)), None)
        return span(start, merged_date(stated["ended"]).value)
    begun = next((found for name in ("date", "published", "period") if (found := _merged(records, name))), None)
    if begun and begun.precision == "interval":
        return Span(begun.earliest, begun.earliest)
    return span(begun)
