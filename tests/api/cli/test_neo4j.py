"""``policygraph neo4j``: the real graph in a real server, and what goes wrong in one line."""

import json
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest
import typer
from neo4j import Driver

from api.cli import neo4j as command
from api.cli.advancing import advancing
from api.cli.language import Words
from api.cli.session import Session
from api.service import Service
from benchmarks.synthetic import synthetic
from graph.property_graph.model import PropertyGraph
from graph.property_graph.projection import property_graph
from tests.api.cli.conftest import Cli
from tests.graph.neo4j.asked import rows
from tests.graph.neo4j.small import small
from tests.servers.loopback import free_port
from tests.servers.neo4j import Neo4j


@pytest.fixture
def server(neo4j_server: Neo4j, neo4j_driver: Driver) -> Mapping[str, str]:
    """The environment that names the server, whose database is empty."""
    return {"POLICYGRAPH_NEO4J_URI": neo4j_server.uri, "POLICYGRAPH_NEO4J_PASSWORD": neo4j_server.password}


def test_many_rows_that_differ_are_named_in_part(
    cli: Cli, server: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "graph_of", lambda run: synthetic(100))
    ran = cli("neo4j", "check", environment=server)
    assert ran.code == 1
    assert [line for line in ran.out.splitlines() if line.startswith("missing: ")][20:] == []
    assert ran.out.splitlines()[-1] == "and 80 more"


def test_the_real_graph_is_synced_found_unchanged_and_the_same(
    cli: Cli, service: Service, server: Mapping[str, str], neo4j_driver: Driver
) -> None:
    graph = property_graph(service.catalogue)
    first = cli("neo4j", "sync", environment=server)
    size = f"{len(graph.nodes):,} nodes, {len(graph.relationships):,} relationships"
    assert (first.code, first.out.splitlines()[0].rpartition(", ")[0]) == (
        0,
        f"synced dataset {graph.version[:16]}: {size}",
    )
    assert first.out.splitlines()[1] == f"rows written: {len(graph.nodes) + len(graph.relationships):,}, removed: 0"
    assert f"writing nodes: {len(graph.nodes):,}" in first.err.splitlines()
    second = cli("neo4j", "sync", environment=server)
    assert second.out.startswith(f"unchanged: dataset {graph.version[:16]}, {size}")
    checked = cli("neo4j", "check", environment=server)
    assert (checked.code, checked.out.splitlines()[-1]) == (
        0,
        f"the database holds dataset {graph.version[:16]}, whole",
    )
    zone = (
        "MATCH (m:Measure)-[a:APPLIES_TO {basis: 'designated'}]->(z:Zone {id: 'lingang'}) RETURN count(DISTINCT m) > 3"
    )
    assert rows(neo4j_driver, zone) == [[True]]


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> PropertyGraph:
    """A small graph in place of the real one."""
    graph = small()
    monkeypatch.setattr(command, "graph_of", lambda run: graph)
    return graph


@pytest.mark.usefixtures("little")
def test_what_differs_is_named_and_ends_with_1_until_a_sync_repairs_it(
    cli: Cli, server: Mapping[str, str], neo4j_driver: Driver
) -> None:
    before = cli("neo4j", "check", environment=server)
    assert (before.code, "the database holds no dataset of ours" in before.out) == (1, True)
    assert before.out.splitlines()[-1] == 'missing: (:Zone {id: "lingang"})-[:PART_OF]->(:Zone {id: "china"})'
    cli("neo4j", "sync", environment=server)
    rows(neo4j_driver, "MATCH (z:Zone {id: 'lingang'}) SET z.label_en = 'Elsewhere'")
    ran = cli("neo4j", "check", environment=server)
    assert ran.code == 1
    assert [line.split("\t")[0] for line in ran.out.splitlines() if line.endswith("\tdiffers")] == ["Zone"]
    assert ran.out.splitlines()[-1] == 'changed: (:Zone {id: "lingang"})'
    told = json.loads(cli("neo4j", "check", "--json", environment=server).out)
    assert (told["same"], told["differing"]) == (False, [{"how": "changed", "row": '(:Zone {id: "lingang"})'}])
    assert told["held"]["status"] == "complete"
    assert cli("neo4j", "sync", "--force", environment=server).code == 0
    assert json.loads(cli("neo4j", "check", "--json", environment=server).out)["same"]


