"""The comparison of the two reports over HTTP: four relations, what changed, what was announced and then done."""

from pathlib import Path

import pytest

from api.objects import Object
from api.service import Service
from api.shapes.comparison import Comparison
from graph.comparison import COMPARED, compare
from tests.client import Client, objects, one, texts, values

ALL = "/api/reports/compare?from=mofcom-2021&to=mofcom-2024&limit=1000"
BACK = "/api/reports/compare?from=mofcom-2024&to=mofcom-2021&limit=1000"


@pytest.fixture(scope="module")
def every(client: Client) -> dict[tuple[str, str], Object]:
    items = objects(client.answer(ALL), "items[]")
    return {(str(item["kind"]), str(item["id"])): item for item in items}


def test_the_comparison_has_its_shape(client: Client) -> None:
    for query in ("", "&kind=measure", "&change=changed", "&progress=true", "&kind=designation&change=changed"):
        Comparison.model_validate(client.answer(f"{ALL}{query}"), strict=True)


def test_every_entity_stands_once_in_the_order_of_kinds(every: dict[tuple[str, str], Object], client: Client) -> None:
    answer = client.answer(ALL)
    assert len(every) == answer["total"] == len(objects(answer, "items[]"))
    assert list(every) == sorted(every, key=lambda key: (COMPARED.index(key[0]), key[1]))


@pytest.mark.parametrize(
    ("kind", "slug", "change"),
    [
        ("instrument", "cross-border-data-flow-provisions", "new"),
        ("instrument", "data-twenty", "continued"),
        ("instrument", "digital-service-bases-notice", "continued"),
        ("instrument", "plan-145-digital-economy", "not_mentioned"),
        ("agreement", "brics-digital-partnership", "not_mentioned"),
        ("agreement", "depa", "continued"),
        ("agreement", "rcep", "continued"),
        ("measure", "beijing-digital-trade-port-building", "changed"),
        ("zone", "lingang", "continued"),
        ("event", "depa-china-working-group", "continued"),
        ("area", "ireland", "continued"),
        ("area", "belt-and-road-countries", "continued"),
        ("area", "malaysia", "not_mentioned"),
        ("organization", "cpc-national-congress", "continued"),
    ],
)
def test_what_is_new_continued_changed_and_not_mentioned(
    every: dict[tuple[str, str], Object], kind: str, slug: str, change: str
) -> None:
    assert every[kind, slug]["change"] == change


def test_each_side_that_names_an_entity_gives_its_evidence(every: dict[tuple[str, str], Object]) -> None:
    for key, item in every.items():
        naming = set(texts(item, "mentions[].report"))
        assert naming == set(texts(item, "evidence[].report")), key
        expected = {"new": {"mofcom-2024"}, "not_mentioned": {"mofcom-2021"}}.get(
            str(item["change"]), {"mofcom-2021", "mofcom-2024"}
        )
        assert naming == expected, key


def test_what_one_report_alone_names_has_a_name_that_the_text_of_the_other_lacks(
    every: dict[tuple[str, str], Object], sources: Path
) -> None:
    def text(year: int) -> str:
        """Without spaces, and without the name of a country that holds another's."""
        return "".join((sources / f"mofcom-{year}.txt").read_text("utf-8").split()).replace("白俄罗斯", "")

    other = {"new": text(2021), "not_mentioned": text(2024)}
    wrong = [
        key
        for key, item in every.items()
        if key[0] in ("area", "zone", "instrument", "agreement", "document")
        and "".join(str(one(item, "label.zh")).split()) in other.get(str(item["change"]), "")
    ]
    assert wrong == []


def test_only_what_contradicts_is_a_change(every: dict[tuple[str, str], Object]) -> None:
    for key, item in every.items():
        differs = "differs" in values(item, "detail[].relation")
        assert differs == (item["change"] == "changed"), key


def test_a_change_tells_both_values_with_the_evidence_of_both(every: dict[tuple[str, str], Object]) -> None:
    detail = one(every["measure", "beijing-digital-trade-port-building"], "detail[]")
    assert isinstance(detail, dict)
    assert (detail["key"], detail["type"], detail["relation"]) == ("status", "status", "differs")
    assert (detail["from"], detail["to"]) == ("planned", "in_force")
    assert set(texts(detail, "evidence[].report")) == {"mofcom-2021", "mofcom-2024"}


