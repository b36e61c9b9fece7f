"""RDF out of a store: what is stated of entities, or everything, in each RDF syntax.

An entity is described by the triples that begin with it, its parts (fragments of its IRI), where a measure applies, the
evidence for all of it, and the names and bounds of what these triples mention. Output is sorted: same data, same bytes.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph import jsonld
from graph.iris import Iris
from graph.store import NamedNode, Row, Store, Triple
from graph.store.queries import load as query
from ontology.namespaces import NAMESPACES, expand

BATCH: Final = 500
APPLICABILITY: Final = expand("pg:applicability")


@dataclass(frozen=True, slots=True)
class Syntax:
    """One RDF syntax. ``named``: it keeps the named graphs."""

    name: str
    media: str
    extension: str
    format: ox.RdfFormat
    named: bool = False


SYNTAXES: Final = {
    syntax.name: syntax
    for syntax in (
        Syntax("jsonld", "application/ld+json", "jsonld", ox.RdfFormat.JSON_LD, named=True),
        Syntax("turtle", "text/turtle", "ttl", ox.RdfFormat.TURTLE),
        Syntax("ntriples", "application/n-triples", "nt", ox.RdfFormat.N_TRIPLES),
        Syntax("rdfxml", "application/rdf+xml", "rdf", ox.RdfFormat.RDF_XML),
        Syntax("nquads", "application/n-quads", "nq", ox.RdfFormat.N_QUADS, named=True),
        Syntax("trig", "application/trig", "trig", ox.RdfFormat.TRIG, named=True),
    )
}


def describe(store: Store, iris: Iris, entities: Iterable[str]) -> list[Triple]:
    """What is stated of entities (IRIs), sorted; empty if the store says nothing of any of them."""
    pending = list(dict.fromkeys(entities))
    subjects: set[str] = set()
    triples: set[Triple] = set()
    while pending:
        subjects.update(pending)
        found = _statements(store, "subjects", "subjects", "subject", pending)
        triples.update(found)
        parts = [
            iri for triple in found if (iri := _object(triple)) and _is_part(triple.predicate.value, iri, subjects)
        ]
        evidence = [row["evidence"].value for row in _rows(store, "evidence-of", "entities", pending)]
        pending = sorted({*parts, *evidence} - subjects)
    if not triples:
        return []
    mentioned = {iri for triple in triples if (iri := _object(triple))} - subjects
    ours = sorted(iri for iri in mentioned if iri.startswith(f"{iris.base}id/"))
    triples.update(_statements(store, "names-of", "things", "thing", ours))
    return sorted(triples, key=str)


def _object(triple: Triple) -> str | None:
    """The IRI that is a triple's object; None for a literal."""
    return triple.object.value if isinstance(triple.object, NamedNode) else None


def _is_part(predicate: str, iri: str, subjects: Collection[str]) -> bool:
    """Whether what a subject points to is a part of it: a fragment of its IRI, or where a measure applies."""
    return predicate == APPLICABILITY or ("#" in iri and iri.partition("#")[0] in subjects)


def _rows(store: Store, name: str, parameter: str, iris: Sequence[str]) -> Iterable[Row]:
    for start in range(0, len(iris), BATCH):
        yield from store.select(query(name).text, {parameter: [NamedNode(iri) for iri in iris[start : start + BATCH]]})


def _statements(store: Store, name: str, parameter: str, variable: str, iris: Sequence[str]) -> list[Triple]:
    rows = _rows(store, name, parameter, iris)
    return [Triple(row[variable], row["property"], row["value"]) for row in rows]  # type: ignore[arg-type]


def serialise(triples: Sequence[Triple], syntax: Syntax) -> bytes:
    """Triples in a syntax, with those prefixes of the namespace table that they use; JSON-LD with its own context."""
    if syntax.name == "jsonld":
        return jsonld.document(triples)
    items = [ox.Quad(t.subject, t.predicate, t.object) for t in triples] if syntax.named else list(triples)
    written = ox.serialize(items, format=syntax.format, prefixes=_prefixes(triples))
    return _in_order(written or b"")


def write(store: Store, syntax: Syntax, output: Path) -> int:
    """Everything in the store into a file, sorted; named graphs are kept where the syntax has them.

    Returns how many triples or quads there are.
    """
    quads = sorted(store.quads(), key=str)
    items: Sequence[Triple | ox.Quad] = quads
    if not syntax.named:
        items = list(dict.fromkeys(Triple(quad.subject, quad.predicate, quad.object) for quad in quads))
    written = ox.serialize(items, format=syntax.format, prefixes=dict(NAMESPACES))  # type: ignore[arg-type]
    output.write_bytes(_in_order(written or b""))
    return len(items)


def _prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """The prefixes of the namespaces in which the IRIs of triples lie."""
    used = {iri for triple in triples for iri in _iris(triple)}
    return {name: space for name, space in NAMESPACES.items() if any(iri.startswith(space) for iri in used)}


def _iris(triple: Triple) -> Iterator[str]:
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, NamedNode):
            yield term.value
        elif isinstance(term, ox.Literal):
            yield term.datatype.value


def _in_order(written: bytes) -> bytes:
    """The document with its prefixes sorted: the engine declares them in an order that changes from run to run."""
    if written.startswith(b"@prefix"):
        lines = written.split(b"\n")
        count = next(n for n, line in enumerate(lines) if not line.startswith(b"@prefix"))
        return b"\n".join([*sorted(lines[:count]), *lines[count:]])
    if opening := re.search(rb"<rdf:RDF( [^>]*)>", written):
        names = re.findall(rb' [\w:.-]+="[^"]*"', opening[1])
        return written.replace(opening[0], b"<rdf:RDF" + b"".join(sorted(names)) + b">", 1)
    return written
