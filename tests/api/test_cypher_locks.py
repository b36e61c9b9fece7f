"""The second lock: with the guard left out, an engine itself refuses writes; what only the guard stops is stopped."""

import json
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neo4j.exceptions import Neo4jError

from api.cypher.asking import Asking
from api.cypher.engine import Engine
from api.cypher.guard import check
from graph.errors import PolicyGraphError, QueryRefused
from tests.api.cypher_attacks import (
    BEGINNINGS,
    CLAUSES,
    COMMENTS,
    EVERY,
    OUTSIDE,
    PIECES,
    PLUGINS,
    SCHEMA,
    SERVER,
    WRITES,
)  # fmt: skip
from tests.api.cypher_service import ENGINES, arcadedb, asking, client, each, neo4j, workers
from tests.cypher_engines import rows
from tests.servers.listener import Listener
from tests.servers.neo4j import Neo4j


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine, over the same small graph."""
    with each(request, tmp_path_factory.mktemp("locks")) as found:
        yield found


@pytest.fixture(scope="module")
def http(engine: Engine) -> Iterator[httpx.Client]:
    """/cypher over the engine."""
    with workers(engine) as asked, client(asked) as opened:
        yield opened


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    opened = Listener()
    yield opened
    opened.close()


def state(engine: Engine) -> list[list[object]]:
    """All that is in the database, but for the engine's own ids."""
    nodes = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.id"
    links = (
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS start, b.id AS stop, properties(r) AS properties "
        "ORDER BY type, start, stop"
    )
    return [[str(sorted(map(str, row))) for row in rows(engine, query)] for query in (nodes, links)]


def schema(server: Neo4j) -> list[object]:
    """Labels, types, property names, indexes, constraints and users of a Neo4j."""
    asked = (
        "CALL db.labels()", "CALL db.relationshipTypes()", "CALL db.propertyKeys()", "SHOW INDEXES YIELD name",
        "SHOW CONSTRAINTS YIELD name", "SHOW USERS YIELD user", "SHOW DATABASES YIELD name, currentStatus",
    )  # fmt: skip
    with server.driver() as driver:
        return [
            sorted(str(record.values()) for record in driver.execute_query(query, database_=server.database).records)
            for query in asked
        ]


def ran(asked: Asking, engine: Engine, query: str, url: str) -> bool:
    """Whether an engine ran a query that no guard has seen, as a worker puts it."""
    try:
        asked.ask(engine.access(), query.replace("URL", url), {"url": url, "key": "x"})
    except PolicyGraphError:
        return False
    return True


def test_nothing_is_written_even_without_the_guard(engine: Engine) -> None:
    before = state(engine)
    with asking() as asked:
        for query in (*WRITES, *SCHEMA, *PLUGINS, *COMMENTS):
            ran(asked, engine, query, "http://127.0.0.1:9/x")
    assert state(engine) == before


def test_neo4j_refuses_writes_by_itself(neo4j_server: Neo4j) -> None:
    with neo4j(neo4j_server) as engine, asking() as asked:
        before = schema(neo4j_server)
        refused = 0
        for query in (*WRITES, *SCHEMA):
            if query.startswith("EXPLAIN"):
                continue
            with pytest.raises(PolicyGraphError) as refusal:
                asked.ask(engine.access(), query, {"key": "x"})
            refused += isinstance(refusal.value, QueryRefused)
        assert refused > 60
        for query in SERVER:
            with suppress(PolicyGraphError):
                asked.ask(engine.access(), query, {})
        assert schema(neo4j_server) == before


def test_the_writes_would_write(neo4j_server: Neo4j) -> None:
    """The attacks are real: to somebody who may write, nearly all of them write."""
    with neo4j(neo4j_server), neo4j_server.driver() as driver:
        wrote = 0
        for query in WRITES:
            with driver.session(database=neo4j_server.database) as session, suppress(Exception):
                transaction = session.begin_transaction()
                wrote += transaction.run(query, {"key": "x"}).consume().counters.contains_updates
                transaction.rollback()
    assert wrote > 45


@pytest.mark.parametrize("query", OUTSIDE)
def test_cypher_lets_no_engine_call_out(engine: Engine, http: httpx.Client, listener: Listener, query: str) -> None:
    url = f"http://127.0.0.1:{listener.port}/x"
    body = {"query": query.replace("URL", url), "parameters": {"url": url}}
    response = http.post("/cypher", json=body)
    assert response.status_code == 400, response.text
    assert listener.calls == 0


def test_without_the_guard_neo4j_does_call_out_and_reads_files(neo4j_server: Neo4j) -> None:
    listener = Listener()
    url = f"http://127.0.0.1:{listener.port}/x"
    with neo4j(neo4j_server) as engine, asking() as asked:
        called = 0
        for query in OUTSIDE:
            before = listener.calls
            ran(asked, engine, query, url)
            called += listener.calls > before
        assert called > 10
        assert ran(asked, engine, "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", url)
    listener.close()


def test_without_the_guard_the_embedded_engine_does_not(tmp_path_factory: pytest.TempPathFactory) -> None:
    listener = Listener()
    url = f"http://127.0.0.1:{listener.port}/x"
    with arcadedb(tmp_path_factory.mktemp("outside")) as engine, asking() as asked:
        for query in OUTSIDE:
            ran(asked, engine, query, url)
        assert not ran(asked, engine, "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", url)
    assert listener.calls == 0
    listener.close()


def test_nothing_that_the_guard_lets_through_writes_even_where_it_may(neo4j_server: Neo4j) -> None:
    """Whatever stands around a clause that writes: where the guard takes its word for a name, Neo4j does not write."""
    passed = wrote = 0
    with (
        neo4j(neo4j_server),
        neo4j_server.driver() as driver,
        driver.session(database=neo4j_server.database) as session,
    ):

        def writes(text: str) -> bool:
            transaction = session.begin_transaction(timeout=5.0)
            try:
                return transaction.run(text, {"key": "x"}).consume().counters.contains_updates  # pyright: ignore
            except Neo4jError:
                return False
            finally:
                transaction.close()

        @settings(max_examples=1_000, database=None)
        @given(
            before=BEGINNINGS, between=st.lists(PIECES, max_size=4), clause=CLAUSES, after=st.lists(PIECES, max_size=2)
        )
        def asked(before: str, between: list[str], clause: str, after: list[str]) -> None:
            nonlocal passed, wrote
            query = " ".join([before, *between, clause, *after])
            try:
                text = check(query).text
            except PolicyGraphError:
                wrote += wrote < 20 and writes(query)
                return
            passed += 1
            assert not writes(text), query

        asked()
    assert passed > 25
    assert wrote == 20


def test_every_attack_is_answered_with_a_problem(engine: Engine, http: httpx.Client) -> None:
    before = state(engine)
    for query in EVERY:
        response = http.post(
            "/cypher", content=json.dumps({"query": query}), headers={"Content-Type": "application/json"}
        )
        assert response.status_code == 400, f"{query}: {response.status_code} {response.text}"
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["line"] >= 1
    assert state(engine) == before
