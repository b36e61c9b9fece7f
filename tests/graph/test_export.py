"""RDF out of a store: descriptions, syntaxes, and the whole, the same bytes each time."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import jsonld
from graph.export import SYNTAXES, describe, serialise, write
from graph.store import Literal, NamedNode, Triple
from ontology.namespaces import expand
from tests.graph.conftest import Real

IRIS = st.sampled_from(
    [NamedNode(f"https://w3id.org/policygraph/id/{tail}") for tail in ("zone/a", "zone/b", "date/2024_2025", "x/y%20z")]
)
PROPERTIES = st.sampled_from(
    [NamedNode(expand(name)) for name in (
        "rdf:type", "skos:prefLabel", "skos:altLabel", "skos:note", "pg:type", "pg:topic", "pg:indicator", "pg:start",
        "pg:value", "pg:anchor", "pg:earliest", "pg:supports", "pg:inferred", "rdfs:seeAlso",
    )]
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
LITERALS = (
    st.builds(Literal, TEXT)
    | st.builds(lambda text, tag: Literal(text, language=tag), TEXT, st.sampled_from(["zh-hans", "en"]))
    | st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(expand(kind))),
        st.sampled_from(["1", "4.25", "2024-05-01", "true", "x"]),
        st.sampled_from(["xsd:integer", "xsd:decimal", "xsd:date", "xsd:boolean"]),
    )
)
CLASSES = st.sampled_from([NamedNode(expand(name)) for name in ("pg:Zone", "skos:Concept", "pg:Evidence")])


def triples() -> st.SearchStrategy[list[Triple]]:
    """Triples of every shape that the graph has, and of shapes that it might get."""
    typed = st.builds(lambda subject, cls: Triple(subject, NamedNode(expand("rdf:type")), cls), IRIS, CLASSES)
    stated = st.builds(Triple, IRIS, PROPERTIES.filter(lambda item: not item.value.endswith("#type")), IRIS | LITERALS)
    return st.lists(typed | stated, max_size=12)


@given(found=triples())
def test_json_ld_reads_back_as_what_it_was_made_from(found: list[Triple]) -> None:
    back = {quad.triple for quad in ox.parse(jsonld.document(found), format=ox.RdfFormat.JSON_LD)}
    assert back == set(found)


@pytest.mark.parametrize("name", SYNTAXES)
def test_each_syntax_reads_back_and_is_the_same_each_time(real: Real, name: str) -> None:
    syntax, iris = SYNTAXES[name], real.catalogue.iris
    found = describe(real.store, iris, [iris.entity("instrument", "vats-opening-pilot-notice")])
    written = serialise(found, syntax)
    assert {quad.triple for quad in ox.parse(written, format=syntax.format)} == set(found)
    assert {serialise(found, syntax) for _ in range(5)} == {written}


def test_a_description_holds_parts_evidence_and_names_and_nothing_of_others(real: Real) -> None:
    iris = real.catalogue.iris
    measure = iris.entity("measure", "vats-foreign-equity-cap-removal")
    found = describe(real.store, iris, [measure])
    subjects = {item.subject.value for item in found if isinstance(item.subject, NamedNode)}
    full = {item.partition("#")[0] for item in subjects}
    assert measure in full
    assert any("/applicability/vats-foreign-equity-cap-removal-lingang" in item for item in full)
    evidence = {item.subject for item in found if item.predicate.value == expand("pg:evidenceOf")}
    assert evidence
    named = {expand(name) for name in ("skos:prefLabel", "pg:edtf", "pg:earliest", "pg:latest", "pg:precision")}
    for item in found:
        assert isinstance(item.subject, NamedNode)
        entity = item.subject.value.partition("#")[0]
        if entity != measure and "/applicability/" not in entity:
            assert item.predicate.value in named, item


def test_nothing_is_described_of_what_is_not_there(real: Real) -> None:
    assert describe(real.store, real.catalogue.iris, [real.catalogue.iris.entity("zone", "nowhere")]) == []


def test_several_entities_are_described_as_each_alone(real: Real) -> None:
    iris = real.catalogue.iris
    both = [iris.entity("zone", "lingang"), iris.entity("zone", "tianjin-ftz")]
    alone = {triple for one in both for triple in describe(real.store, iris, [one])}
    assert set(describe(real.store, iris, both)) == alone


@pytest.mark.parametrize("name", ["nquads", "turtle"])
def test_the_whole_reads_back(real: Real, tmp_path: Path, name: str) -> None:
    syntax, file = SYNTAXES[name], tmp_path / "whole"
    count = write(real.store, syntax, file)
    back = list(ox.parse(path=str(file), format=syntax.format))
    assert len(back) == count
    if syntax.named:
        assert set(back) == set(real.store.quads())
    else:
        assert {quad.triple for quad in back} == {quad.triple for quad in real.store.quads()}


def test_prefixes_are_in_order_and_only_those_used(real: Real) -> None:
    iris = real.catalogue.iris
    page = serialise(describe(real.store, iris, [iris.entity("date", "2024-05")]), SYNTAXES["turtle"]).decode()
    prefixes = [line for line in page.splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert not any("qb:" in line for line in prefixes)


def test_json_ld_refuses_what_the_graph_never_has() -> None:
    blank = Triple(ox.BlankNode("x"), NamedNode(expand("skos:note")), Literal("y"))
    with pytest.raises(TypeError, match="IRIs"):
        jsonld.document([blank])
