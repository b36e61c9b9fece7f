"""What SKOS implies is said in full, and nothing else."""

from rdflib import Graph
from rdflib.namespace import SKOS

from ontology.completion import complete
from ontology.namespaces import NAMESPACES

HEAD = "".join(f"PREFIX {prefix}: <{NAMESPACES[prefix]}>\n" for prefix in ("skos", "concept"))


def completed(text: str) -> Graph:
    return complete(Graph().parse(data=HEAD + text, format="turtle"))


def ask(graph: Graph, pattern: str) -> bool:
    return bool(graph.query(f"{HEAD} ASK {{ {pattern} }}").askAnswer)


def test_broader_has_its_narrower_and_the_top_is_top() -> None:
    graph = completed(
        "concept:a a skos:Concept ; skos:inScheme concept:s ."
        "concept:b a skos:Concept ; skos:inScheme concept:s ; skos:broader concept:a ."
    )
    assert ask(graph, "concept:a skos:narrower concept:b ; skos:topConceptOf concept:s")
    assert not ask(graph, "concept:b skos:topConceptOf concept:s")


def test_a_concept_stated_only_as_narrower_is_not_top() -> None:
    graph = completed("concept:a skos:narrower concept:b . concept:b a skos:Concept ; skos:inScheme concept:s .")
    assert ask(graph, "concept:b skos:broader concept:a")
    assert not ask(graph, "concept:b skos:topConceptOf concept:s")


def test_matches_hold_both_ways() -> None:
    graph = completed("concept:a skos:closeMatch concept:b ; skos:broadMatch concept:c .")
    assert ask(graph, "concept:b skos:closeMatch concept:a")
    assert ask(graph, "concept:c skos:narrowMatch concept:a")


def test_completing_twice_adds_nothing_and_the_given_graph_is_left_alone() -> None:
    given = Graph().parse(data=HEAD + "concept:a skos:related concept:b .", format="turtle")
    once = complete(given)
    assert len(given) == 1
    assert set(complete(once)) == set(once)
    assert len(list(once.triples((None, SKOS.related, None)))) == 2
