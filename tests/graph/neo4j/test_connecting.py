"""What goes wrong between us and a Neo4j server: one clear line each, which says what to do."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from neo4j import Driver, exceptions

from graph.errors import Neo4jUnusable
from graph.neo4j.connecting import Address, connected, told, too_old
from graph.neo4j.syncing import sync
from tests.graph.neo4j.asked import read_only, rows
from tests.graph.neo4j.small import later, small
from tests.servers.loopback import free_port
from tests.servers.neo4j import Neo4j
from tests.servers.versions import NEO4J


class Said(exceptions.ClientError):
    """An error of a server with this status code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__()
        self._said = code, message

    @property
    def code(self) -> str:
        return self._said[0]

    @property
    def message(self) -> str:
        return self._said[1]


def line(address: Address, password: str = "") -> str:
    with pytest.raises(Neo4jUnusable) as caught, connected(address, password, seconds=2.0) as driver:
        rows(driver, "RETURN 1", database=address.database)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@contextmanager
def answering(content: bytes) -> Iterator[int]:
    """A server on loopback that answers so, whatever it is told, and hangs up; yields its port."""

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.recv(1000)
                connection.sendall(content)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve)
        thread.start()
        yield int(server.getsockname()[1])
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def test_a_sound_connection_is_a_driver(neo4j_server: Neo4j) -> None:
    with connected(Address(neo4j_server.uri), neo4j_server.password) as driver:
        assert rows(driver, "RETURN 1") == [[1]]


def test_what_the_driver_warns_of_is_not_printed(neo4j_server: Neo4j) -> None:
    """In a process of its own: pytest sets up logging, and then nothing is printed anyway."""
    program = """
import logging, sys
from graph.neo4j.connecting import Address, connected
with connected(Address(sys.argv[1]), sys.argv[2]):
    logging.getLogger("neo4j.session").warning("inside")
logging.getLogger("neo4j.session").warning("after")
"""
    command = [sys.executable, "-c", program, neo4j_server.uri, neo4j_server.password]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "after\n")


def test_an_address_where_nothing_listens(neo4j_server: Neo4j) -> None:
    said = line(Address(f"bolt://127.0.0.1:{free_port()}"))
    assert "cannot be reached" in said
    assert "check the address, and that Neo4j runs there" in said


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "127.0.0.1:7687", "bolt://", ""])
def test_an_address_that_is_none(uri: str) -> None:
    assert line(Address(uri)).startswith(f"{uri!r} is no address of a Neo4j: it begins with bolt://")


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:port", "bolt://127.0.0.1:7687?a=b"])
def test_an_address_that_the_driver_does_not_read(uri: str) -> None:
    assert line(Address(uri)).startswith(f"{uri} cannot be used: ")


@pytest.mark.parametrize("content", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\0\0\0\0", b""])
def test_a_server_that_does_not_speak_bolt(content: bytes) -> None:
    with answering(content) as port:
        assert f"bolt://127.0.0.1:{port} cannot be" in line(Address(f"bolt://127.0.0.1:{port}"))


def test_a_wrong_password_or_user(neo4j_server: Neo4j) -> None:
    assert "does not let in the user 'neo4j' with this password" in line(Address(neo4j_server.uri), "wrong")
    assert "does not let in the user 'nobody'" in line(Address(neo4j_server.uri, "nobody"), neo4j_server.password)


def test_a_password_that_must_be_changed_first(neo4j_server: Neo4j, neo4j_driver: Driver) -> None:
    neo4j_driver.execute_query("CREATE USER newcomer SET PASSWORD 'first-password'", database_="system")
    try:
        assert "must be changed before" in line(Address(neo4j_server.uri, "newcomer"), "first-password")
    finally:
        neo4j_driver.execute_query("DROP USER newcomer", database_="system")


def test_a_database_that_is_not_there(neo4j_server: Neo4j) -> None:
    address = Address(neo4j_server.uri, database="elsewhere")
    with pytest.raises(Neo4jUnusable) as caught, connected(address, neo4j_server.password) as driver:
        sync(driver, small(), address.database)
    assert str(caught.value) == f"{neo4j_server.uri} has no database 'elsewhere'; name one that it has"


@pytest.mark.parametrize("before", [False, True])
def test_a_user_who_may_only_read(neo4j_driver: Driver, before: bool) -> None:
    if before:
        sync(neo4j_driver, small(), "neo4j")
    with pytest.raises(Neo4jUnusable) as caught, told(Address("bolt://here")):
        sync(read_only(neo4j_driver), later(), "neo4j")
    assert "the user 'neo4j' may not write to the database 'neo4j'" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("Neo.ClientError.Security.Forbidden", "may not write to the database 'db' on bolt://here: why it is"),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "may not write to the database 'db'"),
        ("Neo.ClientError.Cluster.NotALeader", "may not write to the database 'db'"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", "does not let in the user 'me'"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "cannot do it now: why it is (Neo.Transient"),
        ("Neo.DatabaseError.General.UnknownError", "refused: why it is (Neo.DatabaseError.General.UnknownError)"),
    ],
)
def test_other_errors_of_a_server(code: str, expected: str) -> None:
    with pytest.raises(Neo4jUnusable) as caught, told(Address("bolt://here", "me", "db")):
        raise Said(code, "why\n it is")
    assert expected in str(caught.value)


def test_a_connection_that_breaks_while_a_transaction_ends() -> None:
    with pytest.raises(Neo4jUnusable, match="run the command again"), told(Address("bolt://here")):
        raise exceptions.IncompleteCommit("gone")


def test_a_server_that_is_too_old_is_told_apart(neo4j_server: Neo4j, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.neo4j.connecting.OLDEST", 6)
    told = line(Address(neo4j_server.uri), neo4j_server.password)
    assert told == f"{neo4j_server.uri} is Neo4j/{NEO4J}; Neo4j 6 or later is needed"


@pytest.mark.parametrize(
    ("agent", "old"),
    [
        ("Neo4j/5.26.20", False), ("Neo4j/5.0.0", False), ("Neo4j/2025.10.1", False), ("Neo4j/4.4.44", True),
        ("Memgraph/3.1", True), ("", True),
    ],
)  # fmt: skip
def test_what_is_older_than_5_or_no_neo4j_is_refused(agent: str, old: bool) -> None:
    assert too_old(agent) is old
