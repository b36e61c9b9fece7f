"""What a stranger's query may be, decided from its text before any engine sees it.

Oxigraph cannot be told not to follow ``SERVICE``, and has no bound on nesting. The guard lets through only the four
forms of a query, within bounds of size, and nothing that any reading of the text could take for a SERVICE clause
(``api.sparql.calls``). It judges no grammar: a text that is no SPARQL passes here and fails in the engine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast

from api.sparql.calls import outside_call
from graph.errors import BadQuery, QueryRefused, QueryTooLong
from graph.store.tokens import Token, place, tokens

Form: TypeAlias = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES: Final = frozenset(
    {"LOAD", "CLEAR", "DROP", "ADD", "MOVE", "COPY", "CREATE", "INSERT", "DELETE", "WITH", "USING"}
)
_CLAUSES: Final = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "EXISTS", "LATERAL"})
_OPERATORS: Final = frozenset(
    ["||", "&&", "!", "!=", "=", "<", ">", "<=", ">=", "+", "-", "*", "/", "|", "^", ".", ";"]
)
_OPENING: Final = frozenset("([{")
_CLOSING: Final = frozenset(")]}")
_IRI_LENGTH: Final = 2_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a query may be: code points, brackets within brackets, and clauses with operators.

    Oxigraph overflows its stack from about 500 nested EXISTS and a chain of 1,000 to 3,000 clauses (measured).
    """

    characters: int = 65_536
    depth: int = 100
    clauses: int = 1_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What the guard learnt of a query that it let through: its form and the prefixes it declares."""

    form: Form
    prefixes: Mapping[str, str]


DEFAULT_BOUNDS: Final = Bounds()


def check(query: str, bounds: Bounds = DEFAULT_BOUNDS) -> Reading:
    """Let a query through, or say why not.

    Raises QueryTooLong; QueryRefused for what is not allowed (with its line and column); BadQuery for a text that
    begins like no query.
    """
    if len(query) > bounds.characters:
        raise QueryTooLong(f"the query has {len(query):,} characters; {bounds.characters:,} are read")
    words = (token for token in tokens(query) if token.kind != "comment")
    prefixes, first = _prologue(words)
    form = _form(query, first)
    _measure(query, words, bounds)
    offset = outside_call(query, prefixes)
    if offset is not None:
        raise _refused(query, offset, "SERVICE is not allowed: queries are answered from this dataset alone")
    return Reading(form, prefixes)


def _prologue(words: Iterator[Token]) -> tuple[dict[str, str], Token | None]:
    """The prefixes declared, and the first token after them."""
    prefixes: dict[str, str] = {}
    for token in words:
        word = token.text.upper()
        if token.kind != "word" or word not in ("PREFIX", "BASE", "VERSION"):
            return prefixes, token
        label = next(words, None) if word == "PREFIX" else None
        value = next(words, None)
        if label is not None and value is not None and value.kind == "iri":
            name, iri = label.text.rstrip(":"), value.text[1:-1]
            prefixes[name] = iri if prefixes.get(name, iri) == iri else ""
    return prefixes, None


def _form(query: str, first: Token | None) -> Form:
    if first is None:
        raise BadQuery("the query is empty: expected SELECT, ASK, CONSTRUCT or DESCRIBE", 1, 1)
    word = first.text.upper()
    if word in _UPDATES:
        raise _refused(query, first.start, f"{word} is an update: this service only reads")
    if word == "SERVICE":
        raise _refused(query, first.start, "SERVICE is not allowed")
    if word not in _FORMS:
        line, column = place(query, first.start)
        raise BadQuery(f"line {line}, column {column}: expected SELECT, ASK, CONSTRUCT or DESCRIBE", line, column)
    return cast("Form", word)


def _measure(query: str, words: Iterator[Token], bounds: Bounds) -> None:
    depth = clauses = 0
    for token in words:
        text = token.text
        if token.kind == "other":
            line, column = place(query, token.start)
            raise BadQuery(f"line {line}, column {column}: {text} begins nothing that SPARQL knows", line, column)
        word = text.upper() if token.kind == "word" else ""
        if text in _OPENING:
            depth += 1
        elif text in _CLOSING:
            depth = max(0, depth - 1)
        elif token.kind == "mark":
            clauses += text in _OPERATORS
        elif word in _CLAUSES:
            clauses += 1
        elif word in _UPDATES or word == "SERVICE":
            raise _refused(query, token.start, f"{word} is not allowed: this service only reads, and only its own data")
        hidden = _hidden(token) if token.kind == "iri" else 0
        if depth + hidden > bounds.depth:
            raise _refused(query, token.start, f"more than {bounds.depth} brackets within brackets")
        if clauses > bounds.clauses:
            raise _refused(query, token.start, f"more than {bounds.clauses:,} clauses and operators")
        if token.kind == "iri" and len(text) > _IRI_LENGTH:
            raise _refused(query, token.start, f"an IRI of more than {_IRI_LENGTH:,} characters")


def _hidden(token: Token) -> int:
    """How deep brackets go in what looks like an IRI: after a less-than sign it may be code."""
    return token.text.count("(") + token.text.count("[")


def _refused(query: str, offset: int, reason: str) -> QueryRefused:
    line, column = place(query, offset)
    return QueryRefused(f"line {line}, column {column}: {reason}", line, column)
