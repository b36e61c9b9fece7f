"""The words of a SPARQL text: its terminals as the grammar defines them, by longest match.

Source: SPARQL 1.1 Query Language, 19.8 (productions 139 to 173), with the language direction of SPARQL 1.2. A text that
is no SPARQL is cut up all the same (kind ``other``): what to think of it is for the reader.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["comment", "iri", "string", "variable", "blank", "name", "language", "number", "word", "mark", "other"]

_BASE: Final = (
    "A-Za-zÀ-ÖØ-öø-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_WORD: Final = f"{_BASE}_0-9"
_MORE: Final = "\u00b7\u0300-\u036f\u203f-\u2040"
_NAME: Final = rf"[{_BASE}](?:[{_WORD}{_MORE}\-]|\.+(?=[{_WORD}{_MORE}\-])){{0,200}}+"
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL: Final = rf"(?:[{_WORD}:]|{_ESCAPED})(?:(?:[{_WORD}{_MORE}.:\-]|{_ESCAPED})*(?:[{_WORD}{_MORE}:\-]|{_ESCAPED}))?"
IRI_CHARACTERS: Final = r"[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"

_TERMINALS: Final[tuple[tuple[Kind, str], ...]] = (
    ("comment", r"\#[^\n\r]*"),
    ("string", r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""' + r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"),
    ("string", r'"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'"),
    ("iri", rf"<(?:{IRI_CHARACTERS})*>"),
    ("variable", rf"[?$][{_WORD}][{_WORD}{_MORE}]*"),
    ("blank", rf"_:[{_WORD}](?:[{_WORD}{_MORE}.\-]*[{_WORD}{_MORE}\-])?"),
    ("name", rf"(?:{_NAME})?:(?:{_LOCAL})?"),
    ("language", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?"),
    ("number", r"(?:\d+\.\d*|\.\d+|\d+)[eE][+-]?\d+|\d*\.\d+|\d+"),
    ("word", rf"[{_BASE}][{_WORD}]*"),
    ("mark", r"\^\^|\|\||&&|!=|<=|>=|[(){}\[\];,.=<>!+\-*/|^?&~]"),
    ("other", r"[^ \t\r\n]"),
)
_TOKEN: Final = re.compile("|".join(f"(?P<{kind}_{at}>{text})" for at, (kind, text) in enumerate(_TERMINALS)), re.S)
_KINDS: Final[tuple[Kind, ...]] = tuple(kind for kind, _ in _TERMINALS)


@dataclass(frozen=True, slots=True)
class Token:
    """One terminal: its kind, its text, and where it starts (offset in code points)."""

    kind: Kind
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Cut a SPARQL text into terminals, comments among them, white space left out."""
    for match in _TOKEN.finditer(query):
        yield Token(_KINDS[int(str(match.lastgroup).rpartition("_")[2])], match.group(), match.start())


def place(query: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset, both from 1; CR, LF and CRLF end a line."""
    before = query[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def has_dataset(query: str) -> bool:
    """Whether a query names its own dataset with FROM, which then stands in place of the store's."""
    return "FROM" in query.upper() and any(
        token.kind == "word" and token.text.upper() == "FROM" for token in tokens(query)
    )
