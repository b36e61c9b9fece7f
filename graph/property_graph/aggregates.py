"""Where a Cypher query asks something of an aggregate in the same step, which one engine answers with wrong rows.

ArcadeDB 26.10 does not see the aggregate below IS NULL, IN, NOT, AND, OR, XOR, STARTS WITH, ENDS WITH, CONTAINS, =~ and
in a map projection (``n {.id, c: count(m)}``): it does not group, and answers a row for every row that it was given.
Right in every engine is to aggregate in a WITH first, and to ask in the next step.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

_TOKEN: Final = re.compile(
    r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|(?:`[^`]*`)+|[^\W\d]\w*|=~|\S""", re.DOTALL
)
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_AGGREGATES: Final = frozenset(
    "avg collect count max min percentilecont percentiledisc stdev stdevp sum".upper().split()
)
_ASKING: Final = frozenset("is in not and or xor starts ends contains =~".upper().split())
_CLAUSES: Final = frozenset(
    "match optional where skip offset limit unwind call union create merge set delete detach remove foreach load use"
    " finish".upper().split()
)
_SUBQUERIES: Final = frozenset("call collect count exists".upper().split())
_BINDING: Final = frozenset("all any none reduce single".upper().split())
_PARTS: Final = frozenset(", | where case when then else end".upper().split())
_NO_VARIABLES: Final = _CLAUSES | _ASKING | _PARTS | frozenset(("RETURN", "WITH", "DISTINCT", "BY", "AS"))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in capitals, or a sign. What is a name and nothing else is empty."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class _Group:
    """What stands in brackets; the word before them, and where that is."""

    opened: str
    at: int
    before: str
    before_at: int
    inner: "list[_Part]" = field(default_factory=list)


_Part: TypeAlias = _Word | _Group


def asked_aggregates(query: str) -> tuple[int, ...]:
    """The places (in code points, from 0) of the aggregates of which something is asked in the same step."""
    return tuple(sorted(set(_in_query(_tree(query)))))


def _tree(query: str) -> list[_Part]:
    top: list[_Part] = []
    open_: list[list[_Part]] = [top]
    before = ""
    for found in _TOKEN.finditer(query):
        text = found[0].upper()
        if text.startswith(("//", "/*")):
            continue
        if text in _CLOSING:
            last = open_[-1][-1] if open_[-1] else None
            word = last if isinstance(last, _Word) else _Word("", found.start())
            group = _Group(text, found.start(), word.text, word.at)
            open_[-1].append(group)
            open_.append(group.inner)
        elif text in _CLOSING.values():
            if len(open_) > 1:
                open_.pop()
        else:
            # After a point, a dollar sign or AS, or quoted: a name, whatever it is spelt like.
            name = before in (".", "$", "AS") or text[0] in "`'\""
            open_[-1].append(_Word("" if name else text, found.start()))
        before = text
    return top


def _in_query(parts: Sequence[_Part]) -> Iterator[int]:
    """Of a query or a subquery: its projections are looked at, and the subqueries in all else."""
    projecting, previous = False, ""
    for part in parts:
        if isinstance(part, _Group):
            if not projecting:
                yield from _in_query(part.inner)
            continue
        if part.text == "RETURN" or (part.text == "WITH" and previous not in ("STARTS", "ENDS")):
            projecting = True
            yield from _in_items(_projection(parts, part.at))
        elif part.text in _CLAUSES:
            projecting = False
        previous = part.text


def _projection(parts: Sequence[_Part], start: int) -> list[_Part]:
    """The parts after the word at ``start`` up to the next clause; how they are ordered belongs to it."""
    found: list[_Part] = []
    previous = ""
    for part in parts:
        if part.at <= start:
            continue
        text = part.text if isinstance(part, _Word) else ""
        if text in _CLAUSES or text == "RETURN" or (text == "WITH" and previous not in ("STARTS", "ENDS")):
            break
        found.append(_Word(",", part.at) if text in ("ORDER", "BY", "DISTINCT") else part)
        previous = text
    return found


def _in_items(parts: Sequence[_Part], *, binding: bool = False) -> Iterator[int]:
    """Of expressions. ``binding``: in brackets where ``x IN`` at the beginning names a variable and asks nothing."""
    for piece in _pieces(parts):
        rest = piece[2:] if binding and len(piece) > 1 and _is_in(piece[1]) else piece
        if any(isinstance(part, _Word) and part.text in _ASKING for part in rest):
            yield from _aggregates(rest)
            continue
        for part in rest:
            if isinstance(part, _Group):
                yield from _in_group(part)


def _pieces(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    piece: list[_Part] = []
    for part in parts:
        if isinstance(part, _Word) and part.text in _PARTS:
            yield piece
            piece = []
        else:
            piece.append(part)
    yield piece


def _is_in(part: _Part) -> bool:
    return isinstance(part, _Word) and part.text == "IN"


def _in_group(group: _Group) -> Iterator[int]:
    if group.opened == "{" and group.before in _SUBQUERIES:
        yield from _in_query(group.inner)
    elif group.opened == "{" and group.before.isidentifier() and group.before not in _NO_VARIABLES:
        yield from _aggregates(group.inner)  # a map projection
    elif not (group.opened == "(" and group.before in _AGGREGATES):
        yield from _in_items(group.inner, binding=group.opened == "[" or group.before in _BINDING)


def _aggregates(parts: Iterable[_Part]) -> Iterator[int]:
    """All aggregates in these parts; what is in a subquery is its own."""
    for part in parts:
        if isinstance(part, _Word):
            continue
        if part.opened == "(" and part.before in _AGGREGATES:
            yield part.before_at
        elif part.opened == "{" and part.before in _SUBQUERIES:
            yield from _in_query(part.inner)
        else:
            yield from _aggregates(part.inner)
