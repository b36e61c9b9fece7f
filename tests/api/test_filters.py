"""Filters of lists: an id that nothing has is named with near ones, and what is left has what was asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.objects import Object
from tests.client import Client, objects, texts, values


@pytest.mark.parametrize(
    ("path", "name", "wrong", "near"),
    [
        ("/api/measures", "topic", "taxes", "tax"),
        ("/api/measures", "instrument", "pipll", "pipl"),
        ("/api/measures", "agreement", "dpea", "depa"),
        ("/api/measures", "zone", "lingnag", "lingang"),
        ("/api/measures", "status", "pilots", "pilot"),
        ("/api/instruments", "type", "negative-lists", "negative-list"),
        ("/api/instruments", "issuer", "state-council-x", "state-council"),
        ("/api/instruments", "report", "mofcom-2023", "mofcom-2024"),
        ("/api/instruments", "status", "drafts", "draft"),
        ("/api/zones", "within", "shanghia", "shanghai"),
        ("/api/zones", "class", "ftzz", "ftz"),
        ("/api/agreements", "type", "initiatives", "initiative"),
        ("/api/agreements/depa/participation", "party", "chin", "china"),
        ("/api/agreements/depa/participation", "status", "partys", "party"),
        ("/api/organizations", "type", "ministrie", "ministry"),
        ("/api/documents", "type", "handbooks", "handbook"),
        ("/api/indicators", "family", "digital-delivery", None),
        ("/api/targets", "topic", "talents", "talent"),
        ("/api/coverage", "report", "mofcom-2022", "mofcom-2021"),
        ("/api/measures/pipl-processing-rules/zones", "basis", "inherit", "inherited"),
    ],
)
def test_a_wrong_id_in_a_filter_is_named_with_near_ones(
    client: Client, path: str, name: str, wrong: str, near: str | None
) -> None:
    response = client.get(f"{path}?{name}={wrong}")
    assert response.status_code == 400
    problem: Object = response.json()
    assert problem["name"] == name
    assert problem["found"] == wrong
    assert near is None or near in values(problem, "near[]")


@pytest.mark.parametrize(
    ("query", "way"),
    [
        ("/api/measures?topic=tax", "items[].topics[]"),
        ("/api/measures?instrument=pipl", "items[].instrument.id"),
        ("/api/measures?agreement=depa", "items[].agreements[].id"),
        ("/api/measures?status=pilot", "items[].status"),
        ("/api/measures?status=draft", "items[].status"),
        ("/api/instruments?type=law", "items[].type.id"),
        ("/api/instruments?issuer=state-council", "items[].issuers[].id"),
        ("/api/instruments?report=mofcom-2021", "items[].reports[].id"),
        ("/api/instruments?status=draft", "items[].status"),
        ("/api/instruments?topic=data-cross-border", "items[].topics[]"),
        ("/api/zones?class=ftz", "items[].classes[].id"),
        ("/api/zones?class=province", "items[].classes[].id"),
        ("/api/agreements?type=initiative", "items[].type.id"),
        ("/api/agreements/rcep/participation?party=china", "items[].party.id"),
        ("/api/organizations?type=ministry", "items[].type.id"),
        ("/api/documents?publisher=wto", "items[].publishers[].id"),
        ("/api/targets?zone=lingang", "items[].places[].id"),
        ("/api/targets?topic=zone-building", "items[].topics[]"),
        ("/api/coverage?report=mofcom-2021", "items[].report"),
    ],
)
def test_a_filter_leaves_what_has_it_and_drops_what_has_not(client: Client, query: str, way: str) -> None:
    path, _, rest = query.partition("?")
    name, _, wanted = rest.partition("=")
    found = client.answer(f"{query}&limit=1000")
    every = objects(client.answer(f"{path}?limit=1000"), "items[]")
    inside = way.removeprefix("items[].")
    expected = [item["id"] for item in every if wanted in values(item, inside)]
    assert expected, f"{name}={wanted} finds nothing"
    assert values(found, "items[].id") == expected
    assert len(expected) < len(every)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("数据安全法", {"data-security-law"}),
        ("《数据安全法》", {"data-security-law"}),
        ("personal information protection law", {"pipl"}),
        ("PERSONAL Information", {"pipl"}),
        ("数据二十条", {"data-twenty"}),
        ("天津 清单", {"tianjin-data-negative-list-2024"}),
        ("天津　负面清单", {"tianjin-data-negative-list-2024"}),
        ("（负面清单）（2024年版）", {"tianjin-data-negative-list-2024"}),
        ("黑神话：悟空", set[str]()),
        ("网络安全法 天津", set[str]()),
    ],
)
def test_all_words_stand_in_titles_and_other_names(client: Client, q: str, found: set[str]) -> None:
    answer = client.answer(f"/api/instruments?q={q}&limit=1000")
    assert set(texts(answer, "items[].id")) >= found if found else answer["total"] == 0


SEARCHED = ("/api/instruments", "/api/measures", "/api/zones", "/api/agreements", "/api/organizations", "/api/topics")


@given(path=st.sampled_from(SEARCHED), q=st.text(max_size=40))
def test_any_text_is_harmless(client: Client, path: str, q: str) -> None:
    response = client.get(str(client.url(path, {"q": q, "limit": "1"})))
    assert response.status_code == 200
    answer: Object = response.json()
    assert answer["total"] or texts(answer, "reason.code")


@pytest.mark.parametrize(
    ("query", "includes", "excludes"),
    [
        ("from=2021-06&to=2021-06", {"data-security-law"}, {"pipl", "data-twenty"}),
        ("from=2021-11-01&to=2021-11-01", {"pipl", "digital-service-bases-notice"}, {"data-security-law"}),
        ("from=2024-05", {"tianjin-data-negative-list-2024", "hainan-data-center-regulation-draft"}, {"pipl"}),
        ("to=2017", {"cybersecurity-law"}, {"pipl"}),
        ("from=2022-06-15&to=2022-06-15", {"data-twenty"}, {"digital-china-plan"}),
    ],
)
def test_instruments_match_on_any_kind_of_date_where_bounds_overlap(
    client: Client, query: str, includes: set[str], excludes: set[str]
) -> None:
    found = set(texts(client.answer(f"/api/instruments?{query}&limit=1000"), "items[].id"))
    assert includes <= found
    assert not excludes & found


def test_a_period_that_ends_before_it_begins_is_refused(client: Client) -> None:
    response = client.get("/api/instruments?from=2024-05&to=2023")
    assert response.status_code == 400
    assert response.json()["name"] == "to"
