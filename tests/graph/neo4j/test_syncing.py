"""A property graph written into a real Neo4j: what is there after, what is left alone, what is not written again."""

from dataclasses import replace
from typing import cast

import pytest
from neo4j import Driver

from graph.errors import Neo4jUnusable
from graph.neo4j.checking import check
from graph.neo4j.syncing import sync
from graph.property_graph.model import PropertyGraph, Relationship
from tests.graph.neo4j.asked import read_only, rows
from tests.graph.neo4j.small import HARD, graph, later, link, node, small

DATABASE = "neo4j"


def same(driver: Driver, wanted: PropertyGraph) -> bool:
    return check(driver, wanted, DATABASE).same


def test_all_rows_are_there_with_labels_types_and_values_of_their_types(neo4j_driver: Driver) -> None:
    done = sync(neo4j_driver, small(), DATABASE)
    assert (done.written, done.removed, done.retired, done.unchanged) == (10, 0, 0, False)
    places = "MATCH (n:PolicyGraph) RETURN n.id, labels(n)"
    assert sorted([id, sorted(cast("list[str]", labels))] for id, labels in rows(neo4j_driver, places)) == [
        ["china", ["Area", "PolicyGraph"]], ["china", ["PolicyGraph", "Zone"]],
        ["data-list", ["Measure", "PolicyGraph"]], ["lingang", ["PolicyGraph", "Zone"]],
        ["pilot", ["Measure", "PolicyGraph"]], ["policygraph", ["Dataset", "PolicyGraph"]],
    ]  # fmt: skip
    assert rows(
        neo4j_driver,
        "MATCH (m:Measure {id: 'pilot'}) RETURN valueType(m.value), valueType(m.count), valueType(m.sure), m.count",
    ) == [["FLOAT NOT NULL", "INTEGER NOT NULL", "BOOLEAN NOT NULL", -3]]
    assert rows(
        neo4j_driver,
        "MATCH (m {id: 'data-list'}) RETURN valueType(m.from_latest), toString(m.from_latest), m.note, m.alt_zh",
    ) == [["DATE NOT NULL", "2024-05-31", HARD, ["负面清单", "清单"]]]
    assert rows(neo4j_driver, "MATCH (a:Area) RETURN a.rank, valueType(a.rank)") == [[2**53 + 1, "INTEGER NOT NULL"]]
    keys = "MATCH ({id: 'data-list'})-[r:APPLIES_TO]->(:Zone {id: 'lingang'}) RETURN r.key, r.basis ORDER BY r.key"
    assert rows(neo4j_driver, keys) == [["a.2024", "designated"], ["b.2024", "class"]]
    assert same(neo4j_driver, small())


def test_the_dataset_node_tells_version_digest_and_counts(neo4j_driver: Driver) -> None:
    wanted = small()
    sync(neo4j_driver, wanted, DATABASE)
    found = rows(neo4j_driver, "MATCH (d:Dataset:PolicyGraph) RETURN properties(d)")
    assert found == [[{
        "id": "policygraph", "status": "complete", "version": "v1", "digest": wanted.digest(), "nodes": 5,
        "relationships": 5, "labels": ["Area", "Measure", "Zone"], "types": ["APPLIES_TO", "PART_OF"],
    }]]  # fmt: skip


def test_ids_are_unique_for_each_label_and_names_are_found_in_both_languages(neo4j_driver: Driver) -> None:
    sync(neo4j_driver, small(), DATABASE)
    found = rows(
        neo4j_driver, "SHOW CONSTRAINTS YIELD name, labelsOrTypes, properties RETURN name, labelsOrTypes, properties"
    )
    assert sorted(found, key=str) == [
        ["policygraph_area_id", ["Area"], ["id"]], ["policygraph_dataset_id", ["Dataset"], ["id"]],
        ["policygraph_measure_id", ["Measure"], ["id"]], ["policygraph_zone_id", ["Zone"], ["id"]],
    ]  # fmt: skip
    search = "CALL db.index.fulltext.queryNodes('policygraph_text', $words) YIELD node RETURN node.id ORDER BY node.id"
    assert rows(neo4j_driver, search, words="跨境") == [["data-list"]]
    assert rows(neo4j_driver, search, words="gang") == [["lingang"]]
    assert rows(neo4j_driver, search, words="负面") == [["data-list"]]


