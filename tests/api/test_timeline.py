"""The timeline over HTTP: what is on it, once each, in order, and what each filter finds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.objects import Object
from api.service import Service
from api.shapes.figures import Timeline
from graph.model import Event, Instrument
from tests.client import Client, objects, one, texts, values

ALL = "/api/timeline?limit=1000"


def bounds(entry: Object) -> tuple[date, date]:
    """The first and last day that an entry's bounds allow, an open end as far as there are days."""
    begins, ends = objects(entry, "date")[0], objects(entry, "end")
    first, last = begins["earliest"], (ends[0] if ends else begins)["latest"]
    return (
        date.fromisoformat(str(first)) if first else date.min,
        date.fromisoformat(str(last)) if last else date.max,
    )


def test_entries_have_their_shape(client: Client) -> None:
    for query in ("", "&known_on=2023-06", "&known_on=1900", "&zone=lingang&scope=applicable", "&from=2024&to=2024"):
        Timeline.model_validate(client.answer(f"{ALL}{query}"), strict=True)


def test_entries_stand_by_earliest_day_then_id(client: Client) -> None:
    keys = [(bounds(item)[0], str(item["id"])) for item in objects(client.answer(ALL), "items[]")]
    assert keys == sorted(keys)
    assert len({slug for _, slug in keys}) == len(keys)


def test_every_entry_says_where_its_date_stands(client: Client) -> None:
    for item in objects(client.answer(ALL), "items[]"):
        assert objects(item, "evidence[]"), item["id"]


def test_each_dated_instrument_has_one_entry_a_kind_of_date(client: Client, service: Service) -> None:
    expected = {
        f"{slug}-{kind}"
        for (of, slug), statements in service.catalogue.statements.items()
        if of == "instrument"
        for statement in statements
        if isinstance(statement.record, Instrument)
        for kind in ("adopted", "published", "in_force", "applicable", "ended")
        if getattr(statement.record.dates, kind)
    }
    items = objects(client.answer(ALL), "items[]")
    assert {str(item["id"]) for item in items if item["kind"] == "instrument"} == expected


def test_an_event_that_is_an_instruments_adoption_is_told_once_with_what_it_adds(client: Client) -> None:
    found = objects(client.answer(f"{ALL}&from=2022-06&to=2022-06"), "items[]")
    about = [item for item in found if "data-twenty" in values(item, "instruments[]")]
    assert [item["id"] for item in about] == ["data-twenty-adopted"]
    assert "central-deep-reform-commission" in texts(about[0], "organizations[]")


def test_an_agreements_date_that_an_event_tells_is_told_once(client: Client) -> None:
    items = objects(client.answer(f"{ALL}&agreement=bri-digital-beijing-initiative&from=2023-10&to=2023-10"), "items[]")
    acts = [item["id"] for item in items if item["type"] in ("published", "joint-statement")]
    assert acts == ["bri-digital-beijing-initiative-released"]


def test_a_measure_with_a_date_of_its_own_is_left_to_the_event_that_tells_of_it(client: Client) -> None:
    items = objects(client.answer(f"{ALL}&zone=beijing-data-pioneer-zone"), "items[]")
    assert [item["id"] for item in items] == ["beijing-data-pioneer-zone-launch"]


def test_a_founding_and_the_class_that_comes_with_it_are_one_entry(client: Client) -> None:
    ids = texts(client.answer(f"{ALL}&zone=anhui-ftz"), "items[].id")
    assert ids == ["anhui-ftz-since"]


def test_several_sources_of_one_event_give_its_most_precise_date(client: Client) -> None:
    found = client.answer(f"{ALL}&agreement=depa&from=2022-08-01&to=2022-08-31")
    group = next(item for item in objects(found, "items[]") if item["id"] == "depa-china-working-group")
    assert one(group, "date.edtf") == "2022-08"
    assert set(texts(group, "reports[]")) == {"mofcom-2021", "mofcom-2024"}


