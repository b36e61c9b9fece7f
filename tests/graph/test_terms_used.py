"""No term without use and no use without a term: the ontology against the quads of the real data."""

import re

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from graph import inferred
from graph.iris import Iris
from graph.model import RECORDS
from graph.schema import Field, fields_of
from ontology.namespaces import PG, data_files, expand
from tests.graph.conftest import Real

VOCABULARIES = ("concept", "topic", "indicator")
OURS = re.compile(rf"<({re.escape(PG)}\w+|https://w3id\.org/policygraph/id/(?:{'|'.join(VOCABULARIES)})/[^>#]+)>")
ONTOLOGY_GRAPH = f"<{Iris().graph('ontology')}> ."


@pytest.fixture(scope="module")
def ontology() -> Graph:
    whole = Graph()
    for file in data_files():
        whole.parse(data=file.read_text("utf-8"), format="turtle")
    return whole


@pytest.fixture(scope="module")
def used(real: Real) -> frozenset[str]:
    """The terms of ours that quads outside of the ontology's own graph name."""
    return frozenset(
        term
        for line in real.lines
        if not line.endswith(ONTOLOGY_GRAPH)
        for term in OURS.findall(line.rsplit(" ", 2)[0])
    )


def terms_of(cls: type) -> set[str]:
    """What records of a class may state, though no record may do so now: an end of force, an unmet class."""

    def parts(field: Field) -> set[str]:
        return {expand(field.term)} | (terms_of(field.nested) if field.nested else set())

    return {term for field in fields_of(cls) for term in parts(field)}


def test_every_term_that_the_dataset_names_is_defined(ontology: Graph, used: frozenset[str]) -> None:
    assert [term for term in sorted(used) if (URIRef(term), RDF.type, None) not in ontology] == []
    assert len(used) > 300


def test_every_class_and_property_is_used(ontology: Graph, used: frozenset[str]) -> None:
    defined = {
        str(term)
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in ontology.subjects(RDF.type, kind)
        if str(term).startswith(PG)
    }
    in_ontology = {
        str(term)
        for triple in ontology
        for term in triple
        if isinstance(term, URIRef) and (term != triple[0]) and str(term).startswith(PG)
    }
    statable = {term for cls in RECORDS for term in terms_of(cls)} | {PG + name for name in inferred.TERMS}
    assert sorted(defined - used - in_ontology - statable) == []
    assert len(defined) > 100


def test_every_part_of_the_structure_of_figures_is_one_of_its_components(ontology: Graph) -> None:
    parts = set(ontology.subjects(RDF.type, URIRef(expand("qb:ComponentSpecification"))))
    assert parts == set(ontology.objects(URIRef(expand("pg:observationStructure")), URIRef(expand("qb:component"))))
    properties = {term for part in parts for term in ontology.objects(part, URIRef(expand("qb:componentProperty")))}
    assert len(properties) == len(parts)
