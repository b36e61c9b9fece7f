"""What docs/neo4j.md shows runs as it stands, on the real graph in a real server."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import cast

import pytest
from neo4j import Driver, Query

from graph.neo4j.checking import check
from graph.neo4j.constraints import TEXT_INDEX
from graph.neo4j.files import SCRIPT
from graph.neo4j.syncing import ONE_TRANSACTION, sync
from graph.neo4j.vocabulary import DATASET, RETIRED
from graph.property_graph.model import MARKER
from graph.property_graph.projection import property_graph
from tests.conftest import ROOT
from tests.graph.conftest import Real
from tests.graph.neo4j.asked import rows
from tests.servers.neo4j import Neo4j, empty

TEXT = (ROOT / "docs" / "neo4j.md").read_text("utf-8")


def shown(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture(scope="module")
def synced(real: Real, neo4j_server: Neo4j) -> Iterator[Driver]:
    """The driver to a server that holds the real graph."""
    with neo4j_server.driver() as driver:
        empty(neo4j_server, driver)
        sync(driver, property_graph(real.catalogue), "neo4j")
        yield driver


def test_the_real_graph_is_the_same_row_by_row(real: Real, synced: Driver) -> None:
    assert list(check(synced, property_graph(real.catalogue), "neo4j").differing()) == []


@pytest.mark.parametrize("query", shown("cypher"), ids=lambda query: str(query).partition("\n")[0])
def test_each_query_has_an_answer(synced: Driver, query: str) -> None:
    found = rows(synced, query)
    assert found
    assert all(any(value not in (None, [], "") for value in row) for row in found)


def test_a_picture_of_the_schema_has_our_labels_and_types_without_the_marker(synced: Driver) -> None:
    query = next(query for query in shown("cypher") if "db.schema.visualization" in query)
    record = synced.execute_query(cast(Callable[[str], Query], Query)(query)).records[0]
    assert {"Measure", "Zone", "Agreement", "Instrument"} <= {node["name"] for node in record["shown"]}
    assert {"APPLIES_TO", "ANSWERS_TO", "ISSUED_BY"} <= {link.type for link in record["types"]}
    assert "PolicyGraph" not in {node["name"] for node in record["shown"]}


def test_the_python_example_prints_the_measures_of_lingang(synced: Driver, neo4j_server: Neo4j) -> None:
    place = {"POLICYGRAPH_NEO4J_URI": neo4j_server.uri, "POLICYGRAPH_NEO4J_PASSWORD": neo4j_server.password}
    command = [sys.executable, "-c", shown("python")[0]]
    done = subprocess.run(command, env={**os.environ, **place}, capture_output=True, text=True, check=True)
    wanted = "MATCH (m)-[a:APPLIES_TO]->(:Zone {id: 'lingang'}) WHERE a.basis <> 'partial' RETURN DISTINCT m.id"
    assert {line.split()[0] for line in done.stdout.splitlines()} == {id for (id,) in rows(synced, wanted)}


def test_everything_that_a_user_must_know_is_told() -> None:
    told = (MARKER, DATASET, RETIRED, TEXT_INDEX, SCRIPT, "policygraph_…_id", f"{ONE_TRANSACTION:,}")
    assert [name for name in told if name not in TEXT] == []
