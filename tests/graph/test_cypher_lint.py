"""The project's own queries do not ask something of an aggregate in the step that aggregates: see the module tested."""

from pathlib import Path

import pytest

from graph.property_graph.aggregates import asked_aggregates

QUERIES = sorted((Path(__file__).parents[2] / "graph" / "cypher").glob("*.cypher"))

WRONG = [
    "RETURN count(m) IS NOT NULL AS x",
    "RETURN z.id AS z, max(m.id) IS NULL AS x",
    "RETURN z.id AS z, max(m.id) IS :: STRING AS x",
    "RETURN z.id AS z, NOT (count(m) > 60) AS x",
    "RETURN z.id AS z, NOT max(m.id) = 'a' AS x",
    "RETURN z.id AS z, count(m) IN [56, 64] AS x",
    "RETURN z.id AS z, 'a' IN collect(m.id) AS x",
    "RETURN z.id AS z, size(collect(m.id)) IN [56] AS x",
    "RETURN z.id AS z, max(m.id) STARTS WITH 'zh' AS x",
    "RETURN z.id AS z, max(m.id) ENDS WITH 'zh' AS x",
    "RETURN z.id AS z, max(m.id) CONTAINS 'zh' AS x",
    "RETURN z.id AS z, max(m.id) =~ 'a.*' AS x",
    "RETURN z.id AS z, count(m) > 5 AND count(m) < 9 AS x",
    "RETURN z.id AS z, z.flag OR count(m) = 3 AS x",
    "RETURN z.id AS z, count(m) > 5 XOR true AS x",
    "RETURN z.id AS z, CASE WHEN max(m.id) IS NULL THEN 1 ELSE 2 END AS x",
    "RETURN z.id AS z, coalesce(count(m) IN [56], false) AS x",
    "RETURN z.id AS z, [count(m) IN [56]] AS x",
    "RETURN z.id AS z, {a: count(m) IN [56]} AS x",
    "RETURN z.id AS z, collect(m.id)[0] IS NULL AS x",
    "RETURN z.id AS z, count(DISTINCT m) IN [56] AS x",
    "RETURN z {.id, c: count(m)} AS x",
    "WITH z.id AS z, count(m) AS c ORDER BY count(m) IN [3] RETURN z, c",
    "WITH z.id AS z, max(m.id) IS NOT NULL AS x RETURN z, x",
    "with z.id as z, Max(m.id) is not null as x return z, x",
    "RETURN /* IS NULL */ max(m.id) // ')'\n IS NULL AS x",
    "WITH m CALL (m) { MATCH (m)-->(n) RETURN count(n) IN [1] AS x } RETURN x",
    "MATCH (m) WHERE EXISTS { MATCH (m)-->(n) WITH max(n.id) IS NULL AS x WHERE x RETURN 1 } RETURN m",
]

RIGHT = [
    "RETURN count(m) > 0 AS x",
    "RETURN z.id AS z, -count(m) AS x, count(m) + 1 AS y, 50 < count(m) < 60 AS w",
    "RETURN z.id IS NOT NULL AS y, count(m) AS x",
    "RETURN z.id AS z, CASE WHEN count(m) > 60 THEN 'many' ELSE 'few' END AS x",
    "RETURN z.id AS z, CASE WHEN z.id IS NULL THEN 0 ELSE count(m) END AS x",
    "RETURN z.id AS z, count(m.id IS NULL) AS x, sum(CASE WHEN m.id IN ['a'] THEN 1 ELSE 0 END) AS y",
    "RETURN z.id AS z, [x IN collect(m.id) WHERE x STARTS WITH 'a' | x][0] AS x",
    "RETURN z.id AS z, any(x IN collect(m.id) WHERE x = 'a' AND x IS NOT NULL) AS x",
    "RETURN z.id AS z, reduce(s = 0, x IN collect(size(m.id)) | s + x) AS x",
    "RETURN z.id AS z, {c: count(m)} AS x, collect({id: m.id, known: m.known IS NOT NULL}) AS y",
    "RETURN z {.id, n: COUNT { (z)-->(n) WHERE n.id IN ['a'] }} AS x",
    "RETURN COUNT { (z)-->(n) } IN [1] AS x",
    "RETURN count(m) AS `IS NULL`, count(m) AS c ORDER BY c IN [1]",
    "RETURN 'count(m) IS NULL' AS x, m.count AS y, m.max IS NULL AS n",
    "MATCH (m) WHERE m.count IS NOT NULL WITH count(m) AS c RETURN c IN [1] AS x, c IS NULL AS y",
    "WITH count(m) AS c WHERE c IN [1] AND c IS NOT NULL RETURN c",
    "MATCH (m) WHERE m.id STARTS WITH 'a' RETURN count(m) AS c",
]


@pytest.mark.parametrize("query", WRONG)
def test_something_asked_of_an_aggregate_is_found(query: str) -> None:
    places = asked_aggregates(f"MATCH (z:Zone)<--(m) {query}")
    assert places
    assert {f"MATCH (z:Zone)<--(m) {query}"[place:][:3].lower() for place in places} <= {"cou", "max", "col"}


@pytest.mark.parametrize("query", RIGHT)
def test_what_every_engine_answers_alike_is_let_through(query: str) -> None:
    assert asked_aggregates(f"MATCH (z:Zone)<--(m) {query}") == ()


@pytest.mark.parametrize("text", ["RETURN (", "RETURN ])} count(", "", "RETURN 'open", "`", "RETURN max(m) IS"])
def test_what_is_no_query_is_no_error_either(text: str) -> None:
    assert len(asked_aggregates(text)) <= 1


@pytest.mark.parametrize("file", QUERIES, ids=lambda path: path.stem)
def test_no_query_of_the_project_asks_something_of_an_aggregate(file: Path) -> None:
    query = file.read_text("utf-8")
    assert [query[:place].count("\n") + 1 for place in asked_aggregates(query)] == []


def test_there_are_queries_to_look_at() -> None:
    assert len(QUERIES) >= 30
