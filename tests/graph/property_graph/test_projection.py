"""The projection of the real data: whole, ordered, typed, and the same as the RDF says."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from graph.catalogue import Catalogue
from graph.dates import parse
from graph.iris import Iris
from graph.property_graph.model import MARKER, End, Node, PropertyGraph, Relationship
from graph.property_graph.names import LABELS, TYPES, label_of
from graph.property_graph.projection import property_graph
from tests.graph.conftest import Real

PG = "PREFIX pg: <https://w3id.org/policygraph/ontology#>\n"
REACHES = (
    PG
    + """
SELECT ?measure ?place ?basis ?status ?from_earliest ?from_latest ?to_earliest ?to_latest
  ?known_earliest ?known_latest ?superseded_earliest ?superseded_latest
{
  ?reach a pg:AppliesTo ; pg:measure ?measure ; pg:at ?place ; pg:basis ?basis ; pg:status ?status .
  OPTIONAL { ?reach pg:fromEarliest ?from_earliest } OPTIONAL { ?reach pg:fromLatest ?from_latest }
  OPTIONAL { ?reach pg:toEarliest ?to_earliest } OPTIONAL { ?reach pg:toLatest ?to_latest }
  OPTIONAL { ?reach pg:knownFromEarliest ?known_earliest } OPTIONAL { ?reach pg:knownFromLatest ?known_latest }
  OPTIONAL { ?reach pg:knownToEarliest ?superseded_earliest } OPTIONAL { ?reach pg:knownToLatest ?superseded_latest }
}
"""
)
BOUNDS = (
    "from_earliest", "from_latest", "to_earliest", "to_latest", "known_earliest", "known_latest",
    "superseded_earliest", "superseded_latest",
)  # fmt: skip


@pytest.fixture(scope="module")
def graph(real: Real) -> PropertyGraph:
    return property_graph(real.catalogue)


def of_type(graph: PropertyGraph, name: str) -> list[Relationship]:
    return [item for item in graph.relationships if item.type == name]


def test_every_entity_of_every_kind_is_a_node(real: Real, graph: PropertyGraph) -> None:
    there = {(node.label, node.id) for node in graph.nodes}
    assert {(label_of(kind), slug) for kind, slug in real.catalogue.statements} <= there
    assert {("Passage", slug) for slug in real.catalogue.passages} <= there
    assert {("ReferenceSource", slug) for slug in real.catalogue.references} <= there
    assert {(label_of(term.kind), term.id) for term in real.catalogue.concepts.values() if term.schemes} <= there


def test_both_ends_of_every_relationship_are_nodes(graph: PropertyGraph) -> None:
    there = {End(node.label, node.id) for node in graph.nodes}
    assert [item for item in graph.relationships if not {item.start, item.end} <= there] == []


def test_rows_are_in_order_and_each_is_there_once(graph: PropertyGraph) -> None:
    nodes = [(node.label, node.id) for node in graph.nodes]
    links = [(x.type, x.start.label, x.start.id, x.end.label, x.end.id, x.key) for x in graph.relationships]
    assert nodes == sorted(set(nodes))
    assert links == sorted(set(links))


def test_the_same_dataset_gives_the_same_digest_and_any_change_another(real: Real, graph: PropertyGraph) -> None:
    again = property_graph(Catalogue.load(real.store, Iris()))
    assert again is not graph
    assert again.digest() == graph.digest()
    node = graph.nodes[0]
    changed = replace(node, properties={**node.properties, "label_en": "another"})
    assert replace(graph, nodes=(changed, *graph.nodes[1:])).digest() != graph.digest()
    assert replace(graph, relationships=graph.relationships[1:]).digest() != graph.digest()


def test_labels_and_types_have_names_and_none_is_both(graph: PropertyGraph) -> None:
    labels, types = {node.label for node in graph.nodes}, {item.type for item in graph.relationships}
    assert labels <= set(LABELS)
    assert types <= set(TYPES)
    assert {name.lower() for name in (*labels, MARKER)}.isdisjoint(name.lower() for name in types)


def test_ids_are_properties_and_zones_and_areas_share_none(graph: PropertyGraph) -> None:
    assert all(node.properties["id"] == node.id for node in graph.nodes)
    places = Counter(node.id for node in graph.nodes if node.label in ("Zone", "Area"))
    assert max(places.values()) == 1


def test_every_node_has_a_name_in_both_languages(graph: PropertyGraph) -> None:
    assert [
        node for node in graph.nodes if not (node.properties.get("label_zh") and node.properties.get("label_en"))
    ] == []


def test_a_key_tells_apart_and_is_a_property(graph: PropertyGraph) -> None:
    assert [item for item in graph.relationships if item.properties.get("key", "") != item.key] == []


def test_what_is_not_known_is_absent_and_no_list_is_empty(graph: PropertyGraph) -> None:
    everything: list[Node | Relationship] = [*graph.nodes, *graph.relationships]
    for item in everything:
        assert not [name for name, value in item.properties.items() if value is None or value in ("", ())]


def test_a_date_has_its_text_and_its_bounds(graph: PropertyGraph) -> None:
    instruments = {node.id: node.properties for node in graph.nodes if node.label == "Instrument"}
    said = instruments["vats-opening-pilot-notice"]
    assert said["published"] == "2024-04"
    assert (said["published_earliest"], said["published_latest"]) == (date(2024, 4, 1), date(2024, 4, 30))
    everything: list[Node | Relationship] = [*graph.nodes, *graph.relationships]
    for values in (item.properties for item in everything):
        for name in ("published", "adopted", "in_force", "since", "until", "date", "period", "by"):
            if name in values:
                value = parse(str(values[name]))
                assert (value.earliest, value.latest) == (values.get(f"{name}_earliest"), values.get(f"{name}_latest"))


def test_the_most_precise_of_compatible_dates_stands(graph: PropertyGraph) -> None:
    """The 2021 report gives the month in which China's DEPA working group was set up, the 2024 report the year."""
    [found] = [
        item for item in of_type(graph, "PARTICIPATES_IN")
        if (item.start.id, item.end.id, item.properties["status"]) == ("china", "depa", "in_accession")
    ]  # fmt: skip
    assert found.properties["since"] == "2022-08"


