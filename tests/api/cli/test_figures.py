"""``policygraph stats``, ``revisions`` and ``audit``: tables for a person, the objects of REST, charts as files."""

import json
from pathlib import Path

import pytest

from tests.api.cli.conftest import Cli
from tests.client import Client

COMMANDS = [
    (("stats", "--table", "table-4", "--period", "2023"), "/api/statistics?table=table-4&period=2023"),
    (("revisions", "--class", "revision"), "/api/statistics/revisions?class=revision"),
    (("audit", "--table", "table-4", "--result", "rounding"), "/api/statistics/audit?table=table-4&result=rounding"),
    (("stats", "--known-on", "2023-06", "--type", "rank"), "/api/statistics?known_on=2023-06&type=rank"),
    (("revisions", "--report", "mofcom-2021", "--type", "share"),
     "/api/statistics/revisions?report=mofcom-2021&type=share"),
    (("revisions", "--subject", "tianjin", "--known-on", "2024-12"),
     "/api/statistics/revisions?subject=tianjin&known_on=2024-12"),
    (("audit", "--check", "balance", "--period", "2023"), "/api/statistics/audit?check=balance&period=2023"),
    (("audit", "--observation", "table-4-2023-trade", "--known-on", "2024-12"),
     "/api/statistics/audit?observation=table-4-2023-trade&known_on=2024-12"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "path"), COMMANDS)
def test_as_json_and_csv_they_are_the_answers_of_rest(
    cli: Cli, client: Client, arguments: tuple[str, ...], path: str
) -> None:
    told = client.answer(f"{path}&limit=1000")
    ran = cli(*arguments, "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == {**told, "limit": told["total"]}
    lines = client.get(f"{path}&limit=1000&format=csv").text.splitlines()
    assert cli(*arguments, "--csv").out.splitlines() == lines


def test_figures_are_listed_with_value_unit_period_and_source(cli: Cli) -> None:
    ran = cli("stats", "--table", "table-4", "--period", "2023", "--type", "growth")
    assert "table-4-2023-trade-growth\t3.5\tpercent\t2023\tmofcom-2024 table-4 Ministry of Commerce" in ran.out
    assert "1 figures" in ran.err


def test_revisions_tell_every_value_and_the_difference_of_each_class(cli: Cli) -> None:
    out = cli("revisions", "--class", "revision", "--lang", "zh").out
    assert "1948.5 亿美元 (mofcom-2021, digitally-deliverable-exports)" in out
    assert "修订 +8.2；口径不同 -97.7、-105.9 (亿美元)" in out
    assert "3605.1 亿美元 (mofcom-2024, digitally-deliverable-trade, 推算)" in out


def test_the_audit_tells_results_with_bounds_and_why_something_cannot_be_checked(cli: Cli) -> None:
    ran = cli("audit", "--table", "table-1", "--type", "growth")
    assert "agrees" in ran.out
    assert "the report prints no level of 2018 from the same source" in ran.out
    assert "15 checks: agrees 12, cannot be checked 3" in ran.err
    assert "3858.8 [3857.25, 3860.35]" in cli("audit", "--table", "table-4", "--result", "rounding").out


def test_an_empty_answer_says_so_and_is_no_failure(cli: Cli) -> None:
    ran = cli("audit", "--result", "differs", "--lang", "zh")
    assert (ran.code, ran.out) == (0, "")
    assert "没有符合全部条件的内容。" in ran.err


def test_a_chart_is_written_as_svg_or_vega_lite_in_the_language_spoken(cli: Cli, tmp_path: Path) -> None:
    picture, spec = tmp_path / "chart.svg", tmp_path / "chart.json"
    asked = ("stats", "--indicator", "digitally-deliverable-trade", "--area", "china", "--type", "level", "--chart")
    assert "chart.svg" in cli(*asked, str(picture)).err
    assert "Trade in digitally deliverable services, China" in picture.read_text("utf-8")
    assert cli(*asked, str(spec), "--lang", "zh").code == 0
    assert json.loads(spec.read_text("utf-8"))["vconcat"][0]["title"]["text"] == ["可数字化交付服务进出口额，中国"]


def test_a_chart_of_a_family_shows_its_definitions_beside_each_other(cli: Cli, tmp_path: Path) -> None:
    picture = tmp_path / "chart.svg"
    asked = ("stats", "--family", "family-digital-services-exports", "--area", "china", "--type", "level")
    assert cli(*asked, "--chart", str(picture)).code == 0
    drawn = picture.read_text("utf-8")
    assert "Exports of digitally deliverable services, China" in drawn
    assert "Exports of digitally delivered services, China" in drawn
    refused = cli(*asked)
    assert (refused.code, refused.err.strip()) == (2, "--family needs --chart")


@pytest.mark.parametrize("arguments", [("--chart", "chart.pdf"), ("--chart", "chart.svg", "--period", "2023")])
def test_a_chart_of_another_kind_or_of_one_period_is_refused(cli: Cli, arguments: tuple[str, ...]) -> None:
    ran = cli("stats", *arguments)
    assert ran.code == 2
    assert "--chart takes a file .svg or .json" in ran.err


def test_a_chart_that_cannot_be_written_says_why(cli: Cli, tmp_path: Path) -> None:
    ran = cli("stats", "--area", "guangdong", "--chart", str(tmp_path / "no" / "chart.svg"))
    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_an_unknown_indicator_is_named_with_near_ones(cli: Cli) -> None:
    ran = cli("stats", "--indicator", "digitally-deliverable-export")
    assert ran.code == 2
    assert "digitally-deliverable-exports" in ran.err
