"""The ontology defines everything that the model and the inferred graph say, with the right kind of property."""

from collections.abc import Iterator
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, SKOS

from graph import applicability, inferred, model
from graph.schema import Field, fields_of
from ontology.namespaces import PG, data_files, expand

# A single part of these is said of the entity itself, so they have no class and no property of their own.
FLAT = (model.Dates, model.Validity, model.AltLabel, model.Label)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    whole = Graph()
    for file in data_files():
        whole.parse(data=file.read_text("utf-8"), format="turtle")
    return whole


def parts() -> Iterator[type]:
    """Every record class and every class of a part of one."""
    pending: list[type] = list(model.RECORDS)
    seen: set[type] = set()
    while pending:
        cls = pending.pop()
        if cls not in seen:
            seen.add(cls)
            yield cls
            pending += [field.nested for field in fields_of(cls) if field.nested]


def own_fields() -> Iterator[tuple[type, Field]]:
    for cls in parts():
        if cls in (model.Label, model.AltLabel):
            continue
        for field in fields_of(cls):
            flat = field.nested in FLAT and not field.many
            if not flat and expand(field.term).startswith(PG):
                yield cls, field


def test_every_class_of_the_model_is_a_class_of_the_ontology(ontology: Graph) -> None:
    names = [cls.__name__ for cls in parts() if cls not in FLAT]
    missing = [name for name in names if (URIRef(PG + name), RDF.type, OWL.Class) not in ontology]
    assert len(names) >= len(model.RECORDS)
    assert missing == []


def test_every_field_of_the_model_is_a_property_of_its_kind(ontology: Graph) -> None:
    linking = {"ref", "date", "code", "nested"}
    wrong = [
        f"{cls.__name__}.{field.name}"
        for cls, field in own_fields()
        if (
            URIRef(expand(field.term)),
            RDF.type,
            OWL.ObjectProperty if field.shape in linking else OWL.DatatypeProperty,
        )
        not in ontology
    ]
    assert wrong == []


def test_every_property_of_the_inferred_graph_is_defined(ontology: Graph) -> None:
    assert [name for name in inferred.TERMS if (URIRef(PG + name), RDF.type, None) not in ontology] == []


def concept_words() -> Iterator[tuple[str, str]]:
    """Every word that the model allows in a closed list, with where."""
    for cls in parts():
        hints = get_type_hints(cls)
        for field in fields_of(cls):
            if field.shape == "code":
                hint = hints[field.name]
                options = hint if get_origin(hint) is Literal else next(h for h in get_args(hint) if get_args(h))
                yield from ((f"{cls.__name__}.{field.name}", word) for word in get_args(options))
    yield from (("Reason", word) for word in get_args(applicability.Reason))
    yield from (("FromBasis", word) for word in get_args(model.FromBasis))
    yield from (("Basis", word) for word in get_args(model.Basis))


def test_every_word_of_a_closed_list_is_a_concept(ontology: Graph) -> None:
    words = list(concept_words())
    missing = [
        (where, word)
        for where, word in words
        if (URIRef(expand(f"concept:{word}")), RDF.type, SKOS.Concept) not in ontology
    ]
    assert len(words) > 60
    assert missing == []


def test_every_scheme_that_the_model_names_has_concepts(ontology: Graph) -> None:
    schemes = {field.ref.scheme for _, field in own_fields() if field.ref and field.ref.scheme}
    known = {
        str(name) for scheme, name in ontology.subject_objects(URIRef(expand("pg:schemeId")))
        if (None, SKOS.inScheme, scheme) in ontology
    }  # fmt: skip
    assert len(schemes) > 8
    assert schemes - known == set()
