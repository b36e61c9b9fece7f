"""The embedded engine: what is put into it comes out of it, and what it must not do it does not."""

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import neo4j
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, TransientError
from neo4j.graph import Entity, Node, Relationship
from neo4j.time import Date

from api.cypher.sidecar import Sidecar
from api.service import Service
from graph.property_graph.model import PropertyGraph
from graph.property_graph.projection import property_graph
from tests.cypher_engines import embedded, literal, rows, small, working_directory

SECONDS = 2.0
ENDLESS = "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id + d.id + e.id = '' RETURN count(*)"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sidecar]:
    """Over a small graph, with little time for a query; not to be harmed."""
    with embedded(tmp_path_factory.mktemp("small"), small(), seconds=SECONDS) as found:
        yield found


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


def written(transaction: neo4j.ManagedTransaction, query: str) -> None:
    transaction.run(literal(query)).consume()


def pid(engine: Sidecar) -> int:
    assert engine.pid is not None
    return engine.pid


def listening(process: int) -> list[tuple[str, int]]:
    """Addresses (the last four bytes, in hexadecimal) and ports on which a process takes TCP connections."""
    links = [str(path.readlink()) for path in Path(f"/proc/{process}/fd").iterdir() if path.is_symlink()]
    inodes = {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:")}
    found: list[tuple[str, int]] = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                address, port = fields[1].split(":")
                found.append((address[-8:], int(port, 16)))
    return found


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


def test_days_are_compared_as_days(engine: Sidecar) -> None:
    asked = "MATCH (m:Measure) WHERE m.adopted_earliest <= {} RETURN count(m)"
    expected = sum(
        isinstance(day := node.properties.get("adopted_earliest"), date) and day <= date(2024, 6, 3)
        for node in small().nodes
    )
    assert 0 < expected < 40
    assert rows(engine, asked.format("date('2024-06-03')")) == [[expected]]
    assert rows(engine, asked.format("$day"), day=date(2024, 6, 3)) == [[expected]]
    assert rows(engine, asked.format("date($day)"), day="2024-06-03") == [[expected]]


def test_text_that_looks_like_a_day_stays_text(engine: Sidecar) -> None:
    [[adopted, day]] = rows(engine, "MATCH (m:Measure {id: 'm003'}) RETURN m.adopted, m.adopted_earliest")
    assert (adopted, day) == ("2024-05-06", Date(2024, 4, 4))


@pytest.mark.parametrize(
    "pattern",
    ["(m:Measure {id: 'm003'})", "(m:Measure {id: $id})", "(m:Measure) WHERE m.id = $id", "(m:Zone|Measure {id: $id})"],
)
def test_a_node_is_found_by_its_id_through_an_index(engine: Sidecar, pattern: str) -> None:
    with engine.driver().session(database=engine.database) as session:
        result = session.run(literal(f"PROFILE MATCH {pattern} RETURN m.id"), id="m003")
        assert [record.values() for record in result] == [["m003"]]
        assert "IndexSeek" in json.dumps(result.consume().profile, default=str)


WRITES = [
    "CREATE (:Measure {id: 'new'})",
    "MATCH (m:Measure {id: 'm003'}) SET m.number = 99",
    "MATCH (m:Measure {id: 'm003'}) REMOVE m.number",
    "MATCH (m:Measure {id: 'm003'}) DETACH DELETE m",
    "MATCH (m:Measure {id: 'm003'}), (z:Zone {id: 'zone-1'}) CREATE (m)-[:APPLIES_TO]->(z)",
    "MATCH (m:Measure {id: 'm003'}) SET m:Pilot",
    "MERGE (:Measure {id: 'new'})",
    "FOREACH (x IN [1] | CREATE (:Measure {id: 'new'}))",
    "CREATE INDEX new FOR (m:Measure) ON (m.number)",
    "CREATE CONSTRAINT new FOR (m:Measure) REQUIRE m.number IS UNIQUE",
    "CREATE USER bob SET PASSWORD 'long-enough-password'",
    "CALL merge.node(['Measure'], {id: 'new'}, {}, {})",
    "CALL do.when(true, 'CREATE (:Measure {id: 1}) RETURN 1', 'RETURN 2', {}) YIELD value RETURN value",
]


@pytest.mark.parametrize("mode", [neo4j.READ_ACCESS, neo4j.WRITE_ACCESS])
@pytest.mark.parametrize("query", WRITES)
def test_nothing_can_be_written_whatever_access_is_asked_for(engine: Sidecar, query: str, mode: str) -> None:
    with engine.driver().session(database=engine.database, default_access_mode=mode) as session:
        with pytest.raises(Neo4jError):
            session.run(literal(query)).consume()
        with pytest.raises(Neo4jError):
            session.execute_write(written, query)
    assert rows(engine, "MATCH (n) RETURN count(n)") == [[45]]
    assert rows(engine, "MATCH (m:Measure {id: 'm003'})-[r]->() RETURN m.number, labels(m), count(r)") == [
        [3, ["Measure", "PolicyGraph"], 1]
    ]


def test_no_file_can_be_read(engine: Sidecar, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    inside = working_directory(pid(engine)) / "secret.csv"
    inside.write_text("a,b\n1,2\n")
    for url in (secret.as_uri(), str(secret), "file:///secret.csv", "secret.csv", inside.as_uri()):
        for query in (f"LOAD CSV FROM '{url}' AS row RETURN row", "LOAD CSV WITH HEADERS FROM $url AS row RETURN row"):
            with pytest.raises(ClientError):
                rows(engine, query, url=url)


def test_no_address_can_be_reached(engine: Sidecar) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        port = server.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            with pytest.raises(ClientError):
                rows(engine, f"LOAD CSV FROM 'http://{host}:{port}/x.csv' AS row RETURN row")
        with pytest.raises(TimeoutError):
            server.accept()


def test_the_process_has_given_up_opening_sockets(engine: Sidecar) -> None:
    status = Path(f"/proc/{pid(engine)}/status").read_text()
    assert "\nSeccomp:\t2\n" in status
    threads = Path(f"/proc/{pid(engine)}/task").iterdir()
    assert all("\nSeccomp:\t2\n" in (thread / "status").read_text() for thread in threads)


def test_it_listens_for_bolt_on_loopback_and_for_nothing_else(engine: Sidecar) -> None:
    [(address, port)] = listening(pid(engine))
    assert address == "0100007F"
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.sendall(b"\x60\x60\xb0\x17" + bytes([0, 0, 4, 5]) + bytes(12))
        assert connection.recv(4) == bytes([0, 0, 4, 5])


def test_nobody_else_is_let_in(engine: Sidecar) -> None:
    [(_, port)] = listening(pid(engine))
    address = f"bolt://127.0.0.1:{port}"
    for guess in (("root", "playwithdata"), ("root", ""), ("reader", "reader"), ("neo4j", "neo4j")):
        with GraphDatabase.driver(address, auth=guess) as driver, pytest.raises(AuthError):
            driver.verify_connectivity()
    [[user, *_]] = rows(engine, "SHOW CURRENT USER")
    assert str(user).startswith("reader-")
    written = (working_directory(pid(engine)) / "config" / "server-users.jsonl").read_text()
    assert [json.loads(line)["name"] for line in written.splitlines()] == [user]


def test_no_password_is_on_the_command_line_or_in_the_environment(engine: Sidecar) -> None:
    *command, settings = Path(f"/proc/{pid(engine)}/cmdline").read_text().removesuffix("\0").split("\0")
    assert command[1:] == ["-P", "-m", "api.cypher.sidecar_process"]
    assert set(json.loads(settings)) == {"database", "heap", "seconds"}
    assert b"assword" not in Path(f"/proc/{pid(engine)}/environ").read_bytes()


def test_a_query_past_its_time_is_stopped_and_the_process_goes_on(engine: Sidecar) -> None:
    before = pid(engine)
    with pytest.raises(ClientError, match="2000ms") as error:
        rows(engine, ENDLESS)
    assert error.value.code == "Neo.ClientError.Transaction.TransactionTimedOut"
    assert rows(engine, "RETURN 1") == [[1]]
    assert pid(engine) == before


def test_queries_that_take_long_do_not_keep_others_waiting(engine: Sidecar) -> None:
    """Four at once is what the engine starts in its default configuration."""
    ended = threading.Semaphore(0)

    def ask() -> None:
        with pytest.raises(ClientError, match="2000ms"):
            rows(engine, ENDLESS)
        ended.release()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert rows(engine, "RETURN 1") == [[1]]
    assert not ended.acquire(blocking=False)
    for thread in threads:
        thread.join()


def test_many_rows_all_come(sidecar: Sidecar) -> None:
    asked = "MATCH (n), (m:Topic)"
    [[expected]] = rows(sidecar, f"{asked} RETURN count(*)")
    assert isinstance(expected, int)
    assert expected > 60_000
    assert len(rows(sidecar, f"{asked} RETURN n.id, m.id")) == expected


def test_what_sleeps_is_not_there(engine: Sidecar) -> None:
    for name in ("util.sleep", "apoc.util.sleep"):
        with pytest.raises(Neo4jError, match="Unknown function"):
            rows(engine, f"RETURN {name}(1)")


def test_the_reason_of_an_error_is_told_with_its_place(engine: Sidecar) -> None:
    with pytest.raises(ClientError, match="line 2:0") as error:
        rows(engine, "MATCH (n:Measure\nRETURN n")
    assert error.value.code == "Neo.ClientError.Statement.SyntaxError"


def test_a_query_that_fails_is_not_asked_again(engine: Sidecar) -> None:
    asked: list[int] = []

    def fails(_: neo4j.ManagedTransaction) -> None:
        asked.append(1)
        raise TransientError("once is enough")

    with engine.driver().session(database=engine.database) as session, pytest.raises((TransientError, DriverError)):
        session.execute_read(fails)
    assert asked == [1]


def test_it_works_in_a_directory_of_its_own(engine: Sidecar) -> None:
    place = working_directory(pid(engine))
    assert place.stat().st_mode & 0o077 == 0
    assert {path.name for path in place.iterdir()} >= {"config", "databases", "log"}
    assert list((place / "log").glob("arcadedb.log*"))


def test_it_says_what_it_is(engine: Sidecar) -> None:
    name, version = engine.name.split()
    assert name == "ArcadeDB"
    assert version.split(".")[0].isdigit()
    assert "post" not in version
