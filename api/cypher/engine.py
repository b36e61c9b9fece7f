"""The engine that answers Cypher: whoever it is, it is reached by the official ``neo4j`` driver.

Two implement it: the private sidecar (``api.cypher.sidecar``) and ``Server``, a Neo4j of the user's own.
"""

import threading
import time
from typing import TYPE_CHECKING, Final, Protocol

from graph.errors import EngineUnavailable

if TYPE_CHECKING:
    import neo4j

_YOUNG: Final = 1.0
"""Seconds for which a driver is not suspected: many queries fail at once, and one new driver is enough for them."""


class Engine(Protocol):
    """A Cypher engine that holds the projection of the dataset. Safe to use from several threads."""

    @property
    def name(self) -> str:
        """What answers, with its version: ``ArcadeDB 26.10.2``, ``Neo4j 5.26.20``. Raises EngineUnavailable."""
        ...

    @property
    def database(self) -> str:
        """The database to open sessions on."""
        ...

    def driver(self) -> "neo4j.Driver":
        """A connected driver, not to be closed by who asks for it. Raises EngineUnavailable, which names the remedy."""
        ...

    def suspect(self) -> None:
        """A query hung or its connection broke: check, and put a new connection or process in place of a bad one.

        Every query that is under way on a hung connection ends with an error. Returns soon, whatever is wrong.
        """
        ...

    def close(self) -> None:
        """End all connections, and what the engine started. A second call does nothing."""
        ...


class Server:
    """A Neo4j server that somebody else runs; connected to when it is first asked for."""

    def __init__(self, uri: str, user: str, password: str, database: str = "neo4j", *, seconds: float = 5.0) -> None:
        """``uri``: bolt or neo4j, with ``+s`` for TLS. ``seconds`` bounds connecting; a query has its own limit."""
        self._uri = uri
        self._user = user
        self._password = password
        self._database = database
        self._seconds = seconds
        self._lock = threading.Lock()
        self._driver: neo4j.Driver | None = None
        self._name = ""
        self._opened = 0.0
        self._closed = False

    @property
    def name(self) -> str:
        self.driver()
        return self._name

    @property
    def database(self) -> str:
        return self._database

    def driver(self) -> "neo4j.Driver":
        with self._lock:
            if self._closed:
                raise EngineUnavailable("the service is shutting down")
            if self._driver is None:
                self._driver, self._name = self._connected()
                self._opened = time.monotonic()
            return self._driver

    def suspect(self) -> None:
        with self._lock:
            if self._driver is None or time.monotonic() - self._opened < _YOUNG:
                return
            suspected, self._driver = self._driver, None
        suspected.close()  # shuts the sockets down, which wakes whoever waits for an answer

    def close(self) -> None:
        with self._lock:
            self._closed = True
            ending, self._driver = self._driver, None
        if ending is not None:
            ending.close()

    def _connected(self) -> "tuple[neo4j.Driver, str]":
        """A driver that has reached the server, and the server's name."""
        from neo4j import GraphDatabase
        from neo4j.exceptions import DriverError, Neo4jError

        driver = None
        try:
            driver = GraphDatabase.driver(
                self._uri,
                auth=(self._user, self._password),
                connection_timeout=self._seconds,
                connection_acquisition_timeout=self._seconds,
                max_transaction_retry_time=0,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
                user_agent="policygraph",
            )
            return driver, driver.get_server_info().agent.replace("/", " ", 1)
        except (DriverError, Neo4jError, ValueError, OSError) as error:
            if driver is not None:
                driver.close()
            raise self._unavailable(error) from error

    def _unavailable(self, error: Exception) -> EngineUnavailable:
        from neo4j.exceptions import AuthError, ConfigurationError, Neo4jError

        match error:
            case AuthError():
                remedy = "check POLICYGRAPH_NEO4J_USER and POLICYGRAPH_NEO4J_PASSWORD"
                return EngineUnavailable(f"{self._uri} does not let in the user {self._user!r}: {remedy}")
            case ConfigurationError() | ValueError():
                return EngineUnavailable(f"{self._uri} cannot be used: {error}; Neo4j 5.7 or later is needed")
            case Neo4jError():
                return EngineUnavailable(f"{self._uri} is not ready: {error.message}")
            case _:
                remedy = "check that Neo4j runs there, and POLICYGRAPH_NEO4J_URI"
                return EngineUnavailable(f"{self._uri} cannot be reached: {remedy}")
