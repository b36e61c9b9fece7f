"""What began, ended or became certain for a zone, over HTTP."""

import pytest

from api.objects import Object
from api.shapes.zone_changes import ZoneChanges
from tests.client import Client, objects, one, texts, values

URL = "/api/zones/{zone}/changes?limit=1000&from={first}&to={last}"
TURNS = {
    (None, "certain"): "began", (None, "possible"): "began", ("possible", "certain"): "became_certain",
    ("certain", "possible"): "became_possible", ("certain", None): "ended", ("possible", None): "ended",
    (None, None): "began_and_ended",
}  # fmt: skip


def changes(client: Client, zone: str, first: str, last: str, more: str = "") -> dict[str, Object]:
    answer = client.answer(URL.format(zone=zone, first=first, last=last) + more)
    return {str(one(item, "measure.id")): item for item in objects(answer, "items[]")}


def applying(client: Client, zone: str, day: str, more: str = "") -> dict[str, object]:
    answer = client.answer(f"/api/zones/{zone}/measures?limit=1000&valid_on={day}{more}")
    return {str(one(item, "measure.id")): item["certainty"] for item in objects(answer, "items[]")}


def test_the_answer_has_its_shape(client: Client) -> None:
    for zone in ("lingang", "hainan-ftp", "hong-kong", "gba"):
        for more in ("", "&known_on=2023-06", "&known_on=1900", "&change=began", "&topic=data-cross-border"):
            answer = client.answer(URL.format(zone=zone, first="2020", last="2024-08-31") + more)
            ZoneChanges.model_validate(answer, strict=True)


@pytest.mark.parametrize("zone", ["lingang", "shanghai-ftz", "hainan-ftp", "beijing", "gba"])
@pytest.mark.parametrize(("first", "last"), [("2021-10-31", "2024-08-31"), ("2024-01-01", "2024-05-15")])
@pytest.mark.parametrize("more", ["", "&known_on=2023-06-30"])
def test_it_is_the_difference_of_the_main_question_on_both_days(
    client: Client, zone: str, first: str, last: str, more: str
) -> None:
    before, after = applying(client, zone, first, more), applying(client, zone, last, more)
    expected = {slug: (before.get(slug), after.get(slug)) for slug in {*before, *after}}
    expected = {slug: pair for slug, pair in expected.items() if pair[0] != pair[1]}
    found = changes(client, zone, first, last, more)
    stood = {slug: (item["before"], item["after"]) for slug, item in found.items()}
    assert {slug: pair for slug, pair in stood.items() if pair != (None, None)} == expected
    for item in found.values():
        assert item["change"] == TURNS[item["before"], item["after"]]  # type: ignore[index]


def test_a_list_of_an_unknown_day_of_may_begins_as_possible_and_becomes_certain(client: Client) -> None:
    begun = changes(client, "lingang", "2024-04-30", "2024-05-10")["lingang-general-data-list"]
    assert (begun["change"], begun["before"], begun["after"]) == ("began", None, "possible")
    assert one(begun, "date.edtf") == "2024-05"
    sure = changes(client, "lingang", "2024-05-10", "2024-05-31")["lingang-general-data-list"]
    assert (sure["change"], sure["before"], sure["after"]) == ("became_certain", "possible", "certain")
    assert one(sure, "date.edtf") == "2024-05"
    assert texts(sure, "evidence[].report")
    assert "lingang-general-data-list" not in changes(client, "lingang", "2024-06-01", "2024-08-31")


def test_what_only_the_later_report_says_was_not_known_before_it(client: Client) -> None:
    now = changes(client, "lingang", "2022-12-31", "2024-08-31")
    then = changes(client, "lingang", "2022-12-31", "2024-08-31", "&known_on=2023-06-30")
    assert "lingang-general-data-list" in now
    assert "lingang-general-data-list" not in then


def test_changes_stand_in_the_order_of_the_days_they_turn_on(client: Client) -> None:
    answer = client.answer(URL.format(zone="lingang", first="2015", last="2024-08-31"))
    days = [str(d["earliest"] or d["latest"]) if (d := item["date"]) and isinstance(d, dict) else ""
            for item in objects(answer, "items[]")]  # fmt: skip
    assert days == sorted(days)
    assert len(days) > 10


def test_filters_leave_what_has_it_and_counts_stay(client: Client) -> None:
    url = URL.format(zone="lingang", first="2022-12-31", last="2024-08-31")
    every, began = client.answer(url), client.answer(f"{url}&change=began")
    assert set(texts(began, "items[].change")) == {"began"}
    assert every["counts"] == began["counts"]
    topical = client.answer(f"{url}&topic=data-cross-border")
    assert topical["total"]
    assert all("data-cross-border" in values(item, "measure.topics[]") for item in objects(topical, "items[]"))


def test_days_out_of_order_and_a_missing_first_day_are_refused_by_name(client: Client) -> None:
    for query, name in (("from=2024-05-02&to=2024-05-01", "to"), ("to=2024", "from"), ("from=x", "from"),
                        ("from=2024&change=x", "change")):  # fmt: skip
        response = client.get(f"/api/zones/lingang/changes?{query}")
        assert response.status_code == 400
        assert response.json()["name"] == name
    assert client.get("/api/zones/lingnag/changes?from=2024").status_code == 404


def test_nothing_between_two_days_says_so(client: Client) -> None:
    answer = client.answer(URL.format(zone="hong-kong", first="1990-01-01", last="1990-01-02"))
    assert answer["total"] == 0
    assert one(answer, "reason.code") == "no_change"
