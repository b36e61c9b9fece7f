"""``search``: the answer of REST as JSON and CSV, and a table for people."""

import json

from tests.api.cli.conftest import Cli
from tests.client import Client


def test_as_json_and_csv_it_is_the_answer_of_rest(cli: Cli, client: Client) -> None:
    url = client.url("/api/search", {"q": "数据出境 天津", "limit": "3", "kind": "instrument"})
    asked = ("search", "数据出境", "天津", "--limit", "3", "--kind", "instrument")
    assert json.loads(cli(*asked, "--json").out) == client.answer(str(url))
    assert cli(*asked, "--csv").out == client.get(f"{url}&format=csv").text


def test_a_table_marks_what_was_found_and_notes_count_by_kind(cli: Cli) -> None:
    ran = cli("search", "数据出境", "天津", "--limit", "1")
    assert ran.code == 0
    head, row = (line.split("\t") for line in ran.out.splitlines())
    assert head == ["name", "id", "kind", "found"]
    assert row[1:3] == ["tianjin-data-negative-list-2024", "instrument"]
    assert row[3].startswith("中国（【天津】）自由贸易试验区【数据出境】管理清单")
    assert "instrument 2" in ran.err


def test_it_says_what_a_word_was_taken_for_and_what_is_nowhere(cli: Cli) -> None:
    assert "linggang is taken for lingang" in cli("search", "linggang").err
    ran = cli("search", "zzzzzz", "--lang", "zh")
    assert "“zzzzzz”未见于任何文字" in ran.err
    assert ran.code == 0
    assert ran.out == ""


def test_of_one_kind_the_others_are_counted_apart(cli: Cli) -> None:
    ran = cli("search", "数据出境", "天津", "--kind", "zone")
    assert ran.err.splitlines()[0] == "1 found"
    assert ran.err.splitlines()[1].startswith("of other kinds: ")


def test_a_kind_that_is_none_is_refused(cli: Cli) -> None:
    assert cli("search", "depa", "--kind", "zonne").code == 2