def test_before_the_second_report_only_what_the_first_says_is_on_the_timeline(client: Client) -> None:
    answer = client.answer(f"{ALL}&known_on=2023-12-31")
    assert "mofcom-2024" not in texts(answer, "items[].reports[]")
    assert "cross-border-data-flow-provisions-published" not in texts(answer, "items[].id")
    assert "depa-china-working-group" in texts(answer, "items[].id")


def test_a_draft_is_a_draft_and_a_goal_is_planned(client: Client) -> None:
    items = {item["id"]: item for item in objects(client.answer(ALL), "items[]")}
    assert items["hainan-data-center-regulation-draft-published"]["status"] == "draft"
    assert items["silk-road-ecommerce-2025-outcomes-by"]["status"] == "planned"
    assert items["data-element-x-plan-ended"]["status"] == "planned"
    assert items["pipl-in_force"]["status"] == "done"


def test_the_publication_of_each_report_is_in_the_lane_of_statistics(client: Client) -> None:
    def published(query: str) -> dict[str, Object]:
        found = objects(client.answer(f"{ALL}&lane=statistics{query}"), "items[]")
        return {str(item["id"]): item for item in found if item["kind"] == "report"}

    items = published("")
    assert [one(item, "date.edtf") for item in items.values()] == ["2023-01", "2024-09"]
    first = items["mofcom-2021-published"]
    assert (first["type"], first["organizations"], first["reports"]) == ("published", ["mofcom"], ["mofcom-2021"])
    assert {key for piece in objects(first, "evidence[]") for key in texts(piece, "for[]")} == {"date", "organizations"}
    assert list(published("&known_on=2023-06")) == ["mofcom-2021-published"]
    assert list(published("&issuer=mofcom&report=mofcom-2024")) == ["mofcom-2024-published"]


def test_a_work_that_an_event_publishes_is_not_told_twice(client: Client) -> None:
    handbook = [item["id"] for item in objects(client.answer(f"{ALL}&lane=statistics&type=publishing"), "items[]")]
    assert handbook == ["digital-trade-handbook-first-edition", "measurement-handbook-second-edition"]
    assert not objects(client.answer(f"{ALL}&lane=statistics&type=published&to=2022"), "items[]")


def test_undated_ones_are_counted_not_listed(client: Client, service: Service) -> None:
    answer = client.answer(f"{ALL}&type=conference")
    undated = [
        slug
        for (kind, slug), said in service.catalogue.statements.items()
        if kind == "event"
        and all(isinstance(s.record, Event) and s.record.type == "conference" and not s.record.date for s in said)
    ]
    assert undated
    assert one(answer, "searched.undated") == len(undated)
    assert not set(undated) & set(texts(answer, "items[].id"))


def test_an_interval_has_both_its_ends(client: Client) -> None:
    items = {item["id"]: item for item in objects(client.answer(ALL), "items[]")}
    cables = items["planned-submarine-cables-2023-2026"]
    assert (one(cables, "date.edtf"), one(cables, "end.edtf")) == ("2023", "2026")
    talks = items["depa-accession-negotiations"]
    assert (one(talks, "date.edtf"), one(talks, "end.edtf")) == ("2022", "..")


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(one_day=DAYS, other_day=DAYS)
def test_a_range_finds_what_shares_a_day_with_it_and_no_more(client: Client, one_day: date, other_day: date) -> None:
    first, last = sorted((one_day, other_day))
    every = {str(item["id"]): bounds(item) for item in objects(client.answer(ALL), "items[]")}
    found = set(texts(client.answer(f"{ALL}&from={first}&to={last}"), "items[].id"))
    assert found == {slug for slug, (begins, ends) in every.items() if begins <= last and ends >= first}


