"""Series and their charts, as REST answers: vintages side by side, never joined, and pictures that hold no secret."""

import csv
import io
import itertools
import json
from xml.etree import ElementTree

import pytest
import vl_convert

from api.objects import Object
from api.shapes.statistics import SeriesAnswer
from tests.client import Client, objects, texts, values

PATH = "/api/statistics/series"
SVG = "{http://www.w3.org/2000/svg}"


def only(client: Client, query: str) -> Object:
    (found,) = objects(client.answer(f"{PATH}?{query}"), "items[]")
    return found


def test_every_series_has_its_shape_and_every_observation_is_in_one(client: Client) -> None:
    answer = client.answer(f"{PATH}?limit=1000")
    SeriesAnswer.model_validate(answer, strict=True)
    points = objects(answer, "items[].vintages[].points[]")
    found = [str(point["observation"]) for point in points]
    others = [str(other) for point in points for other in values(point, "others[]")]
    known = texts(client.answer("/api/statistics?limit=1000"), "items[].id")
    assert sorted([*found, *others]) == sorted(known)
    assert len({str(item["id"]) for item in objects(answer, "items[]")}) == answer["total"]


def test_chinas_total_breaks_between_2011_and_2021_and_between_the_reports(client: Client) -> None:
    found = only(client, "indicator=digitally-deliverable-trade&area=china&type=level")
    assert texts(found, "vintages[].report.id") == ["mofcom-2021", "mofcom-2024"]
    earlier, later = objects(found, "vintages[]")
    assert values(earlier, "points[].value") == [1648.4, 3596.9]
    assert earlier["runs"] == [[0], [1]]
    assert texts(later, "points[].period.edtf") == [str(year) for year in range(2015, 2024)]
    assert later["runs"] == [list(range(9))]
    breaks = {str(one["kind"]): one for one in objects(found, "breaks[]")}
    assert breaks["vintage"]["difference"] == 8.3
    assert breaks["gap"]["first"] == "2011"
    assert texts(breaks["definition"], "indicator.id") == ["digitally-deliverable-trade-cny"]


def test_two_definitions_are_never_one_series(client: Client) -> None:
    answer = client.answer(f"{PATH}?family=family-digital-services-exports&area=china&type=level")
    assert texts(answer, "items[].indicator.id") == ["digitally-deliverable-exports", "digitally-delivered-exports"]
    for item in objects(answer, "items[]"):
        assert "definition" in texts(item, "breaks[].kind")


def test_of_two_printings_the_more_precise_is_the_point_and_the_other_is_named(client: Client) -> None:
    found = only(client, "indicator=digitally-delivered-exports&area=world&type=level")
    point = next(one for one in objects(found, "vintages[].points[]") if texts(one, "period.edtf") == ["2023"])
    assert (point["value"], point["printed"]) == (42504.1, "42504.1")
    assert set(texts(point, "others[]")) == {"r24-wto-dds-exports-world-2023", "table-1-2023-digital-exports"}


def test_as_csv_there_is_a_row_a_point(client: Client) -> None:
    text = client.get(f"{PATH}?indicator=digitally-deliverable-trade&area=china&type=level&format=csv").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["report"], row["period"], row["value"], row["run"]) for row in rows[:3]] == [
        ("mofcom-2021", "2011", "1648.4", "1"), ("mofcom-2021", "2021", "3596.9", "2"),
        ("mofcom-2024", "2015", "2072.6", "1"),
    ]  # fmt: skip
    assert len(rows) == 11


def words(svg: bytes) -> list[str]:
    """The texts of a picture."""
    root = ElementTree.fromstring(svg)
    return ["".join(part.itertext()) for part in root.iter() if part.tag in (f"{SVG}text", f"{SVG}tspan")]


def test_the_chart_of_a_series_shows_both_vintages_their_values_and_its_breaks(client: Client) -> None:
    response = client.get(f"{PATH}?indicator=digitally-deliverable-trade&area=china&type=level&format=svg")
    assert response.headers["content-type"] == "image/svg+xml"
    found = words(response.content)
    assert {
        "3596.9",
        "3605.2",
        "可数字化交付服务进出口额，中国",
        "中国数字贸易发展报告 2021",
        "2021年：两份报告相差 +8.3亿美元",
    } <= set(found)
    assert "Noto Sans CJK SC" in response.text
    for dangerous in ("<script", "href=", "foreignObject", "onload"):
        assert dangerous not in response.text


def test_no_two_labels_of_a_chart_stand_in_one_place(client: Client) -> None:
    for query in ("area=china", "family=family-digital-services-exports&area=china&type=level", "area=world&lang=en"):
        spec = json.loads(client.get(f"{PATH}?{query}&format=vegalite").text)
        for panel in spec["vconcat"]:
            rows = [row for row in panel["data"]["values"] if row.get("label")]
            domain = panel["layer"][0]["encoding"]["y"]["scale"]["domain"] if rows else [0, 1]
            pixel = (domain[1] - domain[0]) / panel["height"]
            places: dict[float, list[float]] = {}
            for row in rows:
                places.setdefault(row["label_x"], []).append(row["label_y"] / pixel)
            for column in places.values():
                column.sort()
                assert all(above - below > 12.9 for below, above in itertools.pairwise(column))


def test_the_vega_lite_spec_is_what_the_picture_is_drawn_from_and_fetches_nothing(client: Client) -> None:
    query = "indicator=e-commerce-sales&format="
    response = client.get(f"{PATH}?{query}vegalite")
    assert response.headers["content-type"] == "application/vnd.vegalite.v6+json"
    assert '"url"' not in response.text
    drawn = vl_convert.vegalite_to_svg(response.text, vl_version="6.4", allowed_base_urls=[])
    assert words(drawn.encode()) == words(client.get(f"{PATH}?{query}svg").content)


def test_a_picture_of_nothing_says_why(client: Client) -> None:
    picture = client.get(f"{PATH}?indicator=e-commerce-sales&area=china&format=svg")
    assert picture.status_code == 200
    assert "没有符合全部条件的序列" in "".join(words(picture.content))
    assert "No series matches" in "".join(
        words(client.get(f"{PATH}?indicator=e-commerce-sales&area=china&format=svg&lang=en").content)
    )


def test_what_has_no_date_is_counted_and_not_drawn(client: Client) -> None:
    assert "未注日期的数据 1 条，未画出" in words(client.get(f"{PATH}?indicator=data-centre-racks&format=svg").content)


def test_more_lines_than_there_are_colours_are_counted_and_not_drawn(client: Client) -> None:
    found = words(client.get(f"{PATH}?indicator=digitally-deliverable-trade&type=level&format=svg").content)
    assert [text for text in found if text.startswith("另有")] == ["另有 30 条线未画出，请缩小范围"]


def test_only_vintages_published_by_a_day_are_shown(client: Client) -> None:
    found = only(client, "indicator=digitally-deliverable-trade&area=china&type=level&known_on=2023-06")
    assert texts(found, "vintages[].report.id") == ["mofcom-2021"]


@pytest.mark.parametrize("query", ["family=exports", "type=levels", "area=chian", "lang=fr", "indicator=x"])
def test_a_value_that_cannot_be_used_is_named(client: Client, query: str) -> None:
    response = client.get(f"{PATH}?{query}")
    assert (response.status_code, response.json()["name"]) == (400, query.partition("=")[0])


def test_a_picture_has_a_validator_and_stays_the_same(client: Client) -> None:
    url = f"{PATH}?indicator=services-exports&format=svg"
    first = client.get(url)
    assert client.get(url, {"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.get(f"{url}&lang=zh").content == first.content
