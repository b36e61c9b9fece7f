"""The query gallery over HTTP: what it lists, the three forms of a question, and that its links run."""

import json
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from api.cypher.guard import check
from api.shapes.common import Page, Problem
from api.shapes.queries import OneQuery, Query
from graph.gallery.reading import ids, load
from ontology.namespaces import expand
from tests.api.test_shapes import holds
from tests.client import Client, objects, one, texts

PATH = "/api/queries/measures-at-place"


def test_the_list_has_every_question_with_its_parameters(client: Client) -> None:
    answer = client.answer("/api/queries?limit=1000")
    holds(Page[Query], answer)
    assert texts(answer, "items[].id") == list(ids())
    assert all(text[0] >= "\u4e00" for text in texts(answer, "items[].label.zh"))
    first = next(item for item in objects(answer, "items[]") if item["id"] == "measures-at-place")
    assert texts(first, "parameters[].name") == ["place", "valid_on", "known_on"]
    assert texts(first, "parameters[].example") == ["lingang", "2024-08-31", "2023-12-31"]


def test_the_list_is_csv_too_and_has_pages(client: Client) -> None:
    response = client.get("/api/queries?format=csv&limit=2&offset=1")
    lines = response.text.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("id,kind,iri,label.zh,label.en,parameters")
    assert lines[1].startswith(f"{ids()[1]},query,")


@pytest.mark.parametrize("name", ids())
def test_a_question_has_three_forms_ready_to_run(client: Client, name: str) -> None:
    answer = client.answer(f"/api/queries/{name}")
    holds(OneQuery, answer)
    assert one(answer, "sparql.text") == load(name).sparql
    assert ("$" in str(one(answer, "sparql.ready"))) is False
    assert client.get(str(one(answer, "rest.href"))).status_code == 200
    rows = client.get(f"{one(answer, 'sparql.href')}&format=json").json()["results"]["bindings"]
    assert rows
    asked = parse_qs(urlsplit(str(one(answer, "cypher.href"))).query)
    assert asked["query"] == [one(answer, "cypher.text")]
    assert [json.loads(text) for text in asked["parameters"]] == [one(answer, "cypher.parameters")]
    assert not check(load(name).cypher).explain  # /cypher lets it through


def test_values_of_ones_own_stand_in_place_of_the_example(client: Client) -> None:
    answer = client.answer(f"{PATH}?place=hainan-ftp&known_on=2024-12")
    assert one(answer, "values") == {"place": "hainan-ftp", "valid_on": "2024-08-31", "known_on": "2024-12"}
    assert "id/zone/hainan-ftp>" in str(one(answer, "sparql.ready"))
    assert one(answer, "cypher.parameters.known_on_last") == "2024-12-31"
    assert str(one(answer, "rest.href")).endswith(
        "/api/zones/hainan-ftp/measures?limit=1000&valid_on=2024-08-31&known_on=2024-12"
    )


@pytest.mark.parametrize(
    ("query", "name", "near"),
    [
        ("place=lingnag", "place", "lingang"),
        ("valid_on=2024-02-30", "valid_on", None),
        ("zone=lingang", "zone", None),
    ],
)
def test_a_value_that_does_not_fit_is_named(client: Client, query: str, name: str, near: str | None) -> None:
    response = client.get(f"{PATH}?{query}")
    assert response.status_code == 400
    problem = response.json()
    assert problem["name"] == name
    assert near is None or near in problem["near"]


def test_an_unknown_question_is_not_found_with_near_ones(client: Client) -> None:
    response = client.get("/api/queries/measures-of-place")
    assert response.status_code == 404
    problem = response.json()
    Problem.model_validate(problem, strict=True)
    assert "places-of-measure" in problem["near"] or "measures-at-place" in problem["near"]


@pytest.mark.parametrize(("form", "media"), [("turtle", "text/turtle"), ("jsonld", "application/ld+json")])
def test_the_sparql_forms_are_published_as_executables(client: Client, form: str, media: str) -> None:
    response = client.get("/api/queries?limit=1000", {"Accept": media})
    assert response.headers["content-type"].startswith(media)
    assert response.text == client.get(f"/api/queries?limit=1000&format={form}").text
    syntax = ox.RdfFormat.TURTLE if form == "turtle" else ox.RdfFormat.JSON_LD
    store = ox.Store()
    store.load(response.content, format=syntax)
    text = "SELECT ?query ?select ?zh ?en WHERE { ?query a <%s> ; <%s> ?select ; <%s> ?zh, ?en . "
    text += "FILTER(LANGMATCHES(LANG(?zh), 'zh') && LANGMATCHES(LANG(?en), 'en')) }"
    terms = tuple(expand(name) for name in ("sh:SPARQLSelectExecutable", "sh:select", "rdfs:label"))
    found = store.query(text % terms)
    assert isinstance(found, ox.QuerySolutions)
    runnable = {row["query"].value.rpartition("/")[2]: row["select"].value for row in found}
    assert sorted(runnable) == list(ids())
    assert all(isinstance(ox.Store().query(select), ox.QuerySolutions) for select in runnable.values())


def test_one_question_is_published_with_the_values_given(client: Client) -> None:
    response = client.get(f"{PATH}?place=gba&format=turtle")
    assert "id/area/gba" in response.text
    assert response.text.count("SPARQLSelectExecutable") == 1


def test_a_format_that_there_is_not_lists_those_there_are(client: Client) -> None:
    response = client.get(f"{PATH}?format=csv")
    assert response.status_code == 406
    assert response.json()["available"] == ["json", "turtle", "jsonld"]
