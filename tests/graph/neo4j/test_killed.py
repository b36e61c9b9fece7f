"""A load that is killed in the middle, with SIGKILL, leaves a part that says so; the next run finishes it."""

import subprocess
import sys
import time

from neo4j import Driver

from benchmarks.synthetic import synthetic
from graph.neo4j.checking import check
from graph.neo4j.syncing import sync
from tests.graph.neo4j.asked import rows
from tests.servers.neo4j import Neo4j

ELEMENTS = 6_000
LOADER = f"""
import sys
from neo4j import GraphDatabase
from benchmarks.synthetic import synthetic
from graph.neo4j.syncing import sync
uri, password = sys.argv[1:]
with GraphDatabase.driver(uri, auth=("neo4j", password)) as driver:
    sync(driver, synthetic({ELEMENTS}), "neo4j", limit=0, size=10)
"""
HELD = "MATCH (n:PolicyGraph) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n), count(r)"


def killed(server: Neo4j, driver: Driver, nodes: int, relationships: int) -> tuple[int, int]:
    """Start a load and kill it once so much of it is there; what the database then holds."""
    loader = subprocess.Popen([sys.executable, "-c", LOADER, server.uri, server.password])
    found = 0, 0
    try:
        deadline = time.monotonic() + 60
        while (found[0] < nodes or found[1] < relationships) and time.monotonic() < deadline:
            assert loader.poll() is None, "the load ended before it was killed"
            found = _held(driver)
    finally:
        loader.kill()
        loader.wait()
    return _held(driver)


def _held(driver: Driver) -> tuple[int, int]:
    nodes, relationships = rows(driver, HELD)[0]
    assert isinstance(nodes, int)
    assert isinstance(relationships, int)
    return nodes, relationships


def test_a_load_killed_among_nodes_and_again_among_relationships_converges(
    neo4j_server: Neo4j, neo4j_driver: Driver
) -> None:
    wanted = synthetic(ELEMENTS)
    for nodes, relationships in ((200, 0), (len(wanted.nodes), 300)):
        there = killed(neo4j_server, neo4j_driver, nodes, relationships)
        assert sum(there) < ELEMENTS
        assert rows(neo4j_driver, "MATCH (d:Dataset) RETURN d.status, d.version") == [["loading", None]]
        assert not check(neo4j_driver, wanted, "neo4j").same
    done = sync(neo4j_driver, wanted, "neo4j")
    assert 0 < done.written < ELEMENTS
    assert check(neo4j_driver, wanted, "neo4j").same
    assert rows(neo4j_driver, "MATCH (d:Dataset) RETURN d.status, d.version, d.digest") == [
        ["complete", wanted.version, wanted.digest()]
    ]
    assert sync(neo4j_driver, wanted, "neo4j").unchanged
