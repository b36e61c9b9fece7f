"""What SKOS implies of a vocabulary, said in full: inverses of stated links, and the top concepts of each scheme.

Authors state one direction; readers and tools find both. Source: SKOS Reference, sections 8 and 10.
"""

from collections.abc import Iterator
from typing import Final

from rdflib import Graph
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

Triple = tuple[Node, Node, Node]

INVERSES: Final = (
    (SKOS.broader, SKOS.narrower),
    (SKOS.narrower, SKOS.broader),
    (SKOS.broadMatch, SKOS.narrowMatch),
    (SKOS.narrowMatch, SKOS.broadMatch),
    (SKOS.related, SKOS.related),
    (SKOS.relatedMatch, SKOS.relatedMatch),
    (SKOS.closeMatch, SKOS.closeMatch),
    (SKOS.exactMatch, SKOS.exactMatch),
)


def complete(graph: Graph) -> Graph:
    """The graph with what SKOS implies of it added; the graph given is left as it is."""
    whole = Graph(bind_namespaces="none")
    for triple in graph:
        whole.add(triple)
    for triple in list(_inverses(graph)):
        whole.add(triple)
    for triple in list(_tops(whole)):
        whole.add(triple)
    return whole


def _inverses(graph: Graph) -> Iterator[Triple]:
    for predicate, inverse in INVERSES:
        for subject, target in graph.subject_objects(predicate):
            yield target, inverse, subject


def _tops(graph: Graph) -> Iterator[Triple]:
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        if (concept, SKOS.broader, None) not in graph:
            for scheme in graph.objects(concept, SKOS.inScheme):
                yield concept, SKOS.topConceptOf, scheme