@pytest.mark.parametrize("force", [False, True])
def test_a_second_run_writes_nothing(neo4j_driver: Driver, force: bool) -> None:
    sync(neo4j_driver, small(), DATABASE)
    assert sync(read_only(neo4j_driver), small(), DATABASE, force=force).unchanged


def test_a_later_version_takes_the_place_of_the_one_before(neo4j_driver: Driver) -> None:
    sync(neo4j_driver, small(), DATABASE)
    done = sync(neo4j_driver, later(), DATABASE)
    assert (done.written, done.removed) == (3, 3)
    assert rows(neo4j_driver, "MATCH (z:Zone {id: 'lingang'}) RETURN properties(z)") == [
        [{"id": "lingang", "label_zh": "临港", "label_en": "Lin-gang"}]
    ]
    assert rows(neo4j_driver, "MATCH (m:Measure) RETURN m.id") == [["data-list"]]
    assert same(neo4j_driver, later())
    sync(neo4j_driver, small(), DATABASE)
    assert same(neo4j_driver, small())
    assert rows(neo4j_driver, "SHOW CONSTRAINTS YIELD name WHERE name = 'policygraph_topic_id' RETURN name") == []


def test_only_what_differs_is_written(neo4j_driver: Driver) -> None:
    sync(neo4j_driver, small(), DATABASE)
    other = replace(small(), version="v2")
    done = sync(neo4j_driver, other, DATABASE)
    assert (done.written, done.removed) == (0, 0)
    assert rows(neo4j_driver, "MATCH (d:Dataset) RETURN d.version") == [["v2"]]


@pytest.mark.parametrize(
    "harm",
    [
        "MATCH (m:Measure {id: 'pilot'}) DETACH DELETE m",
        "MATCH ()-[r:PART_OF]->() DELETE r",
        "MATCH (z:Zone {id: 'china'}) REMOVE z:Zone",
        "MATCH (z:Zone {id: 'lingang'}) SET z:Measure",
        "CREATE (:PolicyGraph:Zone {id: 'nowhere'})",
        "MATCH (a:Measure {id: 'pilot'}), (z:Zone {id: 'china'}) CREATE (a)-[:PART_OF]->(z)",
        "MATCH (:Measure)-[r:APPLIES_TO {key: 'a.2024'}]->(z) CREATE (z)<-[s:APPLIES_TO]-(:PolicyGraph) DELETE r",
        "MATCH (d:Dataset) DELETE d",
        "MATCH (d:Dataset) SET d.status = 'loading' REMOVE d.version, d.digest",
        "MATCH (d:Dataset) SET d.labels = ['Bad` name'], d.types = 5",
        "DROP CONSTRAINT policygraph_zone_id",
        "DROP INDEX policygraph_text",
    ],
)
def test_what_counts_show_to_be_wrong_is_repaired_by_the_next_run(neo4j_driver: Driver, harm: str) -> None:
    sync(neo4j_driver, small(), DATABASE)
    rows(neo4j_driver, harm)
    assert not sync(neo4j_driver, small(), DATABASE).unchanged
    assert same(neo4j_driver, small())
    assert sync(neo4j_driver, small(), DATABASE).unchanged


@pytest.mark.parametrize(
    "harm",
    [
        "MATCH (m:Measure {id: 'pilot'}) SET m.value = 4.26",
        "MATCH (m:Measure {id: 'pilot'}) SET m.value = 4",
        "MATCH (m:Measure {id: 'data-list'}) SET m.from_latest = '2024-05-31'",
        "MATCH (m:Measure {id: 'data-list'}) SET m.from_latest = datetime('2024-05-31')",
        "MATCH (m:Measure {id: 'data-list'}) SET m.spot = point({x: 1, y: 2}), m.spots = [1, 2]",
        "MATCH (m:Measure {id: 'data-list'}) REMOVE m.alt_zh",
        "MATCH (z:Zone {id: 'china'}) REMOVE z.id",
        "MATCH (z:Zone {id: 'china'}) SET z.id = 7",
        "MATCH ()-[r:PART_OF]->() SET r.colour = 'red'",
        "MATCH ()-[r:APPLIES_TO]->() REMOVE r.key",
        "MATCH (a)-[r:PART_OF]->(b:Zone) CREATE (b)-[s:PART_OF]->(a) DELETE r",
    ],
)
def test_what_counts_do_not_show_is_told_by_a_check_and_repaired_by_force(neo4j_driver: Driver, harm: str) -> None:
    sync(neo4j_driver, small(), DATABASE)
    rows(neo4j_driver, harm)
    assert not same(neo4j_driver, small())
    assert sync(neo4j_driver, small(), DATABASE).unchanged
    assert sync(neo4j_driver, small(), DATABASE, force=True).written > 0
    assert same(neo4j_driver, small())


