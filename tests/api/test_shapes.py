"""Every answer has the shape that the OpenAPI document gives it, with no further keys."""

from typing import TypeAlias

import pytest
from pydantic import BaseModel, TypeAdapter

from api.objects import Json, Object
from api.shapes import answers, entities
from api.shapes.common import Page, Problem
from tests.client import Client, objects, texts

Schema: TypeAlias = type[BaseModel]
SHAPES: dict[str, tuple[Schema, Schema | None]] = {
    "/api/reports": (Page[entities.Report], answers.OneReport),
    "/api/coverage": (Page[entities.Section], None),
    "/api/zones": (Page[entities.Place], answers.OnePlace),
    "/api/measures": (Page[entities.Measure], answers.OneMeasure),
    "/api/instruments": (Page[entities.Instrument], answers.OneInstrument),
    "/api/agreements": (Page[entities.Agreement], answers.OneAgreement),
    "/api/organizations": (Page[entities.Organization], answers.OneOrganization),
    "/api/topics": (Page[entities.Topic], entities.FullTopic),
    "/api/indicators": (Page[entities.Indicator], answers.OneIndicator),
    "/api/documents": (Page[entities.Document], answers.OneDocument),
    "/api/targets": (Page[entities.Target], answers.OneTarget),
}


def holds(schema: Schema, answer: Json) -> None:
    """The answer validates, without a value being changed into another type."""
    TypeAdapter(schema).validate_python(answer, strict=True)


@pytest.mark.parametrize("path", SHAPES)
def test_lists_and_their_items_alone_have_their_shapes(client: Client, path: str) -> None:
    every, alone = SHAPES[path]
    for query in ("", "&known_on=2023-06", "&known_on=1900"):
        answer = client.answer(f"{path}?limit=1000{query}")
        holds(every, answer)
    if alone:
        for slug in texts(client.answer(f"{path}?limit=1000"), "items[].id")[::5]:
            holds(alone, client.answer(f"{path}/{slug}"))


def test_applicability_has_its_shape_in_both_directions(client: Client) -> None:
    for place in ("lingang", "gba", "hong-kong", "hainan-ftp"):
        for query in ("explain=all", "explain=true&valid_on=2024-04", "known_on=2023-06", "valid_on=1990"):
            holds(answers.ZoneMeasures, client.answer(f"/api/zones/{place}/measures?limit=1000&{query}"))
    for measure in texts(client.answer("/api/measures?limit=1000"), "items[].id")[::20]:
        holds(answers.MeasureZones, client.answer(f"/api/measures/{measure}/zones?valid_on=2024-08-31&limit=5"))


def test_filtered_measures_and_participations_and_events_have_their_shapes(client: Client) -> None:
    holds(Page[entities.Measure], client.answer("/api/measures?zone=lingang&valid_on=2024-08-31"))
    for agreement in texts(client.answer("/api/agreements"), "items[].id"):
        for query in ("", "?valid_on=2024-08"):
            holds(answers.Participations, client.answer(f"/api/agreements/{agreement}/participation{query}"))
        for event in objects(client.answer(f"/api/agreements/{agreement}"), "events[]"):
            holds(answers.OneEvent, client.answer(f"/api/events/{event['id']}"))


@pytest.mark.parametrize("url", ["/api/zones/lingnag", "/api/measures?topic=x", "/api/reports?format=x", "/api/no"])
def test_problems_have_their_shape(client: Client, url: str) -> None:
    response = client.get(url)
    assert response.headers["content-type"] == "application/problem+json"
    problem: Object = response.json()
    Problem.model_validate(problem, strict=True)
    assert problem["status"] == response.status_code


def test_the_openapi_document_tells_of_every_path_its_answer_and_its_problems(client: Client) -> None:
    document = client.answer("/openapi.json")
    paths = document["paths"]
    assert isinstance(paths, dict)
    for path in (*SHAPES, "/api/zones/{zone}/measures", "/api/measures/{measure}/zones"):
        operation = objects(paths, f"{path}.get")[0]
        assert operation["summary"]
        assert operation["description"]
        responses = objects(operation, "responses")[0]
        assert {"200", "304", "400", "404", "406", "default"} == set(responses)
        assert objects(responses, "200.content")[0].keys() == {"application/json", "text/csv"}
