"""The timeline as a calendar, as an Atom feed, as a Vega-Lite spec and as a picture of the server, each read back."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]
import icalendar
import pytest

from api.app import create_app
from api.objects import Object
from api.service import Service
from api.views.timeline_feed import Feed
from api.views.timeline_feed import feed as timeline_feed
from graph import raster, vegalite
from graph.iris import CANONICAL_BASE, Iris
from loaders.versions import Dated, versions
from tests.client import Client, objects, one

ALL = "/api/timeline?limit=1000"
MAY = "/api/timeline?from=2024-05&to=2024-05&limit=1000"
ATOM = "{http://www.w3.org/2005/Atom}"
LATER = """
- version: '0.2.0'
  date: 2027-02-01
  counts: {}
  added: [agreement/depa]
- version: '0.3.0'
  date: 2027-03-01
  counts: {}
  changed: [lingang-general-data-list-2024-published]
  removed: [no-longer-here]
"""


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


def test_a_calendar_is_the_same_each_time_and_dated_by_the_data(client: Client, data: Path) -> None:
    first = client.get(f"{MAY}&format=ics").content
    again = client.get(f"{MAY.replace('limit=1000', 'limit=999')}&format=ics").content  # another URL: made anew
    assert first == again
    assert f"DTSTAMP:{versions(data)[-1].date:%Y%m%d}T000000Z".encode() in first


def test_the_spec_renders_as_it_is_with_a_row_an_entry(client: Client) -> None:
    response = client.get(f"{ALL}&format=vegalite")
    assert response.headers["content-type"] == vegalite.MEDIA
    spec = cast(Object, json.loads(response.content))
    rows = objects(spec, "data.values[]")
    assert [row["id"] for row in rows] == [item["id"] for item in objects(client.answer(ALL), "items[]")]
    assert len({str(row["words"]) for row in rows}) == len(rows)
    assert raster.png(vegalite.svg(cast("Mapping[str, object]", spec)), scale=1).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "政策与规则时间线（共"), ("en", "Timeline of policies and rules (")]
)
def test_the_picture_holds_every_label_whole(client: Client, language: str, said: str) -> None:
    response = client.get(f"{ALL}&format=svg&lang={language}")
    assert response.headers["content-type"].startswith("image/svg+xml")
    words = {"".join(node.itertext()) for node in ElementTree.fromstring(response.content).iter() if
             node.tag.endswith("text")}  # fmt: skip
    assert any(word.startswith(said) for word in words)
    for item in objects(client.answer(ALL), "items[]"):
        assert any(word.startswith(str(one(item, f"label.{language}"))) for word in words), item["id"]


def test_an_english_chart_has_no_chinese_words_of_its_own(client: Client) -> None:
    spec = client.get(f"{ALL}&format=vegalite&lang=en").json()
    assert not re.search("[\u4e00-\u9fff]", json.dumps({**spec, "config": None}, ensure_ascii=False))
    assert client.get(f"{ALL}&lang=fr").status_code == 400


def test_an_empty_timeline_is_an_empty_calendar_and_a_picture_that_says_so(client: Client) -> None:
    empty = "/api/timeline?from=1900&to=1901"
    assert events(client, empty) == {}
    assert "没有符合条件的条目" in client.get(f"{empty}&format=svg").text


def feed(client: Client, url: str) -> ElementTree.Element:
    response = client.get(f"{url}&format=atom")
    assert response.headers["content-type"] == "application/atom+xml"
    read = feedparser.parse(response.content)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    return ElementTree.fromstring(response.content)


def dates(root: ElementTree.Element) -> dict[str, tuple[str | None, str | None]]:
    return {
        str(entry.findtext(f"{ATOM}id")): (entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated"))
        for entry in root.iter(f"{ATOM}entry")
    }


def links(node: ElementTree.Element, relation: str) -> list[str]:
    return [link.attrib["href"] for link in node.findall(f"{ATOM}link") if link.attrib["rel"] == relation]


@pytest.fixture
def later(service: Service, data: Path, tmp_path: Path) -> Iterator[Client]:
    """The same dataset after two invented versions: one entry changed, one entity added with all its entries."""
    released = (data / "versions.yml").read_text("utf-8")
    (tmp_path / "versions.yml").write_text(released + LATER, "utf-8")
    found = Client(create_app(replace(service, settings=replace(service.settings, data=tmp_path))))
    yield found
    found.close()


def test_every_entry_is_in_the_feed_once_with_its_iri(client: Client) -> None:
    items = {str(item["iri"]): item for item in objects(client.answer(ALL), "items[]")}
    root = feed(client, ALL)
    ids = [str(entry.findtext(f"{ATOM}id")) for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    assert set(ids) == items.keys()
    for entry in root.iter(f"{ATOM}entry"):
        item = items[str(entry.findtext(f"{ATOM}id"))]
        assert entry.findtext(f"{ATOM}title") == f"{one(item, 'label.zh')} / {one(item, 'label.en')}"
        assert [category.attrib["term"] for category in entry.findall(f"{ATOM}category")] == [item["lane"]]
        assert links(entry, "alternate") == [item["iri"]]


def test_an_entry_says_when_how_exactly_and_where_it_is_written(client: Client) -> None:
    read = feedparser.parse(client.get(f"{MAY}&format=atom").content)
    found = next(entry for entry in read.entries if entry.id.endswith("/lingang-general-data-list-2024#published"))
    assert found.summary == "2024年5月（日期仅确定到月；已发生）\n2024-05 (known to the month only; done)"
    via = [link.href for link in found.links if link.rel == "via"]
    assert any("/id/passage/mofcom-2024-p" in address for address in via)
    assert {client.get(address.removeprefix(CANONICAL_BASE.rstrip("/"))).status_code for address in via} <= {200, 303}


def test_the_dates_of_a_feed_are_those_of_the_versions(client: Client, data: Path) -> None:
    released = versions(data)
    days = [f"{version.date}T00:00:00Z" for version in released]
    root = feed(client, ALL)
    assert root.findtext(f"{ATOM}updated") == days[-1]
    found = dates(root)
    assert (days[0], days[0]) in found.values()
    assert {day for pair in found.values() for day in pair} <= set(days)
    assert all(published <= updated for published, updated in found.values() if published and updated)
    changed = f"{CANONICAL_BASE}id/instrument/tianjin-data-negative-list-2024#published"
    assert found[changed] == (days[0], "2026-11-26T00:00:00Z")


def test_a_later_version_moves_only_what_it_names_and_puts_it_first(client: Client, later: Client) -> None:
    before, root = dates(feed(client, ALL)), feed(later, ALL)
    after = dates(root)
    first, second, third = "2026-11-22T00:00:00Z", "2027-02-01T00:00:00Z", "2027-03-01T00:00:00Z"
    base = f"{CANONICAL_BASE}id"
    changed = {iri: when for iri, when in after.items() if when != before[iri]}
    depa = {iri for iri in before if iri.startswith(f"{base}/agreement/depa#")}
    assert depa
    assert changed == {
        f"{base}/instrument/lingang-general-data-list-2024#published": (first, third),
        **dict.fromkeys(depa, (second, second)),
    }
    assert root.findtext(f"{ATOM}updated") == third
    assert set(list(after)[: len(changed)]) == changed.keys()
    assert next(iter(after)).endswith("/lingang-general-data-list-2024#published")


def test_a_page_of_the_feed_leads_to_the_next(client: Client) -> None:
    root, ids, whole = feed(client, "/api/timeline?limit=60"), list[str](), dates(feed(client, ALL))
    lasting = root.findtext(f"{ATOM}id")
    while True:
        ids += dates(root)
        assert root.findtext(f"{ATOM}id") == lasting
        following = links(root, "next")
        if not following:
            break
        root = ElementTree.fromstring(client.get(following[0]).content)
    assert ids == list(whole)


def test_feeds_with_other_filters_are_other_feeds(client: Client) -> None:
    urls = ("/api/timeline?agreement=depa", "/api/timeline?agreement=cptpp", "/api/timeline?zone=lingang&lane=zones")
    assert len({feed(client, url).findtext(f"{ATOM}id") for url in urls}) == len(urls)
    turned = "/api/timeline?lane=zones&zone=lingang"
    assert feed(client, turned).findtext(f"{ATOM}id") == feed(client, urls[2]).findtext(f"{ATOM}id")


def test_markup_and_control_characters_in_a_feed_are_harmless(client: Client) -> None:
    answer = client.answer(f"{MAY}&lane=zones")
    item = objects(answer, "items[]")[0]
    bad = "a\x00\x0b</title><script>alert(1)</script>&\ufffe\ud800"
    evil: Object = {**answer, "next": None, "items": [{**item, "label": {"zh": bad, "en": bad}, "lane": '"><x'}]}
    about = Feed("https://example.org/f", "http://localhost/\x01<", [("zone", bad)], date(2026, 11, 22), Iris())
    written = timeline_feed(evil, about, lambda _: Dated(date(2026, 11, 22), date(2026, 11, 22)))
    root = ElementTree.fromstring(written)
    clean = "a\ufffd\ufffd</title><script>alert(1)</script>&\ufffd\ufffd"
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == f"{clean} / {clean}"
    assert {node.tag.removeprefix(ATOM) for node in root.iter()}.isdisjoint({"script", "x"})


def test_an_empty_feed_is_still_a_feed(client: Client, data: Path) -> None:
    root = feed(client, "/api/timeline?from=1900&to=1901")
    assert dates(root) == {}
    assert root.findtext(f"{ATOM}updated") == f"{versions(data)[-1].date}T00:00:00Z"
