"""Entities as the reports state them: merged over both, with every key of the contract."""

from dataclasses import replace

import pytest

from api.present import Presenter
from api.service import Service
from api.views.entities import entity
from graph.dates import parse_query
from graph.model import Dates, Instrument, StatedCount
from graph.statements import Statement
from tests.client import Client, objects, one, texts, values


def test_an_instrument_of_both_reports_is_one_with_the_dates_and_evidence_of_both(client: Client) -> None:
    found = client.answer("/api/instruments/data-twenty")
    assert one(found, "dates.adopted.edtf") == "2022-06"
    assert one(found, "dates.published.edtf") == "2022-12"
    assert texts(found, "reports[].id") == ["mofcom-2021", "mofcom-2024"]
    assert set(texts(found, "evidence[].report")) == {"mofcom-2021", "mofcom-2024"}
    assert texts(found, "issuers[].id") == ["cpc-central-committee", "state-council"]
    assert texts(found, "issuers[].as_printed") == ["中共中央", "国务院"]
    assert [(count["what"], count["value"]) for count in objects(found, "stated_counts[]")] == [("measures-stated", 20)]
    assert found["differs"] == []
    assert texts(found, "measures[].id")


def test_by_known_on_only_what_the_earlier_report_says_is_there(client: Client) -> None:
    found = client.answer("/api/instruments/data-twenty?known_on=2023-12-31")
    assert one(found, "dates.adopted.edtf") == "2022-06"
    assert values(found, "dates.published") == []
    assert texts(found, "reports[].id") == ["mofcom-2021"]
    assert found["known_on"] == "2023-12-31"
    assert found["covered_until"] == "2022-10-31"


def test_a_joint_notice_keeps_the_number_of_departments_beside_those_named(client: Client) -> None:
    found = client.answer("/api/instruments/digital-service-bases-notice")
    assert found["issuer_count"] == 10
    assert texts(found, "issuers[].id") == ["mofcom", "cac", "miit"]


def test_an_issuer_that_only_the_title_tells_is_inferred(client: Client) -> None:
    issuers = {
        str(item["id"]): objects(item, "issuers[]") for item in objects(client.answer("/api/instruments"), "items[]")
    }
    assert [issuer["inferred"] for issuer in issuers["beijing-public-data-measures"]] == [True]
    assert [issuer["inferred"] for issuer in issuers["tianjin-data-negative-list-2024"]] == [False]
    assert issuers["tianjin-data-negative-list-2024"][0]["as_printed"] == "天津市"


def test_the_status_of_an_instrument_follows_the_day(client: Client) -> None:
    def status(day: str) -> list[str]:
        path = f"/api/instruments?q=数据要素×&valid_on={day}&status="
        return [name for name in ("in_force", "ended", "draft") if client.answer(path + name)["total"]]

    assert status("2023-12-31") == []
    assert status("2024-02-01") == ["in_force"]
    assert status("2027-01-01") == ["ended"]
    assert one(client.answer("/api/instruments/hainan-data-center-regulation-draft"), "status") == "draft"


def test_a_pilot_measure_says_what_where_since_when_and_under_which_instrument(client: Client) -> None:
    found = client.answer("/api/measures/vats-foreign-equity-cap-removal")
    assert found["action"] == "remove-restriction"
    assert found["status"] == "pilot"
    assert set(values(found, "topics[]")) == {"telecom-opening", "foreign-investment"}
    assert one(found, "instrument.id") == "vats-opening-pilot-notice"
    assert one(found, "valid.from.edtf") == "2024-04"
    assert one(found, "valid.from_basis") == "published"
    assert len(values(found, "sectors[]")) == 6
    for item in objects(found, "applies_to[]"):
        assert (item["place"] is None) != (item["class"] is None)


def test_an_undated_measure_that_a_report_describes_as_done_began_by_its_cut_off(client: Client) -> None:
    found = client.answer("/api/measures/lingang-paperless-trade-rules")
    assert one(found, "valid.from_basis") == "reported_by"
    assert one(found, "valid.from.latest") == "2024-08-31"
    assert values(found, "valid.from.earliest") == []


