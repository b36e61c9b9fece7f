"""Whether some reading of a query's text has a SERVICE clause in it.

No single tokenizer can tell. Oxigraph 0.5 reads without one: it tries keywords anywhere and falls back when a longer
reading fails, so that these call out (each tried): ``SERVICE:x {…}`` though SERVICE is a declared prefix, ``1SERVICE``,
``e:a.b.SERVICE`` (its local names end at the second dot), ``h:SERVICE`` where the prefix ``<http://h:>`` makes the
whole name an IRI that is none, and ``?a<?b)SERVICE#>`` where the less-than sign begins what looks like an IRI. Other
engines behind an endpoint resolve ``\\uXXXX`` before they read anything (SPARQL 1.1, 19.2); Oxigraph does not.

So all readings are taken together. The letters are looked for where a clause could follow them: SILENT or not, a
variable, IRI or name, and an opening brace. Such a place is harmless only if no reading has code there (each ``<`` is
read both as IRI and as operator, each escaped mark both as itself and as escape), or if the letters are certainly the
middle of a name.
"""

import re
from collections.abc import Mapping
from typing import Final

from graph.store.tokens import IRI_CHARACTERS

_SKIP: Final = r"(?:\s|\#[^\n\r]*)*+"
_TARGET: Final = r"(?:<[^>]*>|(?:\\.|[^\s{}#\\:?$])*+[:?$](?:\\.|[^\s{}#\\])*+)"
_LETTERS: Final = re.compile("SERVICE", re.IGNORECASE)
_CLAUSE: Final = re.compile(rf"SERVICE(?={_SKIP}(?:SILENT{_SKIP})?{_TARGET}{_SKIP}{{)", re.IGNORECASE | re.DOTALL)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_MARK: Final = re.compile("[#'\"<]")
_IRI: Final = re.compile(rf"<(?:{IRI_CHARACTERS})*+>")
_LINE_END: Final = re.compile(r"[\n\r]|\Z")
_STRINGS: Final = {
    "'": (re.compile(r"'''(?:'{0,2}(?:[^'\\]|\\.))*+'''", re.S), re.compile(r"'(?:[^'\\\n\r]|\\.)*+'", re.S)),
    '"': (re.compile(r'"""(?:"{0,2}(?:[^"\\]|\\.))*+"""', re.S), re.compile(r'"(?:[^"\\\n\r]|\\.)*+"', re.S)),
}
_CHARACTERS: Final = "A-Za-z0-9_À-ÖØ-öø-\u037d\u037f-\u1fff\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
_VARIABLE: Final = re.compile(rf"[?$][{_CHARACTERS}]*\Z")
_LOCAL: Final = re.compile(rf"(?:^|[\s{{}}(\[;,|/^!=])([A-Za-z][A-Za-z0-9_-]*|):[{_CHARACTERS}:-]*\Z")
_AFTER: Final = re.compile(r"(?:^|[ \t\r\n{}])(?:GRAPH|FROM|NAMED|DESCRIBE)[ \t]+\Z", re.IGNORECASE)
_BEFORE: Final = 400
_MOST: Final = 200
"""Places looked at in one query: each may take a look at all of the text."""


def outside_call(query: str, prefixes: Mapping[str, str]) -> int | None:
    """The offset of the first thing that some engine could read as a SERVICE clause, or None.

    ``prefixes`` are the query's own declarations; an empty IRI stands for one that cannot be relied on.
    """
    readings = [query]
    if _ESCAPE.search(query):
        readings.append(_ESCAPE.sub(_character, query))
    for reading in readings:
        found = _first(reading, prefixes)
        if found is not None:
            return found if reading is query else query.index("\\")
    return None


def _character(escape: re.Match[str]) -> str:
    code = int(escape.group(1) or escape.group(2), 16)
    return chr(code) if code <= 0x10FFFF else escape.group()


def _first(text: str, prefixes: Mapping[str, str]) -> int | None:
    if sum(1 for _ in _LETTERS.finditer(text)) > _MOST:
        found = _LETTERS.search(text)
        return found.start() if found else None
    suspects = [match.start() for match in _CLAUSE.finditer(text) if not _inside_name(text, match.start(), prefixes)]
    if not suspects:
        return None
    code = _code(text)
    return next((at for at in suspects if code[at]), None)


def _inside_name(text: str, at: int, prefixes: Mapping[str, str]) -> bool:
    """Whether the letters at ``at`` belong to a variable or prefixed name in every reading that has code there."""
    cut = at > _BEFORE
    before = "\0" * cut + text[at - _BEFORE if cut else 0 : at]
    if _VARIABLE.search(before) or _AFTER.search(before):
        return True
    name = _LOCAL.search(before)
    return name is not None and _whole(prefixes.get(name.group(1), ""))


def _whole(iri: str) -> bool:
    """Whether any local name makes a valid IRI of this namespace, so that no reading stops at the prefix."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?://[^/?#\\]*[/?#]|[^/\\])[^\\]*\Z", iri) is not None


def _code(text: str) -> bytearray:
    """For each character, whether it is code in some reading: outside of strings, comments and IRIs."""
    code = bytearray(len(text))
    seen: set[int] = set()
    waiting = [0]
    while waiting:
        start = waiting.pop()
        if start in seen:
            continue
        seen.add(start)
        mark = _MARK.search(text, start)
        end = mark.start() if mark else len(text)
        code[start:end] = b"\1" * (end - start)
        if mark:
            waiting += _after(text, end)
    return code


def _after(text: str, at: int) -> list[int]:
    """Where code may go on after the comment, string, IRI or operator that the mark at ``at`` may begin."""
    mark = text[at]
    follow = [at + 1] if mark == "<" or (at and text[at - 1] == "\\") else []
    if mark == "#":
        end = _LINE_END.search(text, at)
        return [*follow, end.start()] if end else follow
    for pattern in (_IRI,) if mark == "<" else _STRINGS[mark]:
        found = pattern.match(text, at)
        if found:
            follow.append(found.end())
    return follow
