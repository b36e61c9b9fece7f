"""What the two reports give differently, as REST answers: each found by computation, each with its evidence."""

import pytest

from api.objects import Object
from api.shapes.statistics import Revisions
from tests.client import Client, objects, texts, values

PATH = "/api/statistics/revisions"
# What the texts of 2021 and 2024 give of one thing: family or indicator, area, type → values, classes.
EXPORTS = "family-digital-services-exports"
NAMED = [
    (EXPORTS, "china", "level", {1948.5, 1956.7}, "revision"),
    ("family-digital-services-trade", "china", "level", {3596.9, 3605.2}, "revision"),
    (EXPORTS, "world", "level", {3.81, 37623}, "definition"),
    (EXPORTS, "world", "growth", {14.2, 17.4}, "definition"),
    ("family-digital-services-share-of-services-exports", "world", "share", {62.8, 60.2}, "definition"),
]


def of_2021(client: Client, family: str, area: str, type_: str) -> Object:
    answer = client.answer(f"{PATH}?family={family}&area={area}&type={type_}&period=2021")
    (found,) = objects(answer, "items[]")
    return found


@pytest.mark.parametrize(("family", "area", "type_", "given", "kind"), NAMED)
def test_the_known_differences_of_2021_are_found_with_their_class(
    client: Client, family: str, area: str, type_: str, given: set[float], kind: str
) -> None:
    found = of_2021(client, family, area, type_)
    assert given <= set(values(found, "values[].value"))
    pairs = {(one["first"], one["second"]): one["class"] for one in objects(found, "differences[]")}
    at = [number for number, value in enumerate(objects(found, "values[]")) if value["value"] in given]
    assert pairs[at[0], at[1]] == kind
    assert kind in texts(found, "classes[]")


def test_a_revision_says_by_how_much_in_the_printed_unit(client: Client) -> None:
    pair = next(
        one
        for one in objects(of_2021(client, EXPORTS, "china", "level"), "differences[]")
        if one["class"] == "revision"
    )
    assert (pair["difference"], pair["relative"]) == (8.2, 0.004208)


def test_the_share_of_table_1_is_derived_and_names_the_two_cells_it_follows_from(client: Client) -> None:
    found = of_2021(client, "family-digital-services-share-of-services-exports", "world", "share")
    (derived,) = [value for value in objects(found, "values[]") if value["derived"]]
    assert derived["value"] == 60.2
    assert derived["observation"] is None
    assert derived["from"] == ["table-1-2021-digital-exports", "table-1-2021-services-exports"]
    assert set(texts(derived, "from[]")) <= set(_cells(found))


def test_imports_of_2021_were_not_revised_for_the_earlier_total_leaves_the_later_value(client: Client) -> None:
    found = of_2021(client, "family-digital-services-imports", "china", "level")
    given = [(value["report"], value["value"], value["derived"]) for value in objects(found, "values[]")]
    assert given == [("mofcom-2021", 1648.4, True), ("mofcom-2024", 1648.4, False), ("mofcom-2024", 1582.1, False)]
    assert texts(found, "classes[]") == ["definition"]


def test_the_total_of_2020_that_growth_of_2021_implies_was_revised(client: Client) -> None:
    answer = client.answer(f"{PATH}?indicator=digitally-deliverable-trade&area=china&type=level&period=2020")
    (found,) = objects(answer, "items[]")
    given = [(value["report"], value["value"], value["derived"]) for value in objects(found, "values[]")]
    assert given == [("mofcom-2021", 2941.0, True), ("mofcom-2024", 2947.6, False)]
    assert texts(found, "classes[]") == ["revision"]
    (derived, _) = objects(found, "values[]")
    assert derived["from"] == ["r21-dds-trade-china-2021", "r21-dds-trade-growth-china-2021"]


def _cells(found: Object) -> list[str]:
    """The cells that evidence names, as ids of observations."""
    return [
        f"{str(one['passage']).removeprefix('mofcom-2024-')}-{one['row']}-{one['column']}"
        for one in objects(found, "evidence[]")
        if one.get("row")
    ]


def test_every_revision_has_values_that_differ_evidence_and_its_shape(client: Client) -> None:
    answer = client.answer(f"{PATH}?limit=1000")
    Revisions.model_validate(answer, strict=True)
    items = objects(answer, "items[]")
    assert len({str(item["id"]) for item in items}) == len(items) == answer["total"]
    for item in items:
        assert len({str(value) for value in values(item, "values[].value_base")}) > 1
        assert item["evidence"]
        assert any(not value["derived"] for value in objects(item, "values[]"))


def test_look_alikes_of_other_periods_or_regions_are_not_given_as_differences(client: Client) -> None:
    for indicator in (
        "data-generated", "data-centre-racks", "international-outgoing-bandwidth", "web-literature-works-abroad",
        "self-developed-games-overseas-revenue-committee", "ict-services-trade-unctad", "offshore-outsourcing-executed",
    ):  # fmt: skip
        assert client.answer(f"{PATH}?indicator={indicator}")["total"] == 0


def test_only_what_was_published_by_a_day_can_differ(client: Client) -> None:
    answer = client.answer(f"{PATH}?known_on=2023-06&limit=1000")
    assert set(texts(answer, "items[].values[].report")) == {"mofcom-2021"}
    assert not [one for one in texts(answer, "items[].classes[]") if one == "revision"]
    assert client.answer(f"{PATH}?known_on=1990")["total"] == 0


def test_filters_hold_of_every_item_and_an_empty_answer_says_why(client: Client) -> None:
    for name, way in (("class=rounding", "classes[]"), ("class=revision", "classes[]")):
        for item in objects(client.answer(f"{PATH}?{name}"), "items[]"):
            assert name.partition("=")[2] in texts(item, way)
    for item in objects(client.answer(f"{PATH}?report=mofcom-2021"), "items[]"):
        assert "mofcom-2021" in texts(item, "values[].report")
    empty = client.answer(f"{PATH}?class=inconsistency")
    assert (empty["total"], texts(empty, "reason.code")) == (0, ["no_match"])


@pytest.mark.parametrize(
    "query", ["class=revised", "family=exports", "indicator=x", "period=2021-13", "area=chian", "x=1"]
)
def test_a_value_that_cannot_be_used_is_named(client: Client, query: str) -> None:
    response = client.get(f"{PATH}?{query}")
    assert response.status_code == 400
    assert response.json()["name"] == query.partition("=")[0]


def test_as_csv_there_is_a_row_a_revision(client: Client) -> None:
    rows = client.get(f"{PATH}?format=csv&class=revision").text.splitlines()
    assert len(rows) == 4
    assert rows[0].startswith("id,kind,iri,label.zh")
