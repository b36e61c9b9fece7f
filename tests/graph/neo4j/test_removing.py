"""What is the user's own in the database stays, whatever a sync writes or removes."""

import pytest
from neo4j import Driver

from graph.errors import Neo4jUnusable
from graph.neo4j.checking import check
from graph.neo4j.connecting import Address, told
from graph.neo4j.syncing import sync
from tests.graph.neo4j.asked import rows
from tests.graph.neo4j.small import later, small

DATABASE = "neo4j"
OWN = """\
CREATE (:Note {text: 'mine'})-[:ABOUT]->(:Zone {id: 'mine', label_en: 'A zone of my own'}), (:Note)-[:PART_OF]->(:Note),
(:Measure {name: 'no id'}), (:Measure {name: 'no id'})"""
ALL_OWN = "MATCH (n) WHERE NOT n:PolicyGraph OPTIONAL MATCH (n)-[r]-() RETURN labels(n), properties(n), type(r)"


def test_nodes_and_relationships_of_the_user_stay_whatever_their_labels_and_types(neo4j_driver: Driver) -> None:
    rows(neo4j_driver, OWN)
    own = sorted(rows(neo4j_driver, ALL_OWN), key=str)
    for graph in (small(), later(), small()):
        sync(neo4j_driver, graph, DATABASE)
        assert check(neo4j_driver, graph, DATABASE).same
        assert sorted(rows(neo4j_driver, ALL_OWN), key=str) == own


def test_relationships_of_the_user_to_ours_stay(neo4j_driver: Driver) -> None:
    sync(neo4j_driver, small(), DATABASE)
    rows(neo4j_driver, "MATCH (z:Zone {id: 'lingang'}) CREATE (:Note)-[:ABOUT]->(z), (z)-[:PART_OF]->(:Note)")
    rows(neo4j_driver, "MATCH (z:Zone {id: 'lingang'}), (a:Area) CREATE (z)-[:NEAR {km: 60}]->(a)")
    assert sync(neo4j_driver, small(), DATABASE).unchanged
    sync(neo4j_driver, later(), DATABASE)
    assert check(neo4j_driver, later(), DATABASE).same
    ours = "MATCH (z:Zone {id: 'lingang'})"
    assert rows(
        neo4j_driver, f"{ours}-[:NEAR]->(:Area) MATCH (z)<-[:ABOUT]-(:Note) MATCH (z)-[:PART_OF]->(:Note) RETURN 1"
    )


@pytest.mark.parametrize(
    "tie",
    [
        "CREATE (m)<-[:ABOUT]-(:Note {text: 'mine'})",
        "CREATE (m)-[:PART_OF]->(:Note {text: 'mine'})",
        "MATCH (z:Zone {id: 'lingang'}) CREATE (m)-[:LIKE]->(z)",
        "SET m:Favourite",
    ],
)
@pytest.mark.parametrize("limit", [1000, 0])
def test_a_node_that_is_gone_is_kept_out_of_the_way_where_something_of_the_user_hangs_on_it(
    neo4j_driver: Driver, tie: str, limit: int
) -> None:
    sync(neo4j_driver, small(), DATABASE)
    rows(neo4j_driver, f"MATCH (m:Measure {{id: 'pilot'}}) WITH m {tie}")
    tied = rows(neo4j_driver, "MATCH (m {id: 'pilot'})-[r]-() WHERE type(r) <> 'APPLIES_TO' RETURN type(r)")
    done = sync(neo4j_driver, later(), DATABASE, limit=limit)
    assert done.retired == 1
    assert check(neo4j_driver, later(), DATABASE).same
    found = "MATCH (m:PolicyGraphRetired) RETURN m.id, m.retired_label, m.label_zh, m:Measure OR m:PolicyGraph"
    assert rows(neo4j_driver, found) == [["pilot", "Measure", "试点", False]]
    assert rows(neo4j_driver, "MATCH (:PolicyGraphRetired)-[r]-() RETURN type(r)") == tied
    assert sync(neo4j_driver, later(), DATABASE).unchanged


def test_a_retired_node_comes_back_with_what_hangs_on_it(neo4j_driver: Driver) -> None:
    sync(neo4j_driver, small(), DATABASE)
    rows(neo4j_driver, "MATCH (m:Measure {id: 'pilot'}) CREATE (m)<-[:ABOUT]-(:Note {text: 'mine'})")
    sync(neo4j_driver, later(), DATABASE)
    sync(neo4j_driver, small(), DATABASE)
    assert check(neo4j_driver, small(), DATABASE).same
    assert rows(neo4j_driver, "MATCH (n:Note)-->(m:Measure:PolicyGraph) RETURN n.text, m.id, m.retired_label") == [
        ["mine", "pilot", None]
    ]
    assert rows(neo4j_driver, "MATCH (m:PolicyGraphRetired) RETURN m") == []


def test_retired_nodes_come_back_when_all_that_was_ours_has_been_deleted(neo4j_driver: Driver) -> None:
    sync(neo4j_driver, small(), DATABASE)
    rows(neo4j_driver, "MATCH (m:Measure {id: 'pilot'}) CREATE (m)<-[:ABOUT]-(:Note)")
    sync(neo4j_driver, later(), DATABASE)
    rows(neo4j_driver, "MATCH (m:PolicyGraph) DETACH DELETE m")
    sync(neo4j_driver, small(), DATABASE)
    assert check(neo4j_driver, small(), DATABASE).same
    assert rows(neo4j_driver, "MATCH (:Note)-->(m:Measure:PolicyGraph) RETURN m.id") == [["pilot"]]


@pytest.mark.parametrize(
    "own",
    [
        "CREATE (:Zone {id: 'lingang'})",  # the id of one of ours
        "CREATE (:Zone {id: 'mine'}), (:Zone {id: 'mine'})",  # one id twice, so that no constraint can be made
    ],
)
def test_a_node_of_the_user_that_is_in_the_way_is_told_and_left_alone(neo4j_driver: Driver, own: str) -> None:
    rows(neo4j_driver, own)
    before = rows(neo4j_driver, "MATCH (n) RETURN labels(n), properties(n)")
    with pytest.raises(Neo4jUnusable, match=r"stand in the way: .*Zone") as caught, told(Address("bolt://here")):
        sync(neo4j_driver, small(), DATABASE)
    assert "\n" not in str(caught.value)
    assert rows(neo4j_driver, "MATCH (n) RETURN labels(n), properties(n)") == before