def test_applies_to_is_the_inferred_graph(real: Real, graph: PropertyGraph) -> None:
    iris = real.catalogue.iris
    inferred = Counter(
        (
            *(iris.slug(row[name].value) for name in ("measure", "place", "basis", "status")),
            *(row[name].value if name in row else None for name in BOUNDS),
        )
        for row in real.store.select(REACHES)
    )
    projected = Counter(
        (
            item.start.id, item.end.id, item.properties["basis"], item.properties["status"],
            *(str(item.properties[name]) if name in item.properties else None for name in BOUNDS),
        )
        for item in of_type(graph, "APPLIES_TO")
    )  # fmt: skip
    assert projected == inferred
    assert projected.total() > 5000


def test_drafts_and_plans_apply_nowhere_and_are_meant_for_what_sources_name(graph: PropertyGraph) -> None:
    never = {"draft", "planned"}
    assert not [item for item in of_type(graph, "APPLIES_TO") if item.properties["status"] in never]
    meant = of_type(graph, "MEANT_FOR")
    assert {item.properties["status"] for item in meant} == never
    assert ("hainan-draft-data-channel", "hainan-ftp") in {(item.start.id, item.end.id) for item in meant}


def test_a_path_leads_from_the_place_to_what_a_source_names(graph: PropertyGraph) -> None:
    for item in of_type(graph, "APPLIES_TO"):
        path = item.properties["path"]
        assert isinstance(path, tuple)
        assert (path[0], path[-1]) == (item.end.id, item.properties["via"])


def test_every_piece_of_evidence_is_a_citation(real: Real, graph: PropertyGraph) -> None:
    [row] = real.store.select(PG + "SELECT (COUNT(DISTINCT ?evidence) AS ?n) { ?evidence a pg:Evidence }")
    assert len(of_type(graph, "CITES")) == int(row["n"].value)
    assert all(item.properties["supports"] for item in of_type(graph, "CITES"))


def test_figures_are_numbers_in_the_printed_and_in_the_base_unit(graph: PropertyGraph) -> None:
    figures = {node.id: node.properties for node in graph.nodes if node.label == "Observation"}
    assert all(isinstance(values.get("value", 0.0), float) for values in figures.values())
    exports = figures["r24-wto-dds-exports-world-2023"]
    assert (exports["value"], exports["value_base"], exports["unit_base"]) == (4.25, 4.25e12, "USD")
