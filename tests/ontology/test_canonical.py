"""The canonical form: one spelling, the same graph, and an error where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic

from ontology.canonical import canonical, canonical_text
from ontology.namespaces import DATA_FILES, resource

NESTED = """
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
<urn:s> a sh:NodeShape ;
  sh:or ( [ sh:class pg:Zone ] [ sh:class pg:Area ; sh:minCount 2 ] ) ;
  sh:in ( "a" 1 true () ) ;
  sh:property [ sh:path [ sh:inversePath pg:place ] ; sh:message "两行\\n\\"引号\\""@zh-Hans, "two"@en ] ,
    [ sh:path pg:at ] .
[] sh:path pg:via .
"""

names = st.sampled_from([URIRef(f"urn:{letter}") for letter in "abcde"])
literals = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(Literal),
    st.integers().map(Literal),
    st.booleans().map(Literal),
    st.tuples(st.text(alphabet="措施\"\\\n' a", max_size=8), st.sampled_from(["en", "zh-Hans"])).map(
        lambda pair: Literal(pair[0], lang=pair[1])
    ),
)


def parsed(text: str) -> Graph:
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")


def test_nested_blank_nodes_and_lists_stay_the_same_graph() -> None:
    assert isomorphic(parsed(canonical_text(NESTED)), parsed(NESTED))


def test_the_canonical_form_of_the_canonical_form_is_itself() -> None:
    once = canonical_text(NESTED)
    assert canonical_text(once) == once


@given(st.lists(st.tuples(names, names, st.one_of(names, literals)), max_size=12))
def test_any_order_of_triples_has_one_form_and_loses_nothing(triples: list[tuple[URIRef, URIRef, URIRef]]) -> None:
    graph, backwards = Graph(bind_namespaces="none"), Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(triple)
    for triple in reversed(triples):
        backwards.add(triple)
    assert canonical(graph) == canonical(backwards)
    assert isomorphic(parsed(canonical(graph)), graph)


def test_only_prefixes_that_are_used_are_declared() -> None:
    text = canonical_text('PREFIX pg: <https://w3id.org/policygraph/ontology#> <urn:a> pg:edtf "2024" .')
    assert text.startswith("PREFIX pg: <https://w3id.org/policygraph/ontology#>\n\n<urn:a>")


def test_a_shared_blank_node_is_an_error() -> None:
    with pytest.raises(ValueError, match="used more than once"):
        canonical_text("<urn:a> <urn:p> _:x . <urn:b> <urn:p> _:x .")


def test_blank_nodes_in_a_cycle_are_an_error() -> None:
    with pytest.raises(ValueError, match="cycle"):
        canonical_text("_:x <urn:p> _:y . _:y <urn:p> _:x .")


@pytest.mark.parametrize("name", DATA_FILES)
def test_the_files_of_the_ontology_lose_nothing_in_their_canonical_form(name: str) -> None:
    text = resource(name).read_text("utf-8")
    assert set(parsed(canonical_text(text))) == set(parsed(text))
