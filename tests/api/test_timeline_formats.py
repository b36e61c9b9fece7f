"""The timeline as a calendar, as a Vega-Lite spec and as a picture of the server, each read back."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import cast
from xml.etree import ElementTree

import icalendar

from api.objects import Object
from graph import raster, vegalite
from tests.client import Client, objects, one

ALL = "/api/timeline?limit=1000"
MAY = "/api/timeline?from=2024-05&to=2024-05&limit=1000"


def events(client: Client, url: str) -> dict[str, icalendar.Event]:
    response = client.get(f"{url}&format=ics")
    assert response.headers["content-type"].startswith("text/calendar")
    found = icalendar.Calendar.from_ical(response.content)
    assert isinstance(found, icalendar.Calendar)
    return {str(event["UID"]).removesuffix("@policygraph"): event for event in found.events}


def test_every_entry_is_an_all_day_event_over_its_bounds(client: Client) -> None:
    items = {str(item["id"]): item for item in objects(client.answer(ALL), "items[]")}
    found = events(client, ALL)
    assert found.keys() == items.keys()
    for slug, event in found.items():
        begins, ends = objects(items[slug], "date")[0], objects(items[slug], "end")
        last = (ends[0]["latest"] if ends else None) or begins["latest"]
        assert event.start == date.fromisoformat(str(begins["earliest"])), slug
        assert event.end == date.fromisoformat(str(last)) + timedelta(days=1), slug
        assert str(event["SUMMARY"]).startswith(str(one(items[slug], "label.zh")))


def test_a_month_is_a_span_with_the_precision_in_words(client: Client) -> None:
    event = events(client, MAY)["lingang-general-data-list-2024-published"]
    assert (event.start, event.end) == (date(2024, 5, 1), date(2024, 6, 1))
    assert "2024-05：日期仅确定到月" in str(event["DESCRIPTION"])
    assert "known to the month only" in str(event["DESCRIPTION"])
    assert "mofcom-2024-p" in str(event["DESCRIPTION"])


def test_plans_and_drafts_are_tentative(client: Client) -> None:
    items = {str(item["id"]): item["status"] for item in objects(client.answer(ALL), "items[]")}
    statuses = {slug: str(event["STATUS"]) for slug, event in events(client, ALL).items()}
    assert {slug for slug, status in items.items() if status != "done"} == {
        slug for slug, status in statuses.items() if status == "TENTATIVE"
    }


def test_a_calendar_is_the_same_each_time_and_dated_by_the_data(client: Client) -> None:
    first = client.get(f"{MAY}&format=ics").content
    again = client.get(f"{MAY.replace('limit=1000', 'limit=999')}&format=ics").content  # another URL: made anew
    assert first == again
    assert b"DTSTAMP:20261122T000000Z" in first


def test_the_spec_renders_as_it_is_with_a_row_an_entry(client: Client) -> None:
    response = client.get(f"{ALL}&format=vegalite")
    assert response.headers["content-type"] == vegalite.MEDIA
    spec = cast(Object, json.loads(response.content))
    rows = objects(spec, "data.values[]")
    assert [row["id"] for row in rows] == [item["id"] for item in objects(client.answer(ALL), "items[]")]
    assert len({str(row["words"]) for row in rows}) == len(rows)
    assert raster.png(vegalite.svg(cast("Mapping[str, object]", spec)), scale=1).startswith(b"\x89PNG")


def test_the_picture_holds_every_label_whole(client: Client) -> None:
    response = client.get(f"{MAY}&format=svg")
    assert response.headers["content-type"].startswith("image/svg+xml")
    words = {"".join(node.itertext()) for node in ElementTree.fromstring(response.content).iter() if
             node.tag.endswith("text")}  # fmt: skip
    for item in objects(client.answer(MAY), "items[]"):
        assert any(word.startswith(str(one(item, "label.zh"))) for word in words), item["id"]


def test_an_empty_timeline_is_an_empty_calendar_and_a_picture_that_says_so(client: Client) -> None:
    empty = "/api/timeline?from=1900&to=1901"
    assert events(client, empty) == {}
    assert "没有符合条件的条目" in client.get(f"{empty}&format=svg").text
