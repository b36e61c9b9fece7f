"""Figures over HTTP: every printing, in its own unit and exactly in the base unit."""

from collections import Counter
from decimal import Decimal

import pytest
import rdflib

from api.service import Service
from api.shapes.figures import Statistics
from api.views.observations import number
from graph.model import Observation
from tests.client import Client, objects, one, texts, values

ALL = "/api/statistics?limit=1000"


def test_all_printings_are_there_and_have_their_shape(client: Client) -> None:
    answer = client.answer(ALL)
    Statistics.model_validate(answer, strict=True)
    items = objects(answer, "items[]")
    assert len(items) == 674
    assert Counter(item["table"] for item in items if item["table"]) == {
        "table-1": 30, "table-2": 120, "table-3": 120, "table-4": 36, "table-5": 93,
    }  # fmt: skip
    assert sum(item["table"] is None for item in items) == 275


@pytest.mark.usefixtures("sources")
def test_every_figure_is_printed_in_its_evidence(client: Client) -> None:
    items = objects(client.answer(ALL), "items[]")
    for item in items:
        quotes = "".join(texts(item, "evidence[].quote")).replace(" ", "")
        assert str(item["value_text"]).replace(" ", "") in quotes, item["id"]


def test_values_in_the_base_unit_are_exact(client: Client, service: Service) -> None:
    units = {unit.id: unit for unit in service.catalogue.concepts.values()}
    records = {
        slug: service.catalogue.entity("observation", slug)[0].record for slug in service.catalogue.ids("observation")
    }
    for item in objects(client.answer(ALL), "items[]"):
        record = records[str(item["id"])]
        assert isinstance(record, Observation)
        if record.value is None:
            assert item["value"] is None
            assert item["value_base"] is None
            assert item["status"] == "missing"
            continue
        factor = Decimal(units[record.unit].factor or "1")
        assert Decimal(str(item["value"])) == record.value
        assert Decimal(str(item["value_base"])) == record.value * factor


def test_the_worlds_exports_of_2023_in_dollars(client: Client) -> None:
    item = next(
        item for item in objects(client.answer(ALL), "items[]") if item["id"] == "r24-wto-dds-exports-world-2023"
    )
    assert (item["value"], item["value_base"], item["unit_base"]) == (4.25, 4250000000000, "USD")
    assert one(item, "label.zh") == "数字化交付服务出口额，全球，2023年"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("4.25", 4.25), ("3859", 3859), ("-2.70", -2.7), ("100.0", 100), ("0", 0), ("175E+21", 1.75e23)],
)
def test_a_decimal_is_the_number_of_its_text(text: str, expected: float) -> None:
    found = number(Decimal(text))
    assert found == expected
    assert isinstance(found, int) == (Decimal(text) == int(Decimal(text)) and abs(Decimal(text)) < 2**63)


def test_no_value_is_no_number() -> None:
    assert number(None) is None


def test_growth_is_told_from_the_level_it_is_of(client: Client) -> None:
    items = objects(client.answer("/api/statistics?table=table-4&period=2023"), "items[]")
    labels = [str(one(item, "label.zh")) for item in items]
    assert len(set(labels)) == len(labels) == 4


def test_a_year_does_not_match_an_interval_that_only_touches_it(client: Client) -> None:
    year = {str(one(item, "period.edtf")) for item in objects(client.answer(f"{ALL}&period=2023"), "items[]")}
    assert "2023" in year
    assert "2023-12" in year
    assert not {period for period in year if "/" in period}
    longer = texts(client.answer(f"{ALL}&period=2019/2023"), "items[].period.edtf")
    assert {"2019/2023", "2023", "2020/2022"} <= set(longer)
    assert "2014/2023" not in longer


@pytest.mark.parametrize(
    ("query", "key", "value"),
    [
        ("area=guangdong", "area.id", "guangdong"),
        ("indicator=digitally-deliverable-exports", "indicator.id", "digitally-deliverable-exports"),
        ("report=mofcom-2021", "report", "mofcom-2021"),
        ("table=table-5", "table", "table-5"),
        ("type=growth", "type", "growth"),
        ("status=forecast", "status", "forecast"),
        ("subject=area/china", "subject.id", "china"),
        ("subject=depa", "subject.id", "depa"),
    ],
)
def test_a_filter_finds_exactly_what_has_its_value(client: Client, query: str, key: str, value: str) -> None:
    every = objects(client.answer(ALL), "items[]")
    expected = [item["id"] for item in every if value in values(item, key)]
    assert texts(client.answer(f"{ALL}&{query}"), "items[].id") == expected


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("indicator=digitally", "indicator"),
        ("area=guangdon", "area"),
        ("period=2023-13", "period"),
        ("period=2023/2019", "period"),
        ("report=x", "report"),
        ("table=table-6", "table"),
        ("type=ratios", "type"),
        ("status=seen", "status"),
        ("subject=nothing", "subject"),
    ],
)
def test_a_bad_filter_is_named(client: Client, query: str, name: str) -> None:
    response = client.get(f"/api/statistics?{query}")
    assert response.status_code == 400
    assert response.json()["name"] == name


def test_an_empty_answer_tells_whether_the_period_is_why(client: Client) -> None:
    assert one(client.answer("/api/statistics?area=guangdong&period=1999"), "reason.code") == "no_period"
    assert one(client.answer("/api/statistics?area=anhui-ftz"), "reason.code") == "no_match"


def test_figures_as_turtle_are_the_figures_asked(client: Client) -> None:
    response = client.get("/api/statistics?table=table-4&period=2023", {"accept": "text/turtle"})
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    pg = rdflib.Namespace("https://w3id.org/policygraph/ontology#")
    found = {str(subject) for subject in graph.subjects(rdflib.RDF.type, pg.Observation)}
    assert found == set(texts(client.answer("/api/statistics?table=table-4&period=2023"), "items[].iri"))
