"""What every store promises, asked of each: in memory, on disk, behind Fuseki, behind the oxigraph server."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.errors import BadQuery
from graph.store import Bindings, Literal, NamedNode, Store, Term, Value
from tests.graph.store.conftest import DATA
from tests.graph.store.hostile import HOSTILE

P = "PREFIX e: <http://e/> "
DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")


def e(name: str) -> NamedNode:
    return NamedNode(f"http://e/{name}")


def column(store: Store, query: str, bindings: Bindings | None = None, name: str = "x") -> list[Term]:
    return [row[name] for row in store.select(P + query, bindings)]


def test_the_default_graph_is_the_union_of_the_named_graphs(store: Store) -> None:
    assert column(store, "SELECT ?x { ?x e:since ?day } ORDER BY ?day") == [e("m1"), e("m2")]


def test_a_triple_in_two_graphs_is_one_triple_of_the_union(store: Store) -> None:
    assert column(store, "SELECT ?x { e:m1 e:appliesTo ?x }") == [e("shanghai")]
    assert len(list(store.select("SELECT * { ?s ?p ?o }"))) == len(DATA.splitlines()) - 1


def test_graph_names_the_graphs_of_a_triple(store: Store) -> None:
    graphs = column(store, "SELECT ?x { GRAPH ?x { e:m1 e:appliesTo ?zone } } ORDER BY ?x")
    assert graphs == [NamedNode("http://g/2021"), NamedNode("http://g/2024")]


def test_from_replaces_the_union(store: Store) -> None:
    assert column(store, "SELECT ?x FROM <http://g/2021> { ?x e:appliesTo ?zone }") == [e("m1")]


def test_from_a_graph_that_is_not_there_is_empty(store: Store) -> None:
    assert column(store, "SELECT ?x FROM <http://g/none> { ?x e:appliesTo ?zone }") == []


def test_from_named_leaves_the_default_graph_empty(store: Store) -> None:
    query = "SELECT ?x FROM NAMED <http://g/2021> { { ?x e:appliesTo ?z } UNION { GRAPH ?g { ?x e:since ?d } } }"
    assert column(store, query) == [e("m1")]


def test_a_path_runs_across_graphs(store: Store) -> None:
    query = "SELECT ?x { ?x e:appliesTo/e:partOf* $zone } ORDER BY ?x"
    assert column(store, query, {"zone": e("mainland")}) == [e("m1"), e("m2"), e("m3")]


def test_an_unbound_variable_is_absent_from_its_row(store: Store) -> None:
    rows = list(store.select(P + "SELECT ?x ?day { ?x e:appliesTo ?z OPTIONAL { ?x e:since ?day } } ORDER BY ?x"))
    assert [row.keys() for row in rows] == [{"x", "day"}, {"x", "day"}, {"x"}]


def test_rows_keep_the_order_of_the_query(store: Store) -> None:
    assert column(store, "SELECT DISTINCT ?x { ?x e:partOf ?y } ORDER BY DESC(?x)") == [
        e("shanghai"), e("mainland"), e("lingang")
    ]  # fmt: skip


def test_literals_keep_value_datatype_and_lower_case_language(store: Store) -> None:
    names = column(store, "SELECT ?x { e:shanghai e:name ?x } ORDER BY LANG(?x)")
    assert names == [Literal("Shanghai", language="en"), Literal("上海", language="zh-hans")]
    assert column(store, "SELECT ?x { e:m1 e:since ?x }") == [Literal("2021-07-01", datatype=DATE)]


def test_a_language_is_bound_whatever_its_case(store: Store) -> None:
    name = Literal("上海", language="zh-Hans")
    assert column(store, "SELECT ?x { ?x e:name $name }", {"name": name}) == [e("shanghai")]


def test_ask_answers_yes_and_no(store: Store) -> None:
    assert store.ask(P + "ASK { e:m1 e:appliesTo $zone }", {"zone": e("shanghai")})
    assert not store.ask(P + "ASK { e:m1 e:appliesTo $zone }", {"zone": e("china")})


def test_construct_and_describe_give_triples(store: Store) -> None:
    made = store.construct(P + "CONSTRUCT { $zone e:has ?m } { ?m e:appliesTo $zone }", {"zone": e("mainland")})
    assert [(t.subject, t.predicate, t.object) for t in made] == [(e("mainland"), e("has"), e("m2"))]
    assert {t.predicate for t in store.construct("DESCRIBE $it", {"it": e("m2")})} == {
        e("appliesTo"), e("since"), e("value")
    }  # fmt: skip


def test_quads_are_all_or_one_graphs(store: Store) -> None:
    assert len(list(store.quads())) == len(DATA.splitlines())
    old = list(store.quads(NamedNode("http://g/2021")))
    assert {quad.graph_name for quad in old} == {NamedNode("http://g/2021")}
    assert {quad.predicate for quad in old} == {e("appliesTo"), e("since")}


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?x { ?x e:appliesTo ?z FILTER(?z = $v) }", 1),
        ("SELECT ?x { ?x e:appliesTo ?z { SELECT ?z { ?z e:partOf ?up FILTER(?z != $v) } } }", 2),
        ("SELECT ?x { { ?x e:appliesTo $v } UNION { $v e:partOf+ ?z . ?x e:appliesTo ?z } }", 2),
        ("SELECT ?x { ?x e:appliesTo ?z FILTER EXISTS { ?z e:partOf* $v } }", 2),
        ("SELECT ?x { ?x e:appliesTo ?z MINUS { ?x e:appliesTo $v } }", 2),
        ("SELECT (COUNT(*) AS ?x) { ?m e:appliesTo ?z } GROUP BY ?z HAVING(?z != $v)", 2),
        ("SELECT ?x { ?x e:appliesTo ?z BIND($v AS ?up) ?z e:partOf* ?up } ORDER BY ($v = ?z)", 2),
    ],
)
def test_a_bound_variable_has_its_value_everywhere(store: Store, query: str, rows: int) -> None:
    assert len(column(store, query, {"v": e("shanghai")})) == rows


@pytest.mark.parametrize("values", [[], ["shanghai"], ["shanghai", "mainland"]])
def test_several_values_fit_a_list(store: Store, values: list[str]) -> None:
    zones = [e(value) for value in values]
    for query in (
        "SELECT ?x { VALUES ?z { $zones } ?x e:appliesTo ?z }",
        "SELECT ?x { ?x e:appliesTo ?z FILTER(?z IN ($zones)) }",
    ):
        assert len(column(store, query, {"zones": zones})) == len(values)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_stays_a_string(store: Store, text: str) -> None:
    for value in (Literal(text), Literal(text, language="en")):
        bound: dict[str, Value] = {"v": value}
        assert column(store, "SELECT ?x { BIND($v AS ?x) }", bound) == [value]
        assert column(store, "SELECT ?x { VALUES ?x { $v } }", bound) == [value]
        assert not store.ask("ASK { ?s ?p $v }", bound)


@pytest.mark.parametrize(
    ("query", "bindings"),
    [
        ("SELECT * { ?s ?p $o", {"o": e("x")}),
        ("SELECT * { ?s ?p ?o }", {"typo": e("x")}),
        ("SELECT $o { ?s ?p $o }", {"o": e("x")}),
        ("SELECT (1 AS $o) { }", {"o": e("x")}),
        ("SELECT * { { SELECT $o { ?s ?p $o } } }", {"o": e("x")}),
        ("SELECT * { ?s ?p $o }", {"o": [e("x"), e("y")]}),
        ("ASK { ?s ?p ?o }", {}),
        ("CONSTRUCT WHERE { ?s ?p ?o }", {}),
        ("DELETE WHERE { ?s ?p ?o }", {}),
    ],
)
def test_what_is_no_select_query_is_refused_when_asked(store: Store, query: str, bindings: Bindings) -> None:
    with pytest.raises(BadQuery):
        store.select(query, bindings)


def test_each_form_refuses_the_others(store: Store) -> None:
    with pytest.raises(BadQuery):
        store.ask("SELECT * { ?s ?p ?o }")
    with pytest.raises(BadQuery):
        store.construct("SELECT * { ?s ?p ?o }")


def test_several_threads_may_ask_at_once(store: Store) -> None:
    def count(_: int) -> int:
        return len(column(store, "SELECT ?x { ?x e:appliesTo/e:partOf* $zone }", {"zone": e("china")}))

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(count, range(16))) == [3] * 16


def test_the_version_is_text_that_stays(store: Store) -> None:
    assert store.version
    assert store.version == store.version.strip()