def test_a_zone_has_its_classes_with_the_designation_and_its_parents_and_children(client: Client) -> None:
    found = client.answer("/api/zones/shanghai-ftz")
    assert texts(found, "parents[].id") == ["shanghai"]
    assert "lingang" in texts(found, "children[].id")
    classes = {str(item["id"]): item for item in objects(found, "classes[]")}
    assert {"ftz", "institutional-opening-pilot"} <= classes.keys()
    assert str(one(classes["ftz"], "since.edtf")).startswith("2013-09")
    assert texts(classes["ftz"], "evidence[].source.publisher")
    before = client.answer("/api/zones/shanghai-ftz?valid_on=2023-05")
    assert "institutional-opening-pilot" not in texts(before, "classes[].id")


def test_zones_are_there_from_their_founding_and_planned_ones_not_yet(client: Client) -> None:
    def ids(query: str) -> set[str]:
        return set(texts(client.answer(f"/api/zones?limit=1000{query}"), "items[].id"))

    assert {"silk-road-ecommerce-shanghai", "lingang-flying-fish"} <= ids("")
    assert "silk-road-ecommerce-shanghai" not in ids("&valid_on=2023-09-30")
    assert "silk-road-ecommerce-shanghai" in ids("&valid_on=2023-10-15")
    assert "lingang-flying-fish" not in ids("&valid_on=2024-08-31")


def test_a_place_not_yet_founded_contains_nothing_and_passes_nothing_on(client: Client) -> None:
    def answer(query: str) -> list[str]:
        return texts(client.answer(query), "items[].id")

    assert "lingang-depa-area" in answer("/api/zones?within=shanghai-ftz&valid_on=2024-08-31")
    assert answer("/api/zones?within=shanghai-ftz&valid_on=2018-01-01") == []
    assert answer("/api/zones?within=lingang&valid_on=2018-01-01") == []
    assert texts(client.answer("/api/zones/lingang-depa-area?valid_on=2018-01-01"), "parents[].id") == []
    inherited = "/api/zones/lingang-depa-area/measures?valid_on=2018-01-01&basis=inherited"
    assert client.answer(inherited)["total"] == 0


@pytest.mark.parametrize("place", ["shanghai", "china", "gba", "hainan"])
def test_within_is_the_closure_of_children_without_the_place_itself(client: Client, place: str) -> None:
    every = {str(item["id"]): item for item in objects(client.answer("/api/zones?limit=1000"), "items[]")}
    found, reached = set[str](), [place]
    while reached:
        inner = set(texts(every[reached.pop()], "children[].id")) - found
        found |= inner
        reached += inner
    assert set(texts(client.answer(f"/api/zones?within={place}&limit=1000"), "items[].id")) == found
    assert place not in found
    assert found


def test_parents_and_children_are_two_sides_of_one_thing(client: Client) -> None:
    every = objects(client.answer("/api/zones?limit=1000"), "items[]")
    up = {(item["id"], parent) for item in every for parent in texts(item, "parents[].id")}
    down = {(child, item["id"]) for item in every for child in texts(item, "children[].id")}
    assert up == down


def test_who_takes_part_changes_with_the_day_and_in_the_month_between_both_are_possible(client: Client) -> None:
    def china(day: str) -> list[tuple[object, object]]:
        path = f"/api/agreements/depa/participation?party=china&valid_on={day}"
        return [(item["status"], item["certainty"]) for item in objects(client.answer(path), "items[]")]

    assert china("2020") == []
    assert china("2021-06") == [("applied", "possible")]
    assert china("2022-07-31") == [("applied", "certain")]
    assert china("2022-08") == [("applied", "possible"), ("in_accession", "possible")]
    assert china("2022-08-15") == china("2022-08")
    assert china("2022-09-01") == [("in_accession", "certain")]


def test_without_a_day_the_whole_history_is_there_and_the_later_report_sharpens_nothing(client: Client) -> None:
    history = objects(client.answer("/api/agreements/depa/participation?party=china"), "items[]")
    assert [item["status"] for item in history] == ["applied", "in_accession"]
    accession = history[1]
    assert one(accession, "since.edtf") == "2022-08"
    assert accession["differs"] == []
    assert texts(accession, "reports[].id") == ["mofcom-2021", "mofcom-2024"]
    assert accession["certainty"] is None


