"""The queries of ``graph/queries/*.rq`` by name, each with the question it answers and the parameters it awaits.

A file begins with comment lines: ``# question: …`` once, then ``# param NAME: what it is`` for each variable that is
bound when the query runs, and any further remarks. In the text below a parameter is written ``$NAME``; every other
variable is written with ``?``. A file that says otherwise is a BadQuery when it is loaded.

Queries of the gallery say more in the same form (``graph.gallery``, ``docs/queries.md``): ``# param NAME KIND: …`` says
of what kind a parameter is, and one of kind ``date`` is bound as ``$NAME_first`` and ``$NAME_last``, the first and the
last day that it allows.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from graph.errors import BadQuery
from graph.store.tokens import tokens

_LINE: Final = re.compile(r"#\s*([a-z]+)(?:\s+([^:]*?))?\s*:\s*(.*\S)\s*")


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line of a header: ``# word argument: value``; the argument may be empty. ``number`` counts from 1."""

    number: int
    word: str
    argument: str
    value: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that the project keeps: its name, its question, its parameters with what each is, and the whole text."""

    name: str
    question: str
    parameters: Mapping[str, str]
    text: str


def _folder() -> Traversable:
    return files("graph") / "queries"


def names() -> tuple[str, ...]:
    """The names of all queries, sorted."""
    return tuple(sorted(entry.name[:-3] for entry in _folder().iterdir() if entry.name.endswith(".rq")))


@lru_cache(maxsize=256)
def load(name: str) -> NamedQuery:
    """The query of that name; raises BadQuery if there is none or its header and text do not agree."""
    entry = _folder() / f"{name}.rq"
    if not re.fullmatch(r"[\w-]+", name) or not entry.is_file():
        raise BadQuery(f"there is no query {name!r}; there is {', '.join(names())}")
    return parse(name, entry.read_text(encoding="utf-8"))


def header(text: str) -> Iterator[HeaderLine]:
    """The lines of a query's header that say something in the form above; remarks are left out."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            return
        if found := _LINE.fullmatch(line):
            yield HeaderLine(number, found[1], found[2] or "", found[3])


def parse(name: str, text: str) -> NamedQuery:
    """Read the header of a query's text and check it against the variables below; raises BadQuery."""
    variables = {token.text for token in tokens(text) if token.kind == "variable"}
    question = ""
    parameters: dict[str, str] = {}
    for line in header(text):
        if line.word == "question":
            question = line.value
        elif line.word == "param" and line.argument:
            for variable in _variables_of(line.argument, variables):
                parameters[variable] = line.value
    if not question:
        raise BadQuery(f"{name}.rq: its first lines have no '# question: …'")
    _check(name, variables, parameters)
    return NamedQuery(name, question, parameters, text)


def _variables_of(argument: str, variables: set[str]) -> list[str]:
    """The variables that a parameter stands for in a text: itself, or those of the two ends of a date that it has."""
    parameter, _, kind = argument.partition(" ")
    if kind != "date":
        return [parameter.removesuffix("?")]
    ends = [f"{parameter.removesuffix('?')}_{end}" for end in ("first", "last")]
    return [end for end in ends if f"${end}" in variables] or ends


def _check(name: str, variables: set[str], parameters: Mapping[str, str]) -> None:
    awaited = {variable[1:] for variable in variables if variable.startswith("$")}
    for parameter in sorted(awaited - parameters.keys()):
        raise BadQuery(f"{name}.rq: ${parameter} has no '# param {parameter}: …' in the header")
    for parameter in sorted(parameters.keys() - awaited):
        raise BadQuery(f"{name}.rq: the header's parameter {parameter} is not in the text as ${parameter}")
    for parameter in sorted(parameter for parameter in parameters if f"?{parameter}" in variables):
        raise BadQuery(f"{name}.rq: ?{parameter} is a parameter: write ${parameter}")
