"""How large a query may be, so that no engine's parser or planner overflows its stack or works for ever.

Measured on Neo4j 5.26 with a stack of 1 MiB and on ArcadeDB 26.10. Neo4j does not answer at all, and keeps the
connection for two minutes, where its stack overflows: from 200 points in a row (``a.b.c…``), 300 NOT, 2,000 indexes,
4,000 operators. It plans a subquery in a subquery for twice as long at each depth and heeds no time limit while it does
(20 deep: 48 s). CALL in CALL takes it 2 s 80 deep, and CASE in CASE takes ArcadeDB 12 s 150 deep.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.cypher.names import OPERATORS
from api.cypher.tokens import Token
from graph.errors import QueryRefused
from graph.store.tokens import place

_OPENING: Final = frozenset("([{")
_CLOSING: Final = frozenset(")]}")
_BEFORE_SUBQUERY: Final = frozenset(("CALL", "EXISTS", "COUNT", "COLLECT", ")"))
_MARKS: Final = frozenset(
    ("+", "-", "*", "/", "%", "^", "=", "<>", "<", ">", "<=", ">=", "=~", "!=", "|", "||", "&", "!")
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a query may be: code points; brackets and CASE within one another; subqueries within one another;
    clauses and operators in all; points, indexes or NOT in a row.
    """

    characters: int = 65_536
    depth: int = 40
    subqueries: int = 10
    operators: int = 1_000
    chain: int = 30


DEFAULT_BOUNDS: Final = Bounds()


def measure(query: str, words: Sequence[Token], bounds: Bounds) -> None:
    """Refuse a query that is larger than the bounds, with the place where it gets so. Raises QueryRefused."""
    depth = operators = 0
    braces: list[bool] = []
    for at, token in enumerate(words):
        text = token.upper if token.kind in ("word", "mark") else ""
        before = words[at - 1].upper if at else ""
        depth += _step(text, before)
        operators += text in OPERATORS or text in _MARKS
        if text == "{":
            braces.append(before in _BEFORE_SUBQUERY)
        elif text == "}" and braces:
            braces.pop()
        for found, most, what in (
            (depth, bounds.depth, "brackets or CASE within one another"),
            (sum(braces), bounds.subqueries, "subqueries within one another"),
            (operators, bounds.operators, "clauses and operators"),
        ):
            if found > most:
                raise _too_large(query, token, f"more than {most:,} {what}")
    _chains(query, words, bounds)


def _step(text: str, before: str) -> int:
    if text in _OPENING or text in _CLOSING:
        return 1 if text in _OPENING else -1
    return 0 if before in (".", ":") else (text == "CASE") - (text == "END")


def _chains(query: str, words: Sequence[Token], bounds: Bounds) -> None:
    points = indexes = nots = 0
    for at, token in enumerate(words):
        text = token.upper if token.kind in ("word", "mark") else ""
        points = points + 1 if text == "." else points if token.name else 0
        nots = nots + 1 if text == "NOT" else nots if text == "(" else 0
        if text == "[":
            indexes = indexes + 1 if at > 0 and words[at - 1].text == "]" else 0
        for found, what in ((points, "points"), (indexes, "indexes"), (nots, "NOT")):
            if found > bounds.chain:
                raise _too_large(query, token, f"more than {bounds.chain} {what} in a row")


def _too_large(query: str, token: Token, reason: str) -> QueryRefused:
    line, column = place(query, token.start)
    return QueryRefused(f"line {line}, column {column}: {reason}", line, column)
