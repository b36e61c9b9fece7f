"""The figures are a well-formed Data Cube: the W3C's integrity constraints hold, and each finds what breaks it.

IC-7 to IC-10 and IC-18 are of slices and IC-15 to IC-17 of measure dimensions, IC-20 and IC-21 of hierarchical code
lists. The cube has none of them, which a test holds, so a small cube that has them shows what these constraints find.
Queries: ``integrity/ic-*.rq``; the small cube: ``integrity/small.trig``.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from graph.iris import Iris
from graph.model import Observation
from graph.store.memory import MemoryStore
from ontology.namespaces import NAMESPACES, expand
from tests.graph.conftest import Real

IRIS = Iris()
FOLDER = Path(__file__).parent / "integrity"
FILES = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.rq"))}
QUERIES = {name: query for name, query in FILES.items() if not name.endswith("-properties")}
SMALL = (FOLDER / "small.trig").read_text("utf-8")
TABLE = "mofcom-2024-table-1"
SETS = (
    "mofcom-2021-text", TABLE, "mofcom-2024-table-2", "mofcom-2024-table-3", "mofcom-2024-table-4",
    "mofcom-2024-table-5", "mofcom-2024-text",
)  # fmt: skip
CELL = f"<{IRIS.entity('observation', 'table-1-2019-goods-exports')}>"
DASH = IRIS.entity("observation", "table-4-2015-trade-growth")
PREFIXES = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in NAMESPACES.items())


def n(name: str) -> str:
    """An IRI as N-Quads write it."""
    return f"<{expand(name)}>"


def cube(lines: Sequence[str], name: str) -> list[str]:
    """The quads of a data set, its observations and the ontology; without the rest IC-12 is ten times as fast."""
    set_, ontology = f"<{IRIS.dataset(name)}>", f"<{IRIS.graph('ontology')}> ."
    linked = f" {n('qb:dataSet')} {set_} "
    members = {line.split(" ", 1)[0] for line in lines if linked in line}
    return [
        line
        for line in lines
        if line.startswith(f"{set_} ") or line.endswith(ontology) or line.split(" ", 1)[0] in members
    ]


def store(lines: Sequence[str]) -> MemoryStore:
    return MemoryStore("\n".join(lines).encode())


def broken(held: MemoryStore, constraint: str, name: str) -> bool:
    """Whether the W3C's query finds the constraint broken."""
    bindings = {"dataset": NamedNode(IRIS.dataset(name))} if constraint == "ic-12" else None
    return any(held.ask(query, bindings) for query in asked(held, constraint))


def asked(held: MemoryStore, constraint: str) -> list[str]:
    """The W3C's query, or its template with each property that the hierarchies have; none where there are none."""
    query = QUERIES[constraint]
    if f"{constraint}-properties" not in FILES:
        return [query]
    found = {row["p"].value for row in held.select(FILES[f"{constraint}-properties"])}
    return [query.replace("<$p>", f"<{iri}>") for iri in sorted(found)]


def rows(real: Real, query: str) -> list[dict[str, str]]:
    return [{key: term.value for key, term in row.items()} for row in real.store.select(PREFIXES + query)]


@pytest.mark.parametrize("constraint", [name for name in QUERIES if name != "ic-12"])
def test_the_whole_dataset_keeps_the_constraint(real: Real, constraint: str) -> None:
    assert not broken(real.store, constraint, "")


@pytest.mark.parametrize("name", SETS)
def test_no_two_observations_of_a_data_set_have_the_same_dimensions(real: Real, name: str) -> None:
    held = store(cube(real.lines, name))
    assert held.ask(f"{PREFIXES} ASK {{ ?one qb:dataSet <{IRIS.dataset(name)}> }}")
    assert not broken(held, "ic-12", name)


def without(*parts: str) -> Callable[[list[str]], list[str]]:
    """Takes away the quads that have all these parts."""
    return lambda lines: [line for line in lines if not all(part in line for part in parts)]


def added(*terms: str) -> Callable[[list[str]], list[str]]:
    """Adds one quad to the cube's graph."""
    return lambda lines: [*lines, f"{' '.join(terms)} <{IRIS.graph('cube')}> ."]


def coded_from_elsewhere(lines: list[str]) -> list[str]:
    level = f"{CELL} {n('pg:observationType')} {n('concept:level')}"
    return [line.replace(level, level.replace("concept/level", "concept/exact")) for line in lines]


