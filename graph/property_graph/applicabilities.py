"""Where a measure applies, as its sources state it: a node each, naming one place or one class of zones."""

from collections.abc import Iterator

from graph.catalogue import Catalogue
from graph.model import Applicability, Measure
from graph.property_graph.model import End, Node, Relationship, Value
from graph.property_graph.names import joined, label_of, place_label
from graph.property_graph.seen import Seen
from graph.property_graph.values import flat


def applicabilities(seen: Seen) -> Iterator[Node | Relationship]:
    """All stated applicability, of drafts and plans too; of several statements of one the last stands."""
    for _, slug, said in seen.entities("measure"):
        found: dict[str, tuple[Applicability, list[str]]] = {}
        for statement in said:
            record = statement.record
            assert isinstance(record, Measure)
            for item in record.applies_to:
                name = f"{slug}-{item.place or item.zone_class}"
                _, sources = found.get(name, (item, []))
                found[name] = item, [*sources, record.source]
        for name, (item, sources) in found.items():
            yield from _one(seen.catalogue, slug, name, item, tuple(sorted(set(sources))))


def _one(
    catalogue: Catalogue, measure: str, name: str, item: Applicability, sources: tuple[str, ...]
) -> Iterator[Node | Relationship]:
    iri = catalogue.iris.entity("applicability", name)
    values: dict[str, Value] = {"id": name, "iri": iri, "scope": item.scope, "sources": sources}
    named = place_label(catalogue, item.place) if item.place else catalogue.label("zone-class", item.zone_class or "")
    values |= flat("label", joined(catalogue.label("measure", measure), named))
    if item.conditions:
        values |= {
            "condition_kinds": tuple(condition.kind for condition in item.conditions),
            "conditions_zh": tuple(condition.label.zh for condition in item.conditions),
            "conditions_en": tuple(condition.label.en for condition in item.conditions),
        }
    here = End("Applicability", name)
    yield Node(here.label, here.id, values)
    yield Relationship("HAS_APPLICABILITY", End("Measure", measure), here)
    yield Relationship("NAMES", here, place_or_class(catalogue, item))
    for condition in item.conditions:
        if condition.zone_class:
            yield Relationship("REQUIRES_CLASS", here, End("ZoneClass", condition.zone_class))


def place_or_class(catalogue: Catalogue, item: Applicability) -> End:
    """The node of the place or class that a source names."""
    return place(catalogue, item.place) if item.place else End("ZoneClass", item.zone_class or "")


def place(catalogue: Catalogue, slug: str) -> End:
    """The node of a place: zones and areas share one namespace."""
    return End(label_of(catalogue.kind_of(slug, ("zone", "area")) or "zone"), slug)
