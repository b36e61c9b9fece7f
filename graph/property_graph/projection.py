"""Catalogue → property graph: the one projection that Neo4j, the embedded engine and files are loaded from.

Everything that the RDF says is there, in the manner of property graphs: an entity of several sources is one node with
the merged values (``graph.merge``); codes of vocabularies are text, and the nodes of ``Concept`` tell what they mean;
n-ary records (applicability, designation, participation) stay nodes, with short cuts beside them
(``graph.property_graph.shortcuts``). It depends on nothing but the dataset: same dataset, same rows, same order.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.catalogue import Catalogue, Concept
from graph.dates import Span, parse
from graph.model import Designation, Label, Measure, Observation, Participation, Record
from graph.network.attributes import observation_label
from graph.network.model import Link
from graph.network.references import references
from graph.property_graph.applicabilities import applicabilities
from graph.property_graph.evidence import citations, passages, reference_sources
from graph.property_graph.model import End, Node, PropertyGraph, Relationship, Value
from graph.property_graph.names import joined, label_of, place_label, type_of
from graph.property_graph.shortcuts import applies_to, meant_for, member_of, participates_in
from graph.property_graph.values import bounded, dated, flat, known, properties
from graph.schema import kind_of
from graph.statements import Statement
from graph.units import in_base_unit


@lru_cache(maxsize=2)
def property_graph(catalogue: Catalogue) -> PropertyGraph:
    """The whole graph, all that is known. What was known on a day is told by the bounds on it."""
    found = [
        *_entities(catalogue), *_concepts(catalogue), *passages(catalogue), *reference_sources(catalogue),
        *applicabilities(catalogue), *applies_to(catalogue), *meant_for(catalogue), *member_of(catalogue),
        *participates_in(catalogue),
    ]  # fmt: skip
    nodes = {(item.label, item.id): item for item in found if isinstance(item, Node)}
    links = {_place(item): item for item in found if isinstance(item, Relationship)}
    return PropertyGraph(
        catalogue.version,
        tuple(nodes[place] for place in sorted(nodes)),
        tuple(links[place] for place in sorted(links)),
    )


def _place(item: Relationship) -> tuple[str, ...]:
    return item.type, item.start.label, item.start.id, item.end.label, item.end.id, item.key


def _entities(catalogue: Catalogue) -> Iterator[Node | Relationship]:
    for (kind, slug), said in catalogue.statements.items():
        yield _entity(catalogue, kind, slug, said)
        for link in references(catalogue, kind, slug, said):
            yield _relationship(link)
        start = End(label_of(kind), slug)
        yield from citations(start, said)
        if kind == "observation":
            yield Relationship("IN_REPORT", start, End("Report", said[-1].record.source))


def _entity(catalogue: Catalogue, kind: str, slug: str, said: Sequence[Statement]) -> Node:
    records = [statement.record for statement in said]
    found: dict[str, Value] = {"id": slug, "iri": catalogue.iris.entity(kind, slug)}
    found |= flat(
        "label", next((record.label for record in records if record.label), None) or _label(catalogue, records[-1])
    )
    found |= properties(records)
    found |= _computed(catalogue, slug, records)
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


def _computed(catalogue: Catalogue, slug: str, records: Sequence[Record]) -> dict[str, Value]:
    """What is not stated as such: the status and validity of a measure as known last, a figure in its base unit."""
    record = records[-1]
    if isinstance(record, Observation):
        value, unit = in_base_unit(catalogue, record)
        return {**({} if value is None else {"value_base": float(value)}), "unit_base": unit}
    if isinstance(record, Measure) and (states := catalogue.world.states.get(slug)):
        state = states[-1]
        basis: dict[str, Value] = {"from_basis": state.from_basis} if state.from_basis else {}
        return {"status": state.status, **basis, **bounded(state.valid)}
    return {}


def _relationship(link: Link) -> Relationship:
    (start, end), values = (_end(link.source), _end(link.target)), dict[str, Value](link.attributes)
    for name in ("since", "until"):
        if text := link.attributes.get(name):
            values |= dated(name, parse(str(text)))
    found = values | bounded(link.during) | {"sources": link.sources, "evidence": link.evidence}
    return Relationship(type_of(link.type), start, end, {name: value for name, value in found.items() if value != ()})


def _end(node: str) -> End:
    kind, _, slug = node.partition("/")
    return End(label_of(kind), slug)


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
