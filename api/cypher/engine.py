"""The engine that answers Cypher: whoever it is, it is reached by the official ``neo4j`` driver.

Two implement it: the private sidecar (``api.cypher.sidecar``) and ``Server``, a Neo4j of the user's own.
"""

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from graph.errors import EngineUnavailable

if TYPE_CHECKING:
    import neo4j

_YOUNG: Final = 1.0
"""Seconds for which a driver is not suspected: many queries fail at once, and one new driver is enough for them."""


_CONNECTING: Final = 5.0


@dataclass(frozen=True, slots=True)
class Access:
    """Where an engine is, and as whom to ask which of its databases."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str


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

    def start(self) -> None:
        """Begin to start what the first query would wait for, and return at once."""
        ...

    def driver(self) -> "neo4j.Driver":
        """A connected driver, not to be closed by who asks for it. Raises EngineUnavailable, which names the remedy."""
        ...

    def access(self) -> Access:
        """How to connect to it now; another process may be elsewhere. Raises EngineUnavailable as ``driver`` does."""
        ...

    def suspect(self) -> None:
        """A query hung or its connection broke: check, and put a new connection or process in place of a bad one.

        Every query that is under way on a hung connection ends with an error. Returns soon, whatever is wrong.
        """
        ...

    def close(self) -> None:
        """End all connections, and what the engine started. A second call does nothing."""
        ...


def opened(access: Access, seconds: float = _CONNECTING) -> "neo4j.Driver":
    """A driver that has reached the engine. ``seconds`` bounds connecting; a query has its own limit.

    Raises EngineUnavailable, which says what to check.
    """
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    driver = None
    try:
        driver = GraphDatabase.driver(
            access.uri,
            auth=(access.user, access.password),
            connection_timeout=seconds,
            connection_acquisition_timeout=seconds,
            # A connection that has been idle is tried before it is used: the engine may have been started anew.
            liveness_check_timeout=_YOUNG,
            max_transaction_retry_time=0,
            telemetry_disabled=True,
            user_agent="policygraph",
        )
        driver.verify_connectivity()
    except (DriverError, Neo4jError, ValueError, OSError) as error:
        if driver is not None:
            driver.close()
        raise _unavailable(access, error) from error
    return driver


def _unavailable(access: Access, error: Exception) -> EngineUnavailable:
    from neo4j.exceptions import AuthError, ConfigurationError, Neo4jError

    match error:
        case AuthError():
            remedy = "check POLICYGRAPH_NEO4J_USER and POLICYGRAPH_NEO4J_PASSWORD"
            return EngineUnavailable(f"{access.uri} does not let in the user {access.user!r}: {remedy}")
        case ConfigurationError() | ValueError():
            return EngineUnavailable(f"{access.uri} cannot be used: {' '.join(str(error).split())}")
        case Neo4jError():
            return EngineUnavailable(f"{access.uri} is not ready: {error.message}")
        case _:
            remedy = "check that Neo4j runs there, and POLICYGRAPH_NEO4J_URI"
            return EngineUnavailable(f"{access.uri} cannot be reached: {remedy}")


class Server:
    """A Neo4j server that somebody else runs; connected to when it is first asked for."""

    def __init__(self, uri: str, user: str, password: str, database: str = "neo4j") -> None:
        """``uri``: bolt or neo4j, with ``+s`` for TLS."""
        self._access = Access(uri, user, password, database)
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
        return self._access.database

    def start(self) -> None:
        """Nothing: it is for somebody else to start."""

    def driver(self) -> "neo4j.Driver":
        with self._lock:
            if self._closed:
                raise EngineUnavailable("the service is shutting down")
            if self._driver is None:
                driver = opened(self._access)
                self._name = _name(self._access, driver)
                self._driver, self._opened = driver, time.monotonic()
            return self._driver

    def access(self) -> Access:
        if self._closed:
            raise EngineUnavailable("the service is shutting down")
        return self._access

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


def _name(access: Access, driver: "neo4j.Driver") -> str:
    """What a server calls itself; EngineUnavailable where it is too old."""
    from graph.neo4j.connecting import OLDEST, too_old

    agent = driver.get_server_info().agent
    if too_old(agent):
        driver.close()
        raise EngineUnavailable(f"{access.uri} is {agent or 'no Neo4j'}; Neo4j {OLDEST} or later is needed")
    return agent.replace("/", " ", 1)