def test_a_wider_date_and_silence_are_told_and_are_no_change(every: dict[tuple[str, str], Object]) -> None:
    group = {str(d["key"]): d for d in objects(every["event", "depa-china-working-group"], "detail[]")}
    assert group["date"]["relation"] == "less_precise"
    assert (one(group["date"], "from.edtf"), one(group["date"], "to.edtf")) == ("2022-08", "2022")
    twenty = {str(d["key"]): d for d in objects(every["instrument", "data-twenty"], "detail[]")}
    assert twenty["dates.adopted"]["relation"] == "only_from"
    assert twenty["dates.published"]["relation"] == "only_to"
    assert twenty["stated_counts.measures-stated"]["to"] == 20


def test_a_place_that_is_only_referred_to_is_mentioned(every: dict[tuple[str, str], Object], service: Service) -> None:
    referred = [item for item in every.values() if not any(values(item, "mentions[].states"))]
    assert "european-union" in {str(item["id"]) for item in referred}
    own = {statement.record.source for statement in service.catalogue.entity("area", "european-union")}
    assert not own & {"mofcom-2021", "mofcom-2024"}


def test_progress_is_announced_in_the_earlier_and_done_in_the_later_report(client: Client) -> None:
    answer = client.answer(f"{ALL}&progress=true")
    assert texts(answer, "items[].id") == ["beijing-digital-trade-port-building", "new-digital-trade-models"]
    assert answer["progress_total"] == 2
    for item in objects(answer, "items[].progress"):
        assert (item["announced_in"], item["done_in"]) == ("mofcom-2021", "mofcom-2024")
        assert set(texts(item, "evidence[].report")) == {"mofcom-2024"}


def test_the_other_way_round_new_and_not_mentioned_change_places_and_progress_stays(
    client: Client, every: dict[tuple[str, str], Object]
) -> None:
    swap = {"new": "not_mentioned", "not_mentioned": "new", "continued": "continued", "changed": "changed"}
    back = objects(client.answer(BACK), "items[]")
    assert {(str(i["kind"]), str(i["id"])): i["change"] for i in back} == {
        key: swap[str(item["change"])] for key, item in every.items()
    }
    for item in back:
        assert item["progress"] == every[str(item["kind"]), str(item["id"])]["progress"]


def test_acts_near_a_plan_share_what_they_name_and_are_no_progress(every: dict[tuple[str, str], Object]) -> None:
    plan = every["target", "lingang-flying-fish-goal"]
    assert plan["progress"] is None
    assert "lingang-data-classification" in texts(plan, "see_also[].id")
    assert set(texts(plan, "see_also[].shares.id")) == {"lingang"}
    for key, item in every.items():
        if item["see_also"]:
            assert "mofcom-2021" in texts(item, "mentions[].report"), key


def test_counts_are_those_of_the_items(client: Client, service: Service) -> None:
    counts = client.answer(f"{ALL}&kind=zone")["counts"]
    assert isinstance(counts, dict)
    found = compare(service.catalogue, "mofcom-2021", "mofcom-2024")
    for kind, changes in counts.items():
        assert isinstance(changes, dict)
        assert sum(int(str(number)) for number in changes.values()) == sum(item.kind == kind for item in found)


def test_a_report_is_not_compared_with_itself_nor_with_what_is_none(client: Client) -> None:
    for query, name in (
        ("from=mofcom-2021&to=mofcom-2021", "to"),
        ("from=mofcom-2023&to=mofcom-2024", "from"),
        ("from=mofcom-2021&to=mofcom-2024&kind=zones", "kind"),
        ("from=mofcom-2021&to=mofcom-2024&change=ended", "change"),
        ("to=mofcom-2024", "from"),
    ):
        response = client.get(f"/api/reports/compare?{query}")
        assert response.status_code == 400
        assert response.json()["name"] == name


def test_the_comparison_is_csv_too(client: Client) -> None:
    response = client.get(f"{ALL}&change=changed&format=csv")
    assert response.headers["content-type"].startswith("text/csv")
    assert "beijing-digital-trade-port-building" in response.text
