"""The words of a Cypher text, cut where every engine cuts; what engines cut in different places is refused.

Source: the lexers of Neo4j 5 (``Cypher5Lexer.g4``) and of Cypher 25, which ArcadeDB uses too. They differ in escapes:
Neo4j resolves ``\\uXXXX`` all over the text before it reads anything, so that an escaped quote ends a string there and
is part of it elsewhere, and ``\\u002A/`` ends a comment. They differ in which characters a bare name may have (``$``,
control characters, invisible ones), and in white space (U+0085). A text that depends on any of that is turned away.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NoReturn, TypeAlias, cast

from graph.errors import BadQuery
from graph.store.tokens import place

Kind: TypeAlias = Literal["word", "name", "string", "number", "parameter", "mark"]

SPACE: Final = "\t\n\v\f\r\x1c-\x20\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DIGITS: Final = r"[0-9](?:_?[0-9])*"
_NAME: Final = r"`(?:[^`]|``)*+`"
_WORD: Final = r"[^\W\d]\w*"
_PATTERNS: Final = (
    ("space", rf"[{SPACE}]+"),
    ("comment", r"//[^\r\n]*|/\*.*?\*/"),
    ("string", r"'(?:[^'\\]|\\.)*+'|" + r'"(?:[^"\\]|\\.)*+"'),
    ("name", _NAME),
    ("parameter", rf"\$(?:{_NAME}|{_WORD}|[0-9]+)"),
    (
        "number",
        rf"0[xXoO][0-9A-Fa-f_]+|(?:{_DIGITS})?\.{_DIGITS}(?:[eE][+-]?{_DIGITS})?|{_DIGITS}[eE][+-]?{_DIGITS}|{_DIGITS}",
    ),
    ("word", _WORD),
    ("mark", r"\.\.|<>|<=|>=|=~|\+=|!=|\|\||::|[-()\[\]{}.,;:|&!%^*/+<>=?]|\$(?=\()"),
)
_TOKEN: Final = re.compile("|".join(f"(?P<{kind}>{text})" for kind, text in _PATTERNS), re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|[^u])", re.DOTALL)
_ENDING: Final = frozenset("'\"`\\")
_UNENDED: Final = {"'": "a string", '"': "a string", "`": "a name in backticks", "/*": "a comment"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, name in backticks, string, number, parameter or mark; from ``start`` to ``end`` in code points."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def upper(self) -> str:
        """A word in capitals, look-alikes of ASCII letters as those; of anything else its text."""
        return unicodedata.normalize("NFKC", self.text).upper() if self.kind == "word" else self.text

    @property
    def name(self) -> str:
        """What a word or a name in backticks names; of anything else nothing."""
        if self.kind == "name":
            return self.text[1:-1].replace("``", "`")
        return self.text if self.kind == "word" else ""


def tokens(query: str) -> Iterator[Token]:
    """Cut a text into its tokens, white space and comments left out.

    BadQuery, with line and column, at what no engine or not every engine reads so.
    """
    at = 0
    while at < len(query):
        found = _TOKEN.match(query, at)
        if found is None:
            _unreadable(query, at)
        at = found.end()
        kind = found.lastgroup
        if kind in ("space", "comment"):
            continue
        text = found.group()
        if kind == "mark" and text == "/" and query.startswith("*", at):
            _unreadable(query, found.start())
        if kind in ("string", "name", "parameter"):
            _escapes(query, kind, text, found.start())
        if kind in ("number", "word", "parameter"):
            _bare(query, kind, text, found.start(), at)
        yield Token(cast("Kind", kind), text, found.start(), at)


def bad(query: str, offset: int, reason: str) -> BadQuery:
    """A BadQuery with the place of an offset in its message."""
    line, column = place(query, offset)
    return BadQuery(f"line {line}, column {column}: {reason}", line, column)


def _unreadable(query: str, at: int) -> NoReturn:
    for mark, what in _UNENDED.items():
        if query.startswith(mark, at):
            raise bad(query, at, f"{what} begins here and does not end")
    if query[at] == "$":
        raise bad(query, at, "the name of the parameter must follow $ at once")
    raise bad(query, at, f"{_shown(query[at])} is not read here outside of strings and of names in backticks")


def _escapes(query: str, kind: str, text: str, start: int) -> None:
    """Refuse an escape that one engine resolves before it cuts the text, if that would cut it elsewhere."""
    if kind != "string":
        if "\\u" in text:
            raise bad(query, start + text.index("\\u"), "write the character itself in a name, not its number")
        return
    for found in re.finditer(r"\\.", text, re.DOTALL):
        escape = _ESCAPE.match(text, found.start())
        if escape is None:
            raise bad(query, start + found.start(), "expected four hexadecimal digits after \\u")
        if len(escape[1]) == 5 and chr(int(escape[1][1:], 16)) in _ENDING:
            raise bad(query, start + found.start(), "write a quote or a backslash as itself, not by its number")


def _bare(query: str, kind: str, text: str, start: int, end: int) -> None:
    """Refuse what some engine takes for one word with what stands beside it, and letters that not every engine has."""
    after = query[end : end + 1]
    if kind == "number" and (after.isalnum() or after == "_"):
        raise bad(query, start, f"a number ends before {_shown(after)}: put a space between them")
    if after == "$":
        raise bad(query, end, "put a space before $")
    if text.isascii() or "`" in text:
        return
    for offset, character in enumerate(text):
        if not character.isascii() and (unicodedata.category(character)[0] != "L" or ord(character) > 0xFFFF):
            raise bad(query, start + offset, f"put a name with {_shown(character)} in backticks")


def _shown(character: str) -> str:
    return repr(character) if character.isprintable() else f"the character U+{ord(character):04X}"
