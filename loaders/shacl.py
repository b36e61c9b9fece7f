"""SHACL over the dataset's own statements: shapes of the ontology, every violation reported."""

import pyoxigraph as ox
from pyshacl import validate
from rdflib import Graph

from graph.errors import PolicyGraphError
from graph.inferred import GRAPH
from graph.iris import Iris
from ontology.namespaces import SHAPES, resource


class DoesNotConform(PolicyGraphError):
    """Quads that break a shape; the text is the validation report."""


def conforms(quads: bytes, iris: Iris) -> None:
    """Raise DoesNotConform with the report if the dataset breaks a shape. The inferred graph is ours and left out."""
    inferred = iris.graph(GRAPH)
    triples = (
        quad.triple
        for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)
        if not (isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value == inferred)
    )
    data = Graph()
    data.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    shapes = Graph()
    shapes.parse(data=resource(SHAPES).read_bytes(), format="turtle")
    passed, _, report = validate(data, shacl_graph=shapes, advanced=False, inference="none")
    if not passed:
        raise DoesNotConform(str(report))
