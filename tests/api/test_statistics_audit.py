"""The audit of the two reports: every table cell that can be recomputed is, and what cannot says why."""

from collections import Counter
from collections.abc import Iterator

import pytest

from api.objects import Object
from api.shapes.statistics import Audit
from tests.client import Client, objects, texts, values

PATH = "/api/statistics/audit"


@pytest.fixture(scope="module")
def checks(client: Client) -> dict[str, Object]:
    """Every check, by id."""
    answer = client.answer(f"{PATH}?limit=1000")
    Audit.model_validate(answer, strict=True)
    found = {str(item["id"]): item for item in objects(answer, "items[]")}
    assert len(found) == answer["total"]
    return found


def cells(client: Client, type_: str) -> Iterator[Object]:
    """The cells of all tables that state this type."""
    for table in range(1, 6):
        yield from objects(client.answer(f"/api/statistics?table=table-{table}&type={type_}&limit=1000"), "items[]")


def test_every_growth_cell_is_recomputed_or_says_why_not(client: Client, checks: dict[str, Object]) -> None:
    seen = 0
    for cell in cells(client, "growth"):
        one = checks[f"{cell['id']}-growth"]
        first = (texts(cell, "period.edtf") in (["2019"], ["2015"]) and cell["table"] != "table-4") or cell[
            "value"
        ] is None
        assert one["result"] == ("cannot-check" if first else "ok"), one["id"]
        assert (one["reason"] is None) is not first
        assert one["stated"] == cell["value"]
        seen += 1
    assert seen == 144


def test_the_growth_of_2019_lacks_the_level_of_2018(checks: dict[str, Object]) -> None:
    one = checks["table-2-china-2019-growth-growth"]
    assert texts(one, "reason.code") == ["no_base_figure"]
    assert "2018" in texts(one, "reason.detail")[0]
    assert one["computed"] is None


def test_the_growth_of_the_first_ten_in_2019_follows_from_their_own(checks: dict[str, Object]) -> None:
    for one in (
        "table-2-top-10-exporters-2019-growth-growth-of-parts",
        "table-3-top-10-importers-2019-growth-growth-of-parts",
    ):
        assert checks[one]["result"] in ("ok", "rounding")
        assert len(values(checks[one], "observations[]")) == 22


def test_every_total_of_tables_4_and_5_is_the_sum_of_its_parts(client: Client, checks: dict[str, Object]) -> None:
    totals = [cell for cell in cells(client, "level") if texts(cell, "indicator.id") == ["digitally-deliverable-trade"]]
    assert len(totals) == 9 + 31
    results = [str(checks[f"{cell['id']}-sum-of-parts"]["result"]) for cell in totals]
    assert set(results) == {"ok", "rounding"}
    assert results.count("rounding") == 10


def test_every_row_of_sums_is_the_sum_of_the_ten_above_it(checks: dict[str, Object]) -> None:
    rows = [one for one in checks.values() if one["check"] == "sum-of-rows"]
    assert len(rows) == 10
    assert {str(one["result"]) for one in rows} <= {"ok", "rounding"}
    assert {len(values(one, "observations[]")) for one in rows} == {11}


@pytest.mark.parametrize(
    ("check", "computed", "result"),
    [
        ("r24-dds-balance-china-2023-balance", 521.8, "ok"),
        ("r24-dds-exports-share-of-world-china-2023-share", 4.8704, "ok"),
        ("r24-dds-imports-share-of-world-china-2023-share", 4.4398, "ok"),
        ("r24-dds-exports-share-of-world-top-5-exporters-2023-share", 45.1771, "ok"),
        ("r24-dds-imports-share-of-world-top-5-importers-2023-share", 38.1157, "ok"),
        ("r24-wto-dds-exports-share-of-services-exports-2023-share", 54.21649, "ok"),
        ("r24-dds-trade-share-of-china-east-region-2023-share", 91.4926, "ok"),
        ("r24-dds-trade-share-of-china-central-west-region-2023-share", 6.043, "ok"),
        ("r24-dds-trade-share-of-china-northeast-region-2023-share", 2.467, "ok"),
        ("r24-dds-exports-share-of-china-base-provinces-2023-share", 95.9414, "ok"),
        ("r21-offshore-outsourcing-share-of-three-markets-2021-share", 53.5349, "ok"),
        ("r24-wto-dds-exports-average-growth-world-2019-2023-average-growth", 10.80852, "ok"),
        ("r21-dds-trade-average-growth-china-2011-2021-average-growth", 8.1152, "ok"),
        ("r24-wto-dds-exports-growth-lead-2019-2023-growth-lead", 4.92523, "ok"),
        ("r24-dds-trade-east-region-2023-sum-of-provinces", 3530.6, "rounding"),
        ("r24-dds-trade-central-west-region-2023-sum-of-provinces", 233.1, "rounding"),
        ("r24-dds-trade-northeast-region-2023-sum-of-provinces", 95.1, "rounding"),
        ("r24-dds-trade-base-provinces-2023-sum-of-hosts", 3681.8, "rounding"),
        ("table-4-2023-exports-sum-of-provinces", 2190.3, "rounding"),
        ("table-4-2023-trade-sum-of-regions", 3859.1, "rounding"),
        ("r24-dds-exports-rank-china-2023-rank", 6, "ok"),
        ("r24-dds-imports-rank-china-2023-rank", 7, "ok"),
        ("r21-unctad-dds-exports-world-2021-sum-of-members", 3.8426, "rounding"),
    ],
)
def test_what_the_texts_state_is_recomputed(
    checks: dict[str, Object], check: str, computed: float, result: str
) -> None:
    one = checks[check]
    assert isinstance(one["computed"], int | float)
    assert round(one["computed"], 3) == round(computed, 3)
    assert one["result"] == result


