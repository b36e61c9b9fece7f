"""What every list of entities keeps to: envelope, order, paging, formats, caching, strict parameters, both clocks."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.objects import Object
from api.table import NUMBER
from tests.api.lists import CONCEPTS, ENTITIES, LISTS
from tests.client import Client, objects, one, texts, values

EVERY = pytest.mark.parametrize("path", LISTS)


@EVERY
def test_a_list_has_the_envelope_and_echoes_the_days(client: Client, path: str) -> None:
    answer = client.answer(path)
    total = answer["total"]
    assert {"items", "total", "limit", "offset", "next", "searched"} <= answer.keys()
    assert answer["limit"] == 100
    assert isinstance(total, int)
    assert len(values(answer, "items[]")) == min(total, 100)
    assert (answer["next"] is None) == (total <= 100)
    assert answer["known_on"] is None
    assert answer["covered_until"] == "2024-08-31"
    assert answer["beyond_sources"] is False


@EVERY
def test_every_item_is_a_reference_with_evidence_where_it_states_a_fact(client: Client, path: str) -> None:
    items = objects(client.answer(f"{path}?limit=1000"), "items[]")
    assert items
    for item in items:
        assert item["kind"] in LISTS[path]
        assert item["iri"] == f"https://w3id.org/policygraph/id/{item['kind']}/{item['id']}"
        assert {"zh", "en"} <= set(objects(item, "label")[0])
        if path not in (*CONCEPTS, "/api/coverage"):
            assert values(item, "evidence[]"), item["id"]


@EVERY
def test_items_stand_in_one_order(client: Client, path: str) -> None:
    ids = texts(client.answer(f"{path}?limit=1000"), "items[].id")
    assert len(set(ids)) == len(ids)
    if path in (*ENTITIES, *CONCEPTS):
        assert ids == sorted(ids)


def _pages(client: Client, path: str, limit: int) -> list[str]:
    """The ids of all pages, from ``next`` to ``next``."""
    found: list[str] = []
    following: str | None = f"{path}?limit={limit}"
    while following:
        answer = client.answer(following)
        page = texts(answer, "items[].id")
        assert len(page) <= limit
        found += page
        following = str(answer["next"]) if answer["next"] else None
    return found


@given(path=st.sampled_from(sorted(LISTS)), limit=st.integers(17, 400))
def test_pages_are_disjoint_and_complete(client: Client, path: str, limit: int) -> None:
    assert _pages(client, path, limit) == texts(client.answer(f"{path}?limit=1000"), "items[].id")


@EVERY
def test_an_offset_beyond_the_end_gives_an_empty_page_of_a_list_that_is_not_empty(client: Client, path: str) -> None:
    answer = client.answer(f"{path}?offset=100000")
    assert answer["items"] == []
    assert answer["total"] != 0
    assert answer["next"] is None
    assert answer["reason"] == {
        "code": "past_end", "detail": f"The list has {answer['total']} and this page begins after them."
    }  # fmt: skip


@EVERY
def test_a_list_as_csv_has_a_row_an_item(client: Client, path: str) -> None:
    response = client.get(f"{path}?limit=1000", {"accept": "text/csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert [row["id"] for row in rows] == texts(client.answer(f"{path}?limit=1000"), "items[].id")
    cells = [cell for row in rows for cell in row.values() if not NUMBER.fullmatch(cell)]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert client.get(f"{path}?limit=1000&format=csv").text == response.text


@EVERY
def test_a_list_is_validated_by_its_etag(client: Client, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    assert "cache-control" in first.headers
    again = client.get(path, {"if-none-match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    others = {client.get(f"{path}?{query}").headers["etag"] for query in ("limit=1", "format=csv", "offset=1")}
    assert len({tag, *others}) == 4


@EVERY
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("nonsense=1", "nonsense"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("limit=ten", "limit"),
        ("offset=-1", "offset"),
        ("known_on=2024-02-30", "known_on"),
        ("known_on=yesterday", "known_on"),
        ("known_on=2024/2025", "known_on"),
        ("known_on=2024&known_on=2025", "known_on"),
    ],
)
def test_a_bad_parameter_is_named(client: Client, path: str, query: str, name: str) -> None:
    response = client.get(f"{path}?{query}")
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    problem: Object = response.json()
    assert problem["name"] == name
    assert name in str(problem["detail"])


@EVERY
def test_a_format_that_is_not_there_lists_those_that_are(client: Client, path: str) -> None:
    for response in (client.get(path, {"accept": "image/png"}), client.get(f"{path}?format=png")):
        assert response.status_code == 406
        assert values(response.json(), "available[]")


@pytest.mark.parametrize("path", [path for path in LISTS if path not in CONCEPTS])
def test_before_any_source_nothing_was_known_and_the_answer_says_so(client: Client, path: str) -> None:
    response = client.get(f"{path}?known_on=1900")
    if path == "/api/agreements/depa/participation":
        assert response.status_code == 404
        return
    answer: Object = response.json()
    if path == "/api/zones":  # names of countries have no date of publication: they are known always
        assert answer["total"] != 0
        return
    assert answer["total"] == 0
    assert texts(answer, "reason.code")
    assert texts(answer, "reason.detail")
    assert answer["searched"]
    assert answer["covered_until"] is None


KNOWN = ["2013-09-28", "2020-12", "2021-08", "2022", "2022-12-31", "2023-01", "2023-06", "2024-08", "2024-09", "2025"]


@given(path=st.sampled_from(ENTITIES), pair=st.tuples(st.sampled_from(KNOWN), st.sampled_from(KNOWN)).map(sorted))
def test_a_later_known_on_never_knows_fewer(client: Client, path: str, pair: list[str]) -> None:
    earlier, later = (set(texts(client.answer(f"{path}?limit=1000&known_on={day}"), "items[].id")) for day in pair)
    assert earlier <= later


@pytest.mark.parametrize("path", ENTITIES + CONCEPTS)
def test_an_entity_alone_is_its_item_of_the_list(client: Client, path: str) -> None:
    for item in objects(client.answer(f"{path}?limit=1000"), "items[]")[::7]:
        alone = client.answer(f"{path}/{item['id']}")
        assert {key: alone[key] for key in item} == item
        assert alone["covered_until"] == "2024-08-31"


@pytest.mark.parametrize("path", ENTITIES + CONCEPTS)
def test_an_unknown_id_in_the_path_suggests_near_ones(client: Client, path: str) -> None:
    known = str(one(client.answer(f"{path}?limit=1"), "items[].id"))
    response = client.get(f"{path}/{known}x")
    assert response.status_code == 404
    problem: Object = response.json()
    assert known in values(problem, "near[]")
    assert known in str(problem["detail"])


@pytest.mark.parametrize("path", ["/api/instruments/pipl", "/api/zones/gba", "/api/agreements/depa"])
def test_an_entity_that_no_source_had_named_by_then_is_not_found(client: Client, path: str) -> None:
    response = client.get(f"{path}?known_on=1999")
    assert response.status_code == 404
    assert "1999" in response.json()["detail"]
    assert client.get(f"{path}?known_on=2025").status_code == 200
