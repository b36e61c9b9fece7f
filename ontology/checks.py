"""What must hold of the ontology's own files; each check yields one line a fault."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyshacl import validate
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, GEO, ORG, OWL, PROV, QB, RDF, RDFS, SH, SKOS, TIME, VOID, XSD
from rdflib.term import Node

from ontology.namespaces import BASE, NAMESPACES, PG, shorten

OURS: Final = (PG, *(NAMESPACES[prefix] for prefix in ("concept", "indicator", "topic", "shape")))
"""Where every IRI must be defined in the ontology. Passages and entities are defined by the data."""

CLOSED: Final = (DCAT, DCTERMS, FOAF, GEO, ORG, OWL, PROV, QB, RDF, RDFS, SH, SKOS, TIME, VOID, XSD)

LOOKED_UP: Final = frozenset(
    {
        "eli:LegalResource", "eli:date_applicability", "eli:date_document", "eli:date_no_longer_in_force",
        "eli:date_publication", "eli:first_date_entry_in_force", "eli:passed_by", "eli:type_document",
        "oa:SpecificResource", "oa:end", "oa:exact", "oa:hasSource", "oa:start",
        "sdmx-attribute:obsStatus", "sdmx-attribute:unitMeasure", "sdmx-concept:obsValue", "sdmx-concept:refArea",
        "sdmx-concept:refPeriod", "sdmx-concept:unitMeasure", "sdmx-dimension:refArea", "sdmx-dimension:refPeriod",
        "sdmx-measure:obsValue",
    }
)  # fmt: skip
"""Terms of vocabularies that rdflib does not carry, looked up in the vocabularies themselves."""

_PREFIX = re.compile(r"(?im)^\s*PREFIX\s+([\w-]*):\s*<([^>]*)>")
_IRI = re.compile(r"<([^<>\s]*)>")
_NAME = re.compile(r"(?<![\w<:/#])([A-Za-z][\w-]*):([\w][\w.-]*)")
_COMMENT = re.compile(r"(?m)(^|\s)#.*$")


def iris(graph: Graph) -> frozenset[str]:
    """Every IRI that stands in a graph, datatypes too."""
    found = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    found |= {str(term.datatype) for term in graph.objects() if isinstance(term, Literal) and term.datatype}
    return frozenset(found)


def iris_of_query(text: str) -> frozenset[str]:
    """Every IRI that a SPARQL query names, in full or by one of its own prefixes; comments are left out."""
    body = _COMMENT.sub(" ", _PREFIX.sub(" ", text))
    prefixes = dict(_PREFIX.findall(text))
    full = set(_IRI.findall(body))
    names = {prefixes[prefix] + local.rstrip(".") for prefix, local in _NAME.findall(body) if prefix in prefixes}
    return frozenset(full | names)


def undefined(used: Iterable[str], defined: Iterable[str]) -> Iterator[str]:
    """IRIs of our namespaces that nothing defines."""
    for iri in sorted(set(used) - set(defined)):
        if iri.startswith(OURS) and iri not in OURS:
            yield f"{shorten(iri)} is used and not defined"


def unknown_standard_terms(used: Iterable[str]) -> Iterator[str]:
    """Terms of standard vocabularies that those vocabularies do not have."""
    for iri in sorted(used):
        name = shorten(iri)
        space = next((space for space in CLOSED if iri.startswith(str(space))), None)
        if name is None or name in LOOKED_UP or iri.startswith(BASE):
            continue
        if space is None:
            yield f"{name} is of a vocabulary that is not looked up: add it to LOOKED_UP once it is"
        elif URIRef(iri) not in space:
            yield f"{name} is no term of its vocabulary"


def described_twice(files: Mapping[str, Graph]) -> Iterator[str]:
    """Terms and concepts that more than one file describes: a slug is given once over all schemes."""
    where: defaultdict[Node, list[str]] = defaultdict(list)
    for name, graph in files.items():
        for subject in set(graph.subjects(RDF.type)):
            where[subject].append(name)
    for subject, names in where.items():
        if isinstance(subject, URIRef) and len(names) > 1:
            yield f"{shorten(str(subject))} is described in {' and '.join(sorted(names))}"


def same_label(graph: Graph) -> Iterator[str]:
    """Two concepts of one scheme under one label: a second term for the same thing."""
    seen = Counter(
        (scheme, label)
        for concept, scheme in graph.subject_objects(SKOS.inScheme)
        for label in graph.objects(concept, SKOS.prefLabel)
    )
    for (scheme, label), count in sorted(seen.items(), key=str):
        if count > 1:
            yield f"{count} concepts of {shorten(str(scheme))} are called {str(label)!r}"


def local_name_differs(graph: Graph) -> Iterator[str]:
    """Concepts whose notation is not the last part of their IRI."""
    for concept, notation in graph.subject_objects(SKOS.notation):
        if str(concept).rsplit("/", 1)[-1] != str(notation):
            yield f"{shorten(str(concept))} has the notation {str(notation)!r}"


def blank_nodes(graph: Graph) -> Iterator[str]:
    """Blank nodes in what the store holds."""
    for node in sorted({node for node in graph.subjects() if isinstance(node, BNode)}):
        yield f"blank node {node}: the store holds none, give it an IRI"


def breaking_shapes(graph: Graph, shapes: Graph) -> Iterator[str]:
    """What breaks the shapes of the ontology itself, a line for each result."""
    passed, report, text = validate(graph, shacl_graph=shapes, inference="none", advanced=False)
    if passed:
        return
    if not isinstance(report, Graph):
        yield str(text)
        return
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, shape = report.value(result, SH.focusNode), report.value(result, SH.sourceShape)
        value = report.value(result, SH.value)
        found = f", found {shorten(str(value)) or value}" if value is not None else ""
        yield f"{shorten(str(focus)) or focus} breaks {shorten(str(shape)) or shape}{found}"