def test_nothing_in_the_two_reports_differs_beyond_rounding(checks: dict[str, Object]) -> None:
    assert [one["id"] for one in checks.values() if one["result"] == "differs"] == []


def test_a_verdict_follows_from_its_intervals(checks: dict[str, Object]) -> None:
    for one in checks.values():
        if one["result"] == "cannot-check":
            assert texts(one, "reason.detail")
            continue
        low, high = values(one, "computed_interval[]")
        below, above = one["stated_interval"] if isinstance(one["stated_interval"], list) else (None, None)
        assert isinstance(low, int | float) and isinstance(high, int | float) and isinstance(below, int | float)  # noqa: PT018
        assert low <= (above if isinstance(above, int | float) else high)
        assert below <= high
        if isinstance(one["difference"], int | float) and isinstance(one["tolerance"], int | float):
            assert abs(one["difference"]) <= one["tolerance"] + 1e-4


def test_figures_of_the_text_stand_against_the_tables(checks: dict[str, Object]) -> None:
    for text, cell in (
        ("r24-wto-dds-exports-world-2023", "table-2-world-2023-exports"),
        ("r24-dds-trade-china-2023", "table-4-2023-trade"),
        ("r24-dds-imports-china-2023", "table-4-2023-imports"),
        ("r24-dds-trade-guangdong-2023", "table-5-guangdong-trade"),
        ("table-1-2021-digital-exports", "table-2-world-2021-exports"),
    ):
        one = checks[f"{text}-against-{cell}"]
        assert one["type"] == "text-table"
        assert one["result"] == "ok"


def test_the_ranks_of_rows_are_those_of_their_values(checks: dict[str, Object]) -> None:
    rows = [one for one in checks.values() if one["check"] == "order-of-rows"]
    assert [sum(one["table"] == table for one in rows) for table in ("table-2", "table-3", "table-5")] == [10, 10, 31]
    ties = {str(one["id"]) for one in rows if one["result"] == "rounding"}
    assert ties == {"table-5-xinjiang-trade-order-of-rows", "table-5-tibet-trade-order-of-rows"}
    assert sum(one["check"] == "order-in-text" for one in checks.values()) == 13


def test_the_footnote_in_renminbi_tells_the_rate_it_implies(checks: dict[str, Object]) -> None:
    one = checks["r24-dds-trade-in-rmb-china-2023-two-currencies"]
    assert "7.0467 and 7.0469" in texts(one, "reason.detail")[0]


def test_a_growth_whose_base_only_the_other_report_prints_mixes_no_vintages(checks: dict[str, Object]) -> None:
    one = checks["r21-dds-trade-growth-china-2021-growth"]
    assert texts(one, "reason.code") == ["other_vintage"]
    assert one["computed"] is None


def test_all_that_can_be_checked_is(checks: dict[str, Object]) -> None:
    results = Counter(str(one["result"]) for one in checks.values())
    assert results == {"ok": 316, "rounding": 35, "cannot-check": 106}


def test_counts_of_results_are_of_what_matches(client: Client) -> None:
    answer = client.answer(f"{PATH}?table=table-4&type=sum&limit=2")
    assert answer["results"] == {"ok": 10, "rounding": 4, "differs": 0, "cannot-check": 0}
    assert answer["total"] == 14
    assert len(objects(answer, "items[]")) == 2


@pytest.mark.parametrize(
    ("query", "way", "value"),
    [
        ("type=rank", "type", "rank"), ("result=rounding", "result", "rounding"), ("table=table-5", "table", "table-5"),
        ("report=mofcom-2021", "report", "mofcom-2021"), ("area=guangdong", "area.id", "guangdong"),
        ("indicator=software-exports", "indicator.id", "software-exports"),
        ("check=sum-of-provinces", "check", "sum-of-provinces"),
    ],
)  # fmt: skip
def test_filters_hold_of_every_check(client: Client, query: str, way: str, value: str) -> None:
    assert set(texts(client.answer(f"{PATH}?{query}&limit=1000"), f"items[].{way}")) == {value}


def test_the_checks_with_a_figure_are_its_own_and_those_it_enters(client: Client) -> None:
    answer = client.answer(f"{PATH}?observation=table-5-guangdong-exports&limit=1000")
    assert {"table-5-guangdong-trade-sum-of-parts", "table-4-2023-exports-sum-of-provinces"} <= set(
        texts(answer, "items[].id")
    )
    assert all("table-5-guangdong-exports" in texts(item, "observations[]") for item in objects(answer, "items[]"))


@pytest.mark.parametrize("query", ["type=product", "result=wrong", "table=table-6", "observation=x", "check=guess"])
def test_a_value_that_cannot_be_used_is_named(client: Client, query: str) -> None:
    response = client.get(f"{PATH}?{query}")
    assert (response.status_code, response.json()["name"]) == (400, query.partition("=")[0])