@given(limit=st.integers(7, 90), scope=st.sampled_from(["", "&zone=shanghai", "&lane=agreements"]))
def test_pages_are_disjoint_and_complete(client: Client, limit: int, scope: str) -> None:
    found: list[str] = []
    following: str | None = f"/api/timeline?limit={limit}{scope}"
    while following:
        answer = client.answer(following)
        found += texts(answer, "items[].id")
        following = str(answer["next"]) if answer["next"] else None
    assert found == texts(client.answer(f"{ALL}{scope}"), "items[].id")


@pytest.mark.parametrize(
    ("query", "key", "value"),
    [
        ("agreement=depa", "agreements[]", "depa"),
        ("topic=data-cross-border", "topics[]", "data-cross-border"),
        ("issuer=state-council", "organizations[]", "state-council"),
        ("report=mofcom-2021", "reports[]", "mofcom-2021"),
        ("type=published", "type", "published"),
        ("lane=infrastructure", "lane", "infrastructure"),
    ],
)
def test_a_filter_finds_exactly_what_has_its_value(client: Client, query: str, key: str, value: str) -> None:
    every = objects(client.answer(ALL), "items[]")
    expected = [item["id"] for item in every if value in values(item, key)]
    assert expected
    assert texts(client.answer(f"{ALL}&{query}"), "items[].id") == expected


def test_a_zone_has_its_own_entries_and_with_scope_what_it_inherits(client: Client) -> None:
    own = set(texts(client.answer(f"{ALL}&zone=lingang"), "items[].id"))
    wider = set(texts(client.answer(f"{ALL}&zone=lingang&scope=applicable"), "items[].id"))
    assert {"lingang-general-data-list-2024-published", "vats-opening-pilot-notice-published"} <= own
    assert own < wider
    assert {
        "cross-border-data-flow-provisions-published",
        "shanghai-ftz-high-standard-plan-published",
        "ftz-institutional-opening-measures-published",
    } <= wider - own
    assert not {"tianjin-data-negative-list-2024-published", "hainan-data-center-regulation-draft-published"} & wider
    assert "depa-china-application" not in wider


def test_a_place_has_the_entries_of_the_places_in_it(client: Client) -> None:
    shanghai = set(texts(client.answer(f"{ALL}&zone=shanghai"), "items[].id"))
    assert set(texts(client.answer(f"{ALL}&zone=lingang"), "items[].id")) <= shanghai
    assert "tianjin-data-negative-list-2024-published" not in shanghai


def test_hong_kong_inherits_nothing_of_the_mainland(client: Client) -> None:
    found = texts(client.answer(f"{ALL}&zone=hong-kong&scope=applicable"), "items[].id")
    assert "cross-border-data-flow-provisions-published" not in found


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("from=2024-13", "from"),
        ("from=2024-02&to=2024-01", "to"),
        ("zone=lingnag", "zone"),
        ("agreement=dpea", "agreement"),
        ("topic=x", "topic"),
        ("issuer=x", "issuer"),
        ("report=mofcom-2020", "report"),
        ("type=publishd", "type"),
        ("lane=zone", "lane"),
        ("scope=all", "scope"),
        ("from_=2024", "from_"),
    ],
)
def test_a_bad_filter_is_named(client: Client, query: str, name: str) -> None:
    response = client.get(f"/api/timeline?{query}")
    assert response.status_code == 400
    assert response.json()["name"] == name


def test_other_formats_are_not_acceptable_and_the_answer_lists_those_there_are(client: Client) -> None:
    for response in (
        client.get("/api/timeline?format=pdf"),
        client.get("/api/timeline", {"accept": "application/pdf"}),
    ):
        assert response.status_code == 406
        assert {"json", "csv"} <= set(response.json()["available"]) or {"application/json", "text/csv"} <= set(
            response.json()["available"]
        )


def test_an_empty_timeline_says_why(client: Client) -> None:
    answer = client.answer("/api/timeline?from=1950&to=1960&zone=lingang")
    assert answer["total"] == 0
    assert one(answer, "reason.code") == "no_match"
    assert one(client.answer("/api/timeline?known_on=1900"), "reason.code") in ("nothing_known", "no_match")
