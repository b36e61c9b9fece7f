"""The project's own queries do not ask something of an aggregate in the step that aggregates: see the module tested."""

from pathlib import Path

import pytest

from graph.property_graph.aggregates import asked_aggregates
from tests.aggregates_asked import RIGHT, WRONG

QUERIES = sorted((Path(__file__).parents[2] / "graph" / "cypher").glob("*.cypher"))


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
