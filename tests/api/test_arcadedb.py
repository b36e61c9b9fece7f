"""What the embedded engine must not do, and that it does not: write, reach out, let others in, wait for ever."""

import json
import socket
import threading
from pathlib import Path

import neo4j
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, TransientError

from api.cypher.sidecar import Sidecar
from tests.cypher_engines import literal, rows, working_directory

ENDLESS = "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id + d.id + e.id = '' RETURN count(*)"


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
def test_nothing_can_be_written_whatever_access_is_asked_for(small_sidecar: Sidecar, query: str, mode: str) -> None:
    with small_sidecar.driver().session(database=small_sidecar.database, default_access_mode=mode) as session:
        with pytest.raises(Neo4jError):
            session.run(literal(query)).consume()
        with pytest.raises(Neo4jError):
            session.execute_write(written, query)
    assert rows(small_sidecar, "MATCH (n) RETURN count(n)") == [[45]]
    assert rows(small_sidecar, "MATCH (m:Measure {id: 'm003'})-[r]->() RETURN m.number, labels(m), count(r)") == [
        [3, ["Measure", "PolicyGraph"], 1]
    ]


def test_no_file_can_be_read(small_sidecar: Sidecar, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    inside = working_directory(pid(small_sidecar)) / "secret.csv"
    inside.write_text("a,b\n1,2\n")
    for url in (secret.as_uri(), str(secret), "file:///secret.csv", "secret.csv", inside.as_uri()):
        for query in (f"LOAD CSV FROM '{url}' AS row RETURN row", "LOAD CSV WITH HEADERS FROM $url AS row RETURN row"):
            with pytest.raises(ClientError):
                rows(small_sidecar, query, url=url)


def test_no_address_can_be_reached(small_sidecar: Sidecar) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        port = server.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            with pytest.raises(ClientError):
                rows(small_sidecar, f"LOAD CSV FROM 'http://{host}:{port}/x.csv' AS row RETURN row")
        with pytest.raises(TimeoutError):
            server.accept()


def test_the_process_has_given_up_opening_sockets(small_sidecar: Sidecar) -> None:
    status = Path(f"/proc/{pid(small_sidecar)}/status").read_text()
    assert "\nSeccomp:\t2\n" in status
    threads = Path(f"/proc/{pid(small_sidecar)}/task").iterdir()
    assert all("\nSeccomp:\t2\n" in (thread / "status").read_text() for thread in threads)


def test_it_listens_for_bolt_on_loopback_and_for_nothing_else(small_sidecar: Sidecar) -> None:
    [(address, port)] = listening(pid(small_sidecar))
    assert address == "0100007F"
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.sendall(b"\x60\x60\xb0\x17" + bytes([0, 0, 4, 5]) + bytes(12))
        assert connection.recv(4) == bytes([0, 0, 4, 5])


def test_nobody_else_is_let_in(small_sidecar: Sidecar) -> None:
    [(_, port)] = listening(pid(small_sidecar))
    address = f"bolt://127.0.0.1:{port}"
    for guess in (("root", "playwithdata"), ("root", ""), ("reader", "reader"), ("neo4j", "neo4j")):
        with GraphDatabase.driver(address, auth=guess) as driver, pytest.raises(AuthError):
            driver.verify_connectivity()
    [[user, *_]] = rows(small_sidecar, "SHOW CURRENT USER")
    assert str(user).startswith("reader-")
    written = (working_directory(pid(small_sidecar)) / "config" / "server-users.jsonl").read_text()
    assert [json.loads(line)["name"] for line in written.splitlines()] == [user]


def test_no_password_is_on_the_command_line_or_in_the_environment(small_sidecar: Sidecar) -> None:
    *command, settings = Path(f"/proc/{pid(small_sidecar)}/cmdline").read_text().removesuffix("\0").split("\0")
    assert command[1:] == ["-P", "-m", "api.cypher.sidecar_process"]
    assert set(json.loads(settings)) == {"database", "heap", "seconds"}
    assert b"assword" not in Path(f"/proc/{pid(small_sidecar)}/environ").read_bytes()


def test_a_query_past_its_time_is_stopped_and_the_process_goes_on(small_sidecar: Sidecar) -> None:
    before = pid(small_sidecar)
    with pytest.raises(ClientError, match="2000ms") as error:
        rows(small_sidecar, ENDLESS)
    assert error.value.code == "Neo.ClientError.Transaction.TransactionTimedOut"
    assert rows(small_sidecar, "RETURN 1") == [[1]]
    assert pid(small_sidecar) == before


def test_queries_that_take_long_do_not_keep_others_waiting(small_sidecar: Sidecar) -> None:
    """Four at once is what the engine starts in its default configuration."""
    ended = threading.Semaphore(0)

    def ask() -> None:
        with pytest.raises(ClientError, match="2000ms"):
            rows(small_sidecar, ENDLESS)
        ended.release()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert rows(small_sidecar, "RETURN 1") == [[1]]
    assert not ended.acquire(blocking=False)
    for thread in threads:
        thread.join()


def test_what_sleeps_is_not_there(small_sidecar: Sidecar) -> None:
    for name in ("util.sleep", "apoc.util.sleep"):
        with pytest.raises(Neo4jError, match="Unknown function"):
            rows(small_sidecar, f"RETURN {name}(1)")


def test_the_reason_of_an_error_is_told_with_its_place(small_sidecar: Sidecar) -> None:
    with pytest.raises(ClientError, match="line 2:0") as error:
        rows(small_sidecar, "MATCH (n:Measure\nRETURN n")
    assert error.value.code == "Neo.ClientError.Statement.SyntaxError"


def test_a_query_that_fails_is_not_asked_again(small_sidecar: Sidecar) -> None:
    asked: list[int] = []

    def fails(_: neo4j.ManagedTransaction) -> None:
        asked.append(1)
        raise TransientError("once is enough")

    with (
        small_sidecar.driver().session(database=small_sidecar.database) as session,
        pytest.raises((TransientError, DriverError)),
    ):
        session.execute_read(fails)
    assert asked == [1]


def test_it_works_in_a_directory_of_its_own(small_sidecar: Sidecar) -> None:
    place = working_directory(pid(small_sidecar))
    assert place.stat().st_mode & 0o077 == 0
    assert {path.name for path in place.iterdir()} >= {"config", "databases", "log"}
    assert list((place / "log").glob("arcadedb.log*"))


def test_it_says_what_it_is(small_sidecar: Sidecar) -> None:
    name, version = small_sidecar.name.split()
    assert name == "ArcadeDB"
    assert version.split(".")[0].isdigit()
    assert "post" not in version