def test_a_graph_above_the_limit_is_written_in_many_transactions(neo4j_driver: Driver) -> None:
    seen: set[object] = set()

    def look(step: str, done: int = 0, total: int = 0, /) -> None:
        seen.add(
            tuple(rows(neo4j_driver, "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n), count(r)")[0])
        )

    sync(neo4j_driver, small(), DATABASE, limit=9, size=1, progress=look)
    assert {(1, 0), (6, 0), (6, 5)} < seen
    assert len(seen) > 5
    assert same(neo4j_driver, small())
    sync(neo4j_driver, later(), DATABASE, limit=1, size=1)
    assert same(neo4j_driver, later())


def test_while_it_loads_the_dataset_node_has_no_version(neo4j_driver: Driver) -> None:
    seen: list[object] = []

    def look(step: str, done: int = 0, total: int = 0, /) -> None:
        seen.append(rows(neo4j_driver, "MATCH (d:Dataset) RETURN d.status, d.version, d.digest"))

    sync(neo4j_driver, small(), DATABASE, limit=1, size=2, progress=look)
    assert seen[1:-1] == [[["loading", None, None]]] * (len(seen) - 2)
    assert seen[-1] == [["complete", "v1", small().digest()]]


def test_in_one_transaction_a_reader_sees_nothing_before_all_is_there(neo4j_driver: Driver) -> None:
    seen: list[object] = []

    def look(step: str, done: int = 0, total: int = 0, /) -> None:
        seen.append(rows(neo4j_driver, "MATCH (n) RETURN count(n)"))

    sync(neo4j_driver, small(), DATABASE, progress=look)
    assert seen == [[[0]]] * (len(seen) - 1) + [[[6]]]


def test_nodes_alone_are_a_graph_too(neo4j_driver: Driver) -> None:
    alone = graph([node("Zone", "a")], [])
    sync(neo4j_driver, alone, DATABASE)
    assert sync(neo4j_driver, alone, DATABASE, force=True).unchanged
    assert same(neo4j_driver, alone)


def test_somebody_who_keeps_changing_our_rows_meanwhile_is_told(neo4j_driver: Driver) -> None:
    def meddle(step: str, done: int = 0, total: int = 0, /) -> None:
        rows(neo4j_driver, "CREATE (:PolicyGraph:Zone {id: randomUUID()})")

    with pytest.raises(Neo4jUnusable, match="somebody else changes the graph in 'neo4j' at the same time"):
        sync(neo4j_driver, small(), DATABASE, progress=meddle)
    sync(neo4j_driver, small(), DATABASE)
    assert same(neo4j_driver, small())


@pytest.mark.parametrize(
    "links",
    [
        [replace(link("ABOUT", ("Zone", "a"), ("Zone", "a")), key="k")],
        [link("ABOUT", ("Zone", "a"), ("Zone", "a"), "k"), link("ABOUT", ("Zone", "a"), ("Zone", "a"))],
    ],
)
def test_a_key_that_does_not_fit_is_refused(neo4j_driver: Driver, links: list[Relationship]) -> None:
    with pytest.raises(ValueError, match="its key does not fit"):
        sync(neo4j_driver, graph([node("Zone", "a")], links), DATABASE)
    assert rows(neo4j_driver, "MATCH (n) RETURN count(n)") == [[0]]


def test_a_name_that_is_no_identifier_or_is_taken_is_never_put_into_a_query(neo4j_driver: Driver) -> None:
    for label in ("Bad`) DETACH DELETE (n", "Two words", "PolicyGraph", "Dataset", ""):
        with pytest.raises(ValueError, match="name"):
            sync(neo4j_driver, graph([node(label, "x")], []), DATABASE)
    with pytest.raises(ValueError, match="name"):
        sync(neo4j_driver, graph([node("Zone", "x", **{"a`: 1}) //": "y"})], []), DATABASE)
    assert rows(neo4j_driver, "MATCH (n) RETURN count(n)") == [[0]]
