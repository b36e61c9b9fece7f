"""A connection to a Neo4j server, and what goes wrong on it as one clear line."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from neo4j import Driver, GraphDatabase, exceptions

from graph.errors import Neo4jUnusable

OLDEST: Final = 5
"""The first line of Neo4j with element ids and with the syntax of constraints and full-text indexes that we use."""

_BOLT: Final = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://.")
_READ_ONLY: Final = frozenset({
    "Neo.ClientError.Security.Forbidden", "Neo.ClientError.Statement.AccessMode",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
    "Neo.ClientError.Cluster.NotALeader",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is, who asks, and which of its databases; the password is handed over apart from it."""

    uri: str
    user: str = "neo4j"
    database: str = "neo4j"


@contextmanager
def connected(address: Address, password: str, seconds: float = 10.0) -> Iterator[Driver]:
    """A driver that has reached the server and may enter; whatever fails on it inside the block is Neo4jUnusable.

    ``seconds`` bounds connecting. Refuses what is no Neo4j, or is older than 5.
    """
    if not _BOLT.match(address.uri):
        raise Neo4jUnusable(
            f"{address.uri!r} is no address of a Neo4j: it begins with bolt:// or neo4j://, or +s for TLS"
        )
    with told(address):
        driver = GraphDatabase.driver(
            address.uri, auth=(address.user, password), connection_timeout=seconds,
            connection_acquisition_timeout=60.0, user_agent="policygraph", telemetry_disabled=True,
        )  # fmt: skip
        with driver, _unheard():
            agent = _agent(address, driver)
            if too_old(agent):
                raise Neo4jUnusable(f"{address.uri} is {agent or 'no Neo4j'}; Neo4j {OLDEST} or later is needed")
            yield driver


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep the driver's warnings, of a transaction that it repeats, off standard error.

    Python prints them there where nobody has set up logging; whoever has still gets them.
    """
    log, nowhere = logging.getLogger("neo4j"), logging.NullHandler()
    log.addHandler(nowhere)
    try:
        yield
    finally:
        log.removeHandler(nowhere)


def _agent(address: Address, driver: Driver) -> str:
    """What the server calls itself, once it has been reached and has let the user in."""
    try:
        return driver.get_server_info().agent
    except ValueError as error:  # of an address that cannot be resolved
        raise Neo4jUnusable(f"{address.uri} cannot be used: {_line(str(error))}") from error


def too_old(agent: str) -> bool:
    """Whether a server that calls itself so (``Neo4j/5.26.20``) is older than we can use, or no Neo4j at all."""
    found = re.match(r"Neo4j/(\d+)\.", agent)
    return found is None or int(found[1]) < OLDEST


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turn what the driver raises into Neo4jUnusable with one line that says what to do."""
    try:
        yield
    except exceptions.Neo4jError as error:
        raise Neo4jUnusable(_refused(address, error)) from error
    except exceptions.IncompleteCommit as error:
        raise Neo4jUnusable(
            f"the connection to {address.uri} broke while it wrote; run the command again: it goes on from there"
        ) from error
    except exceptions.ConfigurationError as error:
        raise Neo4jUnusable(f"{address.uri} cannot be used: {_line(str(error))}") from error
    except (exceptions.DriverError, OSError) as error:
        raise Neo4jUnusable(
            f"{address.uri} cannot be reached: {_line(str(error))}; check the address, and that Neo4j runs there"
        ) from error


def _refused(address: Address, error: exceptions.Neo4jError) -> str:
    """What a server's own error means, by its status code (Neo4j, "Status codes")."""
    code, said = error.code or "", _line(error.message or "")
    uri, user, database = address.uri, address.user, address.database
    match code.split("."):
        case [*_, "Unauthorized" | "AuthenticationRateLimit" | "TokenExpired"]:
            return f"{uri} does not let in the user {user!r} with this password: {said}"
        case [*_, "CredentialsExpired"]:
            return f"the password of {user!r} on {uri} must be changed before it can be used: {said}"
        case [*_, "DatabaseNotFound"]:
            return f"{uri} has no database {database!r}; name one that it has"
        case _ if code in _READ_ONLY:
            return f"the user {user!r} may not write to the database {database!r} on {uri}: {said}"
        case [*_, "ConstraintCreationFailed" | "ConstraintValidationFailed"]:
            return f"nodes in {database!r} stand in the way: {said}; remove them, or use a database of its own"
        case [_, "TransientError", *_]:
            return f"{uri} cannot do it now: {said} ({code})"
        case _:
            return f"{uri} refused: {said} ({code})"


def _line(text: str) -> str:
    return " ".join(text.split())
