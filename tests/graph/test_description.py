"""The description of the dataset agrees with what SPARQL counts in it."""

from graph.description import GRAPH, LICENCE
from graph.iris import Iris
from ontology.namespaces import NAMESPACES
from tests.graph.conftest import Real

IRIS = Iris()
PREFIXES = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in NAMESPACES.items())
WHOLE = f"<{IRIS.dataset()}>"
OWN = f"<{IRIS.graph(GRAPH)}>"


def pairs(real: Real, query: str) -> dict[str, str]:
    """Rows of ``?key ?value``."""
    return {row["key"].value: row["value"].value for row in real.store.select(PREFIXES + query)}


def test_each_named_graph_is_described_with_its_size(real: Real) -> None:
    stated = pairs(real, f"SELECT ?key ?value {{ {WHOLE} void:subset ?key . ?key void:triples ?value }}")
    counted = pairs(real, "SELECT ?key (COUNT(*) AS ?value) { GRAPH ?key { ?s ?p ?o } } GROUP BY ?key")
    counted.pop(IRIS.graph(GRAPH))
    assert stated == counted
    assert pairs(real, f"SELECT ?key ?value {{ BIND({WHOLE} AS ?key) ?key void:triples ?value }}") == {
        IRIS.dataset(): str(sum(map(int, counted.values())))
    }


def test_each_property_is_described_with_the_number_of_its_triples(real: Real) -> None:
    part = f"{WHOLE} void:propertyPartition ?part . ?part void:property ?key ; void:triples ?value"
    stated = pairs(real, f"SELECT ?key ?value {{ {part} }}")
    counted = pairs(
        real,
        f"SELECT ?key (COUNT(*) AS ?value) {{ GRAPH ?g {{ ?s ?key ?o }} FILTER(?g != {OWN}) }} GROUP BY ?key",
    )
    assert stated == counted
    assert len(stated) > 100


def test_each_class_is_described_with_the_number_of_its_members(real: Real) -> None:
    stated = pairs(
        real,
        f"SELECT ?key ?value {{ {WHOLE} void:classPartition ?part . ?part void:class ?key ; void:entities ?value }}",
    )
    counted = pairs(
        real,
        f"SELECT ?key (COUNT(DISTINCT ?s) AS ?value) {{ GRAPH ?g {{ ?s a ?key }} FILTER(?g != {OWN}) }} GROUP BY ?key",
    )
    assert stated == counted
    assert {"pg:Measure", "pg:AppliesTo", "qb:Observation"} <= {_short(name) for name in stated}


def _short(iri: str) -> str:
    return next(f"{prefix}:{iri.removeprefix(space)}" for prefix, space in NAMESPACES.items() if iri.startswith(space))


def test_the_whole_and_every_graph_have_a_title_and_a_licence(real: Real) -> None:
    nodes = pairs(real, "SELECT ?key ?value { ?key a pg:Dataset ; dcterms:license ?value ; dcterms:title ?title }")
    graphs = pairs(real, f"SELECT ?key ?value {{ {WHOLE} void:subset ?key . BIND(1 AS ?value) }}")
    assert nodes == dict.fromkeys([IRIS.dataset(), *graphs], LICENCE)


def test_a_graph_says_what_it_derives_from(real: Real) -> None:
    query = f"SELECT ?key ?value {{ GRAPH {OWN} {{ ?value prov:wasDerivedFrom ?key }} }}"
    origins = real.store.select(f"{PREFIXES} {query}")
    found: dict[str, set[str]] = {}
    for row in origins:
        found.setdefault(row["value"].value, set()).add(row["key"].value)
    sources = {*real.corpus.reports(), *(source.id for source in real.corpus.loaded.sources)}
    assert found[IRIS.graph("mofcom-2024")] == {IRIS.entity("report", "mofcom-2024")}
    assert found[IRIS.graph("inferred")] == {IRIS.graph(source) for source in sources}
    assert found[IRIS.graph("cube")] == {IRIS.graph(report) for report in real.corpus.reports()}
    assert {IRIS.graph(source) for source in sources} <= found.keys()


def test_the_version_is_not_in_the_quads_it_is_the_hash_of(real: Real) -> None:
    assert not any("dcat#version" in line for line in real.lines)
