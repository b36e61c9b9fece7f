"""Every error that policygraph raises on purpose, in one tree. HTTP status codes stand in ``api/errors.py``."""

from collections.abc import Sequence
from dataclasses import dataclass


class PolicyGraphError(Exception):
    """The root: anything a caller may catch to show one clear line."""


class BadDate(PolicyGraphError):
    """A date that cannot be read."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"{found!r} is no date: expected {expected}")
        self.found = found
        self.expected = expected


class UnknownId(PolicyGraphError):
    """An id that nothing in the graph has."""

    def __init__(self, kind: str, found: str, near: Sequence[str] = ()) -> None:
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"no {kind} has the id {found!r}{hint}")
        self.kind = kind
        self.found = found
        self.near = tuple(near)


class NotKnownThen(UnknownId):
    """An id that is in the graph, of which no source published by the day asked says anything."""

    def __init__(self, kind: str, found: str, known_on: str) -> None:
        super().__init__(kind, found)
        self.args = (f"the {kind} {found!r} is in the graph, but no source published by {known_on} names it",)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where, what was found, what was expected."""

    file: str
    line: int
    key: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: found {self.found}; expected {self.expected}"


class BadData(PolicyGraphError):
    """Files that do not fit; carries every fault found, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class StoreError(PolicyGraphError):
    """A store that cannot be reached or read."""


class EngineUnavailable(StoreError):
    """A Cypher engine that is not there or cannot be reached; the message names the remedy."""


class Neo4jUnusable(StoreError):
    """A Neo4j server that cannot be reached, entered, read or written to; the message says which, and what to do."""


class QueryError(PolicyGraphError):
    """Something wrong in the text of a query; line and column (both from 1) where it stands, if known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class BadQuery(QueryError):
    """A query that the engine cannot read."""


class QueryRefused(QueryError):
    """A query that the guard does not let through: too large, or reaching outside."""


class QueryTimeout(PolicyGraphError):
    """A query that was stopped at its time limit."""


class NotBuilt(PolicyGraphError):
    """There is no built dataset where one was expected."""


class QueryTooLong(PolicyGraphError):
    """A request whose query is longer than the service reads."""


class QueryFailed(PolicyGraphError):
    """A query that was read but could not be answered: it needs more memory or depth than it is given."""


class ConnectionBroke(QueryFailed):
    """A query whose engine went away while it answered."""


class AnswerTooLarge(PolicyGraphError):
    """An answer larger than the service sends; nothing of it is sent, so that none is taken for the whole."""


class Busy(PolicyGraphError):
    """More queries wait than the service holds."""


class BadRequest(PolicyGraphError):
    """A request that its protocol does not allow: a parameter missing, given twice, or with a bad value."""


class NotAcceptable(PolicyGraphError):
    """No format that the request accepts; ``available`` lists the media types there are."""

    def __init__(self, wanted: str, available: Sequence[str]) -> None:
        super().__init__(f"{wanted} is not available here; there is {', '.join(available)}")
        self.wanted = wanted
        self.available = tuple(available)


class UnsupportedMediaType(PolicyGraphError):
    """A request body of a type that is not read; ``available`` lists those that are."""

    def __init__(self, found: str, available: Sequence[str]) -> None:
        super().__init__(f"a body of type {found or '(none)'} is not read here; send {', '.join(available)}")
        self.found = found
        self.available = tuple(available)


class BadParameter(PolicyGraphError):
    """A value of a request that cannot be used: which parameter, what was found, what was expected, near values."""

    def __init__(self, name: str, found: str, expected: str, near: Sequence[str] = ()) -> None:
        hint = f"; near: {', '.join(near)}" if near else ""
        super().__init__(f"{name}: found {found!r}, expected {expected}{hint}")
        self.name = name
        self.found = found
        self.expected = expected
        self.near = tuple(near)
