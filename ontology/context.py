"""The JSON-LD context of our terms, made from the ontology so that the two cannot drift apart."""

import json
from typing import Final, TypeAlias

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from ontology.namespaces import NAMESPACES, PG, shorten

Entry: TypeAlias = "str | dict[str, str | list[str]]"

WORDS: Final[dict[str, Entry]] = {
    "id": "@id",
    "label": {"@id": "skos:prefLabel", "@container": "@language"},
    "alt": {"@id": "skos:altLabel", "@container": ["@language", "@set"]},
    "note": {"@id": "skos:note", "@container": ["@language", "@set"]},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "scopeNote": {"@id": "skos:scopeNote", "@container": "@language"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "narrower": {"@id": "skos:narrower", "@type": "@id"},
    "subOrganizationOf": {"@id": "org:subOrganizationOf", "@type": "@id"},
}


def context(ontology: Graph) -> str:
    """The context document, as sorted JSON text: prefixes, words of SKOS, then every class and property of ours."""
    entries: dict[str, Entry] = {"@version": "1.1", **dict(sorted(NAMESPACES.items())), **WORDS}
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for iri in sorted(str(term) for term in ontology.subjects(RDF.type, kind)):
            if iri.startswith(PG):
                entries[iri.removeprefix(PG)] = _entry(ontology, URIRef(iri), kind)
    text = json.dumps({"@context": entries}, ensure_ascii=False, indent=2)
    # JSON-LD wants the version as a number, and no other value of a context is one.
    return text.replace('"@version": "1.1"', '"@version": 1.1') + "\n"


def _entry(ontology: Graph, term: Node, kind: Node) -> Entry:
    name = shorten(str(term)) or str(term)
    if kind == OWL.Class:
        return name
    if kind == OWL.ObjectProperty:
        return {"@id": name, "@type": "@id"}
    datatype = ontology.value(term, RDFS.range)
    if datatype is None or datatype == XSD.string:
        return {"@id": name}
    return {"@id": name, "@type": shorten(str(datatype)) or str(datatype)}
