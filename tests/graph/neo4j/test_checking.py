"""Ours against theirs: every difference is counted, and named as Cypher draws it."""

import pytest
from neo4j import Driver

from graph.neo4j.checking import called, check
from graph.neo4j.syncing import sync
from tests.graph.neo4j.asked import read_only, rows
from tests.graph.neo4j.small import later, small

PILOT = '(:Measure {id: "pilot"})'
ZONES = '(:Zone {id: "lingang"})-[:PART_OF]->(:Zone {id: "china"})'


def test_what_is_the_same_is_the_same_line_by_line(neo4j_driver: Driver) -> None:
    sync(neo4j_driver, small(), "neo4j")
    found = check(read_only(neo4j_driver), small(), "neo4j")
    assert found.same
    assert list(found.differing()) == []
    assert [(line.what, line.name, line.ours.count) for line in found.lines] == [
        ("label", "Area", 1), ("label", "Measure", 2), ("label", "Zone", 2),
        ("type", "APPLIES_TO", 3), ("type", "PART_OF", 2),
    ]  # fmt: skip
    assert all(line.same and len(line.theirs.hash) == 64 for line in found.lines)


def test_a_database_that_holds_nothing_lacks_everything(neo4j_driver: Driver) -> None:
    found = check(neo4j_driver, small(), "neo4j")
    assert (found.same, found.held) == (False, None)
    assert {how for how, _ in found.differing()} == {"missing"}
    assert len(list(found.differing())) == 10
    assert all((line.theirs.count, line.theirs.hash) == (0, "") for line in found.lines)


@pytest.mark.parametrize(
    ("harm", "name", "expected"),
    [
        ("MATCH (m {id: 'pilot'}) SET m.value = 5.0", "Measure", [("changed", PILOT)]),
        ("MATCH (m {id: 'pilot'}) SET m.value = 4.25, m.more = 1", "Measure", [("changed", PILOT)]),
        ("MATCH (:Zone)-[r:PART_OF]->(:Zone) DELETE r", "PART_OF", [("missing", ZONES)]),
        ("MATCH (a:Zone)-[r:PART_OF]->(b:Zone) CREATE (a)-[:PART_OF]->(b)", "PART_OF", [("surplus", ZONES)]),
        ("CREATE (:PolicyGraph:Zone {id: 'x'})", "Zone", [("surplus", '(:Zone {id: "x"})')]),
        (
            "MATCH (m)-[r:APPLIES_TO {key: 'b.2024'}]->() SET r.basis = 'other'",
            "APPLIES_TO",
            [("changed", '(:Measure {id: "data-list"})-[:APPLIES_TO {key: "b.2024"}]->(:Zone {id: "lingang"})')],
        ),
    ],
)
def test_each_difference_is_named_and_its_line_differs(
    neo4j_driver: Driver, harm: str, name: str, expected: list[tuple[str, str]]
) -> None:
    sync(neo4j_driver, small(), "neo4j")
    rows(neo4j_driver, harm)
    found = check(neo4j_driver, small(), "neo4j")
    assert list(found.differing()) == expected
    assert [line.name for line in found.lines if not line.same] == [name]
    assert not found.same


def test_labels_and_types_of_an_earlier_dataset_are_counted_too(neo4j_driver: Driver) -> None:
    sync(neo4j_driver, later(), "neo4j")
    found = check(neo4j_driver, small(), "neo4j")
    assert {line.name for line in found.lines} >= {"Topic", "ABOUT"}
    assert ("surplus", '(:Topic {id: "tax"})') in found.differing()


def test_rows_that_are_all_there_under_another_version_are_not_the_same(neo4j_driver: Driver) -> None:
    sync(neo4j_driver, small(), "neo4j")
    rows(neo4j_driver, "MATCH (d:Dataset) SET d.version = 'other'")
    found = check(neo4j_driver, small(), "neo4j")
    assert all(line.same for line in found.lines)
    assert not found.same


def test_a_row_is_called_as_cypher_draws_it() -> None:
    assert called(("Zone", "lingang")) == '(:Zone {id: "lingang"})'
    assert called(("PART_OF", "Zone", "a", "Area", "b", "")) == '(:Zone {id: "a"})-[:PART_OF]->(:Area {id: "b"})'
