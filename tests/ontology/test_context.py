"""The JSON-LD context: what it says of our terms gives back the RDF that they mean."""

import json

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS, XSD

from ontology.context import context
from ontology.namespaces import CONTEXT, expand, resource

NOTICE = "https://w3id.org/policygraph/id/instrument/notice"
MAY = "https://w3id.org/policygraph/id/date/2024-05"
DOCUMENT = {
    "id": NOTICE,
    "@type": "Instrument",
    "label": {"zh-Hans": "通知", "en": "Notice"},
    "issuerCount": 17,
    "published": MAY,
    "earliest": "2024-05-01",
}


def test_the_committed_context_is_the_one_made_from_the_ontology() -> None:
    ontology = Graph().parse(data=resource("policygraph.ttl").read_text("utf-8"), format="turtle")
    assert resource(CONTEXT).read_text("utf-8") == context(ontology)


def test_a_document_in_our_words_is_read_as_our_terms() -> None:
    whole = json.loads(resource(CONTEXT).read_text("utf-8")) | DOCUMENT
    triples = (quad.triple for quad in ox.parse(json.dumps(whole), format=ox.RdfFormat.JSON_LD))
    graph = Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    notice = URIRef(NOTICE)
    assert (notice, URIRef(expand("rdf:type")), URIRef(expand("pg:Instrument"))) in graph
    assert (notice, SKOS.prefLabel, Literal("通知", lang="zh-Hans")) in graph
    assert (notice, URIRef(expand("pg:issuerCount")), Literal(17)) in graph
    assert (notice, URIRef(expand("pg:published")), URIRef(MAY)) in graph
    assert (notice, URIRef(expand("pg:earliest")), Literal("2024-05-01", datatype=XSD.date)) in graph


def test_every_property_of_the_ontology_has_a_word() -> None:
    words = json.loads(resource(CONTEXT).read_text("utf-8"))["@context"]
    ontology = Graph().parse(data=resource("policygraph.ttl").read_text("utf-8"), format="turtle")
    for kind in ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty"):
        for term in ontology.subjects(URIRef(expand("rdf:type")), URIRef(expand(kind))):
            assert str(term).rpartition("#")[2] in words
