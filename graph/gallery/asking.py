"""A question of the gallery with values: ready to run in all three forms."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from graph.catalogue import Catalogue
from graph.dates import parse_query
from graph.errors import BadDate, BadParameter
from graph.gallery.question import Parameter, Question
from graph.gallery.reading import HOLE, awaited
from graph.iris import CANONICAL_BASE
from graph.store import Value
from graph.store.binding import bind
from ontology.namespaces import expand

FOREVER: Final = "9999-12-31"
"""What stands for a ``known_on`` that is not given: all that is known, and nothing that newer knowledge has ended."""


@dataclass(frozen=True, slots=True)
class Asked:
    """SPARQL with its values bound, Cypher with its parameters (days as ISO 8601), and the path of a REST call."""

    sparql: str
    cypher: str
    parameters: Mapping[str, str]
    rest: str


def ask(question: Question, values: Mapping[str, str], catalogue: Catalogue) -> Asked:
    """A question with values, written as in a REST call; raises BadParameter for what does not fit."""
    names = [parameter.name for parameter in question.parameters]
    for name in values:
        if name not in names:
            raise BadParameter(name, values[name], f"one of the parameters {', '.join(names) or '(none)'}")
    bindings: dict[str, Value] = {}
    parameters: dict[str, str] = {}
    in_sparql, in_cypher = awaited(question.sparql), awaited(question.cypher)
    for parameter in question.parameters:
        for name, (term, text) in _bound(parameter, values.get(parameter.name), catalogue):
            if name in in_sparql:
                bindings[name] = term
            if name in in_cypher:
                parameters[name] = text
    sparql = question.sparql.replace(f"<{CANONICAL_BASE}id/", f"<{catalogue.iris.base}id/")
    return Asked(bind(sparql, bindings), question.cypher, parameters, filled(question.rest, values))


def _bound(
    parameter: Parameter, given: str | None, catalogue: Catalogue
) -> Iterator[tuple[str, tuple[NamedNode | Literal, str]]]:
    """What a parameter stands for in the texts: each name with a term of SPARQL and a value of Cypher."""
    if given is None and not parameter.optional:
        raise BadParameter(parameter.name, "", "a value")
    text = FOREVER if given is None else given
    match parameter.kinds:
        case ("date",):
            yield from zip(parameter.ends, _days(parameter.name, text), strict=True)
        case ("text",):
            yield parameter.name, (Literal(text), text)
        case kinds:
            kind = next((kind for kind in kinds if _is_there(catalogue, kind, text)), None)
            if kind is None:
                near = catalogue.unknown(kinds[0], text).near
                raise BadParameter(parameter.name, text, f"a known {' or '.join(kinds)} id", near)
            yield parameter.name, (NamedNode(catalogue.iris.entity(kind, text)), text)


def _days(name: str, text: str) -> Iterator[tuple[Literal, str]]:
    """The first and the last day that a date allows."""
    try:
        day = parse_query(text)
    except BadDate as error:
        raise BadParameter(name, error.found, error.expected) from None
    for end in (day.earliest, day.latest):
        yield Literal(str(end), datatype=NamedNode(expand("xsd:date"))), str(end)


def _is_there(catalogue: Catalogue, kind: str, slug: str) -> bool:
    return slug in catalogue.passages if kind == "passage" else catalogue.kind_of(slug, (kind,)) is not None


def filled(rest: str, values: Mapping[str, str]) -> str:
    """A path with its holes filled: ``{place}``, and ``{&a,b}`` without what is not given (RFC 6570, 3.2.2, 3.2.9)."""

    def fill(hole: re.Match[str]) -> str:
        given = [(name, quote(values[name], safe="-._~")) for name in hole[2].split(",") if name in values]
        return "".join(f"&{name}={text}" for name, text in given) if hole[1] else given[0][1]

    return HOLE.sub(fill, rest)
