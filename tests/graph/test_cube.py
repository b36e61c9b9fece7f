"""The figures are a well-formed Data Cube: the W3C's integrity constraints hold, and each finds what breaks it.

IC-7 to IC-10 and IC-18 are of slices and IC-15 to IC-17 of measure dimensions, IC-20 and IC-21 of hierarchical code
lists; the cube has none of them, which a test holds. Queries: ``integrity/ic-*.rq``.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.iris import Iris
from graph.model import Observation
from graph.store.memory import MemoryStore
from ontology.namespaces import NAMESPACES, expand
from tests.graph.conftest import Real

IRIS = Iris()
QUERIES = {path.stem: path.read_text("utf-8") for path in sorted((Path(__file__).parent / "integrity").glob("*.rq"))}
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
    return held.ask(QUERIES[constraint], bindings)


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


def test_every_constraint_is_seen_to_find_something() -> None:
    assert {case.partition(" ")[0] for case in BREAKING} == set(QUERIES)


def test_the_cube_has_no_slices_measure_dimensions_or_hierarchies(real: Real) -> None:
    terms = ("qb:slice", "qb:sliceKey", "qb:observationGroup", "qb:measureType", "qb:parentChildProperty")
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
