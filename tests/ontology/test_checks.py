"""Each check of the ontology on a small graph: what it finds, and what it lets pass."""

from rdflib import Graph

from ontology import checks
from ontology.namespaces import NAMESPACES, expand

HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in NAMESPACES.items())


def graph(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


def test_a_term_of_ours_that_nothing_defines_is_found() -> None:
    used = {expand("pg:issuedBy"), expand("pg:place"), expand("concept:hole"), expand("skos:note")}
    assert list(checks.undefined(used, {expand("pg:place")})) == [
        "concept:hole is used and not defined",
        "pg:issuedBy is used and not defined",
    ]


def test_entities_and_passages_are_not_for_the_ontology_to_define() -> None:
    used = {expand("passage:mofcom-2021-p9"), "https://w3id.org/policygraph/id/zone/lingang"}
    assert list(checks.undefined(used, set())) == []


def test_a_misspelt_standard_term_is_found() -> None:
    used = {expand("skos:preferredLabel"), expand("skos:prefLabel"), expand("prov:Entity")}
    assert list(checks.unknown_standard_terms(used)) == ["skos:preferredLabel is no term of its vocabulary"]


def test_a_term_of_a_vocabulary_that_nobody_looked_up_is_found() -> None:
    used = {expand("eli:Territory"), expand("eli:LegalResource")}
    (found,) = checks.unknown_standard_terms(used)
    assert found.startswith("eli:Territory is of a vocabulary that is not looked up")


def test_datatypes_are_iris_of_a_graph_too() -> None:
    assert expand("xsd:dat") in checks.iris(graph('pg:a pg:b "2024-05-01"^^xsd:dat .'))


def test_a_slug_given_in_two_files_is_found() -> None:
    files = {"one.ttl": graph("concept:a a skos:Concept ."), "two.ttl": graph("concept:a a skos:Concept .")}
    assert list(checks.described_twice(files)) == ["concept:a is described in one.ttl and two.ttl"]
    files["two.ttl"] = graph("concept:b a skos:Concept ; skos:broader concept:a .")
    assert list(checks.described_twice(files)) == []


def test_a_second_term_for_the_same_thing_is_found() -> None:
    both = (
        'concept:a skos:inScheme concept:s ; skos:prefLabel "整体"@zh-Hans .'
        'concept:b skos:inScheme {scheme} ; skos:prefLabel "整体"@zh-Hans .'
    )
    assert list(checks.same_label(graph(both.replace("{scheme}", "concept:s")))) == [
        "2 concepts of concept:s are called '整体'"
    ]
    assert list(checks.same_label(graph(both.replace("{scheme}", "concept:t")))) == []


def test_a_notation_that_is_not_the_slug_is_found() -> None:
    found = checks.local_name_differs(graph('concept:usd skos:notation "eur" . concept:eur skos:notation "eur" .'))
    assert list(found) == ["concept:usd has the notation 'eur'"]


def test_a_blank_node_is_found() -> None:
    assert len(list(checks.blank_nodes(graph("concept:a skos:note [ skos:note 'b' ] .")))) == 1
    assert list(checks.blank_nodes(graph("concept:a skos:note 'b' ."))) == []


def test_a_broken_shape_is_told_with_what_was_found() -> None:
    shapes = graph(
        "shape:S a sh:NodeShape ; sh:targetClass pg:Zone ; sh:property shape:S-p ."
        "shape:S-p sh:path pg:p ; sh:class pg:Q ."
    )
    assert list(checks.breaking_shapes(graph("pg:z a pg:Zone ; pg:p pg:y ."), shapes)) == [
        "pg:z breaks shape:S-p, found pg:y"
    ]
    assert list(checks.breaking_shapes(graph("pg:z a pg:Zone ."), shapes)) == []


def test_a_query_names_iris_in_full_and_by_its_own_prefixes_but_not_in_comments() -> None:
    text = (
        "# question: what is pg:notATerm\nPREFIX pg: <https://w3id.org/policygraph/ontology#>\n"
        "SELECT * { ?s pg:place ?o ; <urn:full> $place . } # pg:norThis"
    )
    assert checks.iris_of_query(text) == {expand("pg:place"), "urn:full"}
