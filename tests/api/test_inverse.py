"""The inverse question gives for every measure the places for which the main question gives the measure."""

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from api.service import Service
from graph.applicability import Asked
from graph.dates import parse_query
from graph.reached import places_reached
from graph.zone_measures import Item, known_ways, strongest, zone_measures
from tests.client import Client, objects, one, texts

DAYS = ("2021-06", "2023-06-30", "2024-04-15", "2024-08-31", "2026")
KNOWN = (None, "2022", "2023-12-31", "2024-09")
CLOCKS = (("2024-08-31", None), ("2024-04", None), ("2022-06-30", "2023-12-31"), ("2024-08-31", "2024-09"))
ASKED = [Asked(parse_query(day), parse_query(known) if known else None) for day, known in CLOCKS]


def test_both_directions_agree_for_all_places_and_measures_on_many_days(service: Service) -> None:
    catalogue = service.catalogue
    reached = {slug: places_reached(service.store, catalogue, slug) for slug in catalogue.ids("measure")}
    for asked in ASKED:
        forward: dict[tuple[str, str], Item] = {
            (item.measure, place): item
            for place in sorted(catalogue.world.territory.places)
            for item in zone_measures(catalogue, place, service.reached(place), asked).items
        }
        backward = {
            (measure, place): item
            for measure, ways in reached.items()
            for place, found in ways.items()
            if (item := strongest(measure, known_ways(found, asked), asked))
        }
        assert forward == backward
        assert forward


@hypothesis_settings(max_examples=25)
@given(data=st.data(), day=st.sampled_from(DAYS), known=st.sampled_from(KNOWN))
def test_both_directions_agree_over_http(
    client: Client, service: Service, data: st.DataObject, day: str, known: str | None
) -> None:
    clocks = f"valid_on={day}&limit=1000" + (f"&known_on={known}" if known else "")
    place = data.draw(st.sampled_from(sorted(service.catalogue.world.territory.places)))
    forward = objects(client.answer(f"/api/zones/{place}/measures?{clocks}"), "items[]")
    for item in data.draw(st.permutations(forward))[:3]:
        measure = one(item, "measure.id")
        backward = objects(client.answer(f"/api/measures/{measure}/zones?{clocks}"), "items[]")
        same = next(other for other in backward if one(other, "zone.id") == place)
        shared = ("basis", "path", "also", "certainty", "valid", "conditions")
        assert {key: same[key] for key in shared} == {key: item[key] for key in shared}
        assert same["evidence"]


def test_a_pilot_reaches_the_places_that_the_text_names(client: Client) -> None:
    answer = client.answer("/api/measures/vats-foreign-equity-cap-removal/zones?valid_on=2024-08-31&basis=designated")
    assert set(texts(answer, "items[].zone.id")) == {
        "beijing-services-opening-zone",
        "lingang",
        "pudong-leading-area",
        "hainan-ftp",
        "shenzhen-demonstration-area",
    }
    assert one(answer, "measure.instrument.id") == "vats-opening-pilot-notice"
    assert answer["valid_on"] == "2024-08-31"


def test_the_filters_of_basis_and_certainty_part_the_answer(client: Client) -> None:
    path = "/api/measures/vats-foreign-equity-cap-removal/zones?valid_on=2024-04-15&limit=1000"
    every = texts(client.answer(path), "items[].zone.id")
    bases = ("designated", "class", "inherited", "partial")
    parts = [texts(client.answer(f"{path}&basis={basis}"), "items[].zone.id") for basis in bases]
    assert [place for part in parts for place in part] == every
    assert client.answer(f"{path}&certainty=certain")["total"] == 0
    assert texts(client.answer(f"{path}&certainty=possible"), "items[].zone.id") == every


def test_a_measure_that_reaches_nothing_says_why(client: Client) -> None:
    for measure, day, code in (
        ("vats-foreign-equity-cap-removal", "2024-03-31", "not_yet_in_force"),
        ("depa-accession-application", "2024-08-31", "no_place"),
    ):
        answer = client.answer(f"/api/measures/{measure}/zones?valid_on={day}")
        assert answer["total"] == 0
        assert one(answer, "reason.code") == code
        assert one(answer, "reason.detail")
    draft = texts(client.answer("/api/measures?status=draft"), "items[].id")
    for measure in draft:
        assert one(client.answer(f"/api/measures/{measure}/zones?valid_on=2024-08-31"), "reason.code") == "draft"
    assert draft
