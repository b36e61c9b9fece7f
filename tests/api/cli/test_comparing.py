"""``policygraph compare``: counts by kind, entities with what changed, the objects of REST."""

import json

from tests.api.cli.conftest import Cli
from tests.client import Client

PATH = "/api/reports/compare?from=mofcom-2021&to=mofcom-2024&limit=1000"


def test_as_json_it_is_the_answer_of_rest(cli: Cli, client: Client) -> None:
    ran = cli("compare", "mofcom-2021", "mofcom-2024", "--kind", "agreement", "--json")
    told = client.answer(f"{PATH}&kind=agreement")
    assert ran.code == 0
    assert json.loads(ran.out) == {**told, "limit": told["total"]}


def test_as_csv_it_is_the_csv_of_rest(cli: Cli, client: Client) -> None:
    ran = cli("compare", "--change", "changed", "--csv")
    assert ran.out.splitlines() == client.get(f"{PATH}&change=changed&format=csv").text.splitlines()


def test_without_a_filter_it_counts_by_kind(cli: Cli) -> None:
    ran = cli("compare")
    assert "instrument\t21\t2\t0\t14" in ran.out
    assert "announced in the one and done in the other: 2" in ran.out


def test_what_was_announced_and_then_done_is_listed_with_both_statuses(cli: Cli) -> None:
    out = cli("compare", "--progress", "--lang", "zh").out
    assert "measure/beijing-digital-trade-port-building" in out or "beijing-digital-trade-port-building" in out
    assert "status planned → in_force" in out
    assert "变化" in out


def test_an_unknown_report_is_named_with_near_ones(cli: Cli) -> None:
    ran = cli("compare", "mofcom-2022", "mofcom-2024")
    assert ran.code == 2
    assert "mofcom-2021" in ran.err
