"""``zones``, ``measures`` and ``show``: the objects of REST, and tables and pages for people."""

import json
from collections.abc import Mapping

import pytest
from rich.cells import cell_len

from api.service import Service
from tests.api.cli.conftest import Cli
from tests.client import Client

MAIN = ("measures", "--zone", "lingang", "--valid-on", "2024-08-31")


def test_measures_as_json_are_the_answer_of_rest(cli: Cli, client: Client) -> None:
    ran = cli(*MAIN, "--explain", "--json")
    told = client.answer("/api/zones/lingang/measures?valid_on=2024-08-31&explain=true&limit=1000")
    assert ran.code == 0
    assert json.loads(ran.out) == {**told, "limit": told["total"]}


def test_zones_as_json_are_the_answer_of_rest_with_every_page(cli: Cli, client: Client) -> None:
    told = client.answer("/api/zones?within=china&valid_on=2024-08-31&limit=1000")
    ran = cli("zones", "--within", "china", "--valid-on", "2024-08-31", "--json")
    assert json.loads(ran.out)["items"] == told["items"]


def test_pages_are_followed_to_the_end(cli: Cli, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json.loads(cli("zones", "--json").out)
    monkeypatch.setattr("api.cli.asking.PAGE", 7)
    assert json.loads(cli("zones", "--json").out) == whole
    assert len(whole["items"]) == whole["total"] > 7


def test_an_entity_as_json_is_what_its_own_address_answers(cli: Cli, client: Client) -> None:
    told = client.answer("/id/agreement/depa?format=json")
    assert json.loads(cli("show", "agreement/depa", "--json").out) == told


def test_elsewhere_than_on_a_terminal_a_table_is_a_line_a_row_with_tabs(cli: Cli) -> None:
    ran = cli(*MAIN)
    lines = [line.split("\t") for line in ran.out.splitlines() if "\t" in line]
    assert lines[0] == ["basis", "certainty", "measure", "conditions", "id", "instrument", "since", "start", "path"]
    assert {len(line) for line in lines} == {9}
    row = next(line for line in lines if line[4] == "ftz-institutional-opening-measures-as-a-whole")
    assert (row[0], row[1], row[6], row[8]) == (
        "By class", "Certain", "2023-06", "lingang → shanghai-ftz ∈ institutional-opening-pilot",
    )  # fmt: skip


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_drawn_table_keeps_to_the_width_and_shortens_nothing(
    cli: Cli, width: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for command in ((*MAIN, "--explain"), ("zones",)):
        table = [line for line in cli(*command, "--lang", language).out.splitlines()[1:] if "  " in line]
        assert len(table) > 40
        assert all(cell_len(line.rstrip()) <= width for line in table)
        assert "…" not in "".join(table)


def test_the_reasons_why_others_do_not_apply_are_listed_and_counted(cli: Cli) -> None:
    told = json.loads(cli(*MAIN, "--explain", "--json").out)
    ran = cli(*MAIN, "--explain", "--lang", "zh")
    for other in told["not_applying"]:
        assert f"\t{other['measure']['id']}\t" in ran.out
    assert ran.out.splitlines()[-1].startswith("不适用：")
    assert f"他处措施 {told['not_applying_counts']['other_place']}" in ran.out.splitlines()[-1]
    assert len(json.loads(cli(*MAIN, "--explain-all", "--json").out)["not_applying"]) > len(told["not_applying"])


def test_counts_say_how_many_apply_on_which_basis_and_how_surely(cli: Cli) -> None:
    told = json.loads(cli(*MAIN, "--json").out)
    sure = sum(item["certainty"] == "certain" for item in told["items"])
    line = next(line for line in cli(*MAIN).out.splitlines() if "measures apply" in line)
    assert line.startswith(f"{told['total']} measures apply: Designated ")
    assert f"Certain {sure}" in line


def test_an_empty_answer_says_why(cli: Cli) -> None:
    ran = cli(*MAIN, "--topic", "minors-protection", "--basis", "designated")
    assert ran.code == 0
    assert ran.out.splitlines()[-2:] == [
        "Nothing matches all the filters.",
        f"searched: {', '.join(f'{k} {v}' for k, v in json.loads(cli(*MAIN, '--json').out)['searched'].items())}",
    ]


def test_a_day_after_the_sources_is_told_to_be_so(cli: Cli) -> None:
    assert "The sources cover the time until 2024-08-31 only" in cli("measures", "--zone", "lingang").out
    assert "The sources cover" not in cli(*MAIN).out


def test_show_gives_facts_by_source_with_numbered_evidence(cli: Cli, service: Service) -> None:
    ran = cli("show", "cross-border-data-flow-provisions")
    lines = ran.out.splitlines()
    assert lines[:2] == [
        "促进和规范数据跨境流动规定  Provisions on Promoting and Regulating Cross-border Data Flows",
        "instrument/cross-border-data-flow-provisions  "
        f"{service.catalogue.iris.entity('instrument', 'cross-border-data-flow-provisions')}",
    ]
    assert "Report on China's Development of Digital Trade 2024 (mofcom-2024)" in lines
    assert any("2024-03 [" in line for line in lines)
    assert any(line.strip().startswith("mofcom-2024-p21: [1] “") for line in lines)


@pytest.mark.usefixtures("sources")
def test_show_quotes_the_sentence_once_for_all_that_it_bears_out(cli: Cli) -> None:
    quotes = [
        line for line in cli("show", "cac-exemption-certification").out.splitlines() if "降低数据跨境传输" in line
    ]
    assert len(quotes) == 1


def test_show_tells_concepts_and_passages_and_sources(cli: Cli) -> None:
    assert "税收  Taxation" in cli("show", "tax").out
    assert "topics (topics)" not in cli("show", "tax", "--lang", "zh").out
    passage = cli("show", "mofcom-2024-p21").out
    assert "in mofcom-2024-h11" in passage
    assert "instrument/cross-border-data-flow-provisions" in passage
    assert "GB/T 2260" in cli("show", "reference-source/gbt-2260").out


def test_show_follows_a_place_to_its_own_kind(cli: Cli) -> None:
    assert cli("show", "zone/shanghai").out.splitlines()[1].startswith("area/shanghai ")


def test_an_id_of_several_kinds_asks_which(cli: Cli, service: Service) -> None:
    kinds: dict[str, list[str]] = {}
    for kind, slug in (*service.catalogue.statements, *service.catalogue.concepts):
        kinds.setdefault(slug, []).append(kind)
    slug, having = next((slug, having) for slug, having in kinds.items() if len(having) > 1)
    ran = cli("show", slug)
    assert ran.code == 2
    assert all(f"{kind}/{slug}" in ran.err for kind in having)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "lingan"), "no entity has the id lingan; did you mean lingang"),
        (("show", "zone/lingan"), "no zone has the id lingan; did you mean lingang"),
        (("show", "zoned/lingang"), "did you mean zone"),
        (("measures", "--zone", "lingan"), "no zone has the id lingan; did you mean lingang"),
        (("measures", "--zone", "../../health"), "no zone has the id ../../health"),
        (("measures", "--zone", "lingang", "--valid-on", "2024-13"), "valid_on: found 2024-13; expected "),
        (("measures", "--zone", "lingang", "--topic", "taxx"), "topic: found taxx; expected a known topic id"),
        (("measures", "--zone", "lingang", "--basis", "some"), "basis: found some; expected one of designated"),
        (("zones", "--within", "lingan"), "within: found lingan; expected "),
        (("zones", "--class", "fts"), "class: found fts; expected "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_not_there_is_told_in_one_line_with_near_ones(cli: Cli, arguments: tuple[str, ...], told: str) -> None:
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("command", [("zones",), MAIN, ("show", "lingang"), ("sparql", "-"), ("export", "--format",
    "turtle", "--output", "-"), ("export", "--format", "nquads", "--output", "-"), ("serve", "--port", "0")],
    ids=lambda command: command[0])  # fmt: skip
def test_without_a_dataset_every_command_says_how_to_get_one(
    cli: Cli, command: tuple[str, ...], nothing_built: Mapping[str, str]
) -> None:
    ran = cli(*command, environment=nothing_built, stdin=b"ASK {}")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "no dataset is built yet: run `policygraph build` first\n"


def test_a_store_that_cannot_be_reached_is_told_in_one_line(cli: Cli) -> None:
    ran = cli("zones", environment={"POLICYGRAPH_ENDPOINT": "http://127.0.0.1:9/sparql"})
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)


def test_a_setting_that_cannot_be_used_is_a_matter_of_usage(cli: Cli) -> None:
    ran = cli("zones", environment={"POLICYGRAPH_WORKERS": "many"})
    assert (ran.code, ran.err) == (2, "POLICYGRAPH_WORKERS: found 'many'; expected a number\n")


def test_an_unknown_option_is_a_matter_of_usage(cli: Cli) -> None:
    assert cli("zones", "--colour").code == 2
    assert cli("zonas").code == 2


def test_the_version_is_that_of_the_package(cli: Cli) -> None:
    from importlib.metadata import version

    assert cli("--version").out == f"policygraph {version('policygraph')}\n"
