"""Catalogue → property graph: the one projection that Neo4j, the embedded engine and files are loaded from.

Everything that the RDF says is there, in the manner of property graphs: an entity of several sources is one node with
the merged values (``graph.merge``); codes of vocabularies are text, and the nodes of ``Concept`` tell what they mean;
n-ary records (applicability, designation, participation) stay nodes, with short cuts beside them
(``graph.property_graph.shortcuts``). It depends on nothing but the dataset: same dataset, same rows, same order.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.catalogue import Catalogue, Concept
from graph.dates import EdtfDate, Span, parse
from graph.model import Designation, Label, Measure, Observation, Participation, Record
from graph.network.attributes import observation_label
from graph.network.model import Link
from graph.network.references import references
from graph.property_graph.applicabilities import applicabilities
from graph.property_graph.evidence import citations, passages, reference_sources
from graph.property_graph.model import End, Node, PropertyGraph, Relationship, Value
from graph.property_graph.names import end_of, joined, label_of, place_label, type_of
from graph.property_graph.seen import Seen
from graph.property_graph.shortcuts import applies_to, meant_for, member_of, participates_in
from graph.property_graph.values import bounded, dated, flat, known, properties
from graph.schema import kind_of
from graph.statements import Statement
from graph.units import in_base_unit


@lru_cache(maxsize=2)
def property_graph(catalogue: Catalogue, known_on: EdtfDate | None = None) -> PropertyGraph:
    """The graph of all that is known, whose bounds tell what was known when; or as it was known on one day."""
    seen = Seen(catalogue, known_on)
    found = [
        *_entities(seen), *_concepts(catalogue), *passages(seen), *reference_sources(seen), *applicabilities(seen),
        *applies_to(seen), *meant_for(seen), *member_of(seen), *participates_in(seen),
    ]  # fmt: skip
    nodes = {End(item.label, item.id): item for item in found if isinstance(item, Node)}
    links = {_place(item): item for item in found if isinstance(item, Relationship)}
    if known_on:  # a source may name what only a later one tells of
        links = {place: item for place, item in links.items() if {item.start, item.end} <= nodes.keys()}
    return PropertyGraph(
        catalogue.version,
        tuple(nodes[end] for end in sorted(nodes, key=lambda end: (end.label, end.id))),
        tuple(links[place] for place in sorted(links)),
    )


def _place(item: Relationship) -> tuple[str, ...]:
    return item.type, item.start.label, item.start.id, item.end.label, item.end.id, item.key


def _entities(seen: Seen) -> Iterator[Node | Relationship]:
    for kind, slug, said in seen.entities():
        yield _entity(seen, kind, slug, said)
        for link in references(seen.catalogue, kind, slug, said):
            yield _relationship(link)
        start = End(label_of(kind), slug)
        yield from citations(start, said)
        if kind == "observation":
            yield Relationship("IN_REPORT", start, End("Report", said[-1].record.source))


def _entity(seen: Seen, kind: str, slug: str, said: Sequence[Statement]) -> Node:
    catalogue = seen.catalogue
    records = [statement.record for statement in said]
    found: dict[str, Value] = {"id": slug, "iri": catalogue.iris.entity(kind, slug)}
    found |= flat(
        "label", next((record.label for record in records if record.label), None) or _label(catalogue, records[-1])
    )
    found |= properties(records)
    found |= _computed(seen, slug, records)
    found["sources"] = tuple(sorted({record.source for record in records}))
    first = min((catalogue.sources[record.source].known for record in records), key=_since)
    return Node(label_of(kind), slug, found | known(first))


def _label(catalogue: Catalogue, record: Record) -> Label:
    """Records without a name of their own are called by what they relate."""
    match record:
        case Observation():
            return observation_label(catalogue, record) or catalogue.label("observation", record.id)
        case Designation():
            return joined(place_label(catalogue, record.place), catalogue.label("zone-class", record.zone_class))
        case Participation():
            party = catalogue.kind_of(record.party, ("area", "organization")) or "area"
            return joined(catalogue.label(party, record.party), catalogue.label("agreement", record.agreement))
        case _:
            return catalogue.label(kind_of(type(record)), record.id)


def _since(span: Span) -> str:
    return span.from_earliest.isoformat() if span.from_earliest else ""


def _computed(seen: Seen, slug: str, records: Sequence[Record]) -> dict[str, Value]:
    """What is not stated as such: the status and validity of a measure as known last, a figure in its base unit."""
    record = records[-1]
    if isinstance(record, Observation):
        value, unit = in_base_unit(seen.catalogue, record)
        return {**({} if value is None else {"value_base": float(value)}), "unit_base": unit}
    states = [state for state in seen.catalogue.world.states.get(slug, ()) if seen.knows(state.known)]
    if isinstance(record, Measure) and states:
        state = states[-1]
        basis: dict[str, Value] = {"from_basis": state.from_basis} if state.from_basis else {}
        return {"status": state.status, **basis, **bounded(state.valid)}
    return {}


def _relationship(link: Link) -> Relationship:
    (start, end), values = (end_of(link.source), end_of(link.target)), dict[str, Value](link.attributes)
    for name in ("since", "until"):
        if text := link.attributes.get(name):
            values |= dated(name, parse(str(text)))
    found = values | bounded(link.during) | {"sources": link.sources, "evidence": link.evidence}
    return Relationship(type_of(link.type), start, end, {name: value for name, value in found.items() if value != ()})


def _concepts(catalogue: Catalogue) -> Iterator[Node | Relationship]:
    """Topics, indicators and all other terms of the vocabularies, with what is broader."""
    for concept in catalogue.concepts.values():
        if not concept.schemes:  # the vocabularies themselves: their ids are the text of ``schemes``
            continue
        start = End(label_of(concept.kind), concept.id)
        yield Node(start.label, start.id, _term(catalogue, concept))
        if concept.broader:
            kind = catalogue.kind_of(concept.broader, (concept.kind, "concept")) or concept.kind
            yield Relationship("BROADER", start, End(label_of(kind), concept.broader))


def _term(catalogue: Catalogue, concept: Concept) -> dict[str, Value]:
    found: dict[str, Value] = {"id": concept.id, "iri": catalogue.iris.entity(concept.kind, concept.id)}
    found |= flat("label", concept.label) | {"schemes": concept.schemes}
    if concept.definition:
        found |= flat("definition", concept.definition)
    if concept.family:
        found["family"] = concept.family
    return found