def printed_twice(lines: list[str]) -> list[str]:
    copy = f"{CELL[:-1]}-again>"
    return [*lines, *(line.replace(CELL, copy, 1) for line in lines if line.startswith(f"{CELL} "))]


BREAKING = {
    "ic-01 without a data set": without(CELL, n("qb:dataSet")),
    "ic-01 in two data sets": added(CELL, n("qb:dataSet"), f"<{IRIS.dataset('other')}>"),
    "ic-02": without(n("qb:structure")),
    "ic-03": without(n("qb:componentProperty"), n("pg:value")),
    "ic-04": without(f"{n('pg:subject')} {n('rdfs:range')}"),
    "ic-05": without(f"{n('pg:observationType')} {n('qb:codeList')}"),
    "ic-06": added(n("pg:vintageComponent"), n("qb:componentRequired"), f'"false"^^{n("xsd:boolean")}'),
    "ic-11": without(CELL, n("pg:vintage")),
    "ic-11 unspecified left out": without(CELL, n("pg:counterpart")),
    "ic-12": printed_twice,
    "ic-13": without(CELL, n("pg:unit")),
    "ic-14": without(CELL, n("pg:value")),
    "ic-19": coded_from_elsewhere,
}


@pytest.mark.parametrize("case", BREAKING)
def test_the_constraint_finds_what_breaks_it(real: Real, case: str) -> None:
    constraint = case.partition(" ")[0]
    whole = cube(real.lines, TABLE)
    changed = BREAKING[case](whole)
    assert changed != whole
    assert not broken(store(whole), constraint, TABLE)
    assert broken(store(changed), constraint, TABLE)


def small(text: str) -> MemoryStore:
    return store([f"{quad} ." for quad in parse(text, RdfFormat.TRIG)])


BREAKING_SMALL = {
    "ic-07": ("qb:sliceKey :key ;", ""),
    "ic-08": ("[ qb:componentProperty :sector ] ,", ""),
    "ic-09 without a key": ("qb:sliceStructure :key ;", ""),
    "ic-09 of two keys": ("qb:sliceStructure :key ;", "qb:sliceStructure :key , :other ;"),
    "ic-10": (":sector :travel ;\n    qb:observation", "qb:observation"),
    "ic-15": ("; :imports 4 .", "."),
    "ic-16": (":exports 3 .", ":exports 3 ; :imports 4 ."),
    "ic-17": (":y2020 ; qb:measureType :imports", ":y2021 ; qb:measureType :imports"),
    "ic-18": ("qb:observation :one , :two", "qb:observation :one , :two , :three"),
    "ic-19-collection of another list": ("skos:member :y2020 , :y2021", "skos:member :y2021"),
    "ic-19-collection no concept": (":y2020 a skos:Concept .", ""),
    "ic-20": (" ; skos:narrower :china", ""),
    "ic-21": (":travel skos:broader :services .", ""),
}


@pytest.mark.parametrize("constraint", QUERIES)
def test_the_small_cube_keeps_the_constraint(constraint: str) -> None:
    assert not broken(small(SMALL), constraint, "small")


@pytest.mark.parametrize("case", BREAKING_SMALL)
def test_the_one_constraint_that_is_broken_finds_it(case: str) -> None:
    old, new = BREAKING_SMALL[case]
    assert SMALL.count(old) == 1
    held = small(SMALL.replace(old, new))
    assert [constraint for constraint in QUERIES if broken(held, constraint, "small")] == [case.partition(" ")[0]]


def test_a_template_is_asked_with_the_property_of_each_hierarchy() -> None:
    narrower, broader = asked(small(SMALL), "ic-20"), asked(small(SMALL), "ic-21")
    assert [f"qb:hierarchyRoot/{n('skos:narrower')}* ?v" in query for query in narrower] == [True]
    assert [f"qb:hierarchyRoot/(^{n('skos:broader')})* ?v" in query for query in broader] == [True]


def test_every_constraint_of_the_recommendation_is_asked_and_seen_to_find_something() -> None:
    assert {case.partition(" ")[0] for case in (*BREAKING, *BREAKING_SMALL)} == set(QUERIES)
    assert {name[:5] for name in QUERIES} == {f"ic-{number:02}" for number in range(1, 22)}


