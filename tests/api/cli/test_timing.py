"""``policygraph timeline``: entries in order, the objects of REST."""

import json

from tests.api.cli.conftest import Cli
from tests.client import Client

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
    assert "2024-05\t数据跨境场景化一般数据清单：发布\tlingang-general-data-list-2024-published" in ran.out
    assert "个" in ran.err


def test_an_empty_list_says_why(cli: Cli) -> None:
    ran = cli("timeline", "--to", "1950")
    assert ran.code == 0
    assert "Nothing matches" in ran.err


def test_days_out_of_order_are_refused(cli: Cli) -> None:
    assert cli("timeline", "--from", "2024", "--to", "2023").code == 2
