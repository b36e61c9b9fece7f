"""What a stranger's Cypher may be, decided from its text before any engine sees it.

An engine's own locks are not enough: under READ access Neo4j still fetches files and URLs (LOAD CSV), calls procedures
that act on the server, and loses connections to a query that overflows its stack; ArcadeDB heeds no access mode. So the
guard lets through what begins like a query, uses no refused clause, and calls only functions and procedures that it
knows (``api.cypher.names``). A word of a refused clause may still be a name: ``n.set``, ``{create: 1}``, ``(merge:X)``,
``AS delete`` pass, judged by what stands beside the word, where no grammar has a clause. It judges no grammar beyond
that: a text that is no Cypher passes here and fails in the engine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.cypher.names import BEFORE_BRACKET, BEFORE_OPERAND, BEGINNINGS, FUNCTIONS, PROCEDURES, REFUSED
from api.cypher.size import DEFAULT_BOUNDS, Bounds, measure
from api.cypher.tokens import Token, bad, tokens
from graph.errors import QueryRefused, QueryTooLong
from graph.store.tokens import place

_BEFORE_NAME: Final = frozenset((":", "(", "[", ",", "=", "<>", "<", "<=", ">=", "=~", "/", "^", "|", "&"))
"""Marks after which every grammar has a name or an expression, never a clause (``>`` and ``!`` may end a type)."""

_AFTER_NAME: Final = frozenset(
    (",", ".", ":", ")", "]", "}", "=", "<>", "<", ">", "<=", ">=", "=~", "/", "^", "|", "&")
)
"""Marks before which no grammar has a word that begins a clause."""

_ENDS_OPERAND: Final = frozenset((")", "]", "}"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A query that the guard let through: its text as engines get it, and whether only its plan is asked for.

    The text is as long as the one given, so that places agree; comments are blank in it, since engines do not all end
    them in the same place, and so are a semicolon at the end and all white space but ends of lines.
    """

    text: str
    explain: bool


def check(query: str, bounds: Bounds = DEFAULT_BOUNDS) -> Reading:
    """Let a query through, or say why not.

    Raises QueryTooLong; QueryRefused for what is not allowed, BadQuery for what is no Cypher, with line and column.
    """
    if len(query) > bounds.characters:
        raise QueryTooLong(f"the query has {len(query):,} characters; {bounds.characters:,} are read")
    words = list(tokens(query))
    while words and words[-1].text == ";":
        words.pop()
    explain = bool(words) and words[0].upper == "EXPLAIN"
    _beginning(query, words[explain:])
    measure(query, words, bounds)
    for at, token in enumerate(words):
        if token.text == ";":
            raise refused(query, token, "one query at a time")
        if token.kind in ("word", "name"):
            _judge(query, words, at)
    return Reading(_blanked(query, words), explain)


def refused(query: str, token: Token, reason: str) -> QueryRefused:
    """A QueryRefused with the place of a token in its message."""
    line, column = place(query, token.start)
    return QueryRefused(f"line {line}, column {column}: {reason}", line, column)


def _beginning(query: str, words: Sequence[Token]) -> None:
    expected = ", ".join(sorted(BEGINNINGS))
    if not words:
        raise bad(query, 0, f"the query is empty: expected {expected}")
    first = words[0]
    if first.upper in REFUSED:
        raise refused(query, first, _reason(first.upper))
    if first.upper not in BEGINNINGS:
        raise bad(query, first.start, f"expected {expected}")


def _judge(query: str, words: Sequence[Token], at: int) -> None:
    """Refuse the word at ``at`` if it begins what is not allowed."""
    token, after = words[at], _text(words, at + 1)
    if token.upper in REFUSED and not _is_name(words, at):
        raise refused(query, token, _reason(token.upper))
    if token.upper == "CALL" and not _is_name(words, at) and after != "{":
        _call(query, words, at)
    elif after == "(" and (token.kind == "name" or token.upper not in BEFORE_BRACKET or _text(words, at - 1) == "."):
        begin = _begin(words, at)
        name = _dotted(words[begin : at + 1])
        if _text(words, begin - 1) == "CALL" and not _is_name(words, begin - 1):
            return  # a procedure, judged at CALL
        if name.lower() not in FUNCTIONS or _text(words, begin - 1) == ".":
            raise refused(query, words[begin], f"{name} is no function that may be used here")


def _reason(word: str) -> str:
    return f"{word} is not allowed: {REFUSED[word]} (a name that is spelt so goes in backticks)"


def _is_name(words: Sequence[Token], at: int) -> bool:
    """Whether what stands beside a word makes it a name, so that no engine can read a clause there."""
    before, after = _text(words, at - 1), _text(words, at + 1)
    if before in _BEFORE_NAME:
        return True
    if words[at].upper == "TRANSACTIONS":
        return before not in ("IN", "CONCURRENT")
    if after in _AFTER_NAME or at + 1 == len(words):
        return True
    if before == ".":
        return at > 1 and words[at - 2].kind != "number"
    return at > 1 and words[at - 1].upper == "AS" and _ends_operand(words, at - 2)


def _ends_operand(words: Sequence[Token], at: int) -> bool:
    """Whether the token at ``at`` ends an expression, so that AS after it is no name."""
    token = words[at]
    if token.kind == "word":
        return token.upper not in BEFORE_OPERAND or _text(words, at - 1) == "."
    return token.kind != "mark" or token.text in _ENDS_OPERAND


def _call(query: str, words: Sequence[Token], at: int) -> None:
    """Refuse a CALL of anything but a subquery, with its variables in brackets or not, or a procedure that is known."""
    if _text(words, at + 1) == "(":
        end = next((i for i in range(at + 2, len(words)) if words[i].text == ")"), len(words))
        if _text(words, end + 1) != "{":
            raise bad(query, words[at].start, "expected a subquery or a procedure after CALL")
        return
    end = at + 1
    while _text(words, end + 1) == ".":
        end += 2
    name = _dotted(words[at + 1 : end + 1])
    if name.lower() not in PROCEDURES:
        raise refused(query, words[at + 1], f"{name} is no procedure that may be called here")


def _begin(words: Sequence[Token], at: int) -> int:
    """Where the dotted name begins that ends at ``at``."""
    while at > 1 and words[at - 1].text == "." and words[at - 2].name:
        at -= 2
    return at


def _dotted(words: Sequence[Token]) -> str:
    """The name that these words and points make."""
    return "".join(token.name or token.text for token in words)


def _text(words: Sequence[Token], at: int) -> str:
    """The text of a mark, or of a word in capitals, at a place that need not be there."""
    return words[at].upper if 0 <= at < len(words) else ""


def _blanked(query: str, words: Sequence[Token]) -> str:
    pieces: list[str] = []
    end = 0
    for token in words:
        pieces += (_blank(query[end : token.start]), token.text)
        end = token.end
    return "".join([*pieces, _blank(query[end:])])


def _blank(gap: str) -> str:
    return "".join(character if character in "\r\n" else " " for character in gap)