def test_a_sync_tells_a_program_what_it_did(
    cli: Cli, little: PropertyGraph, server: Mapping[str, str], neo4j_driver: Driver
) -> None:
    cli("neo4j", "sync", environment=server)
    rows(neo4j_driver, "CREATE (:PolicyGraph:Zone {id: 'gone'})<-[:VISITED]-(:Me)")
    ran = cli("neo4j", "sync", "--json", environment=server)
    assert json.loads(ran.out) == {
        "version": little.version, "digest": little.digest(), "nodes": 5, "relationships": 5, "unchanged": False,
        "written": 0, "removed": 1, "retired": 1,
    }  # fmt: skip


@pytest.mark.usefixtures("little")
def test_a_node_that_is_gone_and_kept_is_told(cli: Cli, server: Mapping[str, str], neo4j_driver: Driver) -> None:
    cli("neo4j", "sync", environment=server)
    rows(neo4j_driver, "CREATE (:PolicyGraph:Zone {id: 'gone'})<-[:VISITED]-(:Me)")
    ran = cli("neo4j", "sync", "--lang", "zh", environment=server)
    assert ran.err.splitlines()[-1] == "已不存在的节点中，有 1 个因与自有内容相连而保留，标为 PolicyGraphRetired"
    assert ran.out.splitlines()[1] == "写入 0 行，移除 1 行"


@pytest.mark.parametrize("what", ["sync", "check"])
@pytest.mark.usefixtures("little")
def test_options_go_before_the_environment(cli: Cli, server: Mapping[str, str], what: str) -> None:
    ran = cli("neo4j", what, "--database", "elsewhere", environment=server)
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (
        3, "", f"{server['POLICYGRAPH_NEO4J_URI']} has no database 'elsewhere'; name one that it has",
    )  # fmt: skip
    ran = cli("neo4j", what, "--user", "nobody", environment=server)
    assert (ran.code, "does not let in the user 'nobody'" in ran.err) == (3, True)


def test_a_wrong_address_password_or_none_is_one_line(cli: Cli, server: Mapping[str, str]) -> None:
    nobody = f"bolt://127.0.0.1:{free_port()}"
    for environment, code, told in (
        ({**server, "POLICYGRAPH_NEO4J_URI": nobody}, 3, f"{nobody} cannot be reached"),
        ({**server, "POLICYGRAPH_NEO4J_URI": "http://x"}, 3, "'http://x' is no address of a Neo4j"),
        ({**server, "POLICYGRAPH_NEO4J_PASSWORD": "wrong"}, 3, "does not let in the user 'neo4j'"),
        ({**server, "POLICYGRAPH_NEO4J_URI": ""}, 2, "no server is named: give --uri, or set POLICYGRAPH_NEO4J_URI"),
        ({"POLICYGRAPH_NEO4J_URI": nobody}, 2, "no password: set POLICYGRAPH_NEO4J_PASSWORD"),
    ):
        ran = cli("neo4j", "sync", environment=environment)
        assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
        assert told in ran.err


def test_a_password_is_no_argument(cli: Cli) -> None:
    ran = cli("neo4j", "sync", "--password", "x")
    assert (ran.code, "No such option" in ran.err) == (2, True)


def test_at_a_terminal_the_password_is_asked_for_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from graph.neo4j.connecting import Address

    asked: list[bool] = []

    def prompt(text: str, **options: object) -> str:
        asked.append(bool(options["hide_input"] and options["err"]))
        return f"the answer to {text}"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "prompt", prompt)
    found = command.password(Session(Words("en"), {}), Address("bolt://here", "me"))
    assert (found, asked) == ("the answer to Password of me on bolt://here", [True])


@pytest.mark.usefixtures("little")
def test_files_are_written_and_their_command_printed(cli: Cli, service: Service, tmp_path: Path) -> None:
    ran = cli("neo4j", "import-files", str(tmp_path / "files"), "--database", "policy")
    words = shlex.split(ran.out)
    assert words[:5] == ["neo4j-admin", "database", "import", "full", "policy"]
    assert "--nodes=Measure.csv" in words
    assert ran.err.endswith(f"are in {tmp_path / 'files'}; the command is there as import.sh\n")
    again = cli("neo4j", "import-files", str(tmp_path / "files"))
    assert (again.code, again.out, again.err.count("\n")) == (2, "", 1)


def test_progress_is_bars_on_a_terminal_and_lines_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Session(Words("zh"), {})

    def steps() -> str:
        with advancing(run) as progress:
            progress("comparing nodes")
            progress("writing nodes", 0, 250_000)
            for done in range(50_000, 250_001, 50_000):
                progress("writing nodes", done, 250_000)
        return capsys.readouterr().err

    assert steps().splitlines() == [
        "比较节点", "写入节点：250,000", "写入节点：100,000/250,000", "写入节点：200,000/250,000",
    ]  # fmt: skip
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    drawn = steps()
    assert "250000/250000" in drawn
    assert "比较节点" in drawn
