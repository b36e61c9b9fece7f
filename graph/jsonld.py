"""JSON-LD of a few triples: one object a subject, with the words of the ontology's context.

The context goes into the document, only as much of it as is used, so that it can be read without a network. Typed
literals stay strings, since a JSON number would not come back as the same ``xsd:decimal``.
Source: JSON-LD 1.1, 4.2 (term selection by type coercion), 4.6 (language maps).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

import orjson
import pyoxigraph as ox

from graph.store import Literal, NamedNode, Triple
from ontology.namespaces import CONTEXT, expand, resource

Json: TypeAlias = "str | list[Json] | dict[str, Json]"
Entry: TypeAlias = "str | dict[str, str | list[str]]"
TYPE: Final = expand("rdf:type")
STRING: Final = expand("xsd:string")
KEYWORDS: Final[Mapping[str, Entry]] = {"id": "@id", "type": "@type", "value": "@value"}


def document(triples: Iterable[Triple]) -> bytes:
    """A JSON-LD document with a context and a graph, in the order of the triples."""
    used: dict[str, Entry] = dict(KEYWORDS)
    nodes: dict[str, dict[str, Json]] = {}
    for triple in triples:
        subject = triple.subject
        if not isinstance(subject, NamedNode):
            raise TypeError(f"{subject} has no place in this graph: its subjects are IRIs")
        node = nodes.setdefault(subject.value, {"id": subject.value})
        if triple.predicate.value == TYPE and isinstance(triple.object, NamedNode):
            _add(node, "type", _short(triple.object.value, used))
        else:
            _put(node, triple, used)
    context: Mapping[str, object] = {"@version": 1.1, **dict(sorted(used.items()))}
    return orjson.dumps({"@context": context, "@graph": list(nodes.values())})


def _put(node: dict[str, Json], triple: Triple, used: dict[str, Entry]) -> None:
    """One value of a property, under the word whose coercion fits it, else under the property's prefixed name."""
    word, entry = _words().get(triple.predicate.value, ("", ""))
    value = triple.object
    languages = isinstance(entry, dict) and "@language" in entry.get("@container", ())
    if isinstance(value, Literal) and value.language and languages:
        used[word] = entry
        _prefix_of(entry, used)
        of_language = node.setdefault(word, {})
        assert isinstance(of_language, dict)
        _add(of_language, value.language, value.value)
    elif word and not languages and isinstance(value, NamedNode | Literal) and _fits(entry, value):
        used[word] = entry
        _prefix_of(entry, used)
        _add(node, word, value.value)
    else:
        _add(node, _short(triple.predicate.value, used), _explicit(value, used))


def _fits(entry: Entry, value: NamedNode | Literal) -> bool:
    """Whether a plain string under this word comes back as the value."""
    coerced = entry.get("@type") if isinstance(entry, dict) else None
    if isinstance(value, NamedNode):
        return coerced == "@id"
    if value.language:
        return False
    wanted = STRING if coerced is None else expand(str(coerced)) if coerced != "@id" else None
    return value.datatype.value == wanted


def _explicit(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, used: dict[str, Entry]) -> Json:
    if isinstance(value, NamedNode):
        return {"id": value.value}
    if not isinstance(value, Literal):
        raise TypeError(f"{value} has no place in this graph: it has neither blank nodes nor quoted triples")
    if value.language:
        return {"value": value.value, "@language": value.language}
    if value.datatype.value == STRING:
        return value.value
    return {"value": value.value, "@type": _short(value.datatype.value, used)}


def _add(node: dict[str, Json], key: str, value: Json) -> None:
    """A further value: alone as itself, several as a list."""
    if key not in node:
        node[key] = value
        return
    there = node[key]
    node[key] = [*there, value] if isinstance(there, list) else [there, value]


def _short(iri: str, used: dict[str, Entry]) -> str:
    """A prefixed name whose prefix the context then has, else the whole IRI."""
    for prefix, space in _spaces():
        local = iri.removeprefix(space)
        if local != iri and local and "/" not in local:
            used[prefix] = space
            return f"{prefix}:{local}"
    return iri


def _prefix_of(entry: Entry, used: dict[str, Entry]) -> None:
    """Note the prefixes that a word's own definition is written with."""
    spaces = dict(_spaces())
    names = [entry] if isinstance(entry, str) else [entry["@id"], entry.get("@type", "")]
    for name in names:
        prefix = str(name).partition(":")[0]
        if prefix in spaces:
            used[prefix] = spaces[prefix]


@lru_cache(maxsize=1)
def _context() -> dict[str, Entry]:
    found: dict[str, Entry] = json.loads(resource(CONTEXT).read_text("utf-8"))["@context"]
    return found


@lru_cache(maxsize=1)
def _spaces() -> Sequence[tuple[str, str]]:
    """The prefixes: those entries of the context that are nothing but a namespace, the longest first."""
    plain = ((name, entry) for name, entry in _context().items() if isinstance(entry, str) and entry[-1] in "/#")
    return sorted(plain, key=lambda pair: -len(pair[1]))


@lru_cache(maxsize=1)
def _words() -> Mapping[str, tuple[str, Entry]]:
    """Property IRI → the word of the context for it, with its definition."""
    found: dict[str, tuple[str, Entry]] = {}
    for word, entry in _context().items():
        name = entry.get("@id") if isinstance(entry, dict) else None
        if isinstance(name, str) and word not in KEYWORDS:
            prefix, _, local = name.partition(":")
            space = dict(_spaces()).get(prefix)
            if space:
                found[space + local] = (word, entry)
    return found
