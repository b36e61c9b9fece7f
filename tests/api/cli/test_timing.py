"""``policygraph timeline``: entries in order, the objects of REST."""

import json
from pathlib import Path

import icalendar
import pytest

from tests.api.cli.conftest import Cli
from tests.client import Client, objects

MAY = ("timeline", "--from", "2024-05", "--to", "2024-05")
PATH = "/api/timeline?from=2024-05&to=2024-05&limit=1000"


def test_as_json_it_is_the_answer_of_rest(cli: Cli, client: Client) -> None:
    ran = cli(*MAY, "--json")
    told = client.answer(PATH)
    assert ran.code == 0
    assert json.loads(ran.out) == {**told, "limit": told["total"]}


def test_as_csv_it_is_the_csv_of_rest(cli: Cli, client: Client) -> None:
    assert cli(*MAY, "--csv").out.splitlines() == client.get(f"{PATH}&format=csv").text.splitlines()


def test_entries_are_listed_with_their_dates_as_printed(cli: Cli) -> None:
    ran = cli(*MAY, "--lane", "zones", "--lang", "zh")
    assert "2024-05\t已发生\t数据跨境场景化一般数据清单：发布\tlingang-general-data-list-2024-published" in ran.out
    assert "个" in ran.err


def test_plans_and_drafts_are_marked_as_such(cli: Cli) -> None:
    lines = cli("timeline", "--from", "2024-06", "--lane", "zones").out.splitlines()
    assert [line.split("\t")[:2] for line in lines] == [["date", "status"], ["2024-06", "Draft"], ["2025", "Planned"]]


def test_an_empty_list_says_why(cli: Cli) -> None:
    ran = cli("timeline", "--to", "1950")
    assert ran.code == 0
    assert "Nothing matches" in ran.err


def test_days_out_of_order_are_refused(cli: Cli) -> None:
    assert cli("timeline", "--from", "2024", "--to", "2023").code == 2


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("topic", "data-cross-border"), ("issuer", "state-council"), ("type", "published"), ("report", "mofcom-2021"),
    ],
)  # fmt: skip
def test_each_filter_is_that_of_rest(cli: Cli, client: Client, option: str, value: str) -> None:
    ran = json.loads(cli("timeline", f"--{option}", value, "--json").out)
    told = client.answer(f"/api/timeline?{option}={value}&limit=1000")
    assert 0 < len(ran["items"]) < len(objects(client.answer("/api/timeline?limit=1000"), "items[]"))
    assert ran["items"] == told["items"]


def test_the_scope_tells_what_a_zone_inherits(cli: Cli) -> None:
    named, inherits = (
        json.loads(cli("timeline", "--zone", "lingang", "--scope", scope, "--json").out)["total"]
        for scope in ("named", "applicable")
    )
    assert 0 < named < inherits


@pytest.mark.parametrize("format", ["ics", "svg", "vegalite", "csv"])
def test_a_file_is_what_rest_answers(cli: Cli, client: Client, tmp_path: Path, format: str) -> None:
    file = tmp_path / "timeline"
    ran = cli(*MAY, "--format", format, "--output", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert str(file) in ran.err
    assert file.read_bytes() == client.get(f"{PATH}&format={format}&lang=en").content
    assert [one.name for one in tmp_path.iterdir()] == ["timeline"]


def test_a_feed_is_that_of_rest_but_for_its_address(cli: Cli, client: Client, tmp_path: Path) -> None:
    file = tmp_path / "timeline.atom"
    assert cli(*MAY, "--format", "atom", "-o", str(file)).code == 0
    told = client.get(f"{PATH}&format=atom").text
    assert file.read_text("utf-8") == told.replace("http://testserver", "http://policygraph")


def test_json_in_a_file_is_json_on_standard_output(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "timeline.json"
    assert cli(*MAY, "--json", "--output", str(file)).code == 0
    assert file.read_text("utf-8") == cli(*MAY, "--format", "json").out


def test_a_calendar_goes_to_standard_output(cli: Cli) -> None:
    calendar = icalendar.Calendar.from_ical(cli(*MAY, "--format", "ics", "--output", "-").out)
    assert isinstance(calendar, icalendar.Calendar)
    assert calendar.events


@pytest.mark.parametrize(
    "arguments",
    [("--output", "x"), ("--format", "pdf"), ("--format", "ics", "--output", "/nowhere/x"), ("--topic", "nothing")],
)
def test_what_cannot_be_done_is_told_in_a_line(cli: Cli, arguments: tuple[str, ...]) -> None:
    ran = cli(*MAY, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
