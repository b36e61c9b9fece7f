"""The server that tests use: real, on loopback, with a password of its own, and empty as each test begins."""

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError

from tests.servers.neo4j import Neo4j
from tests.servers.versions import NEO4J


def test_the_server_is_the_pinned_version_on_loopback(neo4j_server: Neo4j, neo4j_driver: Driver) -> None:
    assert neo4j_driver.get_server_info().agent == f"Neo4j/{NEO4J}"
    assert neo4j_server.uri.startswith("bolt://127.0.0.1:")


def test_the_server_wants_its_password(neo4j_server: Neo4j) -> None:
    with GraphDatabase.driver(neo4j_server.uri, auth=("neo4j", "neo4j")) as driver, pytest.raises(AuthError):
        driver.verify_connectivity()


@pytest.mark.parametrize("label", ["First", "Second"])
def test_a_test_begins_with_an_empty_database(neo4j_driver: Driver, label: str) -> None:
    kept = neo4j_driver.execute_query("SHOW CONSTRAINTS YIELD name RETURN name").records
    found = neo4j_driver.execute_query("MATCH (n) RETURN count(n) AS n").records
    assert (kept, found[0]["n"]) == ([], 0)
    neo4j_driver.execute_query("CREATE (:Left {by: $label})", label=label)
    neo4j_driver.execute_query("CREATE CONSTRAINT left_by FOR (n:Left) REQUIRE n.by IS UNIQUE")
