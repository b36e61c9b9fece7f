"""Binding values to the variables of a query, the same for every store.

A bound variable is one that has a value before the query runs (SHACL 5.2.1, "pre-bound variables"): each place where
it stands, in sub-queries, filters, paths and EXISTS too, stands for the value. The query is read as SPARQL terminals
and the value is put there as *one* terminal in its N-Triples form, escaped by pyoxigraph, so no value can end a string
or an IRI and become code; IRIs and language tags are checked when their terms are made.

Why not otherwise: ``substitutions=`` of pyoxigraph 0.5 takes only variables that the query projects, and joins after
the query is answered; a ``VALUES`` block at the head is not seen in sub-queries (0 rows in place of 5 in a trial) and
makes Oxigraph scan (47 ms in place of 0.07 ms for a union of paths).

A sequence of values stands only where SPARQL takes a list: ``IN ($topics)`` or ``VALUES ?topic { $topics }``.
By custom a variable that awaits a value is written ``$name``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.errors import BadQuery
from graph.store import Bindings, Value
from graph.store.tokens import Token, place, tokens

_CLOSING: Final = {"(": ")", "{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place for a value: its variable, and the bracket that directly holds it."""

    name: str
    bracket: str


def bind(query: str, bindings: Bindings | None) -> str:
    """The query with each bound variable replaced by its value.

    Raises BadQuery for a name that the query does not have, for a variable that stands where only a variable can
    (SELECT, AS), for a blank node, and for several values outside of a list.
    """
    if not bindings:
        return query
    return "".join(
        part if isinstance(part, str) else _written(part, bindings[part.name])
        for part in _template(query, frozenset(bindings))
    )


def _written(slot: _Slot, value: Value | Sequence[Value]) -> str:
    if isinstance(value, Sequence):
        if slot.bracket not in ("(", "{"):
            raise BadQuery(f"${slot.name} stands for several values outside of a list")
        return f" {(', ' if slot.bracket == '(' else ' ').join(_term(slot, each) for each in value)} "
    return f" {_term(slot, value)} "


def _term(slot: _Slot, value: object) -> str:
    """The N-Triples form of a value. A blank node is none: in a query it would be a variable; nor is a plain string."""
    if not isinstance(value, NamedNode | Literal):
        raise BadQuery(f"${slot.name} must be an IRI or a literal, not {type(value).__name__}")
    return str(value)


@lru_cache(maxsize=512)
def _template(query: str, names: frozenset[str]) -> tuple[str | _Slot, ...]:
    parts: list[str | _Slot] = []
    done = 0
    brackets: list[str] = []
    selecting: list[int] = []
    before = ""
    for token in tokens(query):
        if token.kind == "comment":
            continue
        word = token.text.upper()
        if word == "SELECT":
            selecting.append(len(brackets))
        elif selecting and word in ("WHERE", "FROM", "{") and selecting[-1] == len(brackets):
            selecting.pop()
        if token.text in _CLOSING:
            brackets.append(token.text)
        elif brackets and token.text == _CLOSING[brackets[-1]]:
            brackets.pop()
        name = token.text[1:]
        if token.kind == "variable" and name in names:
            if before == "AS" or (selecting and selecting[-1] == len(brackets)):
                raise _misplaced(query, token)
            parts += [query[done : token.start], _Slot(name, brackets[-1] if brackets else "")]
            done = token.start + len(token.text)
        before = word
    missing = names - {part.name for part in parts if isinstance(part, _Slot)}
    if missing:
        raise BadQuery(f"the query has no variable {', '.join(f'${name}' for name in sorted(missing))}")
    return (*parts, query[done:])


def _misplaced(query: str, token: Token) -> BadQuery:
    line, column = place(query, token.start)
    return BadQuery(
        f"line {line}, column {column}: {token.text} has a value, but stands where only a variable can", line, column
    )
