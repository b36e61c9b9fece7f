"""What is put into the embedded engine comes out of it: values, labels, rows, and what aggregates are right."""

import json
from collections.abc import Mapping
from datetime import date

import pytest
from neo4j.graph import Entity, Node, Relationship
from neo4j.time import Date

from api.cypher.sidecar import Sidecar
from api.service import Service
from graph.property_graph.model import PropertyGraph
from graph.property_graph.projection import property_graph
from tests.aggregates_asked import RIGHT, WRONG
from tests.cypher_engines import literal, rows, small


def native(found: Entity) -> dict[str, object]:
    """Properties as a graph has them: days of the standard library, lists as tuples."""
    return {name: plain(value) for name, value in found.items()}


def plain(value: object) -> object:
    match value:
        case Date():
            return value.to_native()
        case list():
            return tuple(value)
        case _:
            return value


def typed(properties: Mapping[str, object]) -> dict[str, tuple[type, object]]:
    """Values with their types, since 1 equals 1.0 and True."""
    return {name: (type(value), value) for name, value in properties.items()}


def graph_of(service: Service) -> PropertyGraph:
    return property_graph(service.catalogue)


def test_every_node_comes_out_as_it_was_put_in(sidecar: Sidecar, service: Service) -> None:
    graph = graph_of(service)
    found = {
        (label, str(node["id"])): typed(native(node))
        for label in {node.label for node in graph.nodes}
        for [node] in rows(sidecar, f"MATCH (n:{label}) RETURN n")
        if isinstance(node, Node)
    }
    assert found == {(node.label, node.id): typed(node.properties) for node in graph.nodes}


def test_every_relationship_comes_out_as_it_was_put_in(sidecar: Sidecar, service: Service) -> None:
    graph = graph_of(service)
    asked = "MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, r, labels(a), labels(b)"
    found = [
        (kind, start, end, typed(native(link)), sorted(labels), sorted(ends))
        for kind, start, end, link, labels, ends in rows(sidecar, asked)
        if isinstance(link, Relationship) and isinstance(labels, list) and isinstance(ends, list)
    ]
    expected = [
        (
            link.type,
            link.start.id,
            link.end.id,
            typed(link.properties),
            sorted(["PolicyGraph", link.start.label]),
            sorted(["PolicyGraph", link.end.label]),
        )
        for link in graph.relationships
    ]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_every_node_has_its_label_and_the_common_one(sidecar: Sidecar, service: Service) -> None:
    graph = graph_of(service)
    for label in {node.label for node in graph.nodes}:
        expected = sum(node.label == label for node in graph.nodes)
        assert rows(sidecar, f"MATCH (n:{label}) RETURN count(n)") == [[expected]]
        assert rows(sidecar, f"MATCH (n:PolicyGraph:{label}) RETURN count(n)") == [[expected]]
    total = len(graph.nodes)
    assert rows(sidecar, "MATCH (n:PolicyGraph) RETURN count(n)") == [[total]]
    assert rows(sidecar, "MATCH (n) RETURN count(n)") == [[total]]


def test_days_are_compared_as_days(small_sidecar: Sidecar) -> None:
    asked = "MATCH (m:Measure) WHERE m.adopted_earliest <= {} RETURN count(m)"
    expected = sum(
        isinstance(day := node.properties.get("adopted_earliest"), date) and day <= date(2024, 6, 3)
        for node in small().nodes
    )
    assert 0 < expected < 40
    assert rows(small_sidecar, asked.format("date('2024-06-03')")) == [[expected]]
    assert rows(small_sidecar, asked.format("$day"), day=date(2024, 6, 3)) == [[expected]]
    assert rows(small_sidecar, asked.format("date($day)"), day="2024-06-03") == [[expected]]


def test_text_that_looks_like_a_day_stays_text(small_sidecar: Sidecar) -> None:
    [[adopted, day]] = rows(small_sidecar, "MATCH (m:Measure {id: 'm003'}) RETURN m.adopted, m.adopted_earliest")
    assert (adopted, day) == ("2024-05-06", Date(2024, 4, 4))


@pytest.mark.parametrize(
    "pattern",
    ["(m:Measure {id: 'm003'})", "(m:Measure {id: $id})", "(m:Measure) WHERE m.id = $id", "(m:Zone|Measure {id: $id})"],
)
def test_a_node_is_found_by_its_id_through_an_index(small_sidecar: Sidecar, pattern: str) -> None:
    with small_sidecar.driver().session(database=small_sidecar.database) as session:
        result = session.run(literal(f"PROFILE MATCH {pattern} RETURN m.id"), id="m003")
        assert [record.values() for record in result] == [["m003"]]
        assert "IndexSeek" in json.dumps(result.consume().profile, default=str)


def test_many_rows_all_come(sidecar: Sidecar) -> None:
    asked = "MATCH (n), (m:Topic)"
    [[expected]] = rows(sidecar, f"{asked} RETURN count(*)")
    assert isinstance(expected, int)
    assert expected > 60_000
    assert len(rows(sidecar, f"{asked} RETURN n.id, m.id")) == expected


BY_ZONE = "RETURN z.id AS z, "


@pytest.mark.parametrize("query", [query for query in WRONG if query.startswith(BY_ZONE)])
def test_asked_something_of_an_aggregate_the_engine_still_answers_a_row_for_each_match(
    small_sidecar: Sidecar, query: str
) -> None:
    """Should this fail, the engine has been mended, and ``graph.property_graph.aggregates`` may forbid less."""
    assert len(rows(small_sidecar, f"MATCH (z:Zone)<-[:APPLIES_TO]-(m) {query}")) == 40


@pytest.mark.parametrize("query", [query for query in RIGHT if query.startswith(BY_ZONE)])
def test_aggregates_that_are_let_through_are_answered_with_a_row_for_each_group(
    small_sidecar: Sidecar, query: str
) -> None:
    assert len(rows(small_sidecar, f"MATCH (z:Zone)<-[:APPLIES_TO]-(m) {query}")) == 3