def test_the_cube_has_no_slices_measure_dimensions_or_hierarchies(real: Real) -> None:
    terms = (
        "qb:slice", "qb:Slice", "qb:sliceKey", "qb:SliceKey", "qb:sliceStructure", "qb:observationGroup",
        "qb:measureType", "qb:HierarchicalCodeList", "qb:parentChildProperty",
    )  # fmt: skip
    assert [term for term in terms if any(n(term) in line for line in real.lines)] == []


def test_each_figure_is_in_the_data_set_of_its_table_or_of_its_report_text(real: Real) -> None:
    found = {row["one"]: row["set"] for row in rows(real, "SELECT ?one ?set { ?one qb:dataSet ?set }")}
    printed = [item for item in real.corpus.loaded.records if isinstance(item, Observation) and item.value is not None]
    expected = {
        IRIS.entity("observation", item.id): IRIS.dataset(f"{item.source}-{item.table or 'text'}") for item in printed
    }
    assert found == expected
    assert Counter(found.values()).keys() == {IRIS.dataset(name) for name in SETS}


def test_a_cell_that_prints_a_dash_is_a_record_and_no_observation_of_the_cube(real: Real) -> None:
    assert real.store.ask(f"{PREFIXES} ASK {{ <{DASH}> a pg:Observation ; pg:status concept:missing }}")
    assert not real.store.ask(
        f"{PREFIXES} ASK {{ {{ <{DASH}> a qb:Observation }} UNION {{ <{DASH}> qb:dataSet ?set }} }}"
    )
    assert real.store.ask(f"{PREFIXES} ASK {{ ?one qb:dataSet <{IRIS.dataset('mofcom-2024-table-4')}> }}")


def test_every_dimension_of_an_observation_has_one_value(real: Real) -> None:
    query = (
        "SELECT ?one ?dim { ?one a qb:Observation . ?dim a qb:DimensionProperty . ?one ?dim ?a, ?b FILTER(?a != ?b) }"
    )
    assert rows(real, query) == []


def test_an_unstated_dimension_is_coded_in_the_cube_and_nowhere_else(real: Real) -> None:
    query = "SELECT DISTINCT ?graph ?dim { GRAPH ?graph { ?one a qb:Observation ; ?dim concept:unspecified } }"
    found = {(row["graph"], row["dim"]) for row in rows(real, query)}
    dimensions = ("pg:area", "pg:counterpart", "pg:period", "pg:sourceOrganization")
    assert found == {(IRIS.graph("cube"), expand(name)) for name in dimensions}
    graphs = {row["graph"] for row in rows(real, "SELECT ?graph { GRAPH ?graph { ?one ?p concept:unspecified } }")}
    assert graphs == {IRIS.graph("cube")}


def test_a_printing_tells_the_cell_or_the_passage_and_the_figures_place_in_it(real: Real) -> None:
    found = {row["one"]: row["place"] for row in rows(real, "SELECT ?one ?place { ?one pg:printing ?place }")}
    assert found[CELL[1:-1]] == "table-1-2019-goods-exports"
    passages: dict[str, list[tuple[int, int]]] = {}
    for item in real.corpus.observations():
        if item.table is None:
            evidence = next(piece for piece in item.evidence if "value" in piece.supports)
            passage, _, ordinal = found[IRIS.entity("observation", item.id)].rpartition("-")
            assert passage == evidence.passage
            place = int(ordinal), real.corpus.anchor(item.source, evidence)
            passages.setdefault(f"{item.source} {passage}", []).append(place)
    for places in passages.values():
        in_order = sorted(places)
        assert [ordinal for ordinal, _ in in_order] == list(range(1, len(places) + 1))
        assert [start for _, start in in_order] == sorted(start for _, start in places)


def test_a_data_set_of_a_table_is_called_what_its_caption_says(real: Real) -> None:
    query = "SELECT ?set ?label { ?set a qb:DataSet ; rdfs:label ?label }"
    found = {(row["set"], row["label"]) for row in rows(real, query)}
    for table in real.corpus.loaded.tables:
        node = IRIS.dataset(f"{table.report}-{table.id}")
        assert {(node, table.label.zh), (node, table.label.en)} <= found
    assert len(real.corpus.loaded.tables) == 5
    assert len(found) == 2 * len(SETS)
