"""``/api/search`` over HTTP: the list of hits, why each is there, and what is said where there is none."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.objects import Object
from api.service import Service, open_service
from api.settings import Settings
from api.shapes.finding import SearchAnswer
from tests.client import Client, objects, one, texts


def asked(client: Client, **parameters: str) -> Object:
    return client.answer(str(client.url("/api/search", parameters)))


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "数据出境 天津"},
        {"q": "数据", "kind": "observation", "limit": "500"},
        {"q": "linggang"},
        {"q": "临港 qqqq"},
        {"q": "zzzzzz"},
        {"q": "…"},
        {"q": "depa", "kind": "provision"},
        {"q": "agreement on trade facilitation"},
        {"q": "海南", "offset": "5", "limit": "2"},
    ],
)
def test_every_answer_has_its_shape(client: Client, parameters: dict[str, str]) -> None:
    SearchAnswer.model_validate(asked(client, **parameters), strict=True)


def test_the_openapi_document_has_the_parameters_and_the_shape(client: Client) -> None:
    document = client.answer("/openapi.json")
    names = texts(document, "paths./api/search.get.parameters[].name") or [
        str(item["name"]) for item in objects(path(document), "get.parameters[]")
    ]
    assert {"q", "kind", "limit", "offset", "format"} <= set(names)
    assert "SearchAnswer" in str(path(document))


def path(document: Object) -> Object:
    paths = document["paths"]
    assert isinstance(paths, dict)
    found = paths["/api/search"]
    assert isinstance(found, dict)
    return found


def test_a_hit_is_a_reference_with_score_field_and_marked_snippet(client: Client) -> None:
    hit = objects(asked(client, q="臨港 DEPA"), "items[]")[0]
    assert (hit["id"], hit["kind"], hit["field"], hit["language"]) == ("lingang-depa-area", "zone", "alt", "zh")
    assert str(hit["iri"]).endswith("/id/zone/lingang-depa-area")
    assert hit["snippet"] == "临港新片区DEPA合作示范区"
    assert hit["marks"] == [[0, 2], [5, 9]]


def test_pages_are_disjoint_and_complete(client: Client) -> None:
    whole = [(hit["kind"], hit["id"]) for hit in objects(asked(client, q="数据", limit="1000"), "items[]")]
    paged = []
    following: str | None = str(client.url("/api/search", {"q": "数据", "limit": "70"}))
    while following:
        answer = client.answer(following)
        paged += [(hit["kind"], hit["id"]) for hit in objects(answer, "items[]")]
        following = texts(answer, "next")[0] if answer["next"] else None
    assert paged == whole
    assert len(set(whole)) == len(whole) == one(asked(client, q="数据"), "total")


def test_counts_are_the_totals_of_each_kind(client: Client) -> None:
    counts = asked(client, q="跨境")["counts"]
    assert isinstance(counts, dict)
    assert len(counts) > 4
    assert {kind: asked(client, q="跨境", kind=kind)["total"] for kind in counts} == counts


def test_a_mistyped_word_says_what_it_was_taken_for(client: Client) -> None:
    answer = asked(client, q="linggang")
    assert objects(answer, "words[]") == [{"word": "linggang", "taken_for": ["lingang"], "found": True}]
    assert texts(answer, "items[].id")[0] == "lingang"


def test_an_empty_list_says_which_words_are_nowhere_and_names_what_is_near(client: Client) -> None:
    answer = asked(client, q="transspacificpartnershippp")
    assert answer["items"] == []
    assert one(answer, "reason.code") == "no_match"
    assert "transspacificpartnershippp" in str(one(answer, "reason.detail"))
    assert asked(client, q="xqzxqz")["near"] == []
    near = objects(asked(client, q="guojihuobjijizhuzi"), "near[]")
    assert (near[0]["id"], near[0]["name"]) == ("imf", "国际货币基金组织")


def test_an_empty_list_of_a_kind_says_which_kinds_have_it(client: Client) -> None:
    answer = asked(client, q="depa", kind="provision")
    assert one(answer, "reason.code") == "none_of_kind"
    assert "agreement" in str(one(answer, "reason.detail"))
    assert one(answer, "searched.entities") == 0


def test_a_question_without_letters_says_so(client: Client) -> None:
    assert one(asked(client, q="《》"), "reason.code") == "no_words"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("/api/search", "q"),
        ("/api/search?q=a&kind=zones", "kind"),
        ("/api/search?q=a&limit=0", "limit"),
        ("/api/search?q=a&known_on=2024", "known_on"),
        (f"/api/search?q={'a' * 201}", "q"),
    ],
)
def test_what_is_asked_wrongly_is_named(client: Client, url: str, name: str) -> None:
    response = client.get(url)
    assert response.status_code == 400
    assert response.json()["name"] == name


def test_a_near_kind_is_suggested(client: Client) -> None:
    assert "zone" in client.get("/api/search?q=a&kind=zones").json()["near"]


def test_csv_has_a_row_a_hit_and_nothing_that_a_spreadsheet_runs(client: Client) -> None:
    response = client.get("/api/search?q=数据出境&format=csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert [row["id"] for row in rows] == texts(asked(client, q="数据出境"), "items[].id")
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_an_answer_is_not_sent_twice(client: Client) -> None:
    tag = client.get("/api/search?q=临港").headers["etag"]
    assert client.get("/api/search?q=临港", {"If-None-Match": tag}).status_code == 304
    assert client.get("/api/search?q=临港&kind=zone", {"If-None-Match": tag}).status_code == 200


def test_without_texts_nothing_of_a_report_is_shown(service: Service) -> None:
    settings = Settings(data=service.settings.data, home=service.settings.home, sources=None)
    bare = open_service(settings)
    try:
        engine = bare.search()
        found = engine.search("算力")
        fields = {engine.why(found, hit).field for hit in found.hits}
    finally:
        bare.close()
    assert found.hits
    assert not fields & {"quote", "text"}


@settings(max_examples=60)
@given(q=st.text(st.characters(exclude_categories=["Cs"]), max_size=60), kind=st.sampled_from(["", "zone", "topic"]))
def test_any_text_over_http_is_answered(client: Client, q: str, kind: str) -> None:
    answer = asked(client, q=q, limit="5", **({"kind": kind} if kind else {}))
    assert answer["q"] == q
    assert ("reason" in answer) == (answer["total"] == 0)