def test_an_agreement_lists_what_names_it_and_its_alignment_is_not_there_yet(client: Client) -> None:
    found = client.answer("/api/agreements/depa")
    assert found["provisions"] == []
    assert "lingang-depa-area-creation" in texts(found, "measures[].id")
    assert texts(found, "events[].id")
    assert client.get("/api/agreements/depa/alignment").status_code == 404


def test_reports_say_what_was_taken_from_them(client: Client, service: Service) -> None:
    for report in objects(client.answer("/api/reports"), "items[]"):
        assert one(report, "issuer.id") == "mofcom"
        assert report["text_sha256"] == service.catalogue.text_hashes[str(report["id"])]
        counts = report["counts"]
        assert isinstance(counts, dict)
        assert {"instrument", "measure", "observation", "event"} <= counts.keys()
    later = client.answer("/api/reports/mofcom-2024")
    assert one(later, "cutoff.edtf") == "2024-08-31"
    assert one(later, "counts.observation") == sum(
        statement.record.source == "mofcom-2024"
        for (kind, _), group in service.catalogue.statements.items()
        for statement in group
        if kind == "observation"
    )


def test_coverage_accounts_for_every_passage_and_its_remarks_name_passages_there_are(
    client: Client, service: Service
) -> None:
    sections = objects(client.answer("/api/coverage?limit=1000"), "items[]")
    content = [p for p in service.catalogue.passages.values() if p.kind not in ("title", "heading", "box")]
    assert sum(int(str(section["passages"])) for section in sections) == len(content)
    uncited = [name for section in sections for name in texts(section, "uncited[]")]
    assert sum(int(str(section["cited"])) for section in sections) == len(content) - len(uncited)
    remarked = {name for section in sections for name in texts(section, "left_out[].passages[]")}
    assert set(uncited) <= remarked, "a passage that no fact cites and no remark explains"
    named = {
        f"{report}-{name}" for report, found in service.left_out.items() for item in found for name in item.passages
    }
    assert remarked == named <= service.catalogue.passages.keys()


def test_topics_count_what_they_list_and_indicators_tell_their_family(client: Client) -> None:
    topic = client.answer("/api/topics/tax")
    counts = topic["counts"]
    assert isinstance(counts, dict)
    assert counts == {kind: len(values(topic, f"{kind}s[]")) for kind in counts}
    families = texts(client.answer("/api/indicators?limit=1000"), "items[].family.id")
    family = families[0]
    found = objects(client.answer(f"/api/indicators?family={family}"), "items[]")
    assert len(found) == families.count(family) > 1
    assert all(item["definition"] for item in found)


def _stating(statement: Statement, published: str, measures: int) -> Statement:
    """The statement of an instrument with another date and number; what both sources give alike is the issuer count."""
    record = statement.record
    assert isinstance(record, Instrument)
    counts = (StatedCount(what="measures-stated", value=measures),)
    changed = replace(record, dates=Dates(published=published), issuer_count=3, stated_counts=counts)
    return replace(statement, record=changed)


def test_what_two_sources_cannot_both_be_right_about_stands_under_differs(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = service.catalogue.entity("instrument", "data-twenty")[-2:]
    said = (_stating(first, "2022-11", 20), _stating(second, "2022-12", 21))
    statements = {**service.catalogue.statements, ("instrument", "data-twenty"): said}
    monkeypatch.setattr(service.catalogue, "statements", statements)
    found = entity(Presenter(service, parse_query("2030")), "instrument", "data-twenty")
    assert one(found, "dates.published.edtf") == "2022-12"
    assert found["issuer_count"] == 3
    differs = {str(item["key"]): item for item in objects(found, "differs[]")}
    assert differs.keys() == {"dates.published", "stated_counts.measures-stated"}
    assert texts(differs["dates.published"], "values[].value.edtf") == ["2022-11", "2022-12"]
    assert texts(differs["dates.published"], "values[].source") == [first.record.source, second.record.source]
    assert values(differs["stated_counts.measures-stated"], "values[].value") == [20, 21]
