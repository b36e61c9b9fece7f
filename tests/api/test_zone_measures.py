"""The main question over HTTP: what applies, what does not and why, on both clocks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from api.objects import Object
from api.service import Service
from tests.client import Client, objects, one, texts, values

DAY = st.dates(date(2018, 1, 1), date(2026, 12, 31)).map(lambda day: day.isoformat())
PLACES = ("lingang", "shanghai-ftz", "hainan-ftp", "tianjin-ftz", "gba", "hong-kong", "zhongguancun-software-park")


def ask(client: Client, place: str, query: str) -> Object:
    return client.answer(f"/api/zones/{place}/measures?limit=1000&{query}")


@hypothesis_settings(max_examples=40)
@given(data=st.data(), day=DAY, known_on=st.none() | DAY)
def test_items_and_explanations_are_disjoint_and_together_all(
    client: Client, service: Service, data: st.DataObject, day: str, known_on: str | None
) -> None:
    place = data.draw(st.sampled_from(sorted(service.catalogue.world.territory.places)))
    clocks = f"valid_on={day}" + (f"&known_on={known_on}" if known_on else "")
    answer = ask(client, place, f"{clocks}&explain=all")
    applying, others = texts(answer, "items[].measure.id"), texts(answer, "not_applying[].measure.id")
    assert len(set(applying) | set(others)) == len(applying) + len(others) == one(answer, "searched.measures")
    counts = answer["not_applying_counts"]
    assert isinstance(counts, dict)
    codes = texts(answer, "not_applying[].reason.code")
    assert counts == {code: codes.count(code) for code in codes}
    assert not {"draft", "planned", "ended"} & set(texts(answer, "items[].measure.status"))
    assert (answer["total"] == 0) == ("reason" in answer)


@hypothesis_settings(max_examples=25)
@given(place=st.sampled_from(PLACES), year=st.integers(2021, 2025), month=st.integers(1, 12), day=st.integers(1, 28))
def test_certain_in_a_month_is_certain_on_each_of_its_days(
    client: Client, place: str, year: int, month: int, day: int
) -> None:
    whole = f"{year}-{month:02}"
    in_month = ask(client, place, f"valid_on={whole}&certainty=certain")
    on_day = ask(client, place, f"valid_on={whole}-{day:02}")
    certain = {str(one(item, "measure.id")) for item in objects(on_day, "items[]") if item["certainty"] == "certain"}
    assert set(texts(in_month, "items[].measure.id")) <= certain
    in_year = ask(client, place, f"valid_on={year}")
    assert set(texts(on_day, "items[].measure.id")) <= set(texts(in_year, "items[].measure.id"))


@given(place=st.sampled_from(PLACES), pair=st.tuples(DAY, DAY).map(sorted))
def test_a_later_known_on_never_knows_fewer_measures(client: Client, place: str, pair: list[str]) -> None:
    known = [
        {
            *texts(answer, "items[].measure.id"),
            *texts(answer, "not_applying[].measure.id"),
        }
        for answer in (ask(client, place, f"valid_on=2024-08-31&known_on={day}&explain=all") for day in pair)
    ]
    assert known[0] <= known[1]


def test_every_step_and_every_item_shows_its_evidence(client: Client) -> None:
    for place in PLACES:
        answer = ask(client, place, "valid_on=2024-08-31")
        for item in objects(answer, "items[]"):
            assert values(item, "evidence[]"), one(item, "measure.id")
            steps = objects(item, "path[]")
            assert all(values(step, "evidence[]") for step in steps)
            assert [step["to"] for step in steps[:-1]] == [step["from"] for step in steps[1:]]
            assert not steps or steps[0]["from"] == place
            assert bool(steps) == (item["basis"] != "designated")


def test_quotes_hold_their_anchors(client: Client, sources: object) -> None:
    found = [
        piece
        for path in ("/api/measures", "/api/instruments", "/api/agreements", "/api/zones")
        for piece in objects(client.answer(f"{path}?limit=1000"), "items[].evidence[]")
        if "quote" in piece
    ]
    assert len(found) > 500
    for piece in found:
        assert str(piece["anchor"]) in str(piece["quote"])


def test_the_class_of_lingang_comes_through_the_shanghai_zone(client: Client) -> None:
    answer = ask(client, "lingang", "valid_on=2024-08-31&basis=class")
    item = next(
        item
        for item in objects(answer, "items[]")
        if values(item, "instrument.id") == ["ftz-institutional-opening-measures"]
    )
    assert texts(item, "path[].relation") == ["part_of", "member_of"]
    assert texts(item, "path[].to") == ["shanghai-ftz", "institutional-opening-pilot"]
    member = objects(item, "path[]")[1]
    assert texts(member, "evidence[].source.publisher")


@pytest.mark.parametrize(
    ("query", "name"),
    [("basis=all", "basis"), ("certainty=sure", "certainty"), ("explain=yes", "explain"), ("topic=x", "topic"),
     ("agreement=x", "agreement"), ("valid_on=", "valid_on"), ("valid_on=2024-13", "valid_on")],
)  # fmt: skip
def test_a_bad_filter_is_named(client: Client, query: str, name: str) -> None:
    response = client.get(f"/api/zones/lingang/measures?{query}")
    assert response.status_code == 400
    assert response.json()["name"] == name


def test_without_a_day_today_is_asked_and_echoed(client: Client) -> None:
    answer = ask(client, "lingang", "")
    assert answer["valid_on"] == date.today().isoformat()
    assert answer["beyond_sources"] is True
    assert client.answer("/api/measures?zone=lingang&limit=1")["valid_on"] == date.today().isoformat()
    assert client.answer("/api/measures?limit=1")["valid_on"] is None


@pytest.mark.parametrize("place", PLACES)
def test_measures_filtered_by_zone_are_those_of_the_main_question(client: Client, place: str) -> None:
    clocks = "valid_on=2024-08-31&known_on=2025"
    expected = {
        one(item, "measure.id"): (item["basis"], item["certainty"])
        for item in objects(ask(client, place, clocks), "items[]")
    }
    found = client.answer(f"/api/measures?zone={place}&{clocks}&limit=1000")
    assert {item["id"]: (item["basis"], item["certainty"]) for item in objects(found, "items[]")} == expected
