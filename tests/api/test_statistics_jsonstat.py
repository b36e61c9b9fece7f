"""The figures as JSON-stat 2.0 and as a data cube that is whole, read back by others' readers."""

import pytest
from jsonstat_validator import validate_jsonstat  # type: ignore[import-untyped]
from rdflib import Graph
from rdflib.namespace import QB, RDF

from api.objects import Object
from tests.client import Client, objects

PATH = "/api/statistics"


def cells(found: Object) -> dict[tuple[str, ...], Object]:
    """Category in each dimension → value, status and id of the observation: row-major, as the format defines."""
    dimension, size, value, status = (found[name] for name in ("dimension", "size", "value", "status"))
    assert isinstance(dimension, dict)
    assert isinstance(size, list)
    assert isinstance(value, dict)
    assert isinstance(status, dict)
    observation = objects(found, "extension.observation")[0]
    categories = [objects(dimension, f"{name}.category")[0]["index"] for name in dimension]
    read: dict[tuple[str, ...], Object] = {}
    for key in value:
        left, names = int(key), []
        for length, index in zip(reversed(size), reversed(categories), strict=True):
            assert isinstance(length, int)
            assert isinstance(index, list)
            left, at = divmod(left, length)
            names.append(str(index[at]))
        read[tuple(reversed(names))] = {"value": value[key], "status": status[key], "id": observation[key]}
    return read


@pytest.mark.parametrize(
    "query",
    [
        "table=table-4&limit=1000",
        "limit=1000&lang=en",
        "table=table-4&period=1990",
        "subject=china&limit=3",
        "type=rank",
    ],
)
def test_every_answer_is_valid_and_has_each_figure_once(client: Client, query: str) -> None:
    response = client.get(f"{PATH}?{query}&format=jsonstat")
    assert response.headers["content-type"] == "application/vnd.jsonstat+json"
    found: Object = response.json()
    assert validate_jsonstat(found)
    items = {str(item["id"]): item for item in objects(client.answer(f"{PATH}?{query}"), "items[]")}
    read = cells(found)
    assert sorted(str(cell["id"]) for cell in read.values()) == sorted(items)
    for (measure, place, _, period, report, _), cell in read.items():
        item = items[str(cell["id"])]
        indicator, unit = (objects(item, name)[0]["id"] for name in ("indicator", "unit"))
        assert measure == f"{indicator}.{item['type']}.{unit}"
        assert place == objects(item, "area" if item["area"] else "subject")[0]["id"]
        assert period == (objects(item, "period")[0]["edtf"] if item["period"] else "_")
        assert (report, cell["value"], cell["status"]) == (item["report"], item["value"], item["status"])


def test_a_figure_printed_twice_has_two_cells(client: Client) -> None:
    found: Object = client.get(
        f"{PATH}?indicator=digitally-deliverable-trade&period=2021&type=level&format=jsonstat"
    ).json()
    same = [key for key in cells(found) if key[4] == "mofcom-2021"]
    assert [key[5] for key in same] == ["1", "2"]


def test_the_next_page_is_linked(client: Client) -> None:
    found: Object = client.get(f"{PATH}?table=table-5&limit=5&format=jsonstat").json()
    (link,) = objects(found, "link.next[]")
    assert "offset=5" in str(link["href"])


def test_units_and_labels_are_in_the_language_asked_for(client: Client) -> None:
    query = f"{PATH}?table=table-4&period=2023&type=growth&format=jsonstat"
    measure = "digitally-deliverable-trade.growth.percent"
    zh, en = client.get(query).json(), client.get(f"{query}&lang=en").json()
    assert zh["dimension"]["measure"]["category"]["label"] == {measure: "可数字化交付服务进出口额 (增速, %)"}
    assert en["dimension"]["measure"]["category"]["unit"] == {measure: {"label": "percent", "decimals": 1}}


def test_turtle_is_a_whole_data_cube_with_its_data_set_structure_and_components(client: Client) -> None:
    graph = Graph().parse(data=client.get(f"{PATH}?table=table-4&format=turtle").text, format="turtle")
    (data_set,) = graph.subjects(RDF.type, QB.DataSet)
    structure = graph.value(data_set, QB.structure)
    assert structure is not None
    components = list(graph.objects(structure, QB.component))
    dimensions = [graph.value(component, QB.dimension) for component in components]
    assert sum(dimension is not None for dimension in dimensions) >= 8
    observations = list(graph.subjects(RDF.type, QB.Observation))
    assert len(observations) == 35
    for dimension in filter(None, dimensions):
        assert all(graph.value(observation, dimension) is not None for observation in observations)
