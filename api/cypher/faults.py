"""What a driver's error means: the one of our own errors that it is, with its place in the query.

Source: the status codes of Neo4j, which ArcadeDB uses too. The places of Neo4j count from 1, those of ArcadeDB columns
from 0; where an engine gives none, that of the variable or name it complains of is taken.
"""

import re
from typing import Final

from neo4j.exceptions import BrokenRecordError, Neo4jError

from api.cypher.tokens import tokens
from graph.errors import (
    BadQuery,
    ConnectionBroke,
    EngineUnavailable,
    PolicyGraphError,
    QueryFailed,
    QueryRefused,
    QueryTimeout,
)  # fmt: skip
from graph.store.tokens import place

_NEO4J: Final = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\).*", re.DOTALL)
_ARCADEDB: Final = re.compile(r"(?:Syntax error )?at line (\d+)(?::|, column )(\d+)(?: - )?(?:\n.*)?", re.DOTALL)
_PREFIX: Final = re.compile(r"^(?:[A-Z][A-Za-z]+(?:: | - ))+(?=\S)")
_NAMED: Final = re.compile(r"(?:[Vv]ariable|[Ff]unction|[Pp]rocedure|name|parameter\(s\):) [`'\"]?([\w.]+)")
_LATE: Final = re.compile(r"arcadedb\.command\.timeout|time limit|TransactionTimedOut")
_UNKNOWN: Final = re.compile(r"Unknown (procedure|function)")
_LENGTH: Final = 500
_BAD: Final = frozenset(("Statement", "Schema", "Procedure", "Fabric"))
_WRITES: Final = frozenset(("AccessMode", "Forbidden"))


def fault(error: Exception, query: str, seconds: float) -> PolicyGraphError:
    """The error to raise for one of the driver, of a query that may take some seconds."""
    match error:
        case BrokenRecordError():
            return BadQuery("a date or time beyond the years 1 to 9999: ask for it as text, with toString")
        case RecursionError():
            return QueryFailed("the answer has lists within lists, deeper than is read")
        case Neo4jError():
            return _told(error, query, seconds)
        case _:
            return ConnectionBroke("the engine went away while it answered: the query may be more than it bears")


def _told(error: Neo4jError, query: str, seconds: float) -> PolicyGraphError:
    """What the engine itself says."""
    code, message = error.code or "", error.message or ""
    _, kind, group, title = [*code.split("."), "", "", "", ""][:4]
    if _LATE.search(code) or _LATE.search(message):
        return QueryTimeout(f"the query took longer than the {seconds:g} s that it may")
    if title in _WRITES:
        return QueryRefused(f"the engine refused it: {_line(message)}")
    if (kind == "ClientError" and group in _BAD) or _UNKNOWN.search(message):
        return _located(message, query)
    if group in ("Database", "Security"):
        return EngineUnavailable(f"the Cypher engine cannot be asked: {_line(message)} ({code})")
    return QueryFailed(f"the engine gave up: {_line(message)}")


def _located(message: str, query: str) -> BadQuery:
    found, base = _NEO4J.search(message), 0
    if found is None:
        found, base = _ARCADEDB.search(message), 1
    said = _line(_PREFIX.sub("", message[: found.start()] + message[found.end() :] if found else message))
    where = (int(found[1]), int(found[2]) + base) if found and int(found[1]) else _named(said, query)
    if where is None:
        return BadQuery(said)
    return BadQuery(f"line {where[0]}, column {where[1]}: {said}", *where)


def _named(message: str, query: str) -> tuple[int, int] | None:
    """Where the name stands last that a message complains of: what is known no more was known before."""
    found = _NAMED.search(message)
    if found is None:
        return None
    wanted = found[1].partition(".")[0]
    spelt = (wanted, f"${wanted}")
    words = list(tokens(query))
    found_at = [
        token.start
        for before, token in zip([None, *words], words, strict=False)
        if (token.name or token.text) in spelt and (before is None or before.text not in (".", ":"))
    ]
    return place(query, found_at[-1]) if found_at else None


def _line(text: str) -> str:
    """A message as one line of bearable length."""
    line = " ".join(text.split()).removesuffix(".")
    return line if len(line) <= _LENGTH else line[:_LENGTH] + "…"
